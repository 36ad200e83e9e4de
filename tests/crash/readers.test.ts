import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { refresh } from '../../src/pipeline/refresh.ts';
import { openDatabase } from '../../src/store/connect.ts';
import { postgresDatabase } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const MODELS = [
  'GPT-5.1',
  'GPT-5.2',
  'GPT-5.3',
  'GPT-5.4',
  'Step 3.5 Flash',
  'Step 3.7 Flash',
  'Ling-2.6-Flash',
  'Ling-2.5-1T',
];
const PUBLICATIONS = 50;

/** A page on which every model has the same figure: readers must never see two. */
const generation = (number: number): string =>
  lines(...MODELS.map((name) => `model||${name}|max_output|||${10_000 + number}`));

test('four readers over fifty publications see no mixed and no empty state', {
  timeout: 120_000,
}, async () => {
  const database = await postgresDatabase();
  const readers = await openDatabase({ url: database.url });
  const source = lineSource('first');
  const network = new MemoryNetwork();
  const { deps } = rig(database, [source], network);
  const publishGeneration = async (number: number): Promise<void> => {
    network.show('https://first.test/page', generation(number));
    await refresh(deps, [source], { world: 'live', command: 'test' });
  };
  await publishGeneration(0);
  let reading = true;
  const seen = { reads: 0, mixed: 0, empty: 0 };
  const values = new Set<string>();
  const read = async (): Promise<void> => {
    while (reading) {
      const found = await sql<{ facts: string; figures: string[]; proven: string }>`
        select count(*) as facts, array_agg(distinct f.value) as figures,
          (select count(*) from catalog_v1.evidence e where e.attribute = 'max_output' and e.chosen) as proven
        from catalog_v1.fact f where f.attribute = 'max_output'`.execute(readers.db);
      const [row] = found.rows;
      seen.reads += 1;
      if (Number(row?.facts) !== MODELS.length || Number(row?.proven) !== MODELS.length) seen.empty += 1;
      if (row?.figures?.length !== 1) seen.mixed += 1;
      for (const figure of row?.figures ?? []) values.add(figure);
    }
  };
  const loops = [read(), read(), read(), read()];
  for (let number = 1; number <= PUBLICATIONS; number += 1) await publishGeneration(number);
  reading = false;
  await Promise.all(loops);
  await readers.close();
  await database.close();
  expect(seen).toEqual({ reads: seen.reads, mixed: 0, empty: 0 });
  expect(seen.reads).toBeGreaterThan(PUBLICATIONS);
  expect(values.size, 'the readers saw the publications go by').toBeGreaterThan(10);
});
