import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/catwalk/index.ts';
import { draftClaims } from '../../src/pipeline/draft.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { pageOf } from '../support/fixtures.ts';

const URL_OF_FILE = source.recordings[0]?.url('example') ?? '';
const readText = (text: string): PageReading =>
  source.read(pageOf(URL_OF_FILE, 'application/json', new TextEncoder().encode(text)));

type Fields = Record<string, unknown>;
const model = (fields: Fields): Fields => ({
  id: 'maker/model-1',
  name: 'Model 1',
  cost_per_1m_in: 1.25,
  cost_per_1m_out: 10,
  cost_per_1m_in_cached: 1.5,
  cost_per_1m_out_cached: 0.125,
  context_window: 400000,
  default_max_tokens: 128000,
  can_reason: true,
  supports_attachments: true,
  options: {},
  ...fields,
});
const read = (...models: unknown[]): PageReading =>
  readText(JSON.stringify({ id: 'example', name: 'Example', type: 'openai', models }));

const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) =>
    [s.subject.provider, s.subject.id, s.means.join('|'), s.scope, s.part, s.asWritten].join(' · '),
  );
const prices = (reading: PageReading): string[] =>
  reading.statements.filter((s) => s.means[0] === 'price').map((s) => `${s.part} ${s.asWritten}`);
const refused = (reading: PageReading): string[] =>
  reading.refused.map(({ reason, what }) => `${reason}: ${what}`);

describe('one model', () => {
  it('is an offering of the file, with in_cached for writing and out_cached for reading the cache', () => {
    const reading = read(model({}));
    expect(brief(reading)).toEqual([
      'example · maker/model-1 · model ·  ·  · maker/model-1',
      'example · maker/model-1 · context_window ·  ·  · 400000',
      'example · maker/model-1 · price · USD · input · 1.25',
      'example · maker/model-1 · price · USD · output · 10',
      'example · maker/model-1 · price · USD · cache_write · 1.5',
      'example · maker/model-1 · price · USD · cache_read · 0.125',
      'example · maker/model-1 · capability · reasoning ·  · true',
    ]);
    expect(refused(reading)).toEqual([]);
  });

  it('says no price with a 0, but where it is called free', () => {
    const zero = {
      cost_per_1m_in: 0,
      cost_per_1m_out: 0,
      cost_per_1m_in_cached: 0,
      cost_per_1m_out_cached: null,
    };
    const reading = read(model(zero), model({ ...zero, id: 'a/b:free' }), model({ ...zero, id: 'glm-free' }));
    const said = reading.statements.filter((s) => s.means[0] === 'price');
    expect(said.map((s) => `${s.subject.id} ${s.part} ${s.asWritten}`)).toEqual([
      'a/b:free input 0',
      'a/b:free output 0',
      'glm-free input 0',
      'glm-free output 0',
    ]);
    expect(refused(reading)).toEqual([]);
  });

  it('says nothing with a false and nothing with what is missing', () => {
    expect(brief(read({ id: 'a', can_reason: false }))).toEqual(['example · a · model ·  ·  · a']);
  });

  it('names the model without the route and the prefix of a host, and keeps the id', () => {
    const ids = ['zai-org/GLM-4.7:cerebras', 'hf:openai/gpt-oss-120b', 'eu.anthropic.claude-haiku-4-5-v1:0'];
    expect(brief(read(...ids.map((id) => ({ id }))))).toEqual([
      'example · zai-org/GLM-4.7:cerebras · model ·  ·  · zai-org/GLM-4.7',
      'example · hf:openai/gpt-oss-120b · model ·  ·  · openai/gpt-oss-120b',
      'example · eu.anthropic.claude-haiku-4-5-v1:0 · model ·  ·  · eu.anthropic.claude-haiku-4-5-v1:0',
    ]);
  });

  it('keeps figures as the body has them', () => {
    const text = '{"id":"p","models":[{"id":"m","cost_per_1m_in":1.250,"cost_per_1m_out":1e1}]}';
    expect(prices(readText(text))).toEqual(['input 1.250', 'output 1e1']);
  });
});

describe('what is refused', () => {
  it('by name: unknown fields once a file, and figures of another kind', () => {
    const reading = read(
      model({ cost_per_1m_in: '1.25', surprise: 1 }),
      model({ id: 'b', surprise: 2, can_reason: 'yes' }),
      { name: 'no id' },
      3,
    );
    expect(refused(reading)).toEqual([
      'unknown-field: example/maker/model-1 surprise',
      'not-a-number: example/maker/model-1 cost_per_1m_in',
      'unreadable-state: example/b can_reason',
      'no-id: /models/2',
      'no-entry: /models/3 number',
    ]);
    expect(brief(reading)).toContain('example · b · price · USD · output · 10');
  });

  it.each([
    ['{"id":"p","models":[]}', 'no list'],
    ['{"models":[{"id":"m"}]}', 'names no provider'],
    ['[]', 'no list'],
  ])('whole where it is %s', (text, message) => {
    expect(() => readText(text)).toThrow(message);
  });
});

const folder = fileURLToPath(new URL('../../../shared/samples/2026-07-01/catwalk/', import.meta.url));

/** Worked out by hand from the recorded files: 0 where a field says nothing. */
const BY_HAND = [
  ['openai', 'gpt-5', '400000', '1.25', '10', '0.125', '0.125'],
  ['azure', 'gpt-5', '400000', '1.25', '10', '0.25', '0.25'],
  ['zai', 'glm-4.7', '204800', '0.6', '2.2', '0.11', '0'],
  ['minimax', 'MiniMax-M2', '200000', '0.3', '1.2', '0.03', '0.375'],
  ['openrouter', 'google/gemini-3.5-flash', '1048576', '1.5', '9', '0.08333', '0.15'],
  ['openrouter', 'meta-llama/llama-4-scout', '1310720', '0.25', '0.7', '0', '0'],
  ['vercel', 'deepseek/deepseek-v3.2', '128000', '0.28', '0.42', '0.028', '0'],
] as const;

describe.runIf(existsSync(folder))('the recorded files', () => {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const whole = files.map((file) => {
    const url = source.recordings[0]?.url(file.replace('.json', '')) ?? '';
    const page = pageOf(url, 'application/json', readFileSync(folder + file));
    return { page, entries: [...(source.entries?.(page) ?? [])] };
  });
  const all = whole.flatMap(({ entries }) => entries);
  const drafts = draftClaims(
    'catwalk',
    all.flatMap(({ statements }) => statements),
  );
  const said = new Map(
    drafts.drafts.map(({ alias, attribute, part, value }) => [
      [alias.provider, alias.nativeId, attribute, part].join(),
      value.num ?? value.text,
    ]),
  );

  it('gives 1,303 models of 37 files and refuses nothing', () => {
    expect(files).toHaveLength(37);
    expect(source.seeds.map(({ url }) => url).sort()).toEqual(whole.map(({ page }) => page.url).sort());
    expect(all.filter(({ statements }) => statements.length > 0)).toHaveLength(1303);
    expect(all.flatMap((entry) => refused(entry))).toEqual([]);
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

  it.each(BY_HAND)('%s %s: %s tokens, %s, %s, %s, %s', (provider, id, ...figures) => {
    const keys = ['context_window,', 'price,input', 'price,output', 'price,cache_write', 'price,cache_read'];
    expect(keys.map((key) => said.get(`${provider},${id},${key}`) ?? '0')).toEqual(figures);
  });

  it('has the figures of every model', () => {
    for (const { page } of whole) {
      const raw = JSON.parse(page.text) as { id: string; models: Record<string, number | string>[] };
      for (const { id, ...fields } of raw.models) {
        const figure = (key: string): number => Number(said.get(`${raw.id},${id},${key}`) ?? 0);
        expect(figure('context_window,'), `${raw.id}/${id}`).toBe(fields.context_window);
        const isFree = said.get(`${raw.id},${id},price,input`) === 'free';
        if (isFree) expect(fields.cost_per_1m_in).toBe(0);
        else expect(figure('price,input')).toBeCloseTo(Number(fields.cost_per_1m_in), 10);
        expect(figure('price,cache_read')).toBeCloseTo(Number(fields.cost_per_1m_out_cached ?? 0), 10);
        expect(figure('price,cache_write')).toBeCloseTo(Number(fields.cost_per_1m_in_cached ?? 0), 10);
      }
    }
  });
});
if (!existsSync(folder)) console.log(`catwalk.test.ts: no recorded files, ${folder} is absent`);
