import { z } from 'zod';
import { attributeSchema, subjectKindSchema } from './attributes.ts';

const offset = z.number().int().nonnegative();

/**
 * Where a piece of a quote stands in the stored body.
 * text: character offsets in the decoded body. json: the same with the pointer of the value.
 * css: a path of `tag:nth-of-type(n)` from the root; the piece is the element's text with white space folded.
 */
const plainPlaces = [
  z.strictObject({ kind: z.literal('text'), start: offset, end: offset }),
  z.strictObject({ kind: z.literal('json'), pointer: z.string(), start: offset, end: offset }),
  z.strictObject({ kind: z.literal('css'), path: z.string().min(1) }),
] as const;
export const plainPlaceSchema = z.discriminatedUnion('kind', plainPlaces);
export type PlainPlace = z.infer<typeof plainPlaceSchema>;

/**
 * What holds a text inside another one: an element's attribute, an element's own text (a script), the pushes of a page
 * that Next.js streams (joined), or a string of JSON between two offsets, its quotes included.
 */
export const carrierSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('attribute'), path: z.string().min(1), name: z.string().min(1) }),
  z.strictObject({ kind: z.literal('element'), path: z.string().min(1) }),
  z.strictObject({ kind: z.literal('flight') }),
  z.strictObject({ kind: z.literal('string'), start: offset, end: offset }),
]);
export type Carrier = z.infer<typeof carrierSchema>;

/** A place in the body, or in a text that it carries: `within` from the outside in, `place` in the innermost text. */
export const placeSchema = z.discriminatedUnion('kind', [
  ...plainPlaces,
  z.strictObject({
    kind: z.literal('embedded'),
    within: z.array(carrierSchema).min(1).max(6),
    place: plainPlaceSchema,
  }),
]);
export type Place = z.infer<typeof placeSchema>;

/** The places of a quote's pieces, in order, and the row and column headers that a reader would look for. */
export const locatorSchema = z.strictObject({
  places: z.array(placeSchema).min(1),
  row: z.string().optional(),
  column: z.string().optional(),
});
export type Locator = z.infer<typeof locatorSchema>;

/** What stands between the pieces of a quote that was taken from several places (a heading and its cell). */
export const QUOTE_GAP = ' … ';

/** Whom a statement is about, in the source's own words. `id` is verbatim; a name is used where there is no id. */
export const namedSubjectSchema = z.strictObject({
  kind: subjectKindSchema,
  provider: z.string().min(1).optional(),
  id: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  /** The repository of the weights, `<owner>/<name>`, that the source gives for the model; no part of an alias. */
  huggingFace: z.string().min(1).optional(),
});
export type NamedSubject = z.infer<typeof namedSubjectSchema>;

/** What the source says once for many cells. `per` is what a price is per: `1M tokens`, `token`, `image`. */
export const contextSchema = z.strictObject({
  locale: z.string(),
  currency: z.string().optional(),
  per: z.string().optional(),
});
export type Context = z.infer<typeof contextSchema>;

/** One thing that a source says, as written; nothing in it is interpreted yet. */
export const statementSchema = z.strictObject({
  subject: namedSubjectSchema,
  /** The attributes that the cell may speak of: one, or several where the source's field is ambiguous. */
  means: z.array(attributeSchema).min(1),
  scope: z.string(),
  part: z.string(),
  asWritten: z.string(),
  unitWritten: z.string().optional(),
  context: contextSchema,
  quote: z.string().min(1),
  locator: locatorSchema,
  /** First day on which it holds and first day on which it no longer does, as written; no part of a claim's identity. */
  validFrom: z.string().min(1).optional(),
  validUntil: z.string().min(1).optional(),
});
export type Statement = z.infer<typeof statementSchema>;

/** A row or cell that was in scope and could not be read with certainty; it is named, never guessed. */
export const refusalSchema = z.strictObject({
  reason: z.string().min(1),
  what: z.string().min(1),
  quote: z.string(),
  locator: locatorSchema.optional(),
});
export type Refusal = z.infer<typeof refusalSchema>;
