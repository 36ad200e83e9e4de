import { z } from 'zod';

/** The parts of a model's name; route, region, effort and quantization make no other model. */
const namePartsSchema = z.strictObject({
  vendor: z.string(),
  family: z.string(),
  version: z.string().nullable(),
  words: z.array(z.string()),
  sizes: z.array(z.string()),
  stages: z.array(z.string()),
  snapshot: z.string().nullable(),
  route: z.array(z.string()),
  region: z.string().nullable(),
  effort: z.string().nullable(),
  quantization: z.string().nullable(),
});

/** A line of a table that decided something, with its reason. */
const appliedLineSchema = z.strictObject({
  table: z.enum(['names', 'equal', 'anchors', 'sizes', 'bare']),
  line: z.string(),
  is: z.string(),
  reason: z.string(),
});

/** `identify --json`: the subject, or why there is none and which may be meant. */
export const identifiedSchema = z.strictObject({
  name: z.string(),
  source: z.string().nullable(),
  key: z.string().nullable(),
  /** Whether the family was known, or the name was read by the grammar that all names share. */
  parsed: z.enum(['vocabulary', 'generic']).nullable(),
  parts: namePartsSchema.nullable(),
  unmatched: z.string().nullable(),
  /** The name points to another model from time to time. */
  moves: z.boolean(),
  candidates: z.array(z.string()),
  applied: z.array(appliedLineSchema),
});
export type Identified = z.infer<typeof identifiedSchema>;

const difference = z.strictObject({ part: z.string(), a: z.string().nullable(), b: z.string().nullable() });
const side = identifiedSchema.omit({ source: true });

/** `same --json`: whether two names mean one model, and the part that decides. */
export const samenessSchema = z.strictObject({
  verdict: z.enum(['yes', 'no', 'same-family-different-snapshot']),
  decides: difference,
  /** False where a name was not understood: then `no` says only that nothing is known. */
  understood: z.boolean(),
  a: side,
  b: side,
  /** Differences that make no other model. */
  variant: z.array(difference),
});
export type SamenessAnswer = z.infer<typeof samenessSchema>;
