import { type Kysely, sql } from 'kysely';
import type { Value } from '../../schema/value.ts';
import type { Topic } from './keys.ts';
import type { DB } from './types.ts';

/** A live claim about the model of a subject that replaced one about another model, in one accepted page. */
export interface MoveRow {
  subject: string;
  scope: string;
  source: string;
  document: string;
  /** Provider key of who speaks. */
  owner: string;
  from: Value;
  asWritten: string;
  until: Date;
}

/** The last such replacement of each of these subjects; none where only our reading changed. */
export async function movesOf(db: Kysely<DB>, topics: readonly Topic[]): Promise<MoveRow[]> {
  const subjects = topics.filter(({ attribute }) => attribute === 'model').map(({ subject }) => subject);
  if (subjects.length === 0) return [];
  const found = await sql<MoveRow>`
    select distinct on (m.subject, c.scope) m.subject, c.scope, c.source, d.url as document, d.owner, old.value as "from",
      old.as_written as "asWritten", old.seen_until as until
    from registry.claim old
    join registry.claim c on c.alias = old.alias and c.document = old.document and c.scope = old.scope
      and c.opened_by = old.closed_by and c.closed_by is null and c.attribute = 'model'
    join registry.mapping m on m.alias = c.alias and m.closed is null
    join registry.document d on d.id = c.document
    where old.attribute = 'model' and old.closed_cause = 'source' and m.subject = any(${subjects}::bigint[])
      and old.value->>'kind' = 'key' and c.value->>'kind' = 'key' and old.value->>'text' <> c.value->>'text'
      and not exists (select from registry.claim same
        where same.alias = c.alias and same.document = c.document and same.closed_by is null
          and same.attribute = 'model' and same.scope = c.scope and same.value->>'text' = old.value->>'text')
    order by m.subject, c.scope, old.seen_until desc, c.source, old.id desc`.execute(db);
  return found.rows;
}
