import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { Mark, Value } from '../../schema/value.ts';
import { type Cell, type Read, read, refused, shown, UNKNOWN } from './cell.ts';
import { compareDecimals, type Decimal, printDecimal, shift } from './decimal.ts';
import { durationOf } from './duration.ts';
import { withoutFootnotes } from './footnotes.ts';
import { isEmpty } from './markers.ts';
import { marksOf, numberOf, runsOf } from './number.ts';
import { slug } from './text.ts';
import { CURRENCY_SIGNS, parseUnit } from './unit.ts';

interface Measured {
  amount: Decimal;
  marks: Mark[];
  before: string;
  unit: string;
}

/** Columns of units that say nothing. */
const NO_UNIT: ReadonlySet<string> = new Set(['', '-', '—', 'none', 'n/a', 'null']);
/** `avgTotalTPS: "18.54"`, "Output speed: 85 tokens/s": a name before the value, and the value. */
const LABELLED = /^["'`]?([\p{L}][\p{L}\p{N} @_.()/-]{0,60}?)["'`]?\s?[:=]\s?["'`]?([^"'`]+?)["'`]?,?$/u;

/** The name before a value, and the value; '' where none stands there. */
function labelOf(text: string): { label: string; text: string } {
  const [, label = '', rest = text] = LABELLED.exec(text) ?? [];
  return { label: label.trim(), text: rest.trim() };
}

/** One number with its marks; what stands behind it, else the heading's unit, is its unit. */
function measuredOf(cell: Cell): Measured | undefined {
  const runs = runsOf(cell.text);
  const [run] = runs;
  if (!run || runs.length > 1) return undefined;
  const amount = numberOf(run.written, cell.context.locale);
  const { marks, before, behind } = marksOf(run.before, run.behind);
  const unit = behind.trim().replace(/\.$/, '');
  const outside = NO_UNIT.has(cell.unit.trim().toLowerCase()) ? '' : cell.unit.trim();
  return amount && { amount, marks, before: before.trim(), unit: unit === '' ? outside : unit };
}

const numberValue = (amount: Decimal, unit: string, marks: readonly Mark[]): Value => ({
  kind: 'number',
  text: printDecimal(amount),
  num: printDecimal(amount),
  ...(unit !== '' && { unit }),
  ...(marks.length > 0 && { marks: [...marks] }),
});

/** A version stands behind a name where it has a point, is a year or is marked with a v: GPQA 2 is a name. */
const VERSIONED = /^(.*\S)[ -](?:v(\d{1,4}(?:\.\d{1,3})*)|(\d{1,3}(?:\.\d{1,3})+|20\d\d))$/i;

/** The scope of a benchmark as stated: "Terminal-Bench 2.0" -> `terminal-bench;version=2.0`. */
function benchmarkScope(stated: string): string {
  const { head: name, qualifiers } = qualifiersOf(stated);
  const [, bare = name, marked, plain] = VERSIONED.exec(name.trim()) ?? [];
  const version = qualifiers.has('version') ? undefined : (marked ?? plain);
  const head = slug(version ? bare : name);
  return head === ''
    ? ''
    : qualified(head, { ...(version && { version }), ...Object.fromEntries(qualifiers) });
}

/** What a page writes behind a score: who measured it, and how. */
const SCORE_NOTE =
  / ?\((self-reported|reported|verified|vendor|pass@\d+|avg@\d+|\d+-shot|zero-shot|(?:no|with|without) tools|with thinking|text|text only|thinking|high|xhigh|medium|low|max)\)$| (pass@\d+|avg@\d+)$/i;
/** "77.3 ± 0.5": how far the score may be off. */
const SPREAD = / ?\(?(± ?\d+(?:\.\d+)?) ?(%?)\)?$/;
/** "62.1/100": the score, and what all of the benchmark would be. */
const OUT_OF = /(?<=\d) ?\/ ?(10|100|1000)$/;
const HUNDRED: Decimal = { coefficient: 100n, scale: 0 };
const ESTIMATED = /^(?:est\.|estimated) ?/i;
const PERCENT = /^(?:%|percent|per cent|pct|％)$/i;
const POINTS: ReadonlySet<string> = new Set(['', 'points', 'point', 'pts', 'score', 'elo', 'elo points']);

/** Reads a score; `%` is kept as the unit, "~" and "(est.)" as marks, "N/A" is unknown. A label names the benchmark. */
export function readBenchmark(cell: Cell): Read {
  const { label, text: said } = labelOf(cell.text);
  const scope = benchmarkScope(
    label !== '' && (cell.scope === '' || cell.scope === 'unnamed') ? label : cell.scope,
  );
  if (scope === '') return refused('bad-scope', 'A score without the name of its benchmark.');
  const { text, footnote } = withoutFootnotes((label !== '' ? said : cell.text).replace(/\*\*/g, ''));
  if (isEmpty(text)) return read({ value: UNKNOWN, scope });
  const [, bracketed, behind] = SCORE_NOTE.exec(text) ?? [];
  const note = bracketed ?? behind ?? SPREAD.exec(text)?.[1];
  const guessed = ESTIMATED.test(text);
  const outOf = OUT_OF.exec(text)?.[1];
  const bare = text.replace(OUT_OF, '').replace(SCORE_NOTE, '').replace(SPREAD, '$2').replace(ESTIMATED, '');
  const found = measuredOf({ ...cell, text: bare });
  const unit = PERCENT.test(found?.unit ?? '') ? '%' : (found?.unit ?? '').toLowerCase();
  if (!found || !/^(?:|score(?: of)?|elo)$/i.test(found.before) || (unit !== '%' && !POINTS.has(unit))) {
    return refused('unreadable-score', `${shown(cell.text)} is no single score.`);
  }
  if (unit === '%' && compareDecimals(found.amount, HUNDRED) > 0)
    return refused('implausible-score', `${shown(cell.text)} is more than all of a benchmark.`);
  const qualifiers = {
    ...(note && { note }),
    ...(outOf && { out_of: outOf }),
    ...(footnote !== undefined && { footnote }),
  };
  const kept = unit === '%' || /^elo/.test(unit) ? unit.replace(' points', '') : '';
  const value = numberValue(found.amount, kept, guessed ? [...found.marks, 'estimated'] : found.marks);
  return read({ value, scope, ...(Object.keys(qualifiers).length > 0 && { qualifiers }) });
}

const PER_SECOND =
  /^(?:output )?(?:tokens?|tok|toks|t|токенов|トークン|词元)? ?(?:\/|per|par|por|pro|a|每|в) ?(?:seconds?|secs?|s|秒钟?|seconde|segundo|sekunde|секунду)$|^(?:tps|t\/s|tokens?\/秒)$/i;
const SPEED_LABEL =
  /^(?:\w*(?:tps|throughput|speed|tokens?_?per_?second|tokens\/s)\w*|(?:output |median |average |generation |decode )*(?:speed|throughput|tokens per second)|速度|输出速度|吞吐量|每秒)$/i;
const SPEED_NOTE =
  / ?\((?:median|average|avg|mean|output|p50|decode|measured|single stream|on [a-z\d]{2,12}(?: [a-z\d]{2,12}){0,2})\)$| (?:output|median|average) speed$/i;
const SCALES: ReadonlyMap<string, number> = new Map([
  ['k', 3],
  ['thousand', 3],
]);

/** "1.000": three zeros behind a point are as often thousands as thousandths that nobody measured. */
const GROUPED_OR_EXACT = /(?<![\d.,])\d{1,3}[.,]000(?![\d.,])(?<=\.000)/;

/** Reads a speed in tokens per second: "1,000+ tokens/sec", "~70 tok/s", "up to 400 tokens per second", "3k t/s". */
export function readThroughput(cell: Cell): Read {
  const { label, text: said } = labelOf(cell.text);
  const named = SPEED_LABEL.test(label);
  const { text } = withoutFootnotes((named ? said : cell.text).replace(SPEED_NOTE, ''));
  if (isEmpty(text)) return read({ value: UNKNOWN });
  const bare = text.replace(/^每秒 ?(.+?)(?: ?(?:个|tokens?|词元))*$/i, '$1 tokens per second');
  if (GROUPED_OR_EXACT.test(bare)) {
    return refused(
      'ambiguous-number',
      `${shown(cell.text)} is a thousand or one, as its language writes it.`,
    );
  }
  const found = measuredOf({ ...cell, text: bare });
  const [, scale = '', unit = ''] = /^(k|thousand)?(?![a-z]+$) ?(.*)$/i.exec(found?.unit ?? '') ?? [];
  const spoken = PER_SECOND.test(unit) || (unit === '' && named) || PER_SECOND.test(found?.unit ?? '');
  if (found?.before !== '' || !spoken) {
    return refused('unreadable-speed', `${shown(cell.text)} is no number of tokens per second.`);
  }
  // Who measured nothing writes 0.
  if (found.amount.coefficient === 0n) return read({ value: UNKNOWN });
  const amount = shift(found.amount, SCALES.get(scale.toLowerCase()) ?? 0);
  return read({ value: numberValue(amount, 'tokens per second', found.marks) });
}

/** Reads a duration as seconds: "~50 sec", "6 minutes", "1m 30s". */
export function readTaskTime(cell: Cell): Read {
  const { label, text: said } = labelOf(cell.text);
  const { text } = withoutFootnotes(
    /^(?:\p{L}+[ _]?)*(?:time|duration|latency|ttft|耗时|时间|用时)$/iu.test(label) ? said : cell.text,
  );
  if (isEmpty(text)) return read({ value: UNKNOWN });
  const found = durationOf(text, cell.unit, cell.context.locale);
  if (!found) return refused('unreadable-duration', `${shown(cell.text)} is no single duration.`);
  return read({ value: numberValue(found.seconds, 'seconds', found.marks) });
}

/** The currency of "$", "US$", "元" before a number; '' where nothing stands there, undefined where it is no sign. */
function signOf(text: string, locale: string): string | undefined {
  if (text === '') return '';
  const sign = CURRENCY_SIGNS.get(text.toLowerCase());
  // ¥ is a yuan or a yen; the source's language says which.
  if (sign !== '¥') return sign;
  return /^zh/i.test(locale) ? 'CNY' : /^ja/i.test(locale) ? 'JPY' : undefined;
}

const FREE: Value = { kind: 'price', text: 'free' };

/** Reads the price of a plan: "$200/month" -> 200 USD per month. A yearly price stays yearly. */
export function readSubscriptionPrice(cell: Cell): Read {
  const scope = cell.scope === '' || cell.scope.includes('=') ? cell.scope : slug(cell.scope);
  if (isEmpty(cell.text)) return read({ value: UNKNOWN, scope });
  if (/^(?:free|free plan|免费|gratis|gratuit|kostenlos)$/i.test(cell.text))
    return read({ value: FREE, scope });
  const about = /^[~≈] ?/.test(cell.text);
  const found = measuredOf({ ...cell, text: cell.text.replace(/^[~≈] ?/, '') });
  // "$15.50" under a heading that says "per month": the heading's unit stands behind it.
  const unit = found && parseUnit(found.unit.replace(/^(?:\/|per|a|each) ?/i, 'per '));
  const sign = found && signOf(found.before, cell.context.locale);
  const currencies = new Set(
    [sign, ...(unit?.currencies ?? [])].filter((name) => name !== undefined && name !== ''),
  );
  const currency =
    currencies.size === 0 ? (cell.context.currency ?? '') : currencies.size === 1 ? [...currencies][0] : '';
  if (
    !found ||
    sign === undefined ||
    !unit ||
    !/^(?:month|year)$/.test(unit.thing) ||
    unit.power !== 0 ||
    !currency
  ) {
    return refused('unreadable-price', `${shown(cell.text)} is no amount of money per month or year.`);
  }
  const amount = shift(found.amount, unit.money);
  const marks: Mark[] = about ? [...found.marks, 'approximate'] : found.marks;
  const value = numberValue(amount, `${currency} per ${unit.thing}`, marks);
  return read({ value: { ...value, text: printDecimal(amount, 2) }, scope });
}
