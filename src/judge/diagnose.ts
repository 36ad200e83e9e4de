import type { DiagnosisKind } from '../../schema/judgement.ts';
import type { Value } from '../../schema/value.ts';
import type { Group } from './candidates.ts';
import { type Card, disagreeing } from './cards.ts';
import { distance, grouped } from './decimal.ts';
import { listVersusEffective } from './diagnoses/list-price.ts';
import {
  digitSlip,
  notation,
  offByOne,
  rounding,
  type TokenDiagnosis,
  type ValueFinding,
} from './diagnoses/tokens.ts';
import { inputVersusTotal } from './meaning.ts';
import { printed } from './print.ts';
import type { KeyState, LiveClaim } from './state.ts';

/** Why the candidates differ, with the group that the arithmetic speaks for. */
export interface Explanation {
  diagnosis: DiagnosisKind;
  arithmetic: string;
  favours: Group | null;
}

interface Clash {
  part: string;
  a: LiveClaim;
  b: LiveClaim;
  left: Group;
  right: Group;
}

type Diagnose = (clash: Clash, state: KeyState) => ValueFinding | null;

const overTokens =
  (diagnosis: TokenDiagnosis): Diagnose =>
  ({ a, b }) =>
    diagnosis(a.value, b.value);

const overPrices: Diagnose = ({ part, a, b, left, right }, state) => {
  if (state.key.attribute !== 'price') return null;
  const witnesses = { witnessesA: left.claims, witnessesB: right.claims };
  return listVersusEffective({ part, a, b, ...witnesses, scope: state.key.scope, siblings: state.siblings });
};

/** In this order; the first that holds is the diagnosis. A new one is a new line. */
const DIAGNOSES: readonly (readonly [DiagnosisKind, Diagnose])[] = [
  ['notation', overTokens(notation)],
  ['off-by-one', overTokens(offByOne)],
  ['digit-slip', overTokens(digitSlip)],
  ['rounding', overTokens(rounding)],
  ['input-versus-total', ({ a, b }, state) => inputVersusTotal(a, b, state)],
  ['list-versus-effective', overPrices],
];

interface Finding extends ValueFinding {
  diagnosis: DiagnosisKind;
  clash: Clash;
}

/** Both values, and how far apart they are where they are figures of one unit; no explanation. */
export function plainDifference({
  part,
  a,
  b,
}: {
  part: string;
  a: { value: Value };
  b: { value: Value };
}): string {
  const [left, right] = [a.value, b.value];
  const name = part === '' ? '' : `${part}: `;
  const sides = `${name}${printed(left)} against ${printed(right)}`;
  const comparable = left.num && right.num && left.kind === right.kind && left.unit === right.unit;
  if (!comparable || left.num === undefined || right.num === undefined) return sides;
  return `${sides}, ${grouped(distance(left.num, right.num))} apart`;
}

function find(clash: Clash, state: KeyState): Finding {
  for (const [diagnosis, diagnose] of DIAGNOSES) {
    const found = diagnose(clash, state);
    if (!found) continue;
    const name = clash.part === '' ? '' : `${clash.part}: `;
    return { diagnosis, clash, ...found, arithmetic: `${name}${found.arithmetic}` };
  }
  return { diagnosis: 'none-known', clash, arithmetic: plainDifference(clash), favours: null };
}

function clashesOf(a: Card, b: Card, groups: { left: Group; right: Group }): Clash[] {
  return disagreeing(a.parts, b.parts).flatMap((part) => {
    const [left, right] = [a.parts.get(part), b.parts.get(part)];
    return left && right ? [{ part, a: left, b: right, ...groups }] : [];
  });
}

/** Leads first; two groups whose leads share no disputed part are in dispute through other members. */
function clashesBetween(left: Group, right: Group): Clash[] {
  const leads = clashesOf(left.lead, right.lead, { left, right });
  if (leads.length > 0) return leads;
  for (const a of left.cards) {
    for (const b of right.cards) {
      const found = clashesOf(a, b, { left, right });
      if (found.length > 0) return found;
    }
  }
  return [];
}

const pairs = (groups: readonly Group[]): [Group, Group][] =>
  groups.flatMap((left, at) => groups.slice(at + 1).map((right): [Group, Group] => [left, right]));

const winner = ({ favours, clash }: Finding): Group | null =>
  favours === null ? null : favours === 'a' ? clash.left : clash.right;

/** The one group that wins every finding in which it stands, where there is exactly one such group. */
function favoured(findings: readonly Finding[]): Group | null {
  const winners = new Set(findings.flatMap((finding) => winner(finding) ?? []));
  const unbeaten = [...winners].filter((group) =>
    findings.every((one) => ![one.clash.left, one.clash.right].includes(group) || winner(one) === group),
  );
  return unbeaten.length === 1 ? (unbeaten[0] ?? null) : null;
}

const SHOWN = 4;

/**
 * Explains the groups' differences. Each difference must be explained, else it is `none-known`: an explanation of a
 * half of them would be a false one. The arithmetic shows the differences that the diagnosis names, four at most.
 */
export function diagnose(groups: readonly Group[], state: KeyState): Explanation {
  const findings = pairs(groups).flatMap(([left, right]) =>
    clashesBetween(left, right).map((clash) => find(clash, state)),
  );
  const known = findings.every((finding) => finding.diagnosis !== 'none-known');
  const named = DIAGNOSES.find(([kind]) => findings.some((one) => one.diagnosis === kind))?.[0];
  const diagnosis = known && named ? named : 'none-known';
  const sentences = findings.filter((one) => one.diagnosis === diagnosis).map((one) => one.arithmetic);
  return {
    diagnosis,
    arithmetic: [...new Set(sentences)].slice(0, SHOWN).join(' · '),
    favours: diagnosis === 'none-known' ? null : favoured(findings),
  };
}
