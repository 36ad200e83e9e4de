import { type Kysely, sql } from 'kysely';
import type { Considered } from '../../schema/judgement.ts';
import type { DB } from './types.ts';

export interface NewDecision {
  /** What it decides: a conflict, or what an alias stands for. */
  kind?: 'conflict' | 'mapping';
  conflict: string | null;
  /** The key that it rules, as texts: it can be read without the database. */
  target: unknown;
  verdict: unknown;
  reason: string;
  by: string;
  at: Date;
  reviewAfter: Date | null;
  supersedes: string | null;
  /** The conflict as the person saw it. */
  seen: unknown;
}

/** Keeps a decision; it is never changed afterwards. */
export async function recordDecision(db: Kysely<DB>, decision: NewDecision): Promise<string> {
  const row = await db
    .insertInto('registry.decision')
    .values({
      kind: decision.kind ?? 'conflict',
      conflict: decision.conflict,
      target: JSON.stringify(decision.target),
      verdict: JSON.stringify(decision.verdict),
      reason: decision.reason,
      by: decision.by,
      at: decision.at,
      review_after: decision.reviewAfter,
      supersedes: decision.supersedes,
      seen: JSON.stringify(decision.seen),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Takes the settlements that a decision made out of force. */
export async function undoSettlements(db: Kysely<DB>, decision: string, by: string): Promise<void> {
  await db
    .updateTable('registry.settlement')
    .set({ undone_by: by })
    .where('decision', '=', decision)
    .where('undone_by', 'is', null)
    .execute();
}

export interface DecisionRow {
  id: string;
  conflict: string;
  verdict: unknown;
  reason: string;
  by: string;
  at: Date;
  reviewAfter: Date | null;
  considered: Considered | null;
}

/** The decision in force on an episode: the newest that nothing supersedes. */
export async function decisionOn(db: Kysely<DB>, conflict: string): Promise<DecisionRow | undefined> {
  const found = await sql<DecisionRow>`
    select d.id, d.conflict, d.verdict, d.reason, d.by, d.at, d.review_after as "reviewAfter", s.considered
    from registry.decision d left join registry.settlement s on s.decision = d.id
    where d.conflict = ${conflict} and d.verdict->>'kind' <> 'undo'
      and not exists (select 1 from registry.decision later where later.supersedes = d.id)
    order by d.id desc limit 1`.execute(db);
  return found.rows[0];
}
