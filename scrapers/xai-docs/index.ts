import type { Page, PageReading, Source } from '../../schema/source.ts';
import { anyPage } from '../../src/read/any-page.ts';
import { counted, unitIn } from '../../src/read/counted.ts';
import { Facts, type FactTable, type IgnoredTable } from '../../src/read/facts.ts';
import { price, type Say, stated } from '../../src/read/say.ts';
import { strangeSections } from '../../src/read/sections.ts';
import type { Row } from '../../src/read/table.ts';
import { BLOB, hasBlob } from './blob.ts';

const DOCS = 'https://docs.x.ai/developers/models.md';
const ID = /^grok-[a-z\d.-]+$/u;

const subject = (row: Row): ReturnType<FactTable['subject']> => {
  const id = row.text('name');
  return ID.test(id) ? { subject: { kind: 'offering', provider: 'xai', id } } : { refused: 'bad-id' };
};

/** A price per 1M tokens, as the text behind the table says; one with a unit of its own in that unit. */
const tokens =
  (part: string): Say =>
  (cell, around) =>
    (unitIn(cell.plain) === undefined ? price(part) : counted(new Map([['token', part]])))(cell, around);

/** The maker's window is the model's as well. */
const window: Say = (cell, around) => {
  const told = stated('context_window')(cell, around);
  const { id = '' } = around.subject;
  const of = { kind: 'model', id } as const;
  return 'refused' in told ? told : [...told, ...told.map((said) => ({ ...said, of }))];
};

/** A column of prices, whose header may say the unit. */
const header = (label: string): RegExp =>
  new RegExp(`^${label}(?: ?[(/] ?(?:per )?(?:1M|million) tokens\\)?)?$`, 'iu');

const NAME = { is: 'name', header: /^Model$/u } as const;

const CHAT: FactTable = {
  name: 'language models',
  corner: /^Model$/u,
  has: /^(?:Input|Output)\b/u,
  subject,
  unit: { in: 'around', is: /(?:\bper|\/) (?:1M|million) tokens\b/iu, per: '1M tokens' },
  columns: [
    { ...NAME, say: stated('model') },
    { is: 'window', header: /^Context(?: window)?$/iu, say: window },
    { is: 'input', header: header('Input(?: price)?'), say: tokens('input') },
    { is: 'cached', header: header('Cached(?: input)?'), say: tokens('cache_read'), optional: true },
    { header: /^(?:Modalities|Capabilities|Rate limits?|Aliases)$/iu, ignore: 'signs and settings' },
    { is: 'output', header: header('Output(?: price)?'), say: tokens('output') },
  ],
};

/** Pictures are sold by the piece, films by the second; another unit is refused. */
const MEDIA: FactTable = {
  name: 'models of pictures and films',
  corner: /^Model$/u,
  has: /^(?:Cost|Price)$/u,
  optional: true,
  many: true,
  subject,
  columns: [
    { ...NAME, say: stated('model') },
    {
      is: 'cost',
      header: /^(?:Cost|Price)$/u,
      say: counted(
        new Map([
          ['image', 'output;modality=image'],
          ['second', 'output;modality=video'],
        ]),
      ),
    },
  ],
};

const IGNORED: readonly IgnoredTable[] = [
  { name: 'voice', corner: /^Mode$/u, ignore: 'ways to use a service, which names no model' },
  { name: 'tools', corner: /^Tool$/u, ignore: 'prices of tools by the call' },
  { name: 'storage', corner: /^Resource$/u, ignore: 'prices of files' },
  { name: 'batch', under: /Batch API/u, ignore: 'a range of shares; no price' },
];

/** Sections whose texts state prices: cards that say a table again under another name, and tools. */
const SECTIONS = [
  /› Grok [\w. -]+$/u,
  /(?:Voice|Imagine) API$/u,
  /Tool|Files and Collections|Download|Fee$/u,
];

function read(page: Page): PageReading {
  const blob = hasBlob(page) ? BLOB.read(page) : undefined;
  if (blob && !/^\s*</u.test(page.text)) return blob;
  const { blocks } = anyPage(page);
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  facts.account.refused.push(...strangeSections(blocks, [...SECTIONS, /Chat API$/u]));
  facts.tables(blocks, [...IGNORED, MEDIA, blob ? { ...CHAT, optional: true } : CHAT]);
  const tables = facts.finish();
  return {
    statements: [...tables.statements, ...(blob?.statements ?? [])],
    refused: [...tables.refused, ...(blob?.refused ?? [])],
  };
}

/** xAI's page of models: a table, and on the page as it is sent the same models as JSON with more figures. */
export const source: Source = {
  id: 'xai-docs',
  owner: 'xai',
  kind: 'vendor',
  upstreams: {},
  recordings: [
    { glob: 'xai/docs_models*.jina.md', url: () => DOCS },
    { glob: 'excerpts/xai_docs_*.json', url: () => 'https://docs.x.ai/developers/models' },
  ],
  schedule: '32 5 * * *',
  seeds: [{ url: DOCS }],
  media: ['text', 'html', 'json'],
  locale: 'en',
  currency: 'USD',
  attributes: ['available', 'capability', 'context_window', 'max_input', 'modality', 'model', 'price'],
  absent: 'unknown',
  note: 'Prices per 1M tokens, by the picture and by the second, windows, and from the embedded lists caches and bands.',
  ignores: [
    ...BLOB.ignores,
    ...IGNORED.map(({ name, ignore }) => ({ what: `table of ${name}`, reason: ignore })),
    { what: 'cards of models', reason: 'the table says the same under the ids' },
    {
      what: 'retirements and cutoffs in the text',
      reason: 'prose about lines of models and days without a year',
    },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  floor: 4,
  read,
};
