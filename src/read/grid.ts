import type { Cell, TableBlock } from './blocks.ts';
import { pathOf } from './css-path.ts';
import { childrenOf, findAll, type HtmlNode, isSilent, textOf } from './dom.ts';
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

/** Reads one cell; `header` is decided by the table. */
function cellOf(node: HtmlNode, header: boolean): Cell {
  return {
    text: textOf(node),
    plain: textOf(node, isAside),
    struck: findAll(node, isStruck)
      .map((found) => textOf(found))
      .filter(nonEmpty),
    notes: findAll(node, isNote)
      .map((found) => textOf(found))
      .filter(nonEmpty),
    links: findAll(node, (found) => found.name === 'a')
      .map((found) => found.attribs?.href ?? '')
      .filter(nonEmpty),
    header,
    place: { kind: 'css', path: pathOf(node) },
  };
}

function groupsOf(table: HtmlNode): Group[] {
  const groups: Group[] = [];
  for (const child of childrenOf(table)) {
    if (child.name === 'tr') groups.push({ rows: [child], head: false });
    else if (child.name === 'thead' || child.name === 'tbody' || child.name === 'tfoot') {
      const rows = childrenOf(child).filter((row) => row.name === 'tr');
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

function fillRow(grid: Grid, row: number, group: { node: HtmlNode; last: number; header: boolean }): void {
  let column = 0;
  for (const node of childrenOf(group.node)) {
    if (node.name !== 'td' && node.name !== 'th') continue;
    while (grid[row]?.[column] !== undefined) column += 1;
    const columns = spanOf(node, 'colspan', 1000);
    const rows = spanOf(node, 'rowspan', group.last - row + 1);
    place(grid, cellOf(node, group.header || node.name === 'th'), { row, column, rows, columns });
    column += columns;
  }
}

/** A cell for the places of a ragged row where the page has none. */
function noCell(row: HtmlNode): Cell {
  const place = { kind: 'css', path: pathOf(row) } as const;
  return { text: '', plain: '', struck: [], notes: [], links: [], header: false, place };
}

function pad(grid: Grid, nodes: readonly HtmlNode[]): void {
  const width = grid.reduce((most, line) => Math.max(most, line.length), 0);
  if (width * grid.length > MAX_PLACES)
    refusePage('table-too-large', `a table of ${grid.length} rows by ${width}`);
  grid.forEach((line, row) => {
    const node = nodes[row];
    if (node === undefined || (line.length === width && !line.includes(undefined as never))) return;
    const filler = noCell(node);
    for (let c = 0; c < width; c += 1) line[c] ??= filler;
  });
}

/** The full grid of a table element. Header cells: every `th`, the rows of `thead`, and the first row. */
export function tableOf(table: HtmlNode): TableBlock {
  const groups = groupsOf(table);
  const nodes = groups.flatMap((group) => group.rows);
  const grid: Grid = nodes.map(() => []);
  let row = 0;
  for (const group of groups) {
    const last = row + group.rows.length - 1;
    for (const node of group.rows) {
      fillRow(grid, row, { node, last, header: group.head || row === 0 });
      row += 1;
    }
  }
  pad(grid, nodes);
  return { kind: 'table', rows: grid, place: { kind: 'css', path: pathOf(table) } };
}
