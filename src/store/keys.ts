import { type Kysely, sql } from 'kysely';
import type { Attribute, SubjectKind } from '../../schema/attributes.ts';
import type { Candidate, Considered, FactStatus } from '../../schema/judgement.ts';
import type { SourceKind } from '../../schema/source.ts';
import type { Value } from '../../schema/value.ts';
import type { DB } from './types.ts';
import { holdsNow, markTurning } from './validity.ts';

/** A subject and an attribute: the unit in which keys are loaded, because scopes explain each other. */
export interface Topic {
  subject: string;
  attribute: string;
}

/** A key of the ledger of work: what has to be judged again, and why. */
export interface DirtyKey extends Topic {
  scope: string;
  cause: string;
}

/** How many keys are dirty. */
export async function countDirty(db: Kysely<DB>): Promise<number> {
  const row = await db
    .selectFrom('registry.dirty')
    .select((eb) => eb.fn.countAll<string>().as('dirty'))
    .executeTakeFirstOrThrow();
  return Number(row.dirty);
}

/** All dirty keys, by their texts: whichever source came first, conflicts are numbered in the same order. */
export async function dirtyKeys(db: Kysely<DB>): Promise<DirtyKey[]> {
  const found = await sql<DirtyKey>`
    select d.subject, d.attribute, d.scope, d.cause
    from registry.dirty d join registry.subject s on s.id = d.subject
    order by s.kind, s.key collate "C", d.attribute collate "C", d.scope collate "C"`.execute(db);
  return found.rows;
}

/** Every key that has live claims or live facts: what an audit judges again. */
export async function allKeys(db: Kysely<DB>): Promise<Omit<DirtyKey, 'cause'>[]> {
  const found = await sql<Omit<DirtyKey, 'cause'>>`
    select m.subject, meant as attribute, c.scope
    from registry.claim c join registry.mapping m on m.alias = c.alias and m.closed is null
    cross join lateral unnest(c.means) as meant where c.closed_by is null
    union
    select subject, attribute, scope from registry.fact where valid_until is null and known_until is null
    union
    select subject, attribute, scope from registry.conflict where closed_at is null
    order by 1, 2, 3`.execute(db);
  return found.rows;
}

/** Marks keys for the next publication. */
export async function markDirty(db: Kysely<DB>, keys: readonly DirtyKey[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`insert into registry.dirty (subject, attribute, scope, cause)
    select * from unnest(${keys.map((k) => k.subject)}::bigint[], ${keys.map((k) => k.attribute)}::text[],
      ${keys.map((k) => k.scope)}::text[], ${keys.map((k) => k.cause)}::text[])
    on conflict do nothing`.execute(db);
}

/**
 * The keys of the table `touched` and the limits beside them: what a claim of several meanings speaks of depends on all
 * the limits that are stated, so a changed limit marks the window and the input as well.
 */
export const touchedKeys = sql`
  select subject, attribute, scope from touched
  union
  select subject, beside, scope from touched
  cross join (values ('context_window'), ('max_input')) as other(beside)
  where attribute in ('context_window', 'max_input', 'max_output')`;

/** Marks the keys that an extraction opened or closed claims of. */
export async function markExtractionDirty(db: Kysely<DB>, extraction: string, cause: string): Promise<void> {
  await sql`insert into registry.dirty (subject, attribute, scope, cause)
    with moved as (
      select alias, means, scope from registry.claim where opened_by = ${extraction}::bigint
      union all
      select alias, means, scope from registry.claim where closed_by = ${extraction}::bigint
    ), touched as (
      select distinct m.subject, meant as attribute, moved.scope
      from moved join registry.mapping m on m.alias = moved.alias and m.closed is null
      cross join lateral unnest(moved.means) as meant
    )
    select subject, attribute, scope, ${cause} from (${touchedKeys}) as marked
    on conflict do nothing`.execute(db);
}

/** Marks the keys that time itself makes due: snoozes, rulings and claims whose date has come. */
export async function markDue(db: Kysely<DB>, at: Date): Promise<void> {
  await markTurning(db, at);
  await sql`insert into registry.dirty (subject, attribute, scope, cause)
    select subject, attribute, scope, 'time' from registry.conflict
    where state = 'snoozed' and closed_at is null and snoozed_until <= ${at.toISOString()}::timestamptz
    union
    select c.subject, c.attribute, c.scope, 'time' from registry.conflict c
    join registry.settlement t on t.conflict = c.id and t.undone_by is null
    join registry.decision d on d.id = t.decision
    where c.state = 'settled' and c.closed_at is null and d.review_after <= ${at.toISOString()}::timestamptz
    on conflict do nothing`.execute(db);
}

/** Empties the ledger inside the publication that worked it off. */
export async function clearDirty(db: Kysely<DB>): Promise<void> {
  await db.deleteFrom('registry.dirty').execute();
}

export interface ClaimRow {
  id: string;
  subject: string;
  attribute: string;
  scope: string;
  part: string;
  means: Attribute[];
  value: Value;
  asWritten: string;
  source: string;
  kind: SourceKind;
  sourceOwner: string;
  owner: string;
  /** Ids of the sources that it copies, by provider key or `*`. */
  upstreams: Record<string, string[]>;
  document: string;
  confirmedAt: Date;
}

const topicTable = (topics: readonly Topic[]) =>
  sql`unnest(${topics.map((t) => t.subject)}::bigint[], ${topics.map((t) => t.attribute)}::text[]) as topic(subject, attribute)`;

/** The live claims of these topics that hold now; a claim that can mean two attributes comes once for each. */
export async function claimsOf(db: Kysely<DB>, topics: readonly Topic[]): Promise<ClaimRow[]> {
  const found = await sql<ClaimRow>`
    select c.id, topic.subject, topic.attribute, c.scope, c.part, c.means, c.value, c.as_written as "asWritten",
      c.source, s.kind, s.owner as "sourceOwner", d.owner,
      s.declared->'upstreams' as upstreams,
      d.url as document, coalesce(d.confirmed_at, c.seen_from) as "confirmedAt"
    from ${topicTable(topics)}
    join registry.mapping m on m.subject = topic.subject and m.closed is null
    join registry.claim c on c.alias = m.alias and c.closed_by is null and topic.attribute = any(c.means)
    join registry.document d on d.id = c.document
    join registry.source s on s.id = c.source
    where ${holdsNow}
    order by c.source, d.url, c.part, c.as_written`.execute(db);
  return found.rows;
}

export interface FactRow {
  id: string;
  subject: string;
  attribute: string;
  scope: string;
  part: string;
  value: Value;
  status: FactStatus;
  basis: string;
  validFrom: Date;
  knownFrom: Date;
}

const factColumns = sql`f.id, f.subject, f.attribute, f.scope, f.part, f.value, f.status, f.basis,
  f.valid_from as "validFrom", f.known_from as "knownFrom"`;

/** The live facts of these topics. */
export async function factsOf(db: Kysely<DB>, topics: readonly Topic[]): Promise<FactRow[]> {
  const found = await sql<FactRow>`
    select ${factColumns} from ${topicTable(topics)}
    join registry.fact f on f.subject = topic.subject and f.attribute = topic.attribute
    where f.valid_until is null and f.known_until is null order by f.scope, f.part`.execute(db);
  return found.rows;
}

/** A fact that settled while claims stood under it, or were gone from it, by a mapping that was undone since. */
const settledMeanwhile = sql`exists (
  select from registry.decision undo join registry.mapping u on u.decision = undo.supersedes
  where undo.verdict->>'kind' = 'undo' and f.known_from >= u.opened and f.known_from < u.closed
    and (u.subject = f.subject or exists (select from registry.mapping before
      where before.alias = u.alias and before.closed = u.opened and before.subject = f.subject))
    and exists (select from registry.claim c
      where c.alias = u.alias and f.attribute = any(c.means) and c.scope = f.scope))`;

/**
 * For each key the settled facts that stood together last, without those that an undone decision made or an undone
 * mapping made possible.
 */
export async function lastSettledOf(db: Kysely<DB>, topics: readonly Topic[]): Promise<FactRow[]> {
  const found = await sql<FactRow>`
    select * from (
      select ${factColumns}, coalesce(f.closed_in, ${STILL_LIVE}) as ended,
        max(coalesce(f.closed_in, ${STILL_LIVE})) over (partition by f.subject, f.attribute, f.scope) as last
      from ${topicTable(topics)}
      join registry.fact f on f.subject = topic.subject and f.attribute = topic.attribute
      where f.status in ('agreed', 'single', 'preferred', 'ruled')
        and not exists (select 1 from registry.decision undo where undo.supersedes = f.decision)
        and not ${settledMeanwhile}
    ) as settled where ended = last order by scope, part`.execute(db);
  return found.rows;
}

/** Stands for the end of a fact that has none: greater than the id of any publication. */
const STILL_LIVE = sql.lit('9223372036854775807');

export interface EpisodeRow {
  id: string;
  subject: string;
  attribute: string;
  scope: string;
  kind: string;
  diagnosis: string;
  arithmetic: string;
  candidates: Candidate[];
  proposal: Candidate | null;
  version: number;
  state: 'open' | 'snoozed' | 'settled';
  snoozedUntil: Date | null;
  decision: string | null;
  policy: string | null;
  considered: Considered | null;
  reviewAfter: Date | null;
}

/** The live episodes of these topics with the settlement in force. */
export async function episodesOf(db: Kysely<DB>, topics: readonly Topic[]): Promise<EpisodeRow[]> {
  const found = await sql<EpisodeRow>`
    select c.id, c.subject, c.attribute, c.scope, c.kind, c.diagnosis, c.arithmetic, c.candidates, c.proposal,
      c.version, c.state, c.snoozed_until as "snoozedUntil", t.decision, t.policy, t.considered,
      d.review_after as "reviewAfter"
    from ${topicTable(topics)}
    join registry.conflict c on c.subject = topic.subject and c.attribute = topic.attribute and c.closed_at is null
    left join lateral (select * from registry.settlement s where s.conflict = c.id and s.undone_by is null
      order by s.id desc limit 1) t on c.state = 'settled'
    left join registry.decision d on d.id = t.decision`.execute(db);
  return found.rows;
}

/** The key texts of subjects. */
export async function subjectsOf(
  db: Kysely<DB>,
  ids: readonly string[],
): Promise<Map<string, { key: string; kind: SubjectKind }>> {
  const found = await sql<{ id: string; key: string; kind: SubjectKind }>`
    select id, key, kind from registry.subject where id = any(${[...ids]}::bigint[])`.execute(db);
  return new Map(found.rows.map((row) => [row.id, { key: row.key, kind: row.kind }]));
}
