import type { Cell, TableBlock } from '../../src/read/blocks.ts';
import { cellPiece } from '../../src/read/markdown.ts';
import { refusalOf } from '../../src/read/statements.ts';
import type { Piece } from '../../src/read/text.ts';
import { columnOf, isIgnoredColumn, nativeWindow } from './columns.ts';
import { CONTEXT, type Figure, model, type Reading } from './reading.ts';

type Row = readonly Cell[];

/** Reads a table of a card; a table that no rule knows is ignored by name. */
export function readTable(table: TableBlock, section: string, reading: Reading): void {
  const [head = [], ...body] = table.rows;
  const labels = head.map((cell) => cell.plain);
  if (/^models?$/iu.test(labels[0] ?? '') && labels.some((label) => columnOf(label))) {
    readModels(table, { head, body }, reading);
  } else if (isPriceTable(labels, section)) {
    readPrices(table, { head, body }, reading);
  } else if (isSummary(table)) {
    readSummary(table, reading);
  } else {
    reading.account.ignore(table, 'a table without one of our columns');
  }
}

interface Parts {
  head: Row;
  body: readonly Row[];
}

const piecesOf = (cells: readonly (Cell | undefined)[], reading: Reading): Piece[] =>
  cells.flatMap((cell) => (cell && cell.text !== '' ? [cellPiece(reading.page, cell)] : []));

/** One row per model: the first cell says whose figures the others are. */
function readModels(table: TableBlock, { head, body }: Parts, reading: Reading): void {
  reading.account.take(table);
  for (const row of body) {
    const name = row[0]?.plain ?? '';
    const known = reading.card.models.some((candidate) => candidate.name === name);
    if (!known) {
      reading.account.refuse(table, refusalOf('foreign-model', name, piecesOf(row, reading)));
      continue;
    }
    row.slice(1).forEach((cell, at) => {
      readModelCell(table, { name, row, head: head[at + 1], cell }, reading);
    });
  }
}

interface Spot {
  name: string;
  row: Row;
  head: Cell | undefined;
  cell: Cell;
}

function readModelCell(table: TableBlock, { name, row, head, cell }: Spot, reading: Reading): void {
  const label = head?.plain ?? '';
  const figure = columnOf(label);
  const pieces = piecesOf([head, row[0], cell], reading);
  if (figure && cell.text !== '') {
    sayCell(
      { name, label, row: name, column: label },
      { ...figure, asWritten: cell.plain },
      { pieces, reading },
    );
  } else if (!figure && !isIgnoredColumn(label)) {
    reading.account.refuse(table, refusalOf('unknown-column', `${name} / ${label}`, pieces));
  }
}

interface Said {
  pieces: readonly Piece[];
  reading: Reading;
}

/** A window that can be stretched is stated as it comes; what it can be stretched to is ignored by name. */
function sayCell(
  where: { name: string; label: string; row: string; column: string },
  figure: Figure,
  { pieces, reading }: Said,
): void {
  const { native, extended } =
    figure.means === 'context_window'
      ? nativeWindow(figure.asWritten)
      : { native: figure.asWritten, extended: undefined };
  if (extended !== undefined) {
    const item = { extended };
    reading.account.expect([item], () => `${where.name} ${where.label} ${extended}`);
    reading.account.ignore(item, 'an extended window is not the native one');
  }
  const { name, row, column } = where;
  const subject = model(name);
  reading.statements.add({
    ...figure,
    subject,
    means: [figure.means],
    asWritten: native,
    pieces,
    row,
    column,
  });
}

/** Two columns, the first of them labels: what a card says of its one model. */
const isSummary = (table: TableBlock): boolean =>
  table.rows[0]?.length === 2 && table.rows.filter((row) => columnOf(row[0]?.plain ?? '')).length >= 2;

function readSummary(table: TableBlock, reading: Reading): void {
  const { single } = reading.card;
  if (single === undefined) {
    reading.account.refuse(
      table,
      refusalOf('whose-summary', 'model summary', piecesOf(table.rows.flat(), reading)),
    );
    return;
  }
  reading.account.take(table);
  for (const [labelCell, cell] of table.rows) {
    const label = labelCell?.plain ?? '';
    const figure = columnOf(label);
    if (!figure || !cell || cell.text === '') continue;
    const pieces = piecesOf([labelCell, cell], reading);
    sayCell(
      { name: single, label, row: label, column: '' },
      { ...figure, asWritten: cell.plain },
      { pieces, reading },
    );
  }
}

const isPriceTable = (labels: readonly string[], section: string): boolean =>
  labels.length === 2 &&
  /^(?:price|pricing|cost)/iu.test(labels[1] ?? '') &&
  /\b(?:pric(?:e|es|ing)|cost)\b/iu.test(section);

const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^input(?: \(cache miss\)| tokens)?$/iu, 'input'],
  [/^(?:input \(cache hit\)|cached input|cache (?:hit|read))$/iu, 'cache_read'],
  [/^output(?: tokens)?$/iu, 'output'],
];

/** Prices on a card are the maker's own: it must be known who that is and which model is sold. */
function readPrices(table: TableBlock, { head, body }: Parts, reading: Reading): void {
  const { single, maker } = reading.card;
  if (single === undefined || maker === undefined) {
    reading.account.refuse(table, refusalOf('whose-price', 'prices', piecesOf(table.rows.flat(), reading)));
    return;
  }
  reading.account.take(table);
  const subject = { kind: 'offering', provider: maker, name: single } as const;
  for (const row of body) {
    const [label, cell] = row;
    const part = PARTS.find(([is]) => is.test(label?.plain ?? ''))?.[1];
    const pieces = piecesOf([head[1], label, cell], reading);
    if (part === undefined || !cell) {
      reading.account.refuse(table, refusalOf('unknown-row', label?.plain ?? '', pieces));
    } else if (cell.text !== '') {
      const context = /\$/u.test(cell.plain) ? { ...CONTEXT, currency: 'USD' } : CONTEXT;
      const scope = context.currency ?? '';
      const said = {
        subject,
        means: ['price'],
        scope,
        part,
        asWritten: cell.plain,
        context,
        pieces,
      } as const;
      reading.statements.add({ ...said, row: label?.plain ?? '', column: head[1]?.plain ?? '' });
    }
  }
}
