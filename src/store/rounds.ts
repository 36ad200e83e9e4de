import { type Kysely, sql } from 'kysely';
import type { RoundOutcome } from './runs.ts';
import type { DB } from './types.ts';

/** The last rounds of a source: the last that ended, and the last in which every document was accepted. */
export interface LastRounds {
  source: string;
  outcome: RoundOutcome;
  reasons: { url: string; reason: string; detail: string }[];
  lastGood: Date | null;
}

/** The last rounds of every source that had one. */
export async function lastRounds(db: Kysely<DB>): Promise<Map<string, LastRounds>> {
  const found = await sql<LastRounds>`
    select last.source, last.outcome, last.reasons, good.finished_at as "lastGood" from (
      select distinct on (source) source, outcome, reasons from registry.round
      where finished_at is not null and outcome <> 'interrupted' order by source, id desc) as last
    left join (
      select source, max(finished_at) as finished_at from registry.round
      where outcome in ('changed', 'unchanged') group by source) as good on good.source = last.source`.execute(
    db,
  );
  return new Map(found.rows.map((row) => [row.source, row]));
}

/** A round in which something was accepted. */
export interface AcceptedRound {
  id: string;
  at: Date;
  outcome: RoundOutcome;
}

/** The last two rounds of a source in which something was accepted, the newer first. */
export async function acceptedRounds(db: Kysely<DB>, source: string): Promise<AcceptedRound[]> {
  const found = await sql<AcceptedRound>`
    select id, finished_at as at, outcome from registry.round
    where source = ${source} and outcome in ('changed', 'unchanged', 'partial') and finished_at is not null
    order by id desc limit 2`.execute(db);
  return found.rows;
}

/** A claim that began or ended in a span of time. */
export interface MovedClaim {
  subject: string;
  attribute: string;
  scope: string;
  part: string;
  url: string;
  asWritten: string;
  text: string;
  opened: boolean;
  cause: string;
}

/** Claims of a source that were opened or closed after one moment and until another; not those that did both. */
export async function movedBetween(
  db: Kysely<DB>,
  source: string,
  span: { after: Date; until: Date },
): Promise<MovedClaim[]> {
  const [after, until] = [span.after.toISOString(), span.until.toISOString()];
  const within = (column: string) =>
    sql`coalesce(${sql.ref(column)} > ${after}::timestamptz and ${sql.ref(column)} <= ${until}::timestamptz, false)`;
  const found = await sql<MovedClaim>`
    select coalesce(s.key, a.native_id) as subject, c.attribute, c.scope, c.part, d.url, c.as_written as "asWritten",
      c.value->>'text' as text, ${within('c.seen_from')} as opened,
      case when ${within('c.seen_from')} then 'source' else c.closed_cause end as cause
    from registry.claim c join registry.alias a on a.id = c.alias
    join registry.document d on d.id = c.document
    left join registry.mapping m on m.alias = a.id and m.closed is null
    left join registry.subject s on s.id = m.subject
    where c.source = ${source} and ${within('c.seen_from')} <> ${within('c.seen_until')}
    order by 1, 2, 3, 4, 8, 6`.execute(db);
  return found.rows;
}
