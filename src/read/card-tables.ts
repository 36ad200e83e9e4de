import type { Cell, TableBlock } from './blocks.ts';
import { readSummary } from './card-labels.ts';
import { sameName } from './card-models.ts';
import { CARD_CONTEXT, type CardReading, cellPieces, modelNamed } from './card-reading.ts';
import { isIgnoredColumn, isModelsTable, labelOf, modelRows } from './card-rows.ts';
import { currenciesIn } from './currency.ts';
import { looksLikeModel } from './model-names.ts';
import { refusalOf } from './statements.ts';

const MONEY = /[$€£¥￥]\s?\d|\d\s?(?:USD|EUR|CNY|RMB)\b/u;

/** Reads a table of a card; one with prices that nobody knows is refused; a table that compares models, or without one of our labels, is ignored by name. */
export function readTable(table: TableBlock, reading: CardReading): void {
  const [head = []] = table.rows;
  const labels = table.rows.filter((row) => labelOf(row[0]?.plain ?? '')).length;
  const compares = head.some((cell) => looksLikeModel(cell.plain) && cell.plain !== reading.card.single);
  if (isModelsTable(table)) readModels(table, reading);
  else if (isPriceTable(table)) readPrices(table, reading);
  else if (!compares && labels >= 2) readSummary(table, reading);
  else if (table.rows.some((row) => row.some(({ text }) => MONEY.test(text)))) {
    reading.account.refuse(
      table,
      refusalOf('unknown-table', head[0]?.plain ?? '', cellPieces(head, reading)),
    );
  } else reading.account.ignore(table, 'a comparison, or a table without our labels');
}

/** One row per model: the first cell says whose figures the others are. */
function readModels(table: TableBlock, reading: CardReading): void {
  const { account, card, statements } = reading;
  const [head = []] = table.rows;
  account.take(table);
  const unknown = head.slice(1).filter(({ plain }) => !labelOf(plain) && !isIgnoredColumn(plain));
  for (const cell of unknown)
    account.refuse(table, refusalOf('unknown-column', cell.plain, cellPieces([cell], reading)));
  for (const { name, by, cells } of modelRows(table, reading.page.text)) {
    if (!card.listed.includes(name)) {
      const reason = name === '' ? 'whose-row' : 'foreign-model';
      account.refuse(table, refusalOf(reason, by[0]?.plain ?? '', cellPieces(cells, reading)));
      continue;
    }
    cells.forEach((cell, at) => {
      const label = labelOf(head[at]?.plain ?? '');
      if (at === 0 || !label || cell.text === '') return;
      const pieces = cellPieces([head[at], ...by.filter((one) => one !== cell), cell], reading);
      const where = { row: name, column: head[at]?.plain ?? '' };
      const { means, scope = '' } = label;
      statements.add({
        subject: modelNamed(name),
        means: [means],
        scope,
        asWritten: cell.plain,
        pieces,
        ...where,
      });
    });
  }
}

/** A table of prices is two columns wide under a heading that says so; wider, or elsewhere, it is refused or ignored. */
const isPriceTable = ({ rows: [head = []], path = [] }: TableBlock): boolean =>
  head.some((cell, at) => at > 0 && /^(?:price|pricing|cost)/iu.test(cell.plain)) &&
  path.some((title) => /\b(?:pric(?:e|es|ing)|cost)\b/iu.test(title));

const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^input(?: \(cache miss\)| tokens)?$/iu, 'input'],
  [/^(?:input \(cache hit\)|cached input|cache (?:hit|read))$/iu, 'cache_read'],
  [/^output(?: tokens)?$/iu, 'output'],
];

/** What the card's maker is called as a seller: by the organisation that keeps the card's model on a hub. */
export function sellerOf({ card, rules }: CardReading): string | undefined {
  const own = card.repositories.filter(
    ({ name }) => card.single === undefined || sameName(name, card.single),
  );
  const sellers = new Set(own.map(({ owner }) => rules.sellers.get(owner)));
  return sellers.size === 1 ? [...sellers][0] : undefined;
}

/** Prices on a card are the maker's own: it must be known who that is and which model is sold. */
function readPrices(table: TableBlock, reading: CardReading): void {
  const { account, card } = reading;
  const [head = [], ...body] = table.rows;
  const seller = sellerOf(reading);
  const all = cellPieces(table.rows.flat(), reading);
  if (card.single === undefined || seller === undefined)
    account.refuse(table, refusalOf('whose-price', 'prices', all));
  else if (head.length !== 2) account.refuse(table, refusalOf('unknown-column', 'prices', all));
  else {
    account.take(table);
    for (const row of body)
      readPrice(table, { head, row, subject: { provider: seller, name: card.single } }, reading);
  }
}

interface PriceRow {
  head: readonly Cell[];
  row: readonly Cell[];
  subject: { provider: string; name: string };
}

function readPrice(
  table: TableBlock,
  { head, row: [label, cell], subject }: PriceRow,
  reading: CardReading,
): void {
  const part = PARTS.find(([is]) => is.test(label?.plain ?? ''))?.[1];
  const pieces = cellPieces([head[1], label, cell], reading);
  const refuse = (reason: string): void =>
    reading.account.refuse(table, refusalOf(reason, label?.plain ?? '', pieces));
  const [currency, other] = currenciesIn(cell?.plain ?? '', 'USD');
  if (part === undefined || !cell) refuse('unknown-row');
  else if (/\d/u.test(cell.plain) && (currency === undefined || currency === 'other' || other))
    refuse('unknown-currency');
  else if (cell.text !== '') {
    const context = { ...CARD_CONTEXT, currency: currency ?? 'USD' };
    const said = {
      means: ['price'],
      scope: context.currency,
      part,
      asWritten: cell.plain,
      context,
      pieces,
    } as const;
    const where = { row: label?.plain ?? '', column: head[1]?.plain ?? '' };
    reading.statements.add({ subject: { kind: 'offering', ...subject }, ...said, ...where });
  }
}
