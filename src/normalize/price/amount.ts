import { qualifiersOf } from '../../../schema/scope.ts';
import type { Value } from '../../../schema/value.ts';
import { compareDecimals, type Decimal, parseDecimal, printDecimal, shift, significant } from '../decimal.ts';
import type { Clause } from './clauses.ts';
import type { Declared } from './declared.ts';
import { compositeOf, type Rate } from './rate.ts';

/** Everything that settles what the amounts of a cell are per, strongest first. */
export interface Around {
  scope: string;
  part: string;
  page: string;
  declared: readonly Declared[];
  /** The rate that stands once for several amounts of the cell. */
  shared?: Rate;
  /** Currencies that other amounts of the cell bear. */
  signs: readonly string[];
}

/** An amount in the unit that is published. */
export interface Priced {
  amount: Decimal;
  currency: string;
  unit: string;
  /** Set where the declared unit cannot be the cell's, and only one other can. */
  inferred?: string;
}

export type Failure = { reason: string };

/** Significant digits that are kept of a price that a source holds as a float: 2.4999999999999998e-07 was 2.5e-07. */
const FLOAT_DIGITS = 12;

/** Quantities for which prices are published; of everything else, one. */
const PUBLISHED: ReadonlyMap<string, { power: number; print: string }> = new Map([
  ['token', { power: 6, print: '1M tokens' }],
  ['character', { power: 6, print: '1M characters' }],
  ['token-hour', { power: 6, print: '1M token-hours' }],
]);

/** Things of which many are sold at once, under the quantity that is written. */
const QUANTITIES: ReadonlyMap<string, ReadonlyMap<number, string>> = new Map([
  [
    'pixel',
    new Map([
      [9, '1e9 pixels'],
      [6, '1e6 pixels'],
    ]),
  ],
  [
    'TPM-hour',
    new Map([
      [3, '1K TPM-hour'],
      [4, '10K TPM-hour'],
      [6, '1M TPM-hour'],
    ]),
  ],
]);

const COUNTED_IN_TOKENS = /^(?:input|output|cache_read|cache_write|reasoning)$/;

const publishedUnit = (thing: string, power: number): { power: number; print: string } => {
  const own = QUANTITIES.get(thing)?.get(power);
  return own === undefined ? (PUBLISHED.get(thing) ?? { power: 0, print: thing }) : { power, print: own };
};

/** The one currency that all these agree on; ¥ agrees with yuan and yen; '' where they name two or none. */
function agreed(named: readonly string[]): string {
  const exact = new Set(named.filter((currency) => currency !== '¥'));
  const [only = ''] = exact;
  if (exact.size !== 1) return '';
  return named.includes('¥') && only !== 'CNY' && only !== 'JPY' ? '' : only;
}

function currencyOf({ amount, rate, facets }: Clause, around: Around): string {
  const own = [...(amount?.currencies ?? []), ...(rate?.currencies ?? []), ...facets.currencies];
  const outside = around.declared.flatMap((declared) => declared.rate.currencies);
  const { head } = qualifiersOf(around.scope);
  const said = [...own, ...(own.length > 0 ? [] : around.signs), ...outside, head].filter(
    (name) => name !== '',
  );
  const settled = said.every((name) => name === '¥');
  return agreed(settled && around.page !== '' ? [...said, around.page.toUpperCase()] : said);
}

/** True where no place names a currency: ¥ alone is a yuan or a yen, and cents may be any country's. */
function namesNone({ amount, rate, facets }: Clause, around: Around): boolean {
  const { head } = qualifiersOf(around.scope);
  const outside = around.declared.flatMap((declared) => declared.rate.currencies);
  const own = [...(amount?.currencies ?? []), ...(rate?.currencies ?? []), ...facets.currencies];
  return [...own, ...around.signs, ...outside, head, around.page].every(
    (name) => name === '' || name === '¥',
  );
}

/** "per 1M" of a part that is counted in tokens is per 1M tokens. */
function withThing(rate: Rate, part: string): Rate {
  const counted = COUNTED_IN_TOKENS.test(qualifiersOf(part).head);
  return rate.thing === '' && rate.power === 6 && counted ? { ...rate, thing: 'token' } : rate;
}

interface Unit {
  rate: Rate;
  /** It stands outside of the cell. */
  declared?: Declared;
}

const isWhole = (rate: Rate | undefined): boolean => rate !== undefined && rate.thing !== '';

/** The rate of the amount, with what its words say behind it: "/ GB of vector storage per day" is per GB-day. */
function ownRate({ rate, facets }: Clause): Rate | undefined {
  if (!rate || !isWhole(rate) || !facets.rate || !isWhole(facets.rate) || rate.thing === facets.rate.thing)
    return [rate, facets.rate].find(isWhole);
  const thing = compositeOf(rate.thing, facets.rate.thing);
  return thing === undefined ? rate : { ...rate, thing };
}

/** True where an amount bears two units that make none together. */
export const isTwofold = ({ rate, facets }: Clause): boolean =>
  rate !== undefined &&
  facets.rate !== undefined &&
  rate.thing !== '' &&
  facets.rate.thing !== '' &&
  rate.thing !== facets.rate.thing &&
  compositeOf(rate.thing, facets.rate.thing) === undefined;

/** The first that names a thing: the amount's own rate, its label's, the heading's, the page's, another amount's. */
function unitOf(clause: Clause, around: Around, part: string): Unit | undefined {
  const own = ownRate(clause);
  if (own) return { rate: own };
  const written = clause.rate ?? clause.facets.rate;
  for (const declared of around.declared) {
    const rate = withThing(declared.rate, part);
    const fits = !written || written.power === rate.power;
    if (isWhole(rate)) return fits ? { rate, declared } : undefined;
    if (rate.power > 0 && rate.power !== around.declared.at(-1)?.rate.power) return undefined;
  }
  const { shared } = around;
  const rate = written ?? shared;
  if (!rate || (written && shared && isWhole(shared))) return undefined;
  const whole = withThing(rate.thing === 'token-hour' ? { ...rate, thing: 'token' } : rate, part);
  return isWhole(whole) ? { rate: whole } : undefined;
}

/** "7.500000000000001e-07": sixteen digits that twelve of say the same, as a program prints a binary fraction. */
const isFloatNoise = ({ coefficient }: Decimal): boolean =>
  /^\d{15,17}$/.test(coefficient.toString()) && /(?:0{4,}\d{1,2}|9{4,}\d{1,2})$/.test(coefficient.toString());

const decimal = (text: string): Decimal => parseDecimal(text) ?? { coefficient: 0n, scale: 0 };
const FLOORS: ReadonlyMap<string, Decimal> = new Map([
  ['CNY', decimal('0.005')],
  ['', decimal('0.0005')],
]);
const CEILING = decimal('2000');
const LEAST = decimal('0.0001');
/** No unit that is sold costs more, and no token more than a dollar; a slip of a known unit stays below and is compared. */
const MOST = decimal('1000000000');
const CEILINGS: ReadonlyMap<string, Decimal> = new Map(
  ['USD', 'EUR', 'GBP', 'CNY', 'AUD', 'CAD', 'SGD'].map((currency) => [currency, decimal('1000000')]),
);

const isBetween = (value: Decimal, low: Decimal, high: Decimal): boolean =>
  compareDecimals(value, low) >= 0 && compareDecimals(value, high) <= 0;

/** The least price per 1M tokens that is taken for one per 1K: a smaller one is per token. */
const LEAST_BY_1K = decimal('0.02');

/** What makes a declared unit doubtful: it names no thing, or an exponent is written. */
interface Doubt {
  isVague: boolean;
  isFloat: boolean;
}

/**
 * How many powers of ten the amounts of a cell are above the declared unit, where that cannot be theirs: no token
 * costs 0.0000006 dollars per million. 0 where it can, undefined where it cannot and no other unit alone can.
 */
export function offBy(amounts: readonly Decimal[], currency: string, how: Doubt): number | undefined {
  const { isVague, isFloat } = how;
  const prices = amounts.filter(({ coefficient }) => coefficient !== 0n);
  const floor = FLOORS.get(currency) ?? decimal('0.0005');
  const least = isVague ? floor : LEAST;
  const isTooMuch = isVague && prices.some((price) => compareDecimals(price, CEILING) > 0);
  if (isTooMuch) return undefined;
  if (prices.every((price) => compareDecimals(price, least) >= 0)) return 0;
  const able = [3, 6].filter(
    (power) =>
      !(power === 3 && isFloat) &&
      prices.every((price) => isBetween(shift(price, power), power === 3 ? LEAST_BY_1K : floor, CEILING)),
  );
  return able.length === 1 ? able[0] : undefined;
}

/** The power of ten of the amount's money: cents at the amount, else in its rate, else outside where no sign stands. */
function moneyOf({ amount, facets }: Clause, { rate }: Unit, around: Around): number {
  const own = amount?.money || rate.money || facets.money;
  if (own || amount?.isSigned) return own || 0;
  return around.declared.find((one) => one.rate.money !== 0)?.rate.money ?? 0;
}

/** The amount of a clause per published unit, exactly; or why it has none. */
export function priced(clause: Clause, around: Around, part: string): Priced | Failure {
  const { amount } = clause;
  if (!amount || isTwofold(clause)) return { reason: 'unreadable-price' };
  const unit = unitOf(clause, around, part);
  const currency = currencyOf(clause, around);
  const isNothing = amount.isSigned && amount.amount.coefficient === 0n && currency !== '';
  if (!unit) return isNothing ? { amount: amount.amount, currency, unit: currency } : { reason: 'no-unit' };
  const { rate } = unit;
  if (currency === '') return { reason: namesNone(clause, around) ? 'no-currency' : 'currency-mismatch' };
  const money = moneyOf(clause, unit, around);
  const isFloat = around.declared.some((declared) => declared.isFloat);
  const written =
    isFloat || isFloatNoise(amount.amount) ? significant(amount.amount, FLOAT_DIGITS) : amount.amount;
  const published = publishedUnit(rate.thing, rate.power);
  const power = money + published.power - rate.power;
  const training = rate.flags.includes('training') || clause.facets.flags.includes('training');
  const ceiling = (rate.thing === 'token' ? CEILINGS.get(currency) : undefined) ?? MOST;
  if (compareDecimals(shift(written, power), ceiling) > 0) return { reason: 'implausible-unit' };
  const print = training && rate.thing === 'hour' ? 'training hour' : published.print;
  return { amount: shift(written, power), currency, unit: `${currency} per ${print}` };
}

/** Whether the unit of this clause stands outside of its cell, so that it may be the wrong one. */
export function leansOn(clause: Clause, around: Around, part: string): Declared | undefined {
  return unitOf(clause, around, part)?.declared;
}

/** An exact price as a value; a stated 0 is free. */
export function priceValue(amount: Decimal, unit: string): Value {
  if (amount.coefficient === 0n) return { kind: 'price', text: 'free' };
  return { kind: 'price', text: printDecimal(amount, 2), num: printDecimal(amount), unit };
}
