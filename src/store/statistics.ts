import { type Kysely, sql } from 'kysely';
import type { DB } from './types.ts';

/** Changed rows from which on the planner's old picture of the tables is worth renewing. */
const MANY = 1000;
/** A table that grew by this factor since it was looked at is another one; the planner scales smaller growth itself. */
const GROWTH = 1.5;

const TABLES = ['alias', 'claim', 'conflict', 'dirty', 'document', 'fact', 'mapping', 'standing', 'subject'];

/**
 * Renews the planner's statistics of the tables that have grown much: the embedded database never does it by itself,
 * and a server not before the transaction that needs them has ended.
 */
export async function renewStatistics(trx: Kysely<DB>, changed: number): Promise<void> {
  if (changed < MANY) return;
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'registry' and c.relname = any(${TABLES}::text[])
      and pg_relation_size(c.oid) > ${GROWTH}::float * greatest(c.relpages, 0) * current_setting('block_size')::int`.execute(
    trx,
  );
  if (rows.length === 0) return;
  const grown = rows.map(({ name }) => sql.table(`registry.${name}`));
  await sql`analyze ${sql.join(grown)}`.execute(trx);
}
