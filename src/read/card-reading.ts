import type { Attribute } from '../../schema/attributes.ts';
import type { Page } from '../../schema/source.ts';
import type { Context, NamedSubject } from '../../schema/statement.ts';
import type { Account } from './account.ts';
import type { Cell } from './blocks.ts';
import type { Card } from './card-models.ts';
import { cellPiece } from './markdown.ts';
import type { Statements } from './statements.ts';
import type { Piece } from './text.ts';

/** What a source knows of its cards besides what stands on them. */
export interface CardRules {
  /** Organisations of a hub that sell models, and the name under which they do. */
  sellers: ReadonlyMap<string, string>;
  /** Whom the front matter is about, where the page's own address or a link on it tells. */
  repository?: NamedSubject | undefined;
}

/** What is known while one card is read, and where its statements go. */
export interface CardReading {
  page: Page;
  card: Card;
  rules: CardRules;
  account: Account;
  statements: Statements;
}

/** A value of one attribute as the card writes it. */
export interface Figure {
  means: Attribute;
  scope?: string;
  asWritten: string;
}

/** Cards are written in English; only their prices have a currency. */
export const CARD_CONTEXT: Context = { locale: 'en' };

export const modelNamed = (name: string): NamedSubject => ({ kind: 'model', name });

/** The pieces of a quote that cells are; empty ones are left out. */
export const cellPieces = (cells: readonly (Cell | undefined)[], { page }: CardReading): Piece[] =>
  cells.flatMap((cell) => (cell && cell.text !== '' ? [cellPiece(page, cell)] : []));
