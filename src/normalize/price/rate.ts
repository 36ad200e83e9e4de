import type { Amount, Lexeme } from './lexer.ts';
import { COMPOSITES } from './lexicon.ts';

/** A lexeme, or what stands between brackets or is struck through. */
export type Node = Lexeme | { kind: 'group'; isStruck: boolean; nodes: Node[]; start: number; end: number };

/** The unit that two things are together, in either order. */
export const compositeOf = (first: string, second: string): string | undefined =>
  COMPOSITES.get(`${first} ${second}`) ?? COMPOSITES.get(`${second} ${first}`);

/** What a price is for: `power` of ten of the thing, and what the words of the rate say besides. */
export interface Rate {
  power: number;
  /** '' where no thing is named: "per 1M". */
  thing: string;
  money: number;
  currencies: string[];
  flags: string[];
  modalities: string[];
  sizes: Record<string, string>;
}

interface Draft {
  power: number;
  things: string[];
  money: number;
  currencies: string[];
  flags: string[];
  modalities: string[];
  sizes: Record<string, string>;
}

const TIMES: ReadonlySet<string> = new Set(['second', 'minute', 'hour']);
const MEDIA: ReadonlySet<string> = new Set(['image', 'video']);

/** The one thing that the words name together: an image token is a token, a second of video a second. */
function settle(draft: Draft): Rate | undefined {
  const { things, ...rest } = draft;
  const named = [...new Set(things)];
  const prompts = named.length > 1 ? named.filter((thing) => thing !== 'prompt') : named;
  const flags = named.length === 1 && named[0] === 'prompt' ? [] : draft.flags;
  const media = prompts.filter((thing) => MEDIA.has(thing));
  const others = prompts.filter((thing) => !MEDIA.has(thing));
  const [only = ''] = others;
  const counts = others.length === 1 && (only === 'token' || TIMES.has(only));
  if (counts) return { ...rest, flags, thing: only, modalities: [...rest.modalities, ...media] };
  if (prompts.length < 2) {
    const own = prompts[0] ?? '';
    return { ...rest, flags, thing: own, modalities: rest.modalities.filter((name) => name !== own) };
  }
  const composite = COMPOSITES.get([...others].sort((a, b) => (a < b ? -1 : 1)).join(' '));
  const either = COMPOSITES.get([...others].join(' ')) ?? composite;
  return either !== undefined && media.length === 0 ? { ...rest, flags, thing: either } : undefined;
}

/** The power of ten of a bare number, which is a quantity behind "per". */
function quantityOf({ amount, currencies, isSigned }: Amount): number | undefined {
  if (currencies.length > 0 || isSigned || amount.scale !== 0) return undefined;
  const zeros = /^1(0*)$/.exec(amount.coefficient.toString());
  return zeros ? (zeros[1] ?? '').length : undefined;
}

/** Whether a node continues a rate: what it says is put into the draft. */
function takeInto(draft: Draft, node: Node, afterPer: boolean): 'taken' | 'passed' | 'stop' {
  const isDone = draft.things.length > 0 && !afterPer;
  if (node.kind === 'quantity') {
    if (isDone) return 'stop';
    draft.power += node.power;
    return 'taken';
  }
  if (node.kind === 'amount') {
    const power = afterPer && draft.things.length === 0 ? quantityOf(node) : undefined;
    if (power === undefined) return 'stop';
    draft.power += power;
    return 'taken';
  }
  if (node.kind === 'ttl' && afterPer && node.ttl === '1h') {
    draft.things.push('hour');
    return 'taken';
  }
  if (node.kind === 'size') {
    if (draft.things.length > 0) return 'stop';
    draft.sizes[node.name] = node.text;
    return 'taken';
  }
  if (node.kind === 'mark' && node.text === '-' && draft.flags.length > 0 && draft.things.length === 0)
    return 'passed';
  if (node.kind === 'mark')
    return node.text === ',' && Object.keys(draft.sizes).length > 0 ? 'passed' : 'stop';
  return node.kind === 'word' ? takeWord(draft, node, isDone) : 'stop';
}

function takeWord(
  draft: Draft,
  { means }: Extract<Lexeme, { kind: 'word' }>,
  isDone: boolean,
): 'taken' | 'passed' | 'stop' {
  const { scale, thing, flag, modality, currency, money, role } = means;
  if (role === 'noise' || role === 'base') return 'passed';
  const joins = thing !== undefined && draft.things.length > 0 && draft.things.some((one) => MEDIA.has(one));
  const composes =
    thing !== undefined &&
    COMPOSITES.has([...draft.things, thing].sort((a, b) => (a < b ? -1 : 1)).join(' '));
  if (isDone && !joins && !composes) return 'stop';
  if ([scale, thing, flag, modality, currency, money].every((said) => said === undefined)) return 'stop';
  draft.power += scale ?? 0;
  draft.money += money ?? 0;
  if (thing !== undefined) draft.things.push(thing);
  if (flag !== undefined) draft.flags.push(flag);
  if (modality !== undefined && thing === undefined) draft.modalities.push(modality);
  if (currency !== undefined) draft.currencies.push(currency);
  return 'taken';
}

const isPer = (node: Node | undefined): boolean =>
  node !== undefined &&
  ((node.kind === 'mark' && node.text === '/') || (node.kind === 'word' && node.means.role === 'per'));

/** "(text / image)": the stroke parts two modalities, it is no "per". */
const isList = (nodes: readonly Node[], at: number): boolean =>
  nodes[at]?.kind === 'mark' &&
  [nodes[at - 1], nodes[at + 1]].every((node) => node?.kind === 'word' && node.means.modality !== undefined);

const begins = (node: Node | undefined, isBare: boolean): boolean =>
  isPer(node) ||
  node?.kind === 'quantity' ||
  (node?.kind === 'word' &&
    (node.means.scale !== undefined || (isBare && node.means.thing !== undefined && !node.means.flag)));

/** Nothing of a rate yet. */
export const emptyRate = (): Rate => ({
  power: 0,
  thing: '',
  money: 0,
  currencies: [],
  flags: [],
  modalities: [],
  sizes: {},
});

/**
 * The rate that begins at a node: "/ 1M tokens", "per image", "百万tokens", "每10K TPM/小时", with the place behind it.
 * `isBare` lets it begin with the thing alone, as headings do. Undefined where what stands there is none.
 */
export function rateAt(
  nodes: readonly Node[],
  at: number,
  isBare = false,
): { rate: Rate; next: number } | undefined {
  if (!begins(nodes[at], isBare) || isList(nodes, at)) return undefined;
  const { thing: _none, ...empty } = emptyRate();
  const draft: Draft = { ...empty, things: [] };
  let next = at;
  let afterPer = false;
  for (let place = at; place < nodes.length; place += 1) {
    const node = nodes[place];
    if (node === undefined) break;
    if (isPer(node)) {
      if (draft.things.length > 0 && !composesNext(draft, nodes, place + 1)) break;
      afterPer = true;
      continue;
    }
    const taken = takeInto(draft, node, afterPer);
    if (taken === 'stop') break;
    if (taken === 'taken') {
      next = place + 1;
      afterPer = afterPer && draft.things.length === 0;
    }
  }
  const rate = settle(draft);
  const says = rate !== undefined && (rate.thing !== '' || rate.power >= 3);
  return says && next > at ? { rate, next } : undefined;
}

/** Whether the thing behind another "per" makes one unit with the thing before it: tokens per hour. */
function composesNext(draft: Draft, nodes: readonly Node[], at: number): boolean {
  const following = nodes.slice(at, at + 4).find((node) => node.kind === 'word' && node.means.thing);
  const first = nodes[at];
  if (following?.kind !== 'word' || (first?.kind !== 'word' && first?.kind !== 'ttl')) return false;
  const pair = [...draft.things, following.means.thing ?? ''];
  return (
    COMPOSITES.has(pair.join(' ')) || COMPOSITES.has([...pair].sort((a, b) => (a < b ? -1 : 1)).join(' '))
  );
}
