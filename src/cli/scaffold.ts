import type { BodyKind } from '../../schema/source.ts';

/** What a scaffold is filled with. */
export interface Scaffold {
  id: string;
  url: string;
  kind: BodyKind;
  /** Cron expression in UTC. */
  schedule: string;
}

/** How the reader of each kind of body begins: its imports, and the function that finds its table. */
interface Template {
  imports: string;
  table: string;
  piece: string;
}

const TABLE = (
  blocks: string,
): string => `/** The table of the page, found by what its first column is called. */
function tableOf(page: Page): readonly (readonly Cell[])[] {
  for (const block of ${blocks}(page)) {
    if (block.kind === 'table' && block.rows[0]?.[0]?.plain === 'Model') return block.rows;
  }
  return refusePage('landmark-missing', 'no table has a first column "Model"');
}
`;

const TEMPLATES: ReadonlyMap<BodyKind, Template> = new Map([
  [
    'html',
    {
      imports: `import type { Cell } from '../../src/read/blocks.ts';
import { htmlBlocks } from '../../src/read/html.ts';
`,
      table: TABLE('htmlBlocks'),
      piece: '({ text: cell.text, place: cell.place })',
    },
  ],
  [
    'text',
    {
      imports: `import type { Cell } from '../../src/read/blocks.ts';
import { cellPiece, markdownBlocks } from '../../src/read/markdown.ts';
`,
      table: TABLE('markdownBlocks'),
      piece: 'cellPiece(page, cell)',
    },
  ],
]);

const declaration = ({ id, url, schedule }: Scaffold): string => `export const source: Source = {
  id: '${id}',
  owner: '${id}', // a key of src/identify/providers.tsv
  kind: 'vendor',
  upstreams: {},
  schedule: '${schedule}',
  seeds: [{ url: '${url}' }],
  recordings: [],
  locale: 'en',
  attributes: ['context_window'],
  absent: 'unknown',
  note: 'Context windows; say here what else is read and what is not.',
  ignores: [],
  terms: 'Not looked at yet.',
  floor: 1,
  read,
};
`;

const tableReader = (scaffold: Scaffold, { imports, table, piece }: Template): string =>
  `import type { Page, PageReading, Source } from '../../schema/source.ts';
import { Account } from '../../src/read/account.ts';
${imports}import { refusePage } from '../../src/read/refuse.ts';
import { refusalOf, Statements } from '../../src/read/statements.ts';

${table}
/** Reads the columns that it knows by their heads; a head that nobody knows refuses the page. */
function read(page: Page): PageReading {
  const [head = [], ...rows] = tableOf(page);
  const unknown = head.find((cell) => !['Model', 'Context window'].includes(cell.plain));
  if (unknown) refusePage('unknown-column', \`a column is called "\${unknown.plain}"\`);
  const at = head.findIndex((cell) => cell.plain === 'Context window');
  const account = new Account();
  const statements = new Statements(page, { locale: 'en' });
  const piece = (cell: Cell) => ${piece};
  account.expect(rows, (row) => row[0]?.text ?? '');
  for (const row of rows) {
    const [model, window] = [row[0], row[at]];
    if (!model || !window || model.plain === '') {
      account.refuse(row, refusalOf('unreadable-row', model?.text ?? '', row.map(piece)));
      continue;
    }
    account.take(row);
    statements.add({
      subject: { kind: 'model', name: model.plain },
      means: ['context_window'],
      asWritten: window.plain,
      pieces: [piece(model), piece(window)],
    });
  }
  account.finish();
  return { statements: statements.all, refused: account.refused };
}

/** Say here whose page this is and what it is. */
${declaration(scaffold)}`;

const jsonReader = (scaffold: Scaffold): string =>
  `import type { Page, PageReading, Source } from '../../schema/source.ts';
import { Account } from '../../src/read/account.ts';
import { type JsonNode, placeOf, readJson, take } from '../../src/read/json.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { refusalOf, Statements } from '../../src/read/statements.ts';

/** Reads the list "models"; a field that is not taken here has to be taken or ignored by name. */
function read(page: Page): PageReading {
  const models = take(readJson(page), 'models');
  if (models?.type !== 'array') return refusePage('landmark-missing', 'there is no list "models"');
  const account = new Account();
  const statements = new Statements(page, { locale: 'en' });
  const piece = (node: JsonNode) => ({ text: page.text.slice(node.from, node.end), place: placeOf(node) });
  account.expect(models.items, (model) => model.pointer);
  for (const model of models.items) {
    const [id, window] = [take(model, 'id'), take(model, 'context_window')];
    if (id?.type !== 'string' || window?.type !== 'number') {
      account.refuse(model, refusalOf('unreadable-entry', model.pointer, [piece(model)]));
      continue;
    }
    account.take(model);
    statements.add({
      subject: { kind: 'offering', provider: '${scaffold.id}', id: id.value },
      means: ['context_window'],
      asWritten: window.text,
      pieces: [piece(id), piece(window)],
    });
  }
  account.finish();
  return { statements: statements.all, refused: account.refused };
}

/** Say here whose list this is and what it is. */
${declaration(scaffold)}`;

/** The code of a new source, which reads its own stub and type-checks. */
export function codeOf(scaffold: Scaffold): string {
  const template = TEMPLATES.get(scaffold.kind);
  return template ? tableReader(scaffold, template) : jsonReader(scaffold);
}

const ROWS: readonly (readonly [string, string])[] = [
  ['Example 1 Large', '128k'],
  ['Example 1 Small', '32k'],
  ['Example 1 Mini', '16,384'],
];

const PAGES: Readonly<Record<BodyKind, string>> = {
  html: `<!doctype html>
<html lang="en"><head><title>Models</title></head><body><h1>Models</h1>
<table>
<thead><tr><th>Model</th><th>Context window</th></tr></thead>
<tbody>
${ROWS.map((row) => `<tr><td>${row.join('</td><td>')}</td></tr>`).join('\n')}
</tbody>
</table>
</body></html>
`,
  text: `# Models

| Model | Context window |
|---|---|
${ROWS.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`,
  json: `{
  "models": [
    {"id": "example-1-large", "context_window": 128000},
    {"id": "example-1-small", "context_window": 32000},
    {"id": "example-1-mini", "context_window": 16384}
  ]
}
`,
};

const TYPES: Readonly<Record<BodyKind, readonly [file: string, mediaType: string]>> = {
  html: ['page.html', 'text/html; charset=utf-8'],
  text: ['page.md', 'text/markdown; charset=utf-8'],
  json: ['page.json', 'application/json'],
};

const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The files of the stub that stands for a page until one is recorded, by name. */
export function stubOf({ id, url, kind }: Scaffold, fetchedAt: Date): Map<string, string> {
  const [file, mediaType] = TYPES[kind];
  const origin = {
    ...{ url, owner: id, fetchedAt: fetchedAt.toISOString(), writtenAfter: 'nothing' },
    note: 'A stub: replace it with a page that was seen.',
  };
  return new Map([
    [file, PAGES[kind]],
    ['headers.json', jsonText({ 'content-type': mediaType })],
    ['origin.json', jsonText(origin)],
  ]);
}
