import type { Value } from '../../schema/value.ts';
import { agrees } from './agree.ts';
import type { Card } from './cards.ts';
import type { LiveClaim } from './state.ts';

/** The keys that the value leaves open, as values; none where it is no ambiguous name. */
const open = ({ candidates = [] }: Value): Value[] => candidates.map((text) => ({ kind: 'key', text }));

/** What else the same document states plainly: it says which of the candidates is meant. */
function plainlySaid(claim: LiveClaim, claims: readonly LiveClaim[]): Value[] {
  return claims
    .filter((one) => one.source === claim.source && one.document === claim.document)
    .filter(({ value }) => value.kind === 'key')
    .map(({ value }) => value);
}

/**
 * An ambiguous name as one claim for each model that it can mean, so that the candidates stand against each other. Where
 * the same document says plainly which of them it means, only those are left.
 */
export function spelledOut(claims: readonly LiveClaim[]): LiveClaim[] {
  return claims.flatMap((claim) => {
    const candidates = open(claim.value);
    if (candidates.length === 0) return [claim];
    const said = plainlySaid(claim, claims);
    const meant = candidates.filter((value) => said.some((other) => agrees(value, other)));
    const why = claim.value.reason ?? `${claim.asWritten} can be several models`;
    return (meant.length > 0 ? meant : candidates).map((value) => ({ ...claim, value, torn: why }));
  });
}

/** Nothing but names that can be several models speaks for the card. */
export const isTorn = (card: Card): boolean => card.claims.every((claim) => claim.torn !== undefined);

/** Why the names of these cards are ambiguous: one sentence each. */
export const tornReasons = (cards: readonly Card[]): string[] =>
  [...new Set(cards.flatMap((card) => card.claims).flatMap(({ torn }) => torn ?? []))].sort();

/** Whether the value says, or at least leaves open, what is published. */
export const allows = (stated: Value, published: Value): boolean =>
  agrees(stated, published) || open(stated).some((one) => agrees(one, published));
