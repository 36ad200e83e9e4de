import type { Block, Cell, HeadingBlock, TableBlock, TextBlock } from './blocks.ts';
import { type Column, type ColumnRule, columnsOf, nameOf } from './columns.ts';
import { refusePage } from './refuse.ts';

type Rows = readonly (readonly Cell[])[];

/** A row that is no model's: it spans the table, or only its first cell says something. */
export type SpanningRow = { row: RegExp } & ({ section: string } | { ignore: string });

/** How a table is read. */
export interface TableRules {
  columns: readonly ColumnRule[];
  /** Rows that head others (`section`), and notes. One that is not declared is refused with all rows below it. */
  rows?: readonly SpanningRow[];
  /** Models stand in columns, and what is said of them in rows: `columns` then declares the rows by their labels. */
  turned?: true;
  /** What a column does that no rule knows: refuse the page (the default), or itself alone. */
  unknown?: 'page' | 'column';
}

/** One row of a table (of a turned one: one column), cell by cell under the names of its columns. */
export class Row {
  readonly cells: readonly Cell[];
  /** The heading row above it, and what it was declared to be. */
  readonly section: { is: string; cell: Cell } | undefined;
  private readonly columns: ReadonlyMap<string, Column>;

  constructor(cells: readonly Cell[], columns: ReadonlyMap<string, Column>, section: Row['section']) {
    this.cells = cells;
    this.columns = columns;
    this.section = section;
  }

  /** The cell of a column; undefined where the table has no such column. */
  cell(is: string): Cell | undefined {
    const column = this.columns.get(is);
    return column && this.cells[column.at];
  }

  /** The text of a cell without footnotes and struck pieces; '' where the table has no such column. */
  text(is: string): string {
    return this.cell(is)?.plain ?? '';
  }

  column(is: string): Column | undefined {
    return this.columns.get(is);
  }

  /** Columns beside `is` in which the very same cell stands. */
  sharedBy(is: string): string[] {
    const cell = this.cell(is);
    return [...this.columns.values()].flatMap((column) =>
      column.is !== undefined && column.is !== is && this.cells[column.at] === cell ? [column.is] : [],
    );
  }
}

/** A table read by its rules. */
export interface ReadTable {
  rows: Row[];
  columns: readonly Column[];
  /** Columns that no rule knows; empty unless the rules let each be refused alone. */
  unknown: readonly Column[];
  /** Rows that cannot be used, each with the reason. */
  refused: { cells: readonly Cell[]; reason: string }[];
  ignored: { what: string; reason: string }[];
  /** The row above the headers that spans the table. */
  title: Cell | undefined;
}

const isOneCell = (row: readonly Cell[]): boolean => new Set(row).size === 1;
const isEmpty = (row: readonly Cell[]): boolean => row.every((cell) => cell.text === '');
/** A row that only names something: one cell all over, or nothing behind the first. */
const isSpanning = (row: readonly Cell[]): boolean =>
  row.length > 1 && row[0]?.plain !== '' && row.every((cell) => cell === row[0] || cell.text === '');

/** How many rows below the first belong to the header: rows of header cells, and those that a header reaches into. */
function headerDepth(rows: Rows): number {
  let depth = 1;
  const isHeader = (row: readonly Cell[], above: readonly Cell[]): boolean =>
    row.some((cell, at) => cell === above[at] && cell.header) ||
    (row.every((cell) => cell.header) && !isOneCell(row));
  for (let row = rows[depth]; row !== undefined && isHeader(row, rows[depth - 1] ?? []); row = rows[depth]) {
    depth += 1;
  }
  return depth;
}

/** How many columns at the left are labels: those that the corner covers or that repeat it, or that have no name. */
function labelWidth(first: readonly Cell[]): number {
  const corner = first[0]?.plain ?? '';
  const width = first.findIndex((cell) => cell.plain !== '' && cell.plain !== corner);
  if (width < 1) refusePage('no-models', `a table names no model beside "${first[0]?.plain ?? ''}"`);
  return width;
}

const turn = (rows: Rows): Cell[][] =>
  [...(rows[0]?.keys() ?? [])].map((at) => rows.flatMap((row) => row[at] ?? []));

/** Header and body of a table in which each row is a model's. */
function parted(
  table: TableBlock,
  rules: TableRules,
): { header: Rows; body: Rows; title: Cell | undefined; spanning: Rows } {
  const [first = [], ...rest] = table.rows;
  const isHeader = rules.columns.some(({ header }) => header.test(first[0]?.plain ?? ''));
  const hasTitle = first.length > 1 && isOneCell(first) && rest.length > 0 && !isHeader;
  const title = hasTitle ? first[0] : undefined;
  const rows = (hasTitle ? rest : table.rows).filter((row) => !isEmpty(row));
  if (!rules.turned) {
    const depth = headerDepth(rows);
    return { header: rows.slice(0, depth), body: rows.slice(depth), title, spanning: [] };
  }
  const isTitle = (row: readonly Cell[]): boolean =>
    row.length > 1 && (isOneCell(row) || (isSpanning(row) && spanningRule(row, rules) !== undefined));
  const spanning = rows.filter((row, at) => at > 0 && isTitle(row));
  const turned = turn(rows.filter((row) => !spanning.includes(row)));
  const width = labelWidth(rows[0] ?? []);
  return { header: turned.slice(0, width), body: turned.slice(width), title, spanning };
}

const spanningRule = (row: readonly Cell[], rules: TableRules): SpanningRow | undefined =>
  rules.rows?.find((rule) => rule.row.test(row[0]?.plain ?? ''));

/** Whether a row repeats the header, as long tables do. Other header cells inside the body change its meaning. */
function repeatsHeader(row: readonly Cell[], header: Rows): boolean {
  const last = header.at(-1) ?? [];
  if (row.every((cell, at) => cell.text !== '' && cell.text === last[at]?.text)) return true;
  if (row.every((cell) => cell.header) && row.length > 1 && !isSpanning(row)) {
    refusePage('header-inside', `a table has other headers further down: "${row[0]?.plain ?? ''}"`);
  }
  return false;
}

/** Goes down the rows and tells each apart: a model's, a heading, a note, or one that cannot be used. */
class Body {
  readonly read: ReadTable;
  private readonly rules: TableRules;
  private readonly known: ReadonlyMap<string, Column>;
  private section: Row['section'];
  private strange = false;

  constructor(read: ReadTable, rules: TableRules) {
    this.read = read;
    this.rules = rules;
    this.known = new Map(read.columns.map((column) => [column.is ?? '', column]));
  }

  private refuse(cells: readonly Cell[], reason: string): void {
    this.read.refused.push({ cells, reason });
  }

  spanning(row: readonly Cell[]): void {
    const rule = spanningRule(row, this.rules);
    const [cell] = row;
    if (rule === undefined || cell === undefined) {
      this.strange = true;
      this.refuse(row, 'unknown-row');
    } else if ('ignore' in rule) this.read.ignored.push({ what: cell.plain, reason: rule.ignore });
    else {
      this.strange = false;
      this.section = { is: rule.section, cell };
    }
  }

  row(cells: readonly Cell[]): void {
    if (this.strange) this.refuse(cells, 'under-unknown-row');
    else if (cells.some((cell) => cell.absent)) this.refuse(cells, 'short-row');
    else this.read.rows.push(new Row(cells, this.known, this.section));
  }
}

/**
 * Reads a table by the meaning of its headers, never by position; of HTML, Markdown and JSON alike. Refuses the page
 * where a header is not known, is missing, stands twice, or where other headers stand inside the table.
 */
export function readTable(table: TableBlock, rules: TableRules): ReadTable {
  const { header, body, title, spanning } = parted(table, rules);
  const { columns, unknown, ignored } = columnsOf(header, body, rules.columns);
  if (unknown.length > 0 && rules.unknown !== 'column') {
    const names = unknown.map((column) => `"${column.label}"`).join(', ');
    refusePage(
      'unknown-column',
      `the table "${nameOf(table)}" has columns that nobody decided about: ${names}`,
    );
  }
  const reader = new Body({ rows: [], columns, unknown, refused: [], ignored: [...ignored], title }, rules);
  for (const row of spanning) {
    const rule = spanningRule(row, rules);
    if (rule && 'ignore' in rule) reader.spanning(row);
    else
      refusePage(
        'unknown-row',
        `a row spans the table and nobody decided about it: "${row[0]?.plain ?? ''}"`,
      );
  }
  for (const row of body) {
    if (!rules.turned && repeatsHeader(row, header)) continue;
    if (!rules.turned && isSpanning(row)) reader.spanning(row);
    else reader.row(row);
  }
  return reader.read;
}

/** Characters without width, which anchors in headings leave behind. */
const INVISIBLE = /[\u200b\u2060\ufeff]/gu;

/** A table with what stands around it. */
export interface PlacedTable {
  table: TableBlock;
  /** The headings that it stands under, from the page's title down. */
  headings: readonly HeadingBlock[];
  /** Texts between it and the heading or the table before it, its caption among them. */
  before: readonly TextBlock[];
  /** Texts between it and the heading or the table behind it. */
  behind: readonly TextBlock[];
  /** The headings in one line: "Prices › Batch". */
  path: string;
}

/** The tables of a page in its order, each with its headings and the texts right above it. */
export function placedTables(blocks: readonly Block[]): PlacedTable[] {
  let headings: HeadingBlock[] = [];
  let before: TextBlock[] = [];
  let behind: TextBlock[] = [];
  const placed: PlacedTable[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' || block.kind === 'table') behind = [];
    if (block.kind === 'text') {
      before.push(block);
      behind.push(block);
    } else if (block.kind === 'heading') {
      headings = [...headings.filter((heading) => heading.level < block.level), block];
      before = [];
    } else {
      const { path = headings.map(({ text }) => text) } = block;
      const above = headings.filter(({ text }) => path.includes(text));
      placed.push({
        table: block,
        headings: above,
        before,
        behind,
        path: path.join(' › ').replace(INVISIBLE, ''),
      });
      before = [];
    }
  }
  return placed;
}
