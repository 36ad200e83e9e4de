import { type Kysely, sql } from 'kysely';
import type { ClaimValue } from '../../schema/claim.ts';
import type { Locator } from '../../schema/statement.ts';
import { valueKey } from '../../schema/value.ts';
import type { DB } from './types.ts';

/** Rows of one statement to the server; PGlite shares the process, so a batch stays short. */
export const BATCH = 1000;

/** The parts of a live claim that a new reading is compared with. */
export interface StoredClaim {
  id: string;
  alias: string;
  attribute: string;
  means: string[];
  scope: string;
  part: string;
  asWritten: string;
  value: unknown;
  statedFrom: Date | null;
  statedUntil: Date | null;
}

/** The live claims of a document, without those that say of a withdrawn subject that it is not available. */
export async function liveClaimsOf(db: Kysely<DB>, document: string): Promise<StoredClaim[]> {
  return await db
    .selectFrom('registry.claim')
    .select(['id', 'alias', 'attribute', 'means', 'scope', 'part', 'as_written as asWritten', 'value'])
    .select(['stated_from as statedFrom', 'stated_until as statedUntil'])
    .where('document', '=', document)
    .where('closed_by', 'is', null)
    .where(sql<boolean>`not exists (select from registry.absence a where a.stands = registry.claim.id)`)
    .execute();
}

/** A claim that is ready to be opened: its alias has an id. */
export interface NewClaim extends ClaimValue {
  aliasId: string;
  quote: string;
  locator: Locator;
}

export interface ClaimHome {
  source: string;
  document: string;
  extraction: string;
  seenFrom: Date;
}

/** Opens claims, a thousand rows at a time; one that is live already stays as it is. Gives how many were opened. */
export async function openClaims(
  db: Kysely<DB>,
  home: ClaimHome,
  claims: readonly NewClaim[],
): Promise<number> {
  let opened = 0;
  for (let start = 0; start < claims.length; start += BATCH) {
    opened += await insertBatch(db, home, claims.slice(start, start + BATCH));
  }
  return opened;
}

async function insertBatch(db: Kysely<DB>, home: ClaimHome, claims: readonly NewClaim[]): Promise<number> {
  const column = <T>(of: (claim: NewClaim) => T): T[] => claims.map(of);
  const inserted = await sql`
    insert into registry.claim (source, document, alias, attribute, means, scope, part, value, value_key,
      num, num_low, num_high, unit, as_written, quote, locator, stated_from, stated_until, opened_by, seen_from)
    select ${home.source}, ${home.document}::bigint, alias, attribute, string_to_array(means, ','), scope, part,
      value::jsonb, value_key, num::numeric, num_low::numeric, num_high::numeric, unit, as_written, quote,
      locator::jsonb, stated_from::timestamptz, stated_until::timestamptz, ${home.extraction}::bigint,
      ${home.seenFrom.toISOString()}::timestamptz
    from unnest(
      ${column((c) => c.aliasId)}::bigint[], ${column((c) => c.attribute)}::text[],
      ${column((c) => c.means.join(','))}::text[], ${column((c) => c.scope)}::text[],
      ${column((c) => c.part)}::text[], ${column((c) => JSON.stringify(c.value))}::text[],
      ${column((c) => valueKey(c.value))}::text[], ${column((c) => c.value.num ?? null)}::text[],
      ${column((c) => c.value.low ?? null)}::text[], ${column((c) => c.value.high ?? null)}::text[],
      ${column((c) => c.value.unit ?? null)}::text[], ${column((c) => c.asWritten)}::text[],
      ${column((c) => c.quote)}::text[], ${column((c) => JSON.stringify(c.locator))}::text[],
      ${column((c) => c.statedFrom ?? null)}::text[], ${column((c) => c.statedUntil ?? null)}::text[]
    ) as row(alias, attribute, means, scope, part, value, value_key, num, num_low, num_high, unit, as_written,
      quote, locator, stated_from, stated_until)
    on conflict do nothing`.execute(db);
  return Number(inserted.numAffectedRows ?? 0);
}

/** Closes claims: the extraction that no longer states them, and why. */
export async function closeClaims(
  db: Kysely<DB>,
  ids: readonly string[],
  closing: { extraction: string; at: Date; cause: 'source' | 'reading' | 'withdrawn' },
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('registry.claim')
    .set({ closed_by: closing.extraction, seen_until: closing.at, closed_cause: closing.cause })
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute();
}

/** Number of live claims by source. */
export async function liveCounts(db: Kysely<DB>): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('registry.claim')
    .select(['source', (eb) => eb.fn.countAll<string>().as('live')])
    .where('closed_by', 'is', null)
    .groupBy('source')
    .execute();
  return new Map(rows.map((row) => [row.source, Number(row.live)]));
}
