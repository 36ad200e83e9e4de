import type { Attribute } from '../../schema/attributes.ts';
import { isUnknown } from '../../schema/value.ts';
import { agrees } from './agree.ts';
import { byContent } from './cards.ts';
import { compareDecimal, distance, grouped, sum } from './decimal.ts';
import { spelledOut } from './identity.ts';
import { printed } from './print.ts';
import type { KeyState, LiveClaim } from './state.ts';

/** A claim about another limit of the same subject and scope. */
export type RelatedClaim = LiveClaim & { attribute: Attribute };

/** A claim of several meanings that speaks of the input alone, with the figures that show it. */
export interface InputClaim {
  claim: LiveClaim;
  arithmetic: string;
}

/** What the claims of a key speak of. */
export interface Meanings {
  /** What is compared under the key. */
  claims: readonly LiveClaim[];
  /** What another limit accounts for: not compared, and nothing to ask. Only ever under context_window. */
  inputs: readonly InputClaim[];
}

const isPlain = (claim: LiveClaim): boolean => claim.means.length <= 1;

const stated = (related: readonly RelatedClaim[], attribute: Attribute): LiveClaim[] =>
  byContent(related.filter((one) => one.attribute === attribute && isPlain(one) && !isUnknown(one.value)));

/**
 * `272,000 = 400,000 − 128,000`; a limit may count the last token or not. Half of a window shows nothing where it is
 * the output too: catalogues write one figure into both fields.
 */
function difference(input: LiveClaim, total: LiveClaim, output: LiveClaim): string | null {
  if (agrees(input.value, output.value)) return null;
  const [part, whole, rest] = [input.value.num, total.value.num, output.value.num];
  if (part === undefined || whole === undefined || rest === undefined) return null;
  const both = sum(part, rest);
  const off = distance(both, whole);
  if (compareDecimal(off, '1') > 0 || compareDecimal(rest, '0') <= 0) return null;
  const last = off === '0' ? '' : compareDecimal(both, whole) < 0 ? ' − 1' : ' + 1';
  return `${grouped(part)} = ${grouped(whole)} − ${grouped(rest)}${last}`;
}

/** The limits of one meaning that are stated beside a window. */
interface Limits {
  inputs: readonly LiveClaim[];
  outputs: readonly LiveClaim[];
}

function inputOf(claim: LiveClaim, total: LiveClaim, limits: Limits): string | null {
  const [part, whole] = [claim.value.num, total.value.num];
  if (part === undefined || whole === undefined || agrees(claim.value, total.value)) return null;
  if (compareDecimal(part, whole) >= 0) return null;
  for (const output of limits.outputs) {
    const sentence = difference(claim, total, output);
    if (sentence !== null) return sentence;
  }
  const named = limits.inputs.find((one) => agrees(one.value, claim.value));
  if (named === undefined) return null;
  return `${printed(claim.value)} is the max_input that ${named.source} states; ${printed(total.value)} is the window`;
}

/**
 * Claims of several meanings under context_window. One that agrees with a claim of one meaning supports it; one that is
 * less than the window and a stated max_input, or the window less a stated max_output (±1), speaks of the input.
 * Where no claim of one meaning exists the greater of the others is the window; a stated max_input alone is nobody's.
 */
function windows(known: readonly LiveClaim[], related: readonly RelatedClaim[]): Meanings {
  const limits = { inputs: stated(related, 'max_input'), outputs: stated(related, 'max_output') };
  const plain = known.filter(isPlain);
  const totals = byContent(plain.length > 0 ? plain : known);
  const claims: LiveClaim[] = [];
  const inputs: InputClaim[] = [];
  for (const claim of known) {
    if (isPlain(claim) || plain.some((one) => agrees(one.value, claim.value))) {
      claims.push(claim);
      continue;
    }
    const sentences = totals.flatMap((total) => inputOf(claim, total, limits) ?? []);
    const [arithmetic] = sentences;
    if (arithmetic !== undefined) inputs.push({ claim, arithmetic });
    else if (plain.length > 0 || !limits.inputs.some((one) => agrees(one.value, claim.value)))
      claims.push(claim);
  }
  return { claims, inputs };
}

/**
 * The figures that show that the lesser of two windows is the greater one less a stated output. That a source states
 * the same figure as its input too is no sign that it is not the window.
 */
export function inputVersusTotal(
  a: LiveClaim,
  b: LiveClaim,
  { key, related }: KeyState,
): { arithmetic: string; favours: 'a' | 'b' } | null {
  if (key.attribute !== 'context_window') return null;
  const limits = { inputs: [], outputs: stated(related, 'max_output') };
  const first = inputOf(a, b, limits);
  if (first !== null) return { arithmetic: first, favours: 'b' };
  const second = inputOf(b, a, limits);
  return second === null ? null : { arithmetic: second, favours: 'a' };
}

/** By itself a claim of several meanings is a window; it is an input only where the other limits show it. */
function standsAlone({ key, related }: KeyState): (claim: LiveClaim) => boolean {
  if (key.attribute !== 'max_input') return () => true;
  const said = related.filter(({ attribute, value }) => attribute === 'context_window' && !isUnknown(value));
  const shown = new Set(windows(said, related).inputs.map(({ claim }) => claim.id));
  return (claim) => shown.has(claim.id);
}

/** Under every other attribute than context_window such a claim supports or is silent; it never disputes. */
function supporting(known: readonly LiveClaim[], state: KeyState): Meanings {
  const plain = known.filter(isPlain);
  const alone = standsAlone(state);
  const fits = (claim: LiveClaim): boolean => {
    const same = plain.filter((other) => other.part === claim.part);
    return same.length === 0 ? alone(claim) : same.every((other) => agrees(other.value, claim.value));
  };
  return { claims: known.filter((claim) => isPlain(claim) || fits(claim)), inputs: [] };
}

/** Beside claims of one meaning one of several speaks for nobody: the maker may have meant the other limit. */
function withoutAuthority(claims: readonly LiveClaim[]): readonly LiveClaim[] {
  if (!claims.some(isPlain)) return claims;
  return claims.map((claim) => (isPlain(claim) || !claim.authority ? claim : { ...claim, authority: false }));
}

/** The claims of a key that speak of its attribute. A claim that states nothing is no part of the answer. */
export function meaningsOf(state: KeyState): Meanings {
  const known = spelledOut(state.claims).filter((claim) => !isUnknown(claim.value));
  const isWindow = state.key.attribute === 'context_window';
  const { claims, inputs } = isWindow ? windows(known, state.related) : supporting(known, state);
  return { claims: withoutAuthority(claims), inputs };
}
