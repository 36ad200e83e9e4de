import type { ColumnType, Generated } from 'kysely';
import type { SubjectKind } from '../../schema/attributes.ts';
import type { Candidate, ConflictState, Considered, FactStatus } from '../../schema/judgement.ts';
import type { SourceKind } from '../../schema/source.ts';
import type { Locator } from '../../schema/statement.ts';
import type { Value } from '../../schema/value.ts';
import type {
  CatalogChange,
  CatalogConflict,
  CatalogEvidence,
  CatalogFact,
  CatalogModel,
} from './types-catalog.ts';

/** A bigint identity: text in JavaScript, made by the database. */
type Id = ColumnType<string, never, never>;
/** A timestamptz: Date when read, Date or ISO text when written. */
type Instant = ColumnType<Date, Date | string, Date | string>;
type MaybeInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** A nullable column that may be left out of an insert. */
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** jsonb: parsed when read, JSON text when written (a bare array would become a PostgreSQL array). */
type Json<T> = ColumnType<T, string, string>;
type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
type DefaultJson<T> = ColumnType<T, string | undefined, string>;
/** numeric: exact decimal text in both directions. */
type MaybeDecimal = Maybe<string>;

type World = 'demo' | 'live' | 'recorded';
type RoundOutcome = 'changed' | 'unchanged' | 'refused' | 'failed' | 'interrupted' | 'partial';
type CaptureOutcome = 'ok' | 'not-modified' | 'http-error' | 'network-error' | 'blocked' | 'rejected';

/** Why a key is judged again and why a fact changed. */
export type Cause = 'source' | 'decision' | 'rule' | 'policy' | 'identity' | 'reading' | 'time';
/** How a claim stands to the published fact of its key. */
export type Standing = 'supports' | 'against' | 'silent';

export interface WorldTable {
  only: Generated<boolean>;
  world: World;
  since: Instant;
}

export interface SourceTable {
  id: string;
  owner: string;
  kind: SourceKind;
  schedule: string;
  note: string;
  declared: Json<unknown>;
}

export interface RunTable {
  id: Id;
  command: string;
  world: World;
  started_at: Instant;
  finished_at: MaybeInstant;
  outcome: Maybe<string>;
}

export interface RoundTable {
  id: Id;
  source: string;
  run: string;
  slot: Instant;
  started_at: Instant;
  finished_at: MaybeInstant;
  outcome: Maybe<RoundOutcome>;
  reasons: DefaultJson<unknown>;
  counts: DefaultJson<unknown>;
}

export interface BodyTable {
  sha256: string;
  bytes: Buffer;
  size: ColumnType<string, string | number, string | number>;
}

export interface DocumentTable {
  id: Id;
  source: string;
  url: string;
  owner: string;
  confirmed_at: MaybeInstant;
  accepted_extraction: Maybe<string>;
}

export interface CaptureTable {
  id: Id;
  document: string;
  run: string;
  fetched_at: Instant;
  outcome: CaptureOutcome;
  status: Maybe<number>;
  headers: DefaultJson<unknown>;
  sha256: Maybe<string>;
  media_type: Maybe<string>;
  note: Maybe<string>;
}

export interface ExtractionTable {
  id: Id;
  document: string;
  capture: string;
  reading: string;
  verdict: 'accepted' | 'refused';
  reasons: DefaultJson<unknown>;
  counts: DefaultJson<unknown>;
  at: Instant;
}

export interface SubjectTable {
  id: Id;
  kind: SubjectKind;
  key: string;
}

export interface AliasTable {
  id: Id;
  source: string;
  kind: SubjectKind;
  provider: Generated<string>;
  native_id: string;
  name: Maybe<string>;
  has_id: boolean;
}

export interface MappingTable {
  id: Id;
  alias: string;
  subject: string;
  cause: string;
  decision: Maybe<string>;
  opened: Instant;
  closed: MaybeInstant;
}

export interface AbsenceTable {
  document: string;
  alias: string;
  unlisted: boolean;
  since: Instant;
  rounds: Generated<number>;
  withdrawn: MaybeInstant;
  stands: Maybe<string>;
}

export interface ClaimTable {
  id: Id;
  source: string;
  document: string;
  alias: string;
  attribute: string;
  means: string[];
  scope: string;
  part: string;
  value: Json<Value>;
  value_key: string;
  num: MaybeDecimal;
  num_low: MaybeDecimal;
  num_high: MaybeDecimal;
  unit: Maybe<string>;
  as_written: string;
  quote: string;
  locator: Json<Locator>;
  stated_from: MaybeInstant;
  stated_until: MaybeInstant;
  opened_by: string;
  closed_by: Maybe<string>;
  closed_cause: Maybe<string>;
  seen_from: Instant;
  seen_until: MaybeInstant;
}

export interface PublicationTable {
  id: Id;
  at: Instant;
  cause: string;
  run: Maybe<string>;
  counts: DefaultJson<unknown>;
}

export interface FactTable {
  id: Id;
  subject: string;
  attribute: string;
  scope: string;
  part: string;
  value: Json<Value>;
  value_text: string;
  num: MaybeDecimal;
  num_low: MaybeDecimal;
  num_high: MaybeDecimal;
  precision: Maybe<string>;
  unit: Maybe<string>;
  currency: Maybe<string>;
  status: FactStatus;
  basis: string;
  decision: Maybe<string>;
  valid_from: Instant;
  valid_until: MaybeInstant;
  known_from: Instant;
  known_until: MaybeInstant;
  publication: string;
  closed_in: Maybe<string>;
}

export interface StandingTable {
  claim: string;
  subject: string;
  attribute: string;
  scope: string;
  standing: Standing;
  chosen: boolean;
  publication: string;
}

export interface ChangeTable {
  seq: Id;
  publication: string;
  at: Instant;
  op: 'insert' | 'update' | 'delete' | 'status';
  subject: string;
  attribute: string;
  scope: string;
  part: string;
  before: MaybeJson<unknown>;
  after: MaybeJson<unknown>;
  cause: Cause;
}

export interface ConflictTable {
  id: Id;
  subject: string;
  attribute: string;
  scope: string;
  kind: string;
  diagnosis: string;
  arithmetic: string;
  candidates: Json<Candidate[]>;
  proposal: MaybeJson<Candidate>;
  version: Generated<number>;
  state: ConflictState;
  snoozed_until: MaybeInstant;
  opened_at: Instant;
  opened_in: string;
  closed_at: MaybeInstant;
  reopens: Maybe<string>;
}

export interface DecisionTable {
  id: Id;
  kind: string;
  conflict: Maybe<string>;
  target: Json<unknown>;
  verdict: Json<unknown>;
  reason: string;
  by: string;
  at: Instant;
  review_after: MaybeInstant;
  supersedes: Maybe<string>;
  seen: Json<unknown>;
}

export interface SettlementTable {
  id: Id;
  conflict: string;
  decision: Maybe<string>;
  policy: Maybe<string>;
  authority: Maybe<string>;
  considered: Json<Considered>;
  at: Instant;
  undone_by: Maybe<string>;
}

export interface PendingTable {
  subject: string;
  attribute: string;
  scope: string;
  since: Instant;
  document: string;
}

export interface DirtyTable {
  subject: string;
  attribute: string;
  scope: string;
  cause: Cause;
}

/** Which text of a migration made these tables. */
export interface MigrationTable {
  name: string;
  sha256: string;
}

/** Every table and view, by its qualified name; a test compares it with the database. */
export interface DB {
  'registry.world': WorldTable;
  'registry.source': SourceTable;
  'registry.run': RunTable;
  'registry.round': RoundTable;
  'registry.body': BodyTable;
  'registry.document': DocumentTable;
  'registry.capture': CaptureTable;
  'registry.extraction': ExtractionTable;
  'registry.subject': SubjectTable;
  'registry.alias': AliasTable;
  'registry.mapping': MappingTable;
  'registry.absence': AbsenceTable;
  'registry.claim': ClaimTable;
  'registry.publication': PublicationTable;
  'registry.fact': FactTable;
  'registry.standing': StandingTable;
  'registry.change': ChangeTable;
  'registry.conflict': ConflictTable;
  'registry.decision': DecisionTable;
  'registry.settlement': SettlementTable;
  'registry.pending': PendingTable;
  'registry.dirty': DirtyTable;
  'registry.migration': MigrationTable;
  'catalog_v1.fact': CatalogFact;
  'catalog_v1.evidence': CatalogEvidence;
  'catalog_v1.conflict': CatalogConflict;
  'catalog_v1.change': CatalogChange;
  'catalog_v1.model': CatalogModel;
}
