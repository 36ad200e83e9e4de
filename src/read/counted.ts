import { qualified, qualifiersOf } from '../../schema/scope.ts';
import { price, type Say } from './say.ts';

/** What a figure counts, in our words: `hour` of "$0.111 per hour", `character` of "$22.00 per 1M characters". */
const COUNTED = /^\D*\d[\d.,]*\s*(?:\/|\bper\b)\s*(?:1?\s?[KM]\s)?(?<unit>[a-z]+)\b[^/\d]*$/iu;
const UNITS: ReadonlyMap<string, string> = new Map([
  ...['character', 'hour', 'image', 'minute', 'page', 'request', 'second', 'token', 'video'].flatMap(
    (unit) =>
      [
        [unit, unit],
        [`${unit}s`, unit],
      ] as const,
  ),
  ['hr', 'hour'],
  ['min', 'minute'],
  ['sec', 'second'],
]);

/** The unit that a price names behind its amount; undefined where it names none, or none that is known. */
export const unitIn = (text: string): string | undefined =>
  UNITS.get(COUNTED.exec(text)?.groups?.unit?.toLowerCase() ?? '');

/**
 * States a price whose part depends on what it counts: `parts` by unit, to which the unit itself is added
 * (`output;modality=image;unit=image`). Another unit, or none, is refused.
 */
export const counted =
  (parts: ReadonlyMap<string, string>): Say =>
  (cell, around) => {
    if (!/\d/u.test(cell.plain)) return { refused: 'no-unit' };
    const unit = unitIn(cell.plain);
    const part = unit === undefined ? undefined : parts.get(unit);
    if (unit === undefined || part === undefined) return { refused: 'unknown-unit' };
    const { head, qualifiers } = qualifiersOf(part);
    const counting = unit === 'token' ? part : qualified(head, { ...Object.fromEntries(qualifiers), unit });
    return price(counting)(cell, { ...around, unit: () => ({}) });
  };
