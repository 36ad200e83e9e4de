import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import type { Block } from '../../src/read/blocks.ts';
import { Facts, type FactTable, type IgnoredTable } from '../../src/read/facts.ts';
import { htmlBlocks } from '../../src/read/html.ts';
import { type JsonNode, take } from '../../src/read/json.ts';
import { jsonHeading, jsonTable } from '../../src/read/json-table.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { astroIslands } from '../../src/read/payload.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { matching, ofModel, price, stated } from '../../src/read/say.ts';
import { pageOf } from '../support/fixtures.ts';

const pageIn = (body: string) =>
  pageOf(
    'https://a.example/p',
    'text/html; charset=utf-8',
    new TextEncoder().encode(
      `<!doctype html><html lang="en"><head><title>Prices</title></head><body>${body}</body></html>`,
    ),
  );

const PRICES: FactTable = {
  name: 'prices',
  under: /Text/u,
  columns: [
    { is: 'name', header: /^Model$/u },
    { is: 'input', header: /^Input$/u, say: price('input') },
    { is: 'long', header: /^Long input$/u, say: price('input;above=200000'), optional: true },
    { is: 'output', header: /^Output$/u, say: price('output') },
    { is: 'window', header: /^Context$/u, say: stated('context_window'), optional: true },
    { header: /^Notes$/u, ignore: 'prose' },
  ],
  rows: [{ row: /^Batch$/u, section: 'batch' }],
  subject: (row) =>
    row.text('name') === ''
      ? { refused: 'no-id' }
      : row.text('name') === 'all'
        ? { ignore: 'no model' }
        : { subject: { kind: 'offering', provider: 'A', id: row.text('name') } },
  unit: { in: 'heading', is: /per 1M tokens/u, per: '1M tokens' },
  qualify: (_, { section }) => (section ? { scope: { tier: section.is } } : {}),
};

function readBlocks(
  html: string,
  blocks: (page: ReturnType<typeof pageIn>) => Block[],
  tables: (FactTable | IgnoredTable)[],
): PageReading {
  const page = pageIn(html);
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  facts.tables(blocks(page), tables);
  const reading = facts.finish();
  const find = locator(page.text);
  for (const { quote, locator: where } of reading.statements)
    expect(findsQuote(find, quote, where), quote).toBe(true);
  for (const { quote, locator: where } of reading.refused)
    if (where) expect(findsQuote(find, quote, where), quote).toBe(true);
  return reading;
}
const readHtml = (html: string, tables: (FactTable | IgnoredTable)[] = [PRICES]): PageReading =>
  readBlocks(html, htmlBlocks, tables);

const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) =>
    [s.subject.id ?? s.subject.name, s.means.join('|'), s.scope, s.part, s.asWritten].join(' · '),
  );
const refusals = ({ refused }: PageReading): string[] =>
  refused.map(({ reason, what }) => `${reason}: ${what}`);

function codeOf(html: string, tables?: (FactTable | IgnoredTable)[]): string {
  try {
    readHtml(html, tables);
  } catch (error) {
    if (error instanceof PageRefused) return error.code;
    throw error;
  }
  return 'read';
}

const row = (tag: string, cells: string): string =>
  `<tr>${cells
    .split('|')
    .map((cell) => `<${tag}>${cell}</${tag}>`)
    .join('')}</tr>`;
const table = (head: string, ...rows: string[]): string =>
  `<h2>Text, per 1M tokens</h2><table><thead>${row('th', head)}</thead>${rows.map((cells) => row('td', cells)).join('')}</table>`;

describe('a declared table', () => {
  it('states each cell in its part and scope, and quotes row, unit, header and cell', () => {
    const reading = readHtml(
      table(
        'Model|Input|Output|Context',
        'm-1|$1<sup>2</sup>|$2 <del>$4</del>|128K',
        'Batch|||',
        'm-1|$0.50|$1|',
      ),
    );
    expect(brief(reading)).toEqual([
      'm-1 · price · USD · input · $1',
      'm-1 · price · USD · output · $2',
      'm-1 · price · USD;basis=list · output · $4',
      'm-1 · context_window ·  ·  · 128K',
      'm-1 · price · USD;tier=batch · input · $0.50',
      'm-1 · price · USD;tier=batch · output · $1',
    ]);
    expect(reading.statements[0]).toMatchObject({
      quote: 'm-1 … Text, per 1M tokens … Input … $12',
      unitWritten: 'per 1M tokens',
      context: { locale: 'en', currency: 'USD', per: '1M tokens' },
      locator: { row: 'm-1', column: 'Input' },
    });
    expect(reading.statements[4]?.quote).toBe('m-1 … Batch … Text, per 1M tokens … Input … $0.50');
    expect(reading.statements[3]?.quote).toBe('m-1 … Context … 128K');
  });

  it.each([
    ['another currency', '€1', 'other-currency'],
    ['no currency', '1', 'unknown-currency'],
    ['a dollar of another country', 'A$1', 'other-currency'],
    ['two struck prices', '$1<del>$2</del><del>$3</del>', 'unreadable-cell'],
    ['a bad character', '$\ufffd1', 'bad-character'],
  ])('refuses a cell with %s by name and keeps the others', (_, cell, reason) => {
    const reading = readHtml(table('Model|Input|Output', `m|${cell}|$2`));
    expect([brief(reading), refusals(reading)]).toEqual([
      ['m · price · USD · output · $2'],
      [`${reason}: Input · m`],
    ]);
  });

  it('keeps words as they are written, and says nothing of an empty cell', () => {
    expect(brief(readHtml(table('Model|Input|Output', 'm|Free|', 'n|-|Contact sales')))).toEqual([
      'm · price · USD · input · Free',
      'n · price · USD · input · -',
      'n · price · USD · output · Contact sales',
    ]);
  });

  it('refuses what one table says in two ways, and takes the same said twice once', () => {
    const reading = readHtml(table('Model|Input|Output', 'm|$1|$2', 'm|$3|$2'));
    expect(brief(reading)).toEqual(['m · price · USD · output · $2']);
    expect(refusals(reading)).toEqual(['said-twice: Input · m', 'said-twice: Input · m']);
  });

  it('refuses a figure that spans two prices, not a word', () => {
    const spanning = (cell: string) =>
      table('Model|Input|Output', 'm|x').replace('<td>x', `<td colspan="2">${cell}`);
    expect(refusals(readHtml(spanning('$1')))).toEqual([
      'spanning-cell: Input · m',
      'spanning-cell: Output · m',
    ]);
    expect(brief(readHtml(spanning('Free')))).toHaveLength(2);
  });

  it('leaves rows alone by name, refuses rows without a name, and other tables', () => {
    const other = '<h2>Tools</h2><table><tr><th>Tool<th>Price</tr><tr><td>Search<td>$10</tr></table>';
    const reading = readHtml(`${table('Model|Input|Output', 'all|$1|$1', '|$1|$2')}${other}`);
    expect([brief(reading), refusals(reading)]).toEqual([
      [],
      ['no-id: (blank)', 'unknown-table: Tools › Tool | Price'],
    ]);
    expect(
      refusals(
        readHtml(`${table('Model|Input|Output', 'm|$1|$2')}${other}`, [
          PRICES,
          { name: 'tools', under: /Tools/u, ignore: 'no model' },
        ]),
      ),
    ).toEqual([]);
  });

  it.each([
    [
      'the unit is gone from the heading',
      table('Model|Input|Output', 'm|$1|$2').replace('per 1M tokens', 'in USD'),
      'unit-missing',
    ],
    ['the table is gone', '<h2>Text, per 1M tokens</h2><p>$1</p>', 'landmark-missing'],
    ['the table stands twice', table('Model|Input|Output', 'm|$1|$2').repeat(2), 'landmark-twice'],
    ['a column is new', table('Model|Input|Region|Output', 'm|$1|eu|$2'), 'unknown-column'],
    ['all prices are in another currency', table('Model|Input|Output', 'm|€1|Free'), 'other-currency'],
    ['the page is in another language', '', 'other-locale'],
  ])('refuses the page where %s', (_, html, code) => {
    if (code !== 'other-locale') return expect(codeOf(html)).toBe(code);
    const page = pageIn(table('Model|Input|Output', 'm|$1|$2'));
    const french = { ...page, text: page.text.replace('lang="en"', 'lang="fr"') };
    expect(() => new Facts(french, { locale: 'en', currency: 'USD' })).toThrow(PageRefused);
  });

  it('asks each cell for its unit where the page writes it there', () => {
    const inCell: FactTable = { ...PRICES, unit: { in: 'cell' } };
    const reading = readHtml(table('Model|Input|Output', 'm|$1 / MTok|$2'), [inCell]);
    expect([brief(reading), refusals(reading)]).toEqual([
      ['m · price · USD · input · $1 / MTok'],
      ['no-unit: Output · m'],
    ]);
  });

  it('takes the unit from another column of the row', () => {
    const unit = { in: 'column', column: 'unit', is: /^1[KM] tokens$/u } as const;
    const columns = [...PRICES.columns, { is: 'unit', header: /^Unit$/u }];
    const html = table('Model|Unit|Input|Output', 'm|1M tokens|$1|$2');
    const [first] = readHtml(html, [{ ...PRICES, columns, unit }]).statements;
    expect(first).toMatchObject({ quote: 'm … 1M tokens … Input … $1', unitWritten: '1M tokens' });
    expect(
      codeOf(html.replace('1M tokens|', '1M tokens').replace('<td>1M tokens', '<td>a film'), [
        { ...PRICES, columns, unit },
      ]),
    ).toBe('unit-missing');
  });

  it('refuses a label where an id stood', () => {
    expect(refusals(readHtml(table('Model|Input|Output', 'List price|$1|$2')))).toEqual([
      'bad-id: List price',
    ]);
  });

  it('takes the unit from the text above, the title row or the header', () => {
    const says = (unit: FactTable['unit'], html: string) =>
      readHtml(html, [
        {
          ...PRICES,
          columns: PRICES.columns.map((column) => ({
            ...column,
            header: new RegExp(column.header.source.replace('$', '(?: \\(1M tokens\\))?$'), 'u'),
          })),
          ...(unit && { unit }),
        },
      ]).statements[0]?.quote;
    const html = table('Model|Input|Output', 'm|$1|$2');
    expect(
      says({ in: 'text', is: /1M tokens/u }, html.replace('<table>', '<p>All per 1M tokens.</p><table>')),
    ).toBe('m … All per 1M tokens. … Input … $1');
    expect(
      says(
        { in: 'title', is: /1M tokens/u },
        html.replace('<thead>', '<thead><tr><th colspan="3">USD per 1M tokens</th></tr>'),
      ),
    ).toBe('m … USD per 1M tokens … Input … $1');
    expect(
      says(
        { in: 'header', is: /1M tokens/u },
        html.replace('>Input<', '>Input (1M tokens)<').replace('>Output<', '>Output (1M tokens)<'),
      ),
    ).toBe('m … Input (1M tokens) … $1');
  });
});

describe('readers of cells', () => {
  const LIMITS: FactTable = {
    name: 'limits',
    turned: true,
    columns: [
      { is: 'name', header: /^Id$/u },
      { is: 'version', header: /^Version$/u },
      {
        is: 'most',
        header: /^Most$/u,
        say: ofModel('version', matching(/^up to (\d+K)$/u, stated('max_output'))),
      },
    ],
    subject: (of) => ({ subject: { kind: 'offering', provider: 'A', id: of.text('name') } }),
  };
  const html = (cell: string, second = 'b') =>
    `<table><tr><td>Id</td><td>a</td><td>${second}</td></tr><tr><td>Version</td><td>A 1</td><td>B 1</td></tr><tr><td>Most</td><td colspan="2">${cell}</td></tr></table>`;

  it('give a cell of two models to both, as the fact of the model that another cell names', () => {
    const reading = readHtml(html('up to 64K'), [LIMITS]);
    expect(brief(reading)).toEqual(['A 1 · max_output ·  ·  · 64K', 'B 1 · max_output ·  ·  · 64K']);
    expect(reading.statements[0]).toMatchObject({
      quote: 'a … A 1 … Most … up to 64K',
      locator: { row: 'Most', column: 'a' },
    });
  });

  it('refuse what does not fit, and models whose names are missing or stand twice', () => {
    expect(refusals(readHtml(html('64K or 32K'), [LIMITS]))).toEqual([
      'unreadable-cell: Most · a',
      'unreadable-cell: Most · b',
    ]);
    expect(codeOf(html('up to 64K', 'a'), [LIMITS])).toBe('bad-columns');
  });
});

describe('a payload as a table', () => {
  const props = {
    tier: [0, 'Text, per 1M tokens'],
    headings: [
      1,
      [
        [0, 'Model'],
        [0, 'Output'],
        [0, 'Input'],
      ],
    ],
    groups: [
      1,
      [
        [
          0,
          {
            model: [0, 'm&"1"'],
            rows: [
              1,
              [
                [
                  1,
                  [
                    [0, '$2'],
                    [0, { html: [0, '$1<br /><small>a day</small> <del>$3</del>'] }],
                  ],
                ],
                [1, [[0, null]]],
              ],
            ],
          },
        ],
      ],
    ],
  };
  const html = `<astro-island component-export="T" props="${JSON.stringify(props).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></astro-island><p>x</p>`;
  const items = (node: JsonNode | undefined): readonly JsonNode[] =>
    node?.type === 'array' ? node.items : [];
  const blocks = (page: ReturnType<typeof pageIn>): Block[] =>
    astroIslands(page).flatMap(({ page: inner, root }) => {
      const tier = take(root, 'tier');
      const rows = items(take(root, 'groups')).flatMap((group) => {
        const model = take(group, 'model');
        return items(take(group, 'rows')).map((cells) => [...(model ? [model] : []), ...items(cells)]);
      });
      const shown = (node: JsonNode) => take(node, 'html') ?? node;
      return [
        ...(tier ? [jsonHeading(inner, tier, 1)] : []),
        jsonTable(inner, { headings: items(take(root, 'headings')), rows }, shown),
      ];
    });

  it('is read by its headings, with HTML in cells and quotes that are found in the stored body', () => {
    const reading = readBlocks(html, blocks, [{ ...PRICES, unit: { in: 'heading', is: /per 1M tokens/u } }]);
    expect(brief(reading)).toEqual([
      'm&"1" · price · USD · input · $1 a day',
      'm&"1" · price · USD;basis=list · input · $3',
      'm&"1" · price · USD · output · $2',
    ]);
    expect(refusals(reading)).toEqual(['unknown-row: m&"1"']);
  });

  it('makes a value of several rows one cell, as a span is', () => {
    const made = blocks(pageIn(html)).find((block) => block.kind === 'table');
    if (made?.kind !== 'table') throw new Error('no table');
    expect(made.rows[1]?.[0]).toBe(made.rows[2]?.[0]);
  });

  it('refuses a cell of a kind that nobody declared', () => {
    const strange = html.replace('&quot;html&quot;', '&quot;other&quot;');
    expect(() => readBlocks(strange, blocks, [PRICES])).toThrow(/nobody said what it shows/u);
  });
});
