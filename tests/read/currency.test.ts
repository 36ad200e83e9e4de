import { describe, expect, it } from 'vitest';
import { source as anthropic } from '../../scrapers/anthropic-pricing/index.ts';
import { source as zai } from '../../scrapers/zai-pricing/index.ts';
import { declaredCurrency } from '../../src/read/currency.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { fixtures, pageIn, pageOf } from '../support/fixtures.ts';

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof PageRefused) return error.code;
    throw error;
  }
  return 'read';
}

describe('a sentence that says the currency of all prices', () => {
  it.each([
    ['All prices are in USD.', 'USD'],
    ['All prices are in CNY', 'CNY'],
    ['prices are in EUR', 'EUR'],
    ['Prices below are listed in Chinese yuan.', 'CNY'],
    ['All prices on this page are quoted in euros, not USD.', 'EUR'],
    ['Pricing is denominated in £.', 'GBP'],
    ['Prices per 1M tokens are in RMB.', 'CNY'],
    ['Prices per 1M tokens (EUR).', 'EUR'],
    ['Prices in EUR', 'EUR'],
    ['Currency: JPY', 'JPY'],
    ['Rates are billed in Australian dollars.', 'other'],
    ['以下价格均以人民币计价。', 'CNY'],
    ['价格单位：美元', 'USD'],
  ])('%s', (sentence, currency) => {
    expect(declaredCurrency(sentence)).toBe(currency);
  });

  it.each([
    'Prices are not in CNY.',
    'Prices in EUR are available on request.',
    'If you pay from Europe, prices are in EUR.',
    'For customers in China, prices are in CNY.',
    'Euros are accepted.',
    'Prices are in flux.',
    'Prices are in dollops.',
    '下表所列模型价格以“百万 tokens”为单位',
    'Rates per 1M tokens.',
    'Some resellers add charges (€10).',
    'Pay in your local currency EUR or not.',
  ])('is not: %s', (sentence) => {
    expect(declaredCurrency(sentence)).toBeUndefined();
  });
});

describe('a page that says another currency than its source is read in', () => {
  it.each([
    [zai, 'All prices are in USD', 'All prices are in CNY'],
    [zai, 'Prices per 1M tokens.', 'Prices per 1M tokens. All prices are in EUR.'],
    [anthropic, '\n## ', '\nPrices are in EUR.\n\n## '],
  ])('is refused', (source, from, to) => {
    const fixture = fixtures().find(
      ({ name, source: id }) => id === source.id && !name.includes('2026-07-15'),
    );
    const page = fixture && pageIn(fixture);
    if (!page?.text.includes(from)) throw new Error(`no fixture of ${source.id} has ${from}`);
    const other = pageOf(page.url, 'text/markdown', new TextEncoder().encode(page.text.replace(from, to)));
    expect(source.read(page).statements.length).toBeGreaterThan(0);
    expect(codeOf(() => source.read(other))).toBe('other-currency');
  });
});
