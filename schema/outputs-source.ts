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
  'skipped', // the source asks for a key that is not set, or nobody has recorded a page of it yet
]);

const count = z.number().int().nonnegative();
const instant = z.iso.datetime();

/** What a source was written after: bytes of its pages, excerpts or renderings of them, or nothing that was seen. */
export const sourceStateSchema = z.enum(['recorded', 'transcribed', 'unproven']);
export type SourceState = z.infer<typeof sourceStateSchema>;

/** `source list --json`: `lastGood` to `stale` are null where there is no database to ask. */
export const sourceListSchema = z.strictObject({
  at: instant,
  /** Why nothing is known of rounds and claims; null where a database was asked. */
  noDatabase: z.string().nullable(),
  sources: z.array(
    z.strictObject({
      id: z.string(),
      owner: z.string(),
      kind: sourceKindSchema,
      state: sourceStateSchema,
      schedule: z.string(),
      /** The next slot; null where the source is off. */
      next: instant.nullable(),
      seeds: z.array(z.string()),
      /** Seeds that are read only where the source is named, because no page of them was ever seen. */
      off: z.array(z.string()),
      note: z.string(),
      /** The end of the last round in which every document was accepted. */
      lastGood: instant.nullable(),
      lastOutcome: roundOutcomeSchema.nullable(),
      /** Why the last round was no good one. */
      stale: z.string().nullable(),
      claims: count.nullable(),
    }),
  ),
});
export type SourceList = z.infer<typeof sourceListSchema>;

/**
 * Why a name stands for no subject: it can be several models and a person is asked, it moves, the provider sells the
 * model in several offerings, or nobody knows it.
 */
const unmatchedGroupSchema = z.enum(['ambiguous', 'moving', 'several-offerings', 'unknown']);

/** `source unmatched --json`: what sources speak of and nobody could identify yet; its claims wait. */
export const sourceUnmatchedSchema = z.strictObject({
  groups: z.array(z.strictObject({ group: unmatchedGroupSchema, count: z.number().int().positive() })),
  unmatched: z.array(
    z.strictObject({
      source: z.string(),
      kind: subjectKindSchema,
      provider: z.string(),
      nativeId: z.string(),
      group: unmatchedGroupSchema,
      reason: z.string(),
    }),
  ),
  /** Offerings of which no fact says what model they sell, by the reason. */
  offerings: z.strictObject({
    count: z.number().int().nonnegative(),
    groups: z.array(
      z.strictObject({
        group: z.enum(['ambiguous', 'moving', 'no-model', 'not-stated', 'unknown', 'waiting']),
        reason: z.string(),
        count: z.number().int().positive(),
        offerings: z.array(
          z.strictObject({ subject: z.string(), source: z.string(), asWritten: z.string().nullable() }),
        ),
      }),
    ),
  }),
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

/** `source record --json`: the fixture that was written, what the reader makes of it, and what a person has to do. */
export const sourceRecordSchema = z.strictObject({
  source: z.string(),
  url: z.string(),
  folder: z.string(),
  files: z.array(z.string()),
  verdict: z.enum(['accepted', 'refused']),
  reasons: z.array(z.string()),
  statements: count,
  refused: count,
  next: z.array(z.string()),
});
export type SourceRecord = z.infer<typeof sourceRecordSchema>;

/** `source new --json`: the files of the scaffold, the line that was added to the list, and the next steps. */
export const sourceNewSchema = z.strictObject({
  source: z.string(),
  files: z.array(z.string()),
  line: z.string(),
  next: z.array(z.string()),
});
export type SourceNew = z.infer<typeof sourceNewSchema>;

const roundOfDiff = z.strictObject({ at: instant, outcome: roundOutcomeSchema });

/** `source diff --json`: what changed between the last two accepted rounds; null where there were not as many. */
export const sourceDiffSchema = z.strictObject({
  source: z.string(),
  from: roundOfDiff.nullable(),
  to: roundOfDiff.nullable(),
  opened: count,
  closed: count,
  changes: z.array(
    z.strictObject({
      subject: z.string(),
      attribute: z.string(),
      scope: z.string(),
      part: z.string(),
      /** As written and as read; null where nothing was stated. Several where one document says several things. */
      before: z.string().nullable(),
      after: z.string().nullable(),
      cause: z.string(),
      url: z.string(),
    }),
  ),
});
export type SourceDiff = z.infer<typeof sourceDiffSchema>;

/** `reread --json`: stored bodies through today's code. */
export const rereadSchema = z.strictObject({
  at: instant,
  sources: z.array(
    z.strictObject({
      id: z.string(),
      /** Documents with a stored body, and those that today's code had not read yet. */
      documents: count,
      read: count,
      statements: count,
      claims: z.strictObject({ opened: count, closed: count }),
      alarms: z.array(alarmSchema),
    }),
  ),
  facts: z.strictObject({ inserted: count, closed: count }),
  changes: count,
});
export type Reread = z.infer<typeof rereadSchema>;
