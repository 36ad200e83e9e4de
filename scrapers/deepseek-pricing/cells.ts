import type { Cell } from '../../src/read/blocks.ts';

/** What a cell says, or why it is refused. */
export type Taken = { asWritten: string; list?: string; currency?: 'USD' | 'CNY' } | { refused: string };

/** An amount and the discount that was taken off already: "$0.435 (75% off)". */
const AMOUNT = /^((?:\$\s?)?\d[\d.,]*\s?元?)(?: ?[(（]\d+(?:\.\d+)?(?:% off|折)[)）])?$/u;
const MAXIMUM = /^(?:DEFAULT: ?\d[\d.,]*[KM]? )?(?:MAXIMUM|最大)[:：]? ?(\d[\d.,]*[KM]?)$/u;
const BOTH_MODES = /^(?:(Supports) both non-thinking and thinking|(支持)非思考与思考)/u;

const currencyOf = (text: string): 'USD' | 'CNY' | undefined =>
  text.includes('$') ? 'USD' : text.includes('元') ? 'CNY' : undefined;

/** A price and, where one is struck through, the list price beside it. A cell without a digit is kept as written. */
export function takePrice(cell: Cell): Taken {
  if (!/\d/u.test(cell.text)) return { asWritten: cell.plain };
  const asWritten = AMOUNT.exec(cell.plain)?.[1]?.trim();
  if (asWritten === undefined || cell.struck.length > 1) return { refused: 'unreadable-cell' };
  const currency = currencyOf(asWritten);
  const list = cell.struck[0];
  if (currency === undefined || (list !== undefined && currencyOf(list) !== currency)) {
    return { refused: 'unknown-currency' };
  }
  return { asWritten, currency, ...(list === undefined ? {} : { list }) };
}

/** A limit; of a default and a maximum the maximum. A cell without a digit is kept as written. */
export function takeLimit(cell: Cell): Taken {
  if (!/\d/u.test(cell.plain) || /^\d[\d.,]*[KM]?$/u.test(cell.plain)) return { asWritten: cell.plain };
  const most = MAXIMUM.exec(cell.plain)?.[1];
  return most === undefined ? { refused: 'unreadable-cell' } : { asWritten: most };
}

/** Whether the model thinks: read only from the sentence that names both modes. */
export function takeThinking(cell: Cell): Taken {
  const [, english, chinese] = BOTH_MODES.exec(cell.plain) ?? [];
  const word = english ?? chinese;
  return word === undefined ? { refused: 'unreadable-cell' } : { asWritten: word };
}
