import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { Value } from '../../schema/value.ts';
import { type Cell, type Read, type Reading, read, refused, shown, UNKNOWN } from './cell.ts';
import { type Decimal, printDecimal, shift, significant } from './decimal.ts';
import { isEmpty } from './markers.ts';
import { numberOf, runsOf } from './number.ts';
import { slug } from './text.ts';
import { CURRENCY_SIGNS, type PriceUnit, parseUnit } from './unit.ts';

const FREE: ReadonlySet<string> = new Set([
  ...['free', 'free of charge', 'free tier', 'no charge', 'limited-time free', 'free for a limited time'],
  ...['免费', '限时免费'],
]);
const NOT_OFFERED: ReadonlySet<string> = new Set(['not available', 'not offered', 'not supported', '不支持']);
const INCLUDED = /^included (?:with|in) (?:the )?(.{1,60}?)(?: plan| subscription)?\.?$/i;

const SIGN_BEFORE = /^(us\$|cn¥|[$¥€£¢]|usd|cny|rmb|eur|gbp|jpy)? ?$/i;
const SIGN_BEHIND = /^ ?(dollars|usd|cny|rmb|eur|gbp|jpy|cents?|dbus?|[$¥€£¢元])(?![a-z])/i;
/** "(75% off(3))", "90% off": said about the amount beside it. Nothing is ever computed from a percentage. */
const DISCOUNT =
  /\( ?\d{1,2}(?:\.\d)?% off ?(?:\(\d{1,2}\))? ?\)(?: ?\(\d{1,2}\))?|(?:^|(?<=\s))\d{1,2}(?:\.\d)?% off(?=\s)/i;
const STRUCK = /~~([^~]*)~~|<(?:del|s|strike)\b[^<>]*>([^<>]*)<\/(?:del|s|strike)>/gi;

/** Significant digits that are kept of a price that a source holds as a float: 2.4999999999999998e-07 was 2.5e-07. */
const FLOAT_DIGITS = 12;

type Priced = [price: Reading | { reason: string }, basis: string | undefined];

interface Money {
  amount: Decimal;
  signs: readonly string[];
  rate: PriceUnit | undefined;
}

/** An amount with its sign and rate and nothing else: "$0.20/1M tokens", "0.02元", "0.00000001". */
function moneyOf(text: string, locale: string): Money | undefined {
  const [run] = runsOf(text);
  if (!run) return undefined;
  const amount = numberOf(run.written, locale);
  const before = SIGN_BEFORE.exec(run.before.trimStart());
  if (!amount || !before) return undefined;
  const [sign = '', behind = ''] = SIGN_BEHIND.exec(run.behind) ?? [];
  const rest = run.behind.slice(sign.length).trim();
  if (rest !== '' && !/^(?:\/|per\b|每)/i.test(rest)) return undefined;
  const rate = rest === '' ? undefined : parseUnit(rest);
  if (rest !== '' && !rate) return undefined;
  return { amount, signs: [before[1] ?? '', behind].filter((found) => found !== ''), rate };
}

/** The one currency that all these agree on; ¥ agrees with yuan and yen; '' where they name two or none. */
function agreedCurrency(named: readonly string[]): string {
  const exact = new Set(named.filter((currency) => currency !== '¥'));
  const [only = ''] = exact;
  if (exact.size !== 1) return '';
  return named.includes('¥') && only !== 'CNY' && only !== 'JPY' ? '' : only;
}

/** What stands outside the amount, strongest first: the cell's own rate, the heading's, the page's. */
function unitsAround(cell: Cell, rate: PriceUnit | undefined): PriceUnit[] | undefined {
  const outside = [cell.unit, cell.context.per ?? ''].filter((text) => text.trim() !== '');
  const parsed = outside.map(parseUnit);
  const known = parsed.filter((unit): unit is PriceUnit => unit !== undefined);
  if (known.length < parsed.length && !rate) return undefined;
  return rate ? [rate, ...known] : known;
}

/** A rate that names input must not price output, and one that names cache hits must not price plain input. */
function componentsFit(part: string, units: readonly PriceUnit[]): boolean {
  const { head } = qualifiersOf(part);
  const named = new Set(units.flatMap((unit) => unit.components));
  if (named.has('input') && named.has('output')) return true;
  if (head === 'output') return !named.has('input') && !named.has('cached');
  if (head === 'input') return !named.has('output') && !named.has('cached');
  return !(head.startsWith('cache') && named.has('output'));
}

/** Power of ten of the published unit: tokens and characters per million, everything else per one. */
const publishedPower = (thing: string): number => (thing === 'token' || thing === 'character' ? 6 : 0);

function priceValue(amount: Decimal, currency: string, thing: string): Value {
  if (amount.coefficient === 0n) return { kind: 'price', text: 'free' };
  const per = publishedPower(thing) === 6 ? `1M ${thing}s` : thing;
  const unit = `${currency} per ${per}`;
  return { kind: 'price', text: printDecimal(amount, 2), num: printDecimal(amount), unit };
}

function currencyOf(cell: Cell, money: Money, units: readonly PriceUnit[]): string {
  const { head } = qualifiersOf(cell.scope);
  const signs = money.signs.flatMap((sign) => CURRENCY_SIGNS.get(sign.toLowerCase().replace(/s$/, '')) ?? []);
  const fromUnits = units.flatMap((unit) => unit.currencies);
  const said = [...signs, ...fromUnits, head].filter((name) => name !== '');
  const page = cell.context.currency ?? '';
  const settled = said.length === 0 || said.every((name) => name === '¥');
  return agreedCurrency(settled && page !== '' ? [...said, page.toUpperCase()] : said);
}

/** One amount of the cell as a price in its scope; `shared` is the rate that stands once for several amounts. */
function pricedOf(cell: Cell, text: string, shared: PriceUnit | undefined): Reading | { reason: string } {
  const word = wordPrice(text);
  if (word) return { value: word, ...wordScope(cell) };
  const money = moneyOf(text, cell.context.locale);
  if (!money) return { reason: 'unreadable-price' };
  const units = unitsAround(cell, money.rate ?? shared);
  const unit = units?.find(({ thing, power }) => thing !== '' || power !== 0);
  const thing = units?.find((candidate) => candidate.thing !== '')?.thing ?? '';
  if (!units || !unit || thing === '') return { reason: 'no-unit' };
  const currency = currencyOf(cell, money, units);
  if (currency === '') return { reason: 'currency-mismatch' };
  if (!componentsFit(cell.part, units)) return { reason: 'wrong-part' };
  const inCents = money.signs.some((sign) => /^(?:cents?|¢)$/i.test(sign));
  const cents = inCents ? -2 : (units.find((candidate) => candidate.money !== 0)?.money ?? 0);
  const written = units.some(({ float }) => float) ? significant(money.amount, FLOAT_DIGITS) : money.amount;
  const amount = shift(written, cents + publishedPower(thing) - unit.power);
  return { value: priceValue(amount, currency, thing), scope: scopeWith(cell.scope, currency) };
}

/** A price in words names no currency: it stands in the scope's, else in the page's. */
function wordScope(cell: Cell): { scope?: string } {
  const { head } = qualifiersOf(cell.scope);
  const page = cell.context.currency ?? '';
  return head === '' && page !== '' ? { scope: scopeWith(cell.scope, page.toUpperCase()) } : {};
}

function scopeWith(scope: string, currency: string, basis?: string): string {
  const { qualifiers } = qualifiersOf(scope);
  return qualified(currency, { ...Object.fromEntries(qualifiers), ...(basis && { basis }) });
}

function wordPrice(text: string): Value | undefined {
  const plain = text.toLowerCase().replace(/\.$/, '').trim();
  if (plain === '-1' || plain === '-1.0' || isEmpty(text)) return UNKNOWN;
  if (FREE.has(plain)) return { kind: 'price', text: 'free' };
  if (NOT_OFFERED.has(plain)) return { kind: 'price', text: 'not_offered' };
  const plan = INCLUDED.exec(text)?.[1];
  return plan ? { kind: 'price', text: 'included', plan: slug(plan) } : undefined;
}

const ZERO = /^0+(?:\.0+)?(?:e[+-]?\d+)?$/i;

/** A 0 of a source that writes it where it has no price: the scraper says so where a unit stands. */
const isNoPrice = (cell: Cell): boolean => cell.unit === 'unknown' && ZERO.test(cell.text);

const DETAILS: ReadonlyMap<string, string> = new Map([
  ['unreadable-price', 'is not one amount with its unit'],
  ['no-unit', 'has no unit that is understood, in the cell, the heading or the page'],
  ['currency-mismatch', 'does not name one currency together with its scope and heading'],
  ['wrong-part', 'names another component than the one that it is stated for'],
]);

const explained = (reason: string, cell: Cell): Read =>
  refused(
    reason,
    `${shown(cell.text)} ${DETAILS.get(reason)} (part ${cell.part || 'none'}, scope ${cell.scope || 'none'}, unit ${shown(cell.unit)}).`,
  );

/** The effective and the list amount of a cell that shows both, each with its basis. */
function pricesOf(cell: Cell, text: string): Priced[] | undefined {
  const struck = [...text.matchAll(STRUCK)].map((found) => (found[1] ?? found[2] ?? '').trim());
  const current = text.replace(STRUCK, ' ').replace(DISCOUNT, ' ').replace(/\s+/g, ' ').trim();
  const basis = qualifiersOf(cell.scope).qualifiers.has('basis');
  if (struck.length > 1 || (struck.length > 0 && current !== '' && basis)) return undefined;
  if (struck.length === 0 && current === '') return undefined;
  const shared = moneyOf(current, cell.context.locale)?.rate;
  return [
    ...(current === '' ? [] : [[pricedOf(cell, current, undefined), undefined] as Priced]),
    ...struck.map((list): Priced => [pricedOf(cell, list, shared), 'list']),
  ];
}

/**
 * Reads a price as an exact decimal per 1M tokens (other units stay). A struck amount is the list price in the scope's
 * `basis=list`, beside the effective one. Words stay words: free (also a stated 0), included with its plan,
 * not_offered; everything that only says "no figure here" (also -1) is unknown, never 0.
 */
export function readPrice(cell: Cell): Read {
  const text = cell.text.replace(/\\?\$(?:\\?\$)?/g, '$');
  const word = isNoPrice(cell) ? UNKNOWN : wordPrice(text);
  if (word) return read({ value: word, ...wordScope(cell) });
  const { head } = qualifiersOf(cell.scope);
  if (head !== '' && !/^[A-Z]{3}$/.test(head)) {
    return refused('bad-scope', `${shown(cell.scope)} begins with no currency.`);
  }
  const readings: Reading[] = [];
  for (const [found, basis] of pricesOf(cell, text) ?? [[{ reason: 'unreadable-price' }, undefined]]) {
    if ('reason' in found) return explained(found.reason, cell);
    const scope = found.scope ?? cell.scope;
    readings.push(basis ? { ...found, scope: scopeWith(scope, qualifiersOf(scope).head, basis) } : found);
  }
  return read(...readings);
}
