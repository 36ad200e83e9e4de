import type { Value } from '../../schema/value.ts';
import { agrees } from './agree.ts';
import type { Parts } from './cards.ts';
import { compareDecimal, grouped, isPositive, median, ratio } from './decimal.ts';
import { compareKeys } from './order.ts';
import type { KeyState, Neighbour } from './state.ts';

/** A price more than this many times another, or under this fraction of it, is outside the band. */
const BAND = 20n;
/** Fewer voices say nothing about what is usual. */
const LEAST_VOICES = 3;

/** Why a part of a card is held back: against what we published, or against what the model costs elsewhere. */
export interface Hold {
  against: 'history' | 'neighbours';
  /** `input: 15,000 USD per 1M tokens is 100,000 times the median 0.15 of 5 neighbours` */
  sentence: string;
}

interface Amount {
  num: string;
  unit: string;
}

/** A figure that can be measured against others; free, unknown and bounded prices cannot. */
function amountOf(value: Value): Amount | null {
  const { kind, num, unit, marks } = value;
  if (kind !== 'price' || num === undefined || unit === undefined || !isPositive(num)) return null;
  return marks?.some((mark) => mark === 'at_least' || mark === 'at_most') ? null : { num, unit };
}

/** `100,000 times`, `more than 133 times`, `1/100,000 of`; null inside the band. */
function outside(num: string, usual: string): string | null {
  const above = compareDecimal(num, usual) >= 0;
  const { times, exact } = above ? ratio(num, usual) : ratio(usual, num);
  if (times < BAND || (times === BAND && exact)) return null;
  if (above) return `${exact ? '' : 'more than '}${grouped(times)} times`;
  return `${exact ? '' : 'less than '}1/${grouped(times)} of`;
}

const providerOf = (offering: string): string => offering.split('/')[0] ?? '';

/**
 * What else is said of this price: by other providers that sell the same model, and by those who say another price of
 * this very offering. Each voice counts a figure once, so that ten listings of one provider are no majority.
 */
function voices(state: KeyState, part: string, { value, amount }: { value: Value; amount: Amount }) {
  const found = new Map<string, string>();
  const speakers = new Set<string>();
  const hear = (speaker: string, num: string) => {
    speakers.add(speaker);
    found.set(`${speaker} ${num}`, num);
  };
  const own = providerOf(state.key.subject);
  const sold = (one: Neighbour) => one.part === part && one.unit === amount.unit;
  for (const one of state.neighbours) {
    if (!sold(one) || !isPositive(one.num)) continue;
    const provider = providerOf(one.offering);
    if (provider !== own) hear(`at ${provider}`, one.num);
  }
  for (const claim of state.claims) {
    const other = claim.part === part ? amountOf(claim.value) : null;
    if (other?.unit === amount.unit && !agrees(claim.value, value)) hear(`by ${claim.source}`, other.num);
  }
  return { count: speakers.size, nums: [...found.values()] };
}

function byHistory(amount: Amount, value: Value, published: Value): Hold[] | null {
  const before = amountOf(published);
  if (before?.unit !== amount.unit) return null;
  const how = agrees(value, published) ? null : outside(amount.num, before.num);
  if (how === null) return [];
  const sentence = `${grouped(amount.num)} ${amount.unit} is ${how} the ${grouped(before.num)} that stands`;
  return [{ against: 'history', sentence }];
}

function byNeighbours(state: KeyState, part: string, one: { value: Value; amount: Amount }): Hold[] {
  const { count, nums } = voices(state, part, one);
  if (count < LEAST_VOICES) return [];
  const usual = median(nums);
  const how = outside(one.amount.num, usual);
  if (how === null) return [];
  const { num, unit } = one.amount;
  const sentence = `${grouped(num)} ${unit} is ${how} the median ${grouped(usual)} of ${count} neighbours`;
  return [{ against: 'neighbours', sentence }];
}

/**
 * Why a card is held: its parts that jump away from the settled price of the same part or, for a part without such a
 * history in the same unit, away from the neighbours. A card is held as a whole, because cards are never mixed. What
 * settles becomes the history and is inside its own band, so that a judgement stands when it is made again.
 */
export function holdsOf(card: Parts, state: KeyState): Hold[] {
  if (state.key.attribute !== 'price') return [];
  const history = new Map(state.lastSettled.map((fact) => [fact.part, fact.value]));
  const parts = [...card].sort(([a], [b]) => compareKeys([a], [b]));
  return parts.flatMap(([part, { value }]) => {
    const amount = amountOf(value);
    if (amount === null) return [];
    const before = history.get(part);
    const found = before ? byHistory(amount, value, before) : null;
    const name = part === '' ? '' : `${part}: `;
    return (found ?? byNeighbours(state, part, { value, amount })).map((hold) => ({
      ...hold,
      sentence: `${name}${hold.sentence}`,
    }));
  });
}
