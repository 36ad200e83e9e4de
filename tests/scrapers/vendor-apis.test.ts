import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PageReading, Source } from '../../schema/source.ts';
import { source as anthropic } from '../../scrapers/anthropic-api/index.ts';
import { source as google } from '../../scrapers/google-api/index.ts';
import { source as openai } from '../../scrapers/openai-api/index.ts';
import { source as xai } from '../../scrapers/xai-api/index.ts';
import { draftClaims } from '../../src/pipeline/draft.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { pageOf } from '../support/fixtures.ts';

const pageFor = (source: Source, bytes: Uint8Array) =>
  pageOf(source.seeds[0]?.url ?? '', 'application/json', bytes);
const read = (source: Source, body: unknown): PageReading =>
  source.read(pageFor(source, new TextEncoder().encode(JSON.stringify(body))));
const readText = (source: Source, text: string): PageReading =>
  source.read(pageFor(source, new TextEncoder().encode(text)));

const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) =>
    [s.subject.kind, s.subject.id, s.means.join('|'), s.scope, s.part, s.asWritten].join(' · '),
  );
const refused = (reading: PageReading): string[] =>
  reading.refused.map(({ reason, what }) => `${reason}: ${what}`);

describe('anthropic-api', () => {
  const model = {
    id: 'claude-nova-9',
    type: 'model',
    display_name: 'Claude Nova 9',
    created_at: '2026-06-29T00:00:00Z',
    max_input_tokens: 1000000,
    max_tokens: 128000,
    capabilities: {
      image_input: { supported: true },
      thinking: { supported: false, types: { adaptive: { supported: true } } },
      moon_landing: { supported: true },
      citations: null,
    },
  };

  it('speaks of its offering and, as the maker, of the model', () => {
    expect(brief(read(anthropic, { data: [model], has_more: false }))).toEqual([
      'offering · claude-nova-9 · model ·  ·  · claude-nova-9',
      'model · claude-nova-9 · available · via=anthropic ·  · claude-nova-9',
      'offering · claude-nova-9 · context_window|max_input ·  ·  · 1000000',
      'model · claude-nova-9 · context_window|max_input ·  ·  · 1000000',
      'offering · claude-nova-9 · max_output ·  ·  · 128000',
      'model · claude-nova-9 · max_output ·  ·  · 128000',
      'offering · claude-nova-9 · released ·  ·  · 2026-06-29',
      'offering · claude-nova-9 · modality · input=image ·  · true',
      'offering · claude-nova-9 · capability · thinking ·  · false',
      'offering · claude-nova-9 · capability · moon_landing ·  · true',
    ]);
  });

  it('says nothing of days that are not known, of 0 and of what is missing', () => {
    const blank = {
      id: 'claude-nova-9',
      created_at: '1970-01-01T00:00:00Z',
      max_tokens: 0,
      capabilities: null,
    };
    expect(brief(read(anthropic, { data: [blank] }))).toHaveLength(2);
  });

  it('refuses by name what is of another kind, without its entry', () => {
    const odd = { ...model, created_at: 5, max_tokens: '128k', capabilities: { vision: true }, surprise: 1 };
    const reading = read(anthropic, {
      data: [odd, { ...model, id: 'claude-b', surprise: 2 }, 7, { id: '' }],
    });
    expect(refused(reading)).toEqual([
      'unknown-field: anthropic/claude-nova-9 surprise',
      'not-a-number: anthropic/claude-nova-9 max_tokens',
      'unreadable-date: anthropic/claude-nova-9 created_at',
      'unreadable-state: anthropic/claude-nova-9 capabilities.vision',
      'no-entry: /data/2 number',
      'no-id: /data/3',
    ]);
    expect(brief(reading)).toContain('offering · claude-b · max_output ·  ·  · 128000');
  });

  it('refuses a page that others follow, and a body without the list', () => {
    expect(() => read(anthropic, { data: [model], has_more: true })).toThrow('one page of several');
    expect(() => read(anthropic, { data: [] })).toThrow('no list');
    expect(() => readText(anthropic, '{"type":"error"}')).toThrow('no list');
  });
});

describe('google-api', () => {
  const model = {
    name: 'models/gemini-9-pro',
    inputTokenLimit: 1048576,
    outputTokenLimit: 65536,
    supportedGenerationMethods: ['generateContent', 'createCachedContent'],
    thinking: true,
  };

  it('takes the id from behind its folder, limits, caching and thinking', () => {
    expect(brief(read(google, { models: [model] }))).toEqual([
      'offering · gemini-9-pro · model ·  ·  · gemini-9-pro',
      'model · gemini-9-pro · available · via=google ·  · gemini-9-pro',
      'offering · gemini-9-pro · capability · prompt_caching ·  · createCachedContent',
      'offering · gemini-9-pro · context_window|max_input ·  ·  · 1048576',
      'model · gemini-9-pro · context_window|max_input ·  ·  · 1048576',
      'offering · gemini-9-pro · max_output ·  ·  · 65536',
      'model · gemini-9-pro · max_output ·  ·  · 65536',
      'offering · gemini-9-pro · capability · thinking ·  · true',
    ]);
  });

  it('says nothing of a model under a name that moves', () => {
    const said = brief(read(google, { models: [{ ...model, name: 'models/gemini-flash-latest' }] }));
    expect(said.filter((line) => line.startsWith('model'))).toEqual([]);
    expect(said).toContain('offering · gemini-flash-latest · max_output ·  ·  · 65536');
  });

  it('takes no output limit where no text comes out', () => {
    const said = brief(read(google, { models: [{ ...model, supportedGenerationMethods: ['predict'] }] }));
    expect(said.filter((line) => /output|window/u.test(line))).toEqual([]);
    expect(said).toContain('offering · gemini-9-pro · max_input ·  ·  · 1048576');
  });

  it('refuses a page that others follow, and an id that stands elsewhere', () => {
    expect(() => read(google, { models: [model], nextPageToken: 'x' })).toThrow('one page of several');
    expect(brief(read(google, { models: [model], nextPageToken: '' }))).toHaveLength(8);
    expect(refused(read(google, { models: [{ ...model, name: 'tuned/a' }] }))).toEqual(['no-id: tuned/a']);
  });
});

describe('openai-api', () => {
  it('lists ids, also such that nobody understands', () => {
    const reading = read(openai, {
      object: 'list',
      data: [
        { id: 'gpt-5', object: 'model', created: 1754425777, owned_by: 'system' },
        { id: '__proto__', owned_by: 'openai' },
      ],
    });
    expect(brief(reading)).toEqual([
      'offering · gpt-5 · model ·  ·  · gpt-5',
      'model · gpt-5 · available · via=openai ·  · gpt-5',
      'offering · __proto__ · model ·  ·  · __proto__',
      'model · __proto__ · available · via=openai ·  · __proto__',
    ]);
    const { drafts, refused: bad } = draftClaims('openai-api', reading.statements);
    expect(bad).toEqual([]);
    expect(drafts.map(({ attribute, scope, value }) => [attribute, scope, value.text])).toEqual([
      ['model', '', 'openai/gpt-5'],
      ['available', 'via=openai', 'yes'],
      ['model', '', 'unknown'],
      ['available', 'via=openai', 'yes'],
    ]);
  });

  it('refuses a model of somebody else, keys beside the list and a key that stands twice', () => {
    const reading = readText(
      openai,
      '{"data":[{"id":"ft:gpt-5:me","owned_by":"me"},{"id":"a","id":"b"}],"next":1}',
    );
    expect(refused(reading)).toEqual([
      'unknown-field: /next',
      'unknown-owner: openai/ft:gpt-5:me owned_by',
      'no-id: /data/1 id',
    ]);
    expect(brief(reading)).toEqual([]);
  });
});

describe('xai-api', () => {
  const model = {
    id: 'grok-9',
    aliases: ['grok-latest'],
    context_length: 256000,
    prompt_text_token_price: 12500,
    prompt_text_token_price_long_context: 25000,
    cached_prompt_text_token_price: 0,
    long_context_threshold: 200000,
    image_price: 200000000,
  };

  it('counts in ticks, with the band above the threshold, and leaves aliases and pictures alone', () => {
    const reading = read(xai, { data: [model], object: 'list' });
    const { drafts, refused: bad } = draftClaims('xai-api', reading.statements);
    expect([bad, refused(reading)]).toEqual([[], []]);
    const cards = drafts.filter(({ attribute }) => attribute === 'price');
    expect(cards.map(({ part, value }) => [part, value.num, value.unit])).toEqual([
      ['input', '1.25', 'USD per 1M tokens'],
      ['input;above=200000', '2.5', 'USD per 1M tokens'],
    ]);
    expect(brief(reading)).toContain('model · grok-9 · context_window ·  ·  · 256000');
  });

  it('refuses a long context without a threshold', () => {
    const reading = read(xai, { data: [{ ...model, long_context_threshold: undefined }] });
    expect(refused(reading)).toEqual(['no-threshold: xai/grok-9 prompt_text_token_price_long_context']);
  });
});

/** Worked out by hand from the recorded bodies. */
const BY_HAND = [
  ['anthropic', 'claude-haiku-4-5-20251001', 'context_window', '', '', '200000'],
  ['anthropic', 'claude-haiku-4-5-20251001', 'max_output', '', '', '64000'],
  ['anthropic', 'claude-haiku-4-5-20251001', 'capability', 'code_execution', '', 'no'],
  ['anthropic', 'claude-opus-4-5-20251101', 'released', '', '', '2025-11-24'],
  ['anthropic', 'claude-sonnet-5', 'context_window', '', '', '1000000'],
  ['anthropic', 'claude-sonnet-5', 'modality', 'input=pdf', '', 'yes'],
  ['google', 'gemini-2.5-pro', 'context_window', '', '', '1048576'],
  ['google', 'gemini-2.0-flash', 'max_output', '', '', '8192'],
  ['google', 'gemma-4-31b-it', 'max_output', '', '', '32768'],
  ['google', 'imagen-4.0-generate-001', 'max_input', '', '', '480'],
  ['google', 'gemini-3.5-flash', 'capability', 'reasoning', '', 'yes'],
  ['openai', 'gpt-5-nano', 'model', '', '', 'openai/gpt-5-nano'],
  ['xai', 'grok-4.3', 'price', 'USD', 'output;above=200000', '5'],
  ['xai', 'grok-4.3', 'price', 'USD', 'cache_read', '0.2'],
  ['xai', 'grok-build-0.1', 'price', 'USD', 'input', '1'],
  ['xai', 'grok-build-0.1', 'price', 'USD', 'output', '2'],
  ['xai', 'grok-build-0.1', 'context_window', '', '', '256000'],
  ['xai', 'grok-4.20-0309-reasoning', 'price', 'USD', 'input;modality=image', '1.25'],
] as const;

const folder = fileURLToPath(new URL('../../../shared/samples/2026-07-01/', import.meta.url));
const RECORDED = [
  [anthropic, 'anthropic-models.json', 10],
  [google, 'google-models.json', 54],
  [openai, 'openai-models.json', 126],
  [xai, 'xai-models.json', 9],
] as const;

describe.runIf(existsSync(folder))('the recorded lists', () => {
  it.each(RECORDED.map(([source, file, count]) => [source.id, source, file, count] as const))(
    '%s: every entry is in, nothing is refused, each statement has its quote',
    (id, source, file, count) => {
      const page = pageFor(source, readFileSync(folder + file));
      const entries = [...(source.entries?.(page) ?? [])];
      expect(entries.filter(({ statements }) => statements.length > 0)).toHaveLength(count);
      const reading = source.read(page);
      expect(refused(reading)).toEqual([]);
      const find = locator(page.text);
      for (const { quote, locator: where } of reading.statements)
        expect(findsQuote(find, quote, where)).toBe(true);
      const { drafts, refused: bad } = draftClaims(id, reading.statements);
      expect(bad).toEqual([]);
      const said = new Map(
        drafts.map((claim) => [
          [
            claim.alias.kind,
            claim.alias.provider,
            claim.alias.nativeId,
            claim.attribute,
            claim.scope,
            claim.part,
          ].join(),
          claim.value.num ?? claim.value.text,
        ]),
      );
      const own = BY_HAND.filter(([vendor]) => `${vendor}-api` === id);
      expect(own.length).toBeGreaterThan(0);
      for (const [vendor, name, attribute, scope, part, value] of own) {
        const key = ['offering', vendor, name, attribute, scope, part].join();
        expect([key, said.get(key)]).toEqual([key, value]);
      }
    },
  );
});
if (!existsSync(folder)) console.log(`vendor-apis.test.ts: no recorded lists, ${folder} is absent`);
