import { expect, test } from 'vitest';
import type { Source } from '../../schema/source.ts';
import { audit } from '../../src/pipeline/audit.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { verify } from '../../src/pipeline/verify.ts';
import { decide, undo } from '../../src/review/decide.ts';
import { reviewList } from '../../src/review/list.ts';
import { checksum } from '../../src/store/checksum.ts';
import type { Database } from '../../src/store/connect.ts';
import { onBothDatabases } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const live = { world: 'live', command: 'test' } as const;
const said = { reason: 'the maker says so', by: 'ada', at: new Date('2026-06-15T09:00:00Z') };

const window = (model: string, written: string) => `model||${model}|context_window|||${written}`;
const sold = (model: string, written: string) => [
  `offering|Groq|thing|model|||${model}`,
  `offering|Groq|thing|context_window|||${written}`,
];

/** The maker's page about its models, and a catalogue of offerings; each run proves that nothing was left unjudged. */
async function world(database: Database, pages: Record<string, string[]>) {
  const maker: Source = lineSource('maker', { owner: 'google', kind: 'vendor' });
  const sources = [maker, lineSource('list'), lineSource('other')];
  const network = new MemoryNetwork();
  const show = (id: string, ...page: string[]) => network.show(`https://${id}.test/page`, lines(...page));
  show('other', 'model||Gemini 2.5 Pro|released|||2025-06-17');
  for (const [id, page] of Object.entries(pages)) show(id, ...page);
  const { deps, clock } = rig(database, sources, network);
  const run = async () => {
    const report = await refresh(deps, sources, live);
    expect((await audit(database, clock.now)).findings).toEqual([]);
    expect((await verify(database)).findings).toEqual([]);
    return report;
  };
  return { run, show };
}

const facts = async (database: Database): Promise<string[]> => {
  const rows = await database.db
    .selectFrom('catalog_v1.fact')
    .select(['attribute', 'value', 'status', 'basis'])
    .where('subject', '=', 'groq/thing')
    .where('attribute', 'in', ['context_window', 'max_input'])
    .execute();
  return rows.map((row) => `${row.attribute} ${row.value} ${row.status} ${row.basis}`).sort();
};

const slipped = {
  maker: [window('gemini-2.5-flash', '1048576')],
  list: sold('gemini-2.5-flash', '1048756'),
};

onBothDatabases('the window of an offering against that of its model', (open) => {
  test('a digit slip is asked about; a decision holds, and an undo brings back what was', async () => {
    const database = await open();
    const { run } = await world(database, slipped);
    await run();
    expect(await facts(database)).toEqual(['context_window 1048756 contested order']);
    const { conflicts } = await reviewList(database, {});
    expect(conflicts).toMatchObject([
      {
        kind: 'invariant',
        diagnosis: 'digit-slip',
        subject: 'groq/thing',
        published: '1048756',
        candidates: [
          { value: '1048756', witnesses: [{ source: 'list' }] },
          { value: '1048576', witnesses: [{ source: 'maker', authority: false }] },
        ],
        proposal: { value: '1048576' },
      },
    ]);
    expect((await run()).changes).toBe(0);
    const before = await checksum(database.db);
    const id = conflicts[0]?.id ?? '';
    await decide(database, { ...said, id, choice: { proposal: true } });
    expect(await facts(database)).toEqual(['context_window 1048576 ruled decision']);
    expect((await run()).changes).toBe(0);
    expect((await reviewList(database, {})).conflicts).toEqual([]);
    await undo(database, { ...said, id });
    expect(await checksum(database.db)).toEqual(before);
    await decide(database, { ...said, id, choice: { candidate: 1 } });
    expect(await facts(database)).toEqual(['context_window 1048756 ruled decision']);
    expect((await run()).changes).toBe(0);
    await database.close();
  });

  test('is judged again when the window of the model changes, comes or goes', async () => {
    const database = await open();
    const { run, show } = await world(database, {
      ...slipped,
      maker: [window('gemini-2.5-flash', '2097152')],
    });
    await run();
    expect(await facts(database)).toEqual(['context_window 1048756 single only list']);
    show('maker', window('gemini-2.5-flash', '1048576'));
    expect((await run()).conflicts).toMatchObject({ opened: 1, open: 1 });
    expect(await facts(database)).toEqual(['context_window 1048756 contested last settled']);
    show('maker', window('gemini-2.5-flash', '2097152'));
    expect((await run()).conflicts).toMatchObject({ healed: 1, open: 0 });
    expect(await facts(database)).toEqual(['context_window 1048756 single only list']);
    show('other', window('gemini-2.5-flash', '1048576'));
    show('maker', window('gemini-2.5-flash-lite', '1048576'));
    expect((await run()).conflicts).toMatchObject({ opened: 1, open: 1 });
    show('maker', window('gemini-2.5-flash', '1048576'));
    expect((await run()).conflicts).toMatchObject({ opened: 0, open: 1 });
    expect((await reviewList(database, {})).conflicts[0]?.candidates[1]?.witnesses).toHaveLength(2);
    await database.close();
  });

  test('is judged again when the offering turns out to sell another model, and when its source corrects itself', async () => {
    const database = await open();
    const { run, show } = await world(database, { ...slipped, list: sold('gemini-2.5-pro', '1048756') });
    await run();
    expect(await facts(database)).toEqual(['context_window 1048756 single only list']);
    show('list', ...sold('gemini-2.5-flash', '1048756'));
    expect((await run()).conflicts.open).toBe(1);
    show('list', ...sold('gemini-2.5-pro', '1048756'));
    expect((await run()).conflicts).toMatchObject({ healed: 1, open: 0 });
    show('list', ...sold('gemini-2.5-flash', '1048756'));
    await run();
    show('list', ...sold('gemini-2.5-flash', '1048576'));
    expect((await run()).conflicts).toMatchObject({ healed: 1, open: 0 });
    expect(await facts(database)).toEqual(['context_window 1048576 single only list']);
    await database.close();
  });

  test('a ruling for the window of the model is asked again when the model has another one', async () => {
    const database = await open();
    const { run, show } = await world(database, slipped);
    await run();
    const [conflict] = (await reviewList(database, {})).conflicts;
    await decide(database, { ...said, id: conflict?.id ?? '', choice: { proposal: true } });
    show('maker', window('gemini-2.5-flash', '2097152'));
    expect((await run()).conflicts).toMatchObject({ opened: 1, open: 1 });
    expect(await facts(database)).toEqual(['context_window 1048576 contested last settled']);
    expect((await run()).changes).toBe(0);
    await database.close();
  });

  test('a larger window, and one that another source of the offering disputes, is no slip', async () => {
    const database = await open();
    const { run, show } = await world(database, { ...slipped, list: sold('gemini-2.5-flash', '2000000') });
    await run();
    expect(await facts(database)).toEqual(['context_window 2000000 single only list']);
    show('list', ...sold('gemini-2.5-flash', '1048756'));
    show('other', ...sold('gemini-2.5-flash', '1000000'));
    await run();
    const { conflicts } = await reviewList(database, {});
    expect(conflicts).toMatchObject([{ kind: 'between-sources', candidates: [{}, {}] }]);
    await database.close();
  });
});
