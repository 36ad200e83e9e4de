import { expect, test } from 'vitest';
import type { Source } from '../../schema/source.ts';
import { audit } from '../../src/pipeline/audit.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { verify } from '../../src/pipeline/verify.ts';
import { why } from '../../src/report/why.ts';
import { decide } from '../../src/review/decide.ts';
import { reviewList } from '../../src/review/list.ts';
import type { Database } from '../../src/store/connect.ts';
import { onBothDatabases } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const live = { world: 'live', command: 'test' } as const;
const entry = (id: string, window = '128k'): string[] => [
  `offering|Groq|${id}|model|||GPT-4.1`,
  `offering|Groq|${id}|context_window|||${window}`,
];
const LIST = ['one', 'two', 'three', 'four'];

/** Groq's own complete list, and a catalogue; a clock that is moved by hours before each round. */
function world(database: Database, over: Partial<Source> = {}) {
  const list = lineSource('list', { owner: 'groq', kind: 'host', complete: true, ...over });
  const other = lineSource('other');
  const network = new MemoryNetwork();
  const show = (id: string, ...page: string[]) => network.show(`https://${id}.test/page`, lines(...page));
  show('list', ...LIST.flatMap((id) => entry(id)));
  show('other', 'model||GPT-4.1|context_window|||1M');
  const { deps, clock } = rig(database, [list, other], network);
  const round = async (hours = 0) => {
    clock.now = new Date(clock.now.getTime() + hours * 3_600_000);
    const report = await refresh(deps, [list, other], live);
    expect((await verify(database)).findings).toEqual([]);
    expect((await audit(database, clock.now)).findings).toEqual([]);
    return report.sources[0];
  };
  return { show, round, network, clock };
}

const about = async (database: Database, subject: string): Promise<string[]> => {
  const rows = await database.db
    .selectFrom('catalog_v1.fact')
    .select(['attribute', 'scope', 'value', 'status'])
    .where('subject', '=', subject)
    .execute();
  return rows.map((row) => Object.values(row).join(' ')).sort();
};
const gone = LIST.slice(1).flatMap((id) => entry(id));
const STANDS = ['context_window  128000 single', 'model  openai/gpt-4.1 single'];
const NOT_SOLD = 'available via=groq no single';

onBothDatabases('a subject that a complete list no longer names', (open) => {
  test('is withdrawn after three accepted rounds and 72 hours, is said not to be available, and asks nobody', async () => {
    const database = await open();
    const { show, round } = world(database);
    await round();
    show('list', ...gone);
    expect(await round(1)).toMatchObject({ claims: { closed: 0, live: 8 } });
    expect(await round(1)).toMatchObject({ claims: { closed: 0 } });
    expect(await round(1)).toMatchObject({ outcome: 'unchanged', claims: { closed: 0 } });
    expect(await about(database, 'groq/one')).toEqual(STANDS);
    expect(await round(70)).toMatchObject({ claims: { closed: 2 } });
    expect(await about(database, 'groq/one')).toEqual([]);
    expect(await about(database, 'openai/gpt-4.1')).toContain(NOT_SOLD);
    expect((await reviewList(database, {})).open).toBe(0);
    const told = await why(database, 'groq/one');
    expect([told.claims, told.unlisted]).toEqual([
      [],
      [
        {
          ...{ source: 'list', url: 'https://list.test/page', claims: 2 },
          ...{ since: '2026-06-15T09:00:00.000Z', ended: '2026-06-18T09:00:00.000Z' },
        },
      ],
    ]);
    expect((await why(database, 'groq/two')).unlisted).toEqual([]);
    const closed = await database.db.selectFrom('registry.claim').select('closed_cause').distinct().execute();
    expect(closed.map(({ closed_cause }) => closed_cause)).toContain('withdrawn');
    expect(await round(80)).toMatchObject({ outcome: 'unchanged', claims: { closed: 0 } });
    await database.close();
  });

  test('72 hours without three rounds are not enough, and a refused round does not count', async () => {
    const database = await open();
    const { show, round } = world(database);
    await round();
    show('list', ...gone);
    await round(1);
    show('list', 'left');
    expect(await round(40)).toMatchObject({ outcome: 'refused' });
    show('list', ...gone);
    expect(await round(40)).toMatchObject({ claims: { closed: 0, live: 8 } });
    expect(await about(database, 'groq/one')).toEqual(STANDS);
    expect(await round(1)).toMatchObject({ claims: { closed: 2 } });
    await database.close();
  });

  test('that comes back in time was never gone, and later begins anew', async () => {
    const database = await open();
    const { show, round } = world(database);
    await round();
    show('list', ...gone);
    for (const hours of [1, 1, 30]) await round(hours);
    show('list', ...LIST.flatMap((id) => entry(id)));
    expect(await round(50)).toMatchObject({ claims: { opened: 0, closed: 0 } });
    show('list', ...gone);
    for (const hours of [1, 1, 50]) expect(await round(hours)).toMatchObject({ claims: { closed: 0 } });
    expect(await round(25)).toMatchObject({ claims: { closed: 2 } });
    show('list', ...LIST.flatMap((id) => entry(id)));
    expect(await round(1)).toMatchObject({ claims: { opened: 2 } });
    expect(await about(database, 'groq/one')).toEqual(STANDS);
    expect(await about(database, 'openai/gpt-4.1')).not.toContain(NOT_SOLD);
    expect((await why(database, 'groq/one')).unlisted).toEqual([]);
    await database.close();
  });

  test('a cell that is gone ends at once; a name among the refused rows is not absent; other lists end at once', async () => {
    const database = await open();
    const { show, round } = world(database);
    await round();
    show('list', ...gone, 'offering|Groq|one|model|||GPT-4.1');
    expect(await round(1)).toMatchObject({ claims: { closed: 1, live: 7 } });
    show(
      'list',
      ...gone,
      'offering|Groq|one|context_window|||about many',
      'offering|Groq|one|model|||GPT-4.1\0',
    );
    expect(await round(1)).toMatchObject({ claims: { closed: 0 } });
    for (const hours of [40, 40, 40]) await round(hours);
    expect(await about(database, 'groq/one')).toEqual(['model  openai/gpt-4.1 single']);
    await database.close();
  });

  test('a list that is not complete ends what it no longer states at once, and says nothing by it', async () => {
    const database = await open();
    const { show, round } = world(database, { complete: undefined } as unknown as Partial<Source>);
    await round();
    show('list', ...gone);
    expect(await round(1)).toMatchObject({ claims: { closed: 2, live: 6 } });
    for (const hours of [40, 40, 40]) await round(hours);
    expect(await about(database, 'openai/gpt-4.1')).not.toContain(NOT_SOLD);
    await database.close();
  });

  test('documents that are linked no more count as absent, those that fail do not', async () => {
    const database = await open();
    const links = (page: { text: string }) =>
      [...page.text.matchAll(/^-> (.+)$/gmu)].map((found) => found[1] ?? '');
    const { show, round, network } = world(database, { follow: { links, most: 5 } });
    show('list', ...gone, '-> one');
    network.show('https://list.test/one', lines(...entry('one')));
    await round();
    network.pages.delete('https://list.test/one');
    for (const hours of [40, 40, 40, 40]) expect(await round(hours)).toMatchObject({ outcome: 'partial' });
    expect(await about(database, 'groq/one')).toEqual(STANDS);
    show('list', ...gone);
    for (const hours of [1, 40]) expect(await round(hours)).toMatchObject({ claims: { closed: 0 } });
    expect(await round(40)).toMatchObject({ claims: { closed: 2 } });
    expect(await about(database, 'openai/gpt-4.1')).toContain(NOT_SOLD);
    await database.close();
  });

  test('that was decided keeps its decision when it returns', async () => {
    const database = await open();
    const { show, round, clock } = world(database);
    show('other', 'offering|Groq|one|context_window|||100k');
    await round();
    const [conflict] = (await reviewList(database, {})).conflicts;
    const said = { reason: 'measured', by: 'ada', at: clock.now };
    if (conflict) await decide(database, { ...said, id: conflict.id, choice: { value: '128k' } });
    show('list', ...gone);
    for (const hours of [1, 40, 40]) await round(hours);
    show('list', ...LIST.flatMap((id) => entry(id)));
    await round(1);
    expect(await about(database, 'groq/one')).toContain(
      conflict ? 'context_window  128000 ruled' : 'context_window  128000 preferred',
    );
    await database.close();
  });

  test('of which others still speak: what only the list said closes, and a person is asked once', async () => {
    const database = await open();
    const { show, round } = world(database);
    show('other', 'offering|Groq|one|max_output|||32k');
    await round();
    show('list', ...gone);
    for (const hours of [1, 40, 40]) await round(hours);
    expect(await about(database, 'groq/one')).toEqual(['max_output  32000 single']);
    const { conflicts } = await reviewList(database, {});
    expect(conflicts.map(({ attribute, kind }) => [attribute, kind])).toEqual([
      ['context_window', 'lost-support'],
      ['model', 'lost-support'],
    ]);
    const [window] = conflicts;
    const said = { reason: 'still sold', by: 'ada', at: new Date('2026-06-20T00:00:00Z') };
    await decide(database, { ...said, id: window?.id ?? '', choice: { candidate: 1 } });
    expect(await about(database, 'groq/one')).toContain('context_window  128000 ruled');
    await round(1);
    expect((await reviewList(database, {})).open).toBe(1);
    show('list', ...LIST.flatMap((id) => entry(id)));
    await round(1);
    expect((await reviewList(database, {})).open).toBe(0);
    expect(await about(database, 'groq/one')).toEqual([
      'context_window  128000 ruled',
      'max_output  32000 single',
      'model  openai/gpt-4.1 single',
    ]);
    await database.close();
  });

  test('that was ruled is asked about when nobody speaks of it any more, and stays published meanwhile', async () => {
    const database = await open();
    const { show, round } = world(database, { owner: 'other' });
    show('other', 'offering|Groq|one|context_window|||100k');
    await round();
    const [conflict] = (await reviewList(database, {})).conflicts;
    const said = { reason: 'measured', by: 'ada', at: new Date('2026-06-15T09:00:00Z') };
    const own = conflict?.candidates.findIndex(({ asWritten }) => asWritten === '128k') ?? -1;
    await decide(database, { ...said, id: conflict?.id ?? '', choice: { candidate: own + 1 } });
    show('other', 'model||GPT-4.1|context_window|||1M');
    await round(1);
    expect((await reviewList(database, {})).open).toBe(0);
    show('list', ...gone);
    for (const hours of [1, 40, 40]) await round(hours);
    expect(await about(database, 'groq/one')).toEqual(['context_window  128000 contested']);
    expect((await reviewList(database, {})).conflicts).toMatchObject([
      { attribute: 'context_window', kind: 'lost-support', published: '128000' },
    ]);
    await round(1);
    expect((await reviewList(database, {})).open).toBe(1);
    await database.close();
  });
});
