import { type Kysely, sql } from 'kysely';
import type { SubjectKind } from '../../schema/attributes.ts';
import { touchedKeys } from './keys.ts';
import type { DB } from './types.ts';

export interface AliasRow {
  id: string;
  source: string;
  kind: SubjectKind;
  provider: string;
  nativeId: string;
  name: string | null;
  hasId: boolean;
  /** The subject that the alias stands for now and its key, or null while it is unmatched. */
  subject: string | null;
  subjectKey: string | null;
  /** A person made the mapping; no rule of ours changes it. */
  decided: boolean;
}

interface AliasName {
  kind: SubjectKind;
  provider: string;
  nativeId: string;
  name: string | null;
  hasId: boolean;
}

/** The aliases of a source by these names, made where they are new; what was an id once is an id and no mere name, the last label counts. */
export async function openAliases(
  db: Kysely<DB>,
  source: string,
  names: readonly AliasName[],
): Promise<AliasRow[]> {
  if (names.length === 0) return [];
  const column = <T>(of: (name: AliasName) => T): T[] => names.map(of);
  const wanted = sql`unnest(${column((n) => n.kind)}::text[], ${column((n) => n.provider)}::text[],
    ${column((n) => n.nativeId)}::text[], ${column((n) => n.name)}::text[], ${column((n) => n.hasId)}::boolean[])
    as wanted(kind, provider, native_id, name, has_id)`;
  await sql`insert into registry.alias (source, kind, provider, native_id, name, has_id)
    select ${source}, kind, provider, native_id, name, has_id from ${wanted}
    on conflict (source, kind, provider, native_id) do update
      set has_id = alias.has_id or excluded.has_id, name = coalesce(excluded.name, alias.name)
      where excluded.has_id and not alias.has_id or excluded.name <> alias.name
        or alias.name is null and excluded.name is not null`.execute(db);
  const found = await sql<AliasRow>`
    select ${aliasColumns} join ${wanted} on wanted.kind = a.kind and wanted.provider = a.provider
      and wanted.native_id = a.native_id
    where a.source = ${source}`.execute(db);
  return found.rows;
}

const aliasFields = sql`
  a.id, a.source, a.kind, a.provider, a.native_id as "nativeId", a.name, a.has_id as "hasId", m.subject,
  s.key as "subjectKey", m.decision is not null as decided`;

const aliasTables = sql`
  from registry.alias a
  left join registry.mapping m on m.alias = a.id and m.closed is null
  left join registry.subject s on s.id = m.subject`;

const aliasColumns = sql`${aliasFields} ${aliasTables}`;

/** An alias and the key of the subject that it is to stand for. */
export interface WantedMapping {
  alias: string;
  kind: SubjectKind;
  key: string;
  /** The decision of a person that says so; absent where a rule of ours does. */
  decision?: string | null;
}

const wantedTable = (wanted: readonly WantedMapping[]) =>
  sql`unnest(${wanted.map((w) => w.alias)}::bigint[], ${wanted.map((w) => w.kind)}::text[],
    ${wanted.map((w) => w.key)}::text[], ${wanted.map((w) => w.decision ?? null)}::bigint[])
    as wanted(alias, kind, key, decision)`;

/**
 * Closes the aliases' live mappings, if any, and opens one for each to the subject with the wanted key, which is made
 * where it is new. The keys of the old and of the new subjects become dirty. Gives the subject of each alias.
 */
export async function mapAliases(
  db: Kysely<DB>,
  wanted: readonly WantedMapping[],
  mapping: { cause: string; at: Date },
): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const aliases = wanted.map(({ alias }) => alias);
  const at = mapping.at.toISOString();
  await sql`insert into registry.subject (kind, key)
    select distinct kind, key from ${wantedTable(wanted)} on conflict do nothing`.execute(db);
  await markAliasesDirty(db, aliases);
  await sql`update registry.mapping set closed = ${at}::timestamptz
    where alias = any(${aliases}::bigint[]) and closed is null`.execute(db);
  const opened = await sql<{ alias: string; subject: string }>`
    insert into registry.mapping (alias, subject, cause, decision, opened)
    select wanted.alias, s.id, case when wanted.decision is null then ${mapping.cause} else 'decision' end,
      wanted.decision, ${at}::timestamptz
    from ${wantedTable(wanted)} join registry.subject s on s.kind = wanted.kind and s.key = wanted.key
    returning alias, subject`.execute(db);
  await markAliasesDirty(db, aliases);
  return new Map(opened.rows.map(({ alias, subject }) => [alias, subject]));
}

/** Marks every key that the live claims of these aliases speak of under their live mappings. */
export async function markAliasesDirty(db: Kysely<DB>, aliases: readonly string[]): Promise<void> {
  await sql`insert into registry.dirty (subject, attribute, scope, cause)
    with touched as (
      select distinct m.subject, meant as attribute, c.scope
      from registry.mapping m join registry.claim c on c.alias = m.alias and c.closed_by is null
      cross join lateral unnest(c.means) as meant
      where m.alias = any(${[...aliases]}::bigint[]) and m.closed is null
    )
    select subject, attribute, scope, 'identity' from (${touchedKeys}) as marked
    on conflict do nothing`.execute(db);
}

/** Aliases of offerings that were named without an id of the provider's own, with their mapping. */
export async function namedOfferings(db: Kysely<DB>): Promise<AliasRow[]> {
  const found = await sql<AliasRow>`select ${aliasColumns}
    where a.kind = 'offering' and not a.has_id order by a.id`.execute(db);
  return found.rows;
}

/** Offerings that are known by the provider's own id, with the model that their live claims say they sell. */
export async function identifiedOfferings(
  db: Kysely<DB>,
): Promise<{ subject: string; key: string; model: string }[]> {
  const found = await sql<{ subject: string; key: string; model: string }>`
    select distinct s.id as subject, s.key, c.value->>'text' as model
    from registry.claim c
    join registry.alias a on a.id = c.alias and a.has_id
    join registry.mapping m on m.alias = a.id and m.closed is null
    join registry.subject s on s.id = m.subject and s.kind = 'offering'
    where c.attribute = 'model' and c.closed_by is null and c.value->>'kind' = 'key'`.execute(db);
  return found.rows;
}

/** A spelling of an offering's key that a source uses, where another source or entry uses another case. */
export interface Spelling extends AliasRow {
  /** The key as the alias's own words give it: that of its subject where a person or only the name chose that. */
  spelled: string;
  /** The provider itself writes it so. */
  own: boolean;
}

/**
 * The aliases of offerings whose keys are equal but for the case of ASCII letters, wherever several cases occur.
 * One pass with windows: joined to its own groups, the table costs seconds before the first `analyze`.
 */
export async function spellingsOfOfferings(db: Kysely<DB>): Promise<Spelling[]> {
  const found = await sql<Spelling>`
    with written as (
      select ${aliasFields}, split_part(s.key, '/', 1) as seller,
        case when a.has_id and m.decision is null
          then split_part(s.key, '/', 1) || '/' || a.native_id else s.key end collate "C" as spelled
      ${aliasTables} where s.kind = 'offering'
    ), compared as (
      select *, min(spelled) over same as least, max(spelled) over same as greatest
      from written window same as (partition by lower(spelled))
    )
    select id, source, kind, provider, "nativeId", name, "hasId", subject, "subjectKey", decided, spelled, exists (
      select from registry.claim c join registry.document d on d.id = c.document
      where c.alias = compared.id and d.owner = compared.seller) as own
    from compared where least <> greatest order by id`.execute(db);
  return found.rows;
}

export type UnmatchedAlias = Pick<AliasRow, 'source' | 'kind' | 'provider' | 'nativeId' | 'name' | 'hasId'>;

/** Aliases that stand for no subject, by source: what nobody could identify yet. */
export async function unmatchedAliases(db: Kysely<DB>): Promise<UnmatchedAlias[]> {
  return await db
    .selectFrom('registry.alias as a')
    .select(['a.source', 'a.kind', 'a.provider', 'a.native_id as nativeId', 'a.name', 'a.has_id as hasId'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('registry.mapping as m')
            .select('m.id')
            .whereRef('m.alias', '=', 'a.id')
            .where('m.closed', 'is', null),
        ),
      ),
    )
    .orderBy('a.source')
    .orderBy('a.native_id')
    .execute();
}

/** Whether there is a subject of this kind with this very key. */
export async function isSubject(
  db: Kysely<DB>,
  { kind, key }: { kind: SubjectKind; key: string },
): Promise<boolean> {
  const found = await db
    .selectFrom('registry.subject')
    .select('id')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst();
  return found !== undefined;
}

/** Subjects in all; a name that can be several models is none of its own. */
export async function countSubjects(db: Kysely<DB>): Promise<number> {
  const row = await db
    .selectFrom('registry.subject')
    .select((eb) => eb.fn.countAll<string>().as('subjects'))
    .where('kind', '<>', 'name')
    .executeTakeFirstOrThrow();
  return Number(row.subjects);
}

export interface SubjectRow {
  id: string;
  kind: SubjectKind;
  key: string;
}

/**
 * Subjects with this very key, else with this key in another case, else those whose key ends in `/text`; models before
 * offerings before providers. A subject for which no alias stands any more is found only where no other is.
 */
export async function findSubjects(db: Kysely<DB>, text: string): Promise<SubjectRow[]> {
  const found = await sql<SubjectRow>`
    with alike as (
      select id, kind, key, case when key = ${text} then 0 when folded = wanted then 1
        when right(key, length(wanted) + 1) = '/' || ${text} then 2 else 3 end as distance,
        not exists (select from registry.mapping m where m.subject = alike.id and m.closed is null) as left_behind
      from (select *, lower(key collate "C") as folded, lower(${text}::text collate "C") as wanted
        from registry.subject) as alike
      where folded = wanted or right(folded, length(wanted) + 1) = '/' || wanted
    ), ranked as (select *, rank() over (order by left_behind, distance) as place from alike)
    select id, kind, key from ranked where place = 1
    order by array_position(array['model', 'offering', 'provider', 'name'], kind), key collate "C"`.execute(
    db,
  );
  return found.rows;
}

/** The offerings that sell a model, by their live fact `model`, and the names that were ruled to mean it. */
export async function offeringsOf(db: Kysely<DB>, modelKey: string): Promise<SubjectRow[]> {
  const found = await sql<SubjectRow>`
    select s.id, s.kind, s.key from registry.fact f join registry.subject s on s.id = f.subject
    where f.attribute = 'model' and f.value_text = ${modelKey} and f.status <> 'held'
      and f.valid_until is null and f.known_until is null
    order by s.key`.execute(db);
  return found.rows;
}
