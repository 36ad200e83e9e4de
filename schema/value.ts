import { z } from 'zod';

const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/, 'a plain decimal without exponent');

/** Marks that a source puts on a figure; they are kept, never dropped. */
export const markSchema = z.enum(['approximate', 'estimated', 'at_least', 'at_most', 'not_sooner_than']);
export type Mark = z.infer<typeof markSchema>;

/** How a count of tokens was written: the digits and the suffix behind them. `''` is a plain integer. */
export const notationSchema = z.strictObject({
  coefficient: decimalText,
  suffix: z.enum(['', 'k', 'M', 'Ki', 'Mi']),
});
export type Notation = z.infer<typeof notationSchema>;

export const VALUE_KINDS = [
  'tokens', // num, low, high (integers), notation, readings, precision exact|rounded
  'price', // num and unit, or text free | included | not_offered
  'number', // num and unit: parameters, scores, speeds, seconds, money per month
  'state', // text yes | no
  'date', // text YYYY | YYYY-MM | YYYY-MM-DD | full instant in UTC, precision
  'term', // text: a member of a closed list
  'licence', // text: SPDX id or LicenseRef-…
  'phrases', // text: phrases joined by '; '
  'key', // text: the key of another subject
  'ratio', // num: a share of another price ("50% off"); read and shown, never a claim
  'unknown', // the source speaks of the attribute and says that it has no value ("-", "N/A", "not announced")
] as const;

/**
 * A normalized value. `text` is its canonical print and says everything that two equal values share;
 * numbers are decimal text, never floats.
 */
export const valueSchema = z.strictObject({
  kind: z.enum(VALUE_KINDS),
  text: z.string().min(1),
  num: decimalText.optional(),
  low: decimalText.optional(),
  high: decimalText.optional(),
  unit: z.string().optional(),
  precision: z.enum(['exact', 'rounded', 'year', 'month', 'day', 'instant']).optional(),
  marks: z.array(markSchema).optional(),
  notation: notationSchema.optional(),
  readings: z.array(z.number().int()).optional(),
  plan: z.string().optional(),
  /** Of `unknown` only: the keys between which a name leaves the choice, and why it does. */
  candidates: z.array(z.string().min(1)).min(2).optional(),
  reason: z.string().optional(),
});
export type Value = z.infer<typeof valueSchema>;

/** A value that says "nothing is known": kept as evidence, never compared, never published. */
export const isUnknown = (value: Value): boolean => value.kind === 'unknown';

/** The text under which equal values meet. Marks that bound a figure belong to it, "about" does not. */
export function valueKey(value: Value): string {
  if (value.kind === 'tokens' && value.notation) {
    return `${value.notation.coefficient}${value.notation.suffix}`;
  }
  if (value.num === undefined) return value.text;
  const bound = value.marks?.includes('at_least') ? '>=' : value.marks?.includes('at_most') ? '<=' : '';
  return `${bound}${value.num}${value.unit ? ` ${value.unit}` : ''}`;
}
