import { type BodyKind, SOURCE_KINDS } from '../../schema/source.ts';

/** What a scaffold is filled with. */
export interface Scaffold {
  id: string;
  /** A provider's key. */
  owner: string;
  url: string;
  kind: BodyKind;
  /** Cron expression in UTC. */
  schedule: string;
}

/** What every scaffold says of itself; the comments stand where a person has to decide. */
const declared = ({ id, owner, url, kind, schedule }: Scaffold): string => `  id: '${id}',
  owner: '${owner}', // a key of src/identify/providers.tsv, as in origin.json
  kind: 'vendor', // or ${SOURCE_KINDS.slice(1).join(', ')}
  upstreams: {},
  recordings: [],
  schedule: '${schedule}',
  seeds: [{ url: '${url}' }],
  media: ['${kind}'],
  locale: 'en',
  absent: 'unknown',
  note: 'Context windows; say here what else is read.',
  terms: 'Not looked at yet.',
  floor: 1,
`;

const BLOCKS: Readonly<Record<'html' | 'text', readonly [imports: string, blocks: string]>> = {
  html: [
    `import { Facts, type FactTable } from '../../src/read/facts.ts';
import { openPage } from '../../src/read/html.ts';
`,
    `openPage(page, { locale: 'en', title: /^Models/u })`,
  ],
  text: [
    `import { Facts, type FactTable } from '../../src/read/facts.ts';
import { markdownPage } from '../../src/read/markdown-page.ts';
`,
    'markdownPage(page).blocks',
  ],
};

const tableReader = (scaffold: Scaffold, kind: 'html' | 'text'): string => {
  const [imports, blocks] = BLOCKS[kind];
  return `import type { Page, PageReading, Source } from '../../schema/source.ts';
${imports}import { stated } from '../../src/read/say.ts';

const MODELS: FactTable = {
  name: 'models',
  under: /^Models/u,
  columns: [
    { is: 'name', header: /^Model$/u },
    { is: 'window', header: /^Context window$/u, say: stated('context_window') },
  ],
  subject: (row) => ({ subject: { kind: 'model', name: row.text('name') } }),
};

function read(page: Page): PageReading {
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  facts.tables(${blocks}, [MODELS]);
  return facts.finish();
}

/** Say here whose page this is and what it is. */
export const source: Source = {
${declared(scaffold)}  attributes: ['context_window'],
  ignores: [],
  read,
};
`;
};

const jsonReader = (scaffold: Scaffold): string =>
  `import type { Source } from '../../schema/source.ts';
import { listing } from '../../src/read/listing.ts';

/** Say here whose list this is and what it is. */
export const source: Source = {
${declared(scaffold)}  ...listing({
    list: 'models',
    id: 'id',
    provider: '${scaffold.owner}', // who sells the entries
    fields: { context_window: { as: 'number', means: 'context_window' } },
    ignored: { name: 'a label; the id is the name' },
  }),
};
`;

/** The code of a new source, which reads its own stub and type-checks. */
export const codeOf = (scaffold: Scaffold): string =>
  scaffold.kind === 'json' ? jsonReader(scaffold) : tableReader(scaffold, scaffold.kind);

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
    {"id": "example-1-large", "name": "Example 1 Large", "context_window": 128000},
    {"id": "example-1-small", "name": "Example 1 Small", "context_window": 32000},
    {"id": "example-1-mini", "name": "Example 1 Mini", "context_window": 16384}
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

/** Marks a stub, which a recording of the same day replaces. */
export const STUB_NOTE = 'A stub: replace it with a page that was seen.';

/** The files of the stub that stands for a page until one is recorded, by name. */
export function stubOf({ owner, url, kind }: Scaffold, fetchedAt: Date): Map<string, string> {
  const [file, mediaType] = TYPES[kind];
  const origin = {
    ...{ url, owner, fetchedAt: fetchedAt.toISOString(), writtenAfter: 'nothing' },
    note: STUB_NOTE,
  };
  return new Map([
    [file, PAGES[kind]],
    ['headers.json', jsonText({ 'content-type': mediaType })],
    ['origin.json', jsonText(origin)],
  ]);
}
