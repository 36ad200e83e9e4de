import type { Kysely } from 'kysely';
import type { Alarm } from '../../schema/outputs.ts';
import type { Source } from '../../schema/source.ts';
import { withPublishLock } from '../store/lock.ts';
import { finishRound, type RoundOutcome, startRound } from '../store/runs.ts';
import { inSavepoint } from '../store/savepoint.ts';
import type { DB } from '../store/types.ts';
import { noteList, workAbsences } from './absent.ts';
import { type CommittedDocument, commitDocument, type Home, leaveDocument } from './commit.ts';
import type { Deps } from './deps.ts';
import type { Attempt } from './document.ts';
import { type Trip, type Visited, visitDocuments } from './follow.ts';
import { alarmOf } from './gates.ts';
import { checkRound, DocumentsLost, RoundRefused } from './round-gates.ts';
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
  problems: Trip[];
  /** One for each gate that tripped. */
  alarms: Alarm[];
}

export interface Slot {
  run: string;
  slot: Date;
  /** A person looked at what is missing and found it right. */
  acceptLoss?: boolean;
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
  alarms: [],
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

function outcomeOf(
  documents: readonly CommittedDocument[],
  round: { changed: boolean; capped: boolean },
): RoundOutcome {
  const bad = documents.filter(({ kind }) => kind === 'failed' || kind === 'refused');
  if (bad.length > 0 && bad.length === documents.length)
    return bad.some(({ kind }) => kind === 'refused') ? 'refused' : 'failed';
  if (bad.length > 0 || round.capped) return 'partial';
  return round.changed ? 'changed' : 'unchanged';
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

/** The report of a source that nobody has seen a page of. */
export const unprovenRound = (source: Source): RoundReport => ({
  ...untouched(source.id),
  outcome: 'skipped',
  problems: [{ url: '', reason: 'unproven', detail: 'no page of it was ever recorded; it is off' }],
});

/** A document that was refused, or that the host answered with another status, tripped a gate; the network is none. */
const tripsOf = (documents: readonly CommittedDocument[]): Trip[] =>
  documents.flatMap(({ kind, url, reason }) =>
    reason && (kind === 'refused' || reason.reason.startsWith('http-')) ? [{ url, ...reason }] : [],
  );

/** What the documents of a round came to. */
interface Ended {
  documents: CommittedDocument[];
  cap: Trip[];
  /** Claims that ended because a complete list no longer names their subjects. */
  withdrawn: number;
  /** Why the round was refused as a whole. */
  refused?: Trip;
}

const problemsOf = ({ documents, cap, refused }: Ended): Trip[] =>
  refused
    ? [refused]
    : [...documents.flatMap(({ url, reason }) => (reason ? [{ url, ...reason }] : [])), ...cap];

const alarmsOf = (source: string, { documents, cap, refused }: Ended): Alarm[] =>
  (refused ? [refused] : [...tripsOf(documents), ...cap]).map((trip) => alarmOf(source, trip));

function reportOf(source: Source, round: Ended, aborted: boolean): RoundReport {
  const { documents } = round;
  const opened = sum(documents, (document) => document.opened);
  const closed = sum(documents, (document) => document.closed) + round.withdrawn;
  const changed = opened + closed > 0;
  const outcome = round.refused ? 'refused' : outcomeOf(documents, { changed, capped: round.cap.length > 0 });
  return {
    id: source.id,
    outcome: aborted ? 'interrupted' : outcome,
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
    problems: problemsOf(round),
    alarms: alarmsOf(source.id, round),
  };
}

/** Commits every document, or none where a gate trips at the round as a whole. */
async function commitDocuments(trx: Kysely<DB>, home: Home, visited: Visited): Promise<Ended> {
  const cap = visited.cap ? [visited.cap] : [];
  const worked = await inSavepoint(trx, async () => {
    if (visited.early) throw new RoundRefused(visited.early);
    const documents: CommittedDocument[] = [];
    for (const attempted of visited.attempts) documents.push(await commitDocument(trx, home, attempted));
    const whole = cap.length === 0 && documents.every(({ kind }) => kind === 'read' || kind === 'unchanged');
    const unlisted = whole ? await noteList(trx, home, documents) : 0;
    await checkRound(trx, home, { documents, miscount: visited.miscount, unlisted });
    return { documents, withdrawn: whole ? await workAbsences(trx, home, documents) : 0 };
  });
  if ('done' in worked) return { ...worked.done, cap };
  if (worked.failed instanceof DocumentsLost)
    return await commitDocuments(trx, home, {
      ...visited,
      attempts: worked.failed.refusedIn(visited.attempts),
    });
  if (!(worked.failed instanceof RoundRefused)) throw worked.failed;
  const documents: CommittedDocument[] = [];
  for (const attempted of visited.attempts) documents.push(await leaveDocument(trx, home, attempted));
  return { documents, cap: [], withdrawn: 0, refused: worked.failed.trip };
}

/**
 * Claims, dirty keys and the end of the round are one transaction: a round that is killed has changed no claim.
 * An interrupted round commits nothing.
 */
async function commitRound(
  deps: Deps,
  round: { id: string; attempt: Attempt },
  visited: Visited,
): Promise<RoundReport> {
  const { source, reading, acceptLoss = false } = round.attempt;
  const at = deps.now();
  return await deps.database.db.transaction().execute(async (trx) => {
    await withPublishLock(trx);
    const aborted = deps.signal.aborted;
    const ended = aborted
      ? { documents: [], cap: [], withdrawn: 0 }
      : await commitDocuments(trx, { source, reading, at, acceptLoss }, visited);
    const report = reportOf(source, ended, aborted);
    const { statements, entries, opened, closed } = report;
    const counts = { documents: ended.documents.length, statements, entries, opened, closed };
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
  const { run, acceptLoss = false } = slot;
  const attempt = { source, reading: deps.reading(source.id), run, acceptLoss };
  const visited = await visitDocuments(deps, attempt);
  const report = await commitRound(deps, { id: round, attempt }, visited);
  for (const problem of report.problems)
    deps.log.info({ source: source.id, ...problem }, 'document not used');
  deps.progress.end(source.id, `${report.outcome}${countsOf(report)}`);
  return report;
}
