import { type Kysely, sql } from 'kysely';
import type { DB } from './types.ts';

/** An episode that a publication opened because a value is held or an invariant is violated. */
export interface TrippedEpisode {
  id: string;
  subject: string;
  attribute: string;
  scope: string;
  kind: string;
  arithmetic: string;
  /** A value of it waits and is not published. */
  held: boolean;
}

/** What the gates behind reading stopped in this publication, in the order of its episodes. */
export async function trippedEpisodes(db: Kysely<DB>, publication: string): Promise<TrippedEpisode[]> {
  const found = await sql<TrippedEpisode>`
    select * from (
      select c.id, s.key as subject, c.attribute, c.scope, c.kind, c.arithmetic,
        c.kind = 'history' or exists (select from registry.fact f
          where f.subject = c.subject and f.attribute = c.attribute and f.scope = c.scope
            and f.publication = c.opened_in and f.status = 'held' and f.basis = 'outside the band') as held
      from registry.conflict c join registry.subject s on s.id = c.subject
      where c.opened_in = ${publication}::bigint
    ) as opened where held or kind = 'invariant' order by id`.execute(db);
  return found.rows;
}
