import { attributeRule } from '../../schema/attributes.ts';
import { asShown, byOrder, type Group, groupsOf, type Incumbents } from './candidates.ts';
import { type Card, partsKey, partsOf } from './cards.ts';
import { type Hold, holdsOf } from './held.ts';
import { type InputClaim, meaningsOf } from './meaning.ts';
import type { KeyState, LiveClaim } from './state.ts';
import { slippedWindow } from './windows.ts';

/** The claims of a key as the judge sees them. */
export interface Survey {
  /** What is compared: known values, without ambiguous claims that have nothing to say under this attribute. */
  claims: readonly LiveClaim[];
  /** Claims that speak of the input alone: set apart, with the figures that show it. */
  inputs: readonly InputClaim[];
  /** In the order in which they are shown. */
  groups: readonly Group[];
  /** The last of the groups, where it is stated about the model that the offering sells: nothing that is published. */
  window: Group | null;
  /** Those of the groups that may be published: all, where nothing is held. */
  free: readonly Group[];
  /** The first by the order of candidates, whatever was shown before; never a held one. */
  best: Group | undefined;
  /** Why cards are held back that would lead; empty where nothing is held. */
  holds: readonly Hold[];
  /** The claims do not agree or their card is held, and the attribute can be in conflict. */
  disputed: boolean;
}

/**
 * What stands in the episode, or is published. In an open episode the held ones come first: they were first when they
 * were held, and shown behind the others they would seem to have lost their place.
 */
function incumbentsOf(state: KeyState): Incumbents {
  if (!state.episode) return state.facts.length > 0 ? [partsKey(partsOf(state.facts))] : [];
  const { candidates } = state.episode;
  const keys = candidates.map((one) => one.key);
  if (state.key.attribute !== 'price' || state.episode.state === 'settled') return keys;
  const held = candidates.filter((one) => holdsOf(partsOf(one.parts), state).length > 0);
  return [...new Set([...held.map((one) => one.key), ...keys])];
}

/** Sorts the claims of a key into groups that agree; the order in which claims come has no influence. */
export function surveyOf(state: KeyState): Survey {
  const { claims, inputs } = meaningsOf(state);
  const incumbents = incumbentsOf(state);
  const ordered = byOrder(groupsOf(claims, incumbents), incumbents);
  const [best] = ordered;
  const canConflict = attributeRule(state.key.attribute).neverInConflict !== true;
  const window = canConflict && inputs.length === 0 ? slippedWindow(state, ordered, incumbents) : null;
  const groups = window ? [...ordered, window] : asShown(ordered, state.episode?.candidates[0]?.key);
  const holds = groups.flatMap((group) => holdsOf(group.lead.parts, state));
  const disputed = canConflict && (groups.length > 1 || holds.length > 0);
  return { claims, inputs, groups, window, free: groups, best, holds, disputed };
}

/**
 * The same claims with the held cards apart, behind all others: only what is left may be published. A group can hold
 * both kinds, so both are grouped anew.
 */
export function withhold(state: KeyState, survey: Survey): Survey {
  if (survey.holds.length === 0) return survey;
  const cards = survey.groups.flatMap((group) => group.cards);
  const isHeld = (card: Card) => holdsOf(card.parts, state).length > 0;
  const incumbents = incumbentsOf(state);
  const grouped = (some: readonly Card[]) =>
    byOrder(groupsOf([...new Set(some.flatMap((card) => card.claims))], incumbents), incumbents);
  const ordered = grouped(cards.filter((card) => !isHeld(card)));
  const free = asShown(ordered, state.episode?.candidates[0]?.key);
  const held = grouped(cards.filter(isHeld));
  const holds = held.flatMap((group) => group.cards).flatMap((card) => holdsOf(card.parts, state));
  return { ...survey, groups: [...free, ...held], free, best: ordered[0], holds };
}
