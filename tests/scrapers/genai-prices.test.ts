import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import type { Statement } from '../../schema/statement.ts';
import { source } from '../../scrapers/genai-prices/index.ts';
import { normalize } from '../../src/normalize/index.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const URL_OF_LIST = 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/data.json';
const readText = (text: string): PageReading =>
  source.read(pageOf(URL_OF_LIST, 'text/plain; charset=utf-8', new TextEncoder().encode(text)));

type Fields = Record<string, unknown>;
const entry = (fields: Fields = {}): Fields => ({
  id: 'm-1',
  match: { equals: 'm-1' },
  prices: { input_mtok: 0.25, output_mtok: 2 },
  ...fields,
});
const read = (...models: unknown[]): PageReading => readText(JSON.stringify([{ id: 'seller', models }]));
const refused = (reading: PageReading): string[] =>
  reading.refused.map(({ reason, what }) => `${reason}: ${what}`);

/** What a statement comes to: value, unit and days, or why there is none. */
function meaningOf(statement: Statement): string {
  const result = normalize(statement);
  if (!result.ok) return `refused: ${result.reason}`;
  return result.claims
    .map(({ value, statedFrom, statedUntil }) =>
      [value.text, value.unit, statedFrom && `from ${statedFrom}`, statedUntil && `until ${statedUntil}`]
        .filter(Boolean)
        .join(' '),
    )
    .join('|');
}
const prices = ({ statements }: PageReading): string[] =>
  statements.filter((s) => s.means[0] === 'price').map((s) => `${s.scope} ${s.part}: ${meaningOf(s)}`);
const PER = 'USD per 1M tokens';

describe('one entry', () => {
  it('is an offering with prices per 1M tokens, and a limit that means the input or the window', () => {
    const reading = read(entry({ context_window: 400000, deprecated: true }));
    expect(reading.statements.map((s) => [s.means.join('|'), s.asWritten, meaningOf(s)].join(' · '))).toEqual(
      [
        'model · m-1 · m-1',
        'context_window|max_input · 400000 · 400000',
        `price · 0.25 · 0.25 ${PER}`,
        `price · 2 · 2.00 ${PER}`,
        'status · deprecated · deprecated',
      ],
    );
    expect(reading.statements[0]?.subject).toEqual({ kind: 'offering', provider: 'seller', id: 'm-1' });
  });

  it('reads components, media, lifetimes and units out of the keys', () => {
    const card = {
      input_audio_mtok: 1,
      output_image_mtok: 2,
      cache_audio_read_mtok: 3,
      cache_read_video_mtok: 4,
      cache_write_mtok: 5,
      cache_write_1h_mtok: 6,
      input_text_mtok: 7,
      requests_kcount: 12,
    };
    const said = prices(read(entry({ prices: card })));
    expect(said).toEqual([
      `USD input;modality=audio: 1.00 ${PER}`,
      `USD output;modality=image: 2.00 ${PER}`,
      `USD cache_read;modality=audio: 3.00 ${PER}`,
      `USD cache_read;modality=video: 4.00 ${PER}`,
      `USD cache_write: 5.00 ${PER}`,
      `USD cache_write;ttl=1h: 6.00 ${PER}`,
      `USD input: 7.00 ${PER}`,
      'USD request: 0.012 USD per request',
    ]);
  });

  it.each([
    'cache_mtok',
    'input_read_mtok',
    'cache_read_1h_mtok',
    'input_audio_image_mtok',
    'input_kcount',
    'mtok',
    'input_moon_mtok',
  ])('refuses the key %s, once a body, without the entry', (key) => {
    const reading = read(
      entry({ prices: { [key]: 1, output_mtok: 2 } }),
      entry({ id: 'm-2', prices: { [key]: 1 } }),
    );
    expect(refused(reading)).toEqual([`unknown-field: seller/m-1 prices.${key}`]);
    expect(prices(reading)).toEqual([`USD output: 2.00 ${PER}`]);
  });

  it('takes 0 for a price only where the id says free, and an empty card for none', () => {
    const card = { input_mtok: 0 };
    expect(prices(read(entry({ prices: card })))).toEqual(['USD input: unknown']);
    expect(prices(read(entry({ id: 'm-1:free', match: {}, prices: card })))).toEqual(['USD input: free']);
    expect(prices(read(entry({ id: 'm-1:free', prices: {} })))).toEqual([]);
  });

  it('reads bands that put the whole request at another price', () => {
    const input_mtok = {
      base: 2.5,
      tiers: [
        { start: 200000, price: 5 },
        { start: 500000, price: 7 },
      ],
    };
    const reading = read(entry({ prices: { input_mtok } }));
    expect(prices(reading)).toEqual([
      `USD input: 2.50 ${PER}`,
      `USD input;above=200000: 5.00 ${PER}`,
      `USD input;above=500000: 7.00 ${PER}`,
    ]);
    expect(reading.statements[2]?.quote).toBe('"id":"m-1" … "start":200000 … "price":5');
    const bad = {
      input_mtok: { base: 1, tiers: [{ start: 0, price: 2 }, { start: 5 }] },
      output_mtok: { base: 1 },
    };
    expect(refused(read(entry({ prices: bad })))).toEqual([
      'unknown-tier: seller/m-1 prices.input_mtok',
      'unknown-tier: seller/m-1 prices.input_mtok',
      'unknown-tier: seller/m-1 prices.output_mtok',
    ]);
  });
});

describe('names of the same price', () => {
  const match = {
    or: [
      { equals: 'M-1' },
      { equals: 'm-1-fast' },
      { starts_with: 'm' },
      { or: [{ equals: 'alias' }] },
      { regex: '.*' },
    ],
  };

  it('makes an offering of each whole name, once in whatever case, and none of a pattern', () => {
    const reading = read(entry({ match, context_window: 8 }));
    const models = reading.statements.filter((s) => s.means[0] === 'model');
    expect(models.map((s) => [s.subject.id, s.asWritten, s.quote].join(' '))).toEqual([
      'm-1 m-1 "id":"m-1"',
      'm-1-fast m-1-fast "id":"m-1" … "equals":"m-1-fast"',
      'alias alias "id":"m-1" … "equals":"alias"',
    ]);
    expect(reading.statements).toHaveLength(12);
    expect(reading.statements.at(-1)?.quote).toBe('"id":"m-1" … "equals":"alias" … "output_mtok":2');
  });

  it('takes the id as the entry writes it', () => {
    const models = read(entry({ id: 'M-1' })).statements.filter((s) => s.means[0] === 'model');
    expect(models.map((s) => s.subject.id)).toEqual(['M-1']);
  });

  it('refuses a clause that it does not know and a name that is none', () => {
    const odd = { or: [{ sounds_like: 'm' }, { equals: 5 }, { equals: '' }] };
    expect(refused(read(entry({ match: odd })))).toEqual([
      'unknown-field: seller/m-1 match.sounds_like',
      'bad-name: seller/m-1 match.equals',
      'bad-name: seller/m-1 match.equals',
    ]);
  });
});

describe('prices that change', () => {
  const dated = (...list: [unknown, Fields][]): PageReading =>
    read(
      entry({
        prices: list.map(([constraint, card]) => ({ ...(constraint ? { constraint } : {}), prices: card })),
      }),
    );
  const from = (start_date: string): Fields => ({ start_date });

  it('states each with the days between which it holds', () => {
    const reading = dated(
      [null, { input_mtok: 10 }],
      [from('2025-06-10'), { input_mtok: 2 }],
      [from('2026-09-01'), { input_mtok: 3 }],
    );
    expect(prices(reading)).toEqual([
      `USD input: 10.00 ${PER} until 2025-06-10T00:00:00Z`,
      `USD input: 2.00 ${PER} from 2025-06-10T00:00:00Z until 2026-09-01T00:00:00Z`,
      `USD input: 3.00 ${PER} from 2026-09-01T00:00:00Z`,
    ]);
    expect(reading.statements[2]?.quote).toBe(
      '"id":"m-1" … "start_date":"2025-06-10" … "start_date":"2026-09-01" … "input_mtok":2',
    );
  });

  it('joins what stays the same; a band that ends has its end', () => {
    const banded = { input_mtok: { base: 5, tiers: [{ start: 200000, price: 10 }] }, output_mtok: 1 };
    const later = { input_mtok: 5, output_mtok: 2 };
    expect(prices(dated([null, banded], [from('2026-03-13'), later]))).toEqual([
      `USD input: 5.00 ${PER}`,
      `USD input;above=200000: 10.00 ${PER} until 2026-03-13T00:00:00Z`,
      `USD output: 1.00 ${PER} until 2026-03-13T00:00:00Z`,
      `USD output: 2.00 ${PER} from 2026-03-13T00:00:00Z`,
    ]);
  });

  it('joins a price over two changes, from the day on which it began', () => {
    const list = ['2026-01-01', '2026-02-01', '2026-03-01'].map(from);
    const reading = dated(
      [null, { input_mtok: 1 }],
      [list[0], { input_mtok: 2 }],
      [list[1], { input_mtok: 2 }],
      [list[2], { input_mtok: 3 }],
    );
    expect(prices(reading)[1]).toBe(
      `USD input: 2.00 ${PER} from 2026-01-01T00:00:00Z until 2026-03-01T00:00:00Z`,
    );
  });

  it('lets the last of the list count: a card that never holds is left out', () => {
    expect(
      prices(
        dated(
          [null, { input_mtok: 1 }],
          [from('2026-05-01'), { input_mtok: 2 }],
          [from('2026-04-01'), { input_mtok: 3 }],
        ),
      ),
    ).toEqual([
      `USD input: 1.00 ${PER} until 2026-04-01T00:00:00Z`,
      `USD input: 3.00 ${PER} from 2026-04-01T00:00:00Z`,
    ]);
    expect(prices(dated([null, { input_mtok: 1 }], [null, { input_mtok: 2 }]))).toEqual([
      `USD input: 2.00 ${PER}`,
    ]);
  });

  it('lets the first card stand in before its own day', () => {
    expect(prices(dated([from('2026-01-01'), { input_mtok: 1 }]))).toEqual([`USD input: 1.00 ${PER}`]);
  });

  it('refuses a price that comes back, which one claim cannot say', () => {
    const reading = dated(
      [null, { input_mtok: 1 }],
      [from('2026-01-01'), { input_mtok: 2 }],
      [from('2026-02-01'), { input_mtok: 1 }],
    );
    expect(refused(reading)).toEqual(['price-returns: seller/m-1 prices.input_mtok']);
    expect(prices(reading)).toHaveLength(2);
  });

  it('puts hours of the day into the scope, for both cards', () => {
    const hours = { start_time: '00:30:00Z', end_time: '16:30:00Z' };
    expect(prices(dated([null, { input_mtok: 0.135 }], [hours, { input_mtok: 0.27 }]))).toEqual([
      `USD;window=16:30-00:30 UTC input: 0.135 ${PER}`,
      `USD;window=00:30-16:30 UTC input: 0.27 ${PER}`,
    ]);
  });

  it.each([
    ['a condition of another form', { weekday: 'Sunday' }],
    ['two conditions at once', { start_date: '2026-01-01', start_time: '00:30:00Z' }],
    ['a day that is none', { start_date: 'soon' }],
    ['hours without a zone', { start_time: '00:30:00', end_time: '16:30:00' }],
    ['hours that are all of the day', { start_time: '01:00:00Z', end_time: '01:00:00Z' }],
    ['no object', 'never'],
  ])('refuses %s with all prices of the entry', (_, constraint) => {
    const reading = dated([null, { input_mtok: 1 }], [constraint, { input_mtok: 2 }]);
    expect(refused(reading)).toEqual(['unknown-constraint: seller/m-1 prices']);
    expect(prices(reading)).toEqual([]);
  });

  it('refuses days and hours in one list, and more than one pair of hours', () => {
    const hours = { start_time: '00:30:00Z', end_time: '16:30:00Z' };
    const card = { input_mtok: 1 };
    for (const list of [
      [from('2026-01-01'), hours],
      [hours, null],
      [hours, hours],
    ]) {
      const reading = dated([null, card], ...list.map((constraint): [unknown, Fields] => [constraint, card]));
      expect(refused(reading)).toEqual(['unknown-constraint: seller/m-1 prices']);
    }
  });
});

describe('what is refused by name', () => {
  it('keys that nobody decided about, at every level', () => {
    const models = [entry({ moon: 1, prices: [{ prices: { input_mtok: 1 }, sun: 1 }] })];
    expect(refused(readText(JSON.stringify([{ id: 's', models, star: 1 }])))).toEqual([
      'unknown-field: s provider.star',
      'unknown-field: s/m-1 moon',
      'unknown-field: s/m-1 prices.sun',
    ]);
  });

  it('figures of another type, without their entry', () => {
    const reading = read(
      entry({ context_window: '128k', deprecated: 'yes', prices: { input_mtok: '-', output_mtok: -1 } }),
    );
    expect(refused(reading)).toEqual([
      'limit-not-number: seller/m-1 context_window',
      'flag-not-boolean: seller/m-1 deprecated',
      'price-not-number: seller/m-1 prices.input_mtok',
      'price-not-number: seller/m-1 prices.output_mtok',
    ]);
    expect(reading.statements.map((s) => s.means[0])).toEqual(['model']);
    expect(refused(read(entry({ prices: 5 })))).toEqual(['prices-not-object: seller/m-1 prices']);
  });

  it('an entry or provider that is none, alone', () => {
    const models = [5, entry({ id: '' }), entry({ id: 'a\u0000' }), entry()];
    expect(refused(readText(JSON.stringify([{ id: 's', models }, { models }, { id: 't' }])))).toEqual([
      'no-entry: s/0/models/0',
      'no-id: s/0/models/1',
      'bad-character: s/0/models/2',
      'no-models: /1',
      'no-models: /2',
    ]);
  });

  it.each([
    ['', 'not-json'],
    ['<!doctype html>', 'not-json'],
    ['{}', 'landmark-missing'],
    ['[]', 'landmark-missing'],
    ['[{"id":"s","models":[]}]', 'landmark-missing'],
    ['{"error":{"code":429}}', 'landmark-missing'],
  ])('the whole page where it is %j', (text, code) => {
    expect(() => readText(text)).toThrow(PageRefused);
    try {
      readText(text);
    } catch (error) {
      expect(error instanceof PageRefused && error.code).toBe(code);
    }
  });
});

const samples = new URL('../../../shared/samples/2026-07-01/', import.meta.url);
const recorded = fileURLToPath(new URL('genai-prices.json', samples));
const pairs = fileURLToPath(new URL('../../vectors/limit_pairs_dev.tsv', samples));

interface RawModel {
  id: string;
  context_window?: number;
  prices: Record<string, number | { base: number; tiers: { start: number; price: number }[] }>;
}
type Raw = { id: string; models: RawModel[] }[];

/** Figures of the day, looked up by hand: provider, id, scope, part, what stands there. */
const BY_HAND = [
  ['anthropic', 'claude-opus-4-6', 'USD', 'input', `5.00 ${PER}`],
  ['anthropic', 'claude-opus-4-6', 'USD', 'input;above=200000', `10.00 ${PER} until 2026-03-13T00:00:00Z`],
  ['anthropic', 'claude-sonnet-4-5', 'USD', 'output;above=200000', `22.50 ${PER}`],
  ['aws', 'regional.anthropic.claude-opus-4-6-v1:0', 'USD', 'cache_write;above=200000', `13.75 ${PER}`],
  ['google', 'gemini-2.5-pro', 'USD', 'cache_read;above=200000', `0.25 ${PER}`],
  ['google', 'gemini-2.5-flash', 'USD', 'input;modality=audio', `1.00 ${PER}`],
  ['google', 'gemini-2.5-flash', 'USD', 'cache_read;modality=audio', `0.10 ${PER}`],
  ['google', 'gemini-2.5-flash-latest', 'USD', 'output', `2.50 ${PER}`],
  ['openai', 'gpt-4o-realtime-preview', 'USD', 'output;modality=audio', `80.00 ${PER}`],
  ['openai', 'gpt-5.4', 'USD', 'input;above=272000', `5.00 ${PER}`],
  ['openai', 'o3-2025-04-16', 'USD', 'cache_read', `0.50 ${PER}`],
  ['deepseek', 'deepseek-r1-0528', 'USD;window=00:30-16:30 UTC', 'output', `2.19 ${PER}`],
  ['deepseek', 'deepseek-chat', 'USD;window=16:30-00:30 UTC', 'input', `0.135 ${PER}`],
  ['perplexity', 'sonar-pro', 'USD', 'request', '0.014 USD per request'],
  ['perplexity', 'sonar-reasoning', 'USD', 'output', `5.00 ${PER}`],
  ['fireworks', 'accounts/fireworks/models/kimi-k2p6', 'USD', 'input', `0.95 ${PER}`],
  ['huggingface_hyperbolic', 'deepseek-ai/deepseek-r1-0528-fast', 'USD', 'output', `3.00 ${PER}`],
  ['openrouter', 'qwen/qwen-2.5-72b-instruct', 'USD', 'output', `0.39 ${PER}`],
  ['cohere', 'command-r7b-12-2024', 'USD', 'input', `0.0375 ${PER}`],
  ['x-ai', 'grok-2-latest', 'USD', 'input', `2.00 ${PER}`],
] as const;

if (!existsSync(recorded)) console.warn(`skipped: ${recorded} is absent`);

describe.runIf(existsSync(recorded))('the recorded list', () => {
  // The body of a suite runs also where the suite is skipped.
  if (!existsSync(recorded)) return;
  const page = pageOf(URL_OF_LIST, 'application/json', readFileSync(recorded));
  const { statements, refused: refusals } = source.read(page);
  const keyOf = (s: Statement): string => [s.subject.provider, s.subject.id, s.scope, s.part].join(' ');
  const priced = new Map(statements.filter((s) => s.means[0] === 'price').map((s) => [keyOf(s), s]));
  const raw = JSON.parse(page.text) as Raw;

  it('gives every entry, refuses none, and each statement has its quote', () => {
    expect(raw.flatMap(({ models }) => models)).toHaveLength(1424);
    expect([...(source.entries?.(page) ?? [])]).toHaveLength(1424);
    expect(refusals).toEqual([]);
    expect(statements.filter((s) => s.means[0] === 'model').length).toBeGreaterThan(1900);
    const find = locator(page.text);
    for (const statement of statements) {
      if (!findsQuote(find, statement.quote, statement.locator)) throw new Error(statement.quote);
    }
    expect(statements.map(meaningOf).filter((meaning) => meaning.startsWith('refused'))).toEqual([]);
  });

  it.each(BY_HAND)('%s %s %s %s is %s', (provider, id, scope, part, meaning) => {
    const statement = priced.get([provider, id, scope, part].join(' '));
    expect(statement && meaningOf(statement)).toBe(meaning);
  });

  it('states what changes with the days of the change', () => {
    const sonnet = statements.filter(
      (s) => s.subject.provider === 'anthropic' && s.subject.id === 'claude-sonnet-5',
    );
    expect(sonnet.filter((s) => s.part === 'output').map(meaningOf)).toEqual([
      `10.00 ${PER} until 2026-09-01T00:00:00Z`,
      `15.00 ${PER} from 2026-09-01T00:00:00Z`,
    ]);
  });

  it('has the plain prices of every entry', () => {
    for (const { id: provider, models } of raw) {
      for (const { id, prices: card } of models) {
        if (Array.isArray(card)) continue;
        for (const [key, part] of [
          ['input_mtok', 'input'],
          ['output_mtok', 'output'],
        ] as const) {
          const price = card[key];
          const expected = typeof price === 'object' ? price.base : price;
          const written = priced.get([provider, id, 'USD', part].join(' '))?.asWritten;
          expect(written === undefined ? undefined : Number(written), `${provider}/${id} ${part}`).toBe(
            expected,
          );
        }
      }
    }
  });

  it.runIf(existsSync(pairs))('has the limit of every pair that an independent count found', () => {
    const limits = statements.filter((s) => s.means[0] === 'context_window');
    const known = new Set(limits.map((s) => `${s.subject.id?.toLowerCase()} ${s.asWritten}`));
    const rows = readFileSync(pairs, 'utf8')
      .split('\n')
      .map((line) => line.split('\t'));
    const own = rows.filter(([pair]) => pair?.endsWith('|genai-prices'));
    expect(own).toHaveLength(53);
    expect(own.filter(([, , id, , , , value]) => !known.has(`${id} ${value}`))).toEqual([]);
  });
});
if (!existsSync(recorded)) console.log(`genai-prices.test.ts: no recorded list, ${recorded} is absent`);
