import { type Kysely, sql } from 'kysely';
import type { Candidate, ConflictState, Considered } from '../../schema/judgement.ts';
import type { DB } from './types.ts';

export interface ConflictFields {
  kind: string;
  diagnosis: string;
  arithmetic: string;
  candidates: readonly Candidate[];
  proposal: Candidate | null;
  state: ConflictState;
}

const columns = (fields: ConflictFields) => ({
  kind: fields.kind,
  diagnosis: fields.diagnosis,
  arithmetic: fields.arithmetic,
  candidates: JSON.stringify(fields.candidates),
  proposal: fields.proposal === null ? null : JSON.stringify(fields.proposal),
  state: fields.state,
});

/** Opens an episode; `reopens` names the one that it follows. */
export async function openConflict(
  db: Kysely<DB>,
  key: { subject: string; attribute: string; scope: string },
  opening: { fields: ConflictFields; at: Date; publication: string; reopens: string | null },
): Promise<string> {
  const row = await db
    .insertInto('registry.conflict')
    .values({
      ...key,
      ...columns(opening.fields),
      opened_at: opening.at,
      opened_in: opening.publication,
      reopens: opening.reopens,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Brings an episode up to date; its version grows, so that nobody decides on what he has not seen. */
export async function updateConflict(db: Kysely<DB>, id: string, fields: ConflictFields): Promise<void> {
  await db
    .updateTable('registry.conflict')
    .set({ ...columns(fields), snoozed_until: null, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** Moves an episode to another state. */
export async function setConflictState(
  db: Kysely<DB>,
  id: string,
  to: { state: ConflictState; snoozedUntil?: Date },
): Promise<void> {
  await db
    .updateTable('registry.conflict')
    .set({ state: to.state, snoozed_until: to.snoozedUntil ?? null, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** Ends an episode: healed, or followed by a new one. */
export async function closeConflict(
  db: Kysely<DB>,
  id: string,
  end: { at: Date; healed: boolean },
): Promise<void> {
  await db
    .updateTable('registry.conflict')
    .set({
      closed_at: end.at,
      snoozed_until: null,
      ...(end.healed ? { state: 'healed' as const } : { state: 'settled' as const }),
    })
    .where('id', '=', id)
    .execute();
}

/** Keeps what settled an episode, with what was considered. */
export async function settleConflict(
  db: Kysely<DB>,
  settlement: {
    conflict: string;
    decision: string | null;
    policy: string | null;
    authority: string | null;
    considered: Considered;
    at: Date;
  },
): Promise<void> {
  await db
    .insertInto('registry.settlement')
    .values({ ...settlement, considered: JSON.stringify(settlement.considered) })
    .execute();
}

/** Counts of live episodes by state, attribute and diagnosis. */
export async function conflictCounts(
  db: Kysely<DB>,
): Promise<{ attribute: string; diagnosis: string; state: ConflictState; count: number }[]> {
  const rows = await db
    .selectFrom('registry.conflict')
    .select(['attribute', 'diagnosis', 'state', (eb) => eb.fn.countAll<string>().as('count')])
    .where('closed_at', 'is', null)
    .groupBy(['attribute', 'diagnosis', 'state'])
    .orderBy('attribute')
    .orderBy('diagnosis')
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
