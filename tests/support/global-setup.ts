import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/store/connect.ts';
import { migrate } from '../../src/store/migrate.ts';
import { embeddedTemplate } from './embedded-template.ts';
import { startPostgres } from './postgres-server.ts';
import { onDatabase } from './url.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the server's maintenance database, and the name of the migrated database to clone. */
    postgres: { url: string; template: string };
    /** File with the dumped, migrated embedded database. */
    embeddedTemplate: string;
  }
}

/** Brings a PostgreSQL and a migrated template of each engine; what it returns takes them down. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? undefined : startPostgres();
  const url = given ?? server?.url('postgres') ?? '';
  const template = `modelfacts_template_${randomUUID().replaceAll('-', '')}`;
  try {
    await makeTemplate(url, template);
    project.provide('embeddedTemplate', await embeddedTemplate());
    project.provide('postgres', { url, template });
  } catch (error) {
    server?.stop();
    if (given) throw new Error(`TEST_DATABASE_URL is set, but its server is of no use: ${messageOf(error)}`);
    throw error;
  }
  return async () => {
    if (server) server.stop();
    else await administer(url, [`drop database if exists ${template} with (force)`]);
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function makeTemplate(url: string, name: string): Promise<void> {
  await administer(url, [`create database ${name}`]);
  const database = await openDatabase({ url: onDatabase(url, name) });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
}

async function administer(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
