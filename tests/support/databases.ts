import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { describe, inject } from 'vitest';
import { type Database, openDatabase } from '../../src/store/connect.ts';
import { onPglite } from '../../src/store/embedded.ts';
import { onDatabase } from './url.ts';

/** A database of a test's own; `close` removes it. */
export type TestDatabase = Database;

/** A fresh, migrated PostgreSQL database with the URL under which others can open it too. */
export async function postgresDatabase(): Promise<TestDatabase & { url: string }> {
  return await freshPostgres(` template ${inject('postgres').template}`);
}

/** A PostgreSQL database without any table. */
export async function emptyPostgresDatabase(): Promise<TestDatabase & { url: string }> {
  return await freshPostgres('');
}

async function freshPostgres(like: string): Promise<TestDatabase & { url: string }> {
  const name = `modelfacts_test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name}${like}`);
  const url = onDatabase(inject('postgres').url, name);
  const database = await openDatabase({ url });
  const close = async (): Promise<void> => {
    await database.close();
    await administer(`drop database ${name} with (force)`);
  };
  return { ...database, url, close };
}

/** A fresh, migrated embedded database in memory, in half a second. */
export async function embeddedDatabase(): Promise<TestDatabase> {
  const template = new Blob([await readFile(inject('embeddedTemplate'))]);
  return onPglite(await PGlite.create({ loadDataDir: template }), 'memory');
}

/** Runs the same suite on both engines. `open` gives a fresh migrated database; the test closes it. */
export function onBothDatabases(name: string, suite: (open: () => Promise<TestDatabase>) => void): void {
  describe(`${name} on PostgreSQL`, () => suite(postgresDatabase));
  describe(`${name} on the embedded database`, () => suite(embeddedDatabase));
}

/** One statement on the test server's maintenance database. */
async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres').url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
