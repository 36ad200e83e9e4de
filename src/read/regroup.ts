import type { Cell, TableBlock } from './blocks.ts';

const isMissing = (cell: Cell | undefined): boolean => cell === undefined || cell.absent === true;

/** How many columns each of the groups stands over: equal shares in which the same labels repeat; undefined where none fit. */
function shareOf(groups: number, labels: readonly string[]): number | undefined {
  const share = labels.length / groups;
  if (groups < 2 || !Number.isInteger(share)) return undefined;
  return labels.every((label, at) => label !== '' && label === labels[at % share]) ? share : undefined;
}

/**
 * A table whose groups of columns lost their width, as renderings of pages to Markdown lose it: above
 * "Model | Input | Output | Input | Output" stands "| Short | Long" alone. Each group is put over its equal share of
 * the columns, where the same labels repeat under each; any other table is left as it is.
 */
export function spreadGroups(table: TableBlock): TableBlock {
  const [groups = [], labels = [], ...body] = table.rows;
  const named = groups.filter((cell) => !isMissing(cell) && cell.plain !== '');
  const [corner] = groups;
  const isLost = groups.some(isMissing) && !labels.some(isMissing) && corner?.plain === '';
  const [, ...under] = labels;
  const share = isLost
    ? shareOf(
        named.length,
        under.map((cell) => cell.plain),
      )
    : undefined;
  if (share === undefined || corner === undefined) return table;
  const above = [corner, ...under.map((_, at) => named[Math.floor(at / share)] ?? corner)];
  const header = (cell: Cell): Cell => ({ ...cell, header: true });
  const wide = new Map([...new Set(above)].map((cell) => [cell, header(cell)]));
  return { ...table, rows: [above.map((cell) => wide.get(cell) ?? cell), labels.map(header), ...body] };
}

/**
 * A table whose first column spanned several rows, and lost it: a row that is one cell short and begins with a text
 * that `inner` knows as one of the second column gets the first cell of the row above.
 */
export function refillFirst(table: TableBlock, inner: (text: string) => boolean): TableBlock {
  let above: Cell | undefined;
  const rows = table.rows.map((row) => {
    const isShort = isMissing(row.at(-1)) && !isMissing(row.at(-2));
    if (!isShort || above === undefined || !inner(row[0]?.plain ?? '')) {
      above = row[0];
      return row;
    }
    return [above, ...row.slice(0, -1)];
  });
  return { ...table, rows };
}
