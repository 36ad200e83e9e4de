import type { Page, PageReading, Source } from '../../schema/source.ts';
import { currenciesIn } from '../../src/read/currency.ts';
import { Facts } from '../../src/read/facts.ts';
import { flightPayloads, onePayload } from '../../src/read/flight.ts';
import { openPage } from '../../src/read/html.ts';
import { type JsonNode, take, writtenOf } from '../../src/read/json.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { Entry } from './entry.ts';

/** The payload names no currency: what the page shows beside its figures has to be dollars, and nothing else. */
function checkDollars(page: Page): void {
  const texts = openPage(page, { locale: 'en', title: /\bPricing\b/iu }).flatMap((block) =>
    block.kind === 'table' ? [] : [block.text],
  );
  const named = [...new Set(texts.flatMap((text) => [...currenciesIn(text, 'USD')]))];
  if (named.length !== 1 || named[0] !== 'USD')
    refusePage('other-currency', `the page shows ${named.join(', ') || 'no currency'}, not dollars alone`);
}

const itemsOf = (node: JsonNode | undefined, what: string): readonly JsonNode[] =>
  node?.type === 'array' ? node.items : refusePage('unknown-payload', `"${what}" is no list`);

function read(page: Page): PageReading {
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  checkDollars(page);
  const { page: inner, root } = onePayload(flightPayloads(page, 'pricingGroups'), 'list "pricingGroups"');
  const models = itemsOf(root, 'pricingGroups').flatMap((group) => itemsOf(take(group, 'models'), 'models'));
  const names = models.map((model) => writtenOf(take(model, 'modelName'))?.trim());
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) refusePage('landmark-twice', `"${twice}" stands twice in the list`);
  facts.account.expect(models, (model) => writtenOf(take(model, 'modelName')) ?? 'an entry');
  for (const model of models) new Entry(facts, { page: inner, root: model }).read();
  return facts.finish();
}

/** Cohere's price list: the data that its page streams, where a label beside each figure says what it is. */
export const source: Source = {
  id: 'cohere-pricing',
  owner: 'cohere',
  kind: 'vendor',
  upstreams: {},
  recordings: [],
  schedule: '21 7 * * *',
  seeds: [{ url: 'https://cohere.com/pricing' }],
  media: ['html'],
  locale: 'en',
  currency: 'USD',
  attributes: ['model', 'price'],
  absent: 'unknown',
  note: 'Prices by token of each model, of text and of images, by the models’ names.',
  ignores: [
    { what: 'prose and questions', reason: 'they may quote other prices than the list' },
    { what: 'the context window in prose', reason: 'a sentence without a subject of its own' },
    { what: 'keys of the page', reason: 'numbers, links and descriptions' },
  ],
  terms: 'Public page; facts with their link, no text.',
  floor: 4,
  read,
};
