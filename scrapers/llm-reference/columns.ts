import type { Cell, TableBlock } from '../../src/read/blocks.ts';
import { unmarked } from '../../src/read/pipes.ts';
import { COMMENT_COLUMNS, cornerKind, labelKey, type TableKind } from './labels.ts';
import { type Pair, SIDES, type Side } from './names.ts';
import { type Section, TABLE_SECTIONS } from './sections.ts';

/** A table whose columns have certain owners. */
export interface Owned {
  kind: TableKind;
  /** Column of each model, in the order of the title. */
  columns: readonly [number, number];
  /** True where the order of the title says whose a column is, because the header says nothing. */
  byOrder: boolean;
  /** Number of cells that a whole row has. */
  width: number;
  /** Headers of columns that belong to neither model and to no comment. */
  strange: readonly Cell[];
}

/** A cell that the page does not have: a short row was filled up so that the table is a grid. */
function isFiller(cell: Cell, row: readonly Cell[]): boolean {
  if (cell.text !== '') return false;
  if (cell.place.kind === 'embedded') return false;
  if (cell.place.kind === 'css') return /(?:^|[\s>])tr(?::[^\s>]*)?$/u.test(cell.place.path);
  const first = row[0]?.place;
  return cell.place.start === cell.place.end && first?.kind === 'text' && cell.place.start <= first.start;
}

/** What a cell says without footnotes, struck text and marks. */
export const wordsIn = (cell: Cell): string => unmarked(cell.plain);

/** "Local evidence first" stands before the first table's corner on some pages. */
const cornerOf = (cell: Cell): string => wordsIn(cell).replace(/^Local evidence first\s*/u, '');

function kindOf(corner: string, section: Section): TableKind | undefined {
  const known = cornerKind(corner);
  if (known !== undefined) return known;
  if (section.name === 'specs') return corner === '' ? 'specs' : undefined;
  if (section.name === 'benchmarks') return corner === '' ? 'benchmarks' : undefined;
  return TABLE_SECTIONS.has(section.name) ? 'facts' : undefined;
}

/** The one column of a name; undefined where the header has it never or twice. */
function columnOf(header: readonly Cell[], name: string): number | undefined {
  const found = header.flatMap((cell, at) => (at > 0 && wordsIn(cell) === name ? [at] : []));
  return found.length === 1 ? found[0] : undefined;
}

/** Whose the columns of a table are, or why that is not certain. */
export function ownersOf(table: TableBlock, section: Section, pair: Pair): Owned | { reason: string } {
  const header = table.rows[0] ?? [];
  const corner = header[0];
  const kind = corner && kindOf(cornerOf(corner), section);
  if (kind === undefined) return { reason: 'unknown-table' };
  const width = header.filter((cell) => !isFiller(cell, header)).length;
  const [first, second] = SIDES.map((side: Side) => columnOf(header, pair.name(side)));
  if (first !== undefined && second !== undefined) {
    const strange = header.filter((cell, at) => isStrange(cell, at, [first, second]));
    return { kind, columns: [first, second], byOrder: false, width, strange };
  }
  const blank = header.slice(1, width).every((cell) => cell.text === '');
  if (kind !== 'specs' || !blank || width !== 3) return { reason: 'column-owner' };
  return { kind, columns: [1, 2], byOrder: true, width, strange: [] };
}

const isStrange = (cell: Cell, at: number, owned: readonly number[]): boolean =>
  at > 0 && !owned.includes(at) && cell.text !== '' && !COMMENT_COLUMNS.has(labelKey(wordsIn(cell)));

/** Why the cells of a row cannot be told apart; undefined where they can. */
export function unevenness(cells: readonly Cell[], owned: Owned): string | undefined {
  const [first, second] = owned.columns.map((column) => cells[column]);
  if (first === undefined || second === undefined) return 'row-width';
  if (cells.slice(1).every((cell) => cell.text === '')) return undefined;
  if (isFiller(first, cells) || isFiller(second, cells)) return 'row-width';
  if (cells.slice(owned.width).some((cell) => cell.text !== '')) return 'row-width';
  return first === second || first === cells[0] ? 'spanning-cell' : undefined;
}
