import { cell, readTable } from './table.ts';

interface Line {
  pattern: RegExp;
  where: string;
  reason: string;
}

/** A name in which `*` stands for any characters, case aside. */
function patternOf(name: string): RegExp {
  const escaped = name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'i');
}

const lines: Line[] = readTable('./no-model.tsv').map((row) => ({
  pattern: patternOf(cell(row, 'name')),
  where: cell(row, 'where'),
  reason: cell(row, 'reason'),
}));

/** Why a name of a price list stands for no model: a router, a tool, a class of sizes; undefined where it may be one. */
export function noModel(folded: string, where: readonly string[]): string | undefined {
  const line = lines.find(
    (one) => (one.where === '*' || where.includes(one.where)) && one.pattern.test(folded),
  );
  return line && `no model: ${line.reason}`;
}
