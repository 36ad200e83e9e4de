import type { Notation, Value } from '../../schema/value.ts';
import { UNKNOWN } from './cell.ts';
import { type Decimal, integerOf, parseDecimal, printDecimal, shift, timesInteger } from './decimal.ts';
import { plainNumber } from './number.ts';

export type Suffix = Notation['suffix'];

const BASES: ReadonlyMap<Suffix, bigint> = new Map([
  ['', 1n],
  ['k', 1000n],
  ['M', 1_000_000n],
  ['Ki', 1024n],
  ['Mi', 1_048_576n],
]);
/** Other factors for which the same digits may stand. */
const OTHER_BASES: ReadonlyMap<Suffix, readonly bigint[]> = new Map([
  ['k', [1024n]],
  ['M', [1_024_000n, 1_048_576n]],
]);
/** More tokens than any limit: a larger number is something else. */
const LARGEST = 1_000_000_000_000n;
/** Round binary numbers are the multiples of 8 × 1,024. */
const ROUND = 8192n;

const ceilDiv = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

/**
 * The integers that a number written with k or M may have been before it was rounded or cut:
 * [nominal − ½ step, nominal + step), bounds included, where a step is one of the last written digit.
 * Only where a step is at most 1 % of the value; "1M" says too little.
 */
function intervalOf(written: Decimal, base: bigint): { low: bigint; high: bigint } | undefined {
  const nominal = written.coefficient * base;
  if (base * 100n > nominal) return undefined;
  const unit = 10n ** BigInt(written.scale);
  return { low: ceilDiv(2n * nominal - base, 2n * unit), high: ceilDiv(nominal + base, unit) - 1n };
}

/** The roundest multiple of 8 × 1,024 inside the interval: the one that most powers of two divide. */
function roundBinaryIn(low: bigint, high: bigint): bigint | undefined {
  let found: bigint | undefined;
  for (let step = ROUND; ceilDiv(low, step) * step <= high; step *= 2n) found = ceilDiv(low, step) * step;
  return found;
}

/**
 * What a number written with k or M may stand for besides its nominal value: the round binary number (a multiple
 * of 8 × 1,024; the roundest if several) inside its interval, and the same digits in the other bases (1,024; for M
 * 1,024² and 1,024,000). A round binary number drives out those that are none, so 262k stands for 262,144 and not
 * for 262 × 1,024, 131k for 131,072, 128k for 131,072, 256k for 262,144, 1M for 1,024,000 or 1,048,576, 4k for 4,096.
 * The nominal value itself is `num` and is not repeated.
 */
function readingsOf(written: Decimal, suffix: Suffix, nominal: bigint): number[] {
  const base = BASES.get(suffix) ?? 1n;
  const interval = intervalOf(written, base);
  const inside = interval && roundBinaryIn(interval.low, interval.high);
  const same = (OTHER_BASES.get(suffix) ?? []).map((other) => integerOf(timesInteger(written, other)));
  const all = new Set([inside, ...same].filter((n): n is bigint => n !== undefined && n !== nominal));
  const round = [...all].filter((n) => n % ROUND === 0n);
  return (round.length > 0 || inside === nominal ? round : [...all]).map(Number).sort((a, b) => a - b);
}

/** The value of digits with their suffix; unknown for 0, undefined for a fraction of a token and for no limit at all. */
export function tokensValue(coefficient: string, suffix: Suffix): Value | undefined {
  const written = parseDecimal(coefficient);
  const nominal = written && integerOf(timesInteger(written, BASES.get(suffix) ?? 1n));
  if (!written || nominal === undefined || nominal > LARGEST) return undefined;
  if (nominal === 0n) return UNKNOWN;
  const text = nominal.toString();
  // "2000000.0" is the integer 2,000,000 and meets it under one key.
  const shownAs = suffix === '' ? text : coefficient;
  const exact = { kind: 'tokens', text, num: text, notation: { coefficient: shownAs, suffix } } as const;
  if (suffix !== 'k' && suffix !== 'M') return { ...exact, precision: 'exact' };
  const interval = intervalOf(written, BASES.get(suffix) ?? 1n);
  return {
    ...exact,
    ...(interval && { low: interval.low.toString(), high: interval.high.toString() }),
    precision: interval && interval.low === interval.high ? 'exact' : 'rounded',
    readings: readingsOf(written, suffix, nominal),
  };
}

/** Digits that count ten thousands (万), as digits of the same step that count millions: 13.1万 is 0.131M. */
export function inMillions(coefficient: string): string | undefined {
  const written = parseDecimal(coefficient);
  if (!written) return undefined;
  const millions = integerOf(shift(written, -2));
  // "100万" is a million as "1M" is one: its zeros are no digits that were measured.
  if (millions !== undefined && written.scale === 0) return millions.toString();
  const { scale } = written;
  return printDecimal({ ...written, scale: scale + 2 }, scale + 2);
}

/**
 * Digits without a suffix as a whole count. In a language that writes its decimal sign as a point, "131.072" is no
 * count: the source may group by points or have lost a suffix ("2.097M"), and a cell is never asked which. Beside the
 * word "tokens" it reads one way only, as no count has thousandths, and so do several groups ("1.048.576").
 */
export function wholeCount(written: string, locale: string, ofTokens = false): string | undefined {
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(written)) return written.replaceAll('.', '');
  const plain = plainNumber(written, locale);
  return plain !== undefined && /^\d{1,3}\.\d{3}$/.test(plain)
    ? ofTokens && !/^[01]\./.test(plain)
      ? plain.replace('.', '')
      : undefined
    : plain;
}

/** Whether the exact number may have been written as the rounded one. */
export function restates(exact: Value, rounded: Value): boolean {
  const { num = '', precision } = exact;
  if (precision !== 'exact' || rounded.num === undefined) return false;
  const n = BigInt(num);
  const inside = rounded.low !== undefined && BigInt(rounded.low) <= n && n <= BigInt(rounded.high ?? '0');
  return inside || rounded.num === num || (rounded.readings ?? []).some((other) => BigInt(other) === n);
}
