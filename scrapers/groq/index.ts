import type { Page, PageReading, Source } from '../../schema/source.ts';
import { anyPage } from '../../src/read/any-page.ts';
import { counted, unitIn } from '../../src/read/counted.ts';
import { Facts, type FactTable } from '../../src/read/facts.ts';
import { price, type Say, stated } from '../../src/read/say.ts';
import { strangeSections } from '../../src/read/sections.ts';
import type { Row } from '../../src/read/table.ts';

const DOCS = 'https://console.groq.com/docs/models.md';
const LINK = /^(?:https:\/\/console\.groq\.com)?\/docs\/model\/([\w./-]+)$/u;
const ID = /^[a-z\d][\w.-]*(?:\/[\w.-]+)?$/u;

/** The id stands in the link; the cell's text glues a label, a badge and the id together, and ends with it. */
function idOf(row: Row): string | undefined {
  const cell = row.cell('name');
  const linked = new Set(cell?.links.flatMap((link) => LINK.exec(link)?.[1] ?? []));
  const [id = cell?.plain ?? ''] = linked;
  return linked.size < 2 && ID.test(id) && cell?.plain.endsWith(id) ? id : undefined;
}

const SPEECH = new Map([
  ['character', 'input'],
  ['hour', 'input;modality=audio'],
]);

/** Input and output in one cell; speech by the hour or character; words instead of figures are about both. */
const amounts: Say = (cell, around) => {
  if (unitIn(cell.plain) !== undefined) return counted(SPEECH)(cell, around);
  const input = price('input')(cell, around);
  const output = price('output')(cell, around);
  if (/\d/u.test(cell.plain) || 'refused' in input || 'refused' in output) return input;
  return [...input, ...output];
};

const sold: Say = (_, { subject: { id = '' } }) => [{ means: ['model'], asWritten: id }];

const speed: Say = ({ plain }) =>
  /\d/u.test(plain) ? [{ means: ['throughput'], asWritten: plain, unitWritten: 'tokens per second' }] : [];

/** One table for each state of the models: in production, in preview, systems of several. */
const MODELS: FactTable = {
  name: 'models',
  corner: /^Model ID$/iu,
  many: true,
  subject: (row) => {
    const id = idOf(row);
    return id === undefined ? { refused: 'bad-id' } : { subject: { kind: 'offering', provider: 'Groq', id } };
  },
  unit: { in: 'header', is: /per 1M tokens/iu, per: '1M tokens' },
  columns: [
    { is: 'name', header: /^Model ID$/iu, say: sold },
    { is: 'speed', header: /^Speed \(T\/sec\)$/iu, say: speed, optional: true },
    { is: 'price', header: /^Price(?: per 1M tokens)?$/iu, say: amounts, optional: true },
    { is: 'window', header: /^Context window(?: \(tokens\))?$/iu, say: stated('context_window') },
    { is: 'output', header: /^Max completion tokens$/iu, say: stated('max_output') },
    { header: /^Rate limits\b/iu, ignore: 'belongs to the account' },
    { header: /^Max file size$/iu, ignore: 'a rule of the interface' },
    { header: /^Developer$/iu, ignore: 'the maker as a label' },
    { header: /^Model card link$/iu, ignore: 'a link' },
  ],
};

function read(page: Page): PageReading {
  const { blocks } = anyPage(page);
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  facts.account.refused.push(...strangeSections(blocks, []));
  facts.tables(blocks, [MODELS]);
  return facts.finish();
}

/** Groq's page of models as Markdown: what it serves, how fast, for how much. */
export const source: Source = {
  id: 'groq',
  owner: 'groq',
  kind: 'host',
  upstreams: {},
  recordings: [{ glob: 'excerpts/groq_docs_models_*.md', url: () => DOCS }],
  schedule: '49 5 * * *',
  seeds: [{ url: DOCS }],
  media: ['text', 'html'],
  locale: 'en',
  currency: 'USD',
  attributes: ['context_window', 'max_output', 'model', 'price', 'throughput'],
  absent: 'unknown',
  note: 'Prices per 1M tokens, of speech by the hour or the character, windows, limits and speeds.',
  ignores: [
    { what: 'rate limits', reason: 'belong to the account' },
    { what: 'sizes of files', reason: 'a rule of the interface' },
    { what: 'badges, makers and links', reason: 'labels' },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  floor: 4,
  read,
};
