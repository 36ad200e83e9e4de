import { z } from 'zod';
import { attributeSchema } from './attributes.ts';
import { markSchema, valueSchema } from './value.ts';

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

/** `normalize --json`: what one text says, or why it was not read. Numbers are decimal text, readings are counts. */
export const normalizedTextSchema = z.strictObject({
  kind: z.string(),
  attribute: attributeSchema,
  text: z.string(),
  values: z.array(
    z.strictObject({
      attribute: attributeSchema,
      value: z.string(),
      number: decimal.nullable(),
      unit: z.string().nullable(),
      scope: z.string(),
      part: z.string(),
      low: decimal.nullable(),
      high: decimal.nullable(),
      precision: valueSchema.shape.precision.unwrap().nullable(),
      readings: z.array(z.number().int()),
      marks: z.array(markSchema),
      asWritten: z.string(),
      /** Instants between which the text says that it holds. */
      from: z.string().nullable(),
      until: z.string().nullable(),
      /** What the text says besides: a footnote, a badge, a condition. */
      qualifiers: z.record(z.string(), z.string()),
    }),
  ),
  refused: z.strictObject({ reason: z.string(), detail: z.string() }).nullable(),
});
export type NormalizedText = z.infer<typeof normalizedTextSchema>;
