import type { RefreshReport, ScheduleList, ScheduleRun } from '../../schema/outputs.ts';
import { SOURCES } from '../../scrapers/index.ts';
import type { Deps } from '../pipeline/deps.ts';
import { readingOf } from '../pipeline/reading.ts';
import { refresh, type SourceRefusals } from '../pipeline/refresh.ts';
import { dueSlots, runSchedule, slotStates } from '../pipeline/schedule.ts';
import type { Database } from '../store/connect.ts';
import { filling } from './opened.ts';
import { sourceNamed, withFetcher } from './page.ts';
import { chosenSources } from './proven.ts';
import type { Context } from './services.ts';

/** What a refresh gets from outside besides its database and its network. */
export const outsideOf = (context: Context): Omit<Deps, 'database' | 'fetcher'> => ({
  sources: SOURCES,
  reading: readingOf,
  now: context.now,
  signal: context.signal,
  log: context.log,
  progress: context.progress,
  keyHeaders: context.keyHeaders,
});

/** What is to be worked, and who is told. */
interface LiveRequest {
  sources: readonly string[];
  due: boolean;
  acceptLoss?: boolean;
  onRefusals?(refusals: SourceRefusals[]): void;
}

/** Works the named sources, or all, now; of a schedule only those whose slot has begun and was not worked yet. */
export async function refreshLive(
  context: Context,
  database: Database,
  request: LiveRequest,
): Promise<RefreshReport> {
  for (const id of request.sources) sourceNamed(id);
  const { on: chosen, off, notes } = chosenSources(request.sources);
  const slots = request.due ? await dueSlots(database, chosen, context.now()) : undefined;
  const sources = slots ? chosen.filter((source) => slots.has(source.id)) : chosen;
  const { onRefusals, acceptLoss = false } = request;
  const told = onRefusals ? { onRefusals } : {};
  return await withFetcher(context, (fetcher) =>
    refresh({ ...outsideOf(context), database, fetcher }, sources, {
      world: 'live',
      command: context.command,
      acceptLoss,
      notes,
      leftOut: request.due ? [] : off,
      ...told,
      ...(slots ? { slots } : {}),
    }),
  );
}

/** Ticks at every slot until the signal comes. */
export async function scheduleRun(
  context: Context,
  onRefresh: (report: RefreshReport) => void,
): Promise<ScheduleRun> {
  const from = context.now();
  let refreshes = 0;
  const tick = async (): Promise<void> => {
    const report = await filling(context, (database) =>
      refreshLive(context, database, { sources: [], due: true }),
    );
    if (report.sources.length === 0) return;
    refreshes += 1;
    onRefresh(report);
  };
  await runSchedule({ sources: chosenSources([]).on, tick, signal: context.signal, log: context.log });
  return { from: from.toISOString(), until: context.now().toISOString(), refreshes };
}

/** Next and last slot of each source. */
export async function scheduleList(context: Context, database: Database): Promise<ScheduleList> {
  const now = context.now();
  const states = await slotStates(database, chosenSources([]).on, now);
  const sources = states.map(({ id, schedule, last, next, due }) => ({
    id,
    schedule,
    last: last?.slot.toISOString() ?? null,
    lastOutcome: last?.outcome ?? null,
    next: next?.toISOString() ?? null,
    due,
  }));
  return { at: now.toISOString(), sources };
}
