import type { Kysely } from 'kysely';
import type { DB } from './types.ts';

/** One reading of one capture. */
export interface ExtractionRow {
  document: string;
  capture: string;
  reading: string;
  verdict: 'accepted' | 'refused';
  reasons: unknown;
  counts: unknown;
  at: Date;
}

/** Keeps an extraction and gives its id. */
export async function recordExtraction(db: Kysely<DB>, extraction: ExtractionRow): Promise<string> {
  const row = await db
    .insertInto('registry.extraction')
    .values({
      ...extraction,
      reasons: JSON.stringify(extraction.reasons),
      counts: JSON.stringify(extraction.counts),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Completes an accepted extraction: what it gave is known only when all of it was read. */
export async function countExtraction(
  db: Kysely<DB>,
  extraction: string,
  found: { reasons: unknown; counts: unknown },
): Promise<void> {
  await db
    .updateTable('registry.extraction')
    .set({ reasons: JSON.stringify(found.reasons), counts: JSON.stringify(found.counts) })
    .where('id', '=', extraction)
    .execute();
}

/** Why this body was refused by this very reading, or undefined where it was not: it need not be read again. */
export async function refusalOf(
  db: Kysely<DB>,
  key: { document: string; sha256: string; reading: string },
): Promise<unknown> {
  const row = await db
    .selectFrom('registry.extraction as e')
    .innerJoin('registry.capture as c', 'c.id', 'e.capture')
    .select('e.reasons')
    .where('e.document', '=', key.document)
    .where('e.reading', '=', key.reading)
    .where('e.verdict', '=', 'refused')
    .where('c.sha256', '=', key.sha256)
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.reasons;
}

/** Says that the document was seen and is what it was; one small row is all that an unchanged document costs. */
export async function confirmDocument(db: Kysely<DB>, document: string, at: Date): Promise<void> {
  await db.updateTable('registry.document').set({ confirmed_at: at }).where('id', '=', document).execute();
}

/** Makes an extraction the accepted one of its document. */
export async function acceptExtraction(
  db: Kysely<DB>,
  accepted: { document: string; extraction: string; at: Date },
): Promise<void> {
  await db
    .updateTable('registry.document')
    .set({ accepted_extraction: accepted.extraction, confirmed_at: accepted.at })
    .where('id', '=', accepted.document)
    .execute();
}
