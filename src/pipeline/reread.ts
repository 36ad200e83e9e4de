import type { Kysely } from 'kysely';
import type { Alarm, Reread } from '../../schema/outputs.ts';
import type { Source } from '../../schema/source.ts';
import { acceptedBody } from '../store/absence.ts';
import { type StoredDocument, storedBody, storedDocuments } from '../store/captures.ts';
import { withPublishLock, withSourceLock } from '../store/lock.ts';
import { inSavepoint } from '../store/savepoint.ts';
import type { DB } from '../store/types.ts';
import { type CommittedDocument, commitDocument, type Home } from './commit.ts';
import type { Deps } from './deps.ts';
import { type Attempt, type Attempted, heldDocument } from './document.ts';
import { lackOf, type Trip } from './follow.ts';
import { alarmOf } from './gates.ts';
import { publish } from './publish.ts';
import { checkRound, DocumentsLost, RoundRefused } from './round-gates.ts';

type Deposit = Pick<Deps, 'database' | 'sources' | 'reading' | 'now' | 'signal' | 'progress'>;
type SourceReread = Reread['sources'][number];

/** The newest body of a document; where it is not the wanted page, the one that was accepted last. */
async function heldOf(
  deps: Deposit,
  attempt: Attempt,
  document: StoredDocument,
): Promise<Attempted | undefined> {
  const { db } = deps.database;
  const bytes = document.last && (await storedBody(db, document.last.sha256));
  if (!document.last || !bytes) return undefined;
  const { attempted } = await heldDocument(deps, attempt, { document, held: { ...document.last, bytes } });
  if (lackOf(attempted) === undefined || document.accepted?.sha256 === document.last.sha256) return attempted;
  const accepted = await acceptedBody(db, document.id);
  const older = accepted && (await storedBody(db, accepted.sha256));
  if (!accepted || !older) return attempted;
  return (await heldDocument(deps, attempt, { document, held: { ...accepted, bytes: older } })).attempted;
}

interface Committed {
  documents: CommittedDocument[];
  refused?: Trip;
}

async function commitAll(db: Kysely<DB>, home: Home, attempts: readonly Attempted[]): Promise<Committed> {
  const worked = await inSavepoint(db, async () => {
    const documents: CommittedDocument[] = [];
    for (const attempted of attempts) documents.push(await commitDocument(db, home, attempted));
    await checkRound(db, home, { documents, miscount: undefined, unlisted: 0 });
    return documents;
  });
  if ('done' in worked) return { documents: worked.done };
  if (worked.failed instanceof DocumentsLost)
    return await commitAll(db, home, worked.failed.refusedIn(attempts));
  if (!(worked.failed instanceof RoundRefused)) throw worked.failed;
  return { documents: [], refused: worked.failed.trip };
}

const alarmsOf = (source: string, { documents, refused }: Committed): Alarm[] =>
  [
    ...documents.flatMap(({ url, reason }) => (reason ? [{ url, ...reason }] : [])),
    ...(refused ? [refused] : []),
  ].map((trip) => alarmOf(source, trip));

async function rereadSource(deps: Deposit, source: Source): Promise<SourceReread> {
  const { db } = deps.database;
  const reading = deps.reading(source.id);
  const stored = await storedDocuments(db, source.id);
  deps.progress.begin(source.id, stored.length);
  const attempts: Attempted[] = [];
  for (const document of stored) {
    if (deps.signal.aborted) break;
    const attempted = await heldOf(deps, { source, reading, run: '' }, document);
    deps.progress.step(source.id, document.url, attempted?.kind ?? 'no body');
    if (attempted?.kind === 'fresh') attempts.push(attempted);
  }
  const home = { source, reading, at: deps.now() };
  const committed = await db.transaction().execute(async (trx) => {
    await withPublishLock(trx);
    return await commitAll(trx, home, deps.signal.aborted ? [] : attempts);
  });
  const sum = (of: (document: CommittedDocument) => number): number =>
    committed.documents.reduce((total, document) => total + of(document), 0);
  const claims = { opened: sum(({ opened }) => opened), closed: sum(({ closed }) => closed) };
  const alarms = alarmsOf(source.id, committed);
  deps.progress.end(source.id, `${attempts.length} documents read, ${claims.opened} claims opened`);
  return {
    id: source.id,
    documents: stored.length,
    read: attempts.length,
    statements: sum(({ statements }) => statements),
    claims,
    alarms,
  };
}

const left = (id: string): SourceReread => ({
  ...{ id, documents: 0, read: 0, statements: 0 },
  claims: { opened: 0, closed: 0 },
  alarms: [],
});

/** Reads stored bodies with today's code where another reading was accepted, and publishes what that changes. */
export async function reread(deps: Deposit, sources: readonly Source[]): Promise<Reread> {
  const at = deps.now();
  const done: SourceReread[] = [];
  for (const source of sources) {
    const worked = await withSourceLock(deps.database, source.id, () => rereadSource(deps, source));
    done.push(worked === 'busy' ? left(source.id) : worked);
  }
  const { facts, changes } = await publish(deps.database.db, { at, cause: 'reading', run: null });
  return { at: at.toISOString(), sources: done, facts, changes };
}
