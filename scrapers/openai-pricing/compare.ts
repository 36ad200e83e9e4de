import type { Cell, TableBlock } from '../../src/read/blocks.ts';
import type { Facts } from '../../src/read/facts.ts';
import type { Compared, Difference } from '../../src/read/island-table.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { refusalOf } from '../../src/read/statements.ts';

/** Share of rows beyond which a page is not one of a slip but one that is being exchanged. */
const TOO_MANY = 1 / 3;

const isFigure = (cell: Cell): boolean => /^[-–—]?$|^\W?\d/u.test(cell.plain);

/** What a person calls a row: the words before its figures, a name without what stands in brackets behind it. */
function nameOf(row: readonly Cell[]): string {
  const end = row.findIndex(isFigure);
  const words = [...new Set(row.slice(0, end < 0 ? 2 : end))].slice(0, 2);
  return words.map(({ plain }) => plain.replace(/ \(.*$/u, '')).join(' ');
}

/** "gpt-x: $5.00 shown, 6 carried (and 2 more) · Short context › Input": the figures first, a refusal's name is cut. */
function toldOf({ row, first, count }: Difference): string {
  if (first === undefined) return `${nameOf(row)}: shown, but not carried`;
  const column = first.headers.map(({ plain }) => plain).join(' › ');
  const figures = `${first.shown?.plain || 'nothing'} shown, ${first.meant.plain || 'nothing'} carried`;
  return `${nameOf(row)}: ${figures}${count > 1 ? ` (and ${count - 1} more)` : ''} · ${column}`;
}

/** Compares what the islands of a page carry with what they show. */
export class Comparison {
  private readonly facts: Facts;
  private readonly orders = new Map<string, string>();
  private shown = 0;
  private readonly told: string[] = [];

  constructor(facts: Facts) {
    this.facts = facts;
  }

  /** Refuses the rows that differ; the whole page where headers differ or too many rows do. `island` names it. */
  rows(island: string, compared: Compared): void {
    const { differs, shown, headers } = compared;
    if (headers)
      refusePage(
        'island-differs',
        `${island} shows the column "${headers.shown}" and carries "${headers.meant}"`,
      );
    const told = differs.map((difference) => `${toldOf(difference)} · ${island}`);
    this.shown += shown;
    this.told.push(...told);
    if (told.length > 1 && told.length > shown * TOO_MANY) this.refusePage(told, shown);
    this.facts.account.expect(differs, ({ row }) => nameOf(row));
    for (const [at, difference] of differs.entries()) {
      const { row, first } = difference;
      const pieces = [...new Set([...row, ...(first ? [...first.headers, first.meant] : [])])];
      this.facts.account.refuse(difference, refusalOf('island-differs', told[at] ?? '', pieces));
    }
  }

  /** Refuses a table of an island of which nothing can be read. */
  table(island: string, table: TableBlock, why: string): void {
    const header = (table.rows[0] ?? []).filter(({ plain }) => plain !== '');
    this.facts.account.expect([table], () => island);
    this.facts.account.refuse(
      table,
      refusalOf('island-differs', `${island}: ${why}`, [
        ...new Set([...header, ...(table.rows.at(-1) ?? [])]),
      ]),
    );
  }

  /** Islands of one kind that carry no headings: the same labels stand in the same order in all of them, or nobody knows in which. */
  order(kind: string, island: string, table: TableBlock): void {
    const labels = (table.rows.findLast((row) => row.every(({ header }) => header)) ?? []).map(
      ({ plain }) => plain,
    );
    const [key, order] = [[kind, ...labels.toSorted()].join('|'), labels.join(' | ')];
    const known = this.orders.get(key);
    if (known !== undefined && known !== order)
      refusePage('island-differs', `${island} shows the columns ${order}; another of its kind ${known}`);
    this.orders.set(key, order);
  }

  /** Refuses the page where too many of all rows differ. */
  finish(): void {
    if (this.told.length > this.shown * TOO_MANY) this.refusePage(this.told, this.shown);
  }

  private refusePage(told: readonly string[], shown: number): never {
    return refusePage(
      'island-differs',
      `${told.length} of ${shown} rows are shown otherwise than carried: ${told.slice(0, 3).join('; ')}`,
    );
  }
}
