import { attributeRule } from '../../schema/attributes.ts';
import { isUnknown } from '../../schema/value.ts';
import { agrees } from './agree.ts';
import { asShown, byOrder, type Group, groupsOf } from './candidates.ts';
import { partsKey, partsOf } from './cards.ts';
import type { KeyState, LiveClaim } from './state.ts';

/** The claims of a key as the judge sees them. */
export interface Survey {
  /** What is compared: known values, without ambiguous claims that have nothing to say under this attribute. */
  claims: readonly LiveClaim[];
  /** In the order in which they are shown. */
  groups: readonly Group[];
  /** The first by the order of candidates, whatever was shown before. */
  best: Group | undefined;
  /** The claims do not agree, and the attribute can be in conflict. */
  disputed: boolean;
}

/**
 * A claim with several meanings disputes only context_window; under another attribute it supports or is silent.
 * Where no claim of one meaning exists it stands for itself.
 */
function compared({ claims, key }: KeyState): LiveClaim[] {
  const known = claims.filter((claim) => !isUnknown(claim.value));
  const plain = known.filter((claim) => claim.means.length <= 1);
  if (key.attribute === 'context_window') return known;
  return known.filter(
    (claim) =>
      claim.means.length <= 1 ||
      plain.every((other) => other.part !== claim.part || agrees(other.value, claim.value)),
  );
}

/** Sorts the claims of a key into groups that agree; the order in which claims come has no influence. */
export function surveyOf(state: KeyState): Survey {
  const claims = compared(state);
  const published = state.facts.length > 0 ? [partsKey(partsOf(state.facts))] : [];
  const incumbents = state.episode ? state.episode.candidates.map((one) => one.key) : published;
  const ordered = byOrder(groupsOf(claims, incumbents), incumbents);
  const [best] = ordered;
  const groups = asShown(ordered, state.episode?.candidates[0]?.key);
  const neverInConflict = attributeRule(state.key.attribute).neverInConflict === true;
  return { claims, groups, best, disputed: groups.length > 1 && !neverInConflict };
}
