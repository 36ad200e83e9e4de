import type { Page } from '../../schema/source.ts';
import type { Cell } from '../../src/read/blocks.ts';
import { currenciesIn } from '../../src/read/currency.ts';
import { type JsonNode, take } from '../../src/read/json.ts';
import { jsonCell } from '../../src/read/json-table.ts';

/** Keys of a price, each with the currency of its figures. */
export const CURRENCIES = [
  ['price_dollar', 'USD'],
  ['price_euro', 'EUR'],
] as const;

/** What an entry has to know of the whole list. */
export interface List {
  /** Ids under which several entries stand. */
  shared: ReadonlySet<string>;
  /** Currencies that most figures under their key do not name, but another: there a word is no price either. */
  foreign: ReadonlySet<string>;
}

/** See `List.foreign`. */
export function foreignIn(page: Page, entries: readonly JsonNode[]): ReadonlySet<string> {
  const prices = entries.flatMap((entry) => {
    const list = take(entry, 'price');
    return list?.type === 'array' ? list.items : [];
  });
  const foreign = CURRENCIES.filter(([key, currency]) => {
    const nodes = prices.map((price) => take(price, key)).filter((node) => node?.type === 'string');
    const named = nodes.map((node) => currenciesIn(jsonCell(page, node).plain, currency));
    const others = named.filter((signs) => signs.size > 0 && !signs.has(currency));
    return others.length > named.length / 2;
  });
  return new Set(foreign.map(([, currency]) => currency));
}

/** What one label sells: parts of the price, what they are per, and the form of a figure; or why it is left alone. */
export type Label = { parts: readonly string[]; per?: string; form: RegExp } | { ignore: string };

/** A figure alone, on whatever side its sign stands. */
const BARE = /^[€$]?\d+(?:\.\d+)?[€$]?$/u;
/** A word in place of a figure. */
const FREE = /^free$/iu;

/** Labels of prices as the page writes them. */
export const LABELS: ReadonlyMap<string, Label> = new Map<string, Label>([
  ['Input (/M tokens)', { parts: ['input'], per: '1M tokens', form: BARE }],
  ['Cached input (/M tokens)', { parts: ['cache_read'], per: '1M tokens', form: BARE }],
  ['Output (/M tokens)', { parts: ['output'], per: '1M tokens', form: BARE }],
  ['Audio Input/min', { parts: ['input;modality=audio;unit=minute'], per: 'minute', form: BARE }],
  ['OCR', { parts: ['ocr;unit=page'], form: /\/ ?1000 pages$/u }],
  // Speech is counted by the characters of the text that goes in, as elsewhere.
  ['Audio generation', { parts: ['input;unit=character'], form: /\d[€$]? per 1[kM] characters$/u }],
  // Of the whole endpoint only the word can be said: it holds for what goes in and for what comes out.
  ['API endpoint', { parts: ['input', 'output'], form: FREE }],
  ['Available on', { ignore: 'an address of the interface' }],
]);

/** One label for two prices: "$0.004 (audio) / $0.1 (text)" under "Input (per min / per M tok)". */
export const BOTH = 'Input (per min / per M tok)';
const BOTH_PRICES = /^(\S+) \(audio\) \/ (\S+) \(text\)$/u;

/** A line below a price that changes nothing of it. */
const ASIDE = /^\+ ?\d+% off with batch-APIs?$/u;

/** One price: the text as written, its part, and what it is per where the label says so. */
export interface Price {
  asWritten: string;
  part: string;
  per?: string;
}

const isMoney = (text: string, currency: string): boolean => {
  const named = currenciesIn(text, currency);
  return named.size === 1 && named.has(currency) && /\d/u.test(text);
};

/** The prices of a cell under its label, or why it cannot be read. */
export function pricesOf(
  label: string,
  cell: Cell,
  currency: string,
): readonly Price[] | { refused: string } {
  const [first = '', ...more] = cell.lines ?? [cell.plain];
  const known = LABELS.get(label);
  if (more.some((line) => !ASIDE.test(line))) return { refused: 'unknown-note' };
  if (cell.struck.length > 0) return { refused: 'struck-price' };
  const isFree = FREE.test(first) && known !== undefined;
  if (!isFree && !isMoney(first, currency))
    return { refused: /\d/u.test(first) ? 'other-currency' : 'no-figure' };
  if (label === BOTH) return bothOf(first);
  if (known === undefined || 'ignore' in known) return { refused: 'unknown-label' };
  if (!isFree && !known.form.test(first)) return { refused: 'unreadable-cell' };
  const { parts, per } = known;
  return parts.map((part) => ({ asWritten: first, part, ...(per === undefined ? {} : { per }) }));
}

/** The two prices of a text and of a sound that stand in one cell. */
function bothOf(text: string): readonly Price[] | { refused: string } {
  const [, audio, words] = BOTH_PRICES.exec(text) ?? [];
  if (audio === undefined || words === undefined) return { refused: 'unreadable-cell' };
  return [
    { asWritten: words, part: 'input', per: '1M tokens' },
    { asWritten: audio, part: 'input;modality=audio;unit=minute', per: 'minute' },
  ];
}
