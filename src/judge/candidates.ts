import type { Candidate, Witness } from '../../schema/judgement.ts';
import { byContent, type Card, cardsOf, disagreeing } from './cards.ts';
import { compareKeys, exactness, groupBy, independent, kindRank, recency } from './order.ts';
import type { LiveClaim } from './state.ts';

/** Cards that agree with each other; the first one is what the group would publish. */
export interface Group {
  lead: Card;
  cards: readonly Card[];
  claims: readonly LiveClaim[];
}

/** Keys that already stand in the episode, or are published: they win where only recency would decide. */
export type Incumbents = readonly string[];

/** The least exact part decides. */
const worst = (card: Card): number =>
  Math.max(...[...card.parts.values()].map((claim) => exactness(claim.value)));

const approximate = (card: Card): number =>
  [...card.parts.values()].filter((claim) => (claim.value.marks ?? []).length > 0).length;

/** Authorities first, so that agreeing authorities share a group; then the exact ones, which split rounded ones. */
function seeds(cards: readonly Card[]): Card[] {
  const keyOf = (card: Card) => [
    card.authority ? 0 : 1,
    card.ambiguous ? 1 : 0,
    worst(card),
    -card.parts.size,
    card.key,
    card.source,
    byContent(card.claims)[0]?.document ?? '',
  ];
  return [...cards].sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
}

const place = (keys: readonly string[], incumbents: Incumbents): number => {
  const places = keys.map((key) => incumbents.indexOf(key)).filter((at) => at >= 0);
  return places.length > 0 ? Math.min(...places) : incumbents.length;
};

/** A fact is rounded only where every claim is, so exactness stands before the authority's own writing. */
function leadOf(cards: readonly Card[], incumbents: Incumbents): Card | undefined {
  const equal = groupBy(cards, (card) => card.key);
  const keyOf = (card: Card) => [
    card.ambiguous ? 1 : 0,
    worst(card),
    card.authority ? 0 : 1,
    -card.parts.size,
    approximate(card),
    -independent((equal.get(card.key) ?? [card]).flatMap((one) => one.claims)),
    kindRank(card.kind),
    place([card.key], incumbents),
    recency(card.claims),
    card.source,
    card.key,
  ];
  return [...cards].sort((a, b) => compareKeys(keyOf(a), keyOf(b)))[0];
}

/** Puts cards that agree on all shared parts together; more than one group is a disagreement. */
export function groupsOf(claims: readonly LiveClaim[], incumbents: Incumbents): Group[] {
  const found: Card[][] = [];
  for (const card of seeds(cardsOf(claims))) {
    const home = found.find((cards) => cards.every((one) => disagreeing(one.parts, card.parts).length === 0));
    if (home) home.push(card);
    else found.push([card]);
  }
  return found.flatMap((cards) => {
    const lead = leadOf(cards, incumbents);
    const members = [...new Set(cards.flatMap((card) => card.claims))];
    return lead ? [{ lead, cards, claims: members }] : [];
  });
}

/** Authority, then exact, more parts, witnesses, kind, what stood before, recency, name. */
const rank = (group: Group, incumbents: Incumbents) => [
  group.lead.ambiguous ? 1 : 0,
  worst(group.lead),
  -group.lead.parts.size,
  -independent(group.claims),
  Math.min(...group.cards.map((card) => kindRank(card.kind))),
  place(
    group.cards.map((card) => card.key),
    incumbents,
  ),
  recency(group.claims),
  group.lead.source,
  group.lead.key,
];

const authorityRank = (group: Group): number => (group.cards.some((card) => card.authority) ? 0 : 1);

/** Groups in the order in which they would be proposed. */
export const byOrder = (groups: readonly Group[], incumbents: Incumbents): Group[] =>
  [...groups].sort((a, b) =>
    compareKeys([authorityRank(a), ...rank(a, incumbents)], [authorityRank(b), ...rank(b, incumbents)]),
  );

/** Groups in the order in which they are shown: what was first in the episode stays first (no flip-flop). */
export function asShown(ordered: readonly Group[], first: string | undefined): Group[] {
  const was = (group: Group) => (group.cards.some((card) => card.key === first) ? 0 : 1);
  return [...ordered].sort((a, b) => was(a) - was(b));
}

function witnessesOf(claims: readonly LiveClaim[]): Witness[] {
  const unique = groupBy(claims, ({ source, document }) => JSON.stringify([source, document]));
  const list = [...unique.values()].flatMap(([claim]) => (claim ? [claim] : []));
  return list
    .sort((a, b) => compareKeys([a.source, a.document], [b.source, b.document]))
    .map(({ source, document, authority }) => ({ source, document, authority }));
}

/** A group as the review shows it. */
export function candidateOf(group: Group): Candidate {
  const parts = [...group.lead.parts.values()]
    .map(({ part, value, asWritten }) => ({ part, value, asWritten }))
    .sort((a, b) => compareKeys([a.part], [b.part]));
  return { key: group.lead.key, parts, witnesses: witnessesOf(group.claims) };
}

/** What of a candidate is evidence: its key and who states it. Wording and place are not. */
export const candidateDigest = (candidate: Candidate): string =>
  JSON.stringify([
    candidate.key,
    [...new Set(candidate.witnesses.map(({ source, authority }) => `${source} ${authority}`))].sort(),
  ]);
