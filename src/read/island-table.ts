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

function isShownAs(row: readonly Cell[], { cells, open }: Laid, signed: RegExp): boolean {
  return cells.every((cell, at) => {
    const seen = row[at]?.plain ?? '';
    if (open.has(cell)) return true;
    if (/^\d[\d.]*$/u.test(cell.plain) && !signed.test(seen)) return false;
    return at === 0 ? isName(seen, cell.plain) : figureOf(seen) === figureOf(cell.plain);
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

/**
 * All rows of a payload under the headers of the table that the page shows of some of them: rows that are shown are
 * taken as shown, the others as the payload has them. Undefined where the two differ: where a row that is shown is not
 * in the payload with the same figures, where none is shown, or where a row is wider than the headers.
 */
export function islandTable({
  page,
  rows,
  table,
  shown,
  signed,
  optional,
}: ShownRows): TableBlock | undefined {
  const header = headerOf(table);
  const width = header[0]?.length ?? 0;
  const meant = rows.map((row) => row.map((node) => jsonCell(page, shown(node) ?? node)));
  if (width === 0 || meant.some((row) => row.length > width)) return undefined;
  const all = meant.map((row) => laid(row, header, optional));
  const used = new Map<Laid, readonly Cell[]>();
  for (const row of table.rows.slice(header.length)) {
    const found = all.find((one) => !used.has(one) && isShownAs(row, one, signed));
    if (found === undefined) return undefined;
    used.set(found, row);
  }
  return used.size === 0
    ? undefined
    : { ...table, rows: [...header, ...all.map((one) => used.get(one) ?? one.cells)] };
}
