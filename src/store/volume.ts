import { type Kysely, sql } from 'kysely';
import type { DB } from './types.ts';

/** How much a source states before and after what some extractions of it opened and closed. */
export interface Volume {
  /** Live claims, without those of subjects that are missing from a complete list. */
  claims: { before: number; after: number };
  /** Names of subjects with live claims. */
  names: { before: number; gone: number };
}

const numbers = (row: Record<string, string> | undefined, name: string): number => Number(row?.[name] ?? 0);

/** What the source states now, and what it stated before these extractions. */
export async function volumeOf(
  db: Kysely<DB>,
  source: string,
  extractions: readonly string[],
): Promise<Volume> {
  const own = sql`any(${[...extractions]}::bigint[])`;
  const found = await sql<Record<string, string>>`
    with stated as (
      select c.alias, c.opened_by = ${own} as fresh from registry.claim c
      where c.source = ${source} and c.closed_by is null and not exists (
        select from registry.absence a where a.document = c.document and a.alias = c.alias)
    ), closed as (
      select c.alias from registry.claim c where c.source = ${source} and c.closed_by = ${own}
      union all
      select c.alias from registry.absence a join registry.claim c
        on c.document = a.document and c.alias = a.alias and c.closed_by is null
      where c.source = ${source} and a.rounds = 0 and a.withdrawn is null
    ), live as (select alias, bool_and(fresh) as fresh from stated group by alias)
    select (select count(*) from stated) as after,
      (select count(*) from stated where not fresh) + (select count(*) from closed) as before,
      (select count(*) from live where not fresh)
        + (select count(distinct alias) from closed where alias not in (select alias from live where not fresh)) as names,
      (select count(distinct alias) from closed where alias not in (select alias from live)) as gone`.execute(
    db,
  );
  const [row] = found.rows;
  return {
    claims: { before: numbers(row, 'before'), after: numbers(row, 'after') },
    names: { before: numbers(row, 'names'), gone: numbers(row, 'gone') },
  };
}

/** Attributes of which these extractions closed the last claims, with the number of still listed subjects that had one. */
export async function goneAttributes(
  db: Kysely<DB>,
  source: string,
  extractions: readonly string[],
): Promise<{ attribute: string; names: number }[]> {
  const found = await sql<{ attribute: string; names: string }>`
    select c.attribute, count(distinct c.alias) as names from registry.claim c
    where c.source = ${source} and c.closed_by = any(${[...extractions]}::bigint[])
      and exists (select from registry.claim l
        where l.source = c.source and l.alias = c.alias and l.closed_by is null)
      and not exists (select from registry.claim o
        where o.source = c.source and o.attribute = c.attribute and o.closed_by is null)
    group by c.attribute order by names desc, c.attribute`.execute(db);
  return found.rows.map(({ attribute, names }) => ({ attribute, names: Number(names) }));
}

/** Live claims of one document before and after these extractions; names missing from a complete list do not count. */
export interface DocumentVolume {
  url: string;
  before: number;
  after: number;
}

/** What each of the documents that these extractions read states now, and stated before. */
export async function documentVolumes(
  db: Kysely<DB>,
  extractions: readonly string[],
): Promise<DocumentVolume[]> {
  const own = sql`any(${[...extractions]}::bigint[])`;
  const found = await sql<{ url: string; before: string; after: string }>`
    with stated as (
      select d.url, c.opened_by = ${own} as fresh, c.closed_by is null as live, a.alias is not null as absent,
        coalesce(a.rounds = 0 and a.withdrawn is null, false) as missed
      from registry.document d join registry.claim c on c.document = d.id
      left join registry.absence a on a.document = c.document and a.alias = c.alias
      where d.id in (select document from registry.extraction where id = ${own})
        and (c.closed_by is null or c.closed_by = ${own})
    )
    select url, count(*) filter (where live and not absent) as after,
      count(*) filter (where case when live then not fresh and (missed or not absent) else true end) as before
    from stated group by url order by url`.execute(db);
  return found.rows.map(({ url, before, after }) => ({ url, before: Number(before), after: Number(after) }));
}

/** A currency and tier of which these extractions closed the last prices. */
export interface GoneScope {
  scope: string;
  claims: number;
  /** Still listed subjects that had one. */
  names: number;
}

const leading = (claim: string) =>
  sql.raw(
    `substring(${claim}.scope from '^[^;]*') || coalesce(substring(${claim}.scope from ';tier=[^;]*'), '')`,
  );

/** Currencies and tiers of which these extractions closed the last prices, most claims first. */
export async function goneScopes(
  db: Kysely<DB>,
  source: string,
  extractions: readonly string[],
): Promise<GoneScope[]> {
  const found = await sql<{ scope: string; claims: string; names: string }>`
    with closed as (
      select c.alias, ${leading('c')} as scope,
        exists (select from registry.claim l
          where l.source = c.source and l.alias = c.alias and l.closed_by is null) as listed
      from registry.claim c where c.source = ${source} and c.attribute = 'price'
        and c.closed_by = any(${[...extractions]}::bigint[])
    )
    select scope, count(*) as claims, count(distinct alias) filter (where listed) as names from closed
    where scope not in (select ${leading('o')} from registry.claim o
      where o.source = ${source} and o.attribute = 'price' and o.closed_by is null)
    group by scope order by count(*) desc, scope`.execute(db);
  return found.rows.map((row) => ({
    scope: row.scope,
    claims: Number(row.claims),
    names: Number(row.names),
  }));
}

/** Number of live claims of a source by attribute. */
export async function liveByAttribute(db: Kysely<DB>, source: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('registry.claim')
    .select(['attribute', (eb) => eb.fn.countAll<string>().as('live')])
    .where('source', '=', source)
    .where('closed_by', 'is', null)
    .groupBy('attribute')
    .execute();
  return new Map(rows.map((row) => [row.attribute, Number(row.live)]));
}
