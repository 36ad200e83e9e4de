import type { Attribute } from '../../schema/attributes.ts';
import type { Candidate } from '../../schema/judgement.ts';
import type { Mark, Notation, Value } from '../../schema/value.ts';
import { judge } from '../../src/judge/index.ts';
import type { Episode, KeyState, LiveClaim, LiveFact, Verdict } from '../../src/judge/state.ts';

export const NOW = '2026-07-10T00:00:00Z';

const FACTOR: Record<Notation['suffix'], number> = { '': 1, k: 1000, M: 1000 ** 2, Ki: 1024, Mi: 1024 ** 2 };

/** A count of tokens as the normalizer makes it: an interval only where one step is at most 1 % of the value. */
export function tokens(written: string): Value {
  const [, coefficient = '', suffix = ''] = /^([\d.]+)(Ki|Mi|k|M|)$/.exec(written) ?? [];
  const factor = FACTOR[suffix as Notation['suffix']];
  const nominal = Math.round(Number(coefficient) * factor);
  const notation: Notation = { coefficient, suffix: suffix as Notation['suffix'] };
  const num = String(nominal);
  if (suffix !== 'k' && suffix !== 'M')
    return { kind: 'tokens', text: num, num, precision: 'exact', notation };
  const step = factor / 10 ** (coefficient.split('.')[1]?.length ?? 0);
  const rounded = step / nominal <= 0.01;
  const interval = { low: String(nominal - step / 2), high: String(nominal + step - 1) };
  return { kind: 'tokens', text: num, num, ...(rounded ? interval : {}), precision: 'rounded', notation };
}

export const price = (num: string, unit = 'USD per 1M tokens'): Value => ({
  kind: 'price',
  text: `${num} ${unit}`,
  num,
  unit,
});

export const number = (num: string, unit = 'weights', marks: Mark[] = []): Value => ({
  kind: 'number',
  text: `${num} ${unit}`,
  num,
  unit,
  marks,
});

export const date = (text: string, marks: Mark[] = []): Value => ({
  kind: 'date',
  text,
  precision:
    text.length === 4 ? 'year' : text.length === 7 ? 'month' : text.length === 10 ? 'day' : 'instant',
  marks,
});

export const licence = (text: string): Value => ({ kind: 'licence', text });
export const unknown: Value = { kind: 'unknown', text: 'unknown' };

let ids = 0;

/** A claim of a press source; the source's id is its owner too unless told. */
export function claim(source: string, value: Value, more: Partial<LiveClaim> = {}): LiveClaim {
  ids += 1;
  return {
    id: `c${ids}`,
    source,
    kind: 'press',
    owner: source,
    upstreams: [],
    document: `https://${source}.example/page`,
    authority: false,
    part: '',
    means: ['context_window'],
    value,
    asWritten: value.notation ? `${value.notation.coefficient}${value.notation.suffix}` : value.text,
    confirmedAt: '2026-07-01T00:00:00Z',
    ...more,
  };
}

export function stateOf(claims: LiveClaim[], attribute: Attribute = 'context_window'): KeyState {
  const kind = attribute === 'price' ? ('offering' as const) : ('model' as const);
  const scope = attribute === 'price' ? 'USD' : '';
  const key = { subject: 'acme/model-1', kind, attribute, scope };
  return {
    key,
    claims,
    facts: [],
    lastSettled: [],
    episode: null,
    ruling: null,
    siblings: [],
    related: [],
    neighbours: [],
    modelWindows: [],
  };
}

const SETTLED = new Set(['agreed', 'single', 'preferred', 'ruled']);

function episodeAfter(state: KeyState, { move, conflict, settlement }: Verdict): Episode | null {
  if (move === 'heal') return null;
  if (!conflict) return state.episode;
  const version = (state.episode?.version ?? 0) + 1;
  return { ...conflict, id: `e${version}`, version, settledBy: settlement ? 'policy' : null };
}

/** What the store makes of a verdict: the state of the next judgement, with the same claims. */
export function apply(state: KeyState, verdict: Verdict): KeyState {
  const facts: LiveFact[] = verdict.facts;
  const settled = facts.filter((fact) => SETTLED.has(fact.status));
  return {
    ...state,
    facts,
    lastSettled: settled.length > 0 ? settled : state.lastSettled,
    episode: episodeAfter(state, verdict),
    ruling: verdict.move === 'reopen' ? null : state.ruling,
  };
}

/** Judges and applies. */
export const step = (state: KeyState): KeyState => apply(state, judge(state, NOW));

/** A person's decision for the candidate that `pick` finds, applied and judged. */
export function decide(state: KeyState, key: string): KeyState {
  const candidates = [...(state.episode?.candidates ?? [])];
  const chosen: Candidate | undefined = candidates.find((one) => one.key === key);
  if (!state.episode || !chosen) throw new Error(`no candidate ${key}`);
  const episode: Episode = { ...state.episode, state: 'settled', settledBy: 'decision' };
  return step({ ...state, episode, ruling: { considered: { candidates, chosen }, decisionId: 'd1' } });
}

/** The same key with other claims. */
export const withClaims = (state: KeyState, claims: LiveClaim[]): KeyState => ({ ...state, claims });

/** Published values as texts: `131k contested order`. */
export const shown = ({ facts }: { facts: readonly LiveFact[] }): string[] =>
  facts.map(({ part, value, status, basis }) => {
    const text = value.notation ? `${value.notation.coefficient}${value.notation.suffix}` : value.text;
    return `${part === '' ? '' : `${part}: `}${text} ${status} ${basis}`;
  });
