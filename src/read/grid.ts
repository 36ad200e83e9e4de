import type { Place } from '../../schema/statement.ts';
import { type Cell, fold, type TableBlock } from './blocks.ts';
import { pathOf } from './css-path.ts';
import { childrenOf, findVisible, type HtmlNode, isSilent, linesIn, textOf } from './dom.ts';
import { refusePage } from './refuse.ts';

/** Places in one table, spans written out: a span may claim 1,000 columns by 65,534 rows. */
const MAX_PLACES = 200_000;
const STRUCK = new Set(['del', 's', 'strike']);

type Grid = Cell[][];
type Group = { rows: HtmlNode[]; head: boolean };

const isStruck = (node: HtmlNode): boolean =>
  STRUCK.has(node.name ?? '') || /line-through/iu.test(node.attribs?.style ?? '');
const isNote = (node: HtmlNode): boolean => node.name === 'sup';
const isAside = (node: HtmlNode): boolean => isSilent(node) || isStruck(node) || isNote(node);
const nonEmpty = (text: string): boolean => text !== '';

/** Where an element stands: the page's path to it, or that of the page inside another that it is in. */
export type PlaceOf = (node: HtmlNode) => Place;

const inPage: PlaceOf = (node) => ({ kind: 'css', path: pathOf(node) });

/** Marks of footnotes that are letters of the text; a power of ten is none. */
export const MARKS =
  /(?<=[^\s⁰¹²³⁴-⁹])(?<!(?<![\d.,$€£¥])10)[⁰¹²³⁴-⁹]+|[†‡]+|(?<=[\p{L}\d)%])\*{1,3}(?=\s|$)/gu;

/** Reads one element as a cell; `header` is decided by the table. */
export function cellOf(node: HtmlNode, at: PlaceOf, header = false): Cell {
  const lines = linesIn(node, isAside);
  const marks = lines.flatMap((line) => line.match(MARKS) ?? []);
  const plain = lines.map((line) => fold(line.replace(MARKS, ''))).filter(nonEmpty);
  return {
    text: textOf(node),
    plain: plain.join(' '),
    lines: plain,
    struck: findVisible(node, isStruck)
      .map((found) => textOf(found))
      .filter(nonEmpty),
    notes: [
      ...findVisible(node, isNote)
        .map((found) => textOf(found))
        .filter(nonEmpty),
      ...marks,
    ],
    links: findVisible(node, (found) => found.name === 'a')
      .map((found) => found.attribs?.href ?? '')
      .filter(nonEmpty),
    codes: findVisible(node, (found) => found.name === 'code')
      .map((found) => textOf(found))
      .filter(nonEmpty),
    header,
    place: at(node),
  };
}

function groupsOf(table: HtmlNode): Group[] {
  const groups: Group[] = [];
  for (const child of childrenOf(table)) {
    if (isSilent(child)) continue;
    if (child.name === 'tr') groups.push({ rows: [child], head: false });
    else if (child.name === 'thead' || child.name === 'tbody' || child.name === 'tfoot') {
      const rows = childrenOf(child).filter((row) => row.name === 'tr' && !isSilent(row));
      groups.push({ rows, head: child.name === 'thead' });
    }
  }
  return groups;
}

/** A span as the standard reads it: no digits is 1, columns at most 1,000; a row span of 0 goes to the group's end. */
function spanOf(node: HtmlNode, name: 'colspan' | 'rowspan', most: number): number {
  const written = /^\s*(\d+)/u.exec(node.attribs?.[name] ?? '')?.[1];
  const span = written === undefined ? 1 : Number(written);
  if (span === 0) return name === 'rowspan' ? most : 1;
  return Math.min(span, most);
}

/** Puts a cell into each place that it spans; a place that an earlier cell took stays that cell's. */
function place(
  grid: Grid,
  cell: Cell,
  at: { row: number; column: number; rows: number; columns: number },
): void {
  if (at.rows * at.columns > MAX_PLACES)
    refusePage('table-too-large', 'a cell spans more places than can be read');
  for (let r = at.row; r < at.row + at.rows; r += 1) {
    const line = grid[r];
    for (let c = at.column; line !== undefined && c < at.column + at.columns; c += 1) line[c] ??= cell;
  }
}

function fillRow(
  grid: Grid,
  row: number,
  group: { node: HtmlNode; last: number; header: boolean; at: PlaceOf },
): void {
  let column = 0;
  for (const node of childrenOf(group.node)) {
    if ((node.name !== 'td' && node.name !== 'th') || isSilent(node)) continue;
    while (grid[row]?.[column] !== undefined) column += 1;
    const columns = spanOf(node, 'colspan', 1000);
    const rows = spanOf(node, 'rowspan', group.last - row + 1);
    const cell = cellOf(node, group.at, group.header || node.name === 'th');
    place(grid, cell, { row, column, rows, columns });
    column += columns;
  }
}

/** A cell for the places of a ragged row where the page has none. */
const noCell = (place: Place): Cell => ({
  text: '',
  plain: '',
  struck: [],
  notes: [],
  links: [],
  header: false,
  absent: true,
  place,
});

function pad(grid: Grid, nodes: readonly HtmlNode[], at: PlaceOf): void {
  const width = grid.reduce((most, line) => Math.max(most, line.length), 0);
  if (width * grid.length > MAX_PLACES)
    refusePage('table-too-large', `a table of ${grid.length} rows by ${width}`);
  grid.forEach((line, row) => {
    const node = nodes[row];
    if (node === undefined || (line.length === width && !line.includes(undefined as never))) return;
    const filler = noCell(at(node));
    for (let c = 0; c < width; c += 1) line[c] ??= filler;
  });
}

/** The full grid of a table element. Header cells: every `th`, the rows of `thead`, and the first row. */
export function tableOf(table: HtmlNode, at: PlaceOf = inPage): TableBlock {
  const groups = groupsOf(table);
  const nodes = groups.flatMap((group) => group.rows);
  const grid: Grid = nodes.map(() => []);
  let row = 0;
  for (const group of groups) {
    const last = row + group.rows.length - 1;
    for (const node of group.rows) {
      fillRow(grid, row, { node, last, header: group.head || row === 0, at });
      row += 1;
    }
  }
  pad(grid, nodes, at);
  return { kind: 'table', rows: grid, place: at(table) };
}
