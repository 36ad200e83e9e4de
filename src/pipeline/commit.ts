import type { Kysely } from 'kysely';
import type { Source } from '../../schema/source.ts';
import { PageRefused } from '../read/refuse.ts';
import {
  acceptExtraction,
  confirmDocument,
  countExtraction,
  recordExtraction,
} from '../store/extractions.ts';
import { inSavepoint } from '../store/savepoint.ts';
import type { DB } from '../store/types.ts';
import type { Attempted, Reason } from './document.ts';
import { entriesOf } from './entries.ts';
import type { RefusedReason } from './tally.ts';
import { checkFloor } from './try.ts';
import { ClaimWriter } from './writer.ts';

/** What committing one document came to. */
export interface CommittedDocument {
  id: string;
  url: string;
  /** The extraction that was accepted in this round. */
  extraction?: string;
  kind: 'unchanged' | 'failed' | 'refused' | 'read';
  reason?: Reason;
  statements: number;
  /** Entries that the page lists, and those of which something was taken. */
  entries: { listed: number; taken: number };
  opened: number;
  closed: number;
  refused: RefusedReason[];
  /** Providers as the page writes them that no line of providers.tsv names, sorted. */
  unknownProviders: string[];
}

export interface Home {
  source: Source;
  reading: string;
  at: Date;
  acceptLoss?: boolean;
}

type Fresh = Extract<Attempted, { kind: 'fresh' }>;

const nothing = {
  statements: 0,
  entries: { listed: 0, taken: 0 },
  opened: 0,
  closed: 0,
  refused: [],
  unknownProviders: [],
};

/** Reads the body entry by entry and writes its claims; throws PageRefused where the page is not to be used. */
async function writeDocument(db: Kysely<DB>, home: Home, attempted: Fresh): Promise<CommittedDocument> {
  const { document, held } = attempted;
  const extraction = await recordExtraction(db, {
    document: document.id,
    capture: held.capture,
    reading: home.reading,
    verdict: 'accepted',
    reasons: [],
    counts: {},
    at: home.at,
  });
  const writer = await ClaimWriter.open(db, {
    source: home.source.id,
    document: document.id,
    extraction,
    at: home.at,
    cause: attempted.cause,
    complete: home.source.complete ?? false,
  });
  for (const entry of entriesOf(home.source, { url: document.url, ...held })) await writer.take(entry);
  const written = await writer.close();
  checkFloor(home.source, written.statements, written.refused);
  const { statements, claims, entries } = written;
  await countExtraction(db, extraction, {
    reasons: written.refused,
    counts: { statements, claims, entries },
  });
  await acceptExtraction(db, { document: document.id, extraction, at: home.at });
  return { id: document.id, url: document.url, extraction, kind: 'read', ...written };
}

/** A refused page leaves its extraction with the reason, and no other trace. */
async function refuseDocument(db: Kysely<DB>, home: Home, refused: { attempted: Fresh; reason: Reason }) {
  const { attempted, reason } = refused;
  await recordExtraction(db, {
    document: attempted.document.id,
    capture: attempted.held.capture,
    reading: home.reading,
    verdict: 'refused',
    reasons: [reason],
    counts: {},
    at: home.at,
  });
  const { id, url } = attempted.document;
  return { ...nothing, id, url, kind: 'refused' as const, reason };
}

/** A fault of a scraper is no reason to lose the other pages: it refuses its own. */
const reasonOf = (error: unknown): Reason => {
  if (error instanceof PageRefused) return { reason: error.code, detail: error.message };
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { reason: 'reader-failed', detail: `the reader itself failed on this page: ${detail}` };
};

/** A document of a round that was refused as a whole: its own refusal is kept, else it leaves no trace. */
export async function leaveDocument(
  db: Kysely<DB>,
  home: Home,
  attempted: Attempted,
): Promise<CommittedDocument> {
  if (attempted.kind === 'fresh' && attempted.tripped)
    return await refuseDocument(db, home, { attempted, reason: attempted.tripped });
  const { id, url } = attempted.document;
  if (attempted.kind === 'fresh' || attempted.kind === 'unchanged')
    return { ...nothing, id, url, kind: 'refused' };
  const kind = attempted.kind === 'failed' ? 'failed' : 'refused';
  return { ...nothing, id, url, kind, reason: attempted.reason };
}

/** Commits one document inside the round's transaction. */
export async function commitDocument(
  db: Kysely<DB>,
  home: Home,
  attempted: Attempted,
): Promise<CommittedDocument> {
  const { document } = attempted;
  const named = { ...nothing, id: document.id, url: document.url };
  if (attempted.kind === 'fresh') {
    if (attempted.tripped) return await refuseDocument(db, home, { attempted, reason: attempted.tripped });
    const written = await inSavepoint(db, () => writeDocument(db, home, attempted));
    return 'done' in written
      ? written.done
      : await refuseDocument(db, home, { attempted, reason: reasonOf(written.failed) });
  }
  if (attempted.kind === 'unchanged') {
    await confirmDocument(db, document.id, home.at);
    return { ...named, kind: 'unchanged' };
  }
  const kind = attempted.kind === 'failed' ? 'failed' : 'refused';
  return { ...named, kind, reason: attempted.reason };
}
