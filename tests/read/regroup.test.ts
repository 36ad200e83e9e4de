import { describe, expect, it } from 'vitest';
import type { TableBlock } from '../../src/read/blocks.ts';
import { markdownPage } from '../../src/read/markdown-page.ts';
import { refillFirst, spreadGroups } from '../../src/read/regroup.ts';
import { pageOf } from '../support/fixtures.ts';

function tableIn(text: string): TableBlock {
  const page = pageOf('https://example.com/prices.md', 'text/markdown', new TextEncoder().encode(text));
  const table = markdownPage(page).blocks.find((block) => block.kind === 'table');
  if (table === undefined) throw new Error('no table');
  return table;
}
const texts = ({ rows }: TableBlock): string[] =>
  rows.map((row) => row.map((cell) => cell.plain).join(' | '));
const GROUPS = '|  | Short | Long |\n| --- | --- | --- |\n';

describe('groups of columns that lost their width', () => {
  it('stand over equal shares of the columns, as headers', () => {
    const table = spreadGroups(
      tableIn(`${GROUPS}| Model | In | Out | In | Out |\n| a | $1 | $2 | $3 | $4 |\n`),
    );
    expect(texts(table)).toEqual([
      ' | Short | Short | Long | Long',
      'Model | In | Out | In | Out',
      'a | $1 | $2 | $3 | $4',
    ]);
    expect(table.rows.map((row) => row.every((cell) => cell.header))).toEqual([true, true, false]);
    expect(table.rows[0]?.[1]).toBe(table.rows[0]?.[2]);
  });

  it('are left as they are where the columns do not repeat or do not divide', () => {
    for (const labels of ['Model | In | Out | In | Fee', 'Model | In | Out | In']) {
      const table = tableIn(`${GROUPS}| ${labels} |\n| a | $1 | $2 | $3 |\n`);
      expect(spreadGroups(table)).toBe(table);
    }
    const whole = tableIn('|  | Short | Long |\n| --- | --- | --- |\n| Model | In | In |\n');
    expect(spreadGroups(whole)).toBe(whole);
  });
});

describe('a first column that spanned rows', () => {
  const text =
    '| Model | Kind | Price |\n| --- | --- | --- |\n| a | Text | $1 |\n| Image | $2 |\n| b | $3 |\n';

  it('is filled where the row begins with what belongs to the second one', () => {
    const table = refillFirst(tableIn(text), (cell) => cell === 'Image');
    expect(texts(table).slice(1)).toEqual(['a | Text | $1', 'a | Image | $2', 'b | $3 | ']);
    expect(table.rows.at(-1)?.at(-1)?.absent).toBe(true);
  });
});
