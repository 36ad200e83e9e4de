import PQueue from 'p-queue';
import type { Alarm, RefreshReport } from '../../schema/outputs.ts';
import type { Source } from '../../schema/source.ts';
import { liveCounts } from '../store/claims.ts';
import { conflictCounts } from '../store/conflicts.ts';
import { countLiveFacts } from '../store/facts.ts';
import { withSourceLock } from '../store/lock.ts';
import { countSubjects } from '../store/names.ts';
import { declareSources, enterWorld, finishRun, lastSlots, startRun, type World } from '../store/runs.ts';
import { trippedEpisodes } from '../store/tripped.ts';
import type { Deps } from './deps.ts';
import { episodeAlarm } from './gates.ts';
import { nothingPublished, type Published, publish } from './publish.ts';
import { idleRound, type RoundReport, unprovenRound, workRound } from './round.ts';
import type { RefusedReason } from './tally.ts';

/** What one source's round refused, by reason. */
export interface SourceRefusals {
  source: string;
  refused: RefusedReason[];
}

export interface RefreshOptions {
  world: World;
  /** The command as it was called, for the run's row. */
  command: string;
  /** The slot that each source's round stands for; without one it is the moment of the run. */
  slots?: ReadonlyMap<string, Date>;
  /** The gates of volume let this run pass: a person looked at what is missing and found it right. */
  acceptLoss?: boolean;
  /** Sentences for the report about what is read and what is not. */
  notes?: readonly string[];
  /** Sources that are off; the report names them. */
  leftOut?: readonly Source[];
  /** Told every refusal by reason, with a few examples of each. */
  onRefusals?: (refusals: SourceRefusals[]) => void;
}

/** Sources that are worked side by side; politeness is per host, so a few at once cost nobody anything. */
const SOURCES_AT_ONCE = 4;

interface Work {
  sources: readonly Source[];
  slotOf: (id: string) => Date;
  /** Slots of a schedule are worked once: whoever comes second finds the slot worked and leaves it. */
  once: boolean;
  acceptLoss: boolean;
}

async function workSlot(
  deps: Deps,
  source: Source,
  work: { run: string; slot: Date; once: boolean; acceptLoss: boolean },
): Promise<RoundReport> {
  const last = work.once ? (await lastSlots(deps.database.db)).get(source.id) : undefined;
  if (last && last.slot >= work.slot) return idleRound(source, 'unchanged');
  return await workRound(deps, source, work);
}

async function workSources(deps: Deps, run: string, work: Work) {
  const queue = new PQueue({ concurrency: SOURCES_AT_ONCE });
  const rounds = work.sources.map((source) =>
    queue.add(async (): Promise<RoundReport> => {
      const { once, acceptLoss } = work;
      const slot = { run, slot: work.slotOf(source.id), once, acceptLoss };
      const report = await withSourceLock(deps.database, source.id, () => workSlot(deps, source, slot));
      return report === 'busy' ? idleRound(source, 'busy') : report;
    }),
  );
  return await Promise.all(rounds);
}

function sourceReports(
  rounds: readonly RoundReport[],
  live: ReadonlyMap<string, number>,
): RefreshReport['sources'] {
  return rounds.map(({ opened, closed, refused, ...round }) => ({
    ...round,
    claims: { opened, closed, live: live.get(round.id) ?? 0 },
    refused: refused.map(({ reason, count }) => ({ reason, count })),
  }));
}

async function publicationAlarms(db: Deps['database']['db'], publication: string | null): Promise<Alarm[]> {
  return publication === null ? [] : (await trippedEpisodes(db, publication)).map(episodeAlarm);
}

async function reportOf(
  deps: Deps,
  done: {
    run: string;
    world: World;
    notes: readonly string[];
    started: Date;
    clock: number;
    rounds: RoundReport[];
    published: Published;
  },
): Promise<RefreshReport> {
  const { db } = deps.database;
  const counts = await conflictCounts(db);
  const open = counts.filter(({ state }) => state === 'open');
  return {
    run: done.run,
    world: done.world,
    at: done.started.toISOString(),
    sources: sourceReports(done.rounds, await liveCounts(db)),
    subjects: await countSubjects(db),
    facts: { ...done.published.facts, live: await countLiveFacts(db) },
    conflicts: {
      ...done.published.conflicts,
      open: open.reduce((sum, { count }) => sum + count, 0),
      by: open.map(({ attribute, diagnosis, count }) => ({ attribute, diagnosis, count })),
    },
    changes: done.published.changes,
    alarms: await publicationAlarms(db, done.published.publication),
    notes: [...done.notes],
    noReader: [],
    seconds: Number(((performance.now() - done.clock) / 1000).toFixed(3)),
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  };
}

/** Works these sources once and publishes what changed; an unreachable source is reported and the others go on. */
export async function refresh(
  deps: Deps,
  sources: readonly Source[],
  options: RefreshOptions,
): Promise<RefreshReport> {
  const { db } = deps.database;
  const started = deps.now();
  const clock = performance.now();
  await enterWorld(db, options.world, started);
  await declareSources(db, deps.sources);
  const run = await startRun(db, { command: options.command, world: options.world, at: started });
  const slotOf = (id: string): Date => options.slots?.get(id) ?? started;
  const once = options.slots !== undefined;
  const rounds = await workSources(deps, run, {
    sources,
    slotOf,
    once,
    acceptLoss: options.acceptLoss ?? false,
  });
  const published = deps.signal.aborted
    ? nothingPublished()
    : await publish(db, { at: deps.now(), cause: 'source', run });
  await finishRun(db, run, { at: deps.now(), outcome: deps.signal.aborted ? 'interrupted' : 'done' });
  options.onRefusals?.(rounds.map(({ id, refused }) => ({ source: id, refused })));
  const all = [...rounds, ...(options.leftOut ?? []).map(unprovenRound)];
  const { world, notes = [] } = options;
  return await reportOf(deps, { run, world, notes, started, clock, rounds: all, published });
}
