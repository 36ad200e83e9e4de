import { expect, test } from 'vitest';
import { audit } from '../../src/pipeline/audit.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { unmatchedAliases } from '../../src/store/names.ts';
import { onBothDatabases } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const live = { world: 'live', command: 'test' } as const;
const NAMED = 'named|OpenRouter|Ling-2.6-Flash|price|USD|input|$0.01';
const LISTED = [
  'offering|openrouter|inclusionai/ling-2.6-flash|model|||inclusionai/ling-2.6-flash',
  'offering|openrouter|inclusionai/ling-2.6-flash|price|USD|input|$0.01',
];

onBothDatabases('names', (open) => {
  test('an offering that is named by provider and model is found again under the id of the listing', async () => {
    const database = await open();
    const sources = [lineSource('page'), lineSource('router')];
    const network = new MemoryNetwork();
    network.show('https://page.test/page', lines(NAMED));
    network.show('https://router.test/page', lines('model||GPT-5.3-Codex|context_window|||400,000'));
    const { deps } = rig(database, sources, network);
    await refresh(deps, sources, live);
    const prices = () =>
      database.db
        .selectFrom('catalog_v1.fact')
        .select(['subject', 'value', 'status', 'sources'])
        .where('attribute', '=', 'price')
        .execute();
    expect(await prices()).toMatchObject([
      { subject: 'openrouter/ling-2.6-flash', value: '0.01', status: 'single' },
    ]);
    network.show('https://router.test/page', lines(...LISTED));
    await refresh(deps, sources, live);
    expect(await prices()).toMatchObject([
      { subject: 'openrouter/inclusionai/ling-2.6-flash', value: '0.01', status: 'agreed' },
    ]);
    const mappings = await database.db.selectFrom('registry.mapping').select(['cause', 'closed']).execute();
    expect(mappings.filter(({ closed }) => closed !== null)).toHaveLength(1);
    expect((await audit(database, new Date())).findings).toEqual([]);
    await database.close();
  });

  test('a name that nobody understands stays unmatched and visible, and publishes nothing', async () => {
    const database = await open();
    const sources = [lineSource('page')];
    const network = new MemoryNetwork();
    network.show(
      'https://page.test/page',
      lines('model||Spark|context_window|||128k', 'model||GPT-5.3-Codex|released|||2026-02-05'),
    );
    const report = await refresh(rig(database, sources, network).deps, sources, live);
    expect(report.facts.live).toBe(1);
    expect(await unmatchedAliases(database.db)).toEqual([
      { source: 'page', kind: 'model', provider: '', nativeId: 'Spark' },
    ]);
    await database.close();
  });

  test('a provider that no line names comes in under a key of its own and is reported, once a reading', async () => {
    const database = await open();
    const sources = [lineSource('page'), lineSource('other')];
    const network = new MemoryNetwork();
    network.show(
      'https://page.test/page',
      lines(
        'offering|Some New Host|a/b|context_window|||128,000',
        'offering|Some New Host|a/c|context_window|||128,000',
        'offering|__proto__|a/b|context_window|||128,000',
        'offering|OpenRouter|a/b|context_window|||128,000',
        'model||GPT-5.3-Codex|context_window|||400,000',
      ),
    );
    network.show('https://other.test/page', lines('offering|openrouter|a/b|context_window|||128,000'));
    const { deps } = rig(database, sources, network);
    const first = await refresh(deps, sources, live);
    expect(first.sources.map(({ id, unknownProviders }) => [id, unknownProviders])).toEqual([
      ['page', ['Some New Host', '__proto__']],
      ['other', []],
    ]);
    const offered = await database.db
      .selectFrom('catalog_v1.fact')
      .select('subject')
      .where('kind', '=', 'offering')
      .orderBy('subject')
      .execute();
    expect(offered.map(({ subject }) => subject)).toEqual([
      'openrouter/a/b',
      'proto/a/b',
      'some-new-host/a/b',
      'some-new-host/a/c',
    ]);
    const second = await refresh(deps, sources, live);
    expect(second.sources.map(({ unknownProviders }) => unknownProviders)).toEqual([[], []]);
    await database.close();
  });
});
