import type { SourceKind } from '../../schema/source.ts';
import type { Value } from '../../schema/value.ts';
import { agrees, agreeTogether } from './agree.ts';
import { compareKeys, exactness, groupBy, meaningKey } from './order.ts';
import type { LiveClaim } from './state.ts';

/** Values by part; a missing part says nothing. */
export type Parts = ReadonlyMap<string, { value: Value }>;

/** What one source says under a key: a price card with its parts, or one value under the part ''. */
export interface Card {
  /** Equal for cards with equal parts and values. */
  key: string;
  source: string;
  owner: string;
  kind: SourceKind;
  authority: boolean;
  /** Some claim of it may speak of another attribute, or of another model. */
  ambiguous: boolean;
  /** The claim that gives each part its value. */
  parts: ReadonlyMap<string, LiveClaim>;
  /** All claims that the card stands for, equal and agreeing ones too. */
  claims: readonly LiveClaim[];
}

/** The text under which equal cards meet: `131k`, or `input=0.2 USD per 1M tokens|output=…`. */
export function partsKey(parts: Parts): string {
  const only = parts.size === 1 ? parts.get('') : undefined;
  if (only) return meaningKey(only.value);
  return [...parts]
    .map(([part, { value }]) => `${part}=${meaningKey(value)}`)
    .sort()
    .join('|');
}

/** Indexes parts by their name. */
export const partsOf = (list: readonly { part: string; value: Value }[]): Parts =>
  new Map(list.map((item) => [item.part, item]));

/** The parts that both have and on which they do not agree. */
export function disagreeing(a: Parts, b: Parts): string[] {
  return [...a]
    .filter(([part, { value }]) => {
      const other = b.get(part);
      return other !== undefined && !agrees(value, other.value);
    })
    .map(([part]) => part);
}

const consistent = (claims: readonly LiveClaim[]): boolean =>
  [...groupBy(claims, (claim) => claim.part).values()].every((same) =>
    agreeTogether(same.map((claim) => claim.value)),
  );

const contentKey = (claim: LiveClaim) => [
  exactness(claim.value),
  meaningKey(claim.value),
  claim.document,
  claim.asWritten,
  claim.id,
];

/** Claims with the most exact first; no time in it, so that a confirmation changes nothing. */
export const byContent = (claims: readonly LiveClaim[]): LiveClaim[] =>
  [...claims].sort((a, b) => compareKeys(contentKey(a), contentKey(b)));

function cardOf(claims: readonly LiveClaim[], speaker: LiveClaim): Card {
  const parts = new Map<string, LiveClaim>();
  for (const claim of byContent(claims)) if (!parts.has(claim.part)) parts.set(claim.part, claim);
  const { source, owner, kind, authority } = speaker;
  const ambiguous = claims.some((claim) => claim.means.length > 1 || claim.torn !== undefined);
  return { key: partsKey(parts), source, owner, kind, authority, ambiguous, parts, claims };
}

/** Splits claims of one part into classes whose members agree with each other. */
function classes(claims: readonly LiveClaim[]): LiveClaim[][] {
  const found: LiveClaim[][] = [];
  for (const claim of byContent(claims)) {
    const home = found.find((members) => members.every((member) => agrees(member.value, claim.value)));
    if (home) home.push(claim);
    else found.push([claim]);
  }
  return found;
}

/** One document with two writings for a part gives as many cards as there are writings; other parts are in each. */
function variants(claims: readonly LiveClaim[], speaker: LiveClaim): Card[] {
  const byPart = [...groupBy(claims, (claim) => claim.part).values()].map(classes);
  const count = Math.max(...byPart.map((writings) => writings.length));
  return Array.from({ length: count }, (_, at) =>
    cardOf(
      byPart.flatMap((writings) => writings[Math.min(at, writings.length - 1)] ?? []),
      speaker,
    ),
  );
}

/** One card where a source's documents agree, else one for each document, else one for each writing. */
function cardsOfSpeaker(claims: readonly LiveClaim[]): Card[] {
  const [speaker] = claims;
  if (speaker === undefined) return [];
  if (consistent(claims)) return [cardOf(claims, speaker)];
  const documents = [...groupBy(claims, (claim) => claim.document).values()];
  return documents.length > 1 ? documents.flatMap(cardsOfSpeaker) : variants(claims, speaker);
}

/** The cards of all sources. A source that speaks for several owners gives cards for each of them. */
export function cardsOf(claims: readonly LiveClaim[]): Card[] {
  const speakers = groupBy(claims, ({ source, owner, authority }) =>
    JSON.stringify([source, owner, authority]),
  );
  return [...speakers.values()].flatMap(cardsOfSpeaker);
}
