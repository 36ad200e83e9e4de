import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDecimals,
  integerOf,
  parseDecimal,
  printDecimal,
  shift,
  timesInteger,
} from '../../src/normalize/decimal.ts';

const digits = fc.stringMatching(/^(0|[1-9]\d{0,17})(\.\d{1,18})?$/);
const decimal = fc.tuple(fc.boolean(), digits).map(([negative, text]) => `${negative ? '-' : ''}${text}`);
const parsed = (text: string) => {
  const value = parseDecimal(text);
  if (!value) throw new Error(`${text} is no decimal`);
  return value;
};
/** The canonical print, made without the module: no trailing zeros, no point without a fraction. */
const trimmed = (text: string) => {
  const [whole = '', fraction = ''] = text.split('.');
  const kept = fraction.replace(/0+$/, '');
  const plain = kept === '' ? whole : `${whole}.${kept}`;
  return /^-0(\.0*)?$/.test(plain) ? '0' : plain;
};

describe('exact decimals', () => {
  it('print what they read', () => {
    fc.assert(
      fc.property(decimal, (text) => printDecimal(parsed(text)) === trimmed(text)),
      { numRuns: 10_000 },
    );
  });

  it('come back exactly from per token to per million and back', () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: -30, max: 30 }), (text, places) => {
        const back = shift(shift(parsed(text), places), -places);
        return printDecimal(back) === trimmed(text);
      }),
      { numRuns: 10_000 },
    );
  });

  it('read an exponent as the same number', () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: -20, max: 20 }), (text, exponent) => {
        const written = parsed(`${text}e${exponent}`);
        return compareDecimals(written, shift(parsed(text), exponent)) === 0;
      }),
      { numRuns: 2_000 },
    );
  });

  it('compare as the integers do that they are multiples of', () => {
    const pair = fc.tuple(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    );
    fc.assert(
      fc.property(pair, fc.integer({ min: 0, max: 20 }), ([a, b], scale) => {
        const order = compareDecimals(
          { coefficient: a, scale },
          shift({ coefficient: b, scale: scale + 5 }, 5),
        );
        return Math.sign(order) === (a < b ? -1 : a > b ? 1 : 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('know integers and multiply by them', () => {
    expect(integerOf(parsed('1.05'))).toBeUndefined();
    expect(integerOf(timesInteger(parsed('1.05'), 100n))).toBe(105n);
    expect(printDecimal(parsed('0.2'), 2)).toBe('0.20');
    expect(printDecimal(parsed('0.0028'), 2)).toBe('0.0028');
    expect(printDecimal(shift(parsed('1.75e-06'), 6), 2)).toBe('1.75');
  });

  it('refuse what is no plain decimal', () => {
    for (const text of [
      '',
      '.',
      '1.',
      '.5',
      '1,5',
      '0x10',
      'NaN',
      'Infinity',
      '1e999',
      '1e',
      '--1',
      ' 1',
      '9'.repeat(61),
    ]) {
      expect(parseDecimal(text), text).toBeUndefined();
    }
  });
});
