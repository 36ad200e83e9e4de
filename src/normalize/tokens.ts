import type { Attribute } from '../../schema/attributes.ts';
import type { Notation, Value } from '../../schema/value.ts';
import { type Cell, type Read, read, refused, shown, UNKNOWN } from './cell.ts';
import { type Decimal, integerOf, parseDecimal, timesInteger } from './decimal.ts';
import { isEmpty } from './markers.ts';
import { marksOf, plainNumber, runsOf } from './number.ts';

type Suffix = Notation['suffix'];

const SUFFIXES: ReadonlyMap<string, Suffix> = new Map([
  ['k', 'k'],
  ['thousand', 'k'],
  ['m', 'M'],
  ['million', 'M'],
  ['ki', 'Ki'],
  ['mi', 'Mi'],
]);
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

const COMMON = [
  'tokens',
  'token',
  'max',
  'maximum',
  'limit',
  'length',
  'size',
  'a',
  'of',
  'the',
  'up',
  'to',
  '最大',
];
const OWN_WORDS: ReadonlyMap<Attribute, readonly string[]> = new Map([
  ['context_window', ['context', 'window', 'long', 'total', '上下文', '上下文长度', '上下文窗口']],
  ['max_input', ['input', 'prompt', '输入', '输入长度', '最大输入']],
  ['max_output', ['output', 'completion', 'generation', '输出', '输出长度', '最大输出']],
]);

/** Words around the number are read only where they cannot mean another attribute or a condition. */
function wordsAreHarmless(text: string, means: readonly Attribute[]): boolean {
  const allowed = new Set([...COMMON, ...means.flatMap((attribute) => OWN_WORDS.get(attribute) ?? [])]);
  if (/[^\p{L}\s_:,.()*;-]/u.test(text)) return false;
  return text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .every((word) => word === '' || allowed.has(word));
}

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

function tokensValue(coefficient: string, suffix: Suffix): Value | undefined {
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

/**
 * Reads a count of tokens: "131,072", "128k context window", "MAXIMUM: 384K", "up to 1M tokens", "64Ki".
 * "Up to" is what a limit means and leaves no mark. 0 is how catalogues write "does not apply": unknown.
 */
export function readTokens(cell: Cell): Read {
  const runs = runsOf(cell.text);
  const [run] = runs;
  if (!run || runs.length > 1) {
    const empty = isEmpty(cell.text.replace(/^[a-z_ ]+:/i, '').trim());
    if (!run && empty) return read({ value: UNKNOWN });
    return refused('unreadable-tokens', `${shown(cell.text)} holds ${runs.length || 'no'} numbers, not one.`);
  }
  const [letters = '', name = ''] = /^[ -]?(thousand|million|ki|mi|k|m)(?![a-z\d])/i.exec(run.behind) ?? [];
  const { marks, before, behind } = marksOf(run.before, run.behind.slice(letters.length));
  const coefficient = plainNumber(run.written, cell.context.locale);
  const around = `${before} ${behind}`;
  if (
    coefficient === undefined ||
    /[eE]/.test(coefficient) ||
    /[-–—]$/.test(before) ||
    /[<>≤≥]/.test(cell.text)
  ) {
    return refused('unreadable-tokens', `${shown(cell.text)} is no count of tokens.`);
  }
  if (!wordsAreHarmless(around, cell.means)) {
    return refused(
      'unreadable-tokens',
      `${shown(cell.text)} says more than a value of ${cell.means.join(' or ')}.`,
    );
  }
  const value = tokensValue(coefficient, SUFFIXES.get(name.toLowerCase()) ?? '');
  if (!value) return refused('unreadable-tokens', `${shown(cell.text)} is no whole number of tokens.`);
  const kept = marks.filter((mark) => mark !== 'at_most');
  return read({ value: kept.length > 0 && value !== UNKNOWN ? { ...value, marks: kept } : value });
}
