import { type CheerioAPI, load } from 'cheerio';
import type { Page } from '../../../schema/source.ts';
import { type Mutation, type MutationKind, mutated } from './mutation.ts';
import { withoutUnit } from './wording.ts';

const allTables = ($: CheerioAPI) => $('table').toArray();
type Element = ReturnType<typeof allTables>[number];
type Change = ($: CheerioAPI, table: Element) => void;

const rowsOf = ($: CheerioAPI, table: Element): Element[] =>
  $(table)
    .find('tr')
    .toArray()
    .filter((row) => $(row).closest('table').get(0) === table);
const cellsOf = ($: CheerioAPI, row: Element): Element[] => $(row).children('td,th').toArray();
const spans = ($: CheerioAPI, table: Element): boolean =>
  $(table)
    .find('[colspan],[rowspan]')
    .toArray()
    .some((cell) => $(cell).attr('colspan') !== '1' || $(cell).attr('rowspan') !== undefined);

function rename($: CheerioAPI, table: Element): void {
  const head = cellsOf($, rowsOf($, table)[0] as Element);
  $(head.at(-1) as Element).text('Gizmo rate');
}

function addColumn($: CheerioAPI, table: Element): void {
  for (const [at, row] of rowsOf($, table).entries()) {
    const first = cellsOf($, row)[0];
    if (first) $(first).after(at === 0 ? '<th>Surcharge</th>' : '<td>$99.00</td>');
  }
}

/** The last two columns change places, headers and cells together; only in tables without merged cells. */
function swapColumns($: CheerioAPI, table: Element): void {
  if (spans($, table)) return;
  for (const row of rowsOf($, table)) {
    const [one, other] = cellsOf($, row).slice(-2);
    if (one && other && cellsOf($, row).length > 2) $(other).insertBefore($(one));
  }
}

function halveRows($: CheerioAPI, table: Element): void {
  const rows = rowsOf($, table);
  for (const row of rows.slice(Math.ceil((rows.length + 1) / 2))) $(row).remove();
}

function moveUnits($: CheerioAPI, table: Element): void {
  if (spans($, table)) return;
  const [head, ...rows] = rowsOf($, table).map((row) => cellsOf($, row));
  for (const [at, header] of (head ?? []).entries()) {
    const cells = rows.flatMap((row) => row[at] ?? []);
    const moved = withoutUnit(cells.map((cell) => $(cell).text()));
    if (moved === undefined) continue;
    for (const [place, cell] of cells.entries()) $(cell).text(moved.texts[place] ?? '');
    $(header).append(` (${moved.unit})`);
  }
}

const CHANGES: readonly [MutationKind, Change][] = [
  ['header renamed', rename],
  ['column added', addColumn],
  ['columns swapped', swapColumns],
  ['rows halved', halveRows],
  ['table duplicated', ($, table) => void $(table).after($(table).clone())],
  ['unit moved to the heading', moveUnits],
];

const tablesOf = ($: CheerioAPI): Element[] => allTables($).filter((table) => rowsOf($, table).length > 1);

/** Each change to each table alone, and to all tables at once. */
export function htmlTableMutations(page: Page): Mutation[] {
  const plain = load(page.text).html();
  const count = tablesOf(load(page.text)).length;
  const targets = [
    ...Array.from({ length: Math.min(count, 12) }, (_, at) => [at]),
    Array.from({ length: count }, (_, at) => at),
  ];
  return CHANGES.flatMap(([kind, change]) =>
    targets.flatMap((target) => {
      const $ = load(page.text);
      const tables = tablesOf($);
      for (const at of target) change($, tables[at] as Element);
      const text = $.html();
      return text === plain ? [] : [mutated(page, kind, text)];
    }),
  );
}
