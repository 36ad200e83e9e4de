import { readFileSync } from 'node:fs';

/** Reads a table of this folder: one row per line, columns by name, no quoting. Throws where a row is torn. */
export function readTable(file: string): Map<string, string>[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    if (cells.length !== columns.length) throw new Error(`${file}: ${cells.length} cells in "${line}"`);
    return new Map(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

/** The cell of a row; a column that the table lacks is a mistake in the program. */
export function cell(row: Map<string, string>, column: string): string {
  const value = row.get(column);
  if (value === undefined) throw new Error(`no column ${column}`);
  return value;
}
