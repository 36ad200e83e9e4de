import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { audit } from '../../src/pipeline/audit.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { verify } from '../../src/pipeline/verify.ts';
import { why } from '../../src/report/why.ts';
import { decide, undo } from '../../src/review/decide.ts';
import { reviewList } from '../../src/review/list.ts';
import { checksum } from '../../src/store/checksum.ts';
import type { Database } from '../../src/store/connect.ts';
import { onBothDatabases } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const live = { world: 'live', command: 'test' } as const;
const said = { reason: 'the page says so', by: 'ada', at: new Date('2026-06-15T09:00:00Z') };

const sold = (provider: string, ...prices: string[]): string[] => [
  `offering|${provider}|gpt-oss-120b|model|||gpt-oss-120b`,
  ...prices.map((price) => `offering|${provider}|gpt-oss-120b|price|USD|${price}`),
];

/** Four providers that sell one model at usual prices. */
const USUAL = ['groq', 'together', 'fireworks', 'deepinfra'].flatMap((provider, at) =>
  sold(provider, `input|0.1${at}`, `output|0.6${at}`),
);

async function world(database: Database, pages: Record<string, string[]>) {
  const sources = Object.keys(pages).map((id) => lineSource(id));
  const network = new MemoryNetwork();
  const show = (id: string, page: string[]) => network.show(`https://${id}.test/page`, lines(...page));
  for (const [id, page] of Object.entries(pages)) show(id, page);
  const { deps, clock } = rig(database, sources, network);
  const run = async () => {
    const report = await refresh(deps, sources, live);
    expect((await audit(database, clock.now)).findings).toEqual([]);
    expect((await verify(database)).findings).toEqual([]);
    return report;
  };
  return { run, show };
}

const published = async (database: Database, provider: string) => {
  const rows = await database.db
    .selectFrom('catalog_v1.fact')
    .select(['part', 'value', 'status'])
    .where('subject', 'like', `${provider}/%`)
    .where('attribute', '=', 'price')
    .orderBy('part')
    .execute();
  return rows.map(({ part, value, status }) => `${part} ${value} ${status}`);
};

/** The feed of changes, played from its start, must give what readers see. */
async function replayed(database: Database): Promise<string[]> {
  const rows = await database.db
    .selectFrom('catalog_v1.change')
    .select(['subject', 'attribute', 'scope', 'part', 'after'])
    .orderBy('seq')
    .execute();
  const state = new Map<string, boolean>();
  for (const { after, ...key } of rows) state.set(Object.values(key).join(' '), after !== null);
  return [...state].flatMap(([key, stands]) => (stands ? [key] : [])).sort();
}

async function shown(database: Database): Promise<string[]> {
  const rows = await database.db
    .selectFrom('catalog_v1.fact')
    .select(['subject', 'attribute', 'scope', 'part'])
    .execute();
  return rows.map((key) => Object.values(key).join(' ')).sort();
}

onBothDatabases('a held price', (open) => {
  test('a first price far from what the model costs elsewhere is kept, asked about and not published', async () => {
    const database = await open();
    const wild = sold('wandb', 'input|15000', 'output|60000');
    const { run } = await world(database, { sheet: USUAL, list: wild });
    const report = await run();
    expect(await published(database, 'wandb')).toEqual([]);
    expect(await published(database, 'groq')).toEqual(['input 0.10 single', 'output 0.60 single']);
    expect(report.conflicts.by).toEqual([{ attribute: 'price', diagnosis: 'none-known', count: 1 }]);
    const [conflict] = (await reviewList(database, {})).conflicts;
    expect(conflict).toMatchObject({ kind: 'invariant', published: null, proposal: null });
    expect(conflict?.arithmetic).toContain('more than 130,434 times the median 0.115 of 4 neighbours');
    const told = await why(database, conflict?.subject ?? '', 'price');
    expect(told.keys[0]?.facts.map(({ status }) => status)).toEqual(['held', 'held']);
    expect(await replayed(database)).toEqual(await shown(database));
    expect((await run()).changes).toBe(0);
    await database.close();
  });

  test('another source on the same offering is published in its place, and the question stays', async () => {
    const database = await open();
    const { run } = await world(database, {
      sheet: [...USUAL, ...sold('wandb', 'input|0.15', 'output|0.6')],
      list: sold('wandb', 'input|15000', 'output|60000'),
    });
    await run();
    expect(await published(database, 'wandb')).toEqual(['input 0.15 contested', 'output 0.60 contested']);
    const { conflicts } = await reviewList(database, {});
    expect(conflicts[0]).toMatchObject({
      kind: 'between-sources',
      proposal: { witnesses: [{ source: 'sheet' }] },
    });
    await database.close();
  });

  test('a jump leaves what stood, until a person decides; an undo brings it back', async () => {
    const database = await open();
    const { run, show } = await world(database, { list: sold('wandb', 'input|0.15', 'output|0.6') });
    await run();
    show('list', sold('wandb', 'input|15000', 'output|60000'));
    await run();
    expect(await published(database, 'wandb')).toEqual(['input 0.15 contested', 'output 0.60 contested']);
    const [conflict] = (await reviewList(database, {})).conflicts;
    expect(conflict).toMatchObject({ kind: 'history', candidates: [{ witnesses: [] }, {}] });
    const before = await checksum(database.db);
    await decide(database, { ...said, id: conflict?.id ?? '', choice: { candidate: 2 } });
    expect(await published(database, 'wandb')).toEqual(['input 15000.00 ruled', 'output 60000.00 ruled']);
    await run();
    await undo(database, { ...said, id: conflict?.id ?? '' });
    expect(await checksum(database.db)).toEqual(before);
    expect(await replayed(database)).toEqual(await shown(database));
    await database.close();
  });

  test('a held price is judged again when its neighbours change', async () => {
    const database = await open();
    const two = USUAL.slice(0, 6);
    const { run, show } = await world(database, { sheet: two, list: sold('wandb', 'input|15000') });
    await run();
    expect(await published(database, 'wandb')).toEqual(['input 15000.00 single']);
    show('list', sold('other', 'input|15000'));
    show('sheet', USUAL);
    await run();
    expect(await published(database, 'other')).toEqual([]);
    show('sheet', two);
    await run();
    expect(await published(database, 'other')).toEqual(['input 15000.00 single']);
    await database.close();
  });

  test('a neighbour that turns out to sell another model is none', async () => {
    const database = await open();
    const { run, show } = await world(database, { sheet: USUAL, list: sold('wandb', 'input|15000') });
    await run();
    expect(await published(database, 'wandb')).toEqual([]);
    show(
      'sheet',
      USUAL.map((line) => line.replace('|model|||gpt-oss-120b', '|model|||gpt-oss-20b')),
    );
    await run();
    expect(await published(database, 'wandb')).toEqual(['input 15000.00 single']);
    await database.close();
  });
});

onBothDatabases('a limit of several meanings', (open) => {
  const several = (id: string) => {
    const source = lineSource(id);
    const read: typeof source.read = (page) => {
      const { statements, refused } = source.read(page);
      return {
        refused,
        statements: statements.map((one) =>
          one.means[0] === 'context_window' ? { ...one, means: ['context_window', 'max_input'] } : one,
        ),
      };
    };
    return { ...source, read };
  };
  const limit = (attribute: string, written: string) => `offering|OpenAI|gpt-5|${attribute}|||${written}`;

  test('is settled by its meaning, and opens when the limit that explains it is gone', async () => {
    const database = await open();
    const sources = [several('list'), lineSource('sheet'), lineSource('output')];
    const network = new MemoryNetwork();
    const show = (id: string, ...page: string[]) => network.show(`https://${id}.test/page`, lines(...page));
    show('list', limit('context_window', '272000'));
    show('sheet', limit('context_window', '400000'));
    show('output', limit('max_output', '128000'));
    const { deps, clock } = rig(database, sources, network);
    const run = async () => {
      await refresh(deps, sources, live);
      expect((await audit(database, clock.now)).findings).toEqual([]);
      expect((await verify(database)).findings).toEqual([]);
    };
    const state = async () => {
      const { rows } = await sql<{ row: string }>`
        select concat_ws(' ', diagnosis, state, settled_by, arithmetic) as row from catalog_v1.conflict
        order by id desc limit 1`.execute(database.db);
      const facts = await sql<{ fact: string }>`
        select concat_ws(' ', attribute, value, status) as fact from catalog_v1.fact order by 1`.execute(
        database.db,
      );
      return [...rows.map(({ row }) => row), ...facts.rows.map(({ fact }) => fact)];
    };
    await run();
    expect(await state()).toEqual([
      'input-versus-total settled policy: meaning 272,000 = 400,000 − 128,000',
      'context_window 400000 single',
      'max_input 272000 single',
      'max_output 128000 single',
    ]);
    const told = await why(database, 'openai/gpt-5', 'context_window');
    expect(told.policy).toMatchObject({ step: 'meaning', authority: null });
    expect(told.policy?.sentence).toContain('272,000 = 400,000 − 128,000');
    show('output', limit('max_output', '64000'));
    await run();
    expect(await state()).toEqual([
      'none-known open 400,000 against 272,000, 128,000 apart',
      'context_window 400000 contested',
      'max_output 64000 single',
    ]);
    await database.close();
  });

  test('is judged again when a limit comes to the offering by another name', async () => {
    const database = await open();
    const sources = [several('list'), lineSource('sheet'), lineSource('named'), lineSource('models')];
    const network = new MemoryNetwork();
    const show = (id: string, line: string) => network.show(`https://${id}.test/page`, lines(line));
    const big = (attribute: string, written: string) =>
      `offering|OpenAI|gpt-5-big-one|${attribute}|||${written}`;
    show('list', big('context_window', '272000'));
    show('sheet', big('context_window', '400000'));
    show('named', 'named|OpenAI|GPT-5|max_output|||128000');
    show('models', 'model||GPT-5|released|||2025-08-07');
    const { deps, clock } = rig(database, sources, network);
    const states = async () => {
      await refresh(deps, sources, live);
      expect((await audit(database, clock.now)).findings).toEqual([]);
      const rows = await database.db.selectFrom('catalog_v1.conflict').select('state').execute();
      return rows.map(({ state }) => state);
    };
    expect(await states()).toEqual(['open']);
    show('models', big('model', 'gpt-5'));
    expect(await states()).toEqual(['settled']);
    await database.close();
  });
});
