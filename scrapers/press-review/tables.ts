import type { Account } from '../../src/read/account.ts';
import type { Cell, TableBlock } from '../../src/read/blocks.ts';
import { refusalOf, type Statements } from '../../src/read/statements.ts';
import type { Piece } from '../../src/read/text.ts';
import { type Article, modelOf } from './names.ts';
import { isBenchmark, rowReader } from './rows.ts';
import { draftOf } from './say.ts';

type Grid = readonly (readonly Cell[])[];

/** A row of a table that is turned so that its columns are models. */
export interface Row {
  table: TableBlock;
  head: readonly Cell[];
  cells: readonly Cell[];
}

/** Columns about no model: what an editor says beside the figures. */
const BESIDE =
  /^(?:winner|difference|delta|gap|notes?|verdict|edge|advantage|better|what it (?:means|tests|measures))$/iu;

const turned = (rows: Grid): Grid =>
  (rows[0] ?? []).map((_, column) => rows.flatMap((row) => (row[column] ? [row[column]] : [])));

/** The rows of all tables below their headers; a table with one row per model is turned. */
export function rowsOf(tables: readonly TableBlock[]): Row[] {
  return tables.flatMap((table) => {
    const rows = /^models?$/iu.test(table.rows[0]?.[0]?.plain ?? '') ? turned(table.rows) : table.rows;
    const [head = [], ...body] = rows;
    return body.map((cells) => ({ table, head, cells }));
  });
}

/** The label of a row: what stands in its first cell. */
export const labelOf = (row: Row): string => row.cells[0]?.plain ?? '';

/** Names of benchmarks that the article's tables have a row for. */
export const benchmarkRows = (rows: readonly Row[]): string[] =>
  rows.filter((row) => isBenchmark(labelOf(row), row.head[0]?.plain ?? '', row.cells.slice(1))).map(labelOf);

const pieceOf = (cell: Cell | undefined): Piece[] =>
  cell === undefined || cell.text === '' ? [] : [{ text: cell.text, place: cell.place }];

interface Reading {
  article: Article;
  account: Account;
  statements: Statements;
}

/** Reads one row: each cell is its column's model's, or the row is refused by name. */
export function readRow(row: Row, reading: Reading): void {
  const { account, article } = reading;
  const label = labelOf(row);
  const pieces = row.cells.flatMap((cell) => pieceOf(cell));
  const models = row.head.slice(1).map((cell) => modelOf(article, cell.plain));
  const named = models.filter((model) => model !== undefined);
  if (named.length === 0) {
    account.refuse(row, refusalOf('no-model-column', label, pieces));
    return;
  }
  if (new Set(named).size < named.length) {
    account.refuse(row, refusalOf('model-named-twice', label, pieces));
    return;
  }
  if (row.cells.every((cell) => cell === row.cells[0])) {
    account.ignore(row, 'a heading inside the table');
    return;
  }
  const read = rowReader(label, row.head[0]?.plain ?? '', row.cells.slice(1));
  if (!read) {
    account.refuse(row, refusalOf('unknown-row', label, pieces));
    return;
  }
  account.take(row);
  models.forEach((model, at) => {
    readCell({ row, model, at: at + 1 }, read, reading);
  });
}

interface Spot {
  row: Row;
  model: string | undefined;
  at: number;
}

function readCell(spot: Spot, read: NonNullable<ReturnType<typeof rowReader>>, reading: Reading): void {
  const { row, model, at } = spot;
  const [head, cell] = [row.head[at], row.cells[at]];
  if (!cell || cell.text === '') return;
  const pieces = [...pieceOf(head), ...pieceOf(row.cells[0]), ...pieceOf(cell)];
  const what = `${labelOf(row)} / ${head?.plain ?? ''}`;
  if (model === undefined) {
    if (!BESIDE.test(head?.plain ?? ''))
      reading.account.refuse(row, refusalOf('unknown-column', what, pieces));
    return;
  }
  const said = read(cell, model, reading.article);
  if ('reason' in said) {
    reading.account.refuse(row, refusalOf(said.reason, what, pieces));
    return;
  }
  for (const one of said) {
    reading.statements.add({ ...draftOf(one, pieces), row: labelOf(row), column: head?.plain ?? '' });
  }
}
