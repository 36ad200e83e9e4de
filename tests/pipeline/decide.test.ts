import { expect, test } from 'vitest';
import { refresh } from '../../src/pipeline/refresh.ts';
import { decide, undo } from '../../src/review/decide.ts';
import { reviewList } from '../../src/review/list.ts';
import { checksum } from '../../src/store/checksum.ts';
import type { Database } from '../../src/store/connect.ts';
import { onBothDatabases } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const SPARK = 'model||GPT-5.3-Codex-Spark|context_window|||';
const live = { world: 'live', command: 'test' } as const;
const said = { reason: 'the launch text says 128,000', by: 'ada', at: new Date('2026-06-15T09:00:00Z') };

async function disagreeing(database: Database) {
  const sources = [lineSource('first'), lineSource('second'), lineSource('third')];
  const network = new MemoryNetwork();
  network.show('https://first.test/page', lines(`${SPARK}131k`));
  network.show('https://second.test/page', lines(`${SPARK}128k`));
  network.show('https://third.test/page', lines('model||Step 3.7 Flash|released|||2026-05-29'));
  const { deps, clock } = rig(database, sources, network);
  const run = (now = clock.now) => {
    clock.now = now;
    return refresh(deps, sources, live);
  };
  await run();
  const id = (await reviewList(database, {})).conflicts[0]?.id ?? '';
  const fact = () =>
    database.db
      .selectFrom('catalog_v1.fact')
      .select(['value', 'status'])
      .where('attribute', '=', 'context_window')
      .executeTakeFirst();
  return { network, run, id, fact };
}

/** The number of the candidate that was written like this. */
async function candidate(database: Database, written: string): Promise<number> {
  const { conflicts } = await reviewList(database, { all: true });
  return (conflicts[0]?.candidates.findIndex(({ asWritten }) => asWritten === written) ?? -1) + 1;
}

onBothDatabases('a decision', (open) => {
  test('rules, is not asked again, and an undo brings value and queue back exactly', async () => {
    const database = await open();
    const { run, id, fact } = await disagreeing(database);
    const before = await checksum(database.db);
    await decide(database, { ...said, id, choice: { candidate: await candidate(database, '128k') } });
    expect(await fact()).toEqual({ value: '128000', status: 'ruled' });
    await run();
    expect((await reviewList(database, {})).open).toBe(0);
    await undo(database, { ...said, id });
    expect(await checksum(database.db)).toEqual(before);
    await database.close();
  });

  test('holds when a new witness comes for the chosen or the rejected value (events 3 and 4)', async () => {
    const database = await open();
    const { network, run, id, fact } = await disagreeing(database);
    await decide(database, { ...said, id, choice: { candidate: await candidate(database, '128k') } });
    network.show('https://third.test/page', lines(`${SPARK}128,000`));
    await run();
    expect(await fact()).toEqual({ value: '128000', status: 'ruled' });
    network.show('https://third.test/page', lines(`${SPARK}131k`));
    await run();
    expect((await reviewList(database, {})).open).toBe(0);
    await database.close();
  });

  test('holds when only wording or place change (event 1)', async () => {
    const database = await open();
    const { network, run, id } = await disagreeing(database);
    await decide(database, { ...said, id, choice: { candidate: await candidate(database, '128k') } });
    network.show(
      'https://first.test/page',
      lines('model||Ling-2.6-Flash|context_window|||262k', `${SPARK}131K tokens`),
    );
    await run();
    expect((await reviewList(database, {})).open).toBe(0);
    await database.close();
  });

  test('reopens on a value that was not considered (event 6): a new episode, the ruled value stays, contested', async () => {
    const database = await open();
    const { network, run, id, fact } = await disagreeing(database);
    await decide(database, { ...said, id, choice: { candidate: await candidate(database, '128k') } });
    network.show('https://third.test/page', lines(`${SPARK}256k`));
    const report = await run();
    expect(report.conflicts.opened).toBe(1);
    const [reopened] = (await reviewList(database, {})).conflicts;
    expect(reopened?.id).not.toBe(id);
    expect(await fact()).toEqual({ value: '128000', status: 'contested' });
    await database.close();
  });

  test('an open conflict heals when all agree on the published value (event 9)', async () => {
    const database = await open();
    const { network, run, fact } = await disagreeing(database);
    const published = await fact();
    const [speaker, text] = published?.value === '131000' ? ['second', '131k'] : ['first', '128k'];
    network.show(`https://${speaker}.test/page`, lines(`${SPARK}${text}`));
    const report = await run();
    expect(report.conflicts.healed).toBe(1);
    expect(await fact()).toEqual({ value: published?.value, status: 'agreed' });
    await database.close();
  });

  test('is refused on an old version, an unknown conflict, or a value that no source allows; nothing is written', async () => {
    const database = await open();
    const { id } = await disagreeing(database);
    const before = await checksum(database.db);
    await expect(decide(database, { ...said, id, choice: { candidate: 1 }, version: 99 })).rejects.toThrow(
      /version/,
    );
    await expect(decide(database, { ...said, id: '999999', choice: { candidate: 1 } })).rejects.toThrow(
      /no such conflict/,
    );
    await expect(decide(database, { ...said, id, choice: { candidate: 7 } })).rejects.toThrow(/2 candidates/);
    await expect(decide(database, { ...said, id, choice: { value: '64k' } })).rejects.toThrow(
      /no source states/,
    );
    expect(await checksum(database.db)).toEqual(before);
    const decisions = await database.db.selectFrom('registry.decision').select('id').execute();
    expect(decisions).toEqual([]);
    await database.close();
  });

  test('may choose the exact reading of a rounded figure', async () => {
    const database = await open();
    const { id, fact } = await disagreeing(database);
    await decide(database, { ...said, id, choice: { value: '131,072' } });
    expect(await fact()).toEqual({ value: '131072', status: 'ruled' });
    await database.close();
  });
});

onBothDatabases('authority', (open) => {
  test('settles at once and is named', async () => {
    const database = await open();
    const maker = lineSource('card', { owner: 'stepfun', kind: 'vendor' });
    const other = lineSource('other');
    const network = new MemoryNetwork();
    network.show('https://card.test/page', lines('model||Step 3.7 Flash|licence|||Apache-2.0'));
    network.show('https://other.test/page', lines('model||Step 3.7 Flash|licence|||Proprietary'));
    const { deps } = rig(database, [maker, other], network);
    const report = await refresh(deps, [maker, other], live);
    expect(report.conflicts).toMatchObject({ opened: 1, settled: 1, open: 0 });
    const fact = await database.db
      .selectFrom('catalog_v1.fact')
      .select(['value', 'status'])
      .executeTakeFirst();
    expect(fact).toEqual({ value: 'Apache-2.0', status: 'preferred' });
    const conflict = await database.db
      .selectFrom('catalog_v1.conflict')
      .select(['state', 'settled_by'])
      .executeTakeFirst();
    expect(conflict).toEqual({ state: 'settled', settled_by: 'policy: authority (stepfun)' });
    await database.close();
  });
});

onBothDatabases('a date', (open) => {
  test('a ruling is asked again when its review date has come (event 11), not before', async () => {
    const database = await open();
    const { run, id, fact } = await disagreeing(database);
    const reviewAfter = new Date('2026-06-15T12:00:00Z');
    await decide(database, {
      ...said,
      id,
      choice: { candidate: await candidate(database, '128k') },
      reviewAfter,
    });
    await run();
    expect((await reviewList(database, {})).open).toBe(0);
    await run(new Date('2026-06-15T12:00:01Z'));
    expect((await reviewList(database, {})).open).toBe(1);
    expect(await fact()).toEqual({ value: '128000', status: 'contested' });
    await database.close();
  });

  test('a snoozed conflict comes back when its date has come', async () => {
    const database = await open();
    const { run, id } = await disagreeing(database);
    await decide(database, { ...said, id, choice: { snooze: new Date('2026-06-15T12:00:00Z') } });
    await run();
    expect((await reviewList(database, {})).open).toBe(0);
    await run(new Date('2026-06-15T12:00:01Z'));
    expect((await reviewList(database, {})).open).toBe(1);
    await database.close();
  });
});
