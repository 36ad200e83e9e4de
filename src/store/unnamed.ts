import { type Kysely, sql } from 'kysely';
import type { DB } from './types.ts';

/** An offering that no live fact says the model of, with the claim that names one, if there is any. */
export interface UnnamedOffering {
  subject: string;
  provider: string;
  nativeId: string;
  name: string | null;
  hasId: boolean;
  source: string;
  /** The model as the claim writes it, or null where no live claim speaks of it. */
  asWritten: string | null;
}

/** The offerings with live claims of which no fact says what model they sell, by key. */
export async function unnamedOfferings(db: Kysely<DB>): Promise<UnnamedOffering[]> {
  const found = await sql<UnnamedOffering>`
    select distinct on (s.key collate "C") s.key as subject, a.provider, a.native_id as "nativeId", a.name,
      a.has_id as "hasId", a.source, c.as_written as "asWritten"
    from registry.subject s
    join registry.mapping m on m.subject = s.id and m.closed is null
    join registry.alias a on a.id = m.alias
    left join registry.claim c on c.alias = a.id and c.attribute = 'model' and c.closed_by is null
    where s.kind = 'offering'
      and exists (select from registry.claim live where live.alias = a.id and live.closed_by is null)
      and not exists (select from registry.fact f where f.subject = s.id and f.attribute = 'model'
        and f.value->>'kind' = 'key' and f.status <> 'held' and f.valid_until is null and f.known_until is null)
    order by s.key collate "C", c.id nulls last, a.id`.execute(db);
  return found.rows;
}
