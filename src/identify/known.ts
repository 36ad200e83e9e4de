import { cell, readTable } from './table.ts';
import { tokensOf } from './text.ts';

/** A line of a table that decided something: shown with the answer, and counted by the test that no line is unused. */
export interface Applied {
  table: 'names' | 'equal' | 'anchors' | 'sizes' | 'bare';
  /** The line's own text: the name, key, id or size that it is about. */
  line: string;
  is: string;
  reason: string;
}

/** `*` or the source or provider whose writing a line is about. */
const EVERYWHERE = '*';
const LONGEST_CHAIN = 4;

const appliedOf = (table: Applied['table'], row: Map<string, string>, line: string): Applied => ({
  table,
  line,
  is: cell(row, 'is'),
  reason: cell(row, 'reason'),
});

const names = new Map<string, Applied>();
for (const row of readTable('./names.tsv')) {
  const name = cell(row, 'name');
  const where = cell(row, 'where');
  const line = where === EVERYWHERE ? name : `${name} (${where})`;
  names.set(`${where}|${tokensOf(name).join('-')}`, appliedOf('names', row, line));
}

const equal = new Map(
  readTable('./equal.tsv').map((row) => [cell(row, 'key'), appliedOf('equal', row, cell(row, 'key'))]),
);

const anchors = new Map(
  readTable('./anchors.tsv').map((row) => [
    cell(row, 'id').toLowerCase(),
    appliedOf('anchors', row, cell(row, 'id')),
  ]),
);

const sizes = new Map(
  readTable('./sizes.tsv').map((row) => {
    const line = `${cell(row, 'line')}-${cell(row, 'total')}`;
    return [line, appliedOf('sizes', row, line)];
  }),
);

/** The line for a whole name; a line of the source or provider (`where`) wins over the general one. */
export function knownName(tokens: readonly string[], where: readonly string[]): Applied | undefined {
  const text = tokens.join('-');
  for (const place of [...where, EVERYWHERE]) {
    const found = names.get(`${place}|${text}`);
    if (found) return found;
  }
  return undefined;
}

/** The key under which a key is filed, and the lines that say so: the only snapshot of a model is the model. */
export function filedUnder(key: string): { key: string; applied: Applied[] } {
  const applied: Applied[] = [];
  let at = key;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const line = equal.get(at);
    if (!line) break;
    applied.push(line);
    at = line.is;
  }
  return { key: at, applied };
}

/** The line of a vendor's own list for exactly this id, in whatever case; anchors are never parsed. */
export const anchorOf = (id: string): Applied | undefined => anchors.get(id.trim().toLowerCase());

/** The active size that goes with a total one in a line of models: qwen3 with 235b is a22b. */
export const activeSize = (line: string, total: string): Applied | undefined => sizes.get(`${line}-${total}`);

/** Every line of the tables above, to see that each is used. */
export const everyLine = (): Applied[] => [
  ...names.values(),
  ...equal.values(),
  ...anchors.values(),
  ...sizes.values(),
];

/** Keys that a line names as the only snapshot of their model. */
const onlySnapshots = new Set(
  [...equal.values()].filter(({ reason }) => /only snapshot/.test(reason)).map(({ is }) => is),
);

/** Whether a model is known to have one snapshot only, so that `latest` says nothing. */
export const hasOneSnapshot = (key: string): boolean => onlySnapshots.has(key);
