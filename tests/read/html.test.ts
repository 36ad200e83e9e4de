import { describe, expect, it } from 'vitest';
import type { Page } from '../../schema/source.ts';
import type { Block, TableBlock } from '../../src/read/blocks.ts';
import { htmlBlocks, pageTitle } from '../../src/read/html.ts';
import { PageRefused } from '../../src/read/refuse.ts';

const page = (text: string): Page => ({
  url: 'https://example.com/',
  bytes: new TextEncoder().encode(text),
  text,
  mediaType: 'text/html',
});
const blocks = (text: string): Block[] => htmlBlocks(page(text));
const brief = (text: string): string[] =>
  blocks(text).map((b) =>
    b.kind === 'table' ? 'table' : `${b.kind === 'text' ? b.role : `h${b.level}`}: ${b.text}`,
  );
const table = (text: string): TableBlock => {
  const found = blocks(text).find((b) => b.kind === 'table');
  if (found?.kind !== 'table') throw new Error('no table');
  return found;
};
const texts = (block: TableBlock): string[][] => block.rows.map((row) => row.map((cell) => cell.text));

/** Milliseconds of this process's own work, whatever else the machine does. */
const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** The code of the refusal and how long it took. */
function refusal(text: string): { code: string; ms: number } {
  const start = worked();
  try {
    htmlBlocks(page(text));
  } catch (error) {
    if (error instanceof PageRefused) return { code: error.code, ms: worked() - start };
    throw error;
  }
  return { code: 'read', ms: worked() - start };
}

describe('blocks of a page', () => {
  it('gives headings, paragraphs, items, code and loose text in the order of the page', () => {
    const body = `<h1>Title</h1><div>loose <b>bold</b><p>first<br>second</p>tail</div>
      <ul><li>one</li><li><p>two</p><ul><li>deep</li></ul></li></ul><pre>let  x</pre>`;
    expect(brief(body)).toEqual([
      'h1: Title',
      'paragraph: loose bold',
      'paragraph: first second',
      'paragraph: tail',
      'item: one',
      'item: two',
      'item: deep',
      'code: let x',
    ]);
  });

  it('leaves out scripts, styles, menus and pictures', () => {
    const body = `<script>var a = 1</script><style>p{}</style><nav><a>Home</a></nav><svg><text>x</text></svg><p>said</p>`;
    expect(brief(body)).toEqual(['paragraph: said']);
  });

  it('leaves out what is hidden, and gives the ids in a heading', () => {
    const body =
      '<div hidden>a</div><p>said <span aria-hidden="true">0 1 2</span><i style="color:red; display: none">b</i></p>';
    expect(brief(body)).toEqual(['paragraph: said']);
    expect(blocks('<h2>Model A <em><code>a-1</code></em> and <code>a-2</code></h2>')[0]).toMatchObject({
      codes: ['a-1', 'a-2'],
    });
  });

  it('drops invisible marks from texts', () => {
    expect(brief('<h2>Details<a>\u200b</a></h2>')).toEqual(['h2: Details']);
  });

  it('finds a table inside an inline element and its caption before it', () => {
    expect(brief('<div><b><table><caption>Prices</caption><tr><td>1</table></b></div>')).toEqual([
      'paragraph: Prices',
      'table',
    ]);
  });

  it('refuses a document that was cut off, and reads a piece of a page', () => {
    expect(refusal('<!doctype html><html lang="en"><p>1.5</p></html>').code).toBe('read');
    expect(refusal('<!doctype html><html lang="en"><p>1.').code).toBe('truncated');
    expect(refusal('<p>1.5').code).toBe('read');
  });

  it('reads the title of the page only, not one of a picture', () => {
    expect(pageTitle(page('<title> A  page </title><svg><title>icon</title></svg>'))).toBe('A page');
    expect(pageTitle(page('<p>none'))).toBeUndefined();
  });
});

describe('tables', () => {
  it('writes spans out as the same cell', () => {
    const grid = table(`<table><tr><td colspan=2>MODEL<td>a<td>b<tr><td rowspan=2>PRICE<td>in<td colspan=2>1
      <tr><td>out<td>2<td>3</table>`);
    expect(texts(grid)).toEqual([
      ['MODEL', 'MODEL', 'a', 'b'],
      ['PRICE', 'in', '1', '1'],
      ['PRICE', 'out', '2', '3'],
    ]);
    expect(grid.rows[1]?.[2]).toBe(grid.rows[1]?.[3]);
    expect(grid.rows[1]?.[0]).toBe(grid.rows[2]?.[0]);
  });

  it('ends a row span with its row group, and 0 means to its end', () => {
    const grid = table(`<table><tbody><tr><td rowspan=9>a<td>1<tr><td>2</tbody>
      <tbody><tr><td rowspan=0>b<td>3<tr><td>4</tbody></table>`);
    expect(texts(grid)).toEqual([
      ['a', '1'],
      ['a', '2'],
      ['b', '3'],
      ['b', '4'],
    ]);
  });

  it('fills ragged rows with empty cells', () => {
    expect(texts(table('<table><tr><td>a<td>b<tr><td>c</table>'))).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
  });

  it('keeps apart what is struck through, what is a footnote mark and what is said', () => {
    const cell = table('<table><tr><td>$1 (75% off<sup>(3)</sup>)<del>$4</del> <a href="/x">see</a></table>')
      .rows[0]?.[0];
    expect(cell).toMatchObject({
      text: '$1 (75% off(3))$4 see',
      plain: '$1 (75% off) see',
      struck: ['$4'],
      notes: ['(3)'],
      links: ['/x'],
    });
  });

  it('takes th, thead and the first row as headers', () => {
    const grid = table('<table><tr><td>h<td>h<tr><th>r<td>1</table>');
    expect(grid.rows.map((row) => row.map((cell) => cell.header))).toEqual([
      [true, true],
      [true, false],
    ]);
  });

  it('parts lines of a cell with a blank', () => {
    expect(texts(table('<table><tr><td>$3 / input<br>$15 / output<td><p>a</p><p>b</p></table>'))).toEqual([
      ['$3 / input $15 / output', 'a b'],
    ]);
  });
});

describe('pages that would cost too much', () => {
  const many = (n: number, f: (i: number) => string): string =>
    Array.from({ length: n }, (_, i) => f(i)).join('');
  const cases: [string, string, string][] = [
    ['3,000 nested elements', '<div>'.repeat(3000), 'too-deep'],
    ['10,000 nested elements', '<div>'.repeat(10_000), 'too-deep'],
    ['50,000 nested elements', '<div>'.repeat(50_000), 'too-deep'],
    ['nesting hidden by end tags of other names', '<div></b>'.repeat(10_000), 'too-deep'],
    ['nesting hidden by end tags in tables', '<table><td></div>'.repeat(10_000), 'too-deep'],
    ['a tag of 50,000 attributes', `<a ${many(50_000, (i) => `x${i}=1 `)}>`, 'too-many-attributes'],
    [
      'one hidden behind an open quote',
      `<b x="><a ${many(50_000, (i) => `x${i}=1 `)}>`,
      'too-many-attributes',
    ],
    [
      'one inside a comment that ends early',
      `<!----!><a ${many(50_000, (i) => `x${i} `)}>`,
      'too-many-attributes',
    ],
    ['100,000 unclosed tags', '<a '.repeat(100_000), 'too-many-attributes'],
    ['formatting that is opened again', many(400, (i) => `<p><b id=${i}>`), 'too-deep'],
    ['a table of 100,000 rows', `<table>${`<tr>${'<td>1.5'.repeat(12)}`.repeat(100_000)}`, 'too-large'],
    ['a table of 30,000 rows', `<table>${`<tr>${'<td>1.5'.repeat(12)}`.repeat(30_000)}`, 'too-many-elements'],
    ['spans of a thousand columns', `<table>${'<tr><td colspan=1000>'.repeat(1000)}`, 'table-too-large'],
  ];
  it.each(cases)('refuses %s in less than a second', (_, text, code) => {
    const { ms, ...rest } = refusal(text);
    expect(rest).toEqual({ code });
    expect(ms).toBeLessThan(1000);
  });

  it('refuses tables inside tables inside tables, and reads a few', () => {
    const nested = (depth: number): string =>
      `${'<table><tr><td>'.repeat(depth)}${'1.5 word '.repeat(100_000)}${'</td></tr></table>'.repeat(depth)}`;
    const { code, ms } = refusal(nested(40));
    expect(code).toBe('too-deep');
    expect(ms).toBeLessThan(1000);
    expect(refusal(nested(3)).code).toBe('read');
  });

  it('reads what is merely large', () => {
    const script = `<script>${'if (a<b && c > "x") { y() }\n'.repeat(20_000)}</script>`;
    const large = `${script}<div props="${'{&quot;a&quot;: 1} '.repeat(20_000)}">${'<p>text</p>'.repeat(20_000)}</div>`;
    expect(refusal(large).code).toBe('read');
  });
});
