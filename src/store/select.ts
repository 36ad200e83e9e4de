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

/** Runs one reading statement; whatever writes is refused by the database itself. Throws QueryRefused. */
export async function select(database: Database, query: string): Promise<Selected> {
  const client = await database.pool.connect();
  try {
    return await run(client, query);
  } catch (error) {
    throw new QueryRefused(database.where, error instanceof Error ? error.message : String(error));
  } finally {
    client.release();
  }
}
