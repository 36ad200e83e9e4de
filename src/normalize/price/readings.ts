import { qualified, qualifiersOf } from '../../../schema/scope.ts';
import type { Value } from '../../../schema/value.ts';
import type { Cell, Reading } from '../cell.ts';
import { type Decimal, printDecimal, shift } from '../decimal.ts';
import { type Around, type Failure, leansOn, offBy, type Priced, priced, priceValue } from './amount.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { type Declared, declaredUnit } from './declared.ts';
import { type Facets, joined } from './facets.ts';
import { componentOf, fits, partsOf, scopeOf } from './place.ts';
import type { Node, Rate } from './rate.ts';
import { type Share, times } from './ratios.ts';

export type Outcome = Reading[] | Failure;

export const isFailure = (outcome: Outcome | Priced | Failure): outcome is Failure => 'reason' in outcome;

/** Components that words beside an amount may name instead of the cell's. */
export const COMPONENTS = /^(?:|input|output|cache_read|cache_write|cache_storage)$/;

/** The words of a clause that name its component: its label's, else its rate's. */
const rateFlags = ({ rate, facets }: Clause): string[] => [
  ...(rate?.flags ?? []),
  ...(facets.rate?.flags ?? []),
];

/** The parts that a clause is the price of; undefined where its words contradict the cell's part. */
function partsIn(cell: Cell, clause: Clause, around: Around, isAlone: boolean): string[] | undefined {
  const { head } = qualifiersOf(cell.part);
  const bounded = clause.facets.bands.some(({ ofInput }) => ofInput);
  const inRate = rateFlags(clause);
  const label = clause.facets.flags;
  const outside = around.declared.flatMap(({ rate }) => rate.flags);
  const said = inRate.length > 0 ? inRate : outside;
  if (isAlone && label.length === 0 && head !== '' && !fits(cell.part, said)) return undefined;
  const rates = [clause.rate, clause.facets.rate].filter((rate) => rate !== undefined);
  const media = rates.flatMap((rate) => rate.modalities);
  const facets = { ...clause.facets, modalities: [...clause.facets.modalities, ...media] };
  if (!COMPONENTS.test(head)) return partsOf({ ...facets, modalities: [] }, cell.part, head);
  const stored = rates.some(({ thing }) => thing === 'token-hour') ? ['storage'] : [];
  const kept = rates.some(({ thing }) => /^Gi?B/.test(thing)) && !label.includes('cache');
  const named = kept ? label.filter((flag) => flag !== 'storage') : label;
  const own = [...stored, ...named, ...inRate, ...(head === '' && inRate.length === 0 ? outside : [])];
  const flags = own.length === 0 && head === '' && bounded ? ['input'] : own;
  return partsOf({ ...facets, flags }, cell.part, componentOf(flags, head));
}

const shown = ({ says, isDiscount }: Share): Record<string, string> => ({
  [isDiscount ? 'discount' : 'factor']: says,
});

/** What the words say that is no part of a scope or part. */
export function qualifiersIn(facets: Facets, more: Record<string, string> = {}): Reading['qualifiers'] {
  const { cache: _cache, market: _market, ...own } = facets.qualifiers;
  const all = {
    ...own,
    ...(facets.ttl !== undefined && { ttl: facets.ttl }),
    ...(facets.roles.includes('limited') && { 'limited-time': 'yes' }),
    ...(facets.share && shown(facets.share)),
    ...more,
  };
  return Object.keys(all).length > 0 ? all : undefined;
}

/** Everything that the clauses of one cell share. */
interface Scene {
  cell: Cell;
  text: string;
  around: Around;
  clauses: readonly Clause[];
  /** Powers of ten between an impossible declared unit and the only possible one. */
  lift: number;
}

const without = (facets: Facets): Facets => {
  const { validity: _validity, share: _share, ...rest } = facets;
  return rest;
};

/** The restatements behind a clause as qualifiers: "or $0.005/min", "equivalent to $0.0011 per image". */
function restated(scene: Scene, clause: Clause): Record<string, string> | undefined {
  const at = scene.clauses.indexOf(clause);
  const found: Record<string, string> = {};
  for (const next of scene.clauses.slice(at + 1)) {
    if (!next.restates) break;
    const price = priced(next, scene.around, scene.cell.part);
    if (isFailure(price)) return undefined;
    const name = next.facets.roles.includes('derived') ? 'equivalent' : 'alternative';
    found[name] = `${printDecimal(price.amount)} ${price.unit}`;
  }
  return found;
}

const FREE = { kind: 'price', text: 'free' } as const;

/** A figure that is called rough keeps the mark. */
const marked = (value: Value, { roles }: Facets): Value =>
  roles.includes('about') && value.num !== undefined ? { ...value, marks: ['approximate'] } : value;

interface Stated {
  facets: Facets;
  part: string;
  price: Priced | undefined;
  more: Record<string, string>;
  basis?: 'list';
}

function readingOf({ cell, text, around }: Scene, clause: Clause, stated: Stated): Reading {
  const { facets, part, price, more, basis } = stated;
  const { head } = qualifiersOf(cell.scope);
  const currency =
    price?.currency ??
    (head !== ''
      ? head
      : around.page.toUpperCase() || (around.signs.length === 1 ? (around.signs[0] ?? '') : ''));
  const qualifiers = qualifiersIn(facets, {
    ...more,
    ...(price?.inferred && { 'unit-inferred': price.inferred }),
  });
  const { from, until } = basis === 'list' ? {} : (facets.validity ?? {});
  return {
    value: price ? marked(priceValue(price.amount, price.unit), facets) : FREE,
    scope: scopeOf(cell.scope, currency, facets, basis),
    part,
    ...(from && { statedFrom: from }),
    ...(until && { statedUntil: until }),
    ...(qualifiers && { qualifiers }),
    ...(scene(from, until) && { asWritten: text.slice(clause.start, clause.end).trim() }),
  };
}

const scene = (from?: string, until?: string): boolean => from !== undefined || until !== undefined;

/** A list price of which a share is paid: the exact product is the effective price. */
function afterDiscount(price: Priced, share: Share): Priced {
  return { ...price, amount: times(price.amount, share.pay) };
}

/** The amount that has this effective price after a discount, where the division comes out. */
function beforeDiscount(amount: Decimal, { pay }: Share): string | undefined {
  if (pay.coefficient <= 0n) return undefined;
  const scaled = amount.coefficient * 10n ** BigInt(pay.scale + 12);
  if (scaled % pay.coefficient !== 0n) return undefined;
  return printDecimal({ coefficient: scaled / pay.coefficient, scale: amount.scale + 12 });
}

function lifted(price: Priced, clause: Clause, { cell, around, lift }: Scene): Priced {
  if (lift === 0 || !leansOn(clause, around, cell.part)) return price;
  const inferred = `per ${lift === 6 ? 'token' : '1K tokens'}`;
  return { ...price, amount: shift(price.amount, lift), inferred };
}

/** "$5 x 10": a factor of which no word says when it holds may be the number of things that are sold. */
const isProduct = ({ share, tier, window, mode, flags, bands, roles, qualifiers }: Facets): boolean =>
  share !== undefined &&
  /[x×]/i.test(share.says) &&
  [tier, window, mode].every((said) => said === undefined) &&
  flags.length + bands.length + roles.length + Object.keys(qualifiers).length === 0;

function readClause(scene: Scene, clause: Clause, facets: Facets): Outcome {
  const { cell, around, clauses } = scene;
  const main = clauses.filter(({ restates }) => !restates);
  const parts = partsIn(cell, { ...clause, facets }, around, main.length === 1);
  if (!parts) return { reason: 'wrong-part' };
  const found = clause.amount ? priced(clause, around, parts[0] ?? cell.part) : undefined;
  if (found && isFailure(found)) return found;
  const price = found && lifted(found, clause, scene);
  const isEitherSide =
    facets.share?.says.includes('折') && !clause.isList && !clauses.some(({ isList }) => isList);
  if (isEitherSide && !facets.roles.includes('now')) return { reason: 'unreadable-price' };
  if (clause.amount && isProduct(facets)) return { reason: 'unreadable-price' };
  const more = restated(scene, clause);
  if (!more) return { reason: 'unreadable-price' };
  const { share } = facets;
  const hasEffective = clauses.some((other) => other !== clause && !other.isList && !other.restates);
  if (clause.isList && share?.isDiscount && price && !hasEffective) {
    const effective = afterDiscount(price, share);
    return parts.flatMap((part) => [
      readingOf(scene, clause, { facets, part, price: effective, more }),
      readingOf(scene, clause, { facets: without(facets), part, price, more: {}, basis: 'list' }),
    ]);
  }
  const hasList = clauses.some(({ isList }) => isList);
  const list = share?.isDiscount && price && !hasList ? beforeDiscount(price.amount, share) : undefined;
  const said = {
    ...more,
    ...clause.rate?.sizes,
    ...(list && price && { 'list-price': `${list} ${price.unit}` }),
  };
  return parts.map((part) =>
    readingOf(scene, clause, { facets, part, price, more: said, ...(clause.isList && { basis: 'list' }) }),
  );
}

/** What is said of an amount, with what its restatement and, for a list price, its effective price say. */
function facetsIn(
  clauses: readonly Clause[],
  clause: Clause,
  heading: Facets | undefined,
): Facets | undefined {
  const at = clauses.indexOf(clause);
  const next = clauses[at + 1];
  const effective = clauses.filter(({ isList, restates }) => !isList && !restates);
  let facets: Facets | undefined = clause.facets;
  if (next?.restates) facets = joined(facets, { ...without(next.facets), roles: [] });
  const only = effective.length === 1 && clause.isList ? effective[0] : undefined;
  if (only && facets) facets = joined(facets, { ...without(only.facets), roles: [], qualifiers: {} });
  return facets && heading ? joined(heading, facets) : facets;
}

/** The rate that stands once in the cell, for the amounts that have none. */
function sharedRate(clauses: readonly Clause[]): Rate | undefined {
  const rates = clauses.filter(({ restates }) => !restates).flatMap(({ rate }) => (rate ? [rate] : []));
  const kinds = new Set(rates.map(({ power, thing }) => `${power} ${thing}`));
  return kinds.size === 1 ? rates[0] : undefined;
}

/** Components in the order of a heading or label, for amounts that are parted by strokes: "$0.95 / $0.19 / $4.00". */
function inOrder(clauses: readonly Clause[], declared: readonly Declared[]): readonly Clause[] {
  const order = declared[0]?.order ?? [];
  const unnamed = clauses.every(({ facets }) => facets.flags.length === 0);
  if (clauses.length < 2 || order.length !== clauses.length || !unnamed) return clauses;
  return clauses.map((clause, at) => ({
    ...clause,
    facets: { ...clause.facets, flags: [...(order[at] ?? [])] },
  }));
}

/** "$0.10 (720p) $0.12 (1080p)": prices that only the size tells apart stand in parts of their own. */
function placeBySize(found: Reading[]): void {
  const sizes = found.map(({ qualifiers }) => qualifiers?.resolution ?? '');
  if (new Set(found.map(placeKey)).size === found.length || new Set(sizes).size < found.length) return;
  if (sizes.some((size) => size === '')) return;
  for (const [at, reading] of found.entries()) {
    const { head, qualifiers } = qualifiersOf(reading.part ?? '');
    const resolution = (sizes[at] ?? '').toLowerCase().replaceAll(', ', '+');
    found[at] = { ...reading, part: qualified(head, { ...Object.fromEntries(qualifiers), resolution }) };
  }
}

/** Where a reading stands; two at one place contradict each other. */
export const placeKey = ({ scope, part, statedFrom, statedUntil }: Reading): string =>
  [scope, part, statedFrom, statedUntil].join('|');

const isListPrice = ({ scope = '' }: Reading): boolean => qualifiersOf(scope).qualifiers.has('basis');

function liftOf(clauses: readonly Clause[], cell: Cell, around: Around): number | undefined {
  const unit = around.declared[0];
  const leaning = clauses.filter(
    (clause) =>
      clause.amount && !clause.amount.isSigned && unit && leansOn(clause, around, cell.part) === unit,
  );
  if (!unit || leaning.length === 0 || cell.unit === '' || unit.isFloat) return 0;
  const prices = leaning.map((clause) => priced(clause, around, cell.part));
  if (
    prices.some(isFailure) ||
    prices.some((price) => !isFailure(price) && !/per 1M tokens$/.test(price.unit))
  )
    return 0;
  const amounts = prices.flatMap((price) => (isFailure(price) ? [] : [price.amount]));
  const currency = prices.flatMap((price) => (isFailure(price) ? [] : [price.currency]))[0] ?? '';
  const isFloat = leaning.some(({ amount }) => /e-/i.test(amount?.written ?? ''));
  return unit.rate.power === 6 && unit.rate.money === 0
    ? offBy(amounts, currency, { isVague: unit.isVague, isFloat })
    : 0;
}

/** How many times the tokens of one medium may cost those of another: a price per image is no price per tokens. */
const MOST_APART = 100;

/** "$1.00 (text), $0.0006 (image)": prices of media under one declared unit of which one cannot be in it. */
function areFarApart(found: readonly Reading[]): boolean {
  const media = found.filter(
    ({ value, part = '' }) =>
      value.unit?.endsWith('per 1M tokens') &&
      value.num !== undefined &&
      /^(?:|input|output)$/.test(qualifiersOf(part).head),
  );
  const byMedium = new Set(media.map(({ part = '' }) => qualifiersOf(part).qualifiers.get('modality') ?? ''));
  const sizes = media.map(({ value }) => Number(value.num));
  return byMedium.size > 1 && Math.max(...sizes) > Math.min(...sizes) * MOST_APART;
}

/** "5m: $3.75, 1h: $6": only what is written into a cache costs more the longer it stays. */
function byLifetime(clauses: readonly Clause[], part: string): readonly Clause[] {
  const kept = new Set(clauses.map(({ facets }) => facets.ttl));
  const unnamed = clauses.every(({ facets }) => facets.flags.length === 0);
  const isOfCache = /^(?:$|cache_)/.test(qualifiersOf(part).head);
  if (!isOfCache || !unnamed || kept.size < 2 || kept.size !== clauses.length || kept.has(undefined))
    return clauses;
  return clauses.map((clause) => ({
    ...clause,
    facets: { ...clause.facets, flags: ['cache', 'write'] },
  }));
}

/** The readings of a cell with amounts. */
export function readAmounts(cell: Cell, text: string, nodes: readonly Node[], heading?: Facets): Outcome {
  const [bare, ...others] = nodes;
  if (/^ratio$/i.test(cell.unit) && bare?.kind === 'amount' && !bare.isSigned && others.length === 0) {
    const num = printDecimal(bare.amount);
    return [{ value: { kind: 'ratio', text: num, num } }];
  }
  const parsed = clausesOf(nodes);
  const declared = declaredOf(cell);
  if (!parsed) return { reason: 'unreadable-price' };
  if (!declared) {
    if (!parsed.every(({ rate, facets }) => (rate ?? facets.rate)?.thing)) return { reason: 'no-unit' };
  }
  const clauses = byLifetime(inOrder(parsed, declared ?? []), cell.part);
  const shared = sharedRate(clauses);
  const around: Around = {
    scope: cell.scope,
    part: cell.part,
    page: cell.context.currency ?? '',
    declared: declared ?? [],
    signs: [...new Set(clauses.flatMap(({ amount }) => amount?.currencies ?? []))],
    ...(shared && { shared }),
  };
  const lift = liftOf(clauses, cell, around);
  if (lift === undefined) return { reason: 'implausible-unit' };
  const found: Reading[] = [];
  for (const clause of clauses.filter(({ restates }) => !restates)) {
    const facets = facetsIn(clauses, clause, heading);
    const outcome = facets ? readClause({ cell, text, around, clauses, lift }, clause, facets) : undefined;
    if (!outcome || isFailure(outcome)) return outcome ?? { reason: 'unreadable-price' };
    found.push(...outcome);
  }
  if (found.length === 0) return { reason: 'unreadable-price' };
  found.sort((a, b) => Number(isListPrice(a)) - Number(isListPrice(b)));
  placeBySize(found);
  if (clauses.every(({ rate }) => rate === undefined) && areFarApart(found))
    return { reason: 'implausible-unit' };
  const apart = new Set(found.map(placeKey)).size === found.length;
  const schedule = new Set(found.map(({ scope, part }) => `${scope}|${part}`)).size < found.length;
  if (!apart) return { reason: 'several-prices' };
  return schedule ? found : found.map(({ asWritten: _piece, ...reading }) => reading);
}

/** The units outside of the cell: the heading's, the page's; undefined where one is half understood. */
function declaredOf(cell: Cell): Declared[] | undefined {
  const outside = [cell.unit, cell.context.per ?? ''].filter((text) => text.trim() !== '');
  const found = outside.map(declaredUnit);
  return found.every((one) => one !== undefined) ? found : undefined;
}
