import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/connect.ts';
import { withPublishLock, withSourceLock } from '../../src/store/lock.ts';
import { onBothDatabases, postgresDatabase } from '../support/databases.ts';

/** A promise and the call that fulfils it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test('a source is worked by one process at a time, other sources are free', async () => {
  const one = await postgresDatabase();
  const two = await openDatabase({ url: one.url });
  const held = gate();
  const done = gate();
  const first = withSourceLock(one, 'a', async () => {
    held.open();
    await done.opened;
    return 'worked';
  });
  await held.opened;
  expect(await withSourceLock(two, 'a', async () => 'worked too')).toBe('busy');
  expect(await withSourceLock(one, 'a', async () => 'worked too')).toBe('busy');
  expect(await withSourceLock(two, 'b', async () => 'other')).toBe('other');
  done.open();
  expect(await first).toBe('worked');
  expect(await withSourceLock(two, 'a', async () => 'now')).toBe('now');
  await two.close();
  await one.close();
});

test('work that fails frees its source', async () => {
  const database = await postgresDatabase();
  const failing = withSourceLock(database, 'a', async () => {
    throw new Error('no luck');
  });
  await expect(failing).rejects.toThrow('no luck');
  expect(await withSourceLock(database, 'a', async () => 'again')).toBe('again');
  await database.close();
});

test('publications follow one another', async () => {
  const one = await postgresDatabase();
  const two = await openDatabase({ url: one.url });
  const order: string[] = [];
  const held = gate();
  const done = gate();
  const first = one.db.transaction().execute(async (trx) => {
    await withPublishLock(trx);
    held.open();
    await done.opened;
    order.push('first');
  });
  await held.opened;
  const second = two.db.transaction().execute(async (trx) => {
    const locked = withPublishLock(trx);
    done.open();
    await locked;
    order.push('second');
  });
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second']);
  await two.close();
  await one.close();
});

onBothDatabases('a locked source', (open) => {
  test('can be worked in transactions on the same database', async () => {
    const database = await open();
    const worked = await withSourceLock(database, 'a', () =>
      database.db.transaction().execute(async (trx) => {
        await withPublishLock(trx);
        return 'worked';
      }),
    );
    expect(worked).toBe('worked');
    await database.close();
  });
});
