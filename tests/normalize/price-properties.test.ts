import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal, printDecimal, shift } from '../../src/normalize/decimal.ts';
import { readNotation } from '../../src/pipeline/notation.ts';

/** How a price of so many millionths of a currency per 1M tokens is written, by power of ten and wording. */
const WORDINGS: readonly [print: (amount: string) => string, power: number, unit: string, locale?: string][] =
  [
    [(n) => `$${n}/1M tokens`, 0, ''],
    [(n) => `$${n} / MTok`, 0, ''],
    [(n) => `$${n} /Mt`, 0, ''],
    [(n) => `$${n} per million input tokens`, 0, ''],
    [(n) => `US$${n} / M tokens`, 0, ''],
    [(n) => `\\$${n} / M tok`, 0, ''],
    [(n) => `${n} USD per 1M tokens`, 0, ''],
    [(n) => `USD ${n} / 1,000,000 tokens`, 0, ''],
    [(n) => `<p>$${n}</p>`, 0, 'USD per 1M tokens'],
    [(n) => `$${n}`, 0, 'USD per 1M'],
    [(n) => `${n}元/百万tokens`, 0, ''],
    [(n) => `￥${n}/ M Tokens`, 0, 'CNY per 1M'],
    [(n) => `"input_mtok": ${n}`, 0, ''],
    [(n) => `${n.replace('.', ',')} € / 1M Token`, 0, '', 'de'],
    [(n) => `${n.replace('.', ',')} € / million de jetons`, 0, '', 'fr'],
    [(n) => `$${n} / 1K tokens`, 3, ''],
    [(n) => `$${n} per thousand tokens`, 3, ''],
    [(n) => `${n}元/千tokens`, 3, ''],
    [(n) => n, 3, 'USD per 1K tokens'],
    [(n) => n, 6, 'USD per token'],
    [(n) => `"prompt": "${n}"`, 6, ''],
    [(n) => `input_cost_per_token: ${n}`, 6, ''],
    [(n) => n, 4, 'cents per token USD'],
    [(n) => `"cents_per_input_token": ${n}`, 4, ''],
    [(n) => n, -4, '1e-4 USD per 1M tokens'],
    [(n) => `input_token_price_per_m: ${n}`, -4, ''],
  ];

const OTHERS: readonly [print: (amount: string) => string, power: number][] = [
  [(n) => `$${n} per 1M characters`, 0],
  [(n) => `${n}元/万字符`, 2],
  [(n) => `$${n} per image`, 0],
  [(n) => `$${n} / 1k calls`, -3],
  [(n) => `$${n} / 1000 pages`, -3],
  [(n) => `$${n} / minute`, 0],
  [(n) => `$${n} / GB-day`, 0],
  [(n) => `$${n} / 1,000,000 tokens per hour (storage price)`, 0],
];

/** A price of 0.0001 to 9,999.999999 in the published unit, exactly. */
const micros = fc.integer({ min: 100, max: 9_999_999_999 });
const written = (value: number, power: number): string =>
  printDecimal(shift({ coefficient: BigInt(value), scale: 6 }, power));

describe('a price that is written in any unit', () => {
  it('is read back exactly', () => {
    const wording = fc.constantFrom(...WORDINGS);
    fc.assert(
      fc.property(micros, wording, (value, [print, power, unit, locale]) => {
        const text = print(written(value, -power));
        const answer = readNotation({ kind: 'price_input', text, unit, ...(locale && { locale }) });
        const [found, ...more] = answer?.values ?? [];
        return (
          found?.number === written(value, 0) && /per 1M tokens$/.test(found.unit ?? '') && more.length === 0
        );
      }),
      { numRuns: 80_000 },
    );
  }, 30_000);

  it('is read back exactly where it is no price of tokens', () => {
    fc.assert(
      fc.property(micros, fc.constantFrom(...OTHERS), (value, [print, power]) => {
        const answer = readNotation({ kind: 'price_other', text: print(written(value, 0)) });
        const [found, ...more] = answer?.values ?? [];
        return (
          found?.number === written(value, power) && !/1M tokens$/.test(found.unit ?? '') && more.length === 0
        );
      }),
      { numRuns: 20_000 },
    );
  }, 30_000);
});

const PIECES = [
  ...[
    '$',
    '¥',
    '€',
    '元',
    '1',
    '0',
    '12',
    '.',
    ',',
    '%',
    '折',
    'x',
    'k',
    'M',
    'MTok',
    ' ',
    '-',
    '(',
    ')',
    '[',
    ']',
    '/',
    '~~',
    '<s>',
    '</s>',
  ],
  ...[
    'tokens',
    'per',
    'input',
    'output',
    'cache',
    'Free',
    'or',
    'batch',
    '限时',
    '原价',
    '{',
    '}',
    ':',
    '"',
    '_',
    'prompt',
    '...',
    '<=',
    '200k',
    'off',
  ],
];
const anything = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 18 }).map((all) => all.join('')),
);
const kinds = fc.constantFrom(
  'price_input',
  'price_output',
  'price_cache',
  'price_mode',
  'price_other',
  'derived',
);
const units = fc.constantFrom(
  '',
  'USD per 1M',
  'USD per token',
  'CNY per 1M',
  'ratio',
  '-',
  'USD mixed',
  '))((',
  '1e-4 USD',
);

describe('any text as a price', () => {
  it('is read or refused with a reason, and every number is exact', () => {
    fc.assert(
      fc.property(kinds, anything, units, (kind, text, unit) => {
        const answer = readNotation({ kind, text, unit });
        if (!answer || answer.refused) return answer?.refused?.reason !== '';
        return answer.values.every(({ number }) => number === null || parseDecimal(number) !== undefined);
      }),
      { numRuns: 20_000 },
    );
  }, 30_000);

  it('is never 0 or free where it is blank', () => {
    const blank = fc.array(
      fc.constantFrom(...PIECES.filter((piece) => !/[\d折F]|off/.test(piece) && piece !== 'batch')),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(kinds, blank, units, (kind, pieces, unit) => {
        const answer = readNotation({ kind, text: pieces.join(''), unit });
        return (answer?.values ?? []).every(({ number, value }) => number === null && value !== 'free');
      }),
      { numRuns: 10_000 },
    );
  }, 30_000);

  it('takes no longer than 5 ms per 1000 characters', () => {
    readNotation({ kind: 'price_input', text: '$1 / MTok' });
    const long = [
      '$1 ',
      '(',
      '[',
      '1,',
      '~~',
      '<s>',
      '百万',
      '"a":',
      '{"a":',
      '1 / ',
      '$1 or ',
      '<= 1k ',
      'per ',
      '-',
      '1-',
      '9',
    ].map((piece) => piece.repeat(1000).slice(0, 999));
    for (const text of long) {
      const best = Math.min(
        ...[0, 1, 2, 3].map(() => {
          const start = performance.now();
          readNotation({ kind: 'price_input', text, unit: text });
          return performance.now() - start;
        }),
      );
      expect(best, text.slice(0, 12)).toBeLessThan(10);
    }
  });
});
