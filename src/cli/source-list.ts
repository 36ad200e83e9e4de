import type { SourceList } from '../../schema/outputs.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { slotOf } from '../pipeline/schedule.ts';
import { ModelfactsError } from '../report/errors.ts';
import { liveCounts } from '../store/claims.ts';
import type { Database } from '../store/connect.ts';
import { type LastRounds, lastRounds } from '../store/rounds.ts';
import { reading } from './opened.ts';
import { proofs } from './proven.ts';
import type { Context } from './services.ts';

interface Known {
  rounds: ReadonlyMap<string, LastRounds>;
  claims: ReadonlyMap<string, number>;
}

const GOOD: ReadonlySet<string> = new Set(['changed', 'unchanged']);

/** Why the last round was no good one, as one sentence. */
function staleOf(last: LastRounds | undefined): string | null {
  if (!last || GOOD.has(last.outcome)) return null;
  const [first, ...more] = last.reasons;
  const rest = more.length > 0 ? `, and ${more.length} more` : '';
  return first ? `${last.outcome}: ${first.reason}: ${first.detail}${rest}` : last.outcome;
}

const known = async ({ db }: Database): Promise<Known> => ({
  rounds: await lastRounds(db),
  claims: await liveCounts(db),
});

/** What the database knows, or why it is not asked: a list of sources waits for nobody. */
async function askDatabase(context: Context): Promise<Known | string> {
  const { target } = context;
  try {
    return await reading({ ...context, target: 'url' in target ? target : { ...target, waitMs: 0 } }, known);
  } catch (error) {
    if (error instanceof ModelfactsError) return error.what;
    throw error;
  }
}

/** Every source with its state, its last rounds, its live claims and its next slot. */
export async function sourceList(context: Context): Promise<SourceList> {
  const now = context.now();
  const asked = await askDatabase(context);
  const proven = proofs();
  const sources = SOURCES.map((source): SourceList['sources'][number] => {
    const { id, owner, kind, schedule, seeds, note } = source;
    const { state, off } = proven.get(id) ?? { state: 'unproven' as const, off: [] };
    const last = typeof asked === 'string' ? undefined : asked.rounds.get(id);
    return {
      ...{ id, owner, kind, state, schedule, note, off },
      next: state === 'unproven' ? null : (slotOf(source, now)?.toISOString() ?? null),
      seeds: seeds.map(({ url }) => url),
      lastGood: last?.lastGood?.toISOString() ?? null,
      lastOutcome: last?.outcome ?? null,
      stale: staleOf(last),
      claims: typeof asked === 'string' ? null : (asked.claims.get(id) ?? 0),
    };
  });
  return { at: now.toISOString(), noDatabase: typeof asked === 'string' ? asked : null, sources };
}
