import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTES, type Attribute } from '../../schema/attributes.ts';
import { claimValueSchema } from '../../schema/claim.ts';
import { readText, reasonOf } from './support.ts';

const attributes = Object.keys(ATTRIBUTES) as Attribute[];
const SCOPES = new Map<Attribute, string>([
  ['price', 'USD'],
  ['capability', 'vision'],
  ['modality', 'input=image'],
  ['benchmark', 'Some-Bench 2.0'],
  ['available', 'via=Somebody'],
]);
const around = (attribute: Attribute) => ({
  scope: SCOPES.get(attribute) ?? '',
  part: attribute === 'price' ? 'input' : '',
  context: { locale: 'en', currency: 'USD', per: '1M tokens' },
});
const fragments = [
  '$',
  '¥',
  '1',
  '0',
  '.',
  ',',
  '_',
  '%',
  'k',
  'M',
  'B',
  'Ki',
  ' ',
  '-',
  '—',
  '~',
  '(',
  ')',
  '/',
  '~~',
  '<del>',
  '</del>',
  'tokens',
  'per',
  'active',
  'total',
  'A',
  '2026',
  '年',
  ':',
  '元',
  '+',
  'e5',
  'not',
  'and',
  '% off',
  'only',
  '\u00a0',
  'x',
  '²',
  '\ud83d\ude00',
];
const cell = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 14 }).map((all) => all.join('')),
);

describe('hostile text', () => {
  it('never throws, gives schema-valid claims and says why it refuses', () => {
    fc.assert(
      fc.property(fc.constantFrom(...attributes), cell, (attribute, text) => {
        const result = readText(attribute, text, around(attribute));
        if (!result.ok) return /^[a-z]+(-[a-z]+)+$/.test(result.reason) && result.detail.length < 300;
        return (
          result.claims.length > 0 &&
          result.claims.every((claim) => claimValueSchema.safeParse(claim).success)
        );
      }),
      { numRuns: 20_000 },
    );
  });

  it('never makes a number of a text without digits', () => {
    const blank = fc
      .array(fc.constantFrom(...fragments.filter((part) => !/\d/.test(part))), { maxLength: 8 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.constantFrom(...attributes), blank, (attribute, text) => {
        const result = readText(attribute, text, around(attribute));
        return !result.ok || result.claims.every(({ value }) => value.num === undefined);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each(['', ' ', '\u00a0', '\u200b', '-', '–', '—', 'N/A', '\t\n'])(
    'reads %j as unknown under every attribute',
    (text) => {
      for (const attribute of attributes.filter((name) => name !== 'model')) {
        const result = readText(attribute, text, around(attribute));
        expect(result.ok && result.claims.map(({ value }) => value.kind), attribute).toEqual(['unknown']);
      }
    },
  );

  it.each(['131\u0000072', '131k\ud800', '\udc00131k', '131k\u202e', '131\ufffd072', '\u001b[31m131k'])(
    'refuses %j',
    (text) => {
      const result = readText('price', text, around('price'));
      expect(!result.ok && !/\p{Cs}|\p{Cc}|\u202e/u.test(result.detail)).toBe(true);
      for (const attribute of attributes)
        expect(reasonOf(attribute, text, around(attribute)), attribute).toBe('bad-character');
    },
  );

  it('refuses 10 kB of junk at once', () => {
    const junk = ['1', '1,', '(', '~~', '<del>', ' and ', 'a ', '- ', '1 ', '% off ', '2026-', 'A1B'].map(
      (part) => part.repeat(Math.ceil(10_000 / part.length)),
    );
    const timed = (attribute: Attribute, text: string): number => {
      const start = performance.now();
      expect(reasonOf(attribute, text, around(attribute))).toBe('too-long');
      for (const length of [999, 500]) readText(attribute, text.slice(0, length), around(attribute));
      return performance.now() - start;
    };
    for (const attribute of attributes) {
      for (const text of junk) {
        // Another process may take the processor for a while: the best of three tries counts.
        const tries = [1, 2, 3].map(() => timed(attribute, text));
        expect(Math.min(...tries), `${attribute} ${text.slice(0, 10)}`).toBeLessThan(50);
      }
    }
  });

  it('shows at most 80 characters of what it refuses', () => {
    const result = readText('context_window', 'q'.repeat(500));
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.detail).toContain(`"${'q'.repeat(79)}…"`);
  });
});
