import { z } from 'zod';
import { subjectKindSchema } from './attributes.ts';
import { claimValueSchema } from './claim.ts';
import { sourceKindSchema } from './source.ts';
import { refusalSchema, statementSchema } from './statement.ts';

/** The gates in their order: each that trips raises one alarm and changes no claim. */
export const gateSchema = z.enum(['page', 'shape', 'volume', 'held', 'invariant']);
export type Gate = z.infer<typeof gateSchema>;

/** One trip of one gate: what, where, why, and the next step of the person who reads it. */
export const alarmSchema = z.strictObject({
  gate: gateSchema,
  /** Short and stable: `landmark-missing`, `loss`. */
  reason: z.string(),
  what: z.string(),
  where: z.string(),
  why: z.string(),
  next: z.string(),
});
export type Alarm = z.infer<typeof alarmSchema>;

/** How a round ended, or why there was none. */
export const roundOutcomeSchema = z.enum([
  'changed',
  'unchanged',
  'refused',
  'failed',
  'interrupted',
  'partial',
  'busy', // another process works this source
  'skipped', // the source asks for a key that is not set
]);

/** `source list --json` */
export const sourceListSchema = z.strictObject({
  sources: z.array(
    z.strictObject({
      id: z.string(),
      owner: z.string(),
      kind: sourceKindSchema,
      schedule: z.string(),
      seeds: z.array(z.string()),
      note: z.string(),
    }),
  ),
});
export type SourceList = z.infer<typeof sourceListSchema>;

/** `source unmatched --json`: what sources speak of and nobody could identify yet; its claims wait. */
export const sourceUnmatchedSchema = z.strictObject({
  unmatched: z.array(
    z.strictObject({
      source: z.string(),
      kind: subjectKindSchema,
      provider: z.string(),
      nativeId: z.string(),
    }),
  ),
});
export type SourceUnmatched = z.infer<typeof sourceUnmatchedSchema>;

/** `source try --json`: what the scraper makes of one document; nothing is stored. `key` is null where the name is not understood. */
export const sourceTrySchema = z.strictObject({
  source: z.string(),
  document: z.string(),
  /** The document of the source as which it was read. */
  url: z.string(),
  verdict: z.enum(['accepted', 'refused']),
  /** Why the whole document was refused. */
  reasons: z.array(z.string()),
  statements: z.array(
    statementSchema.extend({ key: z.string().nullable(), claims: z.array(claimValueSchema) }),
  ),
  /** Rows and cells that were in scope and could not be read or normalized with certainty. */
  refused: z.array(refusalSchema),
});
export type SourceTry = z.infer<typeof sourceTrySchema>;
