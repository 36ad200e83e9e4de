import type { Mark } from '../../schema/value.ts';
import { type Decimal, parseDecimal } from './decimal.ts';

/** A number as it stands in a text: its digits without grouping, and what stands before and behind it. */
export interface Run {
  before: string;
  written: string;
  behind: string;
}

/** Every maximal run of digits, points, commas and underscores, so that no number is ever cut out of a longer one. */
export function runsOf(text: string): Run[] {
  const found = [...text.matchAll(/\d[\d.,_]*(?:e[+-]?\d+(?![a-z\d.]))?/gi)];
  return found.map(({ 0: raw, index }) => {
    const written = raw.replace(/[.,_]+$/, '');
    return { before: text.slice(0, index), written, behind: text.slice(index + written.length) };
  });
}

const COMMA_LOCALES = new Map<string, boolean>();

/** Whether the source's language writes the decimal sign as a comma; a cell is never asked. */
function writesDecimalComma(locale: string): boolean {
  const known = COMMA_LOCALES.get(locale);
  if (known !== undefined) return known;
  let comma = false;
  try {
    const parts = new Intl.NumberFormat(locale === '' ? 'en' : locale).formatToParts(1.5);
    comma = parts.some((part) => part.type === 'decimal' && part.value === ',');
  } catch {
    comma = false;
  }
  COMMA_LOCALES.set(locale, comma);
  return comma;
}

const PLAIN = /^(0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:_\d{3})+|[1-9]\d*)(\.\d+)?(e[+-]?\d{1,2})?$/i;

/** Digits without grouping signs: groups of three, one sign throughout; undefined for anything less regular. */
export function plainNumber(written: string, locale: string): string | undefined {
  const swapped = writesDecimalComma(locale)
    ? written.replace(/[.,]/g, (sign) => (sign === ',' ? '.' : ','))
    : written;
  const found = PLAIN.exec(swapped);
  if (!found) return undefined;
  return `${(found[1] ?? '').replace(/[,_]/g, '')}${found[2] ?? ''}${found[3] ?? ''}`;
}

/** The exact value of a written number under the conventions of the source's language. */
export function numberOf(written: string, locale: string): Decimal | undefined {
  const plain = plainNumber(written, locale);
  return plain === undefined ? undefined : parseDecimal(plain);
}

const ABOUT =
  /(?:^|\s|\()(?:~|≈|∼|about|approximately|approx\.?|roughly|around|circa|ca\.|some|约|大约)\s*$/i;
const AT_LEAST = /(?:^|\s)(?:≥|>=|>|over|more than|at least)\s*$/i;
const AT_MOST = /(?:^|\s)(?:≤|<=|<|up to|at most|under|less than)\s*$/i;

/** Takes the marks off the text before and behind a number and says which they were. */
export function marksOf(before: string, behind: string): { marks: Mark[]; before: string; behind: string } {
  const marks: Mark[] = [];
  const take = (text: string, pattern: RegExp, mark: Mark): string => {
    if (!pattern.test(text)) return text;
    marks.push(mark);
    return text.replace(pattern, '');
  };
  let left = take(before, ABOUT, 'approximate');
  left = take(left, AT_LEAST, 'at_least');
  left = take(left, AT_MOST, 'at_most');
  let right = take(behind, /\s*\((?:est\.?|estimated?)\)$/i, 'estimated');
  right = take(right, /^\s*\+/, 'at_least');
  return { marks: [...new Set(marks)], before: left, behind: right };
}
