import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/aws-bedrock/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

interface Row {
  use?: string;
  inference?: string;
  feature?: string;
  model?: string;
  unit?: string;
  price?: Record<string, string>;
  end?: string;
  from?: string;
}

const product = (row: Row) => ({
  attributes: {
    usagetype: row.use ?? 'USE1-NovaLite-input-tokens',
    inferenceType: row.inference ?? '',
    feature: row.feature ?? 'On-demand Inference',
    model: row.model ?? 'Nova Lite',
    regionCode: 'us-east-1',
  },
});
const term = (row: Row) => ({
  one: {
    effectiveDate: row.from ?? '2026-08-01T00:00:00Z',
    priceDimensions: {
      one: {
        beginRange: '0',
        endRange: row.end ?? 'Inf',
        unit: row.unit ?? '1K tokens',
        pricePerUnit: row.price ?? { USD: '0.0000600000' },
      },
    },
  },
});
const readText = (text: string): PageReading =>
  source.read(pageOf(source.seeds[0]?.url ?? '', 'application/json', new TextEncoder().encode(text)));
const read = (...rows: Row[]): PageReading => {
  const keyed = <T>(of: (row: Row) => T) => Object.fromEntries(rows.map((row, at) => [`S${at}`, of(row)]));
  const publicationDate = '2026-09-11T12:44:08Z';
  const terms = { OnDemand: keyed(term) };
  return readText(
    JSON.stringify({ offerCode: 'AmazonBedrock', publicationDate, products: keyed(product), terms }),
  );
};
const prices = (reading: PageReading): string[] =>
  reading.statements
    .filter((s) => s.means[0] === 'price')
    .map((s) => [s.subject.name, s.scope, s.part, s.asWritten, s.context.per].join(' · '));
const refused = (reading: PageReading): string[] =>
  reading.refused.map(({ reason, what }) => `${reason}: ${what}`);

describe('a row', () => {
  it.each<[string, Row, string]>([
    ['by its words', {}, 'us-east-1 · input'],
    ['of a batch by its feature alone', { feature: 'Batch Inference' }, 'us-east-1;tier=batch · input'],
    ['of another tier', { use: 'USE1-NovaLite-output-tokens-flex' }, 'us-east-1;tier=flex · output'],
    ['of a cache', { use: 'EUC1-NovaLite-cache-read-input-token-count' }, 'us-east-1 · cache_read'],
    [
      'of a cache that is written',
      { use: 'USE1-NovaLite-cache-write-1h-input-tokens' },
      'us-east-1 · cache_write;ttl=1h',
    ],
    ['in any region', { use: 'USE1-NovaLite-input-tokens-cross-region-global' }, 'global · input'],
    ['of speech', { use: 'USE1-NovaLite-speech-output-tokens' }, 'us-east-1 · output;modality=audio'],
  ])('is read %s', (_, row, said) => {
    expect(prices(read(row))).toEqual([`Nova Lite · USD;market=${said} · 0.0000600000 · 1K tokens`]);
  });

  it('keeps the unit that it names', () => {
    expect(prices(read({ unit: '1M tokens' }))[0]).toMatch(/1M tokens$/u);
  });

  it('holds from its day where that is after the list', () => {
    expect(read({ from: '2026-10-01T00:00:00Z' }).statements.at(-1)?.validFrom).toBe('2026-10-01');
    expect(read({}).statements.at(-1)?.validFrom).toBeUndefined();
  });

  it.each<[string, Row, string]>([
    [
      'a word that nobody knows',
      { inference: 'Input tokens moonlight' },
      'unknown-word "moonlight": input tokens',
    ],
    ['words that do not go together', { inference: 'Output tokens' }, 'two kinds of direction: input tokens'],
    ['a price by volume', { end: '1000' }, 'price-by-volume: input tokens'],
    ['another currency', { price: { CNY: '0.1' } }, 'other-currency: input tokens'],
    ['an unknown unit', { unit: '1K words' }, 'unknown-unit "1K words": input tokens'],
    ['a zero', { price: { USD: '0.0000000000' } }, 'zero-price: input tokens'],
  ])('is refused for %s', (_, row, reason) => {
    expect(prices(read(row))).toEqual([]);
    expect(refused(read(row))).toEqual([reason]);
  });

  it('is left alone where it sells something else', () => {
    for (const row of [
      { feature: 'Provisioned Throughput' },
      { use: 'USE1-NovaLite-custom-model-input-tokens' },
    ]) {
      expect(read(row)).toEqual({ statements: [], refused: [] });
    }
    expect(read({ unit: 'image' })).toEqual({ statements: [], refused: [] });
  });
});

describe('the list', () => {
  it('refuses a usage type with an unknown word before the known ones, where the model has another', () => {
    const reading = read({}, { use: 'USE1-NovaLite-moonlight-output-tokens' });
    expect(prices(reading)).toHaveLength(1);
    expect(refused(reading)).toEqual(['unknown-usage-type: output tokens']);
  });

  it('says nothing of what has two prices, and counts refusals', () => {
    const reading = read(
      {},
      { price: { USD: '0.5' } },
      { model: 'Nova Pro', use: 'USE1-NovaPro-output-tokens' },
    );
    expect(prices(reading)).toHaveLength(1);
    expect(refused(reading)).toEqual(['said-twice: Nova Lite input and 1 more']);
  });

  it('is refused where it is another one', () => {
    expect(() => readText('{"offerCode":"AmazonEC2","products":{},"terms":{"OnDemand":{}}}')).toThrow(
      PageRefused,
    );
    expect(() => readText('{"offerCode":"AmazonBedrock","products":{},"terms":{}}')).toThrow(PageRefused);
  });
});
