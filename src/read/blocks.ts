import type { Place } from '../../schema/statement.ts';

/** One cell of a table; a cell that spans several columns or rows stands in each of them as the same object. */
export interface Cell {
  /** All of the cell's text, white space folded: what a quote of it says. */
  text: string;
  /** The text without footnote marks and without what is struck through. */
  plain: string;
  /** Texts that are struck through: list prices. */
  struck: readonly string[];
  /** Footnote marks as written: "(1)". */
  notes: readonly string[];
  /** Targets of the cell's links. */
  links: readonly string[];
  /** The text line by line, where a line break or a block inside of the cell parts it; struck text is left out. */
  lines?: readonly string[];
  /** Texts in code type: ids. */
  codes?: readonly string[];
  header: boolean;
  /** True for a cell that the page does not have: its row is shorter than the table is wide. */
  absent?: true;
  place: Place;
}

/** What blocks of pages with sections know besides. */
interface InSection {
  /** Titles of the sections that the block stands in, outermost first: headings and tabs. */
  path?: readonly string[];
  /** Texts in code type: ids. */
  codes?: readonly string[];
  /** Targets of links. */
  links?: readonly string[];
}

export interface HeadingBlock extends InSection {
  kind: 'heading';
  level: number;
  text: string;
  place: Place;
}

export interface TextBlock extends InSection {
  kind: 'text';
  /** What the text is a piece of; an item is one entry of a list, code is never prose. */
  role: 'paragraph' | 'item' | 'code';
  text: string;
  place: Place;
}

export interface TableBlock extends InSection {
  kind: 'table';
  /** A full grid: every row has the same number of cells. */
  rows: readonly (readonly Cell[])[];
  place: Place;
}

/** HTML, Markdown and flattened text all come down to a list of these, in the order of the page. */
export type Block = HeadingBlock | TextBlock | TableBlock;

/** White space folded to single blanks and trimmed: the form in which text is compared and quoted. */
export const fold = (text: string): string => text.replace(/\s+/gu, ' ').trim();
