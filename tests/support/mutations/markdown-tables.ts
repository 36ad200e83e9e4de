import type { Page } from '../../../schema/source.ts';
import { type Mutation, type MutationKind, mutated } from './mutation.ts';
import { withoutUnit } from './wording.ts';

type Row = string[];
type Change = (rows: Row[]) => Row[];

const RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-*:?\s*)*$/u;

const cellsOf = (line: string): Row => {
  const inner = line
    .trim()
    .replace(/^\|/u, '')
    .replace(/(?<!\\)\|$/u, '');
  return inner.split(/(?<!\\)\|/u).map((cell) => cell.trim());
};
const lineOf = (row: Row): string => `| ${row.join(' | ')} |`;

const insert = (row: Row, at: number, cell: string): Row => [...row.slice(0, at), cell, ...row.slice(at)];

const swapped = (row: Row): Row =>
  row.length > 2 ? [...row.slice(0, -2), row.at(-1) ?? '', row.at(-2) ?? ''] : row;

function moveUnits(rows: Row[]): Row[] {
  const [head = [], rule = [], ...body] = rows;
  const columns = head.map((_, at) => withoutUnit(body.map((row) => row[at] ?? '')));
  if (columns.every((column) => column === undefined)) return rows;
  const heading = head.map((text, at) => (columns[at] ? `${text} (${columns[at].unit})` : text));
  return [heading, rule, ...body.map((row, line) => row.map((text, at) => columns[at]?.texts[line] ?? text))];
}

const CHANGES: readonly [MutationKind, Change][] = [
  ['header renamed', ([head = [], ...rest]) => [[...head.slice(0, -1), 'Gizmo rate'], ...rest]],
  ['column added', (rows) => rows.map((row, at) => insert(row, 1, ['Surcharge', '---'][at] ?? '$99.00'))],
  ['columns swapped', (rows) => rows.map(swapped)],
  ['rows halved', (rows) => rows.slice(0, 2 + Math.ceil((rows.length - 2) / 2))],
  ['unit moved to the heading', moveUnits],
];

/** Where tables stand: the line of the header and the line behind the last row. */
function tablesIn(lines: readonly string[]): { from: number; end: number }[] {
  const found = [];
  for (let at = 1; at < lines.length; at += 1) {
    if (!RULE.test(lines[at] ?? '') || !(lines[at - 1] ?? '').includes('|')) continue;
    let end = at + 1;
    while ((lines[end] ?? '').includes('|')) end += 1;
    found.push({ from: at - 1, end });
    at = end;
  }
  return found;
}

function changed(lines: readonly string[], table: { from: number; end: number }, change: Change): string {
  const rows = lines.slice(table.from, table.end).map(cellsOf);
  const body = change(rows).map(lineOf);
  return [...lines.slice(0, table.from), ...body, ...lines.slice(table.end)].join('\n');
}

/** Each change to each pipe table alone. */
export function markdownTableMutations(page: Page): Mutation[] {
  const lines = page.text.split('\n');
  return tablesIn(lines)
    .slice(0, 12)
    .flatMap((table) => {
      const plain = changed(lines, table, (rows) => rows);
      const copy = lines.slice(table.from, table.end);
      const doubled = [...lines.slice(0, table.end), '', ...copy, ...lines.slice(table.end)].join('\n');
      const made = CHANGES.map(([kind, change]) => [kind, changed(lines, table, change)] as const);
      return [
        mutated(page, 'table duplicated', doubled),
        ...made.filter(([, text]) => text !== plain).map(([kind, text]) => mutated(page, kind, text)),
      ];
    });
}
