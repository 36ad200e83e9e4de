import type { Cell, TableBlock } from '../../src/read/blocks.ts';
import { isUnreadable, refusalOf } from '../../src/read/statements.ts';
import type { Piece } from '../../src/read/text.ts';
import { type Owned, ownersOf, unevenness, wordsIn } from './columns.ts';
import type { Draft } from './draft.ts';
import { type RowRule, rowRule } from './labels.ts';
import { breaksScope, isRest, listOf } from './lists.ts';
import { SIDES, type Side } from './names.ts';
import { statePrice } from './prices.ts';
import type { Section } from './sections.ts';

/** A row of a table whose columns have certain owners. */
interface Row {
  cells: readonly Cell[];
  label: string;
  owned: Owned;
  header: readonly Cell[];
}

const pieceOf = (cell: Cell): Piece => ({ text: cell.text, place: cell.place });
const piecesOf = (row: Row): Piece[] => [...new Set(row.cells)].map(pieceOf);

/** The name of a row in an account or a refusal. */
export const rowName = (cells: readonly Cell[]): string =>
  cells[0]?.text || cells.map((cell) => cell.text).join(' | ');

/** Quote of one cell: the header that names its model, the row's label, the cell. */
function evidence(row: Row, side: Side): { pieces: Piece[]; row: string; column?: string } {
  const column = row.owned.columns[side];
  const [head, label, cell] = [row.header[column], row.cells[0], row.cells[column]];
  const pieces = [head, label, cell].flatMap((part) => (part ? [pieceOf(part)] : []));
  const name = head ? wordsIn(head) : '';
  return { pieces, row: row.label, ...(name === '' ? {} : { column: name }) };
}

/** The cell's words for one model; '' where the page says nothing. */
function written(row: Row, side: Side): string {
  const cell = row.cells[row.owned.columns[side]];
  return cell ? wordsIn(cell) : '';
}

function stateCells(draft: Draft, row: Row, rule: Extract<RowRule, { kind: 'state' }>): void {
  for (const side of SIDES) {
    const asWritten = rule.badge ? written(row, side).replace(rule.badge, '') : written(row, side);
    if (asWritten === '') continue;
    draft.statements.add({
      subject: draft.pair.subject(side),
      means: [rule.means],
      scope: rule.scope ?? '',
      asWritten,
      ...evidence(row, side),
    });
  }
}

function priceCells(draft: Draft, row: Row, rule: Extract<RowRule, { kind: 'price' }>): void {
  for (const side of SIDES) {
    const asWritten = written(row, side);
    if (asWritten === '') continue;
    const what = `${row.label}, ${draft.pair.name(side)}`;
    const { part, cheapest = false } = rule;
    const refusal = statePrice(draft, { side, part, asWritten, what, cheapest, ...evidence(row, side) });
    if (refusal) draft.account.refuse(row.cells, refusal);
  }
}

/** A cell of providers is read where commas part them, where there is one, or where the page lists the same elsewhere. */
function providersIn(draft: Draft, row: Row, side: Side): string[] | undefined {
  const text = written(row, side);
  if (/^[-–—]*$/u.test(text)) return [];
  const known = draft.known.providers.get(side)?.value ?? [];
  const compact = (words: string): string => words.replace(/[\s,]/gu, '');
  if (compact(text) === compact(known.join(''))) return known;
  if (!text.includes(',') && draft.known.counts.get(side) !== 1) return undefined;
  return listOf(text)?.filter((member) => !isRest(member));
}

function providerCells(draft: Draft, row: Row): void {
  for (const side of SIDES) {
    const names = providersIn(draft, row, side);
    const fits = names !== undefined && names.length <= (draft.known.counts.get(side) ?? names.length);
    if (names === undefined || !fits || names.some(breaksScope)) {
      const what = `${row.label}, ${draft.pair.name(side)}`;
      draft.account.refuse(row.cells, refusalOf('provider-list', what, evidence(row, side).pieces));
      continue;
    }
    for (const name of names) {
      const subject = draft.pair.subject(side);
      const scope = `via=${name}`;
      draft.statements.add({ subject, means: ['available'], scope, asWritten: name, ...evidence(row, side) });
    }
  }
}

function readBenchmark(draft: Draft, row: Row): void {
  stateCells(draft, row, { kind: 'state', means: 'benchmark', scope: row.label });
}

function readRule(draft: Draft, row: Row, rule: RowRule): void {
  if (rule.kind === 'ignored') draft.account.ignore(row.cells, rule.reason);
  else draft.account.take(row.cells);
  if (rule.kind === 'state') stateCells(draft, row, rule);
  else if (rule.kind === 'price') priceCells(draft, row, rule);
  else if (rule.kind === 'providers') providerCells(draft, row);
}

function readRow(draft: Draft, row: Row): void {
  const { cells, owned, label } = row;
  const rule = owned.kind === 'benchmarks' ? undefined : rowRule(label);
  const uneven = unevenness(cells, owned);
  if (cells.some((cell) => isUnreadable(cell.text))) refuseRow(draft, row, 'unreadable-characters');
  else if (label === '') refuseRow(draft, row, 'no-label');
  else if (rule?.kind === 'ignored') readRule(draft, row, rule);
  else if (uneven !== undefined) refuseRow(draft, row, uneven);
  else if (owned.kind === 'benchmarks' && !breaksScope(label)) {
    draft.account.take(cells);
    readBenchmark(draft, row);
  } else if (rule === undefined) refuseRow(draft, row, 'unknown-row');
  else if (cells.slice(1).every((cell) => cell.text === '')) draft.account.ignore(cells, 'says nothing');
  else readRule(draft, row, rule);
}

function refuseRow(draft: Draft, row: Row, reason: string): void {
  draft.account.refuse(row.cells, refusalOf(reason, rowName(row.cells), piecesOf(row)));
}

/** Refuses each row of a table whose owners are not certain, by name. */
function refuseTable(draft: Draft, table: TableBlock, reason: string): void {
  for (const cells of table.rows.slice(1)) {
    const pieces = [...new Set(cells)].map(pieceOf);
    draft.account.refuse(cells, refusalOf(reason, rowName(cells), pieces));
  }
}

/** How a table's rows are owned, with the reason where its order may not be trusted. */
export type Trust = (table: TableBlock, owned: Owned) => string | undefined;

function readOwned(draft: Draft, table: TableBlock, owned: Owned): void {
  const [header, ...body] = table.rows;
  if (header === undefined) return;
  for (const cell of owned.strange) {
    draft.account.refuse(header, refusalOf('unknown-column', cell.text, [pieceOf(cell)]));
  }
  for (const cells of body) {
    const label = cells[0] ? wordsIn(cells[0]) : '';
    readRow(draft, { cells, label, owned, header });
  }
}

/** Reads a table row by row; `distrust` names a reason why a table without names in its header may not be read. */
export function readTable(draft: Draft, section: Section, table: TableBlock, distrust: Trust): void {
  draft.account.expect(table.rows, rowName);
  if (table.rows[0] === undefined) return;
  draft.account.ignore(table.rows[0], 'header');
  const owned = ownersOf(table, section, draft.pair);
  const reason = 'reason' in owned ? owned.reason : owned.byOrder ? distrust(table, owned) : undefined;
  if ('reason' in owned || reason !== undefined) refuseTable(draft, table, reason ?? 'column-owner');
  else readOwned(draft, table, owned);
}
