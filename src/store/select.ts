import type pg from 'pg';
import { QueryRefused } from '../report/errors.ts';
import type { Database } from './connect.ts';

/** Rows of a reading statement, column by column. */
export interface Selected {
  columns: string[];
  rows: unknown[][];
}

/** The extended protocol takes one statement only: nothing can end the reading transaction and begin another. */
const readOnly = (text: string) => ({
  text,
  rowMode: 'array' as const,
  queryMode: 'extended' as const,
  values: [],
});

async function run(client: pg.PoolClient, query: string): Promise<Selected> {
  await client.query('begin transaction read only');
  try {
    const result = await client.query<unknown[]>(readOnly(query));
    return { columns: result.fields.map((field) => field.name), rows: result.rows };
  } finally {
    await client.query('rollback');
  }
}

const READING =
  /^\s*(?:(?:--[^\n]*\n|\/\*[\s\S]*?\*\/)\s*)*\(*\s*(?:select|with|values|table|show|explain)\b/i;

/** COPY writes files of the server and runs its programs in a read-only transaction too. */
function checkReading(where: string, query: string): void {
  if (!READING.test(query))
    throw new QueryRefused(where, 'it does not begin with select, with, values, table, show or explain');
}

/** Runs one reading statement; whatever writes is refused by the database itself. Throws QueryRefused. */
export async function select(database: Database, query: string): Promise<Selected> {
  checkReading(database.where, query);
  const client = await database.pool.connect();
  try {
    return await run(client, query);
  } catch (error) {
    throw new QueryRefused(database.where, error instanceof Error ? error.message : String(error));
  } finally {
    client.release();
  }
}
