import { compareDecimals } from '../decimal.ts';
import { STRUCK_CLOSE, STRUCK_OPEN } from './clean.ts';
import { type Facets, facetsOf, joined, noFacets, SPLITS, says } from './facets.ts';
import type { Amount, Lexeme } from './lexer.ts';
import { type Node, type Rate, rateAt } from './rate.ts';
import { times } from './ratios.ts';

/** One amount of a cell, or the word that it is free, with what is said about it. */
export interface Clause {
  /** Absent where the word "free" stands in the amount's place. */
  amount?: Amount;
  rate?: Rate;
  facets: Facets;
  /** Struck through, or called the list price. */
  isList: boolean;
  /** Another way to state the price before it: in another unit, or computed from it. */
  restates: boolean;
  start: number;
  end: number;
}

const OPENING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  [STRUCK_OPEN, STRUCK_CLOSE],
]);

/** Lexemes with what stands between brackets as groups; a bracket without its other half is a mark. */
export function nest(lexemes: readonly Lexeme[]): Node[] {
  const stack: { opening?: Lexeme; close: string; nodes: Node[] }[] = [{ close: '', nodes: [] }];
  for (const lexeme of lexemes) {
    const top = stack.at(-1);
    const text = lexeme.kind === 'mark' ? lexeme.text : '';
    const close = OPENING.get(text);
    if (close !== undefined) stack.push({ opening: lexeme, close, nodes: [] });
    else if (top?.opening && text === top.close && text !== '') {
      stack.pop();
      const group = { kind: 'group' as const, isStruck: text === STRUCK_CLOSE, nodes: top.nodes };
      stack.at(-1)?.nodes.push({ ...group, start: top.opening.start, end: lexeme.end });
    } else top?.nodes.push(lexeme);
  }
  return stack.flatMap(({ opening, nodes }) => (opening ? [opening, ...nodes] : nodes));
}

const isSigned = (node: Node): boolean =>
  node.kind === 'amount' ? node.isSigned : node.kind === 'group' && node.nodes.some(isSigned);

interface Anchor {
  node: Node;
  at: number;
}

/** The places of the nodes that are prices; where one bears a sign of a currency, numbers without one are none. */
function anchorsOf(nodes: readonly Node[]): Anchor[] {
  const signed = nodes.some(isSigned);
  const found: Anchor[] = [];
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    const rate = rateAt(nodes, at);
    if (rate) at = rate.next - 1;
    else if (node?.kind === 'amount' && (node.isSigned || !signed)) found.push({ node, at });
    else if (node?.kind === 'word' && node.means.role === 'free') found.push({ node, at });
    else if (node?.kind === 'group' && node.isStruck) found.push({ node, at });
  }
  return found;
}

/** What stands behind an amount: its rate, its brackets, what else is its own, and what belongs to the next. */
interface Gap {
  rate?: Rate;
  groups: Node[];
  rest: Node[];
}

function gapOf(nodes: readonly Node[]): Gap {
  const found = rateAt(nodes, 0);
  let at = found?.next ?? 0;
  const groups: Node[] = [];
  for (let node = nodes[at]; node?.kind === 'group' && !node.isStruck; node = nodes[at]) {
    groups.push(node);
    at += 1;
  }
  return { ...(found && { rate: found.rate }), groups, rest: nodes.slice(at) };
}

const isSplit = (node: Node): boolean =>
  (node.kind === 'mark' && /[·•;|/.、；。]/.test(node.text)) ||
  (node.kind === 'word' && SPLITS.has(node.means.role ?? ''));

/** Where the words between two amounts are parted: before the first sign or word that begins something new. */
function parted(rest: readonly Node[], before: boolean, behind: boolean): [Node[], Node[]] | undefined {
  const at = rest.findIndex(isSplit);
  if (at >= 0) return [rest.slice(0, at), rest.slice(at)];
  if (!says(rest)) return [[], [...rest]];
  if (before && !behind) return [[], [...rest]];
  if (behind && !before) return [[...rest], []];
  const comma = rest[0]?.kind === 'mark' && rest[0].text === ',';
  if (!before && !behind) return comma || startsNext(rest) ? [[], [...rest]] : undefined;
  const last = rest.at(-1);
  if (last?.kind === 'mark' && last.text === ':') return [[], [...rest]];
  return [[...rest], []];
}

/** ", prompts <= 200k": the first band of all can only be of the amount before it. */
const beginsWithFirstBand = (rest: readonly Node[]): boolean => {
  const said = rest.find(({ kind }) => kind !== 'mark');
  return said?.kind === 'band' && said.band.low === undefined;
};

/** "now" and "sale" only stand in front of the price that they name. */
const startsNext = (rest: readonly Node[]): boolean =>
  rest.every((node) => node.kind === 'mark' || (node.kind === 'word' && node.means.role === 'now'));

interface Parts {
  labels: Node[][];
  owns: Node[][];
  gaps: Gap[];
}

/** Shares out the words of a cell among its amounts. */
function partsOf(nodes: readonly Node[], anchors: readonly Anchor[]): Parts | undefined {
  const between = anchors.map(({ at }, index) => nodes.slice(at + 1, anchors[index + 1]?.at ?? nodes.length));
  const gaps = between.map(gapOf);
  const labels: Node[][] = [nodes.slice(0, anchors[0]?.at ?? 0)];
  const owns: Node[][] = [];
  const before = says(labels[0] ?? []);
  const behind = says(gaps.at(-1)?.rest ?? []) || (!before && beginsWithFirstBand(gaps[0]?.rest ?? []));
  for (const [index, { rest }] of gaps.entries()) {
    const split = index === gaps.length - 1 ? [rest, []] : parted(rest, before, behind);
    if (!split) return undefined;
    owns.push(split[0] ?? []);
    if (index < gaps.length - 1) labels.push(split[1] ?? []);
  }
  return { labels, owns, gaps };
}

/** A price in brackets behind another: a restatement, an older price, or one with a condition of its own. */
function innerClauses(groups: readonly Node[], outer: Clause): Clause[] | undefined {
  const found: Clause[] = [];
  for (const group of groups) {
    if (group.kind !== 'group' || !group.nodes.some(isSigned)) continue;
    const inner = clausesOf(group.nodes);
    if (!inner) return undefined;
    for (const clause of inner) {
      const restates = clause.rate !== undefined && clause.rate.thing !== outer.rate?.thing;
      found.push({ ...clause, restates: restates || clause.restates });
    }
  }
  return found;
}

function clauseOf({ node }: Anchor, label: Facets, own: Facets, rate: Rate | undefined): Clause | undefined {
  const facets = joined(label, own);
  const inside = node.kind === 'group' ? node.nodes : [node];
  const amount = inside.find((one): one is Amount => one.kind === 'amount');
  const isStruck = node.kind === 'group';
  const struckRate = isStruck ? rateAt(inside, 1) : undefined;
  const isWhole = !isStruck || (inside[0] === amount && inside.length === (struckRate?.next ?? 1));
  if (!facets || !isWhole) return undefined;
  const shown = rate ?? struckRate?.rate;
  return {
    ...(amount && { amount }),
    ...(shown && { rate: shown }),
    facets,
    isList: isStruck || (facets.roles.includes('list') && !facets.roles.includes('now')),
    restates: label.roles.includes('derived') || label.roles.includes('or'),
    start: node.start,
    end: node.end,
  };
}

/** A label that stands once before several amounts is said of all of them; a tier stays until another is named. */
function inherited(labels: readonly Facets[], at: number, alone: boolean): Facets {
  const own = labels[at] ?? noFacets();
  const [first] = labels;
  if (at === 0 || !first) return own;
  if (alone) return { ...first, roles: own.roles };
  return first.tier !== undefined && own.tier === undefined ? { ...own, tier: first.tier } : own;
}

/** The amounts of a cell with what is said about each; undefined where a word is not known or could belong to two. */
export function clausesOf(nodes: readonly Node[]): Clause[] | undefined {
  const anchors = anchorsOf(nodes);
  const parts = anchors.length > 0 ? partsOf(nodes, anchors) : undefined;
  if (!parts) return undefined;
  const labels = parts.labels.map((label) => facetsOf(label));
  const groups = parts.gaps.map((gap) => gap.groups);
  const owns = parts.owns.map((own, at) =>
    facetsOf([...(groups[at] ?? []).filter((group) => !isSigned(group)), ...own]),
  );
  if (!allKnown(labels) || !allKnown(owns)) return undefined;
  const alone = parts.labels.slice(1).every((label) => !says(label));
  const found: Clause[] = [];
  for (const [at, anchor] of anchors.entries()) {
    const own = owns[at] ?? noFacets();
    const clause = clauseOf(anchor, inherited(labels, at, alone), own, parts.gaps[at]?.rate);
    const inner = clause && innerClauses(groups[at] ?? [], clause);
    if (!clause || !inner) return undefined;
    const end = parts.owns[at]?.at(-1)?.end ?? groups[at]?.at(-1)?.end ?? clause.end;
    found.push({ ...clause, end }, ...inner);
  }
  return withList(withSuccession(found));
}

/** "$1.25 (through 30 June 2026), then $2.50": what follows begins where the price before it ends. */
function withSuccession(clauses: Clause[]): Clause[] {
  return clauses.map((clause, at) => {
    const until = clauses[at - 1]?.facets.validity?.until;
    const { facets } = clause;
    if (until === undefined || facets.validity?.from !== undefined || !facets.roles.includes('then'))
      return clause;
    const says = { from: until.replace('T00:00:00Z', '') };
    const validity = { ...facets.validity, from: until, says: { ...facets.validity?.says, ...says } };
    return { ...clause, facets: { ...facets, validity, qualifiers: { ...facets.qualifiers, ...says } } };
  });
}

/** "$0.60 now $0.30": beside an effective price that is called so, the other is the list price. */
function withList(clauses: Clause[]): Clause[] {
  const [first, second, ...more] = clauses;
  const isPair = first && second && more.length === 0 && !first.isList && !second.isList;
  const says = second?.facets.roles.includes('now') && !first?.facets.roles.includes('now');
  return isPair && (says || isReduced(first, second)) ? [{ ...first, isList: true }, second] : clauses;
}

/** "50% off $0.6$0.3": the second amount is what the discount leaves of the first, to the last digit. */
function isReduced(first: Clause, second: Clause): boolean {
  const share = first.facets.share ?? second.facets.share;
  if (!share?.isDiscount || !first.amount || !second.amount) return false;
  return compareDecimals(times(first.amount.amount, share.pay), second.amount.amount) === 0;
}

const allKnown = (all: readonly (Facets | undefined)[]): all is Facets[] =>
  all.every((facets) => facets !== undefined);
