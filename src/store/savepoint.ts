import { type Kysely, sql } from 'kysely';
import type { DB } from './types.ts';

/**
 * Runs a part of a transaction that may fail without failing the whole: what it wrote is taken back and the error is
 * given. Errors of the database itself are thrown, because after a lost connection nothing can be taken back.
 */
export async function inSavepoint<T>(
  trx: Kysely<DB>,
  work: () => Promise<T>,
): Promise<{ done: T } | { failed: unknown }> {
  await sql`savepoint part`.execute(trx);
  try {
    const done = await work();
    await sql`release savepoint part`.execute(trx);
    return { done };
  } catch (failed) {
    if (isDatabaseError(failed)) throw failed;
    await sql`rollback to savepoint part`.execute(trx);
    await sql`release savepoint part`.execute(trx); // else a part around this one would be taken back to here
    return { failed };
  }
}

/** Errors of the server carry a SQLSTATE, lost connections a code of the system. */
const isDatabaseError = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  !('recovery' in error) &&
  'severity' in error
    ? true
    : error instanceof Error && /connection|ECONN|terminat/i.test(error.message);
