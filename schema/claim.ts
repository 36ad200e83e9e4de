import { z } from 'zod';
import { attributeSchema } from './attributes.ts';
import { valueSchema } from './value.ts';

/** One normalized value out of a statement; a cell with several values gives several. */
export const claimValueSchema = z.strictObject({
  attribute: attributeSchema,
  means: z.array(attributeSchema).min(1),
  scope: z.string(),
  part: z.string(),
  asWritten: z.string(),
  value: valueSchema,
  statedFrom: z.iso.datetime().optional(),
  statedUntil: z.iso.datetime().optional(),
});
export type ClaimValue = z.infer<typeof claimValueSchema>;

/** Either what a statement says, or why it could not be read: `reason` is a short code, `detail` a sentence. */
export type Normalized = { ok: true; claims: ClaimValue[] } | { ok: false; reason: string; detail: string };
