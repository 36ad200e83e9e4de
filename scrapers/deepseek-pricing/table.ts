import type { Block, Cell, TableBlock } from '../../src/read/blocks.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { LANDMARKS } from './rows.ts';

/** One model as the table shows it: the id under which it is sold, and the name of the model that it is. */
export interface Column {
  at: number;
  id: string;
  header: Cell;
  version: Cell | undefined;
  /** No other column sells the same model. */
  alone: boolean;
}

const isPriceTable = (block: Block): block is TableBlock =>
  block.kind === 'table' && LANDMARKS.has(block.rows[0]?.[0]?.plain ?? '');

/** The one table that begins with the landmark; the page is refused where there is none, or more than one. */
export function priceTable(blocks: readonly Block[]): TableBlock {
  const [table, second] = blocks.filter(isPriceTable);
  if (table === undefined) return refusePage('landmark-missing', 'no table begins with a cell "MODEL"');
  if (second !== undefined) refusePage('landmark-twice', 'two tables begin with a cell "MODEL"');
  return table;
}

/** The label of a row: the last cell before the models' columns. */
export const labelOf = (row: readonly Cell[], columns: readonly Column[]): Cell | undefined =>
  row[(columns[0]?.at ?? 0) - 1];

/** The models' columns: those behind the landmark's cell. The page is refused where an id is missing or stands twice. */
export function columnsOf(table: TableBlock, isVersion: (label: string) => boolean): Column[] {
  const [header = []] = table.rows;
  const first = header.findIndex((cell) => cell !== header[0]);
  if (first < 1) refusePage('no-models', 'the row "MODEL" names no model');
  const version = table.rows.find((row) => isVersion(row[first - 1]?.plain ?? ''));
  const columns = header.slice(first).map((cell, at): Column => {
    const said = version?.[first + at];
    const alone = version?.slice(first).filter((other) => other.plain === said?.plain).length === 1;
    return { at: first + at, id: cell.plain, header: cell, version: said, alone };
  });
  const ids = new Set(columns.map((column) => column.id));
  if (ids.size < columns.length || ids.has('')) refusePage('bad-columns', 'an id is missing or stands twice');
  return columns;
}
