import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DatabaseUnreachable } from '../../src/report/errors.ts';
import { type Database, openDatabase } from '../../src/store/connect.ts';
import { migrate } from '../../src/store/migrate.ts';
import { onBothDatabases, postgresDatabase } from '../support/databases.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';

const addSubject = (database: Database, key: string) =>
  database.db.insertInto('registry.subject').values({ kind: 'model', key }).execute();

const subjects = async (database: Database): Promise<string[]> => {
  const rows = await database.db.selectFrom('registry.subject').select('key').orderBy('key').execute();
  return rows.map((row) => row.key);
};

test('a killed backend rejects its transaction, keeps no row, and the next query works', async () => {
  const database = await postgresDatabase();
  const killer = await openDatabase({ url: database.url });
  for (let round = 0; round < 20; round += 1) {
    const transaction = database.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('registry.subject')
        .values({ kind: 'model', key: `lost/${round}` })
        .execute();
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(killer.db);
      await trx
        .insertInto('registry.subject')
        .values({ kind: 'model', key: `more/${round}` })
        .execute();
    });
    await expect(transaction).rejects.toThrow();
  }
  expect(await subjects(database)).toEqual([]);
  await killer.close();
  await database.close();
});

test('a killed idle connection is not noticed', async () => {
  const database = await postgresDatabase();
  const killer = await openDatabase({ url: database.url });
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.db);
  await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(killer.db);
  await addSubject(database, 'after/all');
  expect(await subjects(database)).toEqual(['after/all']);
  await killer.close();
  await database.close();
});

test('no session is without its timeouts', async () => {
  const database = await postgresDatabase();
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings
    where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by 1`.execute(
    database.db,
  );
  expect(rows.map((row) => Number(row.setting) > 0)).toEqual([true, true, true]);
  await database.close();
});

onBothDatabases('a query that no connection is free for', (open) => {
  test('fails in seconds instead of waiting for ever', { timeout: 20_000 }, async () => {
    const database = await open();
    const connections = database.engine === 'embedded' ? 1 : 10;
    const hold = async (left: number): Promise<unknown> =>
      left === 0 ? await subjects(database) : await database.db.connection().execute(() => hold(left - 1));
    await expect(hold(connections)).rejects.toThrow(/timeout/);
    expect(await subjects(database)).toEqual([]);
    await database.close();
  });
});

describe('a server of its own', () => {
  let server: PostgresServer;
  beforeAll(() => {
    server = startPostgres({ password: 'correct-horse' });
  });
  afterAll(() => server.stop());

  test.each(['fast', 'immediate'] as const)(
    'may restart (%s): the process lives and goes on',
    async (mode) => {
      const database = await openDatabase({ url: server.url('postgres') });
      await migrate(database);
      const open = database.db.transaction().execute(async (trx) => {
        await trx.insertInto('registry.subject').values({ kind: 'model', key: 'lost/one' }).execute();
        server.halt(mode);
        await trx.insertInto('registry.subject').values({ kind: 'model', key: 'lost/two' }).execute();
      });
      await expect(open).rejects.toThrow();
      await expect(subjects(database)).rejects.toThrow();
      server.resume();
      expect(await subjects(database)).toEqual([]);
      await database.close();
    },
  );

  test('refuses a wrong password with one error that shows neither it nor the right one', async () => {
    const failed = await openDatabase({ url: server.url('postgres', 'wrong-battery') }).catch(
      (error) => error,
    );
    expect(failed).toBeInstanceOf(DatabaseUnreachable);
    expect(failed.message).toContain('/postgres');
    expect(failed.message).toContain('the password');
    expect(everythingIn(failed)).not.toMatch(/wrong-battery|correct-horse/);
  });

  test('refuses an unknown database by its name', async () => {
    const failed = await openDatabase({ url: server.url('nowhere') }).catch((error) => error);
    expect(failed).toBeInstanceOf(DatabaseUnreachable);
    expect(failed.message).toMatch(/nowhere.*no database of this name/);
  });

  test('is named when it is down', async () => {
    server.halt('fast');
    const failed = await openDatabase({ url: server.url('postgres') }).catch((error) => error);
    expect(failed).toBeInstanceOf(DatabaseUnreachable);
    expect(everythingIn(failed)).not.toContain('correct-horse');
    server.resume();
  });
});

test.each([
  'postgresql://me:hush%20word@127.0.0.1:1/x',
  'postgresql://me:p@hush@wo/hush@127.0.0.1:1/x',
  'postgresql://me:1?hush#word@127.0.0.1:1/x',
  'postgresql://127.0.0.1:1/x?password=hush&user=me',
  'mysql://me:hush@127.0.0.1:1/x',
  'me:hush@nonsense',
  'hush',
])('a connection shows no secret when it fails (%s)', async (url) => {
  const failed = await openDatabase({ url }).catch((error) => error);
  expect(failed).toBeInstanceOf(DatabaseUnreachable);
  expect(everythingIn(failed)).not.toContain('hush');
});

/** Message, stack, own fields and causes: everything that a log could print. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), everythingIn(error.cause)].join('\n');
}

onBothDatabases('text with a NUL byte', (open) => {
  test('is refused as an ordinary error, and the database goes on', async () => {
    const database = await open();
    await expect(addSubject(database, 'a\u0000b')).rejects.toMatchObject({ code: '22021' });
    const json = JSON.stringify({ text: '\u0000' });
    const source = { id: 's', owner: 'o', kind: 'press', schedule: '', note: '', declared: json } as const;
    const insert = database.db.insertInto('registry.source').values(source).execute();
    await expect(insert).rejects.toMatchObject({ code: '22P05' });
    await addSubject(database, '__proto__');
    expect(await subjects(database)).toEqual(['__proto__']);
    await database.close();
  });
});

onBothDatabases('a failed transaction', (open) => {
  test('keeps nothing and frees its connection', async () => {
    const database = await open();
    const failed = database.db.transaction().execute(async (trx) => {
      await trx.insertInto('registry.subject').values({ kind: 'model', key: 'x/y' }).execute();
      await sql`select 1 / 0`.execute(trx);
    });
    await expect(failed).rejects.toThrow(/division by zero/);
    expect(await subjects(database)).toEqual([]);
    await database.close();
  });
});
