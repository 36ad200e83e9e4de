import type { Kysely } from 'kysely';
import type { Considered } from '../../schema/judgement.ts';
import type { DecisionReport } from '../../schema/outputs.ts';
import { publish } from '../pipeline/publish.ts';
import { DecisionRefused, NotFound } from '../report/errors.ts';
import { setConflictState, settleConflict } from '../store/conflicts.ts';
import type { Database } from '../store/connect.ts';
import { decisionOn, recordDecision, undoSettlements } from '../store/decisions.ts';
import { markDirty } from '../store/keys.ts';
import { type ReviewRow, reviewRow } from '../store/review.ts';
import type { DB } from '../store/types.ts';
import { type Choice, chosenCandidate } from './choose.ts';
import { shownConflict } from './list.ts';
import { mapNamesakes, unmapNamesakes } from './namesakes.ts';

/** Who says so, and why: kept with every decision. */
interface Said {
  reason: string;
  by: string;
  at: Date;
}

export interface DecideOptions extends Said {
  id: string;
  choice: Choice | { snooze: Date };
  /** The version that the person saw; the decision is refused if the conflict has changed since. */
  version?: number | undefined;
  reviewAfter?: Date | undefined;
}

async function liveRow(db: Kysely<DB>, id: string): Promise<ReviewRow> {
  const row = await reviewRow(db, id);
  if (!row)
    throw new NotFound(
      'There is no such conflict',
      `conflict ${id}`,
      'List them with: modelfacts review list',
    );
  if (row.closedAt !== null) {
    throw new DecisionRefused(
      id,
      `its episode has ended (${row.state})`,
      'List the open ones with: modelfacts review list',
    );
  }
  return row;
}

function checkVersion(row: ReviewRow, version: number | undefined): void {
  if (version === undefined || version === row.version) return;
  const why = `it is now version ${row.version}, you saw version ${version}`;
  throw new DecisionRefused(row.id, why, `Look at it again with: modelfacts review show ${row.id}`);
}

const keyOf = (row: ReviewRow) => ({ subject: row.subjectId, attribute: row.attribute, scope: row.scope });
const targetOf = ({ subject, subjectKind: kind, attribute, scope }: ReviewRow) => ({
  subject,
  kind,
  attribute,
  scope,
});

/** What an earlier decision settled and linked is no longer so; the later one says so. */
async function takeOut(
  db: Kysely<DB>,
  row: ReviewRow,
  by: { earlier: string; decision: string; at: Date },
): Promise<void> {
  await undoSettlements(db, by.earlier, by.decision);
  if (row.subjectKind === 'name') await unmapNamesakes(db, row.subject, { decision: by.earlier, at: by.at });
}

async function takeDecision(
  db: Kysely<DB>,
  options: DecideOptions,
): Promise<{ row: ReviewRow; decision: string }> {
  const row = await liveRow(db, options.id);
  checkVersion(row, options.version);
  const { choice, reason, by, at } = options;
  const chosen = 'snooze' in choice ? null : chosenCandidate(row, choice);
  const verdict =
    'snooze' in choice ? { kind: 'snooze', until: choice.snooze.toISOString() } : { kind: 'choose', chosen };
  const earlier = await decisionOn(db, row.id);
  const decision = await recordDecision(db, {
    conflict: row.id,
    target: targetOf(row),
    verdict,
    reason,
    by,
    at,
    reviewAfter: options.reviewAfter ?? null,
    supersedes: earlier?.id ?? null,
    seen: shownConflict(row),
  });
  if (earlier) await takeOut(db, row, { earlier: earlier.id, decision, at });
  if (chosen === null) {
    await setConflictState(db, row.id, {
      state: 'snoozed',
      ...('snooze' in choice ? { snoozedUntil: choice.snooze } : {}),
    });
  } else {
    const considered: Considered = { candidates: row.candidates, chosen };
    await settleConflict(db, { conflict: row.id, decision, policy: null, authority: null, considered, at });
    await setConflictState(db, row.id, { state: 'settled' });
    if (row.subjectKind === 'name') await mapNamesakes(db, row.subject, { decision, at, chosen });
  }
  await markDirty(db, [{ ...keyOf(row), cause: 'decision' }]);
  return { row, decision };
}

async function reportOf(
  database: Database,
  id: string,
  done: { decision: string; publication: string | null },
): Promise<DecisionReport> {
  const row = await reviewRow(database.db, id);
  if (!row) throw new Error(`conflict ${id} vanished`);
  return { ...done, conflict: shownConflict(row) };
}

/** Takes a decision and publishes what follows from it, in one transaction. */
export async function decide(database: Database, options: DecideOptions): Promise<DecisionReport> {
  const publishing = { at: options.at, cause: 'decision', run: null };
  const done = await publish(database.db, publishing, (trx) => takeDecision(trx, options));
  return await reportOf(database, options.id, {
    decision: done.first?.decision ?? '',
    publication: done.publication,
  });
}

async function takeBack(db: Kysely<DB>, options: Said & { id: string }): Promise<string> {
  const row = await liveRow(db, options.id);
  const earlier = await decisionOn(db, row.id);
  if (!earlier) {
    throw new DecisionRefused(
      row.id,
      'nobody has decided it',
      `Decide it with: modelfacts review decide ${row.id} …`,
    );
  }
  const decision = await recordDecision(db, {
    conflict: row.id,
    target: targetOf(row),
    verdict: { kind: 'undo', of: earlier.id },
    reason: options.reason,
    by: options.by,
    at: options.at,
    reviewAfter: null,
    supersedes: earlier.id,
    seen: shownConflict(row),
  });
  await takeOut(db, row, { earlier: earlier.id, decision, at: options.at });
  await setConflictState(db, row.id, { state: 'open' });
  await markDirty(db, [{ ...keyOf(row), cause: 'decision' }]);
  return decision;
}

/** Undoes the decision in force by a superseding one: the conflict and the value are as they were before it. */
export async function undo(database: Database, options: Said & { id: string }): Promise<DecisionReport> {
  const publishing = { at: options.at, cause: 'decision', run: null };
  const done = await publish(database.db, publishing, (trx) => takeBack(trx, options));
  return await reportOf(database, options.id, { decision: done.first ?? '', publication: done.publication });
}
