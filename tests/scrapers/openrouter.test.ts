import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { statementSchema } from '../../schema/statement.ts';
import { source } from '../../scrapers/openrouter/index.ts';
import { draftClaims } from '../../src/pipeline/draft.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const URL_OF_LIST = 'https://openrouter.ai/api/v1/models';
const readText = (text: string): PageReading =>
  source.read(pageOf(URL_OF_LIST, 'application/json', new TextEncoder().encode(text)));

type Fields = Record<string, unknown>;
const entry = (fields: Fields): Fields => ({
  id: 'maker/model-1',
  context_length: 131072,
  architecture: { input_modalities: ['text'], output_modalities: ['text'] },
  pricing: { prompt: '0.0000002', completion: '0.00000115' },
  top_provider: { context_length: 128000, max_completion_tokens: null },
  supported_parameters: ['tools', 'seed'],
  ...fields,
});
const read = (...entries: unknown[]): PageReading => readText(JSON.stringify({ data: entries }));

const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) =>
    [s.subject.id ?? `model ${s.subject.name}`, s.means.join('|'), s.scope, s.part, s.asWritten].join(' · '),
  );
const refused = (reading: PageReading): string[] =>
  reading.refused.map(({ reason, what }) => `${reason}: ${what}`);
const prices = (reading: PageReading): string[] =>
  reading.statements.filter((s) => s.means[0] === 'price').map((s) => `${s.part} ${s.asWritten}`);

describe('one entry', () => {
  it('is an offering with prices per token, limits of model and offering, media and capabilities', () => {
    expect(brief(read(entry({})))).toEqual([
      'maker/model-1 · model ·  ·  · maker/model-1',
      'model maker/model-1 · context_window ·  ·  · 131072',
      'maker/model-1 · context_window ·  ·  · 128000',
      'maker/model-1 · price · USD · input · 0.0000002',
      'maker/model-1 · price · USD · output · 0.00000115',
      'maker/model-1 · modality · input=text ·  · text',
      'maker/model-1 · modality · output=text ·  · text',
      'maker/model-1 · capability · function_calling ·  · tools',
      'maker/model-1 · capability · tool_use ·  · tools',
    ]);
  });

  it('keeps prices as the body has them', () => {
    const text =
      '{"data":[{"id":"a/b","architecture":{"output_modalities":["text"]},"pricing":{"prompt":"1.40e-7","completion":"0.10"}}]}';
    expect(prices(readText(text))).toEqual(['input 1.40e-7', 'output 0.10']);
  });

  it('states each kind of price in its part', () => {
    const pricing = {
      prompt: '1',
      input_cache_read: '2',
      input_cache_write: '3',
      input_cache_write_1h: '4',
      audio: '5',
      internal_reasoning: '6',
    };
    expect(prices(read(entry({ pricing })))).toEqual([
      'input 1',
      'cache_read 2',
      'cache_write 3',
      'cache_write;ttl=1h 4',
      'input;modality=audio 5',
      'reasoning 6',
    ]);
  });

  it('reads bands above a number of tokens and hours of the day in UTC, and refuses half a condition', () => {
    const overrides = [
      { min_prompt_tokens: 272000, prompt: '0.0000004' },
      { utc_start: '0100', utc_end: '04:30', prompt: '0.0000001' },
      { min_prompt_tokens: 200000, utc_start: '2200', utc_end: '0100', prompt: '0.0000003' },
      { min_prompt_tokens: 1, utc_start: '0100', prompt: '0.0000009' },
      { utc_start: '2561', utc_end: '0400', prompt: '0.0000009' },
      { weekday: 1, min_prompt_tokens: 1, prompt: '0.0000009' },
    ];
    const reading = read(entry({ pricing: { prompt: '0.0000002', overrides } }));
    const cards = reading.statements.filter((s) => s.means[0] === 'price');
    expect(cards.map((s) => `${s.scope} ${s.part} ${s.asWritten}`)).toEqual([
      'USD input 0.0000002',
      'USD input;above=272000 0.0000004',
      'USD;window=01:00-04:30 input 0.0000001',
      'USD;window=22:00-01:00 input;above=200000 0.0000003',
    ]);
    expect(refused(reading)).toEqual([
      'unknown-override: maker/model-1 pricing.overrides.3',
      'unknown-override: maker/model-1 pricing.overrides.4',
      'unknown-field: maker/model-1 pricing.overrides.weekday',
      'unknown-override: maker/model-1 pricing.overrides.5',
    ]);
  });

  it('takes prices of pictures per token of one, not per picture, and prices of calls', () => {
    const pricing = {
      prompt: '0.000002',
      completion: '0.000012',
      image: '0.0000045',
      image_output: '0.00012',
      web_search: '0.014',
      request: '0',
      internal_reasoning: '0',
    };
    const reading = read(entry({ pricing }), entry({ id: 'a/b', pricing: { ...pricing, image: '0.0048' } }));
    expect(refused(reading)).toEqual([]);
    const plain = ['input 0.000002', 'output 0.000012'];
    const rest = ['output;modality=image 0.00012', 'web_search 0.014'];
    expect(prices(reading)).toEqual([...plain, 'input;modality=image 0.0000045', ...rest, ...plain, ...rest]);
    const search = reading.statements.find((s) => s.part === 'web_search');
    expect(search?.context.per).toBe('call');
  });

  it('says nothing for null, 0 tokens and the dates that stand for none', () => {
    const none = { top_provider: { context_length: null, max_completion_tokens: 0 }, knowledge_cutoff: null };
    for (const expiration_date of [null, '', '2098-12-31', '9999-01-01']) {
      const said = brief(read(entry({ ...none, context_length: 0, expiration_date })));
      expect(said.filter((line) => /context|max_output|retired|cutoff/u.test(line))).toEqual([]);
    }
    expect(brief(read(entry({ expiration_date: '2026-08-10' })))).toContain(
      'maker/model-1 · retired ·  ·  · 2026-08-10',
    );
  });
});

describe('variants, routers and names that move', () => {
  it('makes an offering of each variant and lets the plain entry speak for the model', () => {
    const said = brief(
      read(entry({}), entry({ id: 'maker/model-1:free', context_length: 8192, pricing: { prompt: '0' } })),
    );
    expect(said).toContain('maker/model-1:free · model ·  ·  · maker/model-1');
    expect(said).toContain('maker/model-1:free · price · USD · input · 0');
    expect(said.filter((line) => line.startsWith('model '))).toEqual([
      'model maker/model-1 · context_window ·  ·  · 131072',
    ]);
  });

  it('lets a variant speak for a model that is listed in no other form', () => {
    expect(brief(read(entry({ id: 'a/b:batch' })))).toContain('model a/b · context_window ·  ·  · 131072');
  });

  it('keeps -1 as written and makes no model of a router', () => {
    const said = brief(read(entry({ id: 'openrouter/auto', pricing: { prompt: '-1', completion: '-1' } })));
    expect(said).toContain('openrouter/auto · price · USD · input · -1');
    expect(said.filter((line) => line.startsWith('model ') || line.includes('· model ·'))).toEqual([]);
  });

  it('says which model a moving name means only where the body names its target', () => {
    const moving = entry({ id: '~maker/model-latest' });
    expect(brief(read(moving)).filter((line) => line.includes('model ·'))).toEqual([]);
    expect(brief(read({ ...moving, alias_target: { slug: 'maker/model-1' } }))).toContain(
      '~maker/model-latest · model ·  ·  · maker/model-1',
    );
  });
});

describe('what is no price', () => {
  const media = (output: string) => ({ input_modalities: ['text'], output_modalities: [output] });

  it('is a price of films, pictures and speech, whose unit the body does not name', () => {
    const reading = read(
      entry({ architecture: media('transcription'), pricing: { prompt: '0.36', completion: '0' } }),
      entry({
        id: 'a/b',
        architecture: media('image'),
        pricing: { prompt: '0', completion: '0', image: '1' },
      }),
    );
    expect([prices(reading), refused(reading)]).toEqual([[], []]);
    expect(brief(reading)).toContain('a/b · modality · output=image ·  · image');
  });

  it('is a 0 for both directions or for vectors, but where the entry is called free', () => {
    const zero = { prompt: '0', completion: '0', web_search: '0' };
    const reading = read(
      entry({ pricing: zero }),
      entry({ id: 'a/b', architecture: media('embeddings'), pricing: { prompt: '1', completion: '0' } }),
      entry({ id: 'openrouter/free', pricing: { prompt: '0', completion: '0' } }),
    );
    expect([prices(reading), refused(reading)]).toEqual([['input 1', 'input 0', 'output 0'], []]);
  });
});

describe('what is refused by name', () => {
  const good = 'maker/model-1 · price · USD · input · 0.0000002';

  it.each([
    ['an entry without an id', { ...entry({}), id: undefined }, 'no-id: /data/0 has no id'],
    ['an id that is a number', entry({ id: 5 }), 'no-id: /data/0 has no id'],
    [
      'an id with a NUL',
      entry({ id: 'a\u0000b' }),
      'bad-character: /data/0 has an id with a character that cannot be read',
    ],
    ['a text for an entry', 'text', 'no-entry: /data/0 string'],
  ])('%s, alone', (_, bad, what) => {
    const reading = read(bad, entry({}));
    expect(refused(reading)).toEqual([what]);
    expect(brief(reading)).toEqual(brief(read(entry({}))));
  });

  it('a price that is no text, without its entry', () => {
    const reading = read(entry({ pricing: { prompt: 2e-7, completion: '0.00000115' } }));
    expect(refused(reading)).toEqual(['price-not-text: maker/model-1 pricing.prompt']);
    expect(prices(reading)).toEqual(['output 0.00000115']);
  });

  it('a key that nobody decided about, once a body, without its entry', () => {
    const reading = read(
      entry({ surprise: 1, pricing: { prompt: '0.0000002', moon: '1' } }),
      entry({ id: 'c/d', surprise: 2 }),
    );
    expect(refused(reading)).toEqual([
      'unknown-field: maker/model-1 surprise',
      'unknown-field: maker/model-1 pricing.moon',
    ]);
    expect(brief(reading)).toContain(good);
  });

  it('a key that stands twice', () => {
    const twice =
      '{"data":[{"id":"a/b","id":"c/d"},{"id":"e/f","architecture":{"output_modalities":["text"]},"pricing":{"prompt":"1","prompt":"2","completion":"3"}}]}';
    const reading = readText(twice);
    expect(refused(reading)).toEqual(['duplicate-key: /data/0 id', 'duplicate-key: e/f pricing.prompt']);
    expect(prices(reading)).toEqual(['output 3']);
  });

  it('a 0 beside a price', () => {
    const zero = read(entry({ pricing: { prompt: '0', completion: '0.00000115' } }));
    expect(refused(zero)).toEqual(['zero-price: maker/model-1 pricing.prompt']);
    expect(prices(zero)).toEqual(['output 0.00000115']);
  });

  it('limits and dates that are no numbers and texts', () => {
    const reading = read(entry({ context_length: 'Contact sales', expiration_date: 20260810 }));
    expect(refused(reading)).toEqual([
      'limit-not-number: maker/model-1 context_length',
      'date-not-text: maker/model-1 expiration_date',
    ]);
  });

  it('keys beside the list, and a list that is shorter than its count', () => {
    const data = [entry({})];
    expect(refused(readText(JSON.stringify({ total_count: 1, data, links: { next: null } })))).toEqual([
      'unknown-field: /links',
    ]);
    expect(() => readText(JSON.stringify({ total_count: 2, data }))).toThrow('1 entries of 2');
  });

  it('takes __proto__ for an id like any other', () => {
    const reading = readText(JSON.stringify({ data: [entry({ id: '__proto__' })] }));
    expect(brief(reading)).toContain('__proto__ · price · USD · input · 0.0000002');
  });

  it.each([
    ['', 'not-json'],
    ['<!doctype html><html></html>', 'not-json'],
    ['{"data":[]}', 'landmark-missing'],
    ['{"error":{"code":429}}', 'landmark-missing'],
    ['{"data":[{"id":"a/b"}]', 'not-json'],
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
  new URL('../../../shared/samples/2026-07-01/openrouter.json', import.meta.url),
);
describe.runIf(existsSync(recorded))('the recorded list', () => {
  it('is read in full, each statement with its quote, and knows every key', () => {
    const page = pageOf(URL_OF_LIST, 'application/json', readFileSync(recorded));
    const reading = source.read(page);
    const find = locator(page.text);
    expect(reading.statements.length).toBeGreaterThan(4000);
    expect(reading.refused).toEqual([]);
    expect(
      [...(source.entries?.(page) ?? [])].filter(({ statements }) => statements.length > 0),
    ).toHaveLength(428);
    expect(draftClaims('openrouter', reading.statements).refused).toEqual([]);
    for (const statement of reading.statements) {
      if (!findsQuote(find, statement.quote, statement.locator)) throw new Error(statement.quote);
    }
    expect(() => reading.statements.map((statement) => statementSchema.parse(statement))).not.toThrow();
  });
});
if (!existsSync(recorded)) console.log(`openrouter.test.ts: no recorded list, ${recorded} is absent`);
