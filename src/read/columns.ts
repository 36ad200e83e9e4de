import type { Cell, TableBlock } from './blocks.ts';
import { refusePage } from './refuse.ts';

/** What a column is, told by its header: `is` names it, `ignore` leaves it alone for a reason. */
export type ColumnRule = { header: RegExp; optional?: true } & ({ is: string } | { ignore: string });

/** A column of a table as it was found. */
export interface Column {
  at: number;
  /** What it is, or undefined where no rule knows it. */
  is: string | undefined;
  /** The header cells above it, from the widest to the nearest. */
  headers: readonly Cell[];
  /** Those of them that it takes to tell what the column is: the nearest, or all. */
  telling: readonly Cell[];
  /** All of them in one line: "Batch › Input". */
  label: string;
}

const LEVEL = ' › ';
const joined = (cells: readonly Cell[]): string =>
  cells
    .map((cell) => cell.plain)
    .filter((text, at, all) => text !== '' && text !== all[at - 1])
    .join(LEVEL);

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');

/** A header that reads exactly so in its nearest level, whatever group stands above it. */
export const labelled = (...labels: readonly string[]): RegExp =>
  new RegExp(`(?:^|${LEVEL})(?:${labels.map(literal).join('|')})$`, 'u');

/** How a person would call a table: its first header cells. */
export const nameOf = (table: TableBlock): string =>
  (table.rows[0] ?? [])
    .map((cell) => cell.plain)
    .join(' | ')
    .slice(0, 80);

function ruleOf(label: string, rules: readonly ColumnRule[]): ColumnRule | undefined {
  const known = rules.filter((rule) => rule.header.test(label));
  if (known.length > 1) refusePage('ambiguous-column', `a column "${label}" is known by two declarations`);
  return known[0];
}

/** Whether nothing stands in a column but its header, or nothing at all: it says nothing. */
const isBlank = (body: readonly (readonly Cell[])[], at: number): boolean =>
  body.every((row) => row[at]?.plain === '' || new Set(row).size === 1);

function columnAt(header: readonly (readonly Cell[])[], at: number, rules: readonly ColumnRule[]) {
  const headers = [...new Set(header.flatMap((row) => row[at] ?? []))];
  const label = joined(headers);
  const rule = ruleOf(label, rules);
  const nearest = headers.filter((cell) => cell.plain !== '').at(-1);
  const told = rule && nearest && ruleOf(nearest.plain, rules) === rule;
  const telling = told ? [nearest] : headers.filter((cell) => cell.plain !== '');
  return { rule, column: { at, is: rule && 'is' in rule ? rule.is : undefined, headers, telling, label } };
}

/** Whether two columns under one header show the same cells: one column that the page drew two wide. */
const isSame = (body: readonly (readonly Cell[])[], a: number, b: number): boolean =>
  body.every((row) => row[a] === row[b] || row[b]?.plain === '');

/**
 * What each column of a table is. Refuses the page where a header is known twice, where two columns are the same
 * thing, and where a column that must be there is missing. Columns that no rule knows are `unknown`.
 */
export function columnsOf(
  header: readonly (readonly Cell[])[],
  body: readonly (readonly Cell[])[],
  rules: readonly ColumnRule[],
): { columns: Column[]; unknown: Column[]; ignored: { what: string; reason: string }[] } {
  const found = new Map<string, Column>();
  const unknown: Column[] = [];
  const ignored: { what: string; reason: string }[] = [];
  const used = new Set<ColumnRule>();
  for (const at of header[0]?.keys() ?? []) {
    const { rule, column } = columnAt(header, at, rules);
    if (rule) used.add(rule);
    const twin = column.is === undefined ? undefined : found.get(column.is);
    if (twin && !(twin.headers.at(-1) === column.headers.at(-1) && isSame(body, twin.at, at))) {
      refusePage(
        'duplicate-column',
        `the columns "${twin.label}" and "${column.label}" are both ${column.is}`,
      );
    }
    if (rule && 'ignore' in rule) ignored.push({ what: column.label, reason: rule.ignore });
    else if (column.is !== undefined && !twin) found.set(column.is, column);
    else if (!rule && !(column.label === '' && isBlank(body, at))) unknown.push(column);
  }
  const missing = rules.filter((rule) => !rule.optional && 'is' in rule && !found.has(rule.is));
  if (missing.length > 0) {
    const names = missing.map((rule) => ('is' in rule ? `${rule.is} (${rule.header.source})` : ''));
    const seen = [...found.values(), ...unknown].map((column) => `"${column.label}"`);
    refusePage(
      'missing-column',
      `a table has no column for ${names.join(', ')}; it has ${seen.join(', ').slice(0, 200) || 'none that is known'}`,
    );
  }
  return { columns: [...found.values()], unknown, ignored };
}
