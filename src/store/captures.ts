import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { DB } from './types.ts';

/** One URL of a source and what was last accepted of it. */
export interface StoredDocument {
  id: string;
  url: string;
  owner: string;
  accepted: { extraction: string; reading: string; sha256: string; claims: number } | null;
  /** The newest capture that carries a body, with the validators that its answer had. */
  last: {
    capture: string;
    sha256: string;
    mediaType: string;
    etag: string | null;
    lastModified: string | null;
  } | null;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function documentRow(db: Kysely<DB>, document: { source: string; url: string }) {
  return await db
    .selectFrom('registry.document')
    .select(['id', 'owner', 'accepted_extraction'])
    .where('source', '=', document.source)
    .where('url', '=', document.url)
    .executeTakeFirst();
}

async function newDocument(db: Kysely<DB>, document: { source: string; url: string; owner: string }) {
  return await db
    .insertInto('registry.document')
    .values(document)
    .returning(['id', 'owner', 'accepted_extraction'])
    .executeTakeFirstOrThrow();
}

/** The document's row, made where it is new. */
export async function openDocument(
  db: Kysely<DB>,
  document: { source: string; url: string; owner: string },
): Promise<StoredDocument> {
  const row = (await documentRow(db, document)) ?? (await newDocument(db, document));
  if (row.owner !== document.owner) {
    await db
      .updateTable('registry.document')
      .set({ owner: document.owner })
      .where('id', '=', row.id)
      .execute();
  }
  return {
    id: row.id,
    url: document.url,
    owner: document.owner,
    accepted: row.accepted_extraction === null ? null : await acceptedOf(db, row.accepted_extraction),
    last: await lastBodyOf(db, row.id),
  };
}

/** Every document of a source that is known, by its URL. */
export async function storedDocuments(db: Kysely<DB>, source: string): Promise<StoredDocument[]> {
  const rows = await db
    .selectFrom('registry.document')
    .select(['url', 'owner'])
    .where('source', '=', source)
    .orderBy('url')
    .execute();
  const documents: StoredDocument[] = [];
  for (const row of rows) documents.push(await openDocument(db, { source, ...row }));
  return documents;
}

/** A stored answer, for whoever wants to keep it as a fixture. */
export interface StoredCapture {
  source: string;
  url: string;
  fetchedAt: Date;
  headers: Record<string, string>;
  sha256: string;
}

/** The newest captures of a source whose hash begins so; two different bodies are two rows. */
export async function capturesBySha(db: Kysely<DB>, source: string, sha: string): Promise<StoredCapture[]> {
  const rows = await db
    .selectFrom('registry.capture as c')
    .innerJoin('registry.document as d', 'd.id', 'c.document')
    .distinctOn('c.sha256')
    .select(['d.source', 'd.url', 'c.fetched_at as fetchedAt', 'c.headers', 'c.sha256'])
    .where('d.source', '=', source)
    .where('c.sha256', 'like', `${sha}%`)
    .orderBy('c.sha256')
    .orderBy('c.id', 'desc')
    .execute();
  return rows.flatMap(({ sha256, headers, ...row }) =>
    sha256 === null ? [] : [{ ...row, sha256, headers: headers as Record<string, string> }],
  );
}

async function acceptedOf(db: Kysely<DB>, extraction: string): Promise<StoredDocument['accepted']> {
  const row = await db
    .selectFrom('registry.extraction as e')
    .innerJoin('registry.capture as c', 'c.id', 'e.capture')
    .select(['e.id as extraction', 'e.reading', 'c.sha256', 'e.counts'])
    .where('e.id', '=', extraction)
    .executeTakeFirst();
  if (!row?.sha256) return null;
  const { extraction: id, reading, sha256, counts } = row;
  return { extraction: id, reading, sha256, claims: Number((counts as { claims?: number }).claims ?? 0) };
}

async function lastBodyOf(db: Kysely<DB>, document: string): Promise<StoredDocument['last']> {
  const row = await db
    .selectFrom('registry.capture')
    .select(['id', 'sha256', 'media_type', 'headers'])
    .where('document', '=', document)
    .where('outcome', '=', 'ok')
    .where('sha256', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row?.sha256) return null;
  const headers = row.headers as Record<string, string>;
  return {
    capture: row.id,
    sha256: row.sha256,
    mediaType: row.media_type ?? '',
    etag: headers.etag ?? null,
    lastModified: headers['last-modified'] ?? null,
  };
}

export interface CaptureRow {
  document: string;
  run: string;
  at: Date;
  outcome: 'ok' | 'not-modified' | 'http-error' | 'network-error' | 'blocked' | 'rejected';
  status: number | null;
  headers: Readonly<Record<string, string>>;
  mediaType: string | null;
  note: string | null;
  bytes: Uint8Array | null;
}

/** Keeps one attempt, whatever came of it, and its body once per hash. Gives the capture's id and hash. */
export async function recordCapture(
  db: Kysely<DB>,
  capture: CaptureRow,
): Promise<{ id: string; sha256: string | null }> {
  const sha256 = capture.bytes === null ? null : sha256Of(capture.bytes);
  if (capture.bytes !== null && sha256 !== null) {
    const body = { sha256, bytes: gzipSync(capture.bytes), size: capture.bytes.byteLength };
    await db
      .insertInto('registry.body')
      .values(body)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const row = await db
    .insertInto('registry.capture')
    .values({
      document: capture.document,
      run: capture.run,
      fetched_at: capture.at,
      outcome: capture.outcome,
      status: capture.status,
      headers: JSON.stringify(capture.headers),
      sha256,
      media_type: capture.mediaType,
      note: capture.note,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, sha256 };
}

/** The stored bytes behind a hash, or undefined where there are none. */
export async function storedBody(db: Kysely<DB>, sha256: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('registry.body')
    .select('bytes')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row === undefined ? undefined : gunzipSync(row.bytes);
}
