import type { Page, PageReading, Source } from '../../schema/source.ts';
import { Facts, type FactTable, type IgnoredTable, type Qualified } from '../../src/read/facts.ts';
import { markdownPage, unknownComponents } from '../../src/read/markdown-page.ts';
import { price, type Say, stated } from '../../src/read/say.ts';
import type { PlacedTable, Row } from '../../src/read/table.ts';

/** A line of several models ("DeepSeek V3 family") is no offering. */
const SEVERAL = /\b(?:family|models|all|other|others|and)\b|,(?![^(]*\))|[<>≤≥]/iu;
/** A faster route of a model has an id of its own, which the page does not give: by its name it is taken for the model. */
const VARIANT = /\b(?:Fast|Turbo|Preview)\b|[()]/iu;
const NAME = /^[A-Z][\w.+-]*(?: [\w.+-]+)*$/u;

const PARTS = ['input', 'cache_read', 'output'] as const;
/** The line above the table that says which figure of a cell is which. */
const ORDER = /\binput \/ cached(?: input)? \/ output\b/iu;
const AMOUNT = /^\$\d+(?:\.\d+)?$/u;
const NONE = /^[—–-]$/u;

/** "$0.95 / $0.19 / $4.00": three prices in the order that the page names; a dash is said of each. */
const three =
  (tier?: 'priority'): Say =>
  (cell, around) => {
    if (cell.plain === '') return [];
    const figures = NONE.test(cell.plain) ? PARTS.map(() => cell.plain) : cell.plain.split(' / ');
    const readable = figures.every((figure) => AMOUNT.test(figure) || NONE.test(figure));
    if (figures.length !== PARTS.length || !readable || cell.struck.length > 0)
      return { refused: 'unreadable-cell' };
    const told = PARTS.map((part, at) =>
      price(part, { tier })({ ...cell, plain: figures[at] ?? '' }, around),
    );
    return told.find((one) => 'refused' in one) ?? told.flatMap((one) => ('refused' in one ? [] : one));
  };

/** Cells with three prices are read where the order stands above them, which is then part of the quote. */
function inOrder({ before }: PlacedTable, row: Row): Qualified | { refused: string } {
  if (row.cell('standard') === undefined && row.cell('priority') === undefined) return {};
  const order = before.find(({ text }) => ORDER.test(text));
  return order ? { pieces: [order] } : { refused: 'no-order' };
}

const MODELS: FactTable = {
  name: 'text and vision models',
  under: /(?:^|› )Text and vision models$/u,
  columns: [
    { is: 'name', header: /^Model$/u, say: stated('model') },
    { is: 'standard', header: /^Standard$/u, say: three(), optional: true },
    { is: 'priority', header: /^Priority$/u, say: three('priority'), optional: true },
    { is: 'input', header: /^Input$/u, say: price('input'), optional: true },
    { is: 'cached', header: /^Cached input$/u, say: price('cache_read'), optional: true },
    { is: 'output', header: /^Output$/u, say: price('output'), optional: true },
  ],
  subject: (row) => {
    const name = row.text('name');
    if (SEVERAL.test(name)) return { refused: 'several-models' };
    if (VARIANT.test(name)) return { refused: 'variant-without-id' };
    return NAME.test(name)
      ? { subject: { kind: 'offering', provider: 'fireworks', name } }
      : { refused: 'unknown-name' };
  },
  unit: { in: 'text', is: /\bper 1(?:M| million) tokens\b/iu, per: '1M tokens' },
  qualify: inOrder,
};

const IGNORED: readonly IgnoredTable[] = [
  { name: 'sizes', under: /\bby size and architecture$/u, ignore: 'prices of classes of sizes, of no model' },
  { name: 'embeddings', under: /(?:^|› )Embeddings$/u, ignore: 'prices of classes of sizes' },
];

function read(page: Page): PageReading {
  const { blocks, components } = markdownPage(page);
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  facts.account.refused.push(...unknownComponents(components, new Map()));
  facts.tables(blocks, [MODELS, ...IGNORED]);
  return facts.finish();
}

/** Fireworks' page of serverless prices, by the models' names. */
export const source: Source = {
  id: 'fireworks',
  owner: 'fireworks',
  kind: 'host',
  upstreams: {},
  recordings: [],
  schedule: '15 7 * * *',
  seeds: [{ url: 'https://docs.fireworks.ai/serverless/pricing.md' }],
  media: ['text'],
  locale: 'en',
  currency: 'USD',
  attributes: ['model', 'price'],
  absent: 'unknown',
  note: 'Prices by token of the named serverless models, standard and priority, with cached input.',
  ignores: [
    { what: 'models by size', reason: 'prices of classes of sizes, of no model' },
    { what: 'embeddings', reason: 'prices of classes of sizes' },
    { what: 'the share of batch', reason: 'a percentage is no price' },
    {
      what: 'the links of names',
      reason: 'addresses of pages; the ids of the interface do not stand on the page',
    },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  floor: 8,
  read,
};
