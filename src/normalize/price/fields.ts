import { qualified, qualifiersOf } from '../../../schema/scope.ts';
import { type Cell, type Reading, UNKNOWN } from '../cell.ts';
import { compareDecimals, type Decimal, parseDecimal, printDecimal, shift, significant } from '../decimal.ts';
import { type Failure, priceValue } from './amount.ts';
import { type Declared, declaredUnit } from './declared.ts';
import { type FieldName, fieldName } from './field-names.ts';
import { restOf } from './ratios.ts';
import { type Field, fieldsOf } from './snippet.ts';

/** Bounds and units that stand in fields beside the prices. */
interface Beside {
  above?: string;
  until?: string;
  unit?: string;
  window?: string;
  tier?: string;
}

const last = ({ path }: Field): string => path.at(-1) ?? '';

const CLOCK = /^([01]\d|2[0-4]):?([0-5]\d)$/;
const clock = (text: string | undefined): string | undefined => {
  const found = CLOCK.exec(text ?? '');
  return found ? `${found[1]}:${found[2]}` : undefined;
};

const WHOLE = /^(\d+)(?:\.0+)?$/;
const whole = (text: string | undefined): string | undefined => WHOLE.exec(text ?? '')?.[1];

const BOUNDS: ReadonlySet<string> = new Set(['min_prompt_tokens', 'start', 'range', 'utc_start', 'utc_end']);
const TIERS: ReadonlySet<string> = new Set(['tier', 'service_tier', 'mode']);
const UNITS: ReadonlySet<string> = new Set(['unit', 'unitofmeasure', 'per']);
/** Names that only hold others, and fields that say nothing of a price. */
const HOLDERS: ReadonlySet<string> = new Set([
  ...[
    'pricing',
    'cost',
    'costs',
    'prices',
    'price',
    'overrides',
    'tiers',
    'tiered_pricing',
    'base',
    'pay_as_you_go',
  ],
  ...[
    'priceperunit',
    'pricing_config',
    'currency',
    'currencycode',
    'value',
    'amount',
    'retailprice',
    'unitprice',
  ],
]);

const isPlain = (name: string): boolean => HOLDERS.has(name.toLowerCase());

/** The bounds and the unit among the fields; undefined where a bound is no count or hour. */
function besideOf(fields: readonly Field[]): Beside | undefined {
  const of = (name: string): string[] =>
    fields.filter((field) => last(field).toLowerCase() === name).map(({ value }) => value);
  const [low, high, ...more] = of('range');
  const [least] = [...of('min_prompt_tokens'), ...of('start')];
  const [from, to] = [clock(of('utc_start')[0]), clock(of('utc_end')[0])];
  const unit = fields.find((field) => UNITS.has(last(field).toLowerCase()))?.value;
  const currency = fields.find((field) => /^currency(?:code)?$/i.test(last(field)))?.value;
  const bound = whole(low ?? least);
  const tier = fields.find((field) => TIERS.has(last(field)))?.value;
  if (tier !== undefined && !/^(?:batch|flex|priority|standard|default)$/.test(tier)) return undefined;
  if ((low ?? least) !== undefined && bound === undefined) return undefined;
  if (more.length > 0 || of('min_prompt_tokens').length + of('start').length > 1) return undefined;
  if ((of('utc_start').length > 0 || of('utc_end').length > 0) && !(from && to)) return undefined;
  const until = whole(high);
  return {
    ...(bound !== undefined && bound !== '0' && { above: bound }),
    ...(until !== undefined && { until }),
    ...(tier && tier !== 'standard' && tier !== 'default' && { tier }),
    ...(from && to && { window: `${from}-${to}` }),
    ...((unit ?? currency) !== undefined && {
      unit: [currency, unit?.replaceAll('_', ' ')].filter(Boolean).join(' per '),
    }),
  };
}

/** What a host of models prices besides tokens; a 0 there says that it does not. */
const NOT_SOLD: ReadonlySet<string> = new Set(['hourly', 'base', 'finetune']);
const isNotSold = (field: Field): boolean =>
  (NOT_SOLD.has(last(field)) && /^0(?:\.0+)?$/.test(field.value)) ||
  (/^(?:from|to|start|end)_date$/.test(last(field)) && field.value === 'null');

const isBeside = (field: Field): boolean =>
  isNotSold(field) ||
  BOUNDS.has(last(field)) ||
  TIERS.has(last(field)) ||
  UNITS.has(last(field).toLowerCase()) ||
  /^currency(?:code)?$/i.test(last(field));

/** What the names of a field's path say: its own, else the nearest above it that says something. */
function nameOf(field: Field): FieldName | undefined {
  const names = [...field.path].reverse();
  const found: FieldName[] = [];
  for (const name of names) {
    if (/^(?:usd|eur|cny)$/i.test(name)) found.push({ unit: '', part: '', currency: name.toUpperCase() });
    else {
      const known = isPlain(name) ? undefined : fieldName(name);
      if (known) found.push(known);
      else if (!isPlain(name) && name === names[0]) return undefined;
    }
  }
  const [first, ...outer] = found;
  if (!first) return names.every(isPlain) ? { unit: '', part: '' } : undefined;
  const firstOf = (of: (name: FieldName) => string): string =>
    found.map(of).find((text) => text !== '') ?? '';
  const all: FieldName = Object.assign({}, ...outer.reverse(), first);
  return { ...all, unit: firstOf(({ unit }) => unit), part: firstOf(({ part }) => part) };
}

interface Where {
  cell: Cell;
  beside: Beside;
}

function ratioOf({ ratio }: FieldName, value: Decimal): Decimal | undefined {
  if (ratio === 'share') return value;
  const pay = restOf(ratio === 'percent-off' ? shift(value, -2) : value);
  return pay.coefficient < 0n ? undefined : pay;
}

/** The units of a field, strongest first: its name's, a neighbour's, the heading's, the page's. */
function unitsFor(name: FieldName, { cell, beside }: Where): Declared[] {
  const texts = [name.unit, beside.unit ?? '', cell.unit, cell.context.per ?? ''];
  return texts.filter((text) => text.trim() !== '').flatMap((text) => declaredUnit(text) ?? []);
}

const CEILING: Decimal = { coefficient: 10_000n, scale: 0 };
const FLOOR: Decimal = { coefficient: 1n, scale: 4 };

interface Money {
  amount: Decimal;
  unit: string;
  currency: string;
}

function moneyOf(name: FieldName, value: Decimal, where: Where): Money | Failure {
  const units = unitsFor(name, where);
  const counted = /^(?:input|output|cache_read|cache_write|reasoning)/.test(name.part || where.cell.part);
  const settled = units
    .map(({ rate }) => (rate.thing === '' && rate.power >= 3 && counted ? { ...rate, thing: 'token' } : rate))
    .find(({ thing, power }) => thing !== '' || power > 0);
  if (!settled || settled.thing === '') return { reason: 'no-unit' };
  const own = name.currency ?? settled.currencies[0];
  const { head } = qualifiersOf(where.cell.scope);
  const outside = units.flatMap(({ rate }) => rate.currencies)[0] ?? '';
  const currency = own ?? (head || outside || (where.cell.context.currency ?? '').toUpperCase());
  if (currency === '' || (head !== '' && head !== currency)) return { reason: 'currency-mismatch' };
  const million = settled.thing === 'token' || settled.thing === 'character';
  const money =
    settled.money || (name.unit === '' ? (units.find(({ rate }) => rate.money !== 0)?.rate.money ?? 0) : 0);
  const amount = shift(value, money + (million ? 6 : 0) - settled.power);
  const tooMuch = million && compareDecimals(amount, CEILING) > 0;
  const tooLittle =
    name.unit === '' && million && amount.coefficient !== 0n && compareDecimals(amount, FLOOR) < 0;
  if (tooMuch || tooLittle) return { reason: 'implausible-unit' };
  return { amount, currency, unit: `${currency} per ${million ? `1M ${settled.thing}s` : settled.thing}` };
}

const SIGNED = /^\s*([$€¥£]?)\s*(\d+(?:\.\d+)?)\s*([$€¥£元]?)\s*$/;
const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['元', 'CNY'],
]);

/** Where a field's price stands: its name's part and tier, with the band and hours of the fields beside it. */
function placeOf(
  name: FieldName,
  { cell, beside }: Where,
): (currency: string) => { scope: string; part: string } {
  const above = beside.above ?? name.above;
  const [head = '', ...own] = (name.part === '' ? cell.part : name.part).split(';');
  const part = qualified(head, {
    ...Object.fromEntries(own.map((one) => one.split('='))),
    ...(above && { above }),
  });
  const scope = qualifiersOf(cell.scope);
  const said = {
    ...Object.fromEntries(scope.qualifiers),
    ...(beside.tier && { tier: beside.tier }),
    ...(name.tier && { tier: name.tier }),
    ...(beside.window && { window: beside.window }),
  };
  return (currency) => ({ scope: qualified(currency || scope.head, said), part });
}

function bandOf(name: FieldName, { beside }: Where): { qualifiers?: Record<string, string> } {
  const above = beside.above ?? name.above;
  if (beside.until !== undefined) return { qualifiers: { band: `(${above ?? 0},${beside.until}]` } };
  return above ? { qualifiers: { band: `>${above}` } } : {};
}

/** The number and currency of "2.5", "$2.50", "0.5€"; undefined where its sign is another than the name's currency. */
function signed(
  name: FieldName,
  written: string,
  { cell }: Where,
): { digits: string; currency?: string } | undefined {
  const [, before = '', digits = written, behind = ''] = SIGNED.exec(written) ?? [];
  const sign = before || behind;
  const known = name.currency ?? (qualifiersOf(cell.scope).head || undefined);
  const currency = sign === '¥' ? known : CURRENCIES.get(sign);
  if (sign === '¥' && known !== 'CNY' && known !== 'JPY') return undefined;
  if (currency !== undefined && name.currency !== undefined && currency !== name.currency) return undefined;
  return { digits, ...(currency !== undefined && { currency }) };
}

/** More digits than a binary fraction holds are a program's: 2.4999999999999998e-07 was 2.5e-07. */
function exactOf(digits: string): Decimal | undefined {
  const value = parseDecimal(digits);
  const isPrinted = value !== undefined && value.coefficient.toString().length >= 16;
  return isPrinted ? significant(value, 12) : value;
}

function readField(name: FieldName, written: string, where: Where): Reading | Failure {
  const placed = placeOf(name, where);
  if (/^(?:null|nil|none|-1(?:\.0+)?|-|)$/i.test(written)) return { value: UNKNOWN, ...placed('') };
  const found = signed(name, written, where);
  if (!found) return { reason: 'currency-mismatch' };
  const value = exactOf(found.digits);
  if (!value || value.coefficient < 0n) return { reason: 'unreadable-price' };
  if (name.ratio) {
    const num = ratioOf(name, value);
    if (!num) return { reason: 'unreadable-price' };
    const text = printDecimal(num);
    const says = { [name.ratio === 'share' ? 'factor' : 'discount']: written };
    return { value: { kind: 'ratio', text, num: text }, ...placed(''), qualifiers: says };
  }
  if (name.zeroIsUnknown && value.coefficient === 0n) return { value: UNKNOWN, ...placed('') };
  const { currency } = found;
  const money = moneyOf({ ...name, ...(currency !== undefined && { currency }) }, value, where);
  if ('reason' in money) return money;
  return { value: priceValue(money.amount, money.unit), ...placed(money.currency), ...bandOf(name, where) };
}

/** A tier or hours that are named without a price; the standard tier is the one that no scope names. */
function conditionAlone(cell: Cell, { tier, window }: Beside, fields: readonly Field[]): Reading[] | Failure {
  const named = fields.find((field) => TIERS.has(last(field)))?.value;
  if (named === undefined && window === undefined) return { reason: 'unreadable-price' };
  const { head, qualifiers } = qualifiersOf(cell.scope);
  const said = { ...(tier && { tier }), ...(window && { window }) };
  const scope = qualified(head, { ...Object.fromEntries(qualifiers), ...said });
  const shown = { ...(named && { tier: named }), ...(window && { hours: window, zone: 'UTC' }) };
  return [{ value: UNKNOWN, scope, part: cell.part, qualifiers: shown }];
}

/** Two fields of one source side by side, the first without its name: "1.5 with price_euro 1.25€". */
const PAIR = /^(\d[\d.]*)€? with (price_(?:euro|eur)) (\d[\d.]*) ?€?$/i;

const normal = (text: string): string => {
  const pair = PAIR.exec(text);
  return pair ? `price_dollar: ${pair[1]}, ${pair[2]}: ${pair[3]}` : text;
};

/** A `base` price is the one below every tier that stands beside it. */
const belowAll = ({ above: _above, until: _until, ...rest }: Beside): Beside => rest;

/** A name with two words or more, or between quotation marks, before a colon or an equals sign. */
const LOOKS =
  /^[a-z]+ ?= ?[\d"]|"[\w.-]+"\s*:|(?:^|[\s{,])[a-z][a-z0-9]*(?:_[a-z0-9]+)+\s*[:=]|^[{[]|^[a-z]+(?:[A-Z][a-z]+)+\s*[:=]/;

/**
 * Reads a snippet of fields, `"key": value` or `key = value`, by what the names say; undefined where the text is none,
 * so that it is read as words.
 */
export function readFields(cell: Cell, text: string): Reading[] | Failure | undefined {
  const said = normal(text);
  if (!LOOKS.test(said)) return undefined;
  const fields = fieldsOf(said);
  if (!fields) return undefined;
  const beside = besideOf(fields);
  const prices = fields.filter((field) => !isBeside(field));
  if (!beside) return { reason: 'unreadable-price' };
  if (prices.length === 0) return conditionAlone(cell, beside, fields);
  const found: Reading[] = [];
  for (const field of prices) {
    const name = nameOf(field);
    const where = { cell, beside: last(field) === 'base' ? belowAll(beside) : beside };
    const reading = name ? readField(name, field.value, where) : undefined;
    if (!reading) return { reason: 'unknown-field' };
    if ('reason' in reading) return reading;
    found.push(reading);
  }
  const places = new Set(found.map(({ scope, part }) => `${scope}|${part}`));
  return places.size === found.length ? found : { reason: 'several-prices' };
}
