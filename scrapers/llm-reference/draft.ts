import type { Page } from '../../schema/source.ts';
import { Account } from '../../src/read/account.ts';
import { Statements } from '../../src/read/statements.ts';
import type { Piece } from '../../src/read/text.ts';
import type { Pair, Side } from './names.ts';

/** Something that a page says of one of its models, with the place where it says it. */
export interface Said<T> {
  value: T;
  pieces: Piece[];
}

/** What one section says and another needs in order to know whose a figure is. */
export interface Known {
  /** Provider of the cheapest tracked route, by model; undefined where none is named, null where two are. */
  routes: ReadonlyMap<Side, Said<string> | null>;
  /** Where each model can be run, as the page lists it. */
  providers: ReadonlyMap<Side, Said<string[]>>;
  /** Output price of the pricing table, as written. */
  outputs: ReadonlyMap<Side, string>;
  /** Number of routes that the page tracks, by model. */
  counts: ReadonlyMap<Side, number>;
}

/** Everything that the reading of one page writes to. */
export interface Draft {
  pair: Pair;
  known: Known;
  statements: Statements;
  account: Account;
}

/** Prices stand in US dollars; the page's language is English. */
export const CONTEXT = { locale: 'en', currency: 'USD' } as const;

/** An empty draft of a page. */
export function draftOf(page: Page, pair: Pair, known: Known): Draft {
  return { pair, known, statements: new Statements(page, CONTEXT), account: new Account() };
}
