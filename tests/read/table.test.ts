import { describe, expect, it } from 'vitest';
import { htmlBlocks } from '../../src/read/html.ts';
import { markdownBlocks } from '../../src/read/markdown.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { placedTables, type ReadTable, readTable, type TableRules } from '../../src/read/table.ts';
import { pageOf } from '../support/fixtures.ts';

const pageIn = (text: string, type = 'text/html; charset=utf-8') =>
  pageOf('https://a.example/p', type, new TextEncoder().encode(text));

const PRICES: TableRules = {
  columns: [
    { header: /^Model$/iu, is: 'name' },
    { header: /^Input(?: price)?$/iu, is: 'input' },
    { header: /^Cached input$/iu, is: 'cached', optional: true },
    { header: /^Output(?: price)?$/iu, is: 'output' },
    { header: /^Notes$/iu, ignore: 'prose' },
  ],
  rows: [
    { row: /^Batch$/u, section: 'batch' },
    { row: /^\* /u, ignore: 'a note' },
  ],
};

function readHtml(html: string, rules: TableRules = PRICES): ReadTable {
  const [placed] = placedTables(htmlBlocks(pageIn(html)));
  if (!placed) throw new Error('no table');
  return readTable(placed.table, rules);
}

const lines = ({ rows }: ReadTable): string[] =>
  rows.map((row) => [row.section?.is, row.text('name'), row.text('input'), row.text('output')].join(' '));
const refusals = ({ refused }: ReadTable): string[] =>
  refused.map(({ cells, reason }) => `${reason}: ${cells[0]?.plain}`);

function codeOf(html: string, rules?: TableRules): string {
  try {
    readHtml(html, rules);
  } catch (error) {
    if (error instanceof PageRefused) return error.code;
    throw error;
  }
  return 'read';
}

const table = (head: string, ...rows: string[]): string => {
  const cells = (row: string, tag: string): string =>
    `<tr>${row
      .split('|')
      .map((cell) => `<${tag}>${cell.trim()}</${tag}>`)
      .join('')}</tr>`;
  return `<table><thead>${cells(head, 'th')}</thead><tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody></table>`;
};

describe('columns by meaning', () => {
  it('finds columns wherever they stand, and leaves what was declared alone', () => {
    const read = readHtml(table('Output | Notes | Model | Input price', '2 | x | m | 1'));
    expect(lines(read)).toEqual([' m 1 2']);
    expect(read.ignored).toEqual([{ what: 'Notes', reason: 'prose' }]);
  });

  it.each([
    ['a column more', table('Model | Region | Input | Output', 'm | eu | 1 | 2'), 'unknown-column'],
    ['a header renamed', table('Model | Prompt | Output', 'm | 1 | 2'), 'missing-column'],
    ['a header twice', table('Model | Input | Input | Output', 'm | 1 | 3 | 2'), 'duplicate-column'],
    ['a column without a name', table('Model | Input | | Output', 'm | 1 | 3 | 2'), 'unknown-column'],
    ['no header at all', table('m | 1 | 2', 'n | 1 | 2'), 'missing-column'],
  ])('refuses %s', (_, html, code) => {
    expect(codeOf(html)).toBe(code);
  });

  it('refuses a header that two declarations know', () => {
    const rules = { columns: [...PRICES.columns, { header: /put$/iu, is: 'other' }] };
    expect(codeOf(table('Model | Input | Output', 'm | 1 | 2'), rules)).toBe('ambiguous-column');
  });

  it('reads an empty column as nothing, and footnote marks as no part of a header', () => {
    expect(lines(readHtml(table('Model<sup>1</sup> | Input² | | Output*', 'm | 1 | | 2')))).toEqual([
      ' m 1 2',
    ]);
  });
});

describe('headers of several levels', () => {
  const HEAD =
    '<tr><th rowspan=2>Model</th><th colspan=2>Standard</th><th colspan=2>Batch</th></tr><tr><th>Input<th>Output<th>Input<th>Output</tr>';
  const rules: TableRules = {
    columns: [
      { header: /^Model$/u, is: 'name' },
      { header: /^Standard › Input$/u, is: 'input' },
      { header: /^Standard › Output$/u, is: 'output' },
      { header: /^Batch › Input$/u, is: 'batch-input' },
      { header: /^Batch › Output$/u, is: 'batch-output' },
    ],
  };

  it('joins them, and needs all of them to tell what a column is', () => {
    const read = readHtml(`<table>${HEAD}<tr><td>m<td>1<td>2<td>.5<td>1</tr></table>`, rules);
    expect(read.rows[0]?.text('batch-input')).toBe('.5');
    expect(read.rows[0]?.column('batch-input')?.telling.map((cell) => cell.plain)).toEqual([
      'Batch',
      'Input',
    ]);
  });

  it('knows them without th, by the cell that reaches down', () => {
    const html = `<table>${HEAD.replaceAll('<th', '<td').replaceAll('</th', '</td')}<tr><td>m<td>1<td>2<td>.5<td>1</tr></table>`;
    expect(lines(readHtml(html, rules))).toEqual([' m 1 2']);
  });

  it('refuses them where a plain header was declared', () => {
    expect(codeOf(`<table>${HEAD}<tr><td>m<td>1<td>2<td>.5<td>1</tr></table>`)).toBe('missing-column');
  });

  it('takes a first row that spans the table as its title', () => {
    const read = readHtml(
      '<table><tr><th colspan=3>Per 1M tokens</th></tr><tr><td>Model<td>Input<td>Output</tr><tr><td>m<td>1<td>2</tr></table>',
    );
    expect([lines(read), read.title?.plain]).toEqual([[' m 1 2'], 'Per 1M tokens']);
  });
});

describe('rows', () => {
  const HEAD = '<tr><th>Model<th>Input<th>Output</tr>';

  it('writes a cell of several rows to each of them, also past a section', () => {
    const read = readHtml(
      `<table>${HEAD}<tr><td rowspan=2>m<td>1<td>2</tr><tr><td>3<td>4</tr><tr><td colspan=3>Batch</td></tr><tr><td>n<td>5<td>6</tr></table>`,
    );
    expect(lines(read)).toEqual([' m 1 2', ' m 3 4', 'batch n 5 6']);
  });

  it('ends a span with its group of rows, so that a row below is short and refused', () => {
    const read = readHtml(
      `<table><thead>${HEAD}</thead><tbody><tr><td rowspan=3>m<td>1<td>2</tr></tbody><tbody><tr><td>3<td>4</tr></tbody></table>`,
    );
    expect([lines(read), refusals(read)]).toEqual([[' m 1 2'], ['short-row: 3']]);
  });

  it('refuses what stands under a heading row that nobody declared, up to the next', () => {
    const read = readHtml(
      table(
        'Model | Input | Output',
        'm | 1 | 2',
        'Flex | | ',
        'n | 3 | 4',
        'Batch | | ',
        'o | 5 | 6',
        '* taxes | | ',
      ),
    );
    expect(lines(read)).toEqual([' m 1 2', 'batch o 5 6']);
    expect(refusals(read)).toEqual(['unknown-row: Flex', 'under-unknown-row: n']);
    expect(read.ignored).toEqual([{ what: '* taxes', reason: 'a note' }]);
  });

  it('passes over the header where it is repeated, and refuses other headers inside the table', () => {
    const again = `<table>${HEAD}<tr><td>m<td>1<td>2</tr>${HEAD}<tr><td>n<td>3<td>4</tr></table>`;
    expect(lines(readHtml(again))).toEqual([' m 1 2', ' n 3 4']);
    expect(codeOf(again.replace(/Input(?!.*Input)/u, 'Output').replace(/Output(?!.*Output)/u, 'Input'))).toBe(
      'header-inside',
    );
  });

  it('tells which columns share a cell', () => {
    const [row] = readHtml(`<table>${HEAD}<tr><td>m<td colspan=2>Free</tr></table>`).rows;
    expect([row?.sharedBy('input'), row?.sharedBy('name')]).toEqual([['output'], []]);
  });

  it('reads nothing that is hidden, and no table in a template', () => {
    const html = `<table>${HEAD}<tr hidden><td>h<td>1<td>2</tr><tr><td>m<td><span aria-hidden="true">0 1 2</span>1<span style="display: none">9</span><td style="display:none">8</td><td>2</tr></table>
      <template>${table('Model | Input | Output', 'x | 1 | 2')}</template><!-- ${table('Model', 'x')} -->`;
    expect(lines(readHtml(html))).toEqual([' m 1 2']);
    expect(placedTables(htmlBlocks(pageIn(html)))).toHaveLength(1);
  });

  it('gives marks, struck pieces, lines, links and ids apart from the text', () => {
    const html = `<table>${HEAD}<tr><td><a href="/m">M</a><br><code>m-1</code></td><td>$2.00¹ <del>$4</del></td><td>10²³ †</td></tr></table>`;
    const [row] = readHtml(html).rows;
    expect(row?.cell('name')).toMatchObject({ lines: ['M', 'm-1'], links: ['/m'], codes: ['m-1'] });
    expect(row?.cell('input')).toMatchObject({ plain: '$2.00', notes: ['¹'], struck: ['$4'] });
    expect(row?.cell('output')).toMatchObject({ plain: '10²³', notes: ['†'] });
  });

  it('gives a table inside a cell as a table of its own', () => {
    const html = `<table>${HEAD}<tr><td>m<td>1<td><table><tr><td>x<td>y</table></td></tr></table>`;
    expect(placedTables(htmlBlocks(pageIn(html)))).toHaveLength(2);
  });
});

describe('turned tables', () => {
  const HTML = `<table><tr><td colspan=2>MODEL</td><td>a</td><td>b</td></tr><tr><td colspan=2>CONTEXT</td><td colspan=2>1M</td></tr>
    <tr><td rowspan=2>PRICE</td><td>INPUT</td><td>1</td><td>2</td></tr><tr><td>OUTPUT</td><td>3</td><td>4</td></tr></table>`;
  const rules: TableRules = {
    turned: true,
    columns: [
      { header: /^MODEL$/u, is: 'name' },
      { header: /^CONTEXT$/u, is: 'window' },
      { header: /^PRICE › INPUT$|^INPUT$/u, is: 'input' },
      { header: /^PRICE › OUTPUT$|^OUTPUT$/u, is: 'output' },
    ],
  };

  it('gives each model its cells, and one that spans two models to both', () => {
    const { rows } = readHtml(HTML, rules);
    expect(rows.map((row) => ['name', 'window', 'input', 'output'].map((is) => row.text(is)))).toEqual([
      ['a', '1M', '1', '3'],
      ['b', '1M', '2', '4'],
    ]);
    expect(rows[0]?.column('input')?.telling.map((cell) => cell.plain)).toEqual(['INPUT']);
  });

  it('refuses the page or only the row where a label is not known', () => {
    const renamed = HTML.replace('OUTPUT', 'TRAINING');
    expect(codeOf(renamed, rules)).toBe('missing-column');
    const more = HTML.replace('</table>', '<tr><td colspan=2>NEW</td><td>1</td><td>2</td></tr></table>');
    expect(codeOf(more, rules)).toBe('unknown-column');
    const alone = readHtml(more, { ...rules, unknown: 'column' });
    expect(alone.unknown.map((column) => column.label)).toEqual(['NEW']);
  });

  it('refuses a row that spans the table, and a table without models', () => {
    const spanning = HTML.replace(
      '<tr><td rowspan',
      '<tr><td colspan=4>For batches</td></tr><tr><td rowspan',
    );
    expect(codeOf(spanning, rules)).toBe('unknown-row');
    expect(codeOf(spanning, { ...rules, rows: [{ row: /^For/u, ignore: 'a note' }] })).toBe('read');
    expect(codeOf('<table><tr><td>MODEL</td></tr><tr><td>CONTEXT</td></tr></table>', rules)).toBe(
      'no-models',
    );
  });
});

describe('Markdown and places', () => {
  it('reads a Markdown table by the same rules', () => {
    const text = '# Prices\n\nPer 1M tokens.\n\n| Model | Output | Input |\n|---|---|---|\n| m | 2 | 1 |\n';
    const [placed] = placedTables(markdownBlocks(pageIn(text, 'text/markdown')));
    if (!placed) throw new Error('no table');
    expect(lines(readTable(placed.table, PRICES))).toEqual([' m 1 2']);
    expect(placed).toMatchObject({ path: 'Prices', before: [{ text: 'Per 1M tokens.' }] });
  });

  it('says under which headings a table stands, and what stands right above it', () => {
    const html = `<h1>Prices</h1><p>a</p><h2>Text</h2><p>b</p>${table('x')}<p>c</p>${table('y')}<h2>Audio</h2>${table('z')}`;
    const placed = placedTables(htmlBlocks(pageIn(html)));
    expect(placed.map(({ path, before }) => [path, before.map(({ text }) => text)])).toEqual([
      ['Prices › Text', ['b']],
      ['Prices › Text', ['c']],
      ['Prices › Audio', []],
    ]);
  });
});
