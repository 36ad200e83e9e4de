import { type Kysely, sql } from 'kysely';
import type { DB } from './types.ts';

/** A live claim `c` that names the model that an offering sells. */
export const liveModel = sql`c.closed_by is null and c.attribute = 'model' and c.value->>'kind' = 'key'`;

/** The models that these offerings sell by their live claims; several where the sources do not agree. */
export async function modelsSold(
  db: Kysely<DB>,
  offerings: readonly string[],
): Promise<{ subject: string; model: string }[]> {
  if (offerings.length === 0) return [];
  const found = await sql<{ subject: string; model: string }>`
    select distinct m.subject, c.value->>'text' as model
    from registry.mapping m join registry.claim c on c.alias = m.alias and ${liveModel}
    where m.subject = any(${[...offerings]}::bigint[]) and m.closed is null`.execute(db);
  return found.rows;
}

/** A price that is stated for some offering of a model. */
export interface PriceElsewhere {
  model: string;
  offering: string;
  scope: string;
  part: string;
  num: string;
  unit: string;
  source: string;
}

/** The live prices, greater than zero, of every offering that sells one of these models. */
export async function pricesOf(db: Kysely<DB>, models: readonly string[]): Promise<PriceElsewhere[]> {
  if (models.length === 0) return [];
  const found = await sql<PriceElsewhere>`
    with seller as (
      select distinct c.value->>'text' as model, m.subject
      from registry.claim c join registry.mapping m on m.alias = c.alias and m.closed is null
      where ${liveModel} and c.value->>'text' = any(${[...models]}::text[])
    )
    select distinct seller.model, s.key as offering, p.scope, p.part, p.value->>'num' as num, p.unit, p.source
    from seller
    join registry.subject s on s.id = seller.subject
    join registry.mapping m on m.subject = seller.subject and m.closed is null
    join registry.claim p on p.alias = m.alias and p.attribute = 'price' and p.closed_by is null
    where p.num > 0 and p.unit is not null`.execute(db);
  return found.rows;
}

/**
 * Marks the price keys whose judgement leans on prices that may have changed: those of every offering that sells a model
 * of a subject with a dirty price or model, as far as a price stands in them that is no settled one of its own.
 */
export async function markNeighbours(db: Kysely<DB>): Promise<void> {
  await sql`insert into registry.dirty (subject, attribute, scope, cause)
    with moved as (
      select distinct subject from registry.dirty where attribute in ('price', 'model')
    ), touched as (
      select c.value->>'text' as model
      from moved join registry.mapping m on m.subject = moved.subject and m.closed is null
      join registry.claim c on c.alias = m.alias and ${liveModel}
      union
      select c.value->>'text'
      from moved join registry.standing t on t.subject = moved.subject and t.attribute = 'model'
      join registry.claim c on c.id = t.claim and c.value->>'kind' = 'key'
    ), seller as (
      select distinct m.subject
      from touched join registry.claim c on ${liveModel} and c.value->>'text' = touched.model
      join registry.mapping m on m.alias = c.alias and m.closed is null
    )
    select distinct seller.subject, 'price', p.scope, 'source'
    from seller
    join registry.mapping m on m.subject = seller.subject and m.closed is null
    join registry.claim p on p.alias = m.alias and p.attribute = 'price' and p.closed_by is null and p.num > 0
    where not exists (
      select from registry.fact f
      where f.subject = seller.subject and f.attribute = 'price' and f.scope = p.scope and f.part = p.part
        and f.valid_until is null and f.known_until is null
        and f.status in ('agreed', 'single', 'preferred', 'ruled') and f.unit = p.unit and f.num > 0)
    on conflict do nothing`.execute(db);
}
