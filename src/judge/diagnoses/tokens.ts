import type { Value } from '../../../schema/value.ts';
import { grouped } from '../decimal.ts';
import { printed } from '../print.ts';

/** Why two counts differ, and which of the two the arithmetic speaks for. */
export interface ValueFinding {
  arithmetic: string;
  favours: 'a' | 'b' | null;
}

/** One diagnosis over two counts that do not agree. */
export type TokenDiagnosis = (a: Value, b: Value) => ValueFinding | null;

interface Count {
  value: Value;
  number: bigint;
  /** Written without a suffix. */
  plain: boolean;
}

function countOf(value: Value): Count | null {
  if (value.kind !== 'tokens' || !value.num || !/^\d+$/.test(value.num)) return null;
  const plain = value.notation ? value.notation.suffix === '' : value.precision !== 'rounded';
  return { value, number: BigInt(value.num), plain };
}

const wholeSteps = (number: bigint): boolean => number % 1024n === 0n;

/** The round binary number (n × 1,024, n a multiple of 8) that is rounded to these whole thousands. */
function stoodFor(number: bigint): bigint | null {
  if (number % 1000n !== 0n) return null;
  const least = number - 500n;
  const round = ((least + 8191n) / 8192n) * 8192n;
  return round > 0n && round < number + 500n && round !== number ? round : null;
}

interface SameCount {
  n: string;
  base: string;
}

/** The n of n × 1,000 and n × 1,024; whole, unless the decimal side is written with that n. */
function kilo(decimal: Count, binary: bigint): SameCount | null {
  if (decimal.number * 128n !== binary * 125n) return null;
  const n = decimal.number % 1000n === 0n ? grouped(decimal.number / 1000n) : null;
  const written = decimal.value.notation?.suffix === 'k' ? decimal.value.notation.coefficient : null;
  return (n ?? written) ? { n: n ?? written ?? '', base: '1,024' } : null;
}

/** The n of n × 1,000² and n × 1,024²; two decimals at most ("1.25M"), unless it is written with more. */
function mega(decimal: Count, binary: bigint): SameCount | null {
  if (decimal.number * 16384n !== binary * 15625n) return null;
  const written = decimal.value.notation?.suffix === 'M' ? decimal.value.notation.coefficient : null;
  if (written === null && decimal.number % 10_000n !== 0n) return null;
  const hundredths = (decimal.number / 10_000n).toString().padStart(3, '0');
  const n = `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`.replace(/\.?0+$/, '');
  return { n: written ?? n, base: '1,024 × 1,024' };
}

function notationSentence(decimal: Count, binary: Count, number: bigint, same: SameCount): string {
  const text = printed(binary.value);
  const stands = number !== binary.number ? `${text} stands for ` : binary.plain ? '' : `${text} is `;
  const steps = same.base.replaceAll('1,024', '1,000');
  const other = decimal.plain
    ? `${grouped(decimal.number)} = ${same.n} × ${steps}`
    : `${printed(decimal.value)} read in steps of 1,000 is ${grouped(decimal.number)}`;
  return `${stands}${grouped(number)} = ${same.n} × ${same.base}; ${other}`;
}

function notationBetween(decimal: Count, binary: Count): string | null {
  for (const number of [binary.number, stoodFor(binary.number)]) {
    if (number === null) continue;
    const same = kilo(decimal, number) ?? mega(decimal, number);
    if (same) return notationSentence(decimal, binary, number, same);
  }
  return null;
}

/** The same n in steps of 1,000 and of 1,024; speaks for the binary side, under which both writings say the same. */
export const notation: TokenDiagnosis = (a, b) => {
  const [left, right] = [countOf(a), countOf(b)];
  if (!left || !right) return null;
  const forB = notationBetween(left, right);
  if (forB) return { arithmetic: forB, favours: 'b' };
  const forA = notationBetween(right, left);
  return forA ? { arithmetic: forA, favours: 'a' } : null;
};

function integers(a: Value, b: Value): [bigint, bigint] | null {
  const [left, right] = [countOf(a), countOf(b)];
  return left?.plain && right?.plain ? [left.number, right.number] : null;
}

const binarySide = (a: bigint, b: bigint): 'a' | 'b' | null =>
  wholeSteps(a) === wholeSteps(b) ? null : wholeSteps(a) ? 'a' : 'b';

/** Two integers at most 3 apart; speaks for the one that is a multiple of 1,024. */
export const offByOne: TokenDiagnosis = (a, b) => {
  const pair = integers(a, b);
  if (!pair) return null;
  const [low, high] = pair[0] < pair[1] ? pair : [pair[1], pair[0]];
  if (high - low > 3n) return null;
  return {
    arithmetic: `${grouped(high)} − ${grouped(low)} = ${high - low}`,
    favours: binarySide(pair[0], pair[1]),
  };
};

function swappedAt(a: string, b: string): number | null {
  const at = [...a].findIndex((digit, index) => digit !== b[index]);
  if (a.length !== b.length || at < 0) return null;
  const swapped = `${a.slice(0, at)}${a[at + 1] ?? ''}${a[at]}${a.slice(at + 2)}`;
  return swapped === b ? at : null;
}

/** Two neighbouring digits swapped, one side a multiple of 1,024; speaks for that side. */
export const digitSlip: TokenDiagnosis = (a, b) => {
  const pair = integers(a, b);
  if (!pair?.some(wholeSteps)) return null;
  const favours = binarySide(pair[0], pair[1]);
  const [right, slip] = favours === 'b' ? [pair[1], pair[0]] : pair;
  const at = swappedAt(right.toString(), slip.toString());
  if (at === null) return null;
  const digits = (number: bigint) => number.toString().slice(at, at + 2);
  const steps = wholeSteps(right) ? ` = ${grouped(right / 1024n)} × 1,024` : '';
  return {
    arithmetic: `${grouped(slip)} is ${grouped(right)}${steps} with ${digits(right)} written ${digits(slip)}`,
    favours,
  };
};

const ROUND_UNITS = [10_000n, 1_000n, 100n];

function roundingOf(full: bigint, short: bigint): string | null {
  for (const unit of ROUND_UNITS) {
    if (short % unit !== 0n || short / unit < 100n || full % unit === 0n) continue;
    const cut = full - (full % unit);
    const nearest = ((full + unit / 2n) / unit) * unit;
    const how = short === nearest ? 'rounded' : short === cut ? 'cut' : null;
    if (how) return `${grouped(full)} ${how} to whole ${grouped(unit)}s is ${grouped(short)}`;
  }
  return null;
}

/** One integer is the other rounded or cut to a whole 100, 1,000 or 10,000; speaks for the full one. */
export const rounding: TokenDiagnosis = (a, b) => {
  const pair = integers(a, b);
  if (!pair) return null;
  const fromA = roundingOf(pair[0], pair[1]);
  if (fromA) return { arithmetic: fromA, favours: 'a' };
  const fromB = roundingOf(pair[1], pair[0]);
  return fromB ? { arithmetic: fromB, favours: 'b' } : null;
};
