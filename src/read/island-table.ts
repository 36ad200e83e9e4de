import type { Page } from '../../schema/source.ts';
import type { Cell, TableBlock } from './blocks.ts';
import type { JsonNode } from './json.ts';
import { jsonCell, type Shown } from './json-table.ts';

/** Rows of a payload, and the table that the page shows of some of them. */
export interface ShownRows {
  page: Page;
  rows: readonly (readonly JsonNode[])[];
  table: TableBlock;
  /** The value that a cell shows where the payload wraps it. */
  shown: Shown;
  /** How the page shows a number of the payload: with the sign of its currency. */
  signed: RegExp;
  /** Labels of columns for which older rows have no cell. */
  optional?: RegExp;
  /** How the payload itself calls the columns, once or twice; undefined where a name is written in an unknown way. */
  headings?: readonly (readonly (string | undefined)[])[];
}

/** A row that the page shows otherwise than the payload has it, with the first cell that differs. */
export interface Difference {
  row: readonly Cell[];
  /** Headers of the cell from above, the cell as shown and as the payload has it; absent where the payload has no such row. */
  first?: { headers: readonly Cell[]; shown: Cell | undefined; meant: Cell };
  /** How many cells of the row differ. */
  count: number;
}

/** What became of a payload and the table that shows some of it. */
export interface Compared {
  /** All rows under the shown headers but those that differ; absent where no row that is shown agrees. */
  table?: TableBlock;
  /** How many rows the page shows. */
  shown: number;
  differs: readonly Difference[];
  /** What the page calls a column, and what the payload does, where the two differ. */
  headers?: { shown: string; meant: string; cells: readonly Cell[] };
}

/** A figure without its sign and its zeros; any other text as it is, and '' for what says nothing. */
function figureOf(text: string): string {
  const number = /^[^\w\s]?\s?(\d[\d,]*(?:\.\d+)?)$/u.exec(text)?.[1]?.replaceAll(',', '');
  if (number !== undefined) return number.includes('.') ? number.replace(/\.?0+$/u, '') : number;
  return /^[-–—]?$/u.test(text) ? '' : text;
}

/** The name that the page shows may leave out what the payload says behind it in brackets. */
const isName = (shown: string, meant: string): boolean =>
  shown === meant || (meant.startsWith(`${shown} (`) && meant.endsWith(')'));

/** Columns in which a row is shown otherwise than the payload has it. */
function differing(row: readonly Cell[], { cells, open }: Laid, signed: RegExp): number[] {
  return cells.flatMap((cell, at) => {
    const seen = row[at]?.plain ?? '';
    const isUnsigned = /^\d[\d.]*$/u.test(cell.plain) && !signed.test(seen);
    const isSame =
      !isUnsigned && (at === 0 ? isName(seen, cell.plain) : figureOf(seen) === figureOf(cell.plain));
    return open.has(cell) || isSame ? [] : [at];
  });
}

/** Header rows of a table that a page shows. */
const headerOf = ({ rows }: TableBlock): readonly (readonly Cell[])[] => {
  const end = rows.findIndex((row) => row.some((cell) => !cell.header));
  return end < 0 ? rows : rows.slice(0, end);
};

/** How many columns a row of the payload may fill: the first, and those of the first group. */
function spanOfFirst(header: readonly (readonly Cell[])[]): number {
  const groups = header[0] ?? [];
  if (header.length < 2) return groups.length;
  const next = groups.findIndex((cell, at) => at > 1 && cell !== groups[1]);
  return next < 0 ? groups.length : next;
}

/** A row of the payload under the header; `open` are columns that it says nothing of. */
interface Laid {
  cells: Cell[];
  open: ReadonlySet<Cell>;
}

/** A row's cells under the header; where the payload has too few, the missing ones are absent and the row is short. */
function laid(row: readonly Cell[], header: readonly (readonly Cell[])[], optional?: RegExp): Laid {
  const width = header[0]?.length ?? 0;
  const span = spanOfFirst(header);
  const [first] = row;
  if (first === undefined) return { cells: [], open: new Set() };
  const blank: Cell = { ...first, text: '', plain: '', struck: [], notes: [], links: [], lines: [] };
  const cells: Cell[] = [...row];
  const labels = (header.at(-1) ?? []).slice(0, span).map((cell) => cell.plain);
  const left = labels.filter((label) => optional?.test(label));
  if (row.length === span - 1 && left.length === 1) cells.splice(labels.indexOf(left[0] ?? ''), 0, blank);
  const filler: Cell = cells.length === span ? blank : { ...blank, absent: true };
  while (cells.length < width) cells.push(filler);
  return { cells, open: new Set([blank, filler]) };
}

const folded = (text: string): string => text.replace(/\s+/gu, ' ').trim().toLowerCase();

/** The headers above a column, from above, each once. */
const above = (header: readonly (readonly Cell[])[], at: number): Cell[] =>
  [...new Set(header.map((row) => row[at]))].filter(
    (cell) => cell !== undefined && cell.plain !== '',
  ) as Cell[];

/** The first column that the payload calls otherwise than the page: by its label, or by all that stands above it. */
function otherHeader(
  header: readonly (readonly Cell[])[],
  headings: readonly (readonly (string | undefined)[])[],
): Compared['headers'] {
  const width = header[0]?.length ?? 0;
  for (const names of headings)
    for (let at = 0; at < Math.max(width, names.length); at += 1) {
      const cells = above(header, at);
      const shown = cells.map(({ plain }) => plain);
      const [meant, isNamed] = [names[at] ?? '', at >= names.length || names[at] !== undefined];
      const fits = [shown.at(-1) ?? '', shown.join(' ')].some((text) => folded(text) === folded(meant));
      if (isNamed && (!fits || at >= width)) return { shown: shown.join(' › '), meant, cells };
    }
  return undefined;
}

/** Weight of a differing word against a differing figure: a row of another kind is farther than any of other prices. */
const WORD = 100;
const isWord = (cell: Cell | undefined): boolean => /\p{L}/u.test(cell?.plain ?? '');

/** Rows of the payload that a row which is shown otherwise may stand for: of its name the nearest, else of its figures. */
function counterparts(row: readonly Cell[], left: ReadonlySet<Laid>, signed: RegExp): Laid[] {
  const all = [...left].map((one) => ({ one, columns: differing(row, one, signed) }));
  const named = all.filter(({ columns }) => !columns.includes(0));
  const farOf = ({ one, columns }: (typeof all)[number]): number =>
    columns.reduce((sum, at) => sum + (isWord(one.cells[at]) ? WORD : 1), 0);
  const nearest = Math.min(...named.map(farOf));
  const near = named.filter((found) => farOf(found) === nearest);
  return (near.length > 0 ? near : all.filter(({ columns }) => columns.length === 1)).map(({ one }) => one);
}

/** A row that differs from what the payload has in its place. */
function difference(
  row: readonly Cell[],
  meant: Laid | undefined,
  { header, signed }: { header: readonly (readonly Cell[])[]; signed: RegExp },
): Difference {
  const columns = meant === undefined ? [] : differing(row, meant, signed);
  const [at] = columns;
  const cell = at === undefined ? undefined : meant?.cells[at];
  if (at === undefined || cell === undefined) return { row, count: row.length };
  return { row, first: { headers: above(header, at), shown: row[at], meant: cell }, count: columns.length };
}

/**
 * All rows of a payload under the headers of the table that the page shows of some of them: rows that are shown are
 * taken as shown, the others as the payload has them. A row that is shown otherwise is told and left out, on both
 * sides; where the headers differ, a row is wider than they are, or no row that is shown agrees, there is no table.
 */
export function islandTable({ page, rows, table, shown, signed, optional, headings }: ShownRows): Compared {
  const header = headerOf(table);
  const width = header[0]?.length ?? 0;
  const visible = table.rows.slice(header.length);
  const meant = rows.map((row) => row.map((node) => jsonCell(page, shown(node) ?? node)));
  const wide = meant.find((row) => row.length > width);
  const columns = (count: number): string => `${count} columns`;
  const headers = wide
    ? { shown: columns(width), meant: columns(wide.length), cells: wide.slice(0, 1) }
    : otherHeader(header, headings ?? []);
  if (headers) return { shown: visible.length, differs: [], headers };
  const left = new Set(meant.map((row) => laid(row, header, optional)));
  const all = [...left];
  const used = new Map<Laid, readonly Cell[]>();
  const others = visible.filter((row) => {
    const found = [...left].find((one) => differing(row, one, signed).length === 0);
    if (found === undefined) return true;
    left.delete(found);
    used.set(found, row);
    return false;
  });
  const doubted = new Set<Laid>();
  const differs = others.map((row) => {
    const found = counterparts(row, left, signed);
    for (const one of found) doubted.add(one);
    return difference(row, found[0], { header, signed });
  });
  const body = all.filter((one) => !doubted.has(one)).map((one) => used.get(one) ?? one.cells);
  return {
    shown: visible.length,
    differs,
    ...(used.size === 0 ? {} : { table: { ...table, rows: [...header, ...body] } }),
  };
}
