import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/groq/index.ts';
import { draftClaims } from '../../src/pipeline/draft.ts';
import { pageOf } from '../support/fixtures.ts';

const HEADERS =
  'MODEL ID | SPEED (T/SEC) | PRICE PER 1M TOKENS | CONTEXT WINDOW (TOKENS) | MAX COMPLETION TOKENS';
const read = (row: string, headers = HEADERS): PageReading => {
  const text = `# Models\n\n| ${headers} |\n|${'---|'.repeat(headers.split('|').length)}\n| ${row} |\n`;
  return source.read(pageOf(source.seeds[0]?.url ?? '', 'text/markdown', new TextEncoder().encode(text)));
};
const LINK = '[![Maker](/logo.png)Model 1](/docs/model/maker/model-1)Enterprisemaker/model-1';
const withPrice = (price: string): PageReading => read(`${LINK} | 560 | ${price} | 131,072 | 65,536`);
const claims = (reading: PageReading): string[] =>
  draftClaims('groq', reading.statements).drafts.map(({ alias, attribute, part, value }) =>
    [alias.nativeId, attribute, part, value.text, value.unit ?? ''].join(' ').replace(/\s+/gu, ' ').trim(),
  );
const reasons = ({ refused }: PageReading): string[] => refused.map(({ reason }) => reason);

describe('a row', () => {
  it('has its id in the link, and both prices in one cell', () => {
    expect(claims(withPrice('$0.15 input$0.60 output'))).toEqual([
      'maker/model-1 model unknown',
      'maker/model-1 throughput 560 tokens per second',
      'maker/model-1 price input 0.15 USD per 1M tokens',
      'maker/model-1 price output 0.60 USD per 1M tokens',
      'maker/model-1 context_window 131072',
      'maker/model-1 max_output 65536',
    ]);
  });

  it.each([
    ['ContactSales', ['price input unknown', 'price output unknown']],
    ['$0.111 per hour', ['price input;modality=audio;unit=hour 0.111 USD per hour']],
    ['$22.00 per 1M characters', ['price input;unit=character 22.00 USD per 1M characters']],
  ])('says %s in its own words and units', (price, said) => {
    const found = claims(withPrice(price)).filter((claim) => claim.includes(' price '));
    expect(found).toEqual(said.map((claim) => `maker/model-1 ${claim}`));
  });

  it('is refused where the link and the text name different ids, or a price counts something else', () => {
    const rest = '560 | $0.15 input$0.60 output | 131,072 | 65,536';
    expect(reasons(read(`[Model 1](/docs/model/maker/model-1)maker/model-2 | ${rest}`))).toEqual(['bad-id']);
    expect(reasons(read(`Model 1 | ${rest}`))).toEqual(['bad-id']);
    expect(reasons(withPrice('$3 per image'))).toEqual(['unknown-unit']);
    expect(() => withPrice('€0.15 input€0.60 output')).toThrow(/EUR/u);
  });
});

it('reads the same table as HTML, with whole addresses', () => {
  const head = HEADERS.split(' | ')
    .map((text) => `<th>${text}</th>`)
    .join('');
  const link =
    '<a href="https://console.groq.com/docs/model/maker/model-1"><img alt="Maker">Model 1</a><span>maker/model-1</span>';
  const cells = [link, '560', '<div>$0.15 input</div><div>$0.60 output</div>', '131,072', '65,536'];
  const html = `<!doctype html><html lang="en"><head><title>Supported Models</title></head><body><h1>Supported Models</h1><p>Our own words about the models.</p><table><thead><tr>${head}</tr></thead><tbody><tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></tbody></table></body></html>`;
  const reading = source.read(
    pageOf(source.seeds[0]?.url ?? '', 'text/html', new TextEncoder().encode(html)),
  );
  expect(claims(reading)).toEqual(claims(withPrice('$0.15 input $0.60 output')));
});

it('refuses the page where the unit is gone from the heading, or a column is not known', () => {
  const row = `${LINK} | 560 | $0.15 input$0.60 output | 131,072 | 65,536`;
  expect(() => read(row, HEADERS.replace(' PER 1M TOKENS', ''))).toThrow(/per 1M tokens/u);
  expect(() => read(row, HEADERS.replace('SPEED (T/SEC)', 'SPEED (T/MIN)'))).toThrow(/SPEED \(T\/MIN\)/u);
});
