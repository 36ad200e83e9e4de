import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/xai-docs/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const [URL_OF_PAGE = ''] = source.seeds.map(({ url }) => url);
const readAs = (type: string, text: string): PageReading =>
  source.read(pageOf(URL_OF_PAGE, type, new TextEncoder().encode(text)));

const MODEL = {
  name: 'grok-9',
  promptTextTokenPrice: '12500',
  promptTextTokenPriceLongContext: '25000',
  longContextThreshold: '200000',
  aliases: ['grok-8'],
  batchDiscountPercent: 20,
};
const blob = (model: object, more: object = {}): string =>
  JSON.stringify({ clusterConfigs: [{ languageModels: [{ ...MODEL, ...model }], ...more }] });
const lists = (model: object, more?: object): PageReading => readAs('application/json', blob(model, more));

const page = (rows: string, unit = 'Prices shown per million tokens', more = ''): PageReading =>
  readAs(
    'text/markdown',
    `# Models\n\n### Chat API\n\n| Model | Context | Input | Output |\n|---|---|---|---|\n${rows}\n\n${unit}\n\n${more}`,
  );

const prices = ({ statements }: PageReading): string[] =>
  statements.filter((s) => s.means[0] === 'price').map((s) => `${s.subject.id} ${s.part} ${s.asWritten}`);
const reasons = ({ refused }: PageReading): string[] =>
  refused.map(({ reason, what }) => `${reason}: ${what}`);

describe('the embedded lists', () => {
  it('give prices in ticks with their band, and neither aliases nor shares', () => {
    const reading = lists({});
    expect(prices(reading)).toEqual(['grok-9 input 12500', 'grok-9 input;above=200000 25000']);
    expect(reading.statements.at(-1)?.context.per).toBe('1e-4 USD per 1M tokens');
    expect(JSON.stringify(reading.statements)).not.toContain('grok-8');
    expect(reading.refused).toEqual([]);
  });

  it('refuse a band without its threshold, a list of another kind, and an unknown price', () => {
    expect(reasons(lists({ longContextThreshold: undefined }))).toEqual([
      'no-threshold: xai/grok-9 promptTextTokenPriceLongContext',
    ]);
    expect(reasons(lists({}, { soundModels: [] }))).toEqual(['unknown-field: soundModels']);
    expect(reasons(lists({ promptSmellTokenPrice: '1' }))).toEqual([
      'unknown-field: xai/grok-9 promptSmellTokenPrice',
    ]);
    expect(() => readAs('application/json', '{"clusterConfigs":[]}')).toThrow(PageRefused);
  });

  it('are read from a page that streams them', () => {
    const pushed = JSON.stringify(`1:${blob({})}\n`);
    const html = `<!doctype html><html lang="en"><head><title>Models</title></head><body><h1>Models and Pricing</h1><p>Our own words about the models that can be had here, long enough for a page.</p><script>self.__next_f.push([1,${pushed}])</script></body></html>`;
    expect(prices(readAs('text/html', html))).toEqual([
      'grok-9 input 12500',
      'grok-9 input;above=200000 25000',
    ]);
  });
});

describe('the table', () => {
  const row = '| grok-9 | 1M | $1.25 | $2.50 |';

  it('has its unit in the text behind it, and states the window of offering and model', () => {
    const reading = page(row);
    expect(prices(reading)).toEqual(['grok-9 input $1.25', 'grok-9 output $2.50']);
    expect(reading.statements.filter((s) => s.means[0] === 'context_window')).toHaveLength(2);
    expect(() => page(row, 'Prices shown per thousand tokens')).toThrow(/says .*tokens/u);
  });

  it('may have its unit in the headers, and the text before it', () => {
    const table = (headers: string, before = ''): string =>
      `# Models\n\n${before}\n\n| ${headers} |\n|---|---|---|---|\n${row}\n`;
    const units = [
      table('Model | Context | Input (per 1M tokens) | Output / 1M tokens'),
      table('Model | Context | Input | Output', 'Prices per million tokens.'),
    ];
    for (const text of units) expect(prices(readAs('text/markdown', text))).toHaveLength(2);
    expect(() => readAs('text/markdown', table('Model | Context | Input | Output'))).toThrow(PageRefused);
  });

  it('refuses a label in place of an id, and a section with prices that nobody decided about', () => {
    for (const name of ['Grok 9', 'paint-9']) {
      expect(reasons(page(`| ${name} | 1M | $1 | $2 |`))).toEqual([`bad-id: ${name}`]);
    }
    expect(reasons(page(row, undefined, '## Rooms\n\nA room costs $5 / day.'))).toEqual([
      'unknown-section: Models › Rooms',
    ]);
  });

  it('refuses pictures in a unit that it does not know', () => {
    const media = '### Imagine API\n\n| Model | Cost |\n|---|---|\n| grok-paint | $5 / frame |';
    expect(reasons(page(row, undefined, media))).toEqual(['unknown-unit: Cost · grok-paint']);
  });
});
