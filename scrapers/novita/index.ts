import type { Page, PageReading, Source } from '../../schema/source.ts';
import { anyPage } from '../../src/read/any-page.ts';
import { Facts, type FactTable, type IgnoredTable } from '../../src/read/facts.ts';
import { price, type Say, stated } from '../../src/read/say.ts';
import { strangeSections } from '../../src/read/sections.ts';
import { LIST } from './list.ts';

const URL_OF_LIST = 'https://api.novita.ai/openai/v1/models';
const PRICING = 'https://novita.ai/pricing';
const ID = /^[\w.-]+(?:\/[\w.-]+)?$/u;

/** "Omnimodal" stands for prices by medium, which another page has. */
const amount =
  (part: string): Say =>
  (cell, around) =>
    /^omnimodal$/iu.test(cell.plain) ? [] : price(part)(cell, around);

/** One table for each maker, and one for vectors, which has no output. */
const MODELS: FactTable = {
  name: 'models by the token',
  corner: /^Model Name$/u,
  many: true,
  subject: (row) => {
    const id = row.text('name');
    return ID.test(id) ? { subject: { kind: 'offering', provider: 'Novita', id } } : { refused: 'bad-id' };
  },
  columns: [
    { is: 'name', header: /^Model Name$/u, say: stated('model') },
    { is: 'window', header: /^Context$/u, say: stated('context_window') },
    { is: 'input', header: /^Input$/u, say: amount('input') },
    { is: 'output', header: /^Output$/u, say: amount('output'), optional: true },
    { header: /^Actions$/u, ignore: 'a link' },
  ],
};

const IGNORED: readonly IgnoredTable[] = [
  {
    name: 'services',
    corner: /^API Name$/u,
    ignore: 'services for media by their labels, without ids of models',
  },
  { name: 'machines', under: /GPU|Sandbox|Dedicated/u, ignore: 'machines by the hour' },
];

function readPricing(page: Page): PageReading {
  const { blocks } = anyPage(page);
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  facts.account.refused.push(...strangeSections(blocks, [/GPU|Sandbox|Dedicated/u]));
  facts.tables(blocks, [...IGNORED, MODELS]);
  return facts.finish();
}

/** Novita's list and its price page: the same offerings, in ten-thousandths of a dollar and in dollars. */
export const source: Source = {
  id: 'novita',
  owner: 'novita',
  kind: 'host',
  upstreams: {},
  recordings: [{ glob: 'novita/pricing*.jina.md', url: () => PRICING }],
  schedule: '2 1-23/6 * * *',
  seeds: [{ url: URL_OF_LIST }, { url: PRICING }],
  media: ['json', 'html', 'text'],
  locale: 'en',
  currency: 'USD',
  attributes: LIST.attributes,
  absent: 'unknown',
  note: 'Prices per 1M tokens with cache reads, windows and limits, and the features and media of the list.',
  ignores: [
    ...LIST.ignores,
    ...IGNORED.map(({ name, ignore }) => ({ what: `table of ${name}`, reason: ignore })),
    { what: '"Omnimodal" in place of a price', reason: 'prices by medium, on another page' },
    { what: 'the discount for batches', reason: 'a share in prose, of models that it does not name' },
  ],
  terms: 'A public list without a key and a public page; facts with their link, no text.',
  floor: 4,
  read: (page) => (/^\s*[[{]/u.test(page.text.slice(0, 200)) ? LIST.read(page) : readPricing(page)),
};
