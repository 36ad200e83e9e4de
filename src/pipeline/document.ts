import type { Page, Seed, Source } from '../../schema/source.ts';
import type { FetchOutcome } from '../fetch/types.ts';
import { decodeBody } from '../read/decode.ts';
import { openDocument, recordCapture, type StoredDocument, storedBody } from '../store/captures.ts';
import { refusalOf } from '../store/extractions.ts';
import type { Deps } from './deps.ts';
import { pageGate } from './page-gate.ts';

/** Why a page was not used: a short code, and a sentence. */
export interface Reason {
  reason: string;
  detail: string;
}

/** The body that an attempt stands for, with the capture that holds it. */
export interface Held {
  capture: string;
  sha256: string;
  bytes: Uint8Array;
  mediaType: string;
}

/** What one attempt at one document came to, before anything of it is read. */
export type Attempted = { document: StoredDocument } & (
  | { kind: 'unchanged' }
  | { kind: 'failed'; reason: Reason }
  /** This very body was refused by this very reading before: it need not be read again. */
  | { kind: 'still-refused'; reason: Reason }
  /** `tripped`: the gate before reading, or the links of the page, say that it is not the wanted one. */
  | { kind: 'fresh'; held: Held; cause: 'source' | 'reading'; tripped?: Reason }
);

/** An attempt with the body that it stands for; undefined where nothing came that may be used. */
export interface Attempting {
  attempted: Attempted;
  page?: Page;
}

export interface Attempt {
  source: Source;
  reading: string;
  run: string;
  /** A person looked at what is missing and found it right: the gates of volume let this round pass. */
  acceptLoss?: boolean;
}

const pageOf = (url: string, { bytes, mediaType }: Pick<Held, 'bytes' | 'mediaType'>): Page => ({
  url,
  bytes,
  mediaType,
  text: decodeBody(bytes, mediaType).text,
});

function noteOf(outcome: FetchOutcome): string | null {
  if (outcome.outcome === 'blocked') return outcome.why;
  if (outcome.outcome === 'network-error') return outcome.message;
  return null;
}

async function keepCapture(
  deps: Deps,
  attempt: Attempt,
  kept: { document: StoredDocument; outcome: FetchOutcome },
) {
  const { outcome, document } = kept;
  const answered = 'headers' in outcome;
  return await recordCapture(deps.database.db, {
    document: document.id,
    run: attempt.run,
    at: deps.now(),
    outcome: outcome.outcome,
    status: answered ? outcome.status : null,
    headers: answered ? outcome.headers : {},
    mediaType: answered ? (outcome.headers['content-type'] ?? '') : null,
    note: noteOf(outcome),
    bytes: outcome.outcome === 'ok' ? outcome.bytes : null,
  });
}

function failureOf(outcome: FetchOutcome): Reason {
  if (outcome.outcome === 'blocked') return { reason: `blocked-${outcome.by}`, detail: outcome.why };
  if (outcome.outcome === 'network-error') return { reason: outcome.code, detail: outcome.message };
  if (outcome.outcome === 'http-error') {
    return {
      reason: `http-${outcome.status}`,
      detail: `${outcome.finalUrl} answered with status ${outcome.status}`,
    };
  }
  return { reason: 'no-body', detail: 'the host says "not modified", but no body is stored' };
}

/** A 304 stands for the newest stored body: the one whose validators were sent. */
async function heldBody(
  deps: Deps,
  document: StoredDocument,
  kept: { id: string; sha256: string | null; outcome: FetchOutcome },
): Promise<Held | undefined> {
  const { outcome } = kept;
  if (outcome.outcome === 'ok' && kept.sha256 !== null) {
    const mediaType = outcome.headers['content-type'] ?? '';
    return { capture: kept.id, sha256: kept.sha256, bytes: outcome.bytes, mediaType };
  }
  if (outcome.outcome !== 'not-modified' || document.last === null) return undefined;
  const bytes = await storedBody(deps.database.db, document.last.sha256);
  return bytes === undefined ? undefined : { ...document.last, bytes };
}

/** Whether the held body is news to this reading. */
async function compared(
  deps: Pick<Deps, 'database'>,
  attempt: Attempt,
  { document, held }: { document: StoredDocument; held: Held },
): Promise<Attempted> {
  const sameBody = document.accepted?.sha256 === held.sha256;
  if (sameBody && document.accepted?.reading === attempt.reading) return { document, kind: 'unchanged' };
  const key = { document: document.id, sha256: held.sha256, reading: attempt.reading };
  const known = (await refusalOf(deps.database.db, key)) as Reason[] | undefined;
  // A loss is measured against what was accepted last, so it is measured anew.
  if (known?.[0] && known[0].reason !== 'loss') return { document, kind: 'still-refused', reason: known[0] };
  return { document, kind: 'fresh', held, cause: sameBody ? 'reading' : 'source' };
}

/** A held body behind the gate of pages, compared with what was accepted. Only sources that follow links get the page. */
export async function heldDocument(
  deps: Pick<Deps, 'database'>,
  attempt: Attempt,
  { document, held, finalUrl }: { document: StoredDocument; held: Held; finalUrl?: string },
): Promise<Attempting> {
  const { source } = attempt;
  const attempted = await compared(deps, attempt, { document, held });
  if (attempted.kind === 'still-refused' || (attempted.kind === 'unchanged' && !source.follow))
    return { attempted };
  const page = pageOf(document.url, held);
  const tripped = attempted.kind === 'fresh' ? pageGate(source, page, finalUrl) : undefined;
  if (tripped && attempted.kind === 'fresh') return { attempted: { ...attempted, tripped } };
  return source.follow ? { attempted, page } : { attempted };
}

/** One attempt at one document: fetched, and kept as a capture whatever came of it. */
export async function attemptDocument(deps: Deps, attempt: Attempt, seed: Seed): Promise<Attempting> {
  const { source } = attempt;
  const owner = seed.owner ?? source.owner;
  const document = await openDocument(deps.database.db, { source: source.id, url: seed.url, owner });
  const outcome = await deps.fetcher.fetch({
    url: seed.url,
    source: source.id,
    etag: document.last?.etag ?? undefined,
    lastModified: document.last?.lastModified ?? undefined,
    headers: deps.keyHeaders(source) ?? {},
    signal: deps.signal,
  });
  const kept = await keepCapture(deps, attempt, { document, outcome });
  const held = await heldBody(deps, document, { ...kept, outcome });
  if (held === undefined) return { attempted: { document, kind: 'failed', reason: failureOf(outcome) } };
  return await heldDocument(deps, attempt, { document, held, finalUrl: outcome.finalUrl });
}
