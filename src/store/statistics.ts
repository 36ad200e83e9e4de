import { type Kysely, sql } from 'kysely';
import type { DB } from './types.ts';

/** Changed rows from which on the planner's old picture of the tables is worth renewing. */
const MANY = 1000;

/**
 * Renews the planner's statistics where much has changed: the embedded database never does it by itself, and a server
 * not before the transaction that needs them has ended.
 */
export async function renewStatistics(trx: Kysely<DB>, changed: number): Promise<void> {
  if (changed < MANY) return;
  await sql`analyze registry.claim, registry.mapping, registry.alias, registry.subject, registry.dirty,
    registry.fact, registry.standing, registry.conflict, registry.document`.execute(trx);
}
