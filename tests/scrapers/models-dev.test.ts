import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import type { Statement } from '../../schema/statement.ts';
import { source } from '../../scrapers/models-dev/index.ts';
import { normalize } from '../../src/normalize/index.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const URL_OF_LIST = 'https://models.dev/api.json';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const readText = (text: string): PageReading =>
  source.read(pageOf(URL_OF_LIST, 'application/json', bytesOf(text)));

type Fields = Record<string, unknown>;
const row = (fields: Fields = {}): Fields => ({
  id: 'm-1',
  name: 'M 1',
  limit: { context: 131072, output: 8192 },
  cost: { input: 0.25, output: 2 },
  ...fields,
});
const read = (fields: Fields = {}, provider = 'seller'): PageReading =>
  readText(
    JSON.stringify({ [provider]: { id: provider, models: { [String(fields.id ?? 'm-1')]: row(fields) } } }),
  );

const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) => [s.means.join('|'), s.scope, s.part, s.asWritten].join(' · '));
const of = (reading: PageReading, attribute: string): string[] =>
  brief(reading).filter((line) => line.startsWith(`${attribute} `));
const refused = (reading: PageReading): string[] =>
  reading.refused.map(({ reason, what }) => `${reason}: ${what}`);

/** What a statement comes to: the value's text, or why there is none. */
const meaningOf = (statement: Statement): string => {
  const result = normalize(statement);
  return result.ok ? result.claims.map(({ value }) => value.text).join('|') : `refused: ${result.reason}`;
};
const prices = (reading: PageReading): string[] =>
  reading.statements.filter((s) => s.means[0] === 'price').map((s) => `${s.scope} ${s.part} ${meaningOf(s)}`);

describe('one row', () => {
  it('is an offering under the ids of the catalogue, with limits and prices per 1M tokens', () => {
    const reading = read({ limit: { context: 400000, input: 272000, output: 128000 } });
    expect(brief(reading)).toEqual([
      'model ·  ·  · m-1',
      'context_window ·  ·  · 400000',
      'max_input ·  ·  · 272000',
      'max_output ·  ·  · 128000',
      'price · USD · input · 0.25',
      'price · USD · output · 2',
    ]);
    const [model, ...others] = reading.statements.map(({ subject }) => subject);
    expect(model).toEqual({ kind: 'offering', provider: 'seller', id: 'm-1', name: 'M 1' });
    expect(new Set(others.map((subject) => JSON.stringify(subject)))).toEqual(
      new Set(['{"kind":"offering","provider":"seller","id":"m-1"}']),
    );
    expect(prices(reading)).toEqual(['USD input 0.25', 'USD output 2.00']);
  });

  it('has its label in the quote that states the model, where that can be read', () => {
    const modelIn = (name: unknown) => read({ name }).statements[0];
    expect(modelIn(' M 1')).toMatchObject({ subject: { name: 'M 1' }, quote: '"id":"m-1" … "name":" M 1"' });
    for (const name of [undefined, null, 7, '', ' ', 'M\u00001']) {
      expect(modelIn(name)?.subject).not.toHaveProperty('name');
      expect(modelIn(name)?.quote).toBe('"id":"m-1"');
    }
  });

  it('says nothing of a limit of 0', () => {
    const reading = read({ limit: { context: 0, output: 0 } });
    expect(brief(reading).filter((line) => /context|max_/u.test(line))).toEqual([]);
  });

  it('states every component in its part, and numbers as they stand', () => {
    const text =
      '{"s":{"id":"s","models":{"m":{"id":"m","cost":{"input":2.50,"reasoning":3e-1,"cache_read":0.1,"cache_write":4,"input_audio":5,"output_audio":6}}}}}';
    expect(of(readText(text), 'price')).toEqual([
      'price · USD · input · 2.50',
      'price · USD · reasoning · 3e-1',
      'price · USD · cache_read · 0.1',
      'price · USD · cache_write · 4',
      'price · USD · input;modality=audio · 5',
      'price · USD · output;modality=audio · 6',
    ]);
  });

  it('reads bands above a size, and the old key only where no tiers are written', () => {
    const tiers = [
      { tier: { type: 'context', size: 32000 }, input: 2 },
      { tier: { size: 128000 }, input: 3, input_audio: 4 },
    ];
    const over = { input: 9 };
    expect(of(read({ cost: { input: 1, tiers, context_over_200k: over } }), 'price')).toEqual([
      'price · USD · input · 1',
      'price · USD · input;above=32000 · 2',
      'price · USD · input;above=128000 · 3',
      'price · USD · input;above=128000;modality=audio · 4',
    ]);
    expect(of(read({ cost: { input: 1, context_over_200k: over } }), 'price')).toEqual([
      'price · USD · input · 1',
      'price · USD · input;above=200000 · 9',
    ]);
  });

  it('puts a mode into the tier that its request asks for', () => {
    const mode = (body: Fields): Fields => ({ cost: { input: 5 }, provider: { body } });
    const modes = { fast: mode({ service_tier: 'priority' }), quick: mode({ speed: 'fast' }) };
    const reading = read({ cost: { input: 1 }, experimental: { modes } });
    expect(prices(reading)).toEqual([
      'USD input 1.00',
      'USD;tier=priority input 5.00',
      'USD;tier=fast input 5.00',
    ]);
    expect(reading.statements.at(-1)?.quote).toBe('"id":"m-1" … "speed":"fast" … "input":5');
    expect(refused(read({ experimental: { modes: { odd: mode({ thinking: 1 }) } } }))).toEqual([
      'unknown-mode: seller/m-1 experimental.modes.odd.cost',
    ]);
  });

  it('takes 0 for a price only where the id says free', () => {
    const cost = { input: 0, output: 0 };
    expect(prices(read({ cost }))).toEqual(['USD input unknown', 'USD output unknown']);
    for (const id of ['m:free', 'm-free', 'auto/free']) {
      expect(prices(read({ id, cost }))).toEqual(['USD input free', 'USD output free']);
    }
    expect(prices(read({ id: 'freeform', cost: { input: 0.1, output: 0.0 } }))).toEqual([
      'USD input 0.10',
      'USD output unknown',
    ]);
  });

  it('says yes to listed media and no to the others that the catalogue knows', () => {
    const reading = read({ modalities: { input: ['text', 'image'], output: ['text'] } });
    const said = reading.statements
      .filter((s) => s.means[0] === 'modality')
      .map((s) => `${s.scope} ${meaningOf(s)}`);
    expect(said).toEqual([
      ...['input=text yes', 'input=image yes', 'input=audio no', 'input=video no', 'input=pdf no'],
      ...['output=text yes', 'output=audio no', 'output=image no', 'output=video no', 'output=pdf no'],
    ]);
    expect(of(reading, 'modality')[2]).toBe('modality · input=audio ·  · ["text","image"]');
    expect(refused(read({ modalities: { input: [], output: 'text' } }))).toEqual([
      'unknown-media: seller/m-1 modalities.input',
      'unknown-media: seller/m-1 modalities.output',
    ]);
  });

  it('states abilities that are there, missing and not spoken of', () => {
    const reading = read({ reasoning: false, tool_call: true });
    const said = reading.statements
      .filter((s) => s.means[0] === 'capability')
      .map((s) => `${s.scope} ${meaningOf(s)}`);
    expect(said).toEqual(['reasoning no', 'function_calling yes', 'tool_use yes']);
  });

  it('states dates and status as they stand', () => {
    const reading = read({ knowledge: '2025-04', release_date: '2025-12-22', status: 'beta' });
    const said = reading.statements.map((s) => `${s.means[0]} ${meaningOf(s)}`);
    expect(said).toEqual(
      expect.arrayContaining(['knowledge_cutoff 2025-04', 'released 2025-12-22', 'status preview']),
    );
  });
});

describe('what is refused by name', () => {
  it('a key that nobody decided about, once a body', () => {
    const models = { 'm-1': row({ moon: 1 }), 'm-2': row({ id: 'm-2', moon: 2, cost: { stars: 1 } }) };
    expect(refused(readText(JSON.stringify({ s: { id: 's', models, sun: 1 } })))).toEqual([
      'unknown-field: s provider.sun',
      'unknown-field: s/m-1 moon',
      'unknown-field: s/m-2 cost.stars',
    ]);
  });

  it.each([
    [
      'a limit in words',
      { limit: { context: 'Contact sales' } },
      'limit-not-number: seller/m-1 limit.context',
    ],
    ['a price in words', { cost: { input: '-' } }, 'price-not-number: seller/m-1 cost.input'],
    ['a price below 0', { cost: { input: -1 } }, 'price-below-zero: seller/m-1 cost.input'],
    [
      'a band without a size',
      { cost: { tiers: [{ tier: {}, input: 1 }] } },
      'unknown-tier: seller/m-1 cost.tiers',
    ],
    [
      'a band of something else',
      { cost: { tiers: [{ tier: { type: 'output', size: 5 }, input: 1 }] } },
      'unknown-tier: seller/m-1 cost.tiers',
    ],
    ['a flag in words', { reasoning: 'yes' }, 'flag-not-boolean: seller/m-1 reasoning'],
    ['a date that is a number', { knowledge: 2025 }, 'not-text: seller/m-1 knowledge'],
  ])('%s, without its row', (_, fields, what) => {
    const reading = read(fields);
    expect(refused(reading)).toEqual([what]);
    expect(brief(reading)).toContain('model ·  ·  · m-1');
  });

  it('a price under a spelling that the catalogue has not is left alone', () => {
    expect(
      of(read({ cost: { input: 1, cached_input: 0.1, cache_input: 0.1, request: 5, image: 2 } }), 'price'),
    ).toEqual(['price · USD · input · 1']);
  });

  it('a row or provider that is none, alone', () => {
    const models = {
      a: row({ id: 'a' }),
      b: row({ id: 'c' }),
      d: 5,
      e: row({ id: '' }),
      'f\u0000': row({ id: 'f\u0000' }),
    };
    const reading = readText(
      JSON.stringify({ s: { id: 's', models }, t: { id: 't' }, u: { id: 'x', models } }),
    );
    expect(refused(reading)).toEqual([
      'two-ids: s/b calls itself c',
      'no-entry: s/d',
      'no-id: s/e',
      'bad-character: s/f\ufffd',
      'no-models: t',
      'two-ids: u',
    ]);
    expect(of(reading, 'model')).toEqual(['model ·  ·  · a']);
  });

  it('a key that stands twice', () => {
    const text =
      '{"s":{"id":"s","models":{"m":{"id":"m","limit":{"context":1,"context":2},"cost":{"input":3}},"n":{"id":"n"},"n":{"id":"n"}}},"t":{},"t":{}}';
    const reading = readText(text);
    expect(refused(reading)).toEqual([
      'duplicate-key: t',
      'duplicate-key: s n',
      'duplicate-key: s/m limit.context',
    ]);
    expect(brief(reading)).toEqual(['model ·  ·  · m', 'price · USD · input · 3']);
  });

  it('takes __proto__ and constructor for names like any other', () => {
    const text =
      '{"__proto__":{"id":"__proto__","models":{"constructor":{"id":"constructor","cost":{"input":1}}}}}';
    const [first] = readText(text).statements;
    expect(first?.subject).toEqual({ kind: 'offering', provider: '__proto__', id: 'constructor' });
  });

  it.each([
    ['', 'not-json'],
    ['<!doctype html>', 'not-json'],
    ['[]', 'landmark-missing'],
    ['{}', 'landmark-missing'],
    ['{"error":{"code":429}}', 'landmark-missing'],
    ['{"s":{"id":"s","models":{}}}', 'landmark-missing'],
  ])('the whole page where it is %j', (text, code) => {
    expect(() => readText(text)).toThrow(PageRefused);
    try {
      readText(text);
    } catch (error) {
      expect(error instanceof PageRefused && error.code).toBe(code);
    }
  });
});

const recorded = fileURLToPath(
  new URL('../../../shared/samples/2026-07-01/models-dev.json', import.meta.url),
);

interface RawRow {
  limit: Record<string, number>;
  cost?: Record<string, unknown>;
  modalities: { input: string[] };
  tool_call: boolean;
  knowledge?: string;
}
type Raw = Record<string, { models: Record<string, RawRow> }>;

/** Figures of the day, looked up by hand: provider, id, attribute, scope, part, value. */
const BY_HAND = [
  ['openai', 'gpt-5.4', 'context_window', '', '', '1050000'],
  ['openai', 'gpt-5.4', 'max_input', '', '', '922000'],
  ['openai', 'gpt-5.4', 'max_output', '', '', '128000'],
  ['openai', 'gpt-5.4', 'price', 'USD', 'input', '2.50'],
  ['openai', 'gpt-5.4', 'price', 'USD', 'output;above=272000', '22.50'],
  ['openai', 'gpt-5.4', 'price', 'USD;tier=priority', 'output', '30.00'],
  ['openai', 'gpt-5.4', 'knowledge_cutoff', '', '', '2025-08-31'],
  ['anthropic', 'claude-opus-4-6', 'price', 'USD;tier=fast', 'input', '30.00'],
  ['anthropic', 'claude-opus-4-6', 'price', 'USD', 'cache_write', '6.25'],
  ['google', 'gemini-2.5-flash', 'price', 'USD', 'input;modality=audio', '1.00'],
  ['google', 'gemini-2.5-flash', 'modality', 'input=pdf', '', 'yes'],
  ['google', 'gemini-2.5-flash', 'modality', 'output=image', '', 'no'],
  ['zai-coding-plan', 'glm-4.7', 'price', 'USD', 'input', 'unknown'],
  ['lmstudio', 'openai/gpt-oss-20b', 'price', 'USD', 'output', 'unknown'],
  ['opencode', 'glm-4.7-free', 'price', 'USD', 'input', 'free'],
  ['opencode', 'glm-4.7-free', 'status', '', '', 'deprecated'],
  ['mistral', 'mistral-embed', 'price', 'USD', 'output', 'unknown'],
  ['aihubmix', 'doubao-seed-2-0-lite-260428', 'price', 'USD', 'input;above=128000;modality=audio', '3.804'],
  ['nano-gpt', 'gemini-2.5-pro', 'context_window', '', '', '1048756'],
  ['amazon-bedrock', 'us.anthropic.claude-opus-4-6-v1', 'released', '', '', '2026-02-05'],
  ['perplexity', 'sonar-deep-research', 'price', 'USD', 'reasoning', '3.00'],
  ['anthropic', 'claude-3-5-sonnet-20240620', 'capability', 'tool_use', '', 'yes'],
] as const;

if (!existsSync(recorded)) console.warn(`skipped: ${recorded} is absent`);

describe.runIf(existsSync(recorded))('the recorded list', () => {
  // The body of a suite runs also where the suite is skipped.
  if (!existsSync(recorded)) return;
  const page = pageOf(URL_OF_LIST, 'application/json', readFileSync(recorded));
  const readings = [...source.read(page).statements];
  const refusals = source.read(page).refused;
  const said = new Map(
    readings.map((s) => [[s.subject.provider, s.subject.id, s.means[0], s.scope, s.part].join(' '), s]),
  );
  const raw = JSON.parse(page.text) as Raw;
  const rows = Object.entries(raw).flatMap(([provider, { models }]) =>
    Object.entries(models).map(([id, fields]) => ({ provider, id, fields })),
  );

  it('gives every row, refuses none, and each statement has its quote', () => {
    expect(rows).toHaveLength(5276);
    expect([...(source.entries?.(page) ?? [])]).toHaveLength(5276);
    expect(refusals).toEqual([]);
    expect(readings.filter((s) => s.means[0] === 'model')).toHaveLength(5276);
    const find = locator(page.text);
    for (const statement of readings.filter((_, at) => at % 20 === 0)) {
      if (!findsQuote(find, statement.quote, statement.locator)) throw new Error(statement.quote);
    }
  });

  it.each(BY_HAND)('%s %s %s %s %s is %s', (provider, id, attribute, scope, part, value) => {
    const statement = said.get([provider, id, attribute, scope, part].join(' '));
    expect(statement && meaningOf(statement)).toBe(value);
  });

  it('has the limits, the plain prices, the media and the tools of every row', () => {
    for (const { provider, id, fields } of rows) {
      const figure = (...key: string[]): number | undefined => {
        const written = said.get([provider, id, ...key].join(' '))?.asWritten;
        return written === undefined ? undefined : Number(written);
      };
      expect(figure('context_window', '', '') ?? 0, `${provider}/${id}`).toBe(fields.limit.context);
      expect(figure('max_output', '', '') ?? 0).toBe(fields.limit.output);
      expect(figure('price', 'USD', 'input')).toBe(fields.cost?.input);
      expect(figure('price', 'USD', 'output')).toBe(fields.cost?.output);
      const tools = said.get([provider, id, 'capability', 'function_calling', ''].join(' '));
      expect(tools?.asWritten).toBe(String(fields.tool_call));
      const image = said.get([provider, id, 'modality', 'input=image', ''].join(' '));
      expect(image?.unitWritten === undefined).toBe(fields.modalities.input.includes('image'));
    }
  });

  it('refuses of all statements only the days that no calendar has', () => {
    const bad = readings.map(meaningOf).filter((value) => value.startsWith('refused'));
    expect(bad).toEqual(['refused: impossible-date', 'refused: impossible-date', 'refused: impossible-date']);
  });
});
if (!existsSync(recorded)) console.log(`models-dev.test.ts: no recorded list, ${recorded} is absent`);
