import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { audit } from '../../src/pipeline/audit.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { unmatchedNames } from '../../src/pipeline/unmatched.ts';
import type { Database } from '../../src/store/connect.ts';
import { findSubjects } from '../../src/store/names.ts';
import { onBothDatabases } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const live = { world: 'live', command: 'test' } as const;
const NAMED = 'named|OpenRouter|Ling-2.6-Flash|price|USD|input|$0.01';
const LISTED = [
  'offering|openrouter|inclusionai/ling-2.6-flash|model|||inclusionai/ling-2.6-flash',
  'offering|openrouter|inclusionai/ling-2.6-flash|price|USD|input|$0.01',
];

const SPELLINGS: [string, string][] = [
  ['upper', 'offering|nebius|Qwen/Qwen2.5-VL-72B-Instruct|context_window|||131,072'],
  ['lower', 'offering|nebius|qwen/qwen2.5-vl-72b-instruct|context_window|||131,072'],
  ['shout', 'offering|nebius|QWEN/Qwen2.5-VL-72B-Instruct|context_window|||131,072'],
];

/** What the database says of offerings, and how often an alias was linked anew. */
async function offerings({ db }: Database) {
  const facts = await db
    .selectFrom('catalog_v1.fact')
    .select(['subject', 'attribute', 'value', 'status', 'sources'])
    .where('kind', '=', 'offering')
    .orderBy('subject')
    .orderBy('attribute')
    .execute();
  const linked = await sql<{ subject: string; source: string; cause: string }>`
    select s.key as subject, a.source, m.cause from registry.mapping m
    join registry.subject s on s.id = m.subject join registry.alias a on a.id = m.alias
    where m.closed is null and s.kind = 'offering' order by s.key collate "C", a.source, a.native_id`.execute(
    db,
  );
  const counted = await db.selectFrom('registry.mapping').select('id').execute();
  return { facts, linked: linked.rows, mappings: counted.length };
}

/** As if a person had linked what this source speaks of to the offering of this key. */
async function rule({ db }: Database, source: string, key: string): Promise<void> {
  await sql`with ruled as (
      insert into registry.decision (kind, target, verdict, reason, by, at, seen)
      values ('mapping', '{}', '{}', 'for a test', 'somebody', now(), '{}') returning id)
    update registry.mapping set decision = (select id from ruled),
      subject = (select id from registry.subject where key = ${key})
    where closed is null and alias = (select id from registry.alias where source = ${source})`.execute(db);
}

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
      lines('model||Foozle|context_window|||128k', 'model||GPT-5.3-Codex|released|||2026-02-05'),
    );
    const report = await refresh(rig(database, sources, network).deps, sources, live);
    expect(report.facts.live).toBe(1);
    expect((await unmatchedNames(database.db)).unmatched).toMatchObject([
      { source: 'page', kind: 'model', provider: '', nativeId: 'Foozle', group: 'unknown' },
    ]);
    await database.close();
  });

  test('offerings whose model is not known are counted by the reason, and those with a model are not', async () => {
    const database = await open();
    const sources = [lineSource('page')];
    const network = new MemoryNetwork();
    network.show(
      'https://page.test/page',
      lines(
        ...['foozle-1', 'barzle-2'].map((id) => `offering|acme|${id}|model|||${id}`),
        'offering|acme|m|model|||mistral-large-latest',
        'offering|acme|l|model|||llama-3.1-8b',
        'offering|acme|r|model|||openrouter/auto',
        'offering|acme|n|price|USD|input|$1.00',
        'offering|acme|g|model|||gpt-5.3-codex',
      ),
    );
    await refresh(rig(database, sources, network).deps, sources, live);
    const { offerings } = await unmatchedNames(database.db);
    expect(offerings.count).toBe(6);
    expect(offerings.groups.map(({ group, reason, count }) => ({ group, reason, count }))).toEqual([
      { group: 'unknown', reason: 'no known family', count: 2 },
      { group: 'no-model', reason: 'a router: another model answers each call', count: 1 },
      { group: 'ambiguous', reason: 'may be the base or the trained weights', count: 1 },
      { group: 'not-stated', reason: 'no source says which model it sells', count: 1 },
      { group: 'moving', reason: 'points to another model from time to time', count: 1 },
    ]);
    await database.close();
  });

  test('what an ambiguous name may be is proposed only where another source states it plainly', async () => {
    const database = await open();
    const sources = [lineSource('page'), lineSource('other')];
    const network = new MemoryNetwork();
    const { deps } = rig(database, sources, network);
    const proposals = async () =>
      (
        await database.db
          .selectFrom('registry.conflict')
          .select('proposal')
          .where('kind', '=', 'identity')
          .where('state', '=', 'open')
          .execute()
      ).map(({ proposal }) => proposal?.key ?? null);
    network.show('https://page.test/page', lines('offering|acme|l|model|||llama-3.1-8b'));
    network.show('https://other.test/page', lines('offering|acme|g|model|||gpt-5.3-codex'));
    await refresh(deps, sources, live);
    expect(await proposals()).toEqual([null]);
    network.show('https://other.test/page', lines('offering|acme|l|model|||llama-3.1-8b-instruct'));
    await refresh(deps, sources, live);
    expect(await proposals()).toEqual(['meta/llama-3.1-8b-instruct']);
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

  test('ids that differ only in case are one offering, whoever comes first and whoever comes later', async () => {
    const seen = [];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const database = await open();
      const sources = SPELLINGS.map(([id]) => lineSource(id));
      const network = new MemoryNetwork();
      const { deps } = rig(database, sources, network);
      for (const [round, index] of order.entries()) {
        const [id, line] = SPELLINGS[index] ?? ['', ''];
        network.show(`https://${id}.test/page`, lines(line));
        await refresh(deps, sources, live);
        const { facts } = await offerings(database);
        expect(facts).toMatchObject([{ value: '131072', status: round === 0 ? 'single' : 'agreed' }]);
      }
      const { facts, linked, mappings } = await offerings(database);
      seen.push({ facts, linked: linked.map(({ subject, source }) => ({ subject, source })) });
      const again = await refresh(deps, sources, live);
      expect([again.changes, again.facts.inserted]).toEqual([0, 0]);
      deps.reading = () => 'another reading of the same bodies';
      const reread = await refresh(deps, sources, live);
      expect([reread.changes, reread.facts.inserted]).toEqual([0, 0]);
      expect((await offerings(database)).mappings).toBe(mappings);
      expect((await audit(database, new Date())).findings).toEqual([]);
      await database.close();
    }
    expect(seen[0]?.facts).toMatchObject([{ subject: 'nebius/QWEN/Qwen2.5-VL-72B-Instruct' }]);
    expect(seen[0]?.linked).toHaveLength(3);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  test("the provider's own spelling wins over capitals", async () => {
    const database = await open();
    const sources = [lineSource('upper'), lineSource('lower', { owner: 'nebius' })];
    const network = new MemoryNetwork();
    for (const [id, line] of SPELLINGS) network.show(`https://${id}.test/page`, lines(line));
    await refresh(rig(database, sources, network).deps, sources, live);
    const { facts, linked } = await offerings(database);
    expect(facts).toMatchObject([{ subject: 'nebius/qwen/qwen2.5-vl-72b-instruct', status: 'agreed' }]);
    expect(linked.map(({ cause }) => cause)).toEqual(['name parsed', 'same id but for its case']);
    await database.close();
  });

  test('whoever asks by another spelling, or by the end of the key, finds the offering that stands', async () => {
    const database = await open();
    const sources = [lineSource('lower'), lineSource('upper')];
    const network = new MemoryNetwork();
    const { deps } = rig(database, sources, network);
    for (const [id, line] of [...SPELLINGS].reverse()) {
      network.show(`https://${id}.test/page`, lines(line, 'offering|nebius|Zephyr|context_window|||8,192'));
      await refresh(deps, sources, live);
    }
    const keys = async (text: string) => (await findSubjects(database.db, text)).map(({ key }) => key);
    const standing = ['nebius/Qwen/Qwen2.5-VL-72B-Instruct'];
    for (const text of [
      'nebius/Qwen/Qwen2.5-VL-72B-Instruct',
      'nebius/qwen/qwen2.5-vl-72b-instruct',
      'NEBIUS/qwen/QWEN2.5-vl-72b-instruct',
      'Qwen2.5-VL-72B-Instruct',
      'qwen/qwen2.5-vl-72b-instruct',
    ]) {
      expect(await keys(text), text).toEqual(standing);
    }
    expect(await keys('zephyr')).toEqual(['nebius/Zephyr']);
    expect(await keys('ephyr')).toEqual([]);
    expect(await keys('%')).toEqual([]);
    await database.close();
  });

  test('what a person linked stays, and the others follow it', async () => {
    const database = await open();
    const sources = SPELLINGS.map(([id]) => lineSource(id));
    const network = new MemoryNetwork();
    const { deps } = rig(database, sources, network);
    const [first, second, third] = SPELLINGS.map(([id, line]) => [`https://${id}.test/page`, line] as const);
    network.show(second?.[0] ?? '', lines(second?.[1] ?? ''));
    await refresh(deps, sources, live);
    await rule(database, 'lower', 'nebius/qwen/qwen2.5-vl-72b-instruct');
    network.show(first?.[0] ?? '', lines(first?.[1] ?? ''));
    network.show(third?.[0] ?? '', lines(third?.[1] ?? ''));
    await refresh(deps, sources, live);
    const { facts, linked } = await offerings(database);
    expect(facts).toMatchObject([{ subject: 'nebius/qwen/qwen2.5-vl-72b-instruct', status: 'agreed' }]);
    expect(linked).toHaveLength(3);
    await rule(database, 'shout', 'nebius/QWEN/Qwen2.5-VL-72B-Instruct');
    await refresh(deps, sources, live);
    const ruled = (await offerings(database)).linked.map(({ subject, source }) => [source, subject]);
    expect(ruled).toEqual([
      ['shout', 'nebius/QWEN/Qwen2.5-VL-72B-Instruct'],
      ['upper', 'nebius/QWEN/Qwen2.5-VL-72B-Instruct'],
      ['lower', 'nebius/qwen/qwen2.5-vl-72b-instruct'],
    ]);
    await database.close();
  });

  test('ids of other providers, and ids that differ in more than case, stay apart', async () => {
    const database = await open();
    const sources = [lineSource('page')];
    const network = new MemoryNetwork();
    network.show(
      'https://page.test/page',
      lines(
        'offering|nebius|Qwen/A-1|context_window|||1,000',
        'offering|novita|qwen/a-1|context_window|||2,000',
        'offering|nebius|qwen/a_1|context_window|||3,000',
        'offering|nebius|qwen/\u00c4|context_window|||4,000',
        'offering|nebius|qwen/\u00e4|context_window|||5,000',
      ),
    );
    const report = await refresh(rig(database, sources, network).deps, sources, live);
    expect([report.facts.live, report.conflicts.open]).toEqual([5, 0]);
    await database.close();
  });

  test('an offering that is named by provider and model meets two spellings of one listing as one', async () => {
    const database = await open();
    const sources = [lineSource('page'), lineSource('router'), lineSource('second')];
    const network = new MemoryNetwork();
    const upper = LISTED.map((line) =>
      line.replace('|inclusionai/ling-2.6-flash|', '|inclusionAI/Ling-2.6-Flash|'),
    );
    network.show('https://page.test/page', lines(NAMED));
    network.show('https://router.test/page', lines(...LISTED));
    network.show('https://second.test/page', lines(...upper));
    const { deps } = rig(database, sources, network);
    await refresh(deps, sources, live);
    const { facts, linked, mappings } = await offerings(database);
    expect(facts.filter(({ attribute }) => attribute === 'price')).toMatchObject([
      { subject: 'openrouter/inclusionAI/Ling-2.6-Flash', value: '0.01', status: 'agreed' },
    ]);
    expect(new Set(linked.map(({ subject }) => subject)).size).toBe(1);
    expect((await refresh(deps, sources, live)).changes).toBe(0);
    expect((await offerings(database)).mappings).toBe(mappings);
    expect((await audit(database, new Date())).findings).toEqual([]);
    await database.close();
  });
});
