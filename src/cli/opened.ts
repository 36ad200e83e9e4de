import { existsSync } from 'node:fs';
import { NoDatabase } from '../report/errors.ts';
import { type Database, openDatabase } from '../store/connect.ts';
import { migrate, requireCurrentSchema, schemaState } from '../store/migrate.ts';
import type { Context } from './services.ts';

/** Opens the database for one piece of work and closes it whatever happens. */
async function withDatabase<T>(context: Context, work: (database: Database) => Promise<T>): Promise<T> {
  const { target, log } = context;
  const onWait = (sentence: string): void => log.warn({}, sentence);
  const database = await openDatabase('url' in target ? target : { ...target, onWait });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** For work that only reads: a database that does not exist is not made for it. */
export async function reading<T>(context: Context, work: (database: Database) => Promise<T>): Promise<T> {
  const { target } = context;
  if ('folder' in target && !existsSync(target.folder)) throw new NoDatabase(target.folder);
  return await withDatabase(context, async (database) => {
    await requireCurrentSchema(database);
    return await work(database);
  });
}

/** For work that fills a database: its tables are made where there are none. */
export async function filling<T>(context: Context, work: (database: Database) => Promise<T>): Promise<T> {
  return await withDatabase(context, async (database) => {
    if ((await schemaState(database)) === 'missing') await migrate(database);
    await requireCurrentSchema(database);
    return await work(database);
  });
}

/** For work on the tables themselves. */
export const maintaining = withDatabase;
