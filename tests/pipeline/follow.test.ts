import { expect, test } from 'vitest';
import type { Page, Source } from '../../schema/source.ts';
import { planRecorded } from '../../src/pipeline/recorded.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { onBothDatabases } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const live = { world: 'live', command: 'test' } as const;
const ROOT = 'https://many.test/page';
const window = (name: string, value = '128k') => `model||${name}|context_window|||${value}`;

/** Lines `-> link` are links, `of N` announces a total. */
const links = (page: Page): string[] =>
  [...page.text.matchAll(/^-> (.+)$/gmu)].map((found) => found[1] ?? '');
const paged = {
  entries: (page: Page) => page.text.split('\n').filter((line) => line.includes('|')).length,
  total: (page: Page) => {
    const found = /^of (\d+)$/mu.exec(page.text)?.[1];
    return found === undefined ? undefined : Number(found);
  },
};
const many = (over: Partial<Source> = {}) => lineSource('many', { follow: { links, most: 5 }, ...over });

function show(pages: Readonly<Record<string, string>>): MemoryNetwork {
  const network = new MemoryNetwork();
  for (const [path, text] of Object.entries(pages)) network.show(`https://many.test/${path}`, text);
  return network;
}

onBothDatabases('a round of many documents', (open) => {
  test('reads what a page links to on its own host, once each, under the owner of the seed', async () => {
    const database = await open();
    const network = show({
      page: lines(window('GPT-5'), '-> a#top', '-> /a', '-> https://other.test/b', '-> page', 'mailto:x'),
      a: lines(window('GPT-4.1'), '-> page', '-> c'),
      c: lines(window('GPT-4o')),
    });
    const source = many({ seeds: [{ url: ROOT, owner: 'openai' }] });
    const report = await refresh(rig(database, [source], network).deps, [source], live);
    expect(report.sources[0]).toMatchObject({
      outcome: 'changed',
      documents: 3,
      alarms: [],
      claims: { live: 3 },
    });
    expect(network.asked).toEqual([ROOT, 'https://many.test/a', 'https://many.test/c']);
    const owners = await database.db.selectFrom('registry.document').select('owner').execute();
    expect(owners.map(({ owner }) => owner)).toEqual(['openai', 'openai', 'openai']);
    await database.close();
  });

  test('takes the links of an unchanged page out of its stored body', async () => {
    const database = await open();
    const network = show({ page: lines(window('GPT-5'), '-> a'), a: lines(window('GPT-4.1')) });
    const source = many();
    const { deps } = rig(database, [source], network);
    await refresh(deps, [source], live);
    network.show('https://many.test/a', lines(window('GPT-4.1', '256k')));
    const report = await refresh(deps, [source], live);
    expect(report.sources[0]).toMatchObject({ documents: 2, claims: { opened: 1, closed: 1 } });
    await database.close();
  });

  test('a document that is linked no more keeps its claims, unconfirmed', async () => {
    const database = await open();
    const network = show({ page: lines(window('GPT-5'), '-> a'), a: lines(window('GPT-4.1')) });
    const source = many();
    const { deps, clock } = rig(database, [source], network);
    await refresh(deps, [source], live);
    network.show(ROOT, lines(window('GPT-5')));
    clock.now = new Date('2026-06-20T08:00:00Z');
    const report = await refresh(deps, [source], live);
    expect(report.sources[0]).toMatchObject({ documents: 1, claims: { closed: 0, live: 2 } });
    const seen = await database.db
      .selectFrom('registry.document')
      .select('confirmed_at')
      .orderBy('url')
      .execute();
    expect(seen.map((row) => row.confirmed_at?.toISOString().slice(0, 10))).toEqual([
      '2026-06-15',
      '2026-06-20',
    ]);
    await database.close();
  });

  test('more links than allowed are named, and what lies within is read', async () => {
    const database = await open();
    const page = lines(window('GPT-5'), '-> a', '-> b', '-> c');
    const network = show({ page, a: lines(window('GPT-4.1')), b: lines(window('GPT-4o')) });
    const source = many({ follow: { links, most: 2 } });
    const report = await refresh(rig(database, [source], network).deps, [source], live);
    expect(report.sources[0]).toMatchObject({ outcome: 'partial', documents: 3, claims: { live: 3 } });
    expect(report.sources[0]?.alarms).toHaveLength(1);
    expect(report.sources[0]?.alarms[0]?.why).toContain('follow.most is 2: 1 were not fetched');
    await database.close();
  });

  test('pages of one list: read to the end, with the announced total', async () => {
    const database = await open();
    const network = show({
      page: lines(window('GPT-5'), '-> ?2', 'of 3'),
      'page?2': lines(window('GPT-4.1'), '-> ?3', 'of 3'),
      'page?3': lines(window('GPT-4o'), 'of 3'),
    });
    const source = many({ paged });
    const report = await refresh(rig(database, [source], network).deps, [source], live);
    expect(report.sources[0]).toMatchObject({ outcome: 'changed', documents: 3, alarms: [] });
    await database.close();
  });

  test.each([
    ['a page that does not come', { 'page?2': undefined }, 'paging-ended-early', 'ENOTFOUND'],
    ['a page that is refused', { 'page?2': '<html>no</html>' }, 'paging-ended-early', 'page?2'],
    ['a page that cannot be read', { 'page?2': 'nothing\n-> ?3' }, 'paging-ended-early', 'landmark'],
    [
      'a total that is missed',
      { 'page?2': lines(window('GPT-4.1'), 'of 3') },
      'paging-total',
      '2 entries, and 3',
    ],
  ])('pages of one list: %s refuses the round', async (_name, changed, reason, why) => {
    const database = await open();
    const whole = {
      page: lines(window('GPT-5'), '-> ?2', 'of 3'),
      'page?2': lines(window('GPT-4.1'), '-> ?3', 'of 3'),
      'page?3': lines(window('GPT-4o'), 'of 3'),
    };
    const network = show(whole);
    const source = many({ paged });
    const { deps } = rig(database, [source], network);
    await refresh(deps, [source], live);
    network.show(ROOT, lines(window('GPT-5', '256k'), '-> ?2', 'of 3'));
    for (const [path, text] of Object.entries(changed)) {
      if (text === undefined) network.pages.delete(`https://many.test/${path}`);
      else network.show(`https://many.test/${path}`, text);
    }
    const report = await refresh(deps, [source], live);
    expect(report.sources[0]).toMatchObject({
      outcome: 'refused',
      claims: { opened: 0, closed: 0, live: 3 },
    });
    expect(report.sources[0]?.alarms.map((alarm) => alarm.reason)).toEqual([reason]);
    expect(JSON.stringify(report.sources[0]?.alarms)).toContain(why);
    for (const [path, text] of Object.entries(whole)) network.show(`https://many.test/${path}`, text);
    network.show(ROOT, lines(window('GPT-5', '256k'), '-> ?2', 'of 3'));
    expect((await refresh(deps, [source], live)).sources[0]).toMatchObject({
      outcome: 'changed',
      claims: { opened: 1 },
    });
    await database.close();
  });
});

test('a folder of recordings: its files are the documents, links to others are left alone, of two the newer is read', () => {
  const url = (name: string) => `https://many.test/${name.replace(/_.*/u, '')}`;
  const source = many({
    seeds: [{ url: 'https://many.test/page', owner: 'openai' }],
    recordings: [{ glob: 'many/*.html', url }],
  });
  const plan = planRecorded([source], ['many/page_2026-05.html', 'many/page_2026-08.html', 'many/a.html']);
  const [planned] = plan.sources;
  expect(planned?.seeds).toEqual([
    { url: 'https://many.test/a' },
    { url: 'https://many.test/page', owner: 'openai' },
  ]);
  expect(plan.files.get('https://many.test/page')).toBe('many/page_2026-08.html');
  expect([plan.older, plan.noReader]).toEqual([['many/page_2026-05.html'], []]);
  const rival = lineSource('rival', { recordings: [{ glob: 'rival.txt', url: () => ROOT }] });
  const { files } = planRecorded([source, rival], ['many/page_2026-08.html', 'rival.txt']);
  expect([files.get(`many ${ROOT}`), files.get(`rival ${ROOT}`)]).toEqual([
    'many/page_2026-08.html',
    'rival.txt',
  ]);
  const page = { url: ROOT, text: '-> a\n-> gone', mediaType: '', bytes: new Uint8Array() };
  expect(planned?.follow?.links(page)).toEqual(['a']);
});
