import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { Mark, Value } from '../../schema/value.ts';
import { type Cell, type Read, read, refused, shown, UNKNOWN } from './cell.ts';
import { type Decimal, printDecimal, shift, timesInteger } from './decimal.ts';
import { isEmpty } from './markers.ts';
import { marksOf, numberOf, runsOf } from './number.ts';
import { slug } from './text.ts';
import { CURRENCY_SIGNS, parseUnit } from './unit.ts';

interface Measured {
  amount: Decimal;
  marks: Mark[];
  before: string;
  unit: string;
}

/** One number with its marks; what stands behind it, else the heading's unit, is its unit. */
function measuredOf(cell: Cell): Measured | undefined {
  const runs = runsOf(cell.text);
  const [run] = runs;
  if (!run || runs.length > 1) return undefined;
  const amount = numberOf(run.written, cell.context.locale);
  const { marks, before, behind } = marksOf(run.before, run.behind);
  const unit = behind.trim().replace(/\.$/, '');
  return amount && { amount, marks, before: before.trim(), unit: unit === '' ? cell.unit.trim() : unit };
}

const numberValue = (amount: Decimal, unit: string, marks: readonly Mark[]): Value => ({
  kind: 'number',
  text: printDecimal(amount),
  num: printDecimal(amount),
  ...(unit !== '' && { unit }),
  ...(marks.length > 0 && { marks: [...marks] }),
});

/** A version stands behind a name where it has a point, is a year or is marked with a v: GPQA 2 is a name. */
const VERSIONED = /^(.*\S)[ -](?:v(\d{1,4}(?:\.\d{1,3})*)|(\d{1,3}(?:\.\d{1,3})+|20\d\d))$/i;

/** The scope of a benchmark as stated: "Terminal-Bench 2.0" -> `terminal-bench;version=2.0`. */
function benchmarkScope(stated: string): string {
  const { head: name, qualifiers } = qualifiersOf(stated);
  const [, bare = name, marked, plain] = VERSIONED.exec(name.trim()) ?? [];
  const version = qualifiers.has('version') ? undefined : (marked ?? plain);
  const head = slug(version ? bare : name);
  return head === ''
    ? ''
    : qualified(head, { ...(version && { version }), ...Object.fromEntries(qualifiers) });
}

/** Reads a score; `%` is kept as the unit, "~" and "(est.)" as marks, "N/A" is unknown. */
export function readBenchmark(cell: Cell): Read {
  const scope = benchmarkScope(cell.scope);
  if (scope === '') return refused('bad-scope', 'A score without the name of its benchmark.');
  if (isEmpty(cell.text)) return read({ value: UNKNOWN, scope });
  const found = measuredOf(cell);
  const unit = /^(?:%|percent|per cent)$/i.test(found?.unit ?? '') ? '%' : found?.unit;
  if (found?.before !== '' || (unit !== '' && unit !== '%')) {
    return refused('unreadable-score', `${shown(cell.text)} is no single score.`);
  }
  return read({ value: numberValue(found.amount, unit, found.marks), scope });
}

const PER_SECOND = /^(?:output )?(?:tokens?|tok|toks|t) ?(?:\/|per) ?(?:seconds?|sec|s)$|^tps$/i;

/** Reads a speed in tokens per second: "1,000+ tokens/sec", "~70 tok/s", "up to 400 tokens per second". */
export function readThroughput(cell: Cell): Read {
  if (isEmpty(cell.text)) return read({ value: UNKNOWN });
  const found = measuredOf(cell);
  if (found?.before !== '' || !PER_SECOND.test(found.unit)) {
    return refused('unreadable-speed', `${shown(cell.text)} is no number of tokens per second.`);
  }
  return read({ value: numberValue(found.amount, 'tokens per second', found.marks) });
}

const milliseconds = (amount: Decimal): Decimal => shift(amount, -3);
const TIMES: ReadonlyMap<string, (amount: Decimal) => Decimal> = new Map([
  ...['s', 'sec', 'secs', 'second', 'seconds'].map((word): [string, (a: Decimal) => Decimal] => [
    word,
    (a) => a,
  ]),
  ...['min', 'mins', 'minute', 'minutes'].map((word): [string, (a: Decimal) => Decimal] => [
    word,
    (a) => timesInteger(a, 60n),
  ]),
  ...['h', 'hr', 'hour', 'hours'].map((word): [string, (a: Decimal) => Decimal] => [
    word,
    (a) => timesInteger(a, 3600n),
  ]),
  ['ms', milliseconds],
  ['milliseconds', milliseconds],
]);

/** Reads a duration as seconds: "~50 sec", "6 minutes". */
export function readTaskTime(cell: Cell): Read {
  if (isEmpty(cell.text)) return read({ value: UNKNOWN });
  const found = measuredOf(cell);
  const seconds = found && TIMES.get(found.unit.toLowerCase());
  if (found?.before !== '' || !seconds) {
    return refused('unreadable-duration', `${shown(cell.text)} is no single duration.`);
  }
  return read({ value: numberValue(seconds(found.amount), 'seconds', found.marks) });
}

/** The currency of "$", "US$", "元" before a number; '' where nothing stands there, undefined where it is no sign. */
const signOf = (text: string): string | undefined =>
  text === '' ? '' : CURRENCY_SIGNS.get(text.toLowerCase());

/** Reads the price of a plan: "$200/month" -> 200 USD per month. A yearly price stays yearly. */
export function readSubscriptionPrice(cell: Cell): Read {
  const scope = cell.scope === '' || cell.scope.includes('=') ? cell.scope : slug(cell.scope);
  if (isEmpty(cell.text)) return read({ value: UNKNOWN, scope });
  const found = measuredOf(cell);
  const unit = found && parseUnit(found.unit);
  const sign = found && signOf(found.before);
  const currencies = new Set(
    [sign, ...(unit?.currencies ?? [])].filter((name) => name !== undefined && name !== ''),
  );
  const currency =
    currencies.size === 0 ? (cell.context.currency ?? '') : currencies.size === 1 ? [...currencies][0] : '';
  if (
    !found ||
    sign === undefined ||
    !unit ||
    !/^(?:month|year)$/.test(unit.thing) ||
    unit.power !== 0 ||
    !currency
  ) {
    return refused('unreadable-price', `${shown(cell.text)} is no amount of money per month or year.`);
  }
  const amount = shift(found.amount, unit.money);
  const value = numberValue(amount, `${currency} per ${unit.thing}`, found.marks);
  return read({ value: { ...value, text: printDecimal(amount, 2) }, scope });
}
