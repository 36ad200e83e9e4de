import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/openrouter-endpoints/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

type Fields = Record<string, unknown>;
const route = (fields: Fields = {}, pricing: Fields = {}): Fields => ({
  provider_name: 'Novita',
  tag: 'novita/fp8',
  context_length: 131072,
  max_completion_tokens: null,
  pricing: { prompt: '0.0000002', completion: '0.0000012', discount: 0, ...pricing },
  status: 0,
  ...fields,
});
const model = (endpoints: unknown, fields: Fields = {}): Fields => ({
  id: 'maker/model-1',
  architecture: { output_modalities: ['text'] },
  endpoints,
  ...fields,
});
const readText = (text: string): PageReading =>
  source.read(pageOf(source.seeds[0]?.url ?? '', 'application/json', new TextEncoder().encode(text)));
const read = (...routes: Fields[]): PageReading => readText(JSON.stringify({ data: model(routes) }));
const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) =>
    [s.subject.id ?? `model ${s.subject.name}`, s.means.join('|'), s.scope, s.part, s.asWritten].join(' · '),
  );
const prices = (reading: PageReading): string[] =>
  reading.statements.filter((s) => s.means[0] === 'price').map((s) => `${s.scope} ${s.part} ${s.asWritten}`);
const refused = (reading: PageReading): string[] =>
  reading.refused.map(({ reason, what }) => `${reason}: ${what}`);

describe('a route', () => {
  it('is a market of the offering, and says that its provider has the model', () => {
    expect(brief(read(route()))).toEqual([
      'maker/model-1 · model ·  ·  · maker/model-1',
      'model maker/model-1 · available · via=Novita ·  · Novita',
      'maker/model-1 · context_window · market=novita/fp8 ·  · 131072',
      'maker/model-1 · price · USD;market=novita/fp8 · input · 0.0000002',
      'maker/model-1 · price · USD;market=novita/fp8 · output · 0.0000012',
    ]);
  });

  it('says nothing of whether it can be had while something is the matter, and keeps its price', () => {
    const reading = read(route({ status: -2 }));
    expect(refused(reading)).toEqual(['route-not-in-service: maker/model-1 novita/fp8 status -2']);
    expect(prices(reading)).toHaveLength(2);
    expect(brief(reading).join()).not.toContain('available');
  });

  it('says of no model that it can be had where the id is a router or moves', () => {
    for (const id of ['~maker/model-latest', 'openrouter/auto']) {
      const body = readText(JSON.stringify({ data: model([route()], { id }) }));
      expect(body.statements.map(({ means }) => means[0])).toEqual(['context_window', 'price', 'price']);
    }
  });
});

describe('a discount', () => {
  it('is contained in the prices of OpenRouter itself, and quoted', () => {
    const reading = read(route({}, { discount: 0.9 }));
    expect(prices(reading)[0]).toBe('USD;market=novita/fp8 input 0.0000002');
    expect(reading.statements.at(-1)?.quote).toContain('"discount":0.9');
  });

  it('is not in the prices that a copy took from the provider: they are list prices', () => {
    const copy = { pricing_source: 'provider_direct' };
    expect(prices(read(route(copy, { discount: 0.9 })))).toEqual([
      'USD;basis=list;market=novita/fp8 input 0.0000002',
      'USD;basis=list;market=novita/fp8 output 0.0000012',
    ]);
    expect(prices(read(route(copy)))[0]).toBe('USD;market=novita/fp8 input 0.0000002');
  });

  it('refuses what cannot be told', () => {
    expect(refused(read(route({}, { discount: 90 })))[0]).toMatch(/^unreadable-discount/u);
    expect(refused(read(route({ pricing_source: 'estimated' })))[0]).toMatch(/^unknown-price-source/u);
    const tier = read(route({ pricing_source: 'provider_direct', tag: 'openai/flex' }));
    expect(refused(tier)).toEqual(['price-of-another-tier: maker/model-1 openai/flex pricing']);
    expect(prices(tier)).toEqual([]);
    expect(prices(read(route({ tag: 'openai/flex' })))).toHaveLength(2);
  });
});

describe('prices by the length of the prompt', () => {
  const overrides = [{ min_prompt_tokens: 272000, prompt: '0.0000004' }];
  const tiers = (second: string): Fields => ({
    prompt_tiers: [
      { max_prompt_tokens: 272000, prompt: '0.0000002' },
      { max_prompt_tokens: null, prompt: second },
    ],
  });

  it('are bands, however they are written', () => {
    const expected = 'USD;market=novita/fp8 input;above=272000 0.0000004';
    expect(prices(read(route({}, { overrides })))).toContain(expected);
    expect(prices(read(route({}, tiers('0.0000004'))))).toContain(expected);
    expect(prices(read(route({}, { overrides, ...tiers('0.0000004') })))).toHaveLength(3);
  });

  it('refuse the card where two of them do not agree, and tiers of another form', () => {
    const two = read(route({}, { overrides, ...tiers('0.0000005') }));
    expect(prices(two)).toEqual([]);
    expect(refused(two)[0]).toMatch(/^two-price-cards/u);
    const open = read(route({}, { prompt_tiers: [{ max_prompt_tokens: 1, prompt: '0.1' }] }));
    expect(refused(open)[0]).toMatch(/^unknown-tiers/u);
  });
});

it('reads one answer, and a list of answers or of what stands in them', () => {
  const one = model([route()]);
  for (const data of [one, [one], [{ data: one }]]) {
    expect(readText(JSON.stringify({ data })).statements).toHaveLength(5);
  }
});

it('refuses a list without routes, and names keys that nobody decided about', () => {
  expect(() => readText('{"data":[{"id":"maker/model-1"}]}')).toThrow(PageRefused);
  expect(refused(read(route({ surprise: 1 }, { per_image: '0.1' })))).toEqual([
    'unknown-field: maker/model-1 novita/fp8 surprise',
    'unknown-field: maker/model-1 novita/fp8 pricing.per_image',
  ]);
});
