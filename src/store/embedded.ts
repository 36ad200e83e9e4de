import { existsSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { EmbeddedBroken } from '../report/errors.ts';
import type { Database, EmbeddedTarget } from './connect.ts';
import { createInChild, databaseFolder } from './create.ts';
import { takeOwnership } from './owner.ts';
import { TYPES } from './parsers.ts';
import { surviveLostClients, TIMEOUTS } from './pool.ts';
import type { DB } from './types.ts';

/** Opens the embedded database of a folder as its only owner, and makes it first where it is new. */
export async function openEmbedded(target: EmbeddedTarget): Promise<Database> {
  const ownership = await takeOwnership(target);
  try {
    if (!existsSync(databaseFolder(target.folder))) await createInChild(target.folder);
    return onPglite(await open(target.folder), target.folder, () => ownership.release());
  } catch (error) {
    await ownership.release();
    throw error;
  }
}

async function open(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: databaseFolder(folder) });
  } catch (error) {
    throw new EmbeddedBroken(folder, error instanceof Error ? error.message : String(error));
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
  return { db, locks: db, engine: 'embedded', where, close };
}
