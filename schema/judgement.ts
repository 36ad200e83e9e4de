import { z } from 'zod';
import { attributeSchema, subjectKindSchema } from './attributes.ts';
import { valueSchema } from './value.ts';

export const FACT_STATUSES = ['agreed', 'single', 'preferred', 'ruled', 'contested', 'held'] as const;
export const factStatusSchema = z.enum(FACT_STATUSES);
export type FactStatus = z.infer<typeof factStatusSchema>;

export const CONFLICT_KINDS = [
  'between-sources',
  'inside-source',
  'history',
  'invariant',
  'lost-support',
  'identity',
  'alias-moved',
] as const;
export const conflictKindSchema = z.enum(CONFLICT_KINDS);
export type ConflictKind = z.infer<typeof conflictKindSchema>;

export const conflictStateSchema = z.enum(['open', 'snoozed', 'settled', 'healed']);
export type ConflictState = z.infer<typeof conflictStateSchema>;

export const DIAGNOSES = [
  'notation',
  'off-by-one',
  'digit-slip',
  'rounding',
  'input-versus-total',
  'output-as-context',
  'threshold-as-limit',
  'dropped-zero',
  'unit',
  'scope',
  'list-versus-effective',
  'older-capture',
  'alias-moved',
  'currency',
  'time-zone',
  'copy',
  'misread',
  'ambiguous-name',
  'none-known',
] as const;
export const diagnosisKindSchema = z.enum(DIAGNOSES);
export type DiagnosisKind = z.infer<typeof diagnosisKindSchema>;

/** Why two values differ, with the arithmetic that shows it. */
export interface Diagnosis {
  diagnosis: DiagnosisKind;
  /** A sentence with the figures: "131,072 = 128 × 1,024". */
  arithmetic: string;
}

/** Who says it: a source with the document that states it. */
export const witnessSchema = z.strictObject({
  source: z.string(),
  document: z.string(),
  authority: z.boolean(),
});
export type Witness = z.infer<typeof witnessSchema>;

/** One part of a candidate: a price card has several, everything else has the one part ''. */
export const candidatePartSchema = z.strictObject({
  part: z.string(),
  value: valueSchema,
  asWritten: z.string(),
});

/** One of the values between which a conflict stands, with everybody who states it. */
export const candidateSchema = z.strictObject({
  /** Equal for equal candidates: `131k`, or `input=0.2 USD per 1M tokens|output=…` for a card. */
  key: z.string(),
  parts: z.array(candidatePartSchema).min(1),
  witnesses: z.array(witnessSchema),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** What a decision considered: the candidates as they stood, and which of them was chosen. */
export const consideredSchema = z.strictObject({
  candidates: z.array(candidateSchema),
  chosen: candidateSchema,
});
export type Considered = z.infer<typeof consideredSchema>;

/** The key under which claims are judged together. */
export const factKeySchema = z.strictObject({
  subject: z.string(),
  kind: subjectKindSchema,
  attribute: attributeSchema,
  scope: z.string(),
});
export type FactKey = z.infer<typeof factKeySchema>;
