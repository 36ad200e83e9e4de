import type { Source } from '../../schema/source.ts';
import { withPublishLock } from '../store/lock.ts';
import { finishRound, type RoundOutcome, startRound } from '../store/runs.ts';
import { commitDocument, countReasons } from './commit.ts';
import type { Deps } from './deps.ts';
import { type Attempt, type DocumentResult, workDocument } from './document.ts';

/** What one source's round came to. */
export interface RoundReport {
  id: string;
  outcome: RoundOutcome | 'busy';
  documents: number;
  statements: number;
  opened: number;
  closed: number;
  refused: { reason: string; count: number }[];
  problems: { url: string; reason: string; detail: string }[];
}

export interface Slot {
  run: string;
  slot: Date;
}

/** The report of a source that was left alone: another process works it, or has just worked the same slot. */
export const idleRound = (source: Source, outcome: 'busy' | 'unchanged'): RoundReport => ({
  id: source.id,
  outcome,
  documents: 0,
  statements: 0,
  opened: 0,
  closed: 0,
  refused: [],
  problems:
    outcome === 'busy'
      ? [{ url: '', reason: 'busy', detail: 'another process works this source; it was left alone' }]
      : [],
});

async function workDocuments(deps: Deps, attempt: Attempt): Promise<DocumentResult[]> {
  const results: DocumentResult[] = [];
  for (const seed of attempt.source.seeds) {
    if (deps.signal.aborted) break;
    const result = await workDocument(deps, attempt, seed);
    deps.progress.step(attempt.source.id, seed.url, result.kind);
    deps.log.info({ source: attempt.source.id, url: seed.url, outcome: result.kind }, 'document');
    results.push(result);
  }
  return results;
}

function outcomeOf(results: readonly DocumentResult[], changed: boolean, aborted: boolean): RoundOutcome {
  if (aborted) return 'interrupted';
  const bad = results.filter((result) => result.kind === 'failed' || result.kind === 'refused');
  if (bad.length === 0) return changed ? 'changed' : 'unchanged';
  if (bad.length < results.length) return 'partial';
  return bad.some((result) => result.kind === 'refused') ? 'refused' : 'failed';
}

const problemsOf = (results: readonly DocumentResult[]): RoundReport['problems'] =>
  results.flatMap((result) =>
    result.kind === 'failed' || result.kind === 'refused' ? [{ url: result.url, ...result.reason }] : [],
  );

function refusedOf(results: readonly DocumentResult[]): RoundReport['refused'] {
  const rows = results.flatMap((result) => (result.kind === 'read' ? result.refused : []));
  const pages = results.flatMap((result) =>
    result.kind === 'refused'
      ? [{ reason: `page: ${result.reason.reason}`, what: result.url, quote: '' }]
      : [],
  );
  return countReasons([...rows, ...pages]);
}

/**
 * Claims, dirty keys and the end of the round are one transaction: a round that is killed has changed no claim.
 * An interrupted round commits nothing.
 */
async function commitRound(
  deps: Deps,
  round: { id: string; attempt: Attempt },
  results: readonly DocumentResult[],
): Promise<RoundReport> {
  const { source, reading } = round.attempt;
  const at = deps.now();
  return await deps.database.db.transaction().execute(async (trx) => {
    await withPublishLock(trx);
    const sums = { opened: 0, closed: 0 };
    for (const result of deps.signal.aborted ? [] : results) {
      const done = await commitDocument(trx, { source: source.id, reading, at }, result);
      sums.opened += done.opened;
      sums.closed += done.closed;
    }
    const statements = results.reduce(
      (sum, result) => sum + (result.kind === 'read' ? result.statements : 0),
      0,
    );
    const outcome = outcomeOf(results, sums.opened + sums.closed > 0, deps.signal.aborted);
    const problems = problemsOf(results);
    const refused = refusedOf(results);
    const counts = { documents: results.length, statements, ...sums };
    await finishRound(trx, round.id, { at, outcome, reasons: problems, counts });
    return { id: source.id, outcome, documents: results.length, statements, ...sums, refused, problems };
  });
}

/** One slot of one source: all its documents fetched, read and committed together. */
export async function workRound(deps: Deps, source: Source, slot: Slot): Promise<RoundReport> {
  deps.progress.begin(source.id, source.seeds.length);
  const round = await startRound(deps.database.db, { source: source.id, ...slot, at: deps.now() });
  const attempt = { source, reading: deps.reading(source.id), run: slot.run };
  const results = await workDocuments(deps, attempt);
  const report = await commitRound(deps, { id: round, attempt }, results);
  for (const problem of report.problems)
    deps.log.info({ source: source.id, ...problem }, 'document not used');
  deps.progress.end(source.id, report.outcome);
  return report;
}
