import type { Value } from '../../schema/value.ts';
import { grouped } from './decimal.ts';

/** A value as it stands in an arithmetic sentence: `131k`, `131,072`, `0.2 USD per 1M tokens`, `Apache-2.0`. */
export function printed(value: Value): string {
  const bound = value.marks?.includes('at_least') ? '≥ ' : value.marks?.includes('at_most') ? '≤ ' : '';
  const { notation, num, unit } = value;
  if (notation && notation.suffix !== '') return `${bound}${notation.coefficient}${notation.suffix}`;
  if (value.marks?.includes('not_sooner_than')) return `not sooner than ${value.text}`;
  if (num === undefined) return value.text;
  return `${bound}${grouped(num)}${unit && value.kind !== 'tokens' ? ` ${unit}` : ''}`;
}
