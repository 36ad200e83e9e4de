import { describe, expect, it } from 'vitest';
import { htmlBlocks } from '../../src/read/html.ts';
import { type Compared, islandTable } from '../../src/read/island-table.ts';
import { readJson } from '../../src/read/json.ts';
import { pageOf } from '../support/fixtures.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const HEAD =
  '<thead><tr><th></th><th colspan="3">Short</th><th colspan="3">Long</th></tr><tr><th>Model</th><th>In</th><th>Write</th><th>Out</th><th>In</th><th>Write</th><th>Out</th></tr></thead>';
const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const SHOWN = row('a', '$5.00', '$6.25', '$30.00', '$10.00', '-', '$45.00');
const ROWS = '[["a (old)",5,6.25,30],["b",1.5,null,"-"],["c",1,2],["d",7]]';

function compared(shown: string, rows = ROWS, headings?: string[][]): Compared {
  const html = pageOf(
    'https://example.com/',
    'text/html',
    bytes(`<table>${HEAD}<tbody>${shown}</tbody></table>`),
  );
  const json = pageOf('https://example.com/', 'application/json', bytes(rows));
  const root = readJson(json);
  const [table] = htmlBlocks(html);
  if (table?.kind !== 'table' || root.type !== 'array') throw new Error('no table');
  const nodes = root.items.map((item) => (item.type === 'array' ? item.items : []));
  return islandTable({
    page: json,
    rows: nodes,
    table,
    shown: (node) => node,
    signed: /^\$\d/u,
    optional: /^Write$/u,
    ...(headings && { headings }),
  });
}

const texts = (shown: string, rows?: string): string[] | undefined =>
  compared(shown, rows)
    .table?.rows.slice(2)
    .map((cells) => cells.map((cell) => (cell.absent ? '?' : cell.plain)).join(' | '));

/** Each row that differs: its name, the headers, both figures and how many cells differ. */
const differs = (shown: string, rows?: string): string[] =>
  compared(shown, rows).differs.map(({ row, first, count }) =>
    [row[0], ...(first?.headers ?? []), first?.shown, first?.meant]
      .map((cell) => cell?.plain ?? '?')
      .concat(String(count))
      .join(' '),
  );

describe('rows of a payload under the headers that a page shows', () => {
  it('takes rows as shown, and the others as the payload has them', () => {
    expect(texts(SHOWN)).toEqual([
      'a | $5.00 | $6.25 | $30.00 | $10.00 | - | $45.00',
      'b | 1.5 |  | - |  |  | ',
      'c | 1 |  | 2 |  |  | ',
      'd | 7 | ? | ? | ? | ? | ?',
    ]);
  });

  const OTHER = row('b', '$1.50', '', '-', '', '', '');
  it('tells a row that is shown otherwise and leaves it out on both sides', () => {
    const changed = SHOWN.replace('$5.00', '$5.01');
    expect(differs(changed + OTHER)).toEqual(['a Short In $5.01 5 1']);
    expect(texts(changed + OTHER)).toEqual([
      'b | $1.50 |  | - |  |  | ',
      'c | 1 |  | 2 |  |  | ',
      'd | 7 | ? | ? | ? | ? | ?',
    ]);
    expect(differs(SHOWN.replace('$5.00', '€5.00'))).toEqual(['a Short In €5.00 5 1']);
    expect(differs(SHOWN.replace('$5.00', '-').replace('$6.25', '$7'))).toEqual(['a Short In - 5 2']);
    expect(differs(SHOWN.replace('>a<', '>e<'))).toEqual(['e Model e a (old) 1']);
    expect(differs(SHOWN + SHOWN)).toEqual(['a ? ? 7']);
  });

  it('takes the nearest row of the name for the one that is meant, and none of several that are as near', () => {
    const rows = '[["a","Audio",5,9],["a","Text",1,2],["a","Text",1,3],["b","Text",4,4]]';
    const shown = (...first: string[]): string =>
      row(...first, '', '', '') + row('b', 'Text', '$4', '$4', '', '', '');
    expect(differs(shown('a', 'Audio', '$1', '$2'), rows)).toEqual(['a Short Write $1 5 2']);
    expect(texts(shown('a', 'Text', '$1', '$4'), rows)).toEqual([
      'a | Audio | 5 | 9 |  |  | ',
      'b | Text | $4 | $4 |  |  | ',
    ]);
  });

  it('gives no table where no row that is shown agrees', () => {
    expect(texts(SHOWN.replace('$5.00', '$5.01'))).toBeUndefined();
    expect(texts('')).toBeUndefined();
  });

  it('tells headers that differ: other names, other order, a wider row', () => {
    const named = (...headings: string[][]) => {
      const { headers } = compared(SHOWN, ROWS, headings);
      return headers && `${headers.shown} / ${headers.meant}`;
    };
    const [full, labels] = [
      ['Model', 'Short in', 'Short write', 'Short out', 'Long in', 'Long write', 'Long out'],
      ['Model', 'In', 'Write', 'Out', 'In', 'Write', 'Out'],
    ];
    expect(named(full, labels)).toBeUndefined();
    expect(named(full.with(1, 'Short write').with(2, 'Short in'))).toBe('Short › In / Short write');
    expect(named(full, labels.with(3, 'Out, cached'))).toBe('Short › Out / Out, cached');
    expect(named(labels.slice(0, 6))).toBe('Long › Out / ');
    expect(named([...labels, 'Batch'])).toBe(' / Batch');
    expect(compared(SHOWN, '[["a",5,6.25,30,10,null,45,1]]').headers?.meant).toBe('8 columns');
  });
});

describe('hidden panes', () => {
  it('are read where they are opened, and not otherwise', () => {
    const page = pageOf(
      'https://example.com/',
      'text/html',
      bytes('<p>one</p><div data-pane hidden><p>two</p></div><div hidden><p>three</p></div>'),
    );
    const opened = htmlBlocks(page, (node) => node.attribs?.['data-pane'] !== undefined);
    expect([htmlBlocks(page).length, opened.length]).toEqual([1, 2]);
  });
});
