import { type Kysely, sql } from 'kysely';
import type { SubjectKind } from '../../schema/attributes.ts';
import { markAliasesDirty } from './names.ts';
import type { DB } from './types.ts';

/** What a person ruled that a source means by a name; null where nobody did. */
export interface RuledName {
  key: string;
  model: string | null;
  decision: string | null;
  /** Some live claim still calls it so. */
  live: boolean;
}

/** The names with these keys (`<source>/<as written>`) that were ambiguous once, with the ruling in force, by key. */
export async function ruledNames(db: Kysely<DB>, keys: readonly string[]): Promise<Map<string, RuledName>> {
  if (keys.length === 0) return new Map();
  const found = await sql<RuledName>`
    select s.key, ruled.model, ruled.decision, exists (
      select from registry.mapping m join registry.claim c on c.alias = m.alias and c.closed_by is null
      where m.subject = s.id and m.closed is null) as live
    from registry.subject s
    left join lateral (
      select t.considered->'chosen'->'parts'->0->'value'->>'text' as model, t.decision
      from registry.conflict c join registry.settlement t on t.conflict = c.id
      where c.subject = s.id and c.attribute = 'model' and t.decision is not null and t.undone_by is null
      order by t.id desc limit 1) ruled on true
    where s.kind = 'name' and s.key = any(${[...keys]}::text[])`.execute(db);
  return new Map(found.rows.map((row) => [row.key, row]));
}

const sharing = sql`
  from registry.claim c join registry.mapping m on m.alias = c.alias and m.closed is null
  join registry.subject s on s.id = m.subject and s.kind = 'offering'`;

/** Marks what the offerings sell that this source calls by an ambiguous name: the answer to the name is theirs too. */
export async function markSharers(
  db: Kysely<DB>,
  name: { source: string; written: string; cause: string },
): Promise<void> {
  await sql`insert into registry.dirty (subject, attribute, scope, cause)
    select distinct m.subject, 'model', c.scope, ${name.cause} ${sharing}
    where c.source = ${name.source} and c.as_written = ${name.written} and c.attribute = 'model'
      and c.closed_by is null and c.value->'candidates' is not null
    on conflict do nothing`.execute(db);
}

/** The same for every ambiguous name that an extraction brought or took. */
export async function markSharersOf(db: Kysely<DB>, extraction: string, cause: string): Promise<void> {
  await sql`insert into registry.dirty (subject, attribute, scope, cause)
    with torn as (
      select n.source, n.as_written from registry.claim n join registry.alias a on a.id = n.alias and a.kind = 'name'
      where n.opened_by = ${extraction}::bigint or n.closed_by = ${extraction}::bigint
    )
    select distinct m.subject, 'model', c.scope, ${cause} ${sharing}
    join torn on torn.source = c.source and torn.as_written = c.as_written
    where c.attribute = 'model' and c.closed_by is null and c.value->'candidates' is not null
    on conflict do nothing`.execute(db);
}

/** An alias as a person names it. */
export interface AliasAddress {
  source: string;
  kind: SubjectKind;
  written: string;
  /** Only where several providers sell something under this text. */
  provider?: string | undefined;
}

export interface AddressedAlias {
  id: string;
  provider: string;
}

/** The aliases of this kind that a source writes so; several where it names several providers. */
export async function aliasesAt(db: Kysely<DB>, address: AliasAddress): Promise<AddressedAlias[]> {
  const { source, kind, written, provider } = address;
  const found = await sql<AddressedAlias>`
    select id, provider from registry.alias
    where source = ${source} and kind = ${kind} and native_id = ${written}
      and (${provider ?? null}::text is null or provider = ${provider ?? null}) order by id`.execute(db);
  return found.rows;
}

/** The aliases of models that a source writes so, whatever they stand for now. */
export const namesakes = async (
  db: Kysely<DB>,
  name: { source: string; written: string },
): Promise<string[]> => (await aliasesAt(db, { ...name, kind: 'model' })).map(({ id }) => id);

export interface MappingRow {
  subject: string;
  key: string;
  cause: string;
  decision: string | null;
  /** The conflict that was decided, where the mapping follows from that. */
  conflict: string | null;
  by: string | null;
  reason: string | null;
  opened: Date;
  closed: Date | null;
}

/** All mappings of an alias, the newest first; a live one has no end. */
export async function mappingsOf(db: Kysely<DB>, alias: string): Promise<MappingRow[]> {
  const found = await sql<MappingRow>`
    select m.subject, s.key, m.cause, m.decision, d.conflict, d.by, d.reason, m.opened, m.closed
    from registry.mapping m join registry.subject s on s.id = m.subject
    left join registry.decision d on d.id = m.decision
    where m.alias = ${alias} order by m.id desc`.execute(db);
  return found.rows;
}

/** Closes live mappings and marks what their aliases spoke of. */
export async function closeMappings(db: Kysely<DB>, aliases: readonly string[], at: Date): Promise<void> {
  if (aliases.length === 0) return;
  await markAliasesDirty(db, aliases);
  await sql`update registry.mapping set closed = ${at.toISOString()}::timestamptz
    where alias = any(${[...aliases]}::bigint[]) and closed is null`.execute(db);
}

/** Named offerings whose key rests on a ruling about their name: they are found anew by the publication. */
export async function closeNamedOfferings(
  db: Kysely<DB>,
  name: { source: string; written: string },
  at: Date,
): Promise<void> {
  const found = await sql<{ id: string }>`
    select a.id from registry.alias a join registry.mapping m on m.alias = a.id and m.closed is null
      and m.decision is null
    where a.source = ${name.source} and a.native_id = ${name.written} and a.kind = 'offering' and not a.has_id`.execute(
    db,
  );
  const aliases = found.rows.map(({ id }) => id);
  await closeMappings(db, aliases, at);
}

/**
 * Takes back the mappings that a decision made: each is closed, and the newest one before it that no undone decision
 * made is opened again, as a row of its own. What is marked are the keys on both sides.
 */
export async function undoMappings(db: Kysely<DB>, decision: string, at: Date): Promise<void> {
  const live = await sql<{ alias: string }>`
    select alias from registry.mapping where decision = ${decision}::bigint and closed is null`.execute(db);
  const aliases = live.rows.map(({ alias }) => alias);
  if (aliases.length === 0) return;
  await restoreEpisodes(db, decision, at);
  await closeMappings(db, aliases, at);
  await sql`insert into registry.mapping (alias, subject, cause, decision, opened)
    select distinct on (m.alias) m.alias, m.subject, m.cause, m.decision, ${at.toISOString()}::timestamptz
    from registry.mapping m
    where m.alias = any(${aliases}::bigint[]) and m.decision is distinct from ${decision}::bigint
      and not exists (select from registry.decision later where later.supersedes = m.decision)
    order by m.alias, m.id desc`.execute(db);
  await markAliasesDirty(db, aliases);
}

/**
 * The episodes that ended because the decision's mappings moved claims are live again, in the place of those that began
 * since, unless a person decided one of these. What follows from the claims is judged afterwards.
 */
async function restoreEpisodes(db: Kysely<DB>, decision: string, at: Date): Promise<void> {
  const ended = sql`
    select distinct on (c.subject, c.attribute, c.scope) c.id, c.subject, c.attribute, c.scope, u.opened
    from registry.mapping u
    join registry.conflict c on c.closed_at = u.opened and (c.subject = u.subject or exists (
      select from registry.mapping before
      where before.alias = u.alias and before.closed = u.opened and before.subject = c.subject))
    where u.decision = ${decision}::bigint and u.closed is null
      and exists (select from registry.claim spoken
        where spoken.alias = u.alias and c.attribute = any(spoken.means) and c.scope = spoken.scope)
    order by c.subject, c.attribute, c.scope, c.id desc`;
  const decided = sql`exists (select from registry.settlement t
    where t.conflict = live.id and t.decision is not null and t.undone_by is null)`;
  await sql`update registry.conflict live set closed_at = ${at.toISOString()}::timestamptz, state = 'healed',
      snoozed_until = null
    from (${ended}) as ended
    where live.subject = ended.subject and live.attribute = ended.attribute and live.scope = ended.scope
      and live.closed_at is null and live.opened_at >= ended.opened and not ${decided}`.execute(db);
  await sql`update registry.conflict c set closed_at = null, version = version + 1,
      state = case when exists (select from registry.settlement t where t.conflict = c.id and t.undone_by is null)
        then 'settled' else 'open' end
    from (${ended}) as ended
    where c.id = ended.id and not exists (select from registry.conflict live
      where live.subject = ended.subject and live.attribute = ended.attribute and live.scope = ended.scope
        and live.closed_at is null)`.execute(db);
}
