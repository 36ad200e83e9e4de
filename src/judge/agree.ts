import type { Mark, Value } from '../../schema/value.ts';
import { compareDecimal } from './decimal.ts';

const has = (value: Value, mark: Mark): boolean => value.marks?.includes(mark) ?? false;

/** The integers that a count of tokens allows: its own, its nominal, or its interval. Base readings are not part. */
function allowed(value: Value): { low: string; high: string } | null {
  if (value.num === undefined) return null;
  return { low: value.low ?? value.num, high: value.high ?? value.num };
}

/** A limit is an "at most" already, so that mark says nothing more; "at least" opens the set upwards. */
function tokensAgree(a: Value, b: Value): boolean {
  const [left, right] = [allowed(a), allowed(b)];
  if (left === null || right === null) return a.text === b.text;
  const opens = has(a, 'at_least') !== has(b, 'at_least');
  const leftReaches = (opens && has(a, 'at_least')) || compareDecimal(left.high, right.low) >= 0;
  const rightReaches = (opens && has(b, 'at_least')) || compareDecimal(right.high, left.low) >= 0;
  return leftReaches && rightReaches;
}

const boundOf = (value: Value): Mark | null =>
  has(value, 'at_least') ? 'at_least' : has(value, 'at_most') ? 'at_most' : null;

/** Equal bounds need equal figures; a bound agrees with every figure on its side. */
function figuresAgree(a: Value, b: Value): boolean {
  if (a.num === undefined || b.num === undefined) return a.num === b.num && a.text === b.text;
  if ((a.unit ?? '') !== (b.unit ?? '')) return false;
  const order = compareDecimal(a.num, b.num);
  const [left, right] = [boundOf(a), boundOf(b)];
  if (left === right || order === 0) return order === 0;
  return left === 'at_least' || right === 'at_most' ? order < 0 : order > 0;
}

/** One is the other at lower precision (2026, 2026-02, 2026-02-12); "not sooner than" agrees with later dates. */
function datesAgree(a: Value, b: Value): boolean {
  if (a.text.startsWith(b.text) || b.text.startsWith(a.text)) return true;
  const [left, right] = [has(a, 'not_sooner_than'), has(b, 'not_sooner_than')];
  if (left === right) return false;
  return left ? b.text > a.text : a.text > b.text;
}

/** Whether two known values can both be right. Values of the kind `unknown` are silent and never come here. */
export function agrees(a: Value, b: Value): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'tokens') return tokensAgree(a, b);
  if (a.kind === 'price' || a.kind === 'number') return figuresAgree(a, b);
  return a.kind === 'date' ? datesAgree(a, b) : a.text === b.text;
}

/**
 * Whether all values can be right together. Allowed sets of tokens are intervals of integers, and intervals that meet
 * in pairs have one integer in common, so every pair is enough.
 */
export function agreeTogether(values: readonly Value[]): boolean {
  return values.every((a, at) => values.slice(at + 1).every((b) => agrees(a, b)));
}
