import type { Attribute } from '../../schema/attributes.ts';
import { type Qualifiers, qualified, qualifiersOf } from '../../schema/scope.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import type { Cell } from './blocks.ts';
import { currenciesIn } from './currency.ts';
import type { Draft } from './statements.ts';
import type { Row } from './table.ts';
import type { Piece } from './text.ts';

/** What a cell says. `of` is whom, where it is not the row's subject; `beside` are pieces that tell it. */
export type Said = Omit<Draft, 'subject' | 'pieces' | 'row' | 'column'> & {
  of?: NamedSubject;
  beside?: readonly Piece[];
};

/** What is made of a cell: nothing, something, or a refusal by its reason. */
export type Told = readonly Said[] | { refused: string };

/** What prices are per as the page writes it, in the words of a context, and the piece that says it; empty: each cell does. */
export interface UnitFound {
  text?: string;
  per?: string;
  piece?: Piece;
}

/** What stands around a cell. */
export interface Around {
  row: Row;
  /** All rows of the table that are about somebody. */
  rows: readonly Row[];
  subject: NamedSubject;
  locale: string;
  currency: string;
  /** What prices of this column are per; refuses the page where the piece that should say it does not. */
  unit(): UnitFound;
  /** Figures stand without a sign of their currency. */
  bare: boolean;
  /** Qualifiers of the scope and of the part that the table, its headings or its section give to prices. */
  scope: Qualifiers;
  part: Qualifiers;
}

export type Say = (cell: Cell, around: Around) => Told;

const HAS_FIGURE = /\d/u;
/** "/ MTok", "per image", "每百万": a figure with its own unit. */
const HAS_UNIT = /\/|／|\bper\b|每/iu;

/** What a price in a cell is per, as it stands behind the amount: "/ M tokens" of "$0.30 / M tokens". */
const RATE = /^[^/／\d]*\d[\d.,]*\s*(?=[/／每]|per\b)(\D*|[/／每].*)$/u;

/** The unit of a struck price: its own, else that of the price which stands for it now. */
const unitOfStruck = (struck: string, cell: Cell, unit: string | undefined): string | undefined =>
  unit === undefined && !HAS_UNIT.test(struck) ? RATE.exec(cell.plain)?.[1]?.trim() : unit;

/** Why a price cannot be taken as it stands, or undefined. */
function wrongPrice(text: string, unit: string | undefined, around: Around): string | undefined {
  const named = currenciesIn(`${text} ${unit ?? ''}`, around.currency);
  if ([...named].some((currency) => currency !== around.currency)) return 'other-currency';
  if (!HAS_FIGURE.test(text)) return undefined;
  if (named.size === 0 && !around.bare) return 'unknown-currency';
  return unit === undefined && !HAS_UNIT.test(text) ? 'no-unit' : undefined;
}

/**
 * States the cell as the price of a part (`input`, `output`, `cache_read`, `input;above=200000`), and a struck one
 * as the list price. `scope` qualifies the scope: `{ tier: 'batch' }`. A figure in another currency, without one, or
 * without a unit is refused.
 */
export function price(part: string, scope: Qualifiers = {}): Say {
  const { head, qualifiers } = qualifiersOf(part);
  return (cell, around) => {
    const { currency, locale } = around;
    const { text: unit, per, piece } = around.unit();
    const amounts: { asWritten: string; basis: Qualifiers; unit: string | undefined }[] = [
      { asWritten: cell.plain, basis: {}, unit },
      ...cell.struck.map((list) => ({
        asWritten: list,
        basis: { basis: 'list' },
        unit: unitOfStruck(list, cell, unit),
      })),
    ];
    const wrong = amounts.flatMap((amount) => wrongPrice(amount.asWritten, amount.unit, around) ?? [])[0];
    if (wrong !== undefined) return { refused: wrong };
    if (cell.struck.length > 1) return { refused: 'unreadable-cell' };
    const said = {
      means: ['price'] as const,
      part: qualified(head, { ...around.part, ...Object.fromEntries(qualifiers) }),
      ...(piece === undefined ? {} : { beside: [piece] }),
      context: { locale, currency, ...(per === undefined ? {} : { per }) },
    };
    return amounts.flatMap(({ asWritten, basis, unit: rate }) => {
      if (asWritten === '') return [];
      const unitWritten = rate === undefined ? {} : { unitWritten: rate };
      return [
        {
          ...said,
          ...unitWritten,
          asWritten,
          scope: qualified(currency, { ...around.scope, ...scope, ...basis }),
        },
      ];
    });
  };
}

/** States the cell as the value of an attribute, in a scope where it has one: `capability` with `tool_calls`. */
export const stated =
  (means: Attribute | readonly Attribute[], scope = ''): Say =>
  ({ plain }) =>
    plain === '' ? [] : [{ means: typeof means === 'string' ? [means] : means, scope, asWritten: plain }];

/** The same, of the model that a cell of the row names instead of what the row sells. */
export const ofModel =
  (name: string, say: Say): Say =>
  (cell, around) => {
    const named = around.row.cell(name);
    const told = say(cell, around);
    if ('refused' in told || named === undefined) return told;
    const of: NamedSubject = { kind: 'model', name: named.plain };
    return told.map((said) => ({ ...said, of, beside: [{ text: named.text, place: named.place }] }));
  };

/**
 * Reads the first group of a pattern instead of the whole text: "$0.435 (75% off)", "MAXIMUM: 384K". A text that does
 * not fit is refused; without a figure in it the cell is read as it stands, unless `always`.
 */
export const matching =
  (pattern: RegExp, say: Say, always = false): Say =>
  (cell, around) => {
    if (!always && !HAS_FIGURE.test(cell.plain)) return say(cell, around);
    const found = pattern.exec(cell.plain);
    const plain = found
      ?.slice(1)
      .find((group) => group !== undefined)
      ?.trim();
    return plain === undefined ? { refused: 'unreadable-cell' } : say({ ...cell, plain }, around);
  };
