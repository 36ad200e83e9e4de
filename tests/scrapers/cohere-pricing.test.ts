import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { source } from '../../scrapers/cohere-pricing/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const WHOLE = readFileSync(
  new URL('../../fixtures/cohere-pricing/2026-08-01/pricing/page.html', import.meta.url),
  'utf8',
);
const read = (from: string, to: string) => {
  expect(WHOLE).toContain(from);
  return source.read(pageOf('', 'text/html', new TextEncoder().encode(WHOLE.replace(from, to))));
};

describe('cohere-pricing', () => {
  it('reads the slot of the output as what its label says', () => {
    const { statements, refused } = read('Cohere', 'Cohere');
    const image = statements.filter(({ subject, part }) => subject.name === 'Embed 4' && part !== '');
    expect(image.map(({ part, asWritten }) => [part, asWritten])).toEqual([
      ['input', '0.12'],
      ['input;modality=image', '0.47'],
    ]);
    expect(refused.map(({ reason, what }) => `${reason} ${what}`)).toEqual(['unknown-unit Rerank 3.5']);
  });

  it.each([
    [String.raw`\"Image cost\"`, String.raw`\"Video cost\"`, 'unknown-label', 'Embed 4'],
    [String.raw`\"Image cost\"`, String.raw`\"Cost\"`, 'unknown-part', 'Embed 4'],
    [String.raw`\"outputPrice\":0.47`, String.raw`\"outputPrice\":\"0.47\"`, 'no-price', 'Embed 4'],
    [String.raw`\"outputPrice\":0.47`, String.raw`\"outputPrice\":0`, 'no-price', 'Embed 4'],
    [
      String.raw`\"outputPrice\":0.47`,
      String.raw`\"outputPrice\":0.47,\"tier\":\"batch\"`,
      'unknown-field',
      'Embed 4',
    ],
    [String.raw`{\"_key\":\"embed-4\"`, String.raw`{\"currency\":\"EUR\"`, 'unknown-field', 'Embed 4'],
    [
      String.raw`\"modelName\":\"Embed 4\"`,
      String.raw`\"modelName\":\"from embed\"`,
      'unknown-name',
      'from embed',
    ],
  ])('refuses one model: %s -> %s', (from, to, reason, what) => {
    const { refused, statements } = read(from, to);
    expect(refused).toContainEqual(expect.objectContaining({ reason, what }));
    expect(statements).toHaveLength(12);
  });

  it.each([
    ['$2.50 / 1M tokens', '2.50 / 1M tokens</p><p>€2.10'],
    [String.raw`\"modelName\":\"Embed 4\"`, String.raw`\"modelName\":\"Command R\"`],
    [String.raw`\"pricingGroups\"`, String.raw`\"groups\"`],
  ])('refuses the page: %s -> %s', (from, to) => {
    expect(() => read(from, to)).toThrow(PageRefused);
  });
});
