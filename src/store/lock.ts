import { type Kysely, sql } from 'kysely';
import type { Database } from './connect.ts';
import type { DB } from './types.ts';

/** First key of our advisory locks: "mdlf" in ASCII. */
const OURS = 0x6d646c66;
const PUBLISH = 1;
const SOURCE = 0x6d647372;

/**
 * Waits for the one publish lock and holds it until the transaction ends: seq order is commit order, and no round
 * commits claims between the moment a publication reads them and the moment it empties the ledger of dirty keys.
 * A large publication may take minutes, so this wait has a limit of its own.
 */
export async function withPublishLock(trx: Kysely<DB>): Promise<void> {
  await sql`set local lock_timeout = '15min'`.execute(trx);
  await sql`set local statement_timeout = '20min'`.execute(trx);
  await sql`select pg_advisory_xact_lock(${sql.lit(OURS)}, ${sql.lit(PUBLISH)})`.execute(trx);
}

/**
 * Runs `work` while no other process works on the source, or gives 'busy' at once. On PostgreSQL a connection of its
 * own holds the lock, so it ends with the process; the embedded database has one owner and needs none.
 */
export async function withSourceLock<T>(
  database: Database,
  sourceId: string,
  work: () => Promise<T>,
): Promise<T | 'busy'> {
  if (database.engine === 'embedded') return await work();
  return await database.locks.connection().execute(async (connection) => {
    const taken = await sql<{ taken: boolean }>`
      select pg_try_advisory_lock(${sql.lit(SOURCE)}, hashtext(${sourceId})) as taken`.execute(connection);
    if (taken.rows[0]?.taken !== true) return 'busy';
    try {
      return await work();
    } finally {
      await release(connection, sourceId);
    }
  });
}

/** A lost connection has released its lock already. */
async function release(connection: Kysely<DB>, sourceId: string): Promise<void> {
  try {
    await sql`select pg_advisory_unlock(${sql.lit(SOURCE)}, hashtext(${sourceId}))`.execute(connection);
  } catch {
    return;
  }
}
