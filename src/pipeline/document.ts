import type { Seed, Source } from '../../schema/source.ts';
import type { Refusal } from '../../schema/statement.ts';
import type { FetchOutcome } from '../fetch/types.ts';
import { decodeBody } from '../read/decode.ts';
import { PageRefused } from '../read/refuse.ts';
import { openDocument, recordCapture, type StoredDocument, storedBody } from '../store/captures.ts';
import { refusalOf } from '../store/extractions.ts';
import type { Deps } from './deps.ts';
import { type ClaimDraft, draftClaims } from './draft.ts';

/** Why a page or a row was not used: a short code, and a sentence. */
export interface Reason {
  reason: string;
  detail: string;
}

/** What one attempt at one document came to. */
export type DocumentResult = { document: StoredDocument; url: string } & (
  | { kind: 'unchanged' }
  | { kind: 'failed'; reason: Reason }
  | { kind: 'refused'; reason: Reason; capture: string; known: boolean }
  | {
      kind: 'read';
      capture: string;
      cause: 'source' | 'reading';
      statements: number;
      drafts: ClaimDraft[];
      refused: Refusal[];
    }
);

/** The body that an attempt stands for, with the capture that holds it. */
interface Held {
  capture: string;
  sha256: string;
  bytes: Uint8Array;
  mediaType: string;
}

export interface Attempt {
  source: Source;
  reading: string;
  run: string;
}

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

/** Reads a held body by the source's scraper: statements, normalized, or the reason why the page is refused. */
export function readBody(source: Source, page: { url: string; bytes: Uint8Array; mediaType: string }) {
  const { text } = decodeBody(page.bytes, page.mediaType);
  const read = source.read({ url: page.url, bytes: page.bytes, text, mediaType: page.mediaType });
  if (read.statements.length < source.floor) {
    const detail = `${read.statements.length} statements were read, at least ${source.floor} are expected of a whole page`;
    throw new PageRefused('volume', detail);
  }
  const drafted = draftClaims(source.id, read.statements);
  return {
    statements: read.statements.length,
    drafts: drafted.drafts,
    refused: [...read.refused, ...drafted.refused],
  };
}

/** A page that lost more than half of what was accepted last is refused until somebody has looked. */
function checkLoss(document: StoredDocument, claims: number): void {
  const before = document.accepted?.claims ?? 0;
  if (before >= 10 && claims * 2 < before) {
    throw new PageRefused('loss', `the page gives ${claims} claims, the last accepted one gave ${before}`);
  }
}

async function readHeld(
  deps: Deps,
  attempt: Attempt,
  held: Held,
  document: StoredDocument,
): Promise<DocumentResult> {
  const base = { document, url: document.url };
  const key = { document: document.id, sha256: held.sha256, reading: attempt.reading };
  const known = (await refusalOf(deps.database.db, key)) as Reason[] | undefined;
  if (known?.[0]) return { ...base, kind: 'refused', reason: known[0], capture: held.capture, known: true };
  try {
    const read = readBody(attempt.source, {
      url: document.url,
      bytes: held.bytes,
      mediaType: held.mediaType,
    });
    checkLoss(document, read.drafts.length);
    const cause = document.accepted?.sha256 === held.sha256 ? 'reading' : 'source';
    return { ...base, kind: 'read', capture: held.capture, cause, ...read };
  } catch (error) {
    if (!(error instanceof PageRefused)) throw error;
    const reason = { reason: error.code, detail: error.message };
    return { ...base, kind: 'refused', reason, capture: held.capture, known: false };
  }
}

/** One attempt at one document: fetched, kept as a capture whatever came of it, and read if anything is new. */
export async function workDocument(deps: Deps, attempt: Attempt, seed: Seed): Promise<DocumentResult> {
  const { source } = attempt;
  const owner = seed.owner ?? source.owner;
  const document = await openDocument(deps.database.db, { source: source.id, url: seed.url, owner });
  const outcome = await deps.fetcher.fetch({
    url: seed.url,
    etag: document.last?.etag ?? undefined,
    lastModified: document.last?.lastModified ?? undefined,
    signal: deps.signal,
  });
  const kept = await keepCapture(deps, attempt, { document, outcome });
  const held = await heldBody(deps, document, { ...kept, outcome });
  if (held === undefined) return { document, url: document.url, kind: 'failed', reason: failureOf(outcome) };
  const same = document.accepted?.sha256 === held.sha256 && document.accepted.reading === attempt.reading;
  if (same) return { document, url: document.url, kind: 'unchanged' };
  return await readHeld(deps, attempt, held, document);
}
