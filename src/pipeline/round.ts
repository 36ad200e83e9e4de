import type { Source } from '../../schema/source.ts';
import { withPublishLock } from '../store/lock.ts';
import { finishRound, type RoundOutcome, startRound } from '../store/runs.ts';
import { type CommittedDocument, commitDocument } from './commit.ts';
import type { Deps } from './deps.ts';
import { type Attempt, type Attempted, attemptDocument } from './document.ts';
import { mergedReasons, type RefusedReason } from './tally.ts';

/** What one source's round came to. */
export interface RoundReport {
  id: string;
  outcome: RoundOutcome | 'busy' | 'skipped';
  documents: number;
  statements: number;
  entries: { listed: number; taken: number };
  opened: number;
  closed: number;
  refused: RefusedReason[];
  /** Providers as the pages write them that no line of providers.tsv names, sorted. */
  unknownProviders: string[];
  problems: { url: string; reason: string; detail: string }[];
}

export interface Slot {
  run: string;
  slot: Date;
}

const LEFT_ALONE = {
  busy: [{ url: '', reason: 'busy', detail: 'another process works this source; it was left alone' }],
  unchanged: [],
};

const untouched = (id: string) => ({
  id,
  documents: 0,
  statements: 0,
  entries: { listed: 0, taken: 0 },
  opened: 0,
  closed: 0,
  refused: [],
  unknownProviders: [],
});

/** The report of a source that was left alone: another process works it, or has just worked the same slot. */
export const idleRound = (source: Source, outcome: 'busy' | 'unchanged'): RoundReport => ({
  ...untouched(source.id),
  outcome,
  problems: LEFT_ALONE[outcome],
});

/** The report of a source that asks for a key which is not there. */
export const keylessRound = (source: Source): RoundReport => ({
  ...untouched(source.id),
  outcome: 'skipped',
  problems: [
    {
      url: '',
      reason: 'no-key',
      detail: `${source.key?.env} is not set; the source answers only with a key`,
    },
  ],
});

async function attemptDocuments(deps: Deps, attempt: Attempt): Promise<Attempted[]> {
  const attempts: Attempted[] = [];
  for (const seed of attempt.source.seeds) {
    if (deps.signal.aborted) break;
    const attempted = await attemptDocument(deps, attempt, seed);
    deps.progress.step(attempt.source.id, seed.url, attempted.kind);
    deps.log.info({ source: attempt.source.id, url: seed.url, outcome: attempted.kind }, 'document');
    attempts.push(attempted);
  }
  return attempts;
}

function outcomeOf(documents: readonly CommittedDocument[], changed: boolean): RoundOutcome {
  const bad = documents.filter(({ kind }) => kind === 'failed' || kind === 'refused');
  if (bad.length === 0) return changed ? 'changed' : 'unchanged';
  if (bad.length < documents.length) return 'partial';
  return bad.some(({ kind }) => kind === 'refused') ? 'refused' : 'failed';
}

function refusedOf(documents: readonly CommittedDocument[]): RefusedReason[] {
  const pages = documents.flatMap(({ kind, reason, url }) =>
    kind === 'refused' && reason
      ? [
          {
            reason: `page: ${reason.reason}`,
            count: 1,
            examples: [{ reason: reason.reason, what: url, quote: '' }],
          },
        ]
      : [],
  );
  return mergedReasons([...documents.map(({ refused }) => refused), pages]);
}

const sum = (documents: readonly CommittedDocument[], of: (document: CommittedDocument) => number): number =>
  documents.reduce((total, document) => total + of(document), 0);

function reportOf(source: Source, documents: readonly CommittedDocument[], aborted: boolean): RoundReport {
  const opened = sum(documents, (document) => document.opened);
  const closed = sum(documents, (document) => document.closed);
  return {
    id: source.id,
    outcome: aborted ? 'interrupted' : outcomeOf(documents, opened + closed > 0),
    documents: documents.length,
    statements: sum(documents, (document) => document.statements),
    entries: {
      listed: sum(documents, (document) => document.entries.listed),
      taken: sum(documents, (document) => document.entries.taken),
    },
    opened,
    closed,
    refused: refusedOf(documents),
    unknownProviders: [...new Set(documents.flatMap((document) => document.unknownProviders))].sort(),
    problems: documents.flatMap(({ url, reason }) => (reason ? [{ url, ...reason }] : [])),
  };
}

/**
 * Claims, dirty keys and the end of the round are one transaction: a round that is killed has changed no claim.
 * An interrupted round commits nothing.
 */
async function commitRound(
  deps: Deps,
  round: { id: string; attempt: Attempt },
  attempts: readonly Attempted[],
): Promise<RoundReport> {
  const { source, reading } = round.attempt;
  const at = deps.now();
  return await deps.database.db.transaction().execute(async (trx) => {
    await withPublishLock(trx);
    const documents: CommittedDocument[] = [];
    for (const attempted of deps.signal.aborted ? [] : attempts) {
      documents.push(await commitDocument(trx, { source, reading, at }, attempted));
    }
    const report = reportOf(source, documents, deps.signal.aborted);
    const { statements, entries, opened, closed } = report;
    const counts = { documents: documents.length, statements, entries, opened, closed };
    const outcome = report.outcome as RoundOutcome;
    await finishRound(trx, round.id, { at, outcome, reasons: report.problems, counts });
    return report;
  });
}

/** What came in, for whoever watches. */
function countsOf({ entries, opened, closed }: RoundReport): string {
  if (entries.listed === 0) return '';
  const listed = entries.listed > 1 ? `, ${entries.taken} of ${entries.listed} entries` : '';
  return `${listed}, ${opened} claims opened, ${closed} closed`;
}

/** One slot of one source: all its documents fetched, read and committed together. */
export async function workRound(deps: Deps, source: Source, slot: Slot): Promise<RoundReport> {
  if (deps.keyHeaders(source) === null) return keylessRound(source);
  deps.progress.begin(source.id, source.seeds.length);
  const round = await startRound(deps.database.db, { source: source.id, ...slot, at: deps.now() });
  const attempt = { source, reading: deps.reading(source.id), run: slot.run };
  const attempts = await attemptDocuments(deps, attempt);
  const report = await commitRound(deps, { id: round, attempt }, attempts);
  for (const problem of report.problems)
    deps.log.info({ source: source.id, ...problem }, 'document not used');
  deps.progress.end(source.id, `${report.outcome}${countsOf(report)}`);
  return report;
}
