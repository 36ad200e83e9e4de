import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { source } from '../../scrapers/azure-openai/index.ts';
import { meterOf } from '../../scrapers/azure-openai/meter.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const WHOLE = readFileSync(
  new URL('../../fixtures/azure-openai/2026-08-01/prices/page.json', import.meta.url),
  'utf8',
);
const pageWith = (from: string, to: string) => {
  expect(WHOLE).toContain(from);
  const text = WHOLE.replaceAll(from, to);
  return pageOf(source.seeds[0]?.url ?? '', 'application/json', new TextEncoder().encode(text));
};
const reasons = (from: string, to: string): Set<string> =>
  new Set(source.read(pageWith(from, to)).refused.map(({ reason }) => reason));

describe('azure-openai', () => {
  it.each([
    ['gpt 4o 0806 Inp glbl Tokens', 'gpt 4o 0806', 'input', 'global', undefined],
    ['gpt 5 pp Inp DZ 1M Tokens', 'gpt 5', 'input', 'data zone', 'priority'],
    ['gpt 4.1 Batch cached Inp Data Zone Tokens', 'gpt 4.1', 'cache_read', 'data zone', 'batch'],
    ['gpt-4o-mini-0718-outp-regnl Tokens', 'gpt-4o-mini-0718', 'output', 'regional', undefined],
  ])('takes "%s" apart', (meter, name, part, place, tier) => {
    expect(meterOf(meter)).toMatchObject({ name, part, place, scope: tier ? { tier } : {} });
  });

  it.each([
    ['gpt 4o 0806 Inp glbl Tokens surcharge', 'unknown-word'],
    ['gpt 4o 0806 Hourly Inp glbl Tokens', 'unknown-name'],
    ['4.3 Inp glbl Tokens', 'unknown-name'],
    ['gpt 4o Inp Outp glbl Tokens', 'word-twice'],
    ['gpt 4o Inp glbl', 'no-unit'],
    ['gpt 4o glbl Tokens', 'no-direction'],
    ['gpt 4o Inp Tokens', 'no-place'],
    ['gpt 4o cached Outp glbl Tokens', 'unknown-part'],
  ])('refuses the meter "%s"', (meter, refused) => {
    expect(meterOf(meter)).toEqual({ refused });
  });

  it.each([
    ['"serviceName": "Foundry Models"', '"serviceName": "Foundry Tools"', 'other-service'],
    ['"currencyCode": "USD"', '"currencyCode": "EUR"', 'other-currency'],
    ['"tierMinimumUnits": 0.0', '"tierMinimumUnits": 100.0', 'unknown-band'],
    ['"unitOfMeasure": "1K"', '"unitOfMeasure": "1 Hour"', 'unknown-unit'],
    ['"retailPrice": 0.0025,', '"retailPrice": 0.0,', 'no-price'],
    ['"armRegionName": "swedencentral"', '"armRegionName": "Sweden C"', 'unknown-region'],
    ['"armRegionName": "swedencentral"', '"armRegionName": ""', 'no-region'],
    ['"unitOfMeasure": "1M"', '"unitOfMeasure": "1K"', 'two-units'],
    ['"serviceFamily"', '"savingsPlan"', 'unknown-field'],
  ])('refuses rows with %s -> %s', (from, to, reason) => {
    expect(reasons('"Count"', '"Count"')).not.toContain(reason === 'two-units' ? '' : reason);
    expect(reasons(from, to)).toContain(reason);
  });

  it('refuses a page that holds fewer rows than it says, or none', () => {
    expect(() => source.read(pageWith('"Count": 23', '"Count": 24'))).toThrow(PageRefused);
    expect(() => source.read(pageWith('"Items"', '"items"'))).toThrow(PageRefused);
  });

  it('follows the next page, and wants to be told whether there is one', () => {
    const next = 'https://prices.azure.com:443/api/retail/prices?$skip=1000';
    expect(source.follow?.links(pageWith('"NextPageLink": null', `"NextPageLink": "${next}"`))).toEqual([
      next,
    ]);
    expect(source.follow?.links(pageWith('"Count"', '"Count"'))).toEqual([]);
    expect(() => source.follow?.links(pageWith('"NextPageLink"', '"More"'))).toThrow(PageRefused);
  });
});
