import type { Attribute } from '../../schema/attributes.ts';
import type { Page } from '../../schema/source.ts';
import type { Context, NamedSubject } from '../../schema/statement.ts';
import type { Account } from '../../src/read/account.ts';
import type { Statements } from '../../src/read/statements.ts';
import type { Card } from './card.ts';

/** What is known while one card is read, and where its statements go. */
export interface Reading {
  page: Page;
  card: Card;
  account: Account;
  statements: Statements;
}

/** A value of one attribute as the card writes it. */
export interface Figure {
  means: Attribute;
  scope?: string;
  part?: string;
  asWritten: string;
  unitWritten?: 'yes' | 'no';
}

/** Cards are written in English; only their prices have a currency. */
export const CONTEXT: Context = { locale: 'en' };

export const model = (name: string): NamedSubject => ({ kind: 'model', name });
