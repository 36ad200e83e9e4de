import { existsSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { EmbeddedBroken, ModelfactsError } from '../report/errors.ts';
import type { Database, EmbeddedTarget } from './connect.ts';
import { createInChild, databaseFolder } from './create.ts';
import { takeOwnership } from './owner.ts';
import { TYPES } from './parsers.ts';
import { surviveLostClients, TIMEOUTS } from './pool.ts';
import type { DB } from './types.ts';

/** Opens the embedded database of a folder as its only owner, and makes it first where it is new. */
export async function openEmbedded(target: EmbeddedTarget): Promise<Database> {
  try {
    return await openOwned(target);
  } catch (error) {
    if (error instanceof ModelfactsError) throw error;
    throw new EmbeddedBroken(target.folder, error instanceof Error ? error.message : String(error));
  }
}

async function openOwned(target: EmbeddedTarget): Promise<Database> {
  const { folder } = target;
  const ownership = await takeOwnership(target);
  try {
    if (!existsSync(databaseFolder(folder))) await createInChild(folder);
    const lite = await PGlite.create({ dataDir: databaseFolder(folder) });
    return onPglite(lite, folder, () => ownership.release());
  } catch (error) {
    await ownership.release();
    throw error;
  }
}

/** The same driver on an open PGlite. It has one connection: whoever holds it must not ask for a second. */
export function onPglite(
  lite: PGlite,
  where: string,
  released: () => Promise<void> = async () => {},
): Database {
  const pool = new pg.Pool({
    ...createPgConfig(lite),
    types: TYPES,
    connectionTimeoutMillis: TIMEOUTS.connectionTimeoutMillis,
    idleTimeoutMillis: 0,
    max: 1,
  });
  surviveLostClients(pool);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  const close = async (): Promise<void> => {
    try {
      await db.destroy();
      await lite.close();
    } finally {
      await released();
    }
  };
  return { db, locks: db, pool, engine: 'embedded', where, close };
}
