import { expect, test } from 'vitest';
import type { Alarm } from '../../schema/outputs.ts';
import type { Page, Source } from '../../schema/source.ts';
import type { FetchOutcome } from '../../src/fetch/types.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { tryPage } from '../../src/pipeline/try.ts';
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

const SIZES = ['mini', 'nano', 'pro', 'codex', 'micro', 'turbo', 'max', 'large'];
const offering = (id: string, ...scopes: string[]): string[] => [
  `offering|Groq|${id}|model|||GPT-4.1`,
  ...scopes.flatMap((scope) =>
    ['input', 'output'].map((part) => `offering|Groq|${id}|price|${scope}|${part}|1.5`),
  ),
];
/** Eight offerings of three statements each, as a page in Markdown lists them. */
const SOLD = SIZES.flatMap((id) => offering(id, 'USD'));
/** Three of them have prices in batches and in euros too. */
const TIERS = SIZES.flatMap((id, at) => offering(id, 'USD', ...(at < 3 ? ['USD;tier=batch', 'EUR'] : [])));
const TIERED = [...TIERS, ...WHOLE];
/** A page that ends in the middle, at the end of a line. */
const cutAt = (whole: readonly string[], share: number): string => {
  const text = page(...whole);
  return text.slice(0, text.lastIndexOf('\n', text.length * share) + 1);
};
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
  /** What the page says before; eighteen statements unless said otherwise. */
  first?: readonly string[];
  shown: string | FetchOutcome;
  more?: Readonly<Record<string, string>>;
}

/** A round that is accepted, then one that trips: what it said, and that it changed no claim and no fact. */
async function tripped(database: Database, trial: Trial): Promise<Alarm[]> {
  const { source: over = {}, first: said = WHOLE, shown, more = {} } = trial;
  const source = many(over);
  const network = new MemoryNetwork();
  network.show(URL_OF, page(...said));
  const { deps } = rig(database, [source], network);
  const first = await refresh(deps, [source], live);
  expect(first.sources[0]).toMatchObject({ outcome: 'changed', alarms: [], claims: { live: said.length } });
  expect(first.alarms).toEqual([]);
  const before = await checksum(database.db);
  network.show(URL_OF, shown);
  for (const [path, text] of Object.entries(more)) network.show(`https://many.test/${path}`, text);
  const second = await refresh(deps, [source], live);
  expect(second.sources[0]?.claims).toEqual({ opened: 0, closed: 0, live: said.length });
  expect(await checksum(database.db)).toEqual(before);
  network.show(URL_OF, page(...said));
  expect((await refresh(deps, [source], live)).sources[0]?.alarms).toEqual([]);
  return [...(second.sources[0]?.alarms ?? []), ...second.alarms];
}

const without = (attribute: string): string => page(...WHOLE.filter((line) => !line.includes(attribute)));
const links = (body: Page): string[] =>
  [...body.text.matchAll(/^-> (.+)$/gmu)].map((found) => found[1] ?? '');

type Row = [gate: string, reason: string, why: string, trial: Trial];
const TRIALS: readonly Row[] = [
  ['page', 'http-503', 'status 503', { shown: answered(503, 'text/html', html('Down')) }],
  ['page', 'http-404', 'status 404', { shown: answered(404, 'text/html', html('Gone')) }],
  ['page', 'media-type', 'application/pdf', { shown: answered(200, 'application/pdf', '%PDF-1.7 lines') }],
  ['page', 'media-type', 'body is json', { source: { media: ['text'] }, shown: '{"error":{"code":429}}' }],
  ['page', 'media-type', 'calls it text/html', { shown: answered(200, 'text/html', '{"error":"no"}') }],
  ['page', 'challenge', 'check for robots', { shown: html('Just a moment...', '<p>Checking</p>') }],
  [
    'page',
    'challenge',
    'hardly any text',
    {
      shown: html(
        'Prices | Many',
        '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
      ),
    },
  ],
  ['page', 'challenge', '"Just a moment..."', { shown: html('Prices | Many', '<p>Just a moment...</p>') }],
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
  ['volume', 'loss', '14 claims are left of the 24', { first: SOLD, shown: cutAt(SOLD, 0.6) }],
  ['volume', 'loss', '10 claims are left of the 24', { first: SOLD, shown: cutAt(SOLD, 0.42) }],
  ['volume', 'loss', 'at least 85 % are expected', { first: SOLD, shown: page(...SOLD.slice(0, 20)) }],
  [
    'volume',
    'vanished',
    '4 of 6 subjects',
    {
      shown: page(...['GPT-5', 'GPT-4.1', 'Qwen3 8B', 'Qwen3 14B', 'Qwen3 32B', 'Qwen3 4B'].flatMap(model)),
    },
  ],
  ['volume', 'attribute-gone', 'no released is left', { shown: without('released') }],
  ...['USD;tier=batch', 'EUR'].map(
    (scope): Row => [
      'volume',
      'attribute-gone',
      `no price in ${scope} is left of 6, and 3 subjects`,
      { first: TIERED, shown: page(...TIERED.filter((line) => !line.includes(`|${scope}|`))) },
    ],
  ),
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

  test('a loss of less than 15 %, and a tier of few prices that ends, are ordinary changes', async () => {
    const database = await open();
    const source = many();
    const network = new MemoryNetwork();
    const { deps } = rig(database, [source], network);
    const round = async (...said: string[]) => {
      network.show(URL_OF, page(...said));
      return (await refresh(deps, [source], live)).sources[0];
    };
    await round(...SOLD, ...offering('one', 'EUR'), ...offering('two', 'EUR'));
    expect(await round(...SOLD, ...offering('one'), ...offering('two'))).toMatchObject({
      alarms: [],
      claims: { closed: 4, live: 26 },
    });
    expect(await round(...SOLD.slice(0, 23))).toMatchObject({ alarms: [], claims: { closed: 3, live: 23 } });
    await database.close();
  });

  test('a document that lost too much is refused alone, each time, and its claims stay', async () => {
    const database = await open();
    const source = many({ follow: { links, most: 2 } });
    const network = new MemoryNetwork();
    const second = 'https://many.test/sold';
    network.show(URL_OF, page(...WHOLE, '-> sold'));
    network.show(second, page(...SOLD));
    const { deps } = rig(database, [source], network);
    await refresh(deps, [source], live);
    network.show(URL_OF, page(...WHOLE.slice(0, 17), '-> sold'));
    network.show(second, cutAt(SOLD, 0.6));
    for (const closed of [1, 0]) {
      const [report] = (await refresh(deps, [source], live)).sources;
      expect(report).toMatchObject({ outcome: 'partial', claims: { closed, live: 41 } });
      expect(report?.alarms).toMatchObject([{ reason: 'loss', where: second }]);
    }
    const taken = await refresh(deps, [source], { ...live, acceptLoss: true });
    expect(taken.sources[0]).toMatchObject({ alarms: [], claims: { closed: 10, live: 31 } });
    await database.close();
  });

  test('a page under its floor says what was refused of its rows, most frequent first', async () => {
    const database = await open();
    const rows = (reason: string, count: number) =>
      Array.from({ length: count }, (_, at) => ({ reason, what: `row ${at}`, quote: `€ ${at}` }));
    const refused = [...rows('bad-name', 1), ...rows('other-currency', 12)];
    const source = many({ floor: 20, read: () => ({ statements: [], refused }) });
    const network = new MemoryNetwork();
    network.show(URL_OF, page('left'));
    const { deps } = rig(database, [source], network);
    const detail =
      '0 statements were read, at least 20 are expected of a whole page; refused: other-currency 12 times, such as "€ 0"';
    expect((await refresh(deps, [source], live)).sources[0]?.alarms.map(({ why }) => why)).toEqual([detail]);
    const bytes = new TextEncoder().encode('lines\n');
    const tried = tryPage(source, { url: URL_OF, bytes, text: 'lines\n', mediaType: 'text/plain' });
    expect(tried).toMatchObject({ verdict: 'refused', reasons: [`volume: ${detail}`], refused });
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
