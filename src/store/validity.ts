import { type Kysely, sql } from 'kysely';
import type { DB } from './types.ts';

/** Readers' now: the instant of the publication that is being made, outside of one that of the last; never the clock. */
const NOW = sql`(select p.at from registry.publication p order by p.id desc limit 1)`;

/** Whether the claim `c` says that it holds now: a price of next month is kept and not judged yet. */
export const holdsNow = sql<boolean>`((c.stated_from is null or c.stated_from <= ${NOW})
  and (c.stated_until is null or c.stated_until > ${NOW}))`;

/** Marks the keys of live claims that begin or cease to hold between the last publication and the given instant. */
export async function markTurning(db: Kysely<DB>, at: Date): Promise<void> {
  const until = sql`${at.toISOString()}::timestamptz`;
  await sql`insert into registry.dirty (subject, attribute, scope, cause)
    select distinct m.subject, meant, c.scope, 'time'
    from registry.claim c join registry.mapping m on m.alias = c.alias and m.closed is null
    cross join lateral unnest(c.means) as meant
    where c.closed_by is null and ((c.stated_from > ${NOW} and c.stated_from <= ${until})
      or (c.stated_until > ${NOW} and c.stated_until <= ${until}))
    on conflict do nothing`.execute(db);
}
