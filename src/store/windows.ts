import { type Kysely, sql } from 'kysely';
import { liveModel } from './neighbours.ts';
import type { DB } from './types.ts';

/** The subjects of the models with these keys, by key; a model that no source speaks of has none. */
export async function modelsByKey(db: Kysely<DB>, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const found = await sql<{ id: string; key: string }>`
    select id, key from registry.subject where kind = 'model' and key = any(${[...keys]}::text[])`.execute(
    db,
  );
  return new Map(found.rows.map(({ id, key }) => [key, id]));
}

/**
 * Marks the windows and inputs of the offerings that sell a model whose window is dirty, or of which it is dirty what
 * they sell: they are judged against the model's window.
 */
export async function markSoldWindows(db: Kysely<DB>): Promise<void> {
  await sql`insert into registry.dirty (subject, attribute, scope, cause)
    with moved as (
      select s.key from registry.dirty d join registry.subject s on s.id = d.subject and s.kind = 'model'
      where d.attribute = 'context_window'
    ), seller as (
      select m.subject
      from moved join registry.claim c on ${liveModel} and c.value->>'text' = moved.key
      join registry.mapping m on m.alias = c.alias and m.closed is null
      union
      select subject from registry.dirty where attribute = 'model'
    )
    select distinct seller.subject, meant, p.scope, 'source'
    from seller
    join registry.mapping m on m.subject = seller.subject and m.closed is null
    join registry.claim p on p.alias = m.alias and p.closed_by is null
    cross join lateral unnest(p.means) as meant
    where meant in ('context_window', 'max_input')
    on conflict do nothing`.execute(db);
}
