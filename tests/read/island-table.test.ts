import { describe, expect, it } from 'vitest';
import { htmlBlocks } from '../../src/read/html.ts';
import { islandTable } from '../../src/read/island-table.ts';
import { readJson } from '../../src/read/json.ts';
import { pageOf } from '../support/fixtures.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const HEAD =
  '<thead><tr><th></th><th colspan="3">Short</th><th colspan="3">Long</th></tr><tr><th>Model</th><th>In</th><th>Write</th><th>Out</th><th>In</th><th>Write</th><th>Out</th></tr></thead>';
const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const SHOWN = row('a', '$5.00', '$6.25', '$30.00', '$10.00', '-', '$45.00');
const ROWS = '[["a (old)",5,6.25,30],["b",1.5,null,"-"],["c",1,2],["d",7]]';

function texts(shown: string, rows = ROWS): string[] | undefined {
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
  const whole = islandTable({
    page: json,
    rows: nodes,
    table,
    shown: (node) => node,
    signed: /^\$\d/u,
    optional: /^Write$/u,
  });
  return whole?.rows
    .slice(2)
    .map((cells) => cells.map((cell) => (cell.absent ? '?' : cell.plain)).join(' | '));
}

describe('rows of a payload under the headers that a page shows', () => {
  it('takes rows as shown, and the others as the payload has them', () => {
    expect(texts(SHOWN)).toEqual([
      'a | $5.00 | $6.25 | $30.00 | $10.00 | - | $45.00',
      'b | 1.5 |  | - |  |  | ',
      'c | 1 |  | 2 |  |  | ',
      'd | 7 | ? | ? | ? | ? | ?',
    ]);
  });

  it('gives nothing where the page shows another figure, sign or name, no row, or fewer columns', () => {
    expect(texts(SHOWN.replace('$5.00', '$5.01'))).toBeUndefined();
    expect(texts(SHOWN.replace('$5.00', '€5.00'))).toBeUndefined();
    expect(texts(SHOWN.replace('$5.00', '-'))).toBeUndefined();
    expect(texts(SHOWN.replace('>a<', '>e<'))).toBeUndefined();
    expect(texts(SHOWN + SHOWN)).toBeUndefined();
    expect(texts('')).toBeUndefined();
    expect(texts(SHOWN, '[["a",5,6.25,30,10,null,45,1]]')).toBeUndefined();
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
