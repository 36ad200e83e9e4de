import { candidateOf, type Group } from './candidates.ts';
import { disagreeing, partsKey, partsOf } from './cards.ts';
import { conflictOf, heldConflict, meaningConflict, movedConflict, sameConflict } from './conflict.ts';
import { respond, waitsForPerson } from './events.ts';
import { holdsOf } from './held.ts';
import { type LostSupport, lostSupport } from './lost.ts';
import { factsOf, firstFacts, settledFacts, standingsOf } from './publish.ts';
import type { AliasMove, ConflictDraft, KeyState, LiveFact, Move, Verdict } from './state.ts';
import { type Survey, surveyOf, withhold } from './survey.ts';

type Outcome = Omit<Verdict, 'standings'>;

const stated = (group: Group) => group.cards.filter((card) => card.authority);

/** A person's ruling that was reopened is asked again, even where an authority is against it. */
function overrulesPerson(group: Group, { episode, lastSettled, ruling }: KeyState): boolean {
  const settled = lastSettled.some((fact) => fact.status === 'ruled') ? lastSettled : [];
  const ruled = ruling?.considered.chosen.parts ?? settled;
  return episode !== null && disagreeing(group.lead.parts, partsOf(ruled)).length > 0;
}

/** The group that all authorities share, if each other group contradicts them: only then their word settles. */
function preferred(state: KeyState, { groups }: Survey): Group | null {
  const [group, ...more] = groups.filter((one) => stated(one).length > 0);
  if (!group || more.length > 0 || overrulesPerson(group, state)) return null;
  if (holdsOf(group.lead.parts, state).length > 0) return null;
  const contradicted = (other: Group) =>
    other.cards.some((card) => stated(group).some((own) => disagreeing(own.parts, card.parts).length > 0));
  return groups.every((other) => other === group || contradicted(other)) ? group : null;
}

function byAuthority(state: KeyState, survey: Survey, group: Group): Outcome {
  const authority = [...new Set(stated(group).map((card) => card.owner))].sort().join(', ');
  const chosen = candidateOf(group);
  const kept = partsOf([]);
  const conflict = { ...conflictOf(state, survey, { state: 'settled', kept }), proposal: chosen };
  const facts = factsOf(group.lead.parts.values(), 'preferred', `authority ${authority}`);
  const settled = state.episode?.state === 'settled';
  if (settled && !state.ruling && state.episode && sameConflict(conflict, state.episode)) {
    return { facts, move: 'none', conflict: null, settlement: null };
  }
  const considered = { candidates: conflict.candidates, chosen };
  const settlement = { policy: 'authority' as const, authority, considered };
  const move = state.ruling ? 'reopen' : settled ? 'update' : 'settle';
  return { facts, move, conflict, settlement };
}

/** The claims of the window agree, and the figures show that the others speak of the input: nothing stays open. */
function byMeaning(state: KeyState, survey: Survey): Outcome {
  const facts = settledFacts(survey);
  const { episode } = state;
  const conflict = meaningConflict(survey, episode?.candidates.map((one) => one.key) ?? []);
  const settled = episode?.state === 'settled';
  if (settled && sameConflict(conflict, episode)) {
    return { facts, move: 'none', conflict: null, settlement: null };
  }
  const [chosen = null] = survey.groups.map(candidateOf);
  if (chosen === null) return { facts, move: 'none', conflict: null, settlement: null };
  const considered = { candidates: conflict.candidates, chosen };
  const settlement = { policy: 'meaning' as const, authority: null, considered };
  return { facts, move: settled ? 'update' : 'settle', conflict, settlement };
}

function moveOf({ episode }: KeyState, draft: ConflictDraft, waking: boolean): Move {
  if (!episode) return 'open';
  if (episode.state === 'settled') return 'reopen';
  if (waking) return 'wake';
  return sameConflict(draft, episode) ? 'none' : 'update';
}

type Kept = readonly Pick<LiveFact, 'part' | 'value'>[];

/**
 * What stays while nothing of what is stated may be published: what stands now, and nothing that no longer does. After
 * an undone decision the episode tells what stood before it: its candidate without a witness.
 */
function keptBy({ facts, ruling, episode }: KeyState, survey: Survey, kept: Kept): Kept {
  if (survey.free.length > 0 || survey.groups.length === 0) return kept;
  if (ruling === null && facts.some((fact) => fact.status === 'ruled')) {
    return episode?.candidates.find((one) => one.witnesses.length === 0)?.parts ?? [];
  }
  const published = facts.filter((fact) => fact.status !== 'held');
  return published.length > 0 && kept.length > 0 ? kept : published;
}

function contested(state: KeyState, natural: Survey, to: { kept: Kept; waking: boolean }): Outcome {
  const survey = withhold(state, natural);
  const kept = keptBy(state, survey, to.kept);
  const sleeps = state.episode?.state === 'snoozed' && !to.waking;
  const row = { state: sleeps ? ('snoozed' as const) : ('open' as const), kept: partsOf(kept) };
  const draft = survey.holds.length > 0 ? heldConflict(state, survey, row) : conflictOf(state, survey, row);
  const move = moveOf(state, draft, to.waking);
  const same = partsKey(partsOf(kept)) === partsKey(partsOf(to.kept));
  const basis = same ? 'last settled' : 'last published';
  const facts = kept.length > 0 ? factsOf(kept, 'contested', basis) : firstFacts(survey);
  return { facts, move, conflict: move === 'none' ? null : draft, settlement: null };
}

function agreed(state: KeyState, survey: Survey): Outcome {
  if (survey.inputs.length > 0) return byMeaning(state, survey);
  const move = state.episode ? 'heal' : 'none';
  return { facts: settledFacts(survey), move, conflict: null, settlement: null };
}

function afresh(state: KeyState, survey: Survey, waking: boolean): Outcome {
  if (!survey.disputed && !waitsForPerson(state)) return agreed(state, survey);
  const group = survey.disputed ? preferred(state, survey) : null;
  if (group) return byAuthority(state, survey, group);
  return contested(state, survey, { kept: state.lastSettled, waking });
}

/** A reopened ruling goes to a person again, unless the authority agrees with it and settles the new episode. */
function asked(state: KeyState, survey: Survey, ruled: Kept): Outcome {
  const group = survey.disputed ? preferred(state, survey) : null;
  return group ? byAuthority(state, survey, group) : contested(state, survey, { kept: ruled, waking: false });
}

/**
 * The group of the model that a source states since under a name for which it stated another one. Where somebody else
 * states that model too, only the seller moves a name; others have corrected themselves.
 */
function movedTo({ moved }: KeyState, { groups }: Survey): Group | null {
  if (!moved) return null;
  const before = partsOf([{ part: '', value: moved.from }]);
  const speaks = (group: Group) =>
    group.claims.some((claim) => claim.source === moved.source && claim.document === moved.document);
  const corrected = (group: Group) =>
    stated(group).length === 0 && group.claims.some((claim) => claim.source !== moved.source);
  const to = groups.find((one) => speaks(one) && disagreeing(one.lead.parts, before).length > 0);
  return to === undefined || corrected(to) ? null : to;
}

/** What the seller says it sells now is published; anybody else's word waits. Either way a person is told. */
function aliasMoved(
  state: KeyState,
  survey: Survey,
  move: { to: Group; from: AliasMove; kept: Kept; waking: boolean },
): Outcome {
  const sleeps = state.episode?.state === 'snoozed' && !move.waking;
  const draft = movedConflict(survey, move, sleeps ? 'snoozed' : 'open');
  const next = moveOf(state, draft, move.waking);
  const own = preferred(state, survey) === move.to;
  const authority = [...new Set(stated(move.to).map((card) => card.owner))].sort().join(', ');
  const waiting = move.kept.length > 0 ? factsOf(move.kept, 'contested', 'last settled') : firstFacts(survey);
  const facts = own ? factsOf(move.to.lead.parts.values(), 'preferred', `authority ${authority}`) : waiting;
  return { facts, move: next, conflict: next === 'none' ? null : draft, settlement: null };
}

/** The last that stated it was withdrawn: a person is asked whether it still holds. */
function orphaned(state: KeyState, { draft, facts, waking }: LostSupport): Outcome {
  const move = moveOf(state, draft, waking);
  return { facts, move, conflict: move === 'none' ? null : draft, settlement: null };
}

function outcomeOf(state: KeyState, survey: Survey, now: string): Outcome {
  const lost = lostSupport(state, survey, now);
  if (lost) return orphaned(state, lost);
  const response = respond(state, survey, now);
  const to = movedTo(state, survey);
  const decided = state.ruling?.considered.chosen.parts;
  const known =
    decided && (response !== 'reopen' || !to || !disagreeing(to.lead.parts, partsOf(decided)).length);
  if (to && state.moved && !known) {
    const kept = decided ?? state.lastSettled;
    return aliasMoved(state, survey, { to, from: state.moved, kept, waking: response === 'wake' });
  }
  if (response === 'heal') return agreed(state, survey);
  const ruled = state.ruling?.considered.chosen.parts;
  if (!ruled) return afresh(state, survey, response === 'wake');
  if (response === 'reopen') return asked(state, survey, ruled);
  return { facts: factsOf(ruled, 'ruled', 'decision'), move: 'none', conflict: null, settlement: null };
}

/**
 * Judges one key: claims, decision and episode in, facts and the episode's next step out. Pure: `now` (ISO 8601) is
 * the only clock, and neither the order of the claims nor their ids have a say in what is published.
 * Never in the answer: a fact without a claim, a last settled value or a ruling behind it; parts of two sources.
 */
export function judge(state: KeyState, now: string): Verdict {
  const survey = surveyOf(state);
  const outcome = outcomeOf(state, survey, now);
  return { ...outcome, standings: standingsOf(state, survey, outcome.facts) };
}
