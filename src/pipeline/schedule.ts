import { Cron } from 'croner';
import cron from 'node-cron';
import type { Source } from '../../schema/source.ts';
import { ModelfactsError } from '../report/errors.ts';
import type { Database } from '../store/connect.ts';
import { lastSlots, type RoundOutcome } from '../store/runs.ts';
import type { Log } from './deps.ts';

/** A source's place in time: its newest slot that has begun, the one that was last worked, and the next. */
export interface SlotState {
  id: string;
  schedule: string;
  /** The newest slot at or before now. */
  current: Date | null;
  /** The slot of the last round that ended, with its outcome. */
  last: { slot: Date; outcome: RoundOutcome } | null;
  next: Date | null;
  due: boolean;
}

const expression = (source: Source): Cron => new Cron(source.schedule, { timezone: 'UTC', paused: true });

/** The next slot of a source. */
export const slotOf = (source: Source, now: Date): Date | null => expression(source).nextRun(now);

/** The slots of a week; which week it is changes nothing for schedules of hours and days. */
function slotsOfWeek(schedule: string): number[] {
  const [from, until] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-11-08T00:00:00Z')];
  const slots: number[] = [];
  for (const slot of new Cron(schedule, { timezone: 'UTC', paused: true }).enumerate(from)) {
    if (slot >= until) break;
    slots.push(slot.getTime());
  }
  return slots;
}

/** The first of these cron expressions at whose slots no source is asked; the first of all where none is free. */
export function freeSchedule(sources: readonly Source[], wanted: readonly string[]): string {
  const taken = new Set(sources.flatMap(({ schedule }) => slotsOfWeek(schedule)));
  const free = wanted.find((schedule) => !slotsOfWeek(schedule).some((slot) => taken.has(slot)));
  return free ?? wanted[0] ?? '';
}

/** One second later: `previousRuns` leaves out the reference itself, and a slot is due at its very second. */
const justAfter = (now: Date): Date => new Date(now.getTime() + 1000);

function slotState(source: Source, now: Date, last: SlotState['last']): SlotState {
  const slots = expression(source);
  const current = slots.previousRuns(1, justAfter(now))[0] ?? null;
  const due = current !== null && (last === null || last.slot < current);
  return { id: source.id, schedule: source.schedule, current, last, next: slots.nextRun(now), due };
}

/** Where each source stands in its schedule. Times are UTC. */
export async function slotStates(
  database: Database,
  sources: readonly Source[],
  now: Date,
): Promise<SlotState[]> {
  const last = await lastSlots(database.db);
  return sources.map((source) => slotState(source, now, last.get(source.id) ?? null));
}

/** The sources whose slot has begun and was not worked yet, with that slot. Missed slots are worked once, not each. */
export async function dueSlots(
  database: Database,
  sources: readonly Source[],
  now: Date,
): Promise<Map<string, Date>> {
  const states = await slotStates(database, sources, now);
  return new Map(states.flatMap(({ id, due, current }) => (due && current ? [[id, current]] : [])));
}

export interface Ticking {
  sources: readonly Source[];
  /** Works whatever is due; called once at the start and at every slot, never twice at a time. */
  tick(): Promise<void>;
  signal: AbortSignal;
  log: Log;
}

function quietLogger(log: Log) {
  const warn = (message: unknown): void => log.warn({}, String(message));
  const info = (message: string): void => log.info({}, message);
  return { info, debug: () => undefined, warn, error: warn };
}

/** Ends when the signal comes, or with the error that no later slot can mend. */
function endOf(signal: AbortSignal): { ended: Promise<void>; fail(error: Error): void } {
  let fail: (error: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    fail = reject;
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  ended.catch(() => undefined); // awaited below, but a tick may fail first
  return { ended, fail };
}

/**
 * Ticks at every slot of every source until the signal comes; a tick under way is awaited before it returns.
 * A failed tick is logged and the next slot tries again; an error that says "stop" ends it.
 */
export async function runSchedule(ticking: Ticking): Promise<void> {
  cron.setLogger(quietLogger(ticking.log));
  const end = endOf(ticking.signal);
  let underWay: Promise<void> = Promise.resolve();
  const tick = (): Promise<void> => {
    underWay = underWay.then(ticking.tick).catch((error: Error) => {
      if (error instanceof ModelfactsError && error.recovery === 'stop') end.fail(error);
      else ticking.log.warn({ why: error.message }, 'the refresh failed; the next slot tries again');
    });
    return underWay;
  };
  const schedules = new Set(ticking.sources.map((source) => source.schedule));
  const tasks = [...schedules].map((slot) => cron.schedule(slot, tick, { timezone: 'UTC', noOverlap: true }));
  try {
    await tick();
    await end.ended;
  } finally {
    await Promise.all(tasks.map((task) => task.destroy()));
    await underWay;
  }
}
