import type { Candidate, ConflictState } from '../../schema/judgement.ts';
import {
  byOrder,
  candidateDigest,
  candidateOf,
  type Group,
  groupsOf,
  type Incumbents,
} from './candidates.ts';
import { type Card, disagreeing, type Parts, partsKey, partsOf } from './cards.ts';
import { diagnose, type Explanation, plainDifference } from './diagnose.ts';
import { isTorn, tornReasons } from './identity.ts';
import { compareKeys } from './order.ts';
import { printed } from './print.ts';
import type { AliasMove, ConflictDraft, ConflictKind, Episode, KeyState } from './state.ts';
import type { Survey } from './survey.ts';
import { windowSentence } from './windows.ts';

/** The pairs of cards of different groups that contradict each other. */
function disputes(groups: readonly Group[]): [Card, Card][] {
  const cardPairs = (left: Group, right: Group) =>
    left.cards.flatMap((a) => right.cards.map((b): [Card, Card] => [a, b]));
  return groups
    .flatMap((left, at) => groups.slice(at + 1).flatMap((right) => cardPairs(left, right)))
    .filter(([a, b]) => disagreeing(a.parts, b.parts).length > 0);
}

/** Identity where a name that can be several models is in every dispute, inside-source where all are of one source. */
function kindOf(groups: readonly Group[]): ConflictKind {
  const all = disputes(groups);
  if (all.length > 0 && all.every((pair) => pair.some(isTorn))) return 'identity';
  return all.some(([a, b]) => a.source !== b.source) ? 'between-sources' : 'inside-source';
}

/** What an ambiguous name can be needs no diagnosis: why it is ambiguous is known. */
function explained(groups: readonly Group[], state: KeyState): Explanation {
  if (kindOf(groups) !== 'identity') return diagnose(groups, state);
  const reasons = tornReasons(groups.flatMap((group) => group.cards));
  return { diagnosis: 'ambiguous-name', arithmetic: sentencesOf(reasons), favours: null };
}

/** All agree, but not on what a person ruled. */
function lostSupport(group: Group, kept: Parts): Explanation {
  const sentences = disagreeing(kept, group.lead.parts).flatMap((part) => {
    const [a, b] = [kept.get(part), group.lead.parts.get(part)];
    return a && b ? [plainDifference({ part, a, b })] : [];
  });
  return { diagnosis: 'none-known', arithmetic: sentences.join(' · '), favours: group };
}

/** The only group that an authority states, else what the arithmetic speaks for, else the first by order; no held one. */
function proposalOf(survey: Survey, favours: Group | null): Candidate | null {
  const stated = survey.groups.filter((group) => group.cards.some((card) => card.authority));
  const explained = favours !== null && survey.free.includes(favours) ? favours : undefined;
  const word = stated.length === 1 ? stated.find((group) => survey.free.includes(group)) : undefined;
  const proposed = word ?? explained ?? survey.best;
  return proposed ? candidateOf(proposed) : null;
}

/** What a name that can be several models may be is evidence for none of them: only what is stated plainly beside it is. */
function plainProposal({ groups, free }: Survey): Candidate | null {
  const [stated, ...others] = groups.filter((group) => group.cards.some((card) => !isTorn(card)));
  return stated && others.length === 0 && free.includes(stated) ? candidateOf(stated) : null;
}

const SHOWN = 4;
const sentencesOf = (list: readonly string[]): string => [...new Set(list)].slice(0, SHOWN).join(' · ');

/** What a person may keep instead of a jump or after a withdrawal: the settled card, which nobody need state any more. */
export function keptCandidate(kept: Parts, written?: string): Candidate {
  const parts = [...kept].map(([part, { value }]) => ({
    part,
    value,
    asWritten: written ?? printed(value),
  }));
  return { key: partsKey(kept), parts: parts.sort((a, b) => compareKeys([a.part], [b.part])), witnesses: [] };
}

/**
 * The episode's row where cards are held. A jump is of the kind `history`; first prices that nobody contradicts are an
 * `invariant`; else it is a difference like any other. A held card is never proposed.
 */
export function heldConflict(
  state: KeyState,
  survey: Survey,
  to: { state: ConflictState; kept: Parts },
): ConflictDraft {
  const jumps = survey.holds.some(({ against }) => against === 'history');
  const { diagnosis, arithmetic, favours } = diagnose(survey.groups, state);
  const reasons = survey.holds.map(({ sentence }) => sentence);
  const alone = survey.free.length === 0;
  return {
    kind: jumps ? 'history' : disputes(survey.groups).length === 0 ? 'invariant' : kindOf(survey.groups),
    diagnosis,
    arithmetic: sentencesOf(diagnosis === 'none-known' ? reasons : [arithmetic, ...reasons]),
    candidates: [
      ...(alone && to.kept.size > 0 ? [keptCandidate(to.kept)] : []),
      ...survey.groups.map(candidateOf),
    ],
    proposal: proposalOf(survey, favours),
    state: to.state,
  };
}

/** The episode's row for a name that points to another model than before; nobody need state the model before any more. */
export function movedConflict(
  survey: Survey,
  move: { to: Group; from: AliasMove },
  state: ConflictState,
): ConflictDraft {
  const { to, from } = move;
  const before = partsOf([{ part: '', value: from.from }]);
  const stated = survey.groups.some((group) => disagreeing(group.lead.parts, before).length === 0);
  const value = to.lead.parts.get('')?.value.text ?? '';
  const day = from.until.slice(0, 10);
  return {
    kind: 'alias-moved',
    diagnosis: 'alias-moved',
    arithmetic: `${from.source} stated ${from.from.text} until ${day} and states ${value} since`,
    candidates: [
      ...survey.groups.map(candidateOf),
      ...(stated ? [] : [keptCandidate(before, from.asWritten)]),
    ],
    proposal: candidateOf(to),
    state,
  };
}

/** The settled row of claims that agree, beside others that speak of the input alone. */
export function meaningConflict(survey: Survey, incumbents: Incumbents): ConflictDraft {
  const others = byOrder(
    groupsOf(
      survey.inputs.map(({ claim }) => claim),
      incumbents,
    ),
    incumbents,
  );
  const [proposal = null] = survey.groups.map(candidateOf);
  const groups = [...survey.groups, ...others];
  return {
    kind: kindOf(groups),
    diagnosis: 'input-versus-total',
    arithmetic: sentencesOf(survey.inputs.map((input) => input.arithmetic).sort()),
    candidates: groups.map(candidateOf),
    proposal,
    state: 'settled',
  };
}

/**
 * The episode's row for claims that disagree with each other or, all together, with the ruling that was kept, or whose
 * one value is a slip of the window of the model: then its last candidate is stated about the model.
 */
export function conflictOf(
  state: KeyState,
  survey: Survey,
  to: { state: ConflictState; kept: Parts },
): ConflictDraft {
  const [first] = survey.groups;
  const alone = survey.groups.length === 1 && first !== undefined;
  const { diagnosis, arithmetic, favours } = alone
    ? lostSupport(first, to.kept)
    : explained(survey.groups, state);
  const { window } = survey;
  const kind = alone ? 'lost-support' : window ? 'invariant' : kindOf(survey.groups);
  return {
    kind,
    diagnosis,
    arithmetic: window ? sentencesOf([arithmetic, windowSentence(window)]) : arithmetic,
    candidates: survey.groups.map(candidateOf),
    proposal: kind === 'identity' ? plainProposal(survey) : proposalOf(survey, favours),
    state: to.state,
  };
}

const digest = (one: Omit<ConflictDraft, 'candidates'> & { candidates: readonly Candidate[] }): string =>
  JSON.stringify([
    one.kind,
    one.diagnosis,
    one.arithmetic,
    one.candidates.map(candidateDigest),
    one.proposal ? candidateDigest(one.proposal) : null,
  ]);

/** Whether the row would say the same: other wording and other places of the same evidence change nothing. */
export const sameConflict = (draft: ConflictDraft, episode: Episode): boolean =>
  draft.state === episode.state && digest(draft) === digest(episode);
