import pg from 'pg';
import { TYPES } from './parsers.ts';

/** Milliseconds after which a connection, a statement, a lock or an idle transaction is given up. */
export const TIMEOUTS = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 120_000,
  lock_timeout: 60_000,
  idle_in_transaction_session_timeout: 120_000,
  query_timeout: 1_500_000,
} as const;

/** A pool of connections to a PostgreSQL that gives up rather than wait for ever. */
export function poolOf(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    ...TIMEOUTS,
    types: TYPES,
    keepAlive: true,
    max: 10,
    application_name: 'modelfacts',
  });
  surviveLostClients(pool);
  return pool;
}

/**
 * Keeps the process alive when the server drops a connection: the query that ran on it rejects, the pool makes a new
 * one. A client that is in use tells its loss by itself, so each client needs its own listener.
 */
export function surviveLostClients(pool: pg.Pool): void {
  const ignore = () => {};
  pool.on('error', ignore);
  pool.on('connect', (client) => {
    client.on('error', ignore);
  });
}
