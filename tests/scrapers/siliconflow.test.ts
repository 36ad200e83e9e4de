import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { source } from '../../scrapers/siliconflow/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const WHOLE = readFileSync(
  new URL('../../fixtures/siliconflow/2026-08-01/pricing/page.html', import.meta.url),
  'utf8',
);
const read = (from: string, to: string) => {
  expect(WHOLE).toContain(from);
  const bytes = new TextEncoder().encode(WHOLE.replace(from, to));
  return source.read(pageOf('', 'text/html', bytes));
};
const codeOf = (from: string, to: string): string | undefined => {
  try {
    read(from, to);
    return undefined;
  } catch (error) {
    if (error instanceof PageRefused) return error.code;
    throw error;
  }
};

describe('siliconflow', () => {
  it('refuses a row that lacks a price: which one is not known', () => {
    expect(read('GLM', 'GLM').refused.map(({ what }) => what)).toEqual(['ERNIE-4.5-300B-A47B']);
  });

  it.each([
    ['<p class="framer-text">1.40</p>', '<p class="framer-text">from 1.40</p>', 'GLM-5.1'],
    ['<p class="framer-text">GLM-5.1</p>', '<p class="framer-text">New</p>', 'New'],
  ])('refuses the row: %s -> %s', (from, to, what) => {
    const { refused, statements } = read(from, to);
    expect(refused.map((refusal) => refusal.what)).toContain(what);
    expect(statements).toHaveLength(30);
  });

  it.each([
    [
      '<p class="framer-text">GLM-5.1</p>',
      '<p class="framer-text">GLM-5.1</p><p>New</p>',
      'unknown-sequence',
    ],
    ['>Output</p>', '>Output</p><p>Batch</p>', 'unknown-sequence'],
    ['>Input</p>', '>Output</p>', 'landmark-missing'],
    ['USD / M Tokens', 'USD / image', 'unit-missing'],
    ['USD / M Tokens', 'EUR / M Tokens', 'other-currency'],
    ['<nav>', '<p>GLM-5.1</p><p>205K</p><nav>', 'no-labels'],
  ])('refuses the page: %s -> %s', (from, to, code) => {
    expect(codeOf('GLM', 'GLM')).toBeUndefined();
    expect(codeOf(from, to)).toBe(code);
  });
});
