import type { NamedSubject } from '../../schema/statement.ts';
import type { Account } from './account.ts';
import type { Cell } from './blocks.ts';
import type { Column } from './columns.ts';
import type { FactTable, Qualified } from './facts.ts';
import { refusePage } from './refuse.ts';
import type { Around, Said, Say, UnitFound } from './say.ts';
import { type Draft, isUnreadable, refusalOf, type Statements } from './statements.ts';
import type { PlacedTable, Row } from './table.ts';
import type { Piece } from './text.ts';

/** A table that is being read, and what the page says of all of it. */
interface Sheet {
  placed: PlacedTable;
  table: FactTable;
  title: Cell | undefined;
  locale: string;
  currency: string;
}

/** One cell with everything that names it. */
interface Spot {
  row: Row;
  column: Column;
  cell: Cell;
  subject: NamedSubject;
  /** What a refusal calls it: "Input · model-1". */
  what: string;
  /** Pieces of the quote before and behind those that the cell's reader adds. */
  head: readonly Piece[];
  tail: readonly Piece[];
}

const pieceOf = ({ text, place }: Piece): Piece => ({ text, place });

/** The unit of a column's prices, with the piece that says it. Refuses the page where no piece does. */
function unitOf({ table, placed, title }: Sheet, { row, column }: Pick<Spot, 'row' | 'column'>): UnitFound {
  const { unit } = table;
  if (unit === undefined || unit.in === 'cell') return {};
  const beside = unit.in === 'column' ? row.cell(unit.column) : undefined;
  const above: readonly (Piece | Cell)[] = {
    header: column.headers.toReversed(),
    heading: placed.headings.toReversed(),
    text: placed.before.toReversed(),
    around: [...column.headers.toReversed(), ...placed.behind, ...placed.before.toReversed()],
    title: title === undefined ? [] : [title],
    column: beside === undefined ? [] : [beside],
  }[unit.in];
  for (const piece of above) {
    const text = unit.is.exec('plain' in piece ? piece.plain : piece.text)?.[0];
    if (text !== undefined)
      return { text, piece: pieceOf(piece), ...(unit.per !== undefined && { per: unit.per }) };
  }
  const where = unit.in === 'around' ? 'text around the table' : unit.in;
  return refusePage('unit-missing', `no ${where} of "${column.label}" says ${unit.is.source}`);
}

/** Pieces in their order, each place once. */
const once = (pieces: readonly Piece[]): Piece[] => [
  ...new Map(pieces.map((piece) => [JSON.stringify(piece.place), pieceOf(piece)])).values(),
];

/** An id is one word, in whatever letters: a label where ids stood is none. */
const isId = ({ id }: NamedSubject): boolean => id === undefined || (/^\S+$/u.test(id) && !isUnreadable(id));

/** Whose facts are written and who accounts for the rows. */
interface Ledger {
  account: Account;
  statements: Statements;
}

/** Reads one table cell by cell, and states nothing that another cell of the table states otherwise. */
export class TableCells {
  private readonly ledger: Ledger;
  private readonly sheet: Sheet;
  private readonly named: string;
  private readonly saying: ReadonlySet<string>;
  private readonly subjects = new Map<Row, { subject: NamedSubject; beside?: readonly Cell[] }>();
  private readonly drafted: { spot: Spot; draft: Draft }[] = [];

  constructor(ledger: Ledger, sheet: Sheet) {
    this.ledger = ledger;
    this.sheet = sheet;
    this.named = sheet.table.named ?? 'name';
    this.saying = new Set(
      sheet.table.columns.flatMap((column) => ('is' in column && column.say ? [column.is] : [])),
    );
  }

  /** Settles whom a row is about. */
  open(row: Row): void {
    const { account } = this.ledger;
    const told = this.sheet.table.subject(row, this.sheet.placed);
    const found = 'subject' in told && !isId(told.subject) ? { refused: 'bad-id' } : told;
    if ('ignore' in found) account.ignore(row, found.ignore);
    else if ('refused' in found) {
      const pieces = row.cells.slice(0, 2).map(pieceOf);
      account.refuse(row, refusalOf(found.refused, row.text(this.named), pieces));
    } else {
      account.take(row);
      this.subjects.set(row, found);
    }
  }

  /** Reads one cell of an open row. */
  cell(row: Row, { is, say }: { is: string; say: Say }): void {
    const [known, cell, column] = [this.subjects.get(row), row.cell(is), row.column(is)];
    if (!known || !cell || !column) return;
    const { placed, table } = this.sheet;
    const more = table.qualify?.(placed, row) ?? {};
    const name = row.cell(this.named);
    const head = [
      ...(name ? [name] : []),
      ...(known.beside ?? []),
      ...(row.section ? [row.section.cell] : []),
    ];
    const spot: Spot = {
      row,
      column,
      cell,
      subject: known.subject,
      what: `${column.telling.map(({ plain }) => plain).join(' › ')} · ${row.text(this.named)}`,
      head: 'refused' in more ? head : [...head, ...(more.pieces ?? [])],
      tail: [...column.telling, cell],
    };
    if ('refused' in more) this.refuse(spot, more.refused);
    else this.read(spot, say, more);
  }

  private read(spot: Spot, say: Say, more: Qualified): void {
    const { row, cell, column } = spot;
    const isShared =
      /\d/u.test(cell.plain) && row.sharedBy(column.is ?? '').some((is) => this.saying.has(is));
    if (isUnreadable(cell.text)) this.refuse(spot, 'bad-character');
    else if (isShared) this.refuse(spot, 'spanning-cell');
    else {
      const told = say(cell, this.around(spot, more));
      if ('refused' in told) this.refuse(spot, told.refused);
      else for (const said of told) this.drafted.push({ spot, draft: this.draftOf(spot, said) });
    }
  }

  private around({ row, column, subject }: Spot, { scope = {}, part = {} }: Qualified): Around {
    const { locale, currency, table } = this.sheet;
    const unit = (): UnitFound => unitOf(this.sheet, { row, column });
    return {
      row,
      rows: [...this.subjects.keys()],
      subject,
      locale,
      currency,
      unit,
      bare: table.bare === true,
      scope,
      part,
    };
  }

  private draftOf({ row, column, subject, head, tail }: Spot, told: Said): Draft {
    const { of = subject, beside = [], ...said } = told;
    const label = column.telling.at(-1)?.plain ?? column.label;
    const name = row.text(this.named);
    const labels = this.sheet.table.turned ? { row: label, column: name } : { row: name, column: label };
    return { ...said, ...labels, subject: of, pieces: once([...head, ...beside, ...tail]) };
  }

  private refuse({ row, what, head, tail }: Spot, reason: string): void {
    this.ledger.account.refuse(row, refusalOf(reason, what, once([...head, ...tail])));
  }

  /** States what was drafted; what one table says in two ways is said by nobody. */
  close(): void {
    const keyOf = ({ subject, means, scope, part, validFrom, validUntil }: Draft): string =>
      JSON.stringify([subject, means, scope ?? '', part ?? '', validFrom, validUntil]);
    const writings = new Map<string, Set<string>>();
    for (const { draft } of this.drafted) {
      const key = keyOf(draft);
      writings.set(key, (writings.get(key) ?? new Set()).add(draft.asWritten));
    }
    for (const { spot, draft } of this.drafted) {
      if (writings.get(keyOf(draft))?.size === 1) this.ledger.statements.add(draft);
      else this.refuse(spot, 'said-twice');
    }
  }
}
