import { type Kysely, sql } from 'kysely';
import { touchedKeys } from './keys.ts';
import type { DB } from './types.ts';

const ids = (list: readonly string[]) => sql`${[...list]}::bigint[]`;
const instant = (at: Date) => sql`${at.toISOString()}::timestamptz`;

/** What the aliases are called, verbatim. */
export async function nativeIdsOf(db: Kysely<DB>, aliases: readonly string[]): Promise<Map<string, string>> {
  if (aliases.length === 0) return new Map();
  const found = await sql<{ id: string; native: string }>`
    select id, native_id as native from registry.alias where id = any(${ids(aliases)})`.execute(db);
  return new Map(found.rows.map(({ id, native }) => [id, native]));
}

/** Notes that a document no longer names these; what is noted already keeps its first day. */
export async function noteAbsent(
  db: Kysely<DB>,
  absent: { document: string; aliases: readonly string[]; at: Date },
): Promise<void> {
  await sql`insert into registry.absence (document, alias, unlisted, since)
    select ${absent.document}::bigint, alias, false, ${instant(absent.at)}
    from unnest(${ids(absent.aliases)}) as alias
    on conflict (document, alias) do update set unlisted = false`.execute(db);
}

/** Forgets absences of what is named again. Gives the claims of their withdrawal, which no longer hold. */
export async function noteSeen(
  db: Kysely<DB>,
  seen: { document: string; aliases: readonly string[] },
): Promise<string[]> {
  const found = await sql<{ stands: string | null }>`
    delete from registry.absence
    where document = ${seen.document}::bigint and alias = any(${ids(seen.aliases)}) returning stands`.execute(
    db,
  );
  return found.rows.flatMap(({ stands }) => stands ?? []);
}

/**
 * Notes that documents are gone from the list, and forgets it of those that are back. Gives the claims of withdrawals
 * that no longer hold, and how many names are absent for the first time.
 */
export async function noteUnlisted(
  db: Kysely<DB>,
  list: { source: string; documents: readonly string[]; at: Date },
): Promise<{ back: string[]; fresh: number }> {
  const noted = await sql`insert into registry.absence (document, alias, unlisted, since)
    select distinct c.document, c.alias, true, ${instant(list.at)} from registry.claim c
    where c.source = ${list.source} and c.closed_by is null and not c.document = any(${ids(list.documents)})
      and not exists (select from registry.absence a where a.stands = c.id)
    on conflict do nothing`.execute(db);
  const back = await sql<{ stands: string | null }>`
    delete from registry.absence a using registry.document d
    where d.id = a.document and d.source = ${list.source} and a.unlisted
      and a.document = any(${ids(list.documents)}) returning a.stands`.execute(db);
  return {
    back: back.rows.flatMap(({ stands }) => stands ?? []),
    fresh: Number(noted.numAffectedRows ?? 0),
  };
}

const ofSource = (source: string) =>
  sql`from registry.absence a join registry.document d on d.id = a.document and d.source = ${source}`;

/**
 * Claims of absent names whose subject the same source states elsewhere: nothing is withdrawn, the name or the place
 * has changed. Their absences are forgotten.
 */
export async function movedClaims(db: Kysely<DB>, source: string): Promise<string[]> {
  const found = await sql<{ id: string }>`
    with moved as (
      select a.document, a.alias ${ofSource(source)}
      left join registry.mapping m on m.alias = a.alias and m.closed is null
      where a.withdrawn is null and exists (
        select from registry.claim c left join registry.mapping n on n.alias = c.alias and n.closed is null
        where c.source = ${source} and c.closed_by is null and (c.alias = a.alias or n.subject = m.subject)
          and not exists (select from registry.absence b where b.document = c.document and b.alias = c.alias)
          and not exists (select from registry.absence b where b.stands = c.id))
    ), forgotten as (
      delete from registry.absence a using moved where a.document = moved.document and a.alias = moved.alias
    )
    select c.id from moved
    join registry.claim c on c.document = moved.document and c.alias = moved.alias and c.closed_by is null`.execute(
    db,
  );
  return found.rows.map(({ id }) => id);
}

/** Counts an accepted round for every absence of the source. */
export async function countRound(db: Kysely<DB>, source: string): Promise<void> {
  await sql`update registry.absence a set rounds = a.rounds + 1 from registry.document d
    where d.id = a.document and d.source = ${source} and a.withdrawn is null`.execute(db);
}

/** An absence that has lasted, with the subject that it is about. */
export interface Withdrawal {
  /** A live claim of it. */
  id: string;
  document: string;
  alias: string;
  unlisted: boolean;
  subject: string | null;
}

/** Marks the absences of at least so many rounds that began before an instant as withdrawn; gives their live claims. */
export async function withdrawAbsent(
  db: Kysely<DB>,
  due: { source: string; rounds: number; since: Date; at: Date },
): Promise<Withdrawal[]> {
  const found = await sql<Withdrawal>`
    with gone as (
      update registry.absence a set withdrawn = ${instant(due.at)} from registry.document d
      where d.id = a.document and d.source = ${due.source} and a.withdrawn is null
        and a.rounds >= ${due.rounds} and a.since <= ${instant(due.since)}
      returning a.document, a.alias, a.unlisted
    )
    select c.id, gone.document, gone.alias, gone.unlisted, m.subject from gone
    join registry.claim c on c.document = gone.document and c.alias = gone.alias and c.closed_by is null
    left join registry.mapping m on m.alias = gone.alias and m.closed is null`.execute(db);
  return found.rows;
}

/** Closes these claims and marks the keys that they spoke of. */
export async function endClaims(
  db: Kysely<DB>,
  claims: readonly string[],
  end: { at: Date; cause: 'source' | 'withdrawn' },
): Promise<void> {
  if (claims.length === 0) return;
  await sql`update registry.claim c set closed_by = d.accepted_extraction, closed_cause = ${end.cause},
      seen_until = ${instant(end.at)}
    from registry.document d where d.id = c.document and c.id = any(${ids(claims)}) and c.closed_by is null`.execute(
    db,
  );
  await markClaimsDirty(db, claims);
}

/** Marks the keys that these claims speak of. */
export async function markClaimsDirty(db: Kysely<DB>, claims: readonly string[]): Promise<void> {
  await sql`insert into registry.dirty (subject, attribute, scope, cause)
    with touched as (
      select distinct m.subject, meant as attribute, c.scope
      from registry.claim c join registry.mapping m on m.alias = c.alias and m.closed is null
      cross join lateral unnest(c.means) as meant where c.id = any(${ids(claims)})
    )
    select subject, attribute, scope, 'source' from (${touchedKeys}) as marked
    on conflict do nothing`.execute(db);
}

/** A subject of which nothing is stated any more, and the model that it was or sold. */
export interface Emptied {
  subject: string;
  model: string;
  document: string;
  alias: string;
}

/**
 * Subjects among these that have no live claim from anybody and that the owner sells itself: its offerings with the
 * model that they were last said to sell, and its own models.
 */
export async function emptied(
  db: Kysely<DB>,
  withdrawn: { owner: string; names: readonly { document: string; alias: string; subject: string }[] },
): Promise<Emptied[]> {
  const { owner, names } = withdrawn;
  const found = await sql<Emptied>`
    select distinct on (s.id) s.id as subject, gone.document, gone.alias,
      case s.kind when 'model' then s.key else sold.model end as model
    from unnest(${names.map((n) => n.document)}::bigint[], ${names.map((n) => n.alias)}::bigint[],
      ${names.map((n) => n.subject)}::bigint[]) as gone(document, alias, subject)
    join registry.subject s on s.id = gone.subject and s.kind in ('model', 'offering')
      and split_part(s.key, '/', 1) = ${owner}
    left join lateral (
      select c.value->>'text' as model from registry.mapping m join registry.claim c on c.alias = m.alias
      where m.subject = s.id and m.closed is null and c.attribute = 'model' and c.value->>'kind' = 'key'
      order by c.id desc limit 1) sold on true
    where not exists (select from registry.mapping m join registry.claim c on c.alias = m.alias
      where m.subject = s.id and m.closed is null and c.closed_by is null)
    order by s.id, gone.document, gone.alias`.execute(db);
  return found.rows.filter(({ model }) => model !== null);
}

/** Where an accepted body is. */
export interface AcceptedBody {
  extraction: string;
  capture: string;
  sha256: string;
  mediaType: string;
}

/** The newest accepted body of a document: what it is that no longer names a subject. */
export async function acceptedBody(db: Kysely<DB>, document: string): Promise<AcceptedBody | undefined> {
  const found = await sql<AcceptedBody>`
    select e.id as extraction, c.id as capture, c.sha256, coalesce(c.media_type, '') as "mediaType"
    from registry.document d join registry.extraction e on e.id = d.accepted_extraction
    join registry.capture c on c.id = e.capture
    where d.id = ${document}::bigint and c.sha256 is not null`.execute(db);
  return found.rows[0];
}

/** Keeps which claim says that a withdrawn subject is not available: the live one of this name and scope. */
export async function keepStands(
  db: Kysely<DB>,
  absence: { document: string; alias: string; stated: { document: string; alias: string; scope: string } },
): Promise<string | undefined> {
  const { stated } = absence;
  const found = await sql<{ stands: string }>`
    update registry.absence a set stands = c.id from registry.claim c
    where a.document = ${absence.document}::bigint and a.alias = ${absence.alias}::bigint
      and c.document = ${stated.document}::bigint and c.alias = ${stated.alias}::bigint
      and c.attribute = 'available' and c.scope = ${stated.scope} and c.closed_by is null
    returning c.id as stands`.execute(db);
  return found.rows[0]?.stands;
}
