import { type Kysely, sql } from 'kysely';
import type { FactStatus } from '../../schema/judgement.ts';
import type { Value } from '../../schema/value.ts';
import { BATCH } from './claims.ts';
import type { DB } from './types.ts';

export type Cause = 'source' | 'decision' | 'rule' | 'policy' | 'identity' | 'reading' | 'time';

/** Whether anything was ever published: before that there is no fact, no standing and no conflict to look for. */
export async function hasPublished(db: Kysely<DB>): Promise<boolean> {
  const found = await db.selectFrom('registry.publication').select('id').limit(1).executeTakeFirst();
  return found !== undefined;
}

/** Opens a publication: the one transaction that may change facts. */
export async function openPublication(
  db: Kysely<DB>,
  publication: { at: Date; cause: string; run: string | null },
): Promise<string> {
  const row = await db
    .insertInto('registry.publication')
    .values({ at: publication.at, cause: publication.cause, run: publication.run, counts: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Writes what the publication did into its row. */
export async function countPublication(db: Kysely<DB>, id: string, counts: unknown): Promise<void> {
  await db
    .updateTable('registry.publication')
    .set({ counts: JSON.stringify(counts) })
    .where('id', '=', id)
    .execute();
}

export interface NewFact {
  subject: string;
  attribute: string;
  scope: string;
  part: string;
  value: Value;
  status: FactStatus;
  basis: string;
  decision: string | null;
  validFrom: Date;
}

const currencyOf = (value: Value): string | null =>
  value.kind === 'price' || value.unit?.includes('per month') ? (value.unit?.split(' ')[0] ?? null) : null;

/** Opens facts, a thousand rows at a time. */
export async function openFacts(
  db: Kysely<DB>,
  publication: { id: string; at: Date },
  facts: readonly NewFact[],
): Promise<void> {
  for (let start = 0; start < facts.length; start += BATCH) {
    await insertFacts(db, publication, facts.slice(start, start + BATCH));
  }
}

async function insertFacts(
  db: Kysely<DB>,
  publication: { id: string; at: Date },
  facts: readonly NewFact[],
): Promise<void> {
  const column = <T>(of: (fact: NewFact) => T): T[] => facts.map(of);
  await sql`
    insert into registry.fact (subject, attribute, scope, part, value, value_text, num, num_low, num_high,
      precision, unit, currency, status, basis, decision, valid_from, known_from, publication)
    select subject, attribute, scope, part, value::jsonb, value_text, num::numeric, num_low::numeric,
      num_high::numeric, precision, unit, currency, status, basis, decision, valid_from::timestamptz,
      ${publication.at.toISOString()}::timestamptz, ${publication.id}::bigint
    from unnest(
      ${column((f) => f.subject)}::bigint[], ${column((f) => f.attribute)}::text[], ${column((f) => f.scope)}::text[],
      ${column((f) => f.part)}::text[], ${column((f) => JSON.stringify(f.value))}::text[],
      ${column((f) => f.value.text)}::text[], ${column((f) => f.value.num ?? null)}::text[],
      ${column((f) => f.value.low ?? null)}::text[], ${column((f) => f.value.high ?? null)}::text[],
      ${column((f) => f.value.precision ?? null)}::text[], ${column((f) => f.value.unit ?? null)}::text[],
      ${column((f) => currencyOf(f.value))}::text[], ${column((f) => f.status)}::text[],
      ${column((f) => f.basis)}::text[], ${column((f) => f.decision)}::bigint[],
      ${column((f) => f.validFrom.toISOString())}::text[]
    ) as row(subject, attribute, scope, part, value, value_text, num, num_low, num_high, precision, unit,
      currency, status, basis, decision, valid_from)`.execute(db);
}

/** Closes facts: `valid` when the world changed, `known` when we were wrong or only our judgement changed. */
export async function closeFacts(
  db: Kysely<DB>,
  publication: { id: string; at: Date },
  closing: { ids: readonly string[]; time: 'valid' | 'known' },
): Promise<void> {
  if (closing.ids.length === 0) return;
  const ends = closing.time === 'valid' ? { valid_until: publication.at } : { known_until: publication.at };
  await db
    .updateTable('registry.fact')
    .set({ ...ends, closed_in: publication.id })
    .where(sql<boolean>`id = any(${[...closing.ids]}::bigint[])`)
    .execute();
}

export interface NewChange {
  op: 'insert' | 'update' | 'delete' | 'status';
  subject: string;
  attribute: string;
  scope: string;
  part: string;
  before: unknown;
  after: unknown;
  cause: Cause;
}

/** Appends to the ordered feed of changes. */
export async function appendChanges(
  db: Kysely<DB>,
  publication: { id: string; at: Date },
  changes: readonly NewChange[],
): Promise<void> {
  const text = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  for (let start = 0; start < changes.length; start += BATCH) {
    const batch = changes.slice(start, start + BATCH);
    const column = <T>(of: (change: NewChange) => T): T[] => batch.map(of);
    await sql`
      insert into registry.change (publication, at, op, subject, attribute, scope, part, before, after, cause)
      select ${publication.id}::bigint, ${publication.at.toISOString()}::timestamptz, op, subject, attribute, scope,
        part, before::jsonb, after::jsonb, cause
      from unnest(
        ${column((c) => c.op)}::text[], ${column((c) => c.subject)}::bigint[], ${column((c) => c.attribute)}::text[],
        ${column((c) => c.scope)}::text[], ${column((c) => c.part)}::text[], ${column((c) => text(c.before))}::text[],
        ${column((c) => text(c.after))}::text[], ${column((c) => c.cause)}::text[]
      ) as row(op, subject, attribute, scope, part, before, after, cause)`.execute(db);
  }
}

export interface StandingRow {
  claim: string;
  subject: string;
  attribute: string;
  scope: string;
  standing: 'supports' | 'against' | 'silent';
  chosen: boolean;
}

/** Writes anew how the claims of these keys stand to their facts. */
export async function writeStandings(
  db: Kysely<DB>,
  publication: string,
  written: {
    keys: readonly { subject: string; attribute: string; scope: string }[];
    rows: readonly StandingRow[];
  },
): Promise<void> {
  const { keys, rows } = written;
  if (keys.length > 0)
    await sql`delete from registry.standing s using unnest(${keys.map((k) => k.subject)}::bigint[],
      ${keys.map((k) => k.attribute)}::text[], ${keys.map((k) => k.scope)}::text[]) as key(subject, attribute, scope)
    where s.subject = key.subject and s.attribute = key.attribute and s.scope = key.scope`.execute(db);
  if (rows.length === 0) return;
  const column = <T>(of: (row: StandingRow) => T): T[] => rows.map(of);
  await sql`insert into registry.standing (claim, subject, attribute, scope, standing, chosen, publication)
    select *, ${publication}::bigint from unnest(${column((r) => r.claim)}::bigint[],
      ${column((r) => r.subject)}::bigint[], ${column((r) => r.attribute)}::text[], ${column((r) => r.scope)}::text[],
      ${column((r) => r.standing)}::text[], ${column((r) => r.chosen)}::boolean[])`.execute(db);
}

/** Live facts in all. */
export async function countLiveFacts(db: Kysely<DB>): Promise<number> {
  const row = await db
    .selectFrom('registry.fact')
    .select((eb) => eb.fn.countAll<string>().as('live'))
    .where('valid_until', 'is', null)
    .where('known_until', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.live);
}
