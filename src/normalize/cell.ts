import type { Attribute } from '../../schema/attributes.ts';
import type { Context } from '../../schema/statement.ts';
import type { Value } from '../../schema/value.ts';
import { printable } from './text.ts';

/** One text to be read, with everything that its source says around it. `text` is folded already. */
export interface Cell {
  attribute: Attribute;
  means: readonly Attribute[];
  scope: string;
  part: string;
  text: string;
  unit: string;
  context: Context;
  /** The reader's day (YYYY-MM-DD), for dates without a year; absent where nobody says. */
  today?: string;
}

/** One value out of a cell; attribute, scope and part only where they differ from the cell's. */
export interface Reading {
  value: Value;
  attribute?: Attribute;
  scope?: string;
  part?: string;
  /** The piece of the cell that says it, where several pieces say something of one scope and part. */
  asWritten?: string;
  /** Instants in UTC between which the text says that it holds: from the first on, up to but without the second. */
  statedFrom?: string;
  statedUntil?: string;
  /** What the text says besides and no claim carries, by name: `footnote`, `badge`, `openness`, `window`. */
  qualifiers?: Readonly<Record<string, string>>;
}

/** A text that was not read: `reason` is a short stable code, `detail` a sentence that shows the text. */
export interface Refused {
  ok: false;
  reason: string;
  detail: string;
}

export type Read = { ok: true; readings: Reading[] } | Refused;

/** Reads one kind of value; pure and total: it refuses, it never throws. */
export type Reader = (cell: Cell) => Read;

/** The value of a text that says that nothing is known. It carries no number, least of all 0. */
export const UNKNOWN: Value = { kind: 'unknown', text: 'unknown' };

/** A text cut to 80 characters between quotation marks, for a sentence that a person reads. */
export const shown = (text: string): string => {
  const characters = [...printable(text.slice(0, 400)).replace(/\s+/g, ' ')];
  return `"${characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : characters.join('')}"`;
};

export const refused = (reason: string, detail: string): Refused => ({ ok: false, reason, detail });

export const read = (...readings: Reading[]): Read => ({ ok: true, readings });
