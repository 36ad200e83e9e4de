import type { Cell } from '../../src/read/blocks.ts';
import { currenciesIn } from '../../src/read/currency.ts';

/** What one label sells: a part of the price, and what it is per; or why it is left alone. */
export type Label = { part: string; per?: string } | { ignore: string };

/** Labels of prices as the page writes them. */
export const LABELS: ReadonlyMap<string, Label> = new Map<string, Label>([
  ['Input (/M tokens)', { part: 'input', per: '1M tokens' }],
  ['Cached input (/M tokens)', { part: 'cache_read', per: '1M tokens' }],
  ['Output (/M tokens)', { part: 'output', per: '1M tokens' }],
  ['Audio Input/min', { part: 'input;modality=audio;unit=minute', per: 'minute' }],
  ['OCR', { part: 'ocr;unit=page' }],
  ['Available on', { ignore: 'an address of the interface' }],
  ['API endpoint', { ignore: 'free for a while; which part of the price is meant is not said' }],
  ['Audio generation', { ignore: 'by the character; whether of the text or of the speech is not said' }],
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
  if (more.some((line) => !ASIDE.test(line))) return { refused: 'unknown-note' };
  if (cell.struck.length > 0) return { refused: 'struck-price' };
  if (!isMoney(first, currency)) return { refused: /\d/u.test(first) ? 'other-currency' : 'no-figure' };
  const both = BOTH_PRICES.exec(first);
  if (label === BOTH) {
    const [, audio, text] = both ?? [];
    if (audio === undefined || text === undefined) return { refused: 'unreadable-cell' };
    return [
      { asWritten: text, part: 'input', per: '1M tokens' },
      { asWritten: audio, part: 'input;modality=audio;unit=minute', per: 'minute' },
    ];
  }
  const known = LABELS.get(label);
  if (known === undefined || 'ignore' in known) return { refused: 'unknown-label' };
  if (known.per === undefined ? !/\/ ?1000 pages$/u.test(first) : !/^[€$]?\d+(?:\.\d+)?[€$]?$/u.test(first))
    return { refused: 'unreadable-cell' };
  return [{ asWritten: first, ...known }];
}
