import { type Kysely, sql } from 'kysely';
import type { Topic } from './keys.ts';
import type { DB } from './types.ts';

/** A key whose last claims were withdrawn, and whether anything is still stated of its subject. */
export interface WithdrawnKey {
  subject: string;
  attribute: string;
  scope: string;
  others: boolean;
}

/** A list that no longer names a subject, from which day on, and until when its claims held. */
export interface Unlisted {
  source: string;
  url: string;
  since: Date;
  ended: Date;
  claims: number;
}

/** The complete lists that withdrew one of these subjects and have not named it again. */
export async function unlistedIn(db: Kysely<DB>, subjects: readonly string[]): Promise<Unlisted[]> {
  const found = await sql<Omit<Unlisted, 'claims'> & { claims: string }>`
    select c.source, d.url, min(a.since) as since, max(a.withdrawn) as ended, count(distinct c.id) as claims
    from registry.absence a
    join registry.mapping m on m.alias = a.alias and m.closed is null and m.subject = any(${[...subjects]}::bigint[])
    join registry.document d on d.id = a.document
    join registry.claim c on c.document = a.document and c.alias = a.alias
      and c.closed_cause = 'withdrawn' and c.seen_until = a.withdrawn
    group by c.source, d.url order by c.source, d.url`.execute(db);
  return found.rows.map((row) => ({ ...row, claims: Number(row.claims) }));
}

/** Keys of these topics that have no live claim, where a withdrawal took the last. */
export async function withdrawnKeys(db: Kysely<DB>, topics: readonly Topic[]): Promise<WithdrawnKey[]> {
  const said = (of: string) => sql`from registry.mapping n join registry.claim ${sql.raw(of)}
    on ${sql.raw(of)}.alias = n.alias and n.closed is null`;
  const found = await sql<WithdrawnKey>`
    select distinct topic.subject, topic.attribute, c.scope,
      exists (select ${said('live')} where n.subject = topic.subject and live.closed_by is null) as others
    from unnest(${topics.map((t) => t.subject)}::bigint[], ${topics.map((t) => t.attribute)}::text[])
      as topic(subject, attribute)
    join registry.mapping m on m.subject = topic.subject and m.closed is null
    join registry.claim c on c.alias = m.alias and c.closed_cause = 'withdrawn' and topic.attribute = any(c.means)
    where not exists (select ${said('other')} where n.subject = topic.subject and other.scope = c.scope
      and topic.attribute = any(other.means)
      and (other.closed_by is null or (other.closed_cause <> 'withdrawn' and other.seen_until >= c.seen_until)))`.execute(
    db,
  );
  return found.rows;
}
