import { type Kysely, sql } from 'kysely';
import type { Attribute, SubjectKind } from '../../schema/attributes.ts';
import type {
  Candidate,
  ConflictKind,
  ConflictState,
  Considered,
  DiagnosisKind,
  FactStatus,
} from '../../schema/judgement.ts';
import type { Value } from '../../schema/value.ts';
import type { DB } from './types.ts';

/** An episode with the texts of its key and what is published for it now. */
export interface ReviewRow {
  id: string;
  version: number;
  kind: ConflictKind;
  state: ConflictState;
  subjectId: string;
  subject: string;
  subjectKind: SubjectKind;
  attribute: Attribute;
  scope: string;
  diagnosis: DiagnosisKind;
  arithmetic: string;
  candidates: Candidate[];
  proposal: Candidate | null;
  openedAt: Date;
  snoozedUntil: Date | null;
  closedAt: Date | null;
  policy: string | null;
  authority: string | null;
  settledAt: Date | null;
  considered: Considered | null;
  published: { part: string; value: Value; status: FactStatus; basis: string }[];
}

const columns = sql`
  c.id, c.version, c.kind, c.state, c.subject as "subjectId", s.key as subject, s.kind as "subjectKind", c.attribute,
  c.scope, c.diagnosis, c.arithmetic, c.candidates, c.proposal, c.opened_at as "openedAt",
  c.snoozed_until as "snoozedUntil", c.closed_at as "closedAt", t.policy, t.authority,
  t.at as "settledAt", t.considered,
  coalesce((select jsonb_agg(jsonb_build_object('part', f.part, 'value', f.value, 'status', f.status, 'basis', f.basis) order by f.part)
    from registry.fact f where f.subject = c.subject and f.attribute = c.attribute and f.scope = c.scope
      and f.valid_until is null and f.known_until is null and f.status <> 'held'), '[]'::jsonb) as published
  from registry.conflict c join registry.subject s on s.id = c.subject
  left join lateral (select * from registry.settlement n where n.conflict = c.id and n.undone_by is null
    order by n.id desc limit 1) t on c.state = 'settled'`;

export interface ReviewFilter {
  states: readonly ConflictState[];
  kind?: string | undefined;
  attribute?: string | undefined;
}

/** Episodes in these states, oldest first. */
export async function reviewRows(db: Kysely<DB>, filter: ReviewFilter): Promise<ReviewRow[]> {
  const found = await sql<ReviewRow>`select ${columns}
    where c.closed_at is null and c.state = any(${[...filter.states]}::text[])
      and (${filter.kind ?? null}::text is null or c.kind = ${filter.kind ?? null})
      and (${filter.attribute ?? null}::text is null or c.attribute = ${filter.attribute ?? null})
    order by c.id`.execute(db);
  return found.rows;
}

/** One episode, also an ended one. */
export async function reviewRow(db: Kysely<DB>, id: string): Promise<ReviewRow | undefined> {
  if (!/^\d{1,18}$/.test(id)) return undefined;
  const found = await sql<ReviewRow>`select ${columns} where c.id = ${id}`.execute(db);
  return found.rows[0];
}

/** The live episodes of one subject and attribute. */
export async function episodesAbout(
  db: Kysely<DB>,
  subjects: readonly string[],
  attribute?: string,
): Promise<ReviewRow[]> {
  const found = await sql<ReviewRow>`select ${columns}
    where c.closed_at is null and c.subject = any(${[...subjects]}::bigint[])
      and (${attribute ?? null}::text is null or c.attribute = ${attribute ?? null})
    order by c.attribute, c.scope, c.id`.execute(db);
  return found.rows;
}
