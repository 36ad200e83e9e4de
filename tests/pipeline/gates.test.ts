import { expect, test } from 'vitest';
import type { Alarm } from '../../schema/outputs.ts';
import type { Page, Source } from '../../schema/source.ts';
import type { FetchOutcome } from '../../src/fetch/types.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { checksum } from '../../src/store/checksum.ts';
import type { Database } from '../../src/store/connect.ts';
import { onBothDatabases } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const live = { world: 'live', command: 'test' } as const;
const URL_OF = 'https://many.test/page';
const NAMES = ['GPT-5', 'GPT-4.1', 'GPT-4o', 'GPT-4', 'GPT-5.1', 'GPT-5.2'];

const model = (name: string): string[] => [
  `model||${name}|context_window|||128k`,
  `model||${name}|max_output|||16k`,
  `model||${name}|released|||2025-06-17`,
];
/** Eighteen statements about six models. */
const WHOLE = NAMES.flatMap(model);
const page = (...changed: string[]): string => lines(...changed);
const html = (title: string, body = ''): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`;

/** Where a page gives a mark of its own, the reader refuses it as one that has something left over. */
const base = lineSource('many');
function read(body: Page) {
  if (body.text.includes('left over'))
    refusePage('leftover', '1 of 19 pieces were not accounted for: "left over"');
  return base.read(body);
}
const many = (over: Partial<Source> = {}): Source => lineSource('many', { read, floor: 3, ...over });

const answered = (status: number, type: string, body: string): FetchOutcome => ({
  ...{ finalUrl: URL_OF, hops: [], status, headers: { 'content-type': type } },
  ...(status === 200 ? { outcome: 'ok' as const } : { outcome: 'http-error' as const }),
  bytes: new TextEncoder().encode(body),
});

interface Trial {
  source?: Partial<Source>;
  shown: string | FetchOutcome;
  more?: Readonly<Record<string, string>>;
}

/** A round that is accepted, then one that trips: what it said, and that it changed no claim and no fact. */
async function tripped(database: Database, { source: over = {}, shown, more = {} }: Trial): Promise<Alarm[]> {
  const source = many(over);
  const network = new MemoryNetwork();
  network.show(URL_OF, page(...WHOLE));
  const { deps } = rig(database, [source], network);
  const first = await refresh(deps, [source], live);
  expect(first.sources[0]).toMatchObject({ outcome: 'changed', alarms: [], claims: { live: 18 } });
  expect(first.alarms).toEqual([]);
  const before = await checksum(database.db);
  network.show(URL_OF, shown);
  for (const [path, text] of Object.entries(more)) network.show(`https://many.test/${path}`, text);
  const second = await refresh(deps, [source], live);
  expect(second.sources[0]?.claims).toEqual({ opened: 0, closed: 0, live: 18 });
  expect(await checksum(database.db)).toEqual(before);
  network.show(URL_OF, page(...WHOLE));
  expect((await refresh(deps, [source], live)).sources[0]?.alarms).toEqual([]);
  return [...(second.sources[0]?.alarms ?? []), ...second.alarms];
}

const without = (attribute: string): string => page(...WHOLE.filter((line) => !line.includes(attribute)));
const links = (body: Page): string[] =>
  [...body.text.matchAll(/^-> (.+)$/gmu)].map((found) => found[1] ?? '');

const TRIALS: readonly [gate: string, reason: string, why: string, trial: Trial][] = [
  ['page', 'http-503', 'status 503', { shown: answered(503, 'text/html', html('Down')) }],
  ['page', 'http-404', 'status 404', { shown: answered(404, 'text/html', html('Gone')) }],
  ['page', 'media-type', 'application/pdf', { shown: answered(200, 'application/pdf', '%PDF-1.7 lines') }],
  ['page', 'media-type', 'body is json', { source: { media: ['text'] }, shown: '{"error":{"code":429}}' }],
  ['page', 'media-type', 'calls it text/html', { shown: answered(200, 'text/html', '{"error":"no"}') }],
  ['page', 'challenge', 'check for robots', { shown: html('Just a moment...', '<p>Checking</p>') }],
  ['page', 'challenge', 'hardly any text', { shown: html('Prices', '<div class="h-captcha"></div>') }],
  ['page', 'consent', 'asks for consent', { shown: html('Before you continue', '<form>Accept</form>') }],
  ['page', 'login', 'asks to log in', { shown: html('Log in | Many', '<input type="password">') }],
  ['page', 'soft-404', 'not found', { shown: html('Many — Page not found', '<p>Sorry</p>') }],
  ['page', 'language', '"fr-FR"', { shown: html('Tarifs').replace('lang="en"', 'lang="fr-FR"') }],
  ['page', 'empty-body', 'empty', { shown: ' \n' }],
  ['page', 'landmark', 'first line', { shown: 'something else' }],
  ['shape', 'leftover', 'left over', { shown: page(...WHOLE, 'left over') }],
  ['volume', 'volume', 'at least 3', { shown: page(...WHOLE.slice(0, 2)) }],
  [
    'volume',
    'volume',
    '5 claims of released',
    { source: { floors: { released: 6 } }, shown: page(...WHOLE.slice(0, 17)) },
  ],
  ['volume', 'loss', '6 claims are left of the 18', { shown: page(...WHOLE.slice(0, 6)) }],
  [
    'volume',
    'vanished',
    '4 of 6 subjects',
    {
      shown: page(...['GPT-5', 'GPT-4.1', 'Qwen3 8B', 'Qwen3 14B', 'Qwen3 32B', 'Qwen3 4B'].flatMap(model)),
    },
  ],
  ['volume', 'attribute-gone', 'no released is left', { shown: without('released') }],
  [
    'volume',
    'paging-ended-early',
    'ENOTFOUND',
    {
      source: { follow: { links, most: 3 }, paged: { entries: () => 1 } },
      shown: page(...WHOLE, '-> ?2'),
    },
  ],
  [
    'volume',
    'paging-total',
    '2 entries, and 3 are announced',
    {
      source: {
        follow: { links, most: 3 },
        paged: { entries: () => 1, total: (body) => (links(body).length > 0 ? 3 : undefined) },
      },
      shown: page(...WHOLE, '-> ?2'),
      more: { 'page?2': page(...model('GPT-3.5')) },
    },
  ],
  [
    'volume',
    'too-many-links',
    'follow.most is 0',
    {
      source: { follow: { links, most: 0 } },
      shown: page(...WHOLE, '-> ?2'),
    },
  ],
];

onBothDatabases('a gate trips alone', (open) => {
  test.each(TRIALS)('%s: %s (%s)', async (gate, reason, why, trial) => {
    const database = await open();
    const alarms = await tripped(database, trial);
    expect(alarms.map((alarm) => [alarm.gate, alarm.reason])).toEqual([[gate, reason]]);
    const [alarm] = alarms;
    expect(alarm?.why).toContain(why);
    expect(alarm?.where).toMatch(/^many$|^https:\/\/many\.test\/page/u);
    for (const text of Object.values(alarm ?? {})) expect(text).not.toBe('');
    await database.close();
  });

  test('held: a price that jumps is kept back', async () => {
    const database = await open();
    const source = many({ floor: 1 });
    const network = new MemoryNetwork();
    const { deps } = rig(database, [source], network);
    const price = (value: string) => page(`offering|Groq|gpt-5|price|USD|input|${value}`);
    network.show(URL_OF, price('0.15'));
    await refresh(deps, [source], live);
    network.show(URL_OF, price('15000'));
    const { alarms, sources } = await refresh(deps, [source], live);
    expect(alarms.map(({ gate, where }) => [gate, where])).toEqual([['held', 'groq/gpt-5 price USD']]);
    expect(alarms[0]?.next).toMatch(/modelfacts review show \d+/u);
    expect(sources[0]?.alarms).toEqual([]);
    expect((await refresh(deps, [source], live)).alarms).toEqual([]);
    await database.close();
  });

  test('invariant: a window that is a slip of that of its model', async () => {
    const database = await open();
    const source = many({ floor: 1 });
    const network = new MemoryNetwork();
    const { deps } = rig(database, [source], network);
    network.show(
      URL_OF,
      page(
        'model||gemini-2.5-flash|context_window|||1048576',
        'offering|Groq|thing|model|||gemini-2.5-flash',
        'offering|Groq|thing|context_window|||1048756',
      ),
    );
    const { alarms, sources } = await refresh(deps, [source], live);
    expect(alarms.map(({ gate, where }) => [gate, where])).toEqual([
      ['invariant', 'groq/thing context_window'],
    ]);
    expect(sources[0]?.alarms).toEqual([]);
    await database.close();
  });

  test('a loss that somebody looked at is taken once', async () => {
    const database = await open();
    const source = many();
    const network = new MemoryNetwork();
    network.show(URL_OF, page(...WHOLE));
    const { deps } = rig(database, [source], network);
    await refresh(deps, [source], live);
    network.show(URL_OF, page(...WHOLE.slice(0, 6)));
    const refused = await refresh(deps, [source], live);
    expect(refused.sources[0]?.alarms[0]?.next).toContain('modelfacts refresh many --accept-loss');
    const taken = await refresh(deps, [source], { ...live, acceptLoss: true });
    expect(taken.sources[0]).toMatchObject({
      outcome: 'changed',
      alarms: [],
      claims: { closed: 12, live: 6 },
    });
    await database.close();
  });
});
