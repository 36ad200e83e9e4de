import type { Attribute } from '../../schema/attributes.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, take } from './json.ts';
import type { JsonEntry, Said } from './json-entries.ts';

const ZERO = /^-?0+(?:\.0+)?(?:[eE][+-]?\d+)?$/u;

/** True for a written number that is nothing but zero: `0`, `0.00`, `0e-7`. */
export const isZero = (written: string): boolean => ZERO.test(written);

/** A number other than 0 as written; nothing, null and 0 say nothing, everything else is refused by name. */
export function figureOf(entry: JsonEntry, at: JsonNode | undefined, column: string): string | undefined {
  if (at === undefined || at.type === 'null') return undefined;
  if (at.type !== 'number') entry.refuse('not-a-number', column, at);
  else if (!isZero(at.text)) return at.text;
  return undefined;
}

/** States a limit in tokens about each of the subjects. */
export function sayLimit(
  entry: JsonEntry,
  subjects: readonly NamedSubject[],
  limit: { node: JsonNode; key: string; means: readonly Attribute[] },
): void {
  const at = take(limit.node, limit.key);
  const asWritten = figureOf(entry, at, limit.key);
  if (at === undefined || asWritten === undefined) return;
  for (const subject of subjects) {
    entry.say(subject, { means: limit.means, asWritten, at, column: limit.key });
  }
}

/** States a price; 0 says nothing: no catalogue of numbers tells a gift from a gap. */
export function sayPrice(
  entry: JsonEntry,
  subject: NamedSubject,
  price: Omit<Said, 'means' | 'asWritten'> & { figure: JsonNode; column: string },
): void {
  const { figure, ...said } = price;
  const asWritten = figureOf(entry, figure, price.column);
  if (asWritten !== undefined) entry.say(subject, { ...said, means: ['price'], asWritten });
}

/** The list of a body under `key`, or undefined where there is none or it is empty. */
export function listUnder(root: JsonNode, key: string): readonly JsonNode[] | undefined {
  const list = take(root, key);
  return list?.type === 'array' && list.items.length > 0 ? list.items : undefined;
}
