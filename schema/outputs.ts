import { z } from 'zod';
import { attributeSchema, subjectKindSchema } from './attributes.ts';
import { conflictStateSchema, consideredSchema, factStatusSchema, witnessSchema } from './judgement.ts';
import { alarmSchema, roundOutcomeSchema } from './outputs-source.ts';
import { locatorSchema, refusalSchema } from './statement.ts';
import { markSchema } from './value.ts';

export * from './outputs-source.ts';

const count = z.number().int().nonnegative();
const instant = z.iso.datetime();
const reasonCount = z.strictObject({ reason: z.string(), count });

const sourceReportSchema = z.strictObject({
  id: z.string(),
  outcome: roundOutcomeSchema,
  documents: count,
  statements: count,
  /** Entries that the documents list, and those of which something was taken. */
  entries: z.strictObject({ listed: count, taken: count }),
  claims: z.strictObject({ opened: count, closed: count, live: count }),
  refused: z.array(reasonCount),
  /** Providers as the source writes them that no line of providers.tsv names; they came in under keys of their own. */
  unknownProviders: z.array(z.string()),
  /** Documents that could not be fetched or were refused whole, each with its reason. */
  problems: z.array(z.strictObject({ url: z.string(), reason: z.string(), detail: z.string() })),
  /** One for each gate that tripped at a document or at the round; it changed no claim. */
  alarms: z.array(alarmSchema),
});

/** The file of `refresh --report`: refusals by source and reason, a few examples of each. */
export const refusalReportSchema = z.array(
  z.strictObject({
    source: z.string(),
    refused: z.array(z.strictObject({ reason: z.string(), count, examples: z.array(refusalSchema) })),
  }),
);

/** `refresh --json` */
export const refreshReportSchema = z.strictObject({
  run: z.string(),
  world: z.enum(['demo', 'live', 'recorded']),
  at: instant,
  sources: z.array(sourceReportSchema),
  subjects: count,
  facts: z.strictObject({ inserted: count, closed: count, live: count }),
  conflicts: z.strictObject({
    opened: count,
    settled: count,
    healed: count,
    open: count,
    by: z.array(z.strictObject({ attribute: z.string(), diagnosis: z.string(), count })),
  }),
  changes: count,
  /** One for each value that was newly held and each invariant that was newly violated. */
  alarms: z.array(alarmSchema),
  /** Sentences about sources that are off, or on although nobody has recorded a page of them. */
  notes: z.array(z.string()),
  /** Files of `--from` that no source reads. */
  noReader: z.array(z.string()),
  seconds: z.number().nonnegative(),
  peakRssBytes: count,
});
export type RefreshReport = z.infer<typeof refreshReportSchema>;

const reviewCandidateSchema = z.strictObject({
  /** Equal for equal candidates. */
  key: z.string(),
  /** The value as text; a price card prints all its parts. */
  value: z.string(),
  asWritten: z.string(),
  witnesses: z.array(witnessSchema),
});
export type ReviewCandidate = z.infer<typeof reviewCandidateSchema>;

const reviewConflictSchema = z.strictObject({
  id: z.string(),
  /** Grows with every change of the episode; a decision names the version that it saw. */
  version: count,
  kind: z.string(),
  state: conflictStateSchema,
  subject: z.string(),
  subjectKind: subjectKindSchema,
  attribute: attributeSchema,
  scope: z.string(),
  diagnosis: z.string(),
  arithmetic: z.string(),
  candidates: z.array(reviewCandidateSchema),
  published: z.string().nullable(),
  proposal: reviewCandidateSchema.nullable(),
  openedAt: instant,
  snoozedUntil: instant.nullable(),
});
export type ReviewConflict = z.infer<typeof reviewConflictSchema>;

/** `review list --json`: `open` counts the open conflicts among those listed. */
export const reviewListSchema = z.strictObject({
  open: count,
  groups: z.array(z.strictObject({ attribute: z.string(), diagnosis: z.string(), count })),
  conflicts: z.array(reviewConflictSchema),
});
export type ReviewList = z.infer<typeof reviewListSchema>;

const decisionOutputSchema = z.strictObject({
  id: z.string(),
  /** What was ruled, as a sentence: `candidate 1: 131k`. */
  verdict: z.string(),
  reason: z.string(),
  by: z.string(),
  at: instant,
  reviewAfter: instant.nullable(),
  considered: consideredSchema.nullable(),
});

const policyOutputSchema = z.strictObject({
  /** The step of the policy that settled: `authority`, or `meaning` where the others speak of another limit. */
  step: z.string(),
  /** Who had the authority, where that was the reason. */
  authority: z.string().nullable(),
  sentence: z.string(),
  at: instant,
  considered: consideredSchema.nullable(),
});

const claimOutputSchema = z.strictObject({
  source: z.string(),
  /** What the source calls the subject: what `review map` links; `provider` is empty where the source names none. */
  alias: z.strictObject({ kind: subjectKindSchema, provider: z.string(), written: z.string() }),
  subject: z.string(),
  attribute: z.string(),
  scope: z.string(),
  part: z.string(),
  asWritten: z.string(),
  value: z.string(),
  unit: z.string().nullable(),
  marks: z.array(markSchema),
  low: z.string().nullable(),
  high: z.string().nullable(),
  readings: z.array(z.number().int()),
  quote: z.string(),
  locator: locatorSchema,
  capture: z.strictObject({ url: z.string(), fetchedAt: instant, sha256: z.string() }),
  /** How the claim stands to the published fact; null where nothing is published. */
  standing: z.enum(['supports', 'against', 'silent']).nullable(),
});
export type ClaimOutput = z.infer<typeof claimOutputSchema>;

const factOutputSchema = z.strictObject({
  subject: z.string(),
  attribute: z.string(),
  scope: z.string(),
  part: z.string(),
  value: z.string(),
  number: z.string().nullable(),
  low: z.string().nullable(),
  high: z.string().nullable(),
  readings: z.array(z.number().int()),
  unit: z.string().nullable(),
  precision: z.string().nullable(),
  status: factStatusSchema,
  basis: z.string(),
  validFrom: instant,
  knownFrom: instant,
});
export type FactOutput = z.infer<typeof factOutputSchema>;

const explainedKeySchema = z.strictObject({
  subject: z.string(),
  attribute: z.string(),
  scope: z.string(),
  facts: z.array(factOutputSchema),
  conflict: reviewConflictSchema.nullable(),
  decision: decisionOutputSchema.nullable(),
  policy: policyOutputSchema.nullable(),
  claims: z.array(claimOutputSchema),
});
export type ExplainedKey = z.infer<typeof explainedKeySchema>;

/** `review show --json`: the conflict, what was decided on it, and its evidence. */
export const reviewShowSchema = z.strictObject({
  conflict: reviewConflictSchema,
  decision: decisionOutputSchema.nullable(),
  policy: policyOutputSchema.nullable(),
  claims: z.array(claimOutputSchema),
});
export type ReviewShow = z.infer<typeof reviewShowSchema>;

/** `review decide --json` and `review undo --json`: the decision and publication that it made, and the conflict as it stands now. */
export const decisionReportSchema = z.strictObject({
  decision: z.string(),
  publication: z.string().nullable(),
  conflict: reviewConflictSchema,
});
export type DecisionReport = z.infer<typeof decisionReportSchema>;

const mappingOutputSchema = z.strictObject({
  subject: z.string(),
  /** `name parsed`, `provider and model`, `same id but for its case`, or `decision`. */
  cause: z.string(),
  decision: z.string().nullable(),
  by: z.string().nullable(),
  reason: z.string().nullable(),
  opened: instant,
  closed: instant.nullable(),
});

/**
 * `review map --json`: for which subject an alias stands now, and all its mappings, the newest first; `decision` and
 * `publication` where this call made them.
 */
export const aliasMapSchema = z.strictObject({
  source: z.string(),
  kind: subjectKindSchema,
  provider: z.string(),
  alias: z.string(),
  mapping: mappingOutputSchema.nullable(),
  history: z.array(mappingOutputSchema),
  decision: z.string().nullable(),
  publication: z.string().nullable(),
});
export type AliasMap = z.infer<typeof aliasMapSchema>;

/**
 * `why --json`. `fact`, `decision` and `policy` are those of the first key (the one asked for, where an attribute was
 * named); `claims` are those of all keys; `keys` explains each key.
 */
export const whyReportSchema = z.strictObject({
  subject: z.string(),
  kind: subjectKindSchema,
  fact: factOutputSchema.nullable(),
  decision: decisionOutputSchema.nullable(),
  policy: policyOutputSchema.nullable(),
  claims: z.array(claimOutputSchema),
  keys: z.array(explainedKeySchema),
  /** Complete lists that named it and do so no more: since when, when its claims there ended, and how many these were. */
  unlisted: z.array(
    z.strictObject({ source: z.string(), url: z.string(), since: instant, ended: instant, claims: count }),
  ),
});
export type WhyReport = z.infer<typeof whyReportSchema>;

/** `verify --json`: every fact to its claim, every claim to its capture, its hash and its quote. */
export const verifyReportSchema = z.strictObject({
  claims: count,
  bodies: count,
  findings: z.array(
    z.strictObject({
      subject: z.string(),
      attribute: z.string(),
      scope: z.string(),
      part: z.string(),
      source: z.string().nullable(),
      url: z.string().nullable(),
      problem: z.enum(['no-body', 'hash', 'quote', 'unsupported']),
      detail: z.string(),
    }),
  ),
});
export type VerifyReport = z.infer<typeof verifyReportSchema>;

/** `audit --json`: what would be different if everything were judged again; `pending` keys wait for a publication. */
export const auditReportSchema = z.strictObject({
  keys: count,
  pending: count,
  findings: z.array(
    z.strictObject({
      subject: z.string(),
      attribute: z.string(),
      scope: z.string(),
      problem: z.enum(['fact', 'conflict']),
      detail: z.string(),
    }),
  ),
});
export type AuditReport = z.infer<typeof auditReportSchema>;

/** `checksum --json`: sha256 over live facts and conflicts, without times and ids. */
export const checksumReportSchema = z.strictObject({
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
  facts: count,
  conflicts: count,
});
export type ChecksumReport = z.infer<typeof checksumReportSchema>;

/** `schedule list --json`: `last` and `next` are slots, not the moments at which work began. */
export const scheduleListSchema = z.strictObject({
  at: instant,
  sources: z.array(
    z.strictObject({
      id: z.string(),
      schedule: z.string(),
      last: instant.nullable(),
      lastOutcome: roundOutcomeSchema.nullable(),
      next: instant.nullable(),
      due: z.boolean(),
    }),
  ),
});
export type ScheduleList = z.infer<typeof scheduleListSchema>;

/** `schedule run --json`: printed when the schedule was stopped. */
export const scheduleRunSchema = z.strictObject({ from: instant, until: instant, refreshes: count });
export type ScheduleRun = z.infer<typeof scheduleRunSchema>;

/** `sql --json` */
export const sqlAnswerSchema = z.strictObject({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.json())),
});
export type SqlAnswer = z.infer<typeof sqlAnswerSchema>;

/** `migrate --json` and `reset --json`: the migrations that were applied, in order. */
export const migrateReportSchema = z.strictObject({
  engine: z.enum(['postgres', 'embedded']),
  where: z.string(),
  applied: z.array(z.string()),
});
export type MigrateReport = z.infer<typeof migrateReportSchema>;

/** `demo --json`: the refresh, what disagrees, and what an authority settled. */
export const demoReportSchema = z.strictObject({
  where: z.string(),
  refresh: refreshReportSchema,
  review: reviewListSchema,
  settled: z.array(
    z.strictObject({
      subject: z.string(),
      attribute: z.string(),
      scope: z.string(),
      published: z.string(),
      against: z.array(z.string()),
      sentence: z.string(),
    }),
  ),
});
export type DemoReport = z.infer<typeof demoReportSchema>;
