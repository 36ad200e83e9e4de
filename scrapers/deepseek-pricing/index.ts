import type { Page, PageReading, Source } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { Account } from '../../src/read/account.ts';
import type { Cell } from '../../src/read/blocks.ts';
import { htmlBlocks } from '../../src/read/html.ts';
import { type Draft, isUnreadable, refusalOf, Statements } from '../../src/read/statements.ts';
import { type Taken, takeLimit, takePrice, takeThinking } from './cells.ts';
import { ROWS, type RowRule } from './rows.ts';
import { type Column, columnsOf, labelOf, priceTable } from './table.ts';

/** One cell of the table with what names it. */
interface Spot {
  rule: RowRule;
  label: Cell;
  cell: Cell;
  column: Column;
}

type Said = Pick<Draft, 'means' | 'scope' | 'part' | 'unitWritten' | 'context' | 'asWritten'>;

const offeringOf = (column: Column): NamedSubject => ({
  kind: 'offering',
  provider: 'DeepSeek',
  id: column.id,
});

/** The maker's limits are the model's; where several ids sell one model under different limits, they are the ids'. */
const limited = (column: Column): NamedSubject =>
  column.alone && column.version ? { kind: 'model', name: column.version.plain } : offeringOf(column);

/** Reads the cells of one table; a cell that cannot be read is refused by the name of its row and column. */
class Reader {
  readonly statements: Statements;
  readonly account = new Account();
  private readonly locale: string;

  constructor(page: Page) {
    this.locale = page.url.includes('/zh-cn/') ? 'zh-CN' : 'en';
    this.statements = new Statements(page, { locale: this.locale });
  }

  row(row: readonly Cell[], columns: readonly Column[]): void {
    const label = labelOf(row, columns);
    const rule = ROWS.get(label?.plain ?? '');
    if (label === undefined || rule === undefined) {
      const pieces = row.slice(0, 2).map((cell) => ({ text: cell.text, place: cell.place }));
      this.account.refuse(row, refusalOf('unknown-row', label?.plain ?? '', pieces));
    } else if (rule.kind === 'ignored') this.account.ignore(row, rule.reason);
    else this.cells(row, columns, { rule, label });
  }

  private cells(row: readonly Cell[], columns: readonly Column[], named: Pick<Spot, 'rule' | 'label'>): void {
    this.account.take(row);
    for (const column of columns) {
      const cell = row[column.at];
      if (cell && isUnreadable(cell.text)) this.refuse(row, { ...named, cell, column }, 'bad-character');
      else if (cell) this.cell(row, { ...named, cell, column });
    }
  }

  private cell(row: readonly Cell[], spot: Spot): void {
    const { rule, cell } = spot;
    const plain = { asWritten: cell.plain };
    if (rule.kind === 'price') this.price(row, spot, rule.part);
    else if (rule.kind === 'limit') this.taken(row, spot, takeLimit(cell), { means: [rule.means] });
    else if (rule.kind === 'version') this.taken(row, spot, plain, { means: ['model'] });
    else if (rule.kind === 'feature')
      this.taken(row, spot, plain, { means: ['capability'], scope: rule.name });
    else this.taken(row, spot, takeThinking(cell), { means: ['capability'], scope: 'thinking' });
  }

  private price(row: readonly Cell[], spot: Spot, part: string): void {
    const taken = takePrice(spot.cell);
    const currency = 'currency' in taken ? taken.currency : undefined;
    const scope = currency ?? (this.locale === 'en' ? 'USD' : 'CNY');
    const context = { locale: this.locale, currency: scope, per: '1M tokens' };
    const said = { means: ['price'] as const, part, unitWritten: spot.label.plain, context };
    this.taken(row, spot, taken, { ...said, scope });
    if ('list' in taken && taken.list !== undefined) {
      this.taken(row, spot, { asWritten: taken.list }, { ...said, scope: `${scope};basis=list` });
    }
  }

  private taken(row: readonly Cell[], spot: Spot, taken: Taken, said: Omit<Said, 'asWritten'>): void {
    const { column, label } = spot;
    if ('refused' in taken) this.refuse(row, spot, taken.refused);
    else {
      const subject = spot.rule.kind === 'limit' ? limited(column) : offeringOf(column);
      const { asWritten } = taken;
      const place = { pieces: this.pieces(spot), row: label.plain, column: column.id };
      this.statements.add({ ...said, ...place, asWritten, subject });
    }
  }

  private refuse(row: readonly Cell[], spot: Spot, reason: string): void {
    this.account.refuse(row, refusalOf(reason, `${spot.label.plain} · ${spot.column.id}`, this.pieces(spot)));
  }

  /** Id, version where it is the subject, label and value. */
  private pieces({ rule, column, label, cell }: Spot): { text: string; place: Cell['place'] }[] {
    const named = rule.kind === 'limit' && column.alone ? [column.version] : [];
    return [column.header, ...named, label, cell].flatMap((from) =>
      from ? [{ text: from.text, place: from.place }] : [],
    );
  }
}

/** Reads the one price table, models in columns. Every other table is refused by name; prose and footnotes are ignored. */
function read(page: Page): PageReading {
  const blocks = htmlBlocks(page);
  const table = priceTable(blocks);
  const columns = columnsOf(table, (label) => ROWS.get(label)?.kind === 'version');
  const reader = new Reader(page);
  const { account } = reader;
  const rows = table.rows.slice(1);
  const others = blocks.filter((block) => block.kind === 'table' && block !== table);
  account.expect(rows, (row) => row[0]?.text ?? '');
  account.expect(others, () => 'table');
  for (const row of rows) reader.row(row, columns);
  for (const other of others) {
    const cell = other.kind === 'table' ? other.rows[0]?.[0] : undefined;
    account.refuse(
      other,
      refusalOf('unknown-table', cell?.text ?? '', cell ? [{ text: cell.text, place: cell.place }] : []),
    );
  }
  account.finish();
  return { statements: reader.statements.all, refused: account.refused };
}

/** DeepSeek's price page: maker and seller at once. The Chinese page has a price list of its own in CNY. */
export const source: Source = {
  id: 'deepseek-pricing',
  owner: 'deepseek',
  kind: 'vendor',
  upstreams: {},
  recordings: [],
  schedule: '19 */6 * * *',
  seeds: [
    { url: 'https://api-docs.deepseek.com/quick_start/pricing' },
    { url: 'https://api-docs.deepseek.com/zh-cn/quick_start/pricing' },
  ],
  locale: 'en',
  attributes: ['context_window', 'max_output', 'price', 'model', 'capability'],
  absent: 'unknown',
  note: 'Prices with their list prices, limits, features; footnotes (aliases, ends of discounts) and addresses are ignored.',
  ignores: [
    { what: 'footnotes', reason: 'aliases and ends of discounts in prose' },
    { what: 'addresses', reason: 'of the interface' },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  floor: 10,
  read,
};
