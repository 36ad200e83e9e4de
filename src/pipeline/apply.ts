import type { Kysely } from 'kysely';
import type { Value } from '../../schema/value.ts';
import type { FactDraft, Verdict } from '../judge/index.ts';
import { closeConflict, openConflict, settleConflict, updateConflict } from '../store/conflicts.ts';
import type { Cause, NewChange, NewFact, StandingRow } from '../store/facts.ts';
import type { FactRow } from '../store/keys.ts';
import type { DB } from '../store/types.ts';
import { sameData } from './same.ts';
import type { LoadedKey } from './states.ts';

/** What a publication is going to write about facts, gathered over many keys. */
export interface Ledger {
  open: NewFact[];
  closeValid: string[];
  closeKnown: string[];
  changes: NewChange[];
  standings: StandingRow[];
}

export const emptyLedger = (): Ledger => ({
  open: [],
  closeValid: [],
  closeKnown: [],
  changes: [],
  standings: [],
});

/** How many episodes a publication moved. */
export interface ConflictMoves {
  opened: number;
  settled: number;
  healed: number;
}

/** What readers see of a fact; a held one is not published. */
const snapshot = (fact: { value: Value; status: string; basis: string } | undefined): unknown =>
  isShown(fact) ? { value: fact.value, status: fact.status, basis: fact.basis } : null;

const isShown = <T extends { status: string }>(fact: T | undefined): fact is T =>
  fact !== undefined && fact.status !== 'held';

/** A price that changed ends its valid time; anything else that changed corrects what we believed. */
const isWorldChange = (cause: Cause, valueChanged: boolean): boolean => valueChanged && cause === 'source';

/** The facts of one key against its verdict: what to close, open and tell. */
export function planFacts(
  ledger: Ledger,
  key: LoadedKey,
  planned: { verdict: Verdict; cause: Cause; at: Date },
): void {
  const drafts = new Map(planned.verdict.facts.map((draft) => [draft.part, draft]));
  const live = new Map(key.facts.map((fact) => [fact.part, fact]));
  for (const part of new Set([...live.keys(), ...drafts.keys()])) {
    planPart(ledger, key, {
      fact: live.get(part),
      draft: drafts.get(part),
      cause: planned.cause,
      at: planned.at,
      part,
    });
  }
  for (const standing of planned.verdict.standings) {
    ledger.standings.push({ ...standing, subject: key.subject, attribute: key.attribute, scope: key.scope });
  }
}

interface PartPlan {
  fact: FactRow | undefined;
  draft: FactDraft | undefined;
  cause: Cause;
  at: Date;
  part: string;
}

function planPart(ledger: Ledger, key: LoadedKey, { fact, draft, cause, at, part }: PartPlan): void {
  const valueChanged = !fact || !draft || !sameData(fact.value, draft.value);
  if (fact && draft && !valueChanged && fact.status === draft.status && fact.basis === draft.basis) return;
  const { subject, attribute, scope } = key;
  const world = isWorldChange(cause, valueChanged);
  if (fact) (world ? ledger.closeValid : ledger.closeKnown).push(fact.id);
  if (draft) {
    const decision =
      draft.status === 'ruled' || draft.basis === 'decision' ? (key.state.ruling?.decisionId ?? null) : null;
    const validFrom = fact && !world ? fact.validFrom : at;
    ledger.open.push({ subject, attribute, scope, ...draft, decision, validFrom });
  }
  if (!isShown(fact) && !isShown(draft)) return;
  const op = !isShown(fact) ? 'insert' : !isShown(draft) ? 'delete' : valueChanged ? 'update' : 'status';
  ledger.changes.push({
    op,
    subject,
    attribute,
    scope,
    part,
    before: snapshot(fact),
    after: snapshot(draft),
    cause,
  });
}

interface Publication {
  id: string;
  at: Date;
}

async function settle(
  db: Kysely<DB>,
  verdict: Verdict,
  settled: { conflict: string; at: Date },
): Promise<void> {
  if (verdict.settlement === null) return;
  const { policy, authority, considered } = verdict.settlement;
  await settleConflict(db, { ...settled, decision: null, policy, authority, considered });
}

/** Moves the key's episode as the verdict says. */
export async function moveConflict(
  db: Kysely<DB>,
  key: LoadedKey,
  moved: { verdict: Verdict; publication: Publication; counts: ConflictMoves },
): Promise<void> {
  const { verdict, publication, counts } = moved;
  const { move, conflict: fields } = verdict;
  if (move === 'none') return;
  if (move === 'heal') {
    if (key.episode) await closeConflict(db, key.episode.id, { at: publication.at, healed: true });
    counts.healed += 1;
    return;
  }
  if (fields === null) throw new Error(`the judge moved ${key.state.key.subject} without a conflict`);
  const settles = fields.state === 'settled' && verdict.settlement !== null;
  if (key.episode && move !== 'reopen') {
    await updateConflict(db, key.episode.id, fields);
    if (settles) await settle(db, verdict, { conflict: key.episode.id, at: publication.at });
    if (settles && key.episode.state !== 'settled') counts.settled += 1;
    return;
  }
  if (key.episode) await closeConflict(db, key.episode.id, { at: publication.at, healed: false });
  const name = { subject: key.subject, attribute: key.attribute, scope: key.scope };
  const opening = {
    fields,
    at: publication.at,
    publication: publication.id,
    reopens: key.episode?.id ?? null,
  };
  const conflict = await openConflict(db, name, opening);
  counts.opened += 1;
  if (settles) {
    await settle(db, verdict, { conflict, at: publication.at });
    counts.settled += 1;
  }
}
