import { qualified, qualifiersOf } from '../../schema/scope.ts';
import { type Cell, type Read, type Reading, read, refused, shown, UNKNOWN } from './cell.ts';
import { nest } from './price/clauses.ts';
import { cleanPrice } from './price/clean.ts';
import { readWithoutAmount } from './price/conditions.ts';
import { type Facets, facetsOf } from './price/facets.ts';
import { readFields } from './price/fields.ts';
import { lex } from './price/lexer.ts';
import { isFailure, type Outcome, readAmounts } from './price/readings.ts';
import { wordPrice } from './price/words.ts';

const ZERO = /^0+(?:\.0+)?(?:e[+-]?\d+)?$/i;

/** A 0 of a source that writes it where it has no price: the scraper says so where a unit stands. */
const isNoPrice = (cell: Cell): boolean => cell.unit === 'unknown' && ZERO.test(cell.text);

const DETAILS: ReadonlyMap<string, string> = new Map([
  ['unreadable-price', 'is not one amount with its unit'],
  ['several-prices', 'holds several prices and does not say which is which'],
  [
    'no-unit',
    'has no unit that is understood, in the cell, the heading or the page; pass it, such as "USD per 1M tokens"',
  ],
  ['implausible-unit', 'cannot be in the unit that is declared, and more than one other is possible'],
  [
    'no-currency',
    'names no currency, and neither does its heading nor its page; pass it, such as "CNY per 1M tokens"',
  ],
  ['currency-mismatch', 'does not name one currency together with its scope and heading'],
  ['wrong-part', 'names another component than the one that it is stated for'],
]);

/** The amounts of a text as they stand, for a sentence that a person reads. */
const amountsIn = (cell: Cell): string =>
  lex(cleanPrice(cell.text), cell.context.locale)
    .flatMap((one) => (one.kind === 'amount' ? [[one.written, ...one.currencies].join(' ')] : []))
    .slice(0, 4)
    .join(', ');

const explained = (reason: string, cell: Cell): Read =>
  refused(
    reason,
    `${reason === 'no-unit' ? `${amountsIn(cell)}: ` : ''}${shown(cell.text)} ${DETAILS.get(reason)} (part ${cell.part || 'none'}, scope ${cell.scope || 'none'}, unit ${shown(cell.unit)}).`,
  );

/** A price in words names no currency: it stands in the scope's, else in the page's. */
function inWords(cell: Cell, reading: Reading): Read {
  const { head, qualifiers } = qualifiersOf(cell.scope);
  const page = cell.context.currency ?? '';
  const scope =
    head === '' && page !== '' ? qualified(page.toUpperCase(), Object.fromEntries(qualifiers)) : undefined;
  return read({ ...reading, ...(scope !== undefined && { scope }) });
}

const VARIANT = /^:([a-z]{2,20})$/;
const TIERS: ReadonlySet<string> = new Set(['batch', 'flex', 'priority']);

/** ":batch", ":free": the variant of an id, which says where a price stands and none. */
function variantOf(cell: Cell, text: string): Reading | undefined {
  const variant = VARIANT.exec(text)?.[1];
  if (variant === undefined) return undefined;
  const { head, qualifiers } = qualifiersOf(cell.scope);
  const tier = TIERS.has(variant) ? { tier: variant } : {};
  return {
    value: UNKNOWN,
    scope: qualified(head, { ...Object.fromEntries(qualifiers), ...tier }),
    qualifiers: { variant },
  };
}

/** A row's label before a gap: "gpt-5.5 (<272K context length) ... 5". */
const GAP = /^(.*\S)\s+(?:\.\.\.|…)\s+(\S.*)$/s;
/** "5,000 prompts per month (free), then $14 / 1,000 queries": what is free of charge before the price holds. */
const ALLOWANCE = /^(.{0,120}?\bfree\b.{0,80}?)[,;]? then (.+)$/is;

/** What a cell says behind its prices that is none: "+ search tokens billed at model rates", "(1 GB free)". */
const ASIDES: readonly [string, RegExp][] = [
  ['note', / \+ ?([^$€£¥\d]{3,120}(?:billed|charged|priced|free)[^$€£¥\d]{0,60})$/i],
  ['allowance', / \((\d[\d,.]* ?[a-z]{1,12}(?: [a-z]{1,12}){0,3} free[^()$€£¥]{0,60})\)$/i],
  [
    'allowance',
    / after (?:the )?(?:first )?(\d[\d,.]* ?[a-z]{1,12}(?: [a-z]{1,12}){0,3}(?: free)?[^$€£¥\d]{0,60})$/i,
  ],
  ['note', / \(([^()$€£¥\d]{3,60} billed as (?:input|output)(?: tokens)?)\)$/i],
  ['note', / \(([^()$€£¥]{1,40} not (?:supported|available|offered))\)$/i],
  ['equivalent', /[,;.]? ?\(?equivalent to (.{1,200}?)\)?$/i],
];

/** "Starting at $0.20", "from $0.20 / M", "0.5元起": the least of several prices that stand elsewhere. */
const LEAST =
  /^(?:(?:starting|starts?) (?:at|from)|from|as low as|起价[:：]?) ?(?=[$€£¥])|(?<=元|tokens) ?起$/i;

/** A price that is only the least one keeps the mark; undefined where nothing says so or more than one stands there. */
function readLeast(cell: Cell, text: string): Outcome | undefined {
  const bare = text.replace(LEAST, '').trim();
  const outcome = bare === text ? undefined : readAll(cell, bare);
  if (!outcome || isFailure(outcome) || outcome.length !== 1) return undefined;
  return outcome.map((one) =>
    one.value.num === undefined ? one : { ...one, value: { ...one.value, marks: ['at_least'] } },
  );
}

/** The price before an aside, with the aside kept beside it; undefined where none stands there. */
function readBefore(cell: Cell, text: string): Outcome | undefined {
  for (const [name, form] of ASIDES) {
    const found = form.exec(text);
    const aside = found?.[1]?.trim() ?? '';
    const outcome = found && aside !== '' ? readAll(cell, text.slice(0, found.index)) : undefined;
    if (outcome && !isFailure(outcome))
      return outcome.map((one) => ({ ...one, qualifiers: { ...one.qualifiers, [name]: aside } }));
  }
  return undefined;
}

function readAll(cell: Cell, text: string): Outcome {
  const fields = readFields(cell, text);
  if (fields) return fields;
  const { locale } = cell.context;
  const allowance = ALLOWANCE.exec(text);
  const rest = allowance?.[2] ?? text;
  const gap = GAP.exec(rest);
  const heading: Facets | undefined = gap
    ? facetsOf(nest(lex(gap[1] ?? '', locale)), { isLoose: true })
    : undefined;
  const said = gap && heading ? (gap[2] ?? '') : rest;
  const lexemes = lex(said, locale);
  const priced = lexemes.some(
    (one) => one.kind === 'amount' || (one.kind === 'word' && one.means.role === 'free'),
  );
  const outcome = priced
    ? readAmounts(cell, said, nest(lexemes), heading)
    : readWithoutAmount(cell, lex(rest, locale));
  if (isFailure(outcome) || !allowance) return outcome;
  const free = (allowance[1] ?? '').trim();
  return outcome.map((reading) => ({ ...reading, qualifiers: { ...reading.qualifiers, allowance: free } }));
}

/**
 * Reads a price as an exact decimal per 1M tokens (other units stay). A struck amount is the list price in the scope's
 * `basis=list`, beside the effective one. Words stay words: free (also a stated 0), included with its plan,
 * not_offered; everything that only says "no figure here" (also -1) is unknown, never 0.
 */
export function readPrice(cell: Cell): Read {
  const text = cleanPrice(cell.text);
  const word = isNoPrice(cell) ? { value: UNKNOWN } : (wordPrice(text) ?? wordPrice(cell.text));
  if (word) return inWords(cell, word);
  const variant = variantOf(cell, text);
  if (variant) return read(variant);
  const { head } = qualifiersOf(cell.scope);
  if (head !== '' && !/^[A-Z]{3}$/.test(head)) {
    return refused('bad-scope', `${shown(cell.scope)} begins with no currency.`);
  }
  const whole = readAll(cell, text);
  const outcome =
    isFailure(whole) && whole.reason !== 'no-unit'
      ? (readLeast(cell, text) ?? readBefore(cell, text) ?? whole)
      : whole;
  return isFailure(outcome) ? explained(outcome.reason, cell) : read(...outcome);
}
