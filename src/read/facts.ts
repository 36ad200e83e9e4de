import type { Qualifiers } from '../../schema/scope.ts';
import type { Page, PageReading } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { Account } from './account.ts';
import type { Block, Cell } from './blocks.ts';
import { type ColumnRule, nameOf } from './columns.ts';
import { checkCurrency, checkDeclared } from './currency.ts';
import { isEmbedded } from './embedded.ts';
import { TableCells } from './fact-cells.ts';
import { treeOf } from './html.ts';
import { refusePage } from './refuse.ts';
import type { Say } from './say.ts';
import { checkLocale } from './shell.ts';
import { refusalOf, Statements } from './statements.ts';
import {
  type PlacedTable,
  placedTables,
  type ReadTable,
  type Row,
  readTable,
  type TableRules,
} from './table.ts';
import type { Piece } from './text.ts';

/** Whom a row is about, with further cells that tell it; or why the row is left alone or cannot be read. */
export type Subject =
  | { subject: NamedSubject; beside?: readonly Cell[] }
  | { ignore: string }
  | { refused: string };

/** Where the unit of a table's prices stands: in each cell, or once, where a pattern finds it. `per` says it in our words. */
export type Unit =
  | { in: 'cell' }
  | { in: 'header' | 'heading' | 'text' | 'title' | 'around'; is: RegExp; per?: string }
  | { in: 'column'; column: string; is: RegExp; per?: string };

/** What a table's place or a row's section adds to prices, and the pieces that say so. */
export interface Qualified {
  scope?: Qualifiers;
  part?: Qualifiers;
  pieces?: readonly Piece[];
}

interface Found {
  /** What a person calls the table. */
  name: string;
  /** The headings that it stands under, in one line: "Prices › Batch". */
  under?: RegExp;
  /** Its first header cell. */
  corner?: RegExp;
  /** A header cell beside the first, where two tables begin alike. */
  has?: RegExp;
}

/** A table that states facts: how it is found, what its columns say, and of whom. */
export interface FactTable extends Found, Omit<TableRules, 'columns'> {
  columns: readonly (ColumnRule & { say?: Say })[];
  subject(row: Row, placed: PlacedTable): Subject;
  /** The column that names the row; `name` unless said otherwise. */
  named?: string;
  unit?: Unit;
  /** Figures stand without a sign of the currency. */
  bare?: true;
  qualify?(placed: PlacedTable, row: Row): Qualified | { refused: string };
  /** May stand more than once, or may be missing. */
  many?: true;
  optional?: true;
}

/** A page whose bytes are a document of HTML, whatever type it came with. */
export const isHtml = (page: Page): boolean =>
  !isEmbedded(page) && /^\s*<(?:!doctype html|html|!--)/iu.test(page.text.slice(0, 1000));

/** A table that is left alone, with the reason. */
export interface IgnoredTable extends Found {
  ignore: string;
}

const pieceOf = ({ text, place }: Piece): Piece => ({ text, place });

/** Header cells of a table that nobody knows that are quoted. */
const HEADERS = 8;

/** How a person finds a table: the last headings or the tab that it stands under, and its headers. */
const calledBy = ({ path, table }: PlacedTable): string => {
  const above = path === '' ? [] : path.split(' › ').slice(-2);
  return [...above.map((heading) => heading.slice(0, 30)), nameOf(table)].join(' › ');
};

const isIgnored = (table: FactTable | IgnoredTable): table is IgnoredTable => 'ignore' in table;

const matches = ({ under, corner, has }: Found, placed: PlacedTable): boolean =>
  (under === undefined || under.test(placed.path)) &&
  (has === undefined || (placed.table.rows[0] ?? []).slice(1).some(({ plain }) => has.test(plain))) &&
  (corner === undefined || corner.test(placed.table.rows[0]?.[0]?.plain ?? ''));

/** The facts that a page states in tables and elsewhere: statements, and the account of everything in scope. */
export class Facts {
  readonly statements: Statements;
  readonly account = new Account();
  private readonly money: { locale: string; currency: string };

  constructor(page: Page, money: { locale: string; currency: string }) {
    this.money = money;
    if (isHtml(page)) checkLocale(page, treeOf(page), money.locale);
    this.statements = new Statements(page, { locale: money.locale });
  }

  /** Reads the page's tables: each by the first declaration that fits; others are refused by name. */
  tables(blocks: readonly Block[], declared: readonly (FactTable | IgnoredTable)[]): void {
    checkDeclared(blocks, this.money.currency);
    const placed = placedTables(blocks);
    this.account.expect(placed, ({ table }) => `table ${nameOf(table)}`);
    const seen = new Map<FactTable | IgnoredTable, number>();
    const fits = placed.map((one) => ({ one, fit: declared.find((table) => matches(table, one)) }));
    const priced = fits.filter(({ fit }) => fit && !isIgnored(fit));
    checkCurrency(
      priced.flatMap(({ one }) => one.table.rows.flatMap((row) => row.map(({ text }) => text))),
      this.money.currency,
    );
    for (const { one, fit } of fits) {
      if (fit) seen.set(fit, (seen.get(fit) ?? 0) + 1);
      if (fit === undefined) this.refuseTable(one);
      else if (isIgnored(fit)) this.account.ignore(one, fit.ignore);
      else this.table(one, fit);
    }
    for (const table of declared) {
      if (isIgnored(table)) continue;
      const times = seen.get(table) ?? 0;
      if (times === 0 && !table.optional) refusePage('landmark-missing', `there is no table "${table.name}"`);
      if (times > 1 && !table.many) refusePage('landmark-twice', `there are ${times} tables "${table.name}"`);
    }
  }

  private refuseTable(placed: PlacedTable): void {
    const [header = []] = placed.table.rows;
    const pieces = [...new Set(header)].slice(0, HEADERS).map(pieceOf);
    this.account.refuse(placed, refusalOf('unknown-table', calledBy(placed), pieces));
  }

  private table(placed: PlacedTable, table: FactTable): void {
    const read = readTable(placed.table, table);
    this.account.take(placed);
    this.refuseParts(read, table.turned ? 'unknown-row' : 'unknown-column');
    this.rows(read, new TableCells(this, { placed, table, title: read.title, ...this.money }), table);
  }

  /** Refuses by name the rows and columns of a table that cannot be used. */
  private refuseParts(read: ReadTable, reason: string): void {
    this.account.expect(read.refused, ({ cells }) => cells[0]?.text ?? '');
    this.account.expect(read.unknown, ({ label }) => label);
    for (const row of read.refused) {
      this.account.refuse(
        row,
        refusalOf(row.reason, row.cells[0]?.text ?? '', row.cells.slice(0, 2).map(pieceOf)),
      );
    }
    for (const column of read.unknown) {
      const what = column.headers.at(-1)?.plain ?? '';
      this.account.refuse(column, refusalOf(reason, what, column.headers.map(pieceOf)));
    }
  }

  private rows(read: ReadTable, cells: TableCells, table: FactTable): void {
    const names = new Set(read.rows.map((row) => row.text(table.named ?? 'name')));
    if (table.turned && (names.size < read.rows.length || names.has('')))
      refusePage('bad-columns', `in "${table.name}" the name of a model is missing or stands twice`);
    this.account.expect(read.rows, (row) => row.text(table.named ?? 'name'));
    const says = table.columns.flatMap((column) =>
      'is' in column && column.say ? [{ is: column.is, say: column.say }] : [],
    );
    for (const row of read.rows) cells.open(row);
    if (table.turned) for (const said of says) for (const row of read.rows) cells.cell(row, said);
    else for (const row of read.rows) for (const said of says) cells.cell(row, said);
    cells.close();
  }

  /** Refuses the page where something in scope was left over. */
  finish(): PageReading {
    this.account.finish();
    return { statements: this.statements.all, refused: this.account.refused };
  }
}
