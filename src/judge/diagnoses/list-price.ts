import { qualified, qualifiersOf } from '../../../schema/scope.ts';
import { agrees } from '../agree.ts';
import { printed } from '../print.ts';
import type { LiveClaim } from '../state.ts';
import type { ValueFinding } from './tokens.ts';

/** Two prices of one part, with those who state them and what the same sources state in the other basis. */
export interface PricePair {
  part: string;
  a: LiveClaim;
  b: LiveClaim;
  witnessesA: readonly LiveClaim[];
  witnessesB: readonly LiveClaim[];
  scope: string;
  siblings: readonly (LiveClaim & { scope: string })[];
}

/** The scope of the list price for an effective one, and the other way round. */
function otherBasis(scope: string): { scope: string; name: string } | null {
  const { head, qualifiers } = qualifiersOf(scope);
  const basis = qualifiers.get('basis');
  if (basis !== undefined && basis !== 'list') return null;
  const rest = Object.fromEntries([...qualifiers].filter(([name]) => name !== 'basis'));
  const sibling = qualified(head, basis === 'list' ? rest : { ...rest, basis: 'list' });
  return { scope: sibling, name: basis === 'list' ? 'effective' : 'list' };
}

function explained(
  pair: PricePair,
  mine: LiveClaim,
  theirs: LiveClaim,
  by: readonly LiveClaim[],
): string | null {
  const other = otherBasis(pair.scope);
  if (!other) return null;
  const sources = new Set(by.map((claim) => claim.source));
  const proof = pair.siblings
    .filter(({ scope, part, source }) => scope === other.scope && part === pair.part && sources.has(source))
    .filter(({ value }) => value.kind === 'price' && value.num !== undefined && agrees(value, mine.value))
    .sort((a, b) => (a.source < b.source ? -1 : 1))[0];
  if (!proof) return null;
  return `${printed(mine.value)} is the ${other.name} price that ${proof.source} states beside ${printed(theirs.value)}`;
}

/** One side states as effective what the other side's own source states as list price; speaks for the other side. */
export function listVersusEffective(pair: PricePair): ValueFinding | null {
  const forB = explained(pair, pair.a, pair.b, pair.witnessesB);
  if (forB) return { arithmetic: forB, favours: 'b' };
  const forA = explained(pair, pair.b, pair.a, pair.witnessesA);
  return forA ? { arithmetic: forA, favours: 'a' } : null;
}
