import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { DatabaseUnreachable } from '../report/errors.ts';
import { openEmbedded } from './embedded.ts';
import { poolOf } from './pool.ts';
import type { DB } from './types.ts';

/** An open database: the same queries on both engines. `close` must be called, or the process does not end. */
export interface Database {
  db: Kysely<DB>;
  engine: 'postgres' | 'embedded';
  /** Host and database, or the folder: for messages; it never holds a password. */
  where: string;
  /** Connections that hold a lock for the length of a piece of work, so that they never starve `db`. */
  locks: Kysely<DB>;
  /** The connections below `db`, for what Kysely has no words for. */
  pool: pg.Pool;
  close(): Promise<void>;
}

/** A PostgreSQL by its URL, or the folder of the embedded database with how long to wait for its owner. */
export type DatabaseTarget = { url: string } | EmbeddedTarget;

/** `waitMs`: milliseconds to wait for another owner to end. `onWait` is told once who that is. */
export interface EmbeddedTarget {
  folder: string;
  waitMs: number;
  onWait?: (sentence: string) => void;
}

/** Opens the database. Throws DatabaseUnreachable or EmbeddedHeld. */
export async function openDatabase(target: DatabaseTarget): Promise<Database> {
  return 'url' in target ? await openPostgres(target.url) : await openEmbedded(target);
}

async function openPostgres(url: string): Promise<Database> {
  const where = placeOf(url);
  const pool = poolOf(url);
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw unreachable(where, error);
  }
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  const locks = new Kysely<DB>({ dialect: new PostgresDialect({ pool: poolOf(url) }) });
  const close = async (): Promise<void> => {
    await locks.destroy();
    await db.destroy();
  };
  return { db, locks, pool, engine: 'postgres', where, close };
}

/**
 * Host and database of a URL, as in `db.example:5432/facts`; never user or password. A password with a bare `@`, `/`,
 * `?` or `#` makes its rest look like host, path or query, so an `@` behind the host refuses the URL unshown.
 */
function placeOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const rest = parsed === undefined ? '' : parsed.pathname + parsed.search + parsed.hash;
  if (parsed === undefined || !/^postgres(ql)?:$/.test(parsed.protocol) || rest.includes('@')) {
    throw new DatabaseUnreachable(
      'DATABASE_URL',
      'it is not the URL of a PostgreSQL database',
      'Write it as postgresql://user:password@host:5432/database, with special characters of the password as %XX.',
    );
  }
  const host = parsed.searchParams.get('host') ?? parsed.host;
  return `${host === '' ? 'localhost' : host}${parsed.pathname === '/' ? '' : parsed.pathname}`;
}

const REASONS: Readonly<Record<string, string>> = {
  '28P01': 'the server refused the user or the password',
  '28000': 'the server refused the user',
  '3D000': 'there is no database of this name',
  '53300': 'the server has no free connection',
  '57P03': 'the server is starting up or shutting down',
  ECONNREFUSED: 'nothing listens there',
  ENOENT: 'there is no such socket',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be resolved now',
  ETIMEDOUT: 'the host does not answer',
  ECONNRESET: 'the server closed the connection',
};

/** The driver's own error may repeat the connection string, so only its code is passed on, never it or its text. */
function unreachable(where: string, error: unknown): DatabaseUnreachable {
  const code = codeOf(error);
  const why = REASONS[code] ?? (code === '' ? 'the connection failed' : `the connection failed with ${code}`);
  return new DatabaseUnreachable(where, why, 'Check DATABASE_URL and that the server runs, then try again.');
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^[A-Z0-9]{3,20}$/.test(code)) return code;
  const inner = 'errors' in error && Array.isArray(error.errors) ? error.errors[0] : undefined;
  if (inner !== undefined) return codeOf(inner);
  return error instanceof Error && /timeout/i.test(error.message) ? 'ETIMEDOUT' : '';
}
