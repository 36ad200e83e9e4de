import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/novita/index.ts';
import { draftClaims } from '../../src/pipeline/draft.ts';
import { pageOf } from '../support/fixtures.ts';

const readAs = (type: string, text: string): PageReading =>
  source.read(pageOf(source.seeds[0]?.url ?? '', type, new TextEncoder().encode(text)));
const prices = (reading: PageReading): string[] =>
  draftClaims('novita', reading.statements)
    .drafts.filter(({ attribute }) => attribute === 'price')
    .map(({ alias, part, value }) => `${alias.nativeId} ${part} ${value.text} ${value.unit ?? ''}`.trim());
const reasons = ({ refused }: PageReading): string[] =>
  refused.map(({ reason, what }) => `${reason}: ${what}`);

describe('the list', () => {
  const list = (model: object): PageReading =>
    readAs(
      'application/json',
      JSON.stringify({ data: [{ id: 'a/b', input_token_price_per_m: 700, ...model }] }),
    );

  it('counts in ten-thousandths of a dollar', () => {
    expect(prices(list({ output_token_price_per_m: 5700 }))).toEqual([
      'a/b input 0.07 USD per 1M tokens',
      'a/b output 0.57 USD per 1M tokens',
    ]);
  });

  it('says nothing of prices that depend on the prompt, are missing, or belong to media', () => {
    expect(prices(list({ is_tiered_billing: true }))).toEqual([]);
    expect(prices(list({ input_token_price_per_m: -1 }))).toEqual([]);
    expect(list({ model_type: 'image' }).statements).toEqual([]);
    expect(reasons(list({ model_type: 'smell' }))).toEqual(['unexpected-value: novita/a/b model_type smell']);
    expect(reasons(list({ currency: 'CNY' }))).toContain('unknown-condition: novita/a/b currency');
  });
});

describe('the page', () => {
  const page = (row: string, more = ''): PageReading =>
    readAs(
      'text/markdown',
      `# Pricing\n\n### Maker\n\n| Model Name | Context | Input | Output | Actions |\n|---|---|---|---|---|\n${row}\n\n${more}`,
    );

  it('has cache reads in the cell of the input', () => {
    expect(prices(page('| a/b\t | 8,192 | $0.14 /Mt· Cache Read $0.028 /Mt | $0.28 /Mt | More |'))).toEqual([
      'a/b input 0.14 USD per 1M tokens',
      'a/b cache_read 0.028 USD per 1M tokens',
      'a/b output 0.28 USD per 1M tokens',
    ]);
  });

  it('is the same as HTML', () => {
    const row = [
      '<a href="/models/a-b">a/b</a>',
      '8,192',
      '<span>$0.14 /Mt</span><div>· Cache Read $0.028 /Mt</div>',
      '$0.28 /Mt',
      '<a href="/">More</a>',
    ];
    const head = ['Model Name', 'Context', 'Input', 'Output', 'Actions'];
    const html = `<!doctype html><html lang="en"><head><title>Pricing</title></head><body><h1>Pricing</h1><h3>Maker</h3><p>Our own words about a maker of models.</p><table><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody><tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr></tbody></table></body></html>`;
    expect(prices(readAs('text/html', html))).toEqual([
      'a/b input 0.14 USD per 1M tokens',
      'a/b cache_read 0.028 USD per 1M tokens',
      'a/b output 0.28 USD per 1M tokens',
    ]);
  });

  it('says that tiered prices are unknown, and nothing where prices are by medium', () => {
    expect(prices(page('| a/b | 8,192 | - | Tiered pricing | More |'))).toEqual([
      'a/b input unknown',
      'a/b output unknown',
    ]);
    expect(prices(page('| a/b | 8,192 | - | Omnimodal | More |'))).toEqual(['a/b input unknown']);
  });

  it('refuses labels in place of ids, and tables and sections that nobody decided about', () => {
    for (const name of ['A model', 'a/b/c']) {
      expect(reasons(page(`| ${name} | 8,192 | $1 /Mt | $1 /Mt | More |`))).toEqual([`bad-id: ${name}`]);
    }
    const row = '| a/b | 8,192 | $1 /Mt | $1 /Mt | More |';
    expect(reasons(page(row, '### Rooms\n\n| Room | Rate |\n|---|---|\n| 1 | $2 /h |'))).toEqual([
      'unknown-table: Pricing › Rooms › Room | Rate',
    ]);
    expect(reasons(page(row, '### Rooms\n\nFrom $2 a night.'))).toEqual(['unknown-section: Pricing › Rooms']);
  });
});
