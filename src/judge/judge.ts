import { candidateOf, type Group } from './candidates.ts';
import { disagreeing, partsOf } from './cards.ts';
import { conflictOf, sameConflict } from './conflict.ts';
import { respond, waitsForPerson } from './events.ts';
import { contestedFacts, factsOf, settledFacts, standingsOf } from './publish.ts';
import type { ConflictDraft, KeyState, LiveFact, Move, Verdict } from './state.ts';
import { type Survey, surveyOf } from './survey.ts';

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

function moveOf({ episode }: KeyState, draft: ConflictDraft, waking: boolean): Move {
  if (!episode) return 'open';
  if (episode.state === 'settled') return 'reopen';
  if (waking) return 'wake';
  return sameConflict(draft, episode) ? 'none' : 'update';
}

type Kept = readonly Pick<LiveFact, 'part' | 'value'>[];

function contested(state: KeyState, survey: Survey, to: { kept: Kept; waking: boolean }): Outcome {
  const sleeps = state.episode?.state === 'snoozed' && !to.waking;
  const draft = conflictOf(state, survey, { state: sleeps ? 'snoozed' : 'open', kept: partsOf(to.kept) });
  const move = moveOf(state, draft, to.waking);
  const facts = contestedFacts(survey, to.kept);
  return { facts, move, conflict: move === 'none' ? null : draft, settlement: null };
}

const agreed = (state: KeyState, survey: Survey): Outcome => ({
  facts: settledFacts(survey),
  move: state.episode ? 'heal' : 'none',
  conflict: null,
  settlement: null,
});

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

function outcomeOf(state: KeyState, survey: Survey, now: string): Outcome {
  const response = respond(state, survey, now);
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
