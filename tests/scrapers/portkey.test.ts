import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/portkey/index.ts';
import { draftClaims } from '../../src/pipeline/draft.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { pageOf } from '../support/fixtures.ts';

const urlOf = (name: string): string => source.recordings[0]?.url(name) ?? '';
const readText = (text: string): PageReading =>
  source.read(pageOf(urlOf('example'), 'application/json', new TextEncoder().encode(text)));

const rate = (price: unknown) => ({ price });
const DEFAULT = { pricing_config: { pay_as_you_go: { request_token: rate(0.5) }, currency: 'USD' } };
const read = (models: Record<string, unknown>): PageReading =>
  readText(JSON.stringify({ default: DEFAULT, ...models }));
const paid = (rates: Record<string, unknown>) => ({ pricing_config: { pay_as_you_go: rates } });

const prices = (reading: PageReading): string[] =>
  reading.statements
    .filter((s) => s.means[0] === 'price')
    .map(
      (s) =>
        `${s.subject.id} · ${s.scope} · ${s.part} · ${s.asWritten} ${s.context.per?.replace(' (float)', '')}`,
    );
const refused = (reading: PageReading): string[] =>
  reading.refused.map(({ reason, what }) => `${reason}: ${what}`);

describe('one model', () => {
  it('has rates in cents per token, each in its part; units by the call where the meaning is certain', () => {
    const reading = read({
      'gpt-9': paid({
        request_token: rate(0.00025),
        response_token: rate(0.001),
        cache_write_input_token: rate(0),
        cache_read_input_token: rate(0.000125),
        request_audio_token: rate(0.01),
        response_image_token: rate(0.003),
        cached_text_input_token: rate(0.000125),
        image: { default: { default: rate(4) } },
        additional_units: {
          cache_write_1h: rate(0.0006),
          web_search: rate(1),
          maps: rate(2),
          video_duration_seconds_1_2: rate(3),
        },
      }),
    });
    expect(refused(reading)).toEqual([]);
    expect(prices(reading)).toEqual([
      'gpt-9 · USD · input · 0.00025 cents per token',
      'gpt-9 · USD · output · 0.001 cents per token',
      'gpt-9 · USD · cache_read · 0.000125 cents per token',
      'gpt-9 · USD · input;modality=audio · 0.01 cents per token',
      'gpt-9 · USD · output;modality=image · 0.003 cents per token',
      'gpt-9 · USD · cache_read;modality=text · 0.000125 cents per token',
      'gpt-9 · USD · cache_write;ttl=1h · 0.0006 cents per token',
      'gpt-9 · USD · web_search · 1 cents per call',
    ]);
    const { drafts } = draftClaims('portkey', reading.statements);
    expect(drafts.flatMap(({ value }) => (value.num ? [`${value.num} ${value.unit}`] : []))).toEqual([
      '2.5 USD per 1M tokens',
      '10 USD per 1M tokens',
      '1.25 USD per 1M tokens',
      '100 USD per 1M tokens',
      '30 USD per 1M tokens',
      '1.25 USD per 1M tokens',
      '6 USD per 1M tokens',
      '0.01 USD per call',
    ]);
  });

  it('is no model where it is the default, and has no price where there is none', () => {
    const reading = read({
      bare: { pricing_config: null },
      zero: paid({ request_token: rate(0), response_token: rate(0) }),
    });
    expect(reading.statements.map((s) => [s.subject.id, s.means[0], s.asWritten])).toEqual([
      ['bare', 'model', 'bare'],
      ['zero', 'model', 'zero'],
    ]);
  });

  it('is free where it is called so', () => {
    const reading = read({
      'a/b:free': paid({ request_token: rate(0), response_token: rate(0), cache_read_input_token: rate(0) }),
    });
    expect(prices(reading)).toEqual([
      'a/b:free · USD · input · 0 cents per token',
      'a/b:free · USD · output · 0 cents per token',
    ]);
    const { drafts } = draftClaims('portkey', reading.statements);
    expect(drafts.map(({ value }) => value.text)).toEqual(
      ['a/b', 'free', 'free'].map((text) => (text === 'a/b' ? 'unknown' : text)),
    );
  });

  it('takes the band out of the id, the tier from the key and the currency from the model', () => {
    const reading = read({
      'gem-lte-128k': paid({ request_token: rate(1) }),
      'gem-gt-128k': {
        pricing_config: {
          ...paid({ request_token: rate(2) }).pricing_config,
          batch_config: { request_token: rate(3) },
          currency: 'EUR',
        },
      },
    });
    expect(prices(reading)).toEqual([
      'gem · USD · input · 1 cents per token',
      'gem · EUR · input;above=128000 · 2 cents per token',
      'gem · EUR;tier=batch · input;above=128000 · 3 cents per token',
    ]);
    expect(reading.statements.map((s) => s.asWritten).filter((text) => text.startsWith('gem'))).toEqual([
      'gem',
      'gem',
    ]);
  });

  it('has cards by region, mode and band', () => {
    const card = (price: number) => ({
      pricing_config: {
        pay_as_you_go: { request_token: rate(price), additional_units: { web_search: rate(9) } },
      },
    });
    const regions = {
      default: {
        execution_modes: {
          standard: { context_tiers: { 'lte-200k': card(1), 'gt-200k': card(2) } },
          flex: card(3),
        },
      },
      'eu,us-east5': { execution_modes: { priority: card(4) } },
    };
    const reading = read({ m: { custom_pricing: { regions, context_tier_map: {} } } });
    expect(prices(reading)).toEqual([
      'm · USD · input · 1 cents per token',
      'm · USD · input;above=200000 · 2 cents per token',
      'm · USD;tier=flex · input · 3 cents per token',
      'm · USD;market=eu;tier=priority · input · 4 cents per token',
      'm · USD;market=us-east5;tier=priority · input · 4 cents per token',
    ]);
    const global = { ...regions, global: { execution_modes: { standard: card(5) } } };
    expect(prices(read({ m: { custom_pricing: { regions: global } } }))).toContain(
      'm · USD;market=regional;tier=flex · input · 3 cents per token',
    );
  });

  it('takes the digits of a float that was counted for what they stood for', () => {
    const reading = read({ m: paid({ response_token: rate(5.999999999999999e-5) }) });
    expect(draftClaims('portkey', reading.statements).drafts.map(({ value }) => value.num)).toEqual([
      undefined,
      '0.6',
    ]);
  });

  it('keeps rates as the body has them, and takes __proto__ for an id', () => {
    const text = `{"default":{"pricing_config":null},"__proto__":{"pricing_config":{"pay_as_you_go":{"request_token":{"price":2.50e-4}}}}}`;
    expect(prices(readText(text))).toEqual(['__proto__ · USD · input · 2.50e-4 cents per token']);
  });
});

describe('what is refused', () => {
  it('by name: a key that strayed into a model, unknown rates, units, modes and bands', () => {
    const reading = read({
      m: {
        'gpt-image-1': paid({}),
        ...paid({
          request_token: rate('1'),
          moon_token: rate(1),
          response_token: {},
          additional_units: { moons: rate(1) },
        }),
        custom_pricing: {
          regions: {
            default: { execution_modes: { warp: {}, standard: { context_tiers: { small: {} } } } },
            'the moon': {},
          },
        },
      },
    });
    expect(refused(reading)).toEqual([
      'unknown-field: example/m gpt-image-1',
      'unknown-field: example/m card.moon_token',
      'not-a-number: example/m pay_as_you_go.request_token',
      'no-price: example/m pay_as_you_go.response_token',
      'unknown-field: example/m additional_units.moons',
      'unknown-mode: example/m custom_pricing.regions.default.warp',
      'unknown-band: example/m custom_pricing.regions.default.standard.context_tiers.small',
      'unknown-region: example/m custom_pricing.regions.the moon',
    ]);
  });

  it('whole where there is no default or the file names no provider', () => {
    expect(() => readText('{"error":{"code":429}}')).toThrow('no "default"');
    const page = pageOf(
      'https://configs.portkey.ai/other',
      'application/json',
      new TextEncoder().encode('{}'),
    );
    expect(() => source.read(page)).toThrow('names no provider');
  });
});

const folder = fileURLToPath(new URL('../../../shared/samples/2026-07-01/portkey/', import.meta.url));

/** Worked out by hand from the recorded files, in USD per 1M tokens or per call. */
const BY_HAND = [
  ['openai', 'gpt-5.4', 'USD', 'input', '2.5'],
  ['openai', 'gpt-5.4', 'USD', 'input;above=272000', '5'],
  ['openai', 'gpt-5.4', 'USD', 'output;above=272000', '22.5'],
  ['openai', 'gpt-5.4', 'USD;tier=batch', 'output', '7.5'],
  ['openai', 'gpt-5.4', 'USD;tier=priority', 'output', '30'],
  ['openai', 'gpt-5.4', 'USD;market=eu', 'cache_read', '0.275'],
  ['openai', 'gpt-5.4', 'USD', 'file_search', '0.0025'],
  ['ai21', 'jamba-1.5-large', 'USD', 'input', '2'],
  ['ai21', 'jamba-1.5-large', 'USD', 'output', '8'],
  ['anthropic', 'claude-3-5-sonnet-20241022', 'USD', 'cache_write', '3.75'],
  ['anthropic', 'claude-3-5-sonnet-20241022', 'USD', 'cache_write;ttl=1h', '6'],
  ['anthropic', 'claude-3-5-sonnet-20241022', 'USD;tier=batch', 'output', '7.5'],
  ['azure-ai', 'gpt-4o-realtime-preview-2024-10-01', 'USD', 'input;modality=audio', '100'],
  ['azure-ai', 'gpt-image-2', 'USD', 'input;modality=image', '8'],
  ['google', 'gemini-3.1-pro-preview', 'USD', 'input;above=128000', '4'],
  ['google', 'gemini-3.1-pro-preview', 'USD', 'web_search', '0.014'],
  ['vertex-ai', 'gemini-3.5-flash', 'USD', 'input', '1.5'],
  ['vertex-ai', 'gemini-3.5-flash', 'USD;market=regional', 'input', '1.65'],
  ['vertex-ai', 'gemini-3.5-flash', 'USD;tier=priority', 'output', '16.2'],
  ['vertex-ai', 'claude-opus-4-7', 'USD;market=eu;tier=batch', 'cache_write;above=200000;ttl=1h', '5.5'],
  ['byteplus', 'seed-2-0-mini', 'USD', 'input;above=128000', '0.2'],
  ['dashscope', 'qwen-plus', 'USD', 'reasoning', '4'],
] as const;

describe.runIf(existsSync(folder))('the recorded files', () => {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const whole = files.map((file) => {
    const page = pageOf(urlOf(file.replace('.json', '')), 'application/json', readFileSync(folder + file));
    return { name: file.replace('.json', ''), page, entries: [...(source.entries?.(page) ?? [])] };
  });
  const all = whole.flatMap(({ entries }) => entries);
  const drafts = draftClaims(
    'portkey',
    all.flatMap(({ statements }) => statements),
  );
  const said = new Map(
    drafts.drafts.map(({ alias, attribute, scope, part, value }) => [
      [alias.provider, alias.nativeId, attribute, scope, part].join(),
      value.num ?? value.text,
    ]),
  );

  it('gives 2,874 models of 44 files and refuses only the model inside a model', () => {
    expect(files).toHaveLength(44);
    expect(source.seeds.map(({ url }) => url).sort()).toEqual(whole.map(({ page }) => page.url).sort());
    expect(all.filter(({ statements }) => statements.length > 0)).toHaveLength(2874);
    expect(all.flatMap((entry) => refused(entry))).toEqual(['unknown-field: azure-ai/dall-e-2 gpt-image-1']);
    expect(drafts.refused).toEqual([]);
  });

  it('has each statement with its quote', () => {
    for (const { page, entries } of whole) {
      const find = locator(page.text);
      for (const { quote, locator: where } of entries.flatMap(({ statements }) => statements)) {
        if (!findsQuote(find, quote, where)) throw new Error(quote);
      }
    }
  });

  it.each(BY_HAND)('%s %s %s %s is %s', (provider, id, scope, part, value) => {
    expect(said.get([provider, id, 'price', scope, part].join())).toBe(value);
  });

  it('has the plain rates of every model whose id has no band', () => {
    type Raw = Record<
      string,
      { pricing_config?: { pay_as_you_go: Record<string, { price: number }> } | null }
    >;
    let compared = 0;
    for (const { name, page, entries } of whole) {
      const raw = JSON.parse(page.text) as Raw;
      const first = new Map(
        entries.map(({ statements }) => {
          const own = statements.find((s) => s.scope === 'USD' && s.part === 'input');
          return [statements[0]?.locator.row, own?.asWritten];
        }),
      );
      for (const [id, fields] of Object.entries(raw)) {
        const price = fields.pricing_config?.pay_as_you_go.request_token?.price;
        if (id === 'default' || !price) continue;
        if (/-gt-\d+k$/u.test(id)) continue;
        compared += 1;
        expect(Number(first.get(`${name}/${id}`)), id).toBe(price);
      }
    }
    expect(compared).toBeGreaterThan(2400);
  });
});
if (!existsSync(folder)) console.log(`portkey.test.ts: no recorded files, ${folder} is absent`);
