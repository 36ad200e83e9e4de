import type { FactStatus } from '../../schema/judgement.ts';
import type { Value } from '../../schema/value.ts';
import { agrees } from './agree.ts';
import { byContent } from './cards.ts';
import { allows, isTorn } from './identity.ts';
import { compareKeys, groupBy, independent, kindRank, meaningKey, originals } from './order.ts';
import type { FactDraft, KeyState, LiveClaim, Standing } from './state.ts';
import type { Survey } from './survey.ts';

/** Every part with one status and one basis: a card in dispute, preferred or ruled is so as a whole. */
export const factsOf = (
  parts: Iterable<{ part: string; value: Value }>,
  status: FactStatus,
  basis: string,
): FactDraft[] =>
  [...parts]
    .map(({ part, value }) => ({ part, value, status, basis }))
    .sort((a, b) => compareKeys([a.part], [b.part]));

function settledPart(claim: LiveClaim, claims: readonly LiveClaim[]): FactDraft {
  const { part, value } = claim;
  const support = claims.filter((one) => one.part === part && agrees(one.value, value));
  if (independent(support) > 1) return { part, value, status: 'agreed', basis: 'witnesses' };
  const names = originals(support)
    .map((one) => one.source)
    .sort();
  return { part, value, status: 'single', basis: `only ${names[0] ?? claim.source}` };
}

/** The facts of claims that agree: the first group's leading card, each part agreed or single. */
export function settledFacts({ groups, claims }: Survey): FactDraft[] {
  const [group] = groups;
  if (!group) return [];
  return [...group.lead.parts.values()]
    .map((claim) => settledPart(claim, claims))
    .sort((a, b) => compareKeys([a.part], [b.part]));
}

/** Without anything that stands: the first candidate in dispute, or, where all are held, the first of them as held. */
export function firstFacts({ free, groups }: Survey): FactDraft[] {
  const [candidate] = free;
  if (candidate?.cards.every(isTorn)) return factsOf(candidate.lead.parts.values(), 'held', 'ambiguous name');
  if (candidate) return factsOf(candidate.lead.parts.values(), 'contested', 'order');
  return factsOf(groups[0]?.lead.parts.values() ?? [], 'held', 'outside the band');
}

const isValueOf = (claim: LiveClaim, fact: FactDraft | undefined): boolean =>
  fact !== undefined &&
  claim.value.kind === fact.value.kind &&
  meaningKey(claim.value) === meaningKey(fact.value);

/** The claims whose values are published: of one source, the one that covers most parts, the leading one first. */
function chosenClaims(survey: Survey, published: ReadonlyMap<string, FactDraft>): Set<string> {
  const matching = survey.claims.filter((claim) => isValueOf(claim, published.get(claim.part)));
  const leads = new Set(survey.groups.flatMap((group) => [...group.lead.parts.values()]));
  const keyOf = (claims: readonly LiveClaim[]) => [
    -new Set(claims.map((claim) => claim.part)).size,
    claims.some((claim) => leads.has(claim)) ? 0 : 1,
    claims.some((claim) => claim.authority) ? 0 : 1,
    Math.min(...claims.map((claim) => kindRank(claim.kind))),
    claims[0]?.source ?? '',
  ];
  const bySource = [...groupBy(matching, (claim) => claim.source).values()];
  const [best = []] = bySource.sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
  const leadFirst = [...byContent(best.filter((claim) => leads.has(claim))), ...byContent(best)];
  return new Set(
    [...groupBy(leadFirst, (claim) => claim.part).values()].flatMap(([claim]) => claim?.id ?? []),
  );
}

/** How every claim stands to its fact; a held one is supported, and chosen by nobody. Unknown values, unpublished parts and mere phrases are silent. */
export function standingsOf(state: KeyState, survey: Survey, facts: readonly FactDraft[]): Standing[] {
  const stands = new Map(facts.map((fact) => [fact.part, fact]));
  const published = new Map([...stands].filter(([, fact]) => fact.status !== 'held'));
  const compared = new Set(survey.claims.map((claim) => claim.id));
  const chosen = chosenClaims(survey, published);
  const disputable = survey.disputed || survey.groups.length <= 1;
  return state.claims.map((claim) => {
    const fact = stands.get(claim.part);
    const silent = !compared.has(claim.id) || !fact;
    const against = disputable ? 'against' : 'silent';
    const standing = silent ? 'silent' : allows(claim.value, fact.value) ? 'supports' : against;
    return { claim: claim.id, standing, chosen: chosen.has(claim.id) };
  });
}
