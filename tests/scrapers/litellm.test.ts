import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { statementSchema } from '../../schema/statement.ts';
import { valueKey } from '../../schema/value.ts';
import { source } from '../../scrapers/litellm/index.ts';
import { keyedOf } from '../../scrapers/litellm/offering.ts';
import { priceNameOf } from '../../scrapers/litellm/price-names.ts';
import { draftClaims } from '../../src/pipeline/draft.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const URL_OF_MAP = source.seeds[0]?.url ?? '';
const readText = (text: string): PageReading =>
  source.read(pageOf(URL_OF_MAP, 'text/plain', new TextEncoder().encode(text)));

type Fields = Record<string, unknown>;
const entry = (fields: Fields = {}): Fields => ({ litellm_provider: 'maker', mode: 'chat', ...fields });
const read = (map: Fields): PageReading => readText(JSON.stringify(map));
const readOne = (fields: Fields, key = 'maker/model-1'): PageReading => read({ [key]: entry(fields) });

const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) =>
    [s.subject.id, s.means.join('|'), s.scope, s.part, s.asWritten].filter((text) => text !== '').join(' · '),
  );
const refused = (reading: PageReading): string[] =>
  reading.refused.map(({ reason, what }) => `${reason}: ${what}`);
/** Prices as they are after normalizing: `USD · input · 0.2 USD per 1M tokens`. */
const prices = ({ statements }: PageReading): string[] =>
  draftClaims('litellm', statements)
    .drafts.filter((claim) => claim.attribute === 'price')
    .map((claim) => [claim.scope, claim.part, valueKey(claim.value)].join(' · '));

describe('one entry', () => {
  it('says which model is sold, its limits, prices, media, capabilities and end', () => {
    const reading = readOne({
      max_input_tokens: 272000,
      max_output_tokens: 128000,
      max_tokens: 128000,
      input_cost_per_token: 1.25e-6,
      supported_modalities: ['text'],
      supported_output_modalities: ['text'],
      supports_vision: false,
      supports_pdf_input: true,
      deprecation_date: '2026-05-14',
    });
    expect(brief(reading)).toEqual([
      'model-1 · model · model-1',
      'model-1 · context_window|max_input · 272000',
      'model-1 · max_output · 128000',
      'model-1 · price · USD · input · 0.00000125',
      'model-1 · modality · input=text · text',
      'model-1 · modality · output=text · text',
      'model-1 · capability · vision · false',
      'model-1 · modality · input=pdf · true',
      'model-1 · retired · 2026-05-14',
    ]);
    expect(reading.statements[0]?.subject.provider).toBe('maker');
    expect(refused(reading)).toEqual([]);
  });

  it('says nothing of flags that are missing, nor of a limit of 0 or a field without a value', () => {
    expect(brief(readOne({ max_output_tokens: 0, max_input_tokens: null, supports_vision: null }))).toEqual([
      'model-1 · model · model-1',
    ]);
  });

  it('reads flags that nobody listed under their own name', () => {
    expect(brief(readOne({ supports_telepathy: true, supports_response_schema: true }))).toEqual([
      'model-1 · model · model-1',
      'model-1 · capability · telepathy · true',
      'model-1 · capability · structured_outputs · true',
    ]);
  });

  it('keeps numbers as they stand in the body', () => {
    const text =
      '{"m":{"litellm_provider":"p","max_input_tokens":2000000.0,"input_cost_per_token":2.50e-07}}';
    const reading = readText(text);
    expect(reading.statements.map((s) => s.asWritten)).toEqual(['m', '2000000.0', '2.50e-07']);
    const { drafts } = draftClaims('litellm', reading.statements);
    expect(drafts.map((claim) => valueKey(claim.value)).slice(1)).toEqual([
      '2000000',
      '0.25 USD per 1M tokens',
    ]);
  });
});

describe('names of prices', () => {
  const means = (name: string): string | undefined => {
    const price = priceNameOf(name);
    if (!price) return undefined;
    const { currency, per, component, qualifiers, tier } = price;
    const more = Object.entries(qualifiers).map(([key, value]) => `${key}=${value}`);
    return [currency, per, component, ...more.sort(), ...(tier ? [`tier ${tier}`] : [])].join(' ');
  };

  it.each([
    ['input_cost_per_token', 'USD token input'],
    ['output_cost_per_token_batches', 'USD token output tier batch'],
    ['output_cost_per_token_above_272k_tokens_priority', 'USD token output above=272000 tier priority'],
    ['input_cost_per_token_flex_above_64k_tokens', 'USD token input above=64000 tier flex'],
    ['input_cost_per_token_above_1m_tokens', 'USD token input above=1000000'],
    ['output_cost_per_reasoning_token', 'USD token reasoning'],
    ['output_cost_per_video_token', 'USD token output modality=video'],
    ['cache_read_input_token_cost_flex', 'USD token cache_read tier flex'],
    ['cache_read_input_audio_token_cost', 'USD token cache_read modality=audio'],
    ['input_cost_per_token_cache_hit', 'USD token cache_read'],
    ['cache_creation_input_token_cost', 'USD token cache_write'],
    ['cache_creation_input_token_cost_above_1hr', 'USD token cache_write ttl=1h'],
    [
      'cache_creation_input_token_cost_above_1hr_above_200k_tokens',
      'USD token cache_write above=200000 ttl=1h',
    ],
    ['input_dbu_cost_per_token', 'DBU token input'],
    ['output_cost_per_image', 'USD image output modality=image unit=image'],
    ['output_cost_per_image_token', 'USD token output modality=image'],
    ['input_cost_per_pixel', 'USD pixel input modality=image unit=pixel'],
    ['output_cost_per_second_1080p', 'USD second output resolution=1080p unit=second'],
    [
      'input_cost_per_video_per_second_above_15s_interval',
      'USD second input interval=above-15s modality=video unit=second',
    ],
    [
      'input_cost_per_audio_per_second_above_128k_tokens',
      'USD second input above=128000 modality=audio unit=second',
    ],
    ['ocr_cost_per_page', 'USD page ocr unit=page'],
    ['code_interpreter_cost_per_session', 'USD session code_interpreter unit=session'],
  ])('%s is %s', (name, expected) => expect(means(name)).toBe(expected));

  it.each([
    'input_cost_per_moon',
    'input_cost_per_token_above_200k',
    'input_cost_per_token_above_200k_tokens_above_300k_tokens',
    'input_cost_per_token_flex_priority',
    'input_cost_per_token_above_1hr',
    'cache_read_input_token_cost_above_1hr',
    'cache_creation_input_token_cost_cache_hit',
    'output_cost_per_token_cache_hit',
    'input_cost_per_second_cache_hit',
    'input_cost_per_reasoning_token',
    'total_cost_per_token',
    'cost_per_token',
    '__proto__',
    'constructor',
  ])('%s is no name of a price', (name) => expect(means(name)).toBeUndefined());
});

describe('prices', () => {
  it('are told apart by band, tier, unit and medium', () => {
    const reading = readOne({
      input_cost_per_token: 2e-7,
      input_cost_per_token_above_200k_tokens: 4e-7,
      input_cost_per_token_batches: 1e-7,
      input_cost_per_image: 0.00006,
      input_cost_per_audio_token: 1e-6,
      output_dbu_cost_per_token: 8.571e-6,
      cache_creation_input_token_cost_above_1hr: 6e-6,
    });
    expect(prices(reading)).toEqual([
      'USD · input · 0.2 USD per 1M tokens',
      'USD · input;above=200000 · 0.4 USD per 1M tokens',
      'USD;tier=batch · input · 0.1 USD per 1M tokens',
      'USD · input;modality=image;unit=image · 0.00006 USD per image',
      'USD · input;modality=audio · 1 USD per 1M tokens',
      'DBU · output · 8.571 DBU per 1M tokens',
      'USD · cache_write;ttl=1h · 6 USD per 1M tokens',
    ]);
  });

  it('lose the noise of the float and nothing else', () => {
    expect(prices(readOne({ input_cost_per_token: 1.5000999999999998e-7 }))).toEqual([
      'USD · input · 0.15001 USD per 1M tokens',
    ]);
  });

  it('of 0 are unknown, but free where the id says so', () => {
    expect(prices(readOne({ input_cost_per_token: 0, output_cost_per_token: 0.0 }))).toEqual([
      'USD · input · unknown',
      'USD · output · unknown',
    ]);
    expect(prices(readOne({ input_cost_per_token: 0 }, 'maker/model-1:free'))).toEqual([
      'USD · input · free',
    ]);
  });

  it('in bands of the input begin strictly above the lower bound, the first band without a mark', () => {
    const tiered_pricing = [
      { range: [0, 32000], input_cost_per_token: 1e-6, output_cost_per_reasoning_token: 4e-6 },
      { range: [32000, 128000], input_cost_per_token: 1.8e-6 },
      { max_results_range: [0, 25], input_cost_per_query: 0.005 },
    ];
    const reading = readOne({ tiered_pricing });
    expect(prices(reading)).toEqual([
      'USD · input · 1 USD per 1M tokens',
      'USD · reasoning · 4 USD per 1M tokens',
      'USD · input;above=32000 · 1.8 USD per 1M tokens',
    ]);
    expect(reading.statements.at(-1)?.quote).toBe(
      '"maker/model-1": … "range":[32000,128000] … "input_cost_per_token":0.0000018',
    );
    expect(refused(reading)).toEqual([]);
  });

  it.each([
    [{ range: [32000], input_cost_per_token: 1e-6 }, 'unknown-band: maker/model-1 tiered_pricing.0'],
    [{ range: ['32k', '64k'], input_cost_per_token: 1e-6 }, 'unknown-band: maker/model-1 tiered_pricing.0'],
    [{ input_cost_per_token: 1e-6 }, 'unknown-band: maker/model-1 tiered_pricing.0'],
    ['text', 'unknown-band: maker/model-1 tiered_pricing.0'],
    [
      { range: [0, 1], input_cost_per_token_above_200k_tokens: 1e-6 },
      'unknown-field: maker/model-1 tiered_pricing.input_cost_per_token_above_200k_tokens',
    ],
    [{ range: [0, 1], moon: 1 }, 'unknown-field: maker/model-1 tiered_pricing.moon'],
  ])('in a band that is not understood are refused: %j', (band, what) => {
    const reading = readOne({ tiered_pricing: [band] });
    expect(refused(reading)).toEqual([what]);
    expect(prices(reading)).toEqual([]);
  });
});

describe('keys', () => {
  it.each([
    ['openrouter/openai/gpt-4o', 'openrouter', { id: 'openai/gpt-4o' }],
    ['openrouter/openrouter/auto', 'openrouter', { id: 'openrouter/auto' }],
    ['gpt-5', 'openai', { id: 'gpt-5' }],
    ['ft:gpt-4o-2024-08-06', 'openai', { id: 'ft:gpt-4o-2024-08-06' }],
    ['vertex_ai/claude-opus-4-6@default', 'vertex_ai-anthropic_models', { id: 'claude-opus-4-6@default' }],
    ['amazon-nova/nova-lite-v1', 'amazon_nova', { id: 'nova-lite-v1' }],
    ['azure/gpt-35-turbo-instruct', 'azure_text', { id: 'gpt-35-turbo-instruct' }],
    [
      'fireworks_ai/accounts/fireworks/models/glm-4p7',
      'fireworks_ai',
      { id: 'accounts/fireworks/models/glm-4p7' },
    ],
    ['replicateopenai/gpt-oss-20b', 'replicate', { id: 'replicateopenai/gpt-oss-20b' }],
    ['us.anthropic.claude-opus-4-6-v1', 'bedrock_converse', { id: 'us.anthropic.claude-opus-4-6-v1' }],
    ['bedrock/us.anthropic.claude-opus-4-6-v1', 'bedrock', { id: 'us.anthropic.claude-opus-4-6-v1' }],
    ['bedrock/invoke/anthropic.claude-v2', 'bedrock', { id: 'anthropic.claude-v2' }],
    ['bedrock/us-gov-west-1/zai.glm-5', 'bedrock', { id: 'zai.glm-5', market: 'us-gov-west-1' }],
    [
      'bedrock/eu-central-1/6-month-commitment/anthropic.claude-v1',
      'bedrock',
      { id: 'anthropic.claude-v1', market: 'eu-central-1', tier: '6-month-commitment' },
    ],
    [
      'bedrock/*/1-month-commitment/cohere.command-text-v14',
      'bedrock',
      { id: 'cohere.command-text-v14', tier: '1-month-commitment' },
    ],
    ['azure/eu/gpt-5.1', 'azure', { id: 'gpt-5.1', market: 'eu' }],
    ['azure_ai/global/grok-3', 'azure_ai', { id: 'grok-3', market: 'global' }],
    ['azure/us-model', 'azure', { id: 'us-model' }],
    ['us/model', 'maker', { id: 'us/model' }],
  ])('%s of %s', (key, provider, expected) =>
    expect(keyedOf(key, provider)).toEqual({ image: {}, ...expected }),
  );

  it.each([
    ['256-x-256/dall-e-2', 'openai', 'dall-e-2', { size: '256-x-256' }],
    ['hd/1024-x-1792/dall-e-3', 'openai', 'dall-e-3', { quality: 'hd', size: '1024-x-1792' }],
    ['azure/low/1024-x-1024/gpt-image-1', 'azure', 'gpt-image-1', { quality: 'low', size: '1024-x-1024' }],
    [
      '1024-x-1024/50-steps/bedrock/amazon.nova-canvas-v1:0',
      'bedrock',
      'amazon.nova-canvas-v1:0',
      { size: '1024-x-1024', steps: '50' },
    ],
    ['max-x-max/max-steps/sd-v0', 'bedrock', 'sd-v0', { size: 'max-x-max', steps: 'max' }],
    ['stability/fast', 'stability', 'fast', {}],
    ['aws_polly/standard', 'aws_polly', 'standard', {}],
  ])('%s of %s is an image of its size', (key, provider, id, image) =>
    expect(keyedOf(key, provider)).toEqual({ id, image }),
  );

  it('put region and terms into the scope of prices, no region into limits, the size into the part', () => {
    const regional = readOne(
      {
        litellm_provider: 'bedrock',
        max_output_tokens: 8192,
        input_cost_per_second: 0.0175,
        supports_vision: true,
      },
      'bedrock/us-east-1/1-month-commitment/anthropic.claude-v2:1',
    );
    expect(brief(regional)).toEqual([
      'anthropic.claude-v2:1 · model · anthropic.claude-v2:1',
      'anthropic.claude-v2:1 · max_output · 8192',
      'anthropic.claude-v2:1 · price · USD;market=us-east-1;tier=1-month-commitment · input;unit=second · 0.0175',
      'anthropic.claude-v2:1 · capability · vision · true',
    ]);
    const image = readOne(
      { litellm_provider: 'openai', input_cost_per_image: 0.009 },
      'low/1024-x-1024/gpt-image-1.5',
    );
    expect(prices(image)).toEqual([
      'USD · input;modality=image;quality=low;size=1024-x-1024;unit=image · 0.009 USD per image',
    ]);
  });
});

describe('what is refused by name', () => {
  const good = { 'maker/good': entry({ input_cost_per_token: 1e-6 }) };

  it.each([
    ['an entry that is a text', { bad: 'text' }, 'no-entry: bad'],
    ['an entry without a provider', { bad: { mode: 'chat' } }, 'no-provider: bad'],
    ['a provider that is a number', { bad: { litellm_provider: 5 } }, 'no-provider: bad'],
    ['a key without an id', { 'maker/': entry() }, 'no-id: maker/'],
    ['a key with a NUL', { 'a\u0000b': entry() }, 'bad-character: a\ufffdb'],
  ])('%s, alone', (_, bad, what) => {
    const reading = read({ ...bad, ...good });
    expect(refused(reading)).toEqual([what]);
    expect(brief(reading)).toEqual(brief(read(good)));
  });

  it('a field that nobody decided about, once a body, without its entry', () => {
    const reading = read({
      'maker/a': entry({ moon: 1 }),
      'maker/b': entry({ moon: 2, input_cost_per_moon: 3 }),
    });
    expect(refused(reading)).toEqual([
      'unknown-field: maker/a moon',
      'unknown-field: maker/b input_cost_per_moon',
    ]);
    expect(brief(reading)).toEqual(['a · model · a', 'b · model · b']);
  });

  it('values that are not of the kind of their field', () => {
    const reading = readOne({
      input_cost_per_token: '1e-6',
      output_cost_per_token: -1,
      max_input_tokens: 'many',
      supports_vision: 'yes',
      supported_modalities: ['text', 5],
      deprecation_date: 20260514,
    });
    expect(refused(reading)).toEqual([
      'price-not-number: maker/model-1 input_cost_per_token',
      'price-below-zero: maker/model-1 output_cost_per_token',
      'limit-not-number: maker/model-1 max_input_tokens',
      'flag-not-boolean: maker/model-1 supports_vision',
      'bad-name: maker/model-1 supported_modalities',
      'date-not-text: maker/model-1 deprecation_date',
    ]);
    expect(brief(reading)).toEqual(['model-1 · model · model-1', 'model-1 · modality · input=text · text']);
  });

  it('a key that stands twice', () => {
    const twice = `{"a":{"litellm_provider":"p","max_output_tokens":1,"max_output_tokens":2},
      "b":{"litellm_provider":"p"},"b":{"litellm_provider":"q"}}`;
    expect(refused(readText(twice))).toEqual(['duplicate-key: b', 'duplicate-key: a max_output_tokens']);
  });

  it('takes __proto__ for a key like any other, and leaves documentation alone', () => {
    const text =
      '{"sample_spec":{"litellm_provider":"who"},"last_updated":"now","__proto__":{"litellm_provider":"p"}}';
    const reading = readText(text);
    expect(brief(reading)).toEqual(['__proto__ · model · __proto__']);
    expect(refused(reading)).toEqual([]);
  });

  it.each([
    ['', 'not-json'],
    ['<!doctype html><html></html>', 'not-json'],
    ['[]', 'landmark-missing'],
    ['{}', 'landmark-missing'],
    ['{"sample_spec":{"litellm_provider":"who"}}', 'landmark-missing'],
    ['{"error":{"code":429}}', 'landmark-missing'],
    ['{"a":{"litellm_provider":"p"}', 'not-json'],
  ])('the whole page where it is %j', (text, code) => {
    let refusal: unknown;
    try {
      readText(text);
    } catch (error) {
      refusal = error;
    }
    expect(refusal instanceof PageRefused && refusal.code).toBe(code);
  });
});

const recorded = fileURLToPath(new URL('../../../shared/samples/2026-07-01/litellm.json', import.meta.url));
if (!existsSync(recorded)) console.log(`litellm.test.ts: no recorded map, ${recorded} is absent`);

describe.runIf(existsSync(recorded))('the recorded map', () => {
  const raw = (): Map<string, Fields> =>
    new Map(
      Object.entries(JSON.parse(readFileSync(recorded, 'utf8')) as Record<string, Fields>).filter(
        ([, value]) => typeof value === 'object' && 'litellm_provider' in value && value.mode !== undefined,
      ),
    );
  let entries: PageReading[] = [];
  let text = '';
  beforeAll(() => {
    const page = pageOf(URL_OF_MAP, 'application/json', readFileSync(recorded));
    text = page.text;
    entries = [...(source.entries?.(page) ?? [])];
  });

  it('is read in full: 2,926 of 2,927 entries, each statement with its quote', () => {
    expect(entries.length).toBe(2927);
    expect(entries.filter(({ statements }) => statements.length > 0).length).toBe(2926);
    expect(entries.flatMap(refused)).toEqual(['no-id: fireworks_ai/accounts/fireworks/models/']);
    const find = locator(text);
    const statements = entries.flatMap((one) => one.statements);
    expect(statements.length).toBe(26_473);
    for (const statement of statements) {
      if (!findsQuote(find, statement.quote, statement.locator)) throw new Error(statement.quote);
    }
    expect(() => statements.map((statement) => statementSchema.parse(statement))).not.toThrow();
  });

  it('says nothing that the normalizer refuses', () => {
    const refusals = entries.flatMap(({ statements }) => draftClaims('litellm', statements).refused);
    expect(refusals.map(({ reason, what }) => `${reason}: ${what}`)).toEqual([]);
  });

  /** `<provider> <id> <attribute> <scope> <part>` to the keys of the values stated for it. */
  const stated = new Map<string, Set<string>>();
  beforeAll(() => {
    for (const { statements } of entries) {
      for (const claim of draftClaims('litellm', statements).drafts) {
        const { provider, nativeId } = claim.alias;
        const key = [provider, nativeId, claim.attribute, claim.scope, claim.part].join(' | ');
        stated.set(key, (stated.get(key) ?? new Set()).add(valueKey(claim.value)));
      }
    }
  });

  it.each([
    ['openai | gpt-5 | price | USD | input', '1.25 USD per 1M tokens'],
    ['openai | gpt-5 | price | USD;tier=priority | output', '20 USD per 1M tokens'],
    ['openai | gpt-5 | price | USD;tier=flex | cache_read', '0.0625 USD per 1M tokens'],
    ['openai | gpt-5 | context_window |  | ', '272000'],
    ['openai | gpt-5 | max_output |  | ', '128000'],
    ['anthropic | claude-sonnet-4-20250514 | price | USD | cache_write;ttl=1h', '6 USD per 1M tokens'],
    ['anthropic | claude-sonnet-4-20250514 | price | USD | output;above=200000', '22.5 USD per 1M tokens'],
    ['anthropic | claude-sonnet-4-20250514 | retired |  | ', '2026-05-14'],
    ['gemini | gemini-2.5-pro | price | USD;tier=priority | input;above=200000', '2.5 USD per 1M tokens'],
    ['dashscope | qwen3-coder-plus | price | USD | output;above=256000', '60 USD per 1M tokens'],
    ['dashscope | qwen3-coder-plus | price | USD | input', '1 USD per 1M tokens'],
    ['databricks | databricks-gpt-oss-120b | price | DBU | input', '2.143 DBU per 1M tokens'],
    ['databricks | databricks-gpt-oss-120b | price | USD | input', '0.15001 USD per 1M tokens'],
    ['azure | gpt-5.1 | price | USD;market=eu | input', '1.38 USD per 1M tokens'],
    ['wandb | openai/gpt-oss-120b | price | USD | input', '15000 USD per 1M tokens'],
    ['wandb | openai/gpt-oss-120b | price | USD | output', '60000 USD per 1M tokens'],
    ['xai | grok-4-fast-reasoning | context_window |  | ', '2000000'],
    ['xai | grok-4-fast-reasoning | price | USD | output;above=128000', '1 USD per 1M tokens'],
    ['ollama | llama3.1 | price | USD | input', 'unknown'],
    ['mistral | open-mixtral-8x22b | context_window |  | ', '65336'],
    ['mistral | mistral-ocr-latest | price | USD | annotation;unit=page', '0.005 USD per page'],
    [
      'bedrock | us.twelvelabs.pegasus-1-2-v1:0 | price | USD | input;modality=video;unit=second',
      '0.00049 USD per second',
    ],
    ['openrouter | z-ai/glm-4.6:exacto | max_output |  | ', '131000'],
    ['github_copilot | gpt-5-mini | context_window |  | ', '128000'],
    ['bedrock | moonshotai.kimi-k2.5 | context_window |  | ', '262144'],
  ])('%s is %s', (key, value) => expect([...(stated.get(key) ?? [])]).toEqual([value]));

  it('prices each entry per token as a parsed number does, to twelve digits', () => {
    const all = new Set(
      [...stated].flatMap(([key, values]) => [...values].map((value) => `${key} ${value}`)),
    );
    const missing: string[] = [];
    let checked = 0;
    for (const [key, fields] of raw()) {
      if (!key.includes('/') || /^(?:bedrock|azure|azure_ai|\d|low|medium|high|hd|standard)\//u.test(key))
        continue;
      const { litellm_provider: provider, input_cost_per_token: price } = fields;
      const route = String(provider).split('-')[0] ?? '';
      if (!key.startsWith(`${route}/`) || key.endsWith('/') || typeof price !== 'number' || price === 0)
        continue;
      const expected = Number((Number(price.toPrecision(12)) * 1e6).toPrecision(12));
      const id = key.slice(route.length + 1);
      checked += 1;
      const claim = `${provider} | ${id} | price | USD | input ${expected} USD per 1M tokens`;
      if (!all.has(claim)) missing.push(claim);
    }
    expect(checked).toBeGreaterThan(1000);
    expect(missing).toEqual([]);
  });
});
