import { describe, expect, it } from 'vitest';
import type { TableBlock } from '../../src/read/blocks.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { markdownPage, unknownComponents } from '../../src/read/markdown-page.ts';
import { pageOf } from '../support/fixtures.ts';

const pageFor = (text: string) =>
  pageOf('https://moon.test/prices.md', 'text/markdown', new TextEncoder().encode(text));
const read = (...lines: string[]) => markdownPage(pageFor(lines.join('\n')));
const tables = (...lines: string[]): TableBlock[] =>
  read(...lines).blocks.filter((block) => block.kind === 'table');
const texts = (table: TableBlock | undefined): string[][] =>
  (table?.rows ?? []).map((row) => row.map(({ text }) => text));
const outline = (...lines: string[]): string[] =>
  read(...lines).blocks.map(({ kind, path }) => `${kind} ${path?.join(' › ')}`);

/** Everything that a page says must be found again where it says it. */
function checkQuotes(...lines: string[]): void {
  const text = lines.join('\n');
  const find = locator(text);
  let pieces = 0;
  for (const block of markdownPage(pageFor(text)).blocks) {
    if (block.kind === 'text' && block.role === 'code') continue;
    for (const piece of block.kind === 'table' ? block.rows.flat() : [block]) {
      if (piece.text === '') continue;
      pieces += 1;
      expect([piece.text, findsQuote(find, piece.text, { places: [piece.place] })]).toEqual([
        piece.text,
        true,
      ]);
    }
  }
  expect(pieces).toBeGreaterThan(0);
}

describe('pipe tables', () => {
  const PRICES = [
    '| Model | Input | Output |',
    '| :- | -: | --- |',
    '| **Moon-1**<br />≤ 32k input tokens <span className="flex">Half price</span> | ~~\\$0.60~~ \\$0.30 / M tokens | {"$"}0.16 |',
    '| [Moon-2](/docs/moon-2)<sup>1</sup> | $$14.99 | `a\\|b` \\| c &amp; \\- |',
    '| ![logo](x.png)Moon-3 | $0.0011 per image* |',
  ];

  it('show cells as a reader sees them', () => {
    const [table] = tables(...PRICES);
    expect(texts(table)).toEqual([
      ['Model', 'Input', 'Output'],
      ['Moon-1 ≤ 32k input tokens Half price', '$0.60 $0.30 / M tokens', '$0.16'],
      ['Moon-21', '$14.99', 'a|b | c & -'],
      ['Moon-3', '$0.0011 per image*', ''],
    ]);
    const [, first, second, third] = table?.rows ?? [];
    expect(first?.[0]?.lines).toEqual(['Moon-1', '≤ 32k input tokens Half price']);
    expect([first?.[1]?.struck, first?.[1]?.plain]).toEqual([['$0.60'], '$0.30 / M tokens']);
    expect([second?.[0]?.plain, second?.[0]?.notes, second?.[0]?.links]).toEqual([
      'Moon-2',
      ['1'],
      ['/docs/moon-2'],
    ]);
    expect(second?.[2]?.codes).toEqual(['a|b']);
    expect([third?.[1]?.plain, third?.[1]?.notes, third?.[2]?.absent]).toEqual([
      '$0.0011 per image',
      ['*'],
      true,
    ]);
  });

  it('can be quoted as they show although the body has other characters', () => {
    checkQuotes(...PRICES);
    checkQuotes('> **Note**', '> Prices are \\$5', '> and `more`.');
  });

  it('need no pipes around them, and text right behind one is no row of it', () => {
    const page = [
      'Prices for all:',
      'Model | Input  ',
      '---|---  ',
      'Moon-1 | $5 / MTok  ',
      'MTok = Million tokens, $1.',
    ];
    expect(texts(tables(...page)[0])).toEqual([
      ['Model', 'Input'],
      ['Moon-1', '$5 / MTok'],
    ]);
    expect(read(...page).blocks.map((block) => (block.kind === 'table' ? '' : block.text))).toEqual([
      'Prices for all:',
      '',
      'MTok = Million tokens, $1.',
    ]);
    const two = tables(...page.slice(1), 'A | B', '---|---', '1 | 2');
    expect(two.map((table) => table.rows.length)).toEqual([2, 2]);
  });

  it('take text that is struck in HTML for struck', () => {
    const [, row] = tables('| a |', '|---|', '| <del>$9</del> <s>$8</s> $5 |')[0]?.rows ?? [];
    expect([row?.[0]?.plain, row?.[0]?.struck]).toEqual(['$5', ['$9', '$8']]);
  });

  it('keep what is no mark: intervals, comparisons, thresholds', () => {
    const [table] = tables('| a | b | c |', '|---|---|---|', '| [0, 32) | > 512k | prompts <= 200k tokens |');
    expect(texts(table)[1]).toEqual(['[0, 32)', '> 512k', 'prompts <= 200k tokens']);
  });
});

describe('components', () => {
  const DOC_TABLE = [
    'export const DocTable = ({columns = [], rows = []}) => {',
    '  return <table><tbody>{rows.map((row, i) => <tr key={i}><td>{row}</td></tr>)}</tbody></table>;',
    '};',
    '',
    '## Prices',
    '<DocTable',
    '  columns={[{ title: "Model", width: "24%" }, { title: "Input" }, "Window"]}',
    '  rows={[',
    '["moon-1", <>{"$"}0.95</>, "262,144 tokens"], // none',
    ']}',
    '/>',
  ];

  it('with literal columns and rows are tables', () => {
    const rows = DOC_TABLE.map((line) => line.replace(' // none', ''));
    const { blocks, components } = read(...rows);
    expect(components).toEqual([]);
    const table = blocks.find((block) => block.kind === 'table');
    expect(texts(table)).toEqual([
      ['Model', 'Input', 'Window'],
      ['moon-1', '$0.95', '262,144 tokens'],
    ]);
    expect(table?.path).toEqual(['Prices']);
    checkQuotes(...rows);
  });

  it.each([
    ['an expression', 'rows={[[price, "b"]]}'],
    ['a template', 'rows={[[`$' + '{x}`, "b"]]}'],
    ['a row that is too short', 'rows={[["a"]]}'],
    ['an escape', 'rows={[["a\\"b", "c"]]}'],
    ['an escape that is no quote', 'rows={[["a\\nb", "c"]]}'],
    ['a list in a row', 'rows={[["a", ["x"], "b"]]}'],
    ['a spread', 'rows={[...more, ["a", "b"]]}'],
  ])('with %s are named and not guessed', (_, rows) => {
    const { blocks, components } = read(`<PriceTable columns={["A", "B"]} ${rows} />`);
    expect([blocks, components.map(({ name }) => name)]).toEqual([[], ['PriceTable']]);
  });

  it('that a program fills are named, and stay visible in their cell', () => {
    const page = [
      '<NextOpus />',
      '',
      '| Model | Price |',
      '|---|---|',
      '| Moon <NextMoon /> | <Tooltip tip="x">$5</Tooltip> |',
    ];
    const { components } = read(...page);
    expect(components.map(({ name }) => name)).toEqual(['NextOpus', 'NextMoon']);
    expect(texts(tables(...page)[0])[1]).toEqual(['Moon <NextMoon />', '$5']);
    checkQuotes(...page);
  });

  it('are refused by name, once, unless they are left alone for a reason', () => {
    const { components } = read('<NextOpus />', '', '<NextOpus />', '', '<Promo />');
    const refused = unknownComponents(components, new Map([['Promo', 'a banner']]));
    expect(refused.map(({ reason, what, quote }) => [reason, what, quote])).toEqual([
      ['unknown-component', '<NextOpus>', '<NextOpus />'],
    ]);
  });

  it('tell of their content by their name where nobody knows them', () => {
    const { blocks, components } = read(
      '# A',
      '<Archive>',
      '',
      'Moon-0 is $9.',
      '',
      '</Archive>',
      '',
      'After.',
    );
    expect(blocks.map(({ path }) => path)).toEqual([['A'], ['A', '<Archive>'], ['A']]);
    expect(components.map(({ name }) => name)).toEqual(['Archive']);
  });
});

describe('sections', () => {
  it('are headings and titled tabs, which end with their tag', () => {
    expect(
      outline(
        '# Pay',
        '<Tabs>',
        '  <Tab title="Standard">',
        '    | A | B |',
        '    |---|---|',
        '    | 1 | 2 |',
        '',
        '    ### Deep',
        '',
        '    said',
        '  </Tab>',
        '  <Tab title="Priority*">',
        '    | A | B |',
        '    |---|---|',
        '    | 3 | 4 |',
        '  </Tab>',
        '</Tabs>',
        '',
        '| A | B |',
        '|---|---|',
        '| 5 | 6 |',
      ),
    ).toEqual([
      'heading Pay',
      'table Pay › Standard',
      'heading Pay › Standard › Deep',
      'text Pay › Standard › Deep',
      'table Pay › Priority*',
      'table Pay',
    ]);
  });

  it('take the title of a heading that stands below its mark, and a heading in HTML', () => {
    expect(
      outline('## ', 'Model pricing', 'The table:', '', '<h3 id="x">Batch <b>mode</b></h3>', 'Half.'),
    ).toEqual([
      'heading Model pricing',
      'text Model pricing',
      'heading Model pricing › Batch mode',
      'text Model pricing › Batch mode',
    ]);
  });

  it('do not begin in a quotation or in code', () => {
    expect(
      outline('# A', '> ## Documentation index', '', '```md', '# B', '| a | b |', '|---|---|', '```', 'x'),
    ).toEqual(['heading A', 'text A', 'text A', 'text A']);
  });

  it('have no images in their titles', () => {
    expect(outline('### ![Moon logo](moon.png)Moon', '![only](x.png)')).toEqual(['heading Moon']);
  });

  it('know ids in code type', () => {
    const [heading, text] = read('## Moon 1 (`moon-1`)', '', '_`moon-1`_').blocks;
    expect([heading, text].map((block) => (block?.kind === 'table' ? [] : block?.codes))).toEqual([
      ['moon-1'],
      ['moon-1'],
    ]);
  });
});

describe('HTML tables', () => {
  const LLAMA = [
    'Intro.',
    '',
    '<table>',
    '  <tr>',
    '   <td>',
    '   </td>',
    '   <td><strong>Params</strong>',
    '   </td>',
    '  </tr>',
    '  <tr>',
    '   <td rowspan="2" >Moon 1 (text)',
    '',
    '   <td>8B',
    '  <tr>',
    '   <td>70B &amp; \\$5<br>more',
    '   </td>',
    '  </tr>',
    '</table>',
    'After.',
  ];

  it('are read with spans and unclosed cells, and found again', () => {
    expect(texts(tables(...LLAMA)[0])).toEqual([
      ['', 'Params'],
      ['Moon 1 (text)', '8B'],
      ['Moon 1 (text)', '70B & $5 more'],
    ]);
    checkQuotes(...LLAMA);
    const [, second, third] = tables(...LLAMA)[0]?.rows ?? [];
    expect(second?.[0]).toBe(third?.[0]);
  });
});

describe('what is no part of a page', () => {
  it('is left out: header of a rendering service, front matter, comments, program text, marks of containers', () => {
    const { blocks, header } = read(
      'Title: Prices',
      '',
      'URL Source: https://moon.test/prices',
      '',
      'Published Time: Tue, 02 Jun 2026',
      '',
      'Markdown Content:',
      '<!-- | a | -->',
      'import { X } from "./x"',
      ':::tip',
      'Kept.',
      ':::',
      '{/* $9 */}',
    );
    expect(blocks.map((block) => (block.kind === 'table' ? '' : block.text))).toEqual(['Kept.']);
    expect(header.get('url source')?.text).toBe('https://moon.test/prices');
    expect(read('---', 'price: 5', '---', 'Kept.').blocks).toHaveLength(1);
    expect(read('Title: a film', '', 'Kept.').blocks).toHaveLength(2);
  });

  it.each([
    ['a comment', '<!-- $5'],
    ['a table', '<table><tr><td>5'],
    ['a tab', '<Tab title="Batch">\n\n$5'],
    ['an unknown component', '<Archive>\n\n$5'],
  ])('refuses a page in which %s is never closed', (_, text) => {
    expect(() => read(text)).toThrow(/never closed/u);
  });

  it('costs no more than the page is long', () => {
    const begun = performance.now();
    for (const evil of [
      '<A '.repeat(50_000),
      '`'.repeat(9).concat(' ').repeat(5_000),
      '{"'.repeat(50_000),
      '<a {'.repeat(400),
      '| a '.repeat(50_000),
    ]) {
      try {
        read(evil);
      } catch (error) {
        expect(String(error)).toMatch(/PageRefused|too/u);
      }
    }
    expect(performance.now() - begun).toBeLessThan(8_000);
  });
});
