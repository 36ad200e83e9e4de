import type { ColumnType } from 'kysely';
import type { SubjectKind } from '../../schema/attributes.ts';
import type { ConflictState, FactStatus } from '../../schema/judgement.ts';
import type { Locator } from '../../schema/statement.ts';
import type { Cause, Standing } from './types.ts';

/** What a view of the contract shows of a value. */
interface ShownValue {
  value: string;
  number: string | null;
  low: string | null;
  high: string | null;
  precision: string | null;
  unit: string | null;
  currency: string | null;
  status: FactStatus;
  basis: string;
}

export interface CatalogFact extends ShownValue {
  subject: string;
  kind: SubjectKind;
  attribute: string;
  scope: string;
  part: string;
  sources: string;
  valid_from: Date;
  valid_until: Date | null;
  known_from: Date;
  confirmed_at: Date | null;
  publication: string;
}

export interface CatalogEvidence {
  subject: string;
  kind: SubjectKind;
  attribute: string;
  scope: string;
  part: string;
  source: string;
  standing: Standing;
  as_written: string;
  quote: string;
  locator: ColumnType<Locator, never, never>;
  url: string;
  fetched_at: Date;
  sha256: string | null;
  chosen: boolean;
}

export interface CatalogConflict {
  id: string;
  subject: string;
  attribute: string;
  scope: string;
  kind: string;
  diagnosis: string;
  arithmetic: string;
  state: ConflictState;
  settled_by: string | null;
  opened_at: Date;
  decided_at: Date | null;
  subject_kind: SubjectKind;
}

export interface CatalogChange {
  seq: string;
  publication: string;
  at: Date;
  subject: string;
  attribute: string;
  scope: string;
  part: string;
  op: 'insert' | 'update' | 'delete' | 'status';
  before: ColumnType<unknown, never, never>;
  after: ColumnType<unknown, never, never>;
  cause: Cause;
  subject_kind: SubjectKind;
}

export interface CatalogModel extends ShownValue {
  subject: string;
  attribute: string;
  scope: string;
  part: string;
  via: string;
}
