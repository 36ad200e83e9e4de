import { expect, test } from 'vitest';
import { source } from '../../scrapers/genai-prices/index.ts';
import { audit } from '../../src/pipeline/audit.ts';
import { publish } from '../../src/pipeline/publish.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import type { Database } from '../../src/store/connect.ts';
import { onBothDatabases } from '../support/databases.ts';
import { MemoryNetwork, rig } from '../support/lines.ts';

const [seed] = source.seeds;
const live = { world: 'live', command: 'test' } as const;
/** The scraper asks for more statements than this list has. */
const small = { ...source, floor: 1 };

const pageOf = (prices: unknown): string =>
  JSON.stringify([{ id: 'seller', models: [{ id: 'm-1', match: { equals: 'm-1' }, prices }] }]);
const dated = (start_date: string, input_mtok: number): unknown => ({
  constraint: { start_date },
  prices: { input_mtok },
});

async function factsIn({ db }: Database): Promise<string[]> {
  const facts = await db
    .selectFrom('catalog_v1.fact')
    .select(['part', 'value', 'status'])
    .where('attribute', '=', 'price')
    .orderBy('part')
    .execute();
  return facts.map(({ part, value, status }) => `${part} ${value} ${status}`);
}

onBothDatabases('prices with days', (open) => {
  test('publish what holds now, and the next price when its day has come', async () => {
    const database = await open();
    const network = new MemoryNetwork();
    const banded = { input_mtok: { base: 2, tiers: [{ start: 200000, price: 4 }] } };
    network.show(seed?.url ?? '', pageOf([{ prices: banded }, dated('2026-09-01', 3)]));
    const { deps } = rig(database, [small], network);
    const report = await refresh(deps, [small], live);
    expect(report.conflicts.open).toBe(0);
    expect(await factsIn(database)).toEqual(['input 2.00 single', 'input;above=200000 4.00 single']);
    expect((await audit(database, deps.now())).findings).toEqual([]);

    const early = await publish(database.db, {
      at: new Date('2026-08-31T23:59:59Z'),
      cause: 'time',
      run: null,
    });
    expect(early.changes).toBe(0);
    const due = new Date('2026-09-01T00:00:00Z');
    await publish(database.db, { at: due, cause: 'time', run: null });
    expect(await factsIn(database)).toEqual(['input 3.00 single']);
    expect((await audit(database, due)).findings).toEqual([]);
    await database.close();
  });

  test('write a claim anew where only its days changed', async () => {
    const database = await open();
    const network = new MemoryNetwork();
    const { deps } = rig(database, [small], network);
    network.show(seed?.url ?? '', pageOf({ input_mtok: 2 }));
    await refresh(deps, [small], live);
    network.show(seed?.url ?? '', pageOf([{ prices: { input_mtok: 2 } }, dated('2026-06-01', 3)]));
    const report = await refresh(deps, [small], live);
    expect(report.sources[0]?.claims).toEqual({ opened: 2, closed: 1, live: 3 });
    expect(report.conflicts.open).toBe(0);
    expect(await factsIn(database)).toEqual(['input 3.00 single']);
    await database.close();
  });
});
