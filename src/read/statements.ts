import type { Attribute } from '../../schema/attributes.ts';
import type { Page } from '../../schema/source.ts';
import {
  type Context,
  type Locator,
  type NamedSubject,
  QUOTE_GAP,
  type Refusal,
  type Statement,
} from '../../schema/statement.ts';
import { readable } from './dom.ts';
import { absolute } from './embedded.ts';
import { refusePage } from './refuse.ts';
import { standsIn } from './stands.ts';
import type { Piece } from './text.ts';

/** What a scraper says of one cell or sentence; scope and part are '' where they are left out. */
export interface Draft {
  subject: NamedSubject;
  means: readonly Attribute[];
  scope?: string;
  part?: string;
  asWritten: string;
  unitWritten?: string;
  context?: Context;
  /** Days between which it holds, as written; the second is the first day on which it no longer does. */
  validFrom?: string;
  validUntil?: string;
  /** Where it is said, in the order of the quote; pieces without text are left out. */
  pieces: readonly Piece[];
  row?: string;
  column?: string;
}

/** Control characters and the mark of bytes that no charset has: a text with one of them was not read as written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/u;
export const isUnreadable = (text: string): boolean => UNREADABLE.test(text);

/** The text with U+FFFD for each control character, so that it can be stored and printed. */
export const printable = (text: string): string => text.replace(new RegExp(UNREADABLE, 'gu'), '\ufffd');

/** The longest stretch without the gap's characters: only that can stand beside other pieces in one quote. */
function ungapped(piece: Piece): Piece {
  const parts = piece.text.split(QUOTE_GAP).sort((a, b) => b.length - a.length);
  return { text: parts[0] ?? '', place: piece.place };
}

/** Quote and places of pieces. Throws where no piece has text: nothing is evidence. */
export function quoteOf(pieces: readonly Piece[]): { quote: string; places: Locator['places'] } {
  const said = pieces.filter((piece) => piece.text.trim() !== '');
  const apart = said.length > 1 ? said.map(ungapped).filter((piece) => piece.text.trim() !== '') : said;
  if (apart.length === 0) throw new Error('a statement without a quoted piece');
  return {
    quote: apart.map((piece) => piece.text).join(QUOTE_GAP),
    places: apart.map((piece) => piece.place),
  };
}

/** Names a row or sentence that could not be read with certainty. `what` is cut to 80 characters. */
export function refusalOf(reason: string, what: string, pieces: readonly Piece[]): Refusal {
  const name = printable(readable(what)).slice(0, 80) || '(blank)';
  if (pieces.every((piece) => piece.text.trim() === '')) return { reason, what: name, quote: '' };
  const { quote, places } = quoteOf(pieces);
  return { reason, what: name, quote: printable(quote), locator: { places } };
}

const identityOf = (said: Statement): string =>
  JSON.stringify([said.subject, said.means, said.scope, said.part, said.asWritten]);

/** The statements of one page, in its order; what is said twice in the same words is kept where it stood first. */
export class Statements {
  private readonly said = new Map<string, Statement>();
  private readonly page: Page;
  private readonly context: Context;

  constructor(page: Page, context: Context) {
    this.page = page;
    this.context = context;
  }

  get all(): Statement[] {
    return [...this.said.values()];
  }

  /** Adds a statement; refuses the page where a piece does not stand at its place in the body. */
  add(draft: Draft): void {
    for (const piece of draft.pieces) this.check(piece);
    const { quote, places } = quoteOf(draft.pieces);
    const statement: Statement = {
      subject: draft.subject,
      means: [...draft.means],
      scope: draft.scope ?? '',
      part: draft.part ?? '',
      asWritten: draft.asWritten,
      ...(draft.unitWritten === undefined ? {} : { unitWritten: draft.unitWritten }),
      context: draft.context ?? this.context,
      quote,
      locator: { places: places.map((place) => absolute(this.page, place)), ...headers(draft) },
      ...validity(draft),
    };
    const identity = identityOf(statement);
    if (!this.said.has(identity)) this.said.set(identity, statement);
  }

  private check(piece: Piece): void {
    if (piece.place.kind === 'css' || piece.place.kind === 'embedded') return;
    const found = this.page.text.slice(piece.place.start, piece.place.end);
    if (piece.text.trim() !== '' && !standsIn(found, piece.text, piece.place.kind)) {
      refusePage('quote-missing', `"${piece.text.slice(0, 60)}" does not stand at its place`);
    }
  }
}

function headers(draft: Draft): { row?: string; column?: string } {
  return {
    ...(draft.row === undefined ? {} : { row: draft.row }),
    ...(draft.column === undefined ? {} : { column: draft.column }),
  };
}

function validity({ validFrom, validUntil }: Draft): { validFrom?: string; validUntil?: string } {
  return {
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
}
