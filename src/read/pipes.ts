import type { Page } from '../../schema/source.ts';
import type { Cell, TableBlock } from './blocks.ts';
import { readable } from './dom.ts';
import { refusePage } from './refuse.ts';

/** Places in one table, short rows filled up: one long row among a million would make a table of millions of millions. */
const MAX_PLACES = 200_000;

/** One line of a body: its text without the line end, and where it stands. */
export interface Line {
  text: string;
  start: number;
  end: number;
}

/** The lines of a text with their offsets; `\r\n` ends a line like `\n`. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const found of text.matchAll(/\r\n|\r|\n/gu)) {
    lines.push({ text: text.slice(start, found.index), start, end: found.index });
    start = found.index + found[0].length;
  }
  lines.push({ text: text.slice(start), start, end: text.length });
  return lines;
}

/** Marks of emphasis, code and links taken off: what a reader of rendered text sees. `__` stays: it is a name's. */
export const unmarked = (text: string): string =>
  readable(
    text
      .replace(/!?\[([^[\]]*)\]\([^()]*\)/gu, '$1')
      .replace(/\*\*|`/gu, '')
      .replace(/\\([|*_[\]])/gu, '$1'),
  );

const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\(([^()\s]+)[^()]*\)/gu)].map((found) => found[1] ?? '');

/** The ranges between the pipes of a line that no backslash stands before; outer pipes hold no cell. */
export function cellRanges(line: Line): { start: number; end: number }[] {
  const cuts = [...line.text.matchAll(/\\.|\|/gu)].filter((found) => found[0] === '|');
  const edges = [-1, ...cuts.map((found) => found.index), line.text.length];
  const ranges = edges.slice(0, -1).map((edge, at) => ({
    start: line.start + edge + 1,
    end: line.start + (edges[at + 1] ?? line.text.length),
  }));
  const isBlank = (range: { start: number; end: number } | undefined) =>
    range !== undefined && line.text.slice(range.start - line.start, range.end - line.start).trim() === '';
  if (ranges.length > 1 && isBlank(ranges[0])) ranges.shift();
  if (ranges.length > 1 && isBlank(ranges.at(-1))) ranges.pop();
  return ranges;
}

const isDelimiterCell = (text: string): boolean => /^\s*:?-+:?\s*$/u.test(text);

/** Whether a line parts a pipe table's header from its body: `|---|:-:|`. */
export function isDelimiter(page: Page, line: Line | undefined): line is Line {
  if (line === undefined || !line.text.includes('|')) return false;
  return cellRanges(line).every((range) => isDelimiterCell(page.text.slice(range.start, range.end)));
}

/** A cell whose place cuts its text exactly. */
export function pipeCell(page: Page, range: { start: number; end: number }, header: boolean): Cell {
  const raw = page.text.slice(range.start, range.end);
  const start = raw.trim() === '' ? range.start : range.start + (raw.length - raw.trimStart().length);
  const end = raw.trim() === '' ? range.end : range.start + raw.trimEnd().length;
  const text = readable(raw);
  const place = { kind: 'text', start, end } as const;
  return { text, plain: unmarked(raw), struck: [], notes: [], links: linksOf(raw), header, place };
}

/** A full grid out of ragged rows; a cell that the page has not is empty and stands, with no width, at its line's start. */
export function pipeTable(rows: Cell[][], lines: readonly Line[]): TableBlock {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (width * rows.length > MAX_PLACES)
    refusePage('table-too-large', `a table of ${rows.length} rows by ${width}`);
  const grid = rows.map((row, at) => {
    const start = lines[at]?.start ?? 0;
    const place = { kind: 'text', start, end: start } as const;
    const filler: Cell = { text: '', plain: '', struck: [], notes: [], links: [], header: false, place };
    return [...row, ...Array.from({ length: width - row.length }, () => filler)];
  });
  const start = lines[0]?.start ?? 0;
  return { kind: 'table', rows: grid, place: { kind: 'text', start, end: lines.at(-1)?.end ?? start } };
}
