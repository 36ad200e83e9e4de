import type { Page, PageReading, Source } from '../../schema/source.ts';
import { Facts } from '../../src/read/facts.ts';
import { flightPayloads, onePayload } from '../../src/read/flight.ts';
import { openPage } from '../../src/read/html.ts';
import { take, writtenOf } from '../../src/read/json.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { Entry } from './entry.ts';
import { ENTRY_KEYS, PRICE_KEYS, Strange } from './keys.ts';
import { foreignIn, LABELS } from './prices.ts';

function read(page: Page): PageReading {
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  openPage(page, { locale: 'en', title: /\bPricing\b/u });
  const { page: inner, root } = onePayload(flightPayloads(page, 'apis'), 'list "apis"');
  if (root.type !== 'array') return refusePage('unknown-payload', '"apis" is no list');
  const ids = root.items.map((entry) => writtenOf(take(entry, 'api_endpoint'))?.trim() ?? '');
  const shared = new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
  facts.account.expect(root.items, (entry) => writtenOf(take(entry, 'name')) ?? 'an entry');
  const strange = new Strange();
  const list = { shared, foreign: foreignIn(inner, root.items) };
  for (const entry of root.items) new Entry(facts, { page: inner, root: entry }, strange).read(list);
  strange.refuse(facts, { page: inner, root });
  return facts.finish();
}

/** Mistral's price list, in dollars and in euros: what the page shows rolls digit by digit, so the data is read. */
export const source: Source = {
  id: 'mistral-pricing',
  owner: 'mistral',
  kind: 'vendor',
  upstreams: {},
  recordings: [{ glob: 'mistral/pricing_*.html', url: () => 'https://mistral.ai/pricing' }],
  schedule: '29 5 * * *',
  seeds: [{ url: 'https://mistral.ai/pricing' }],
  locale: 'en',
  attributes: ['price', 'model', 'openness', 'capability'],
  absent: 'unknown',
  note: 'Prices in USD and EUR of each endpoint, the model behind it, open or premier; ids that stand twice are told by name.',
  ignores: [
    ...[...LABELS].flatMap(([what, label]) => ('ignore' in label ? [{ what, reason: label.ignore }] : [])),
    { what: 'subscriptions', reason: 'plans of the chat, of no model' },
    { what: 'prose and questions', reason: 'they quote prices that the list has replaced' },
    { what: 'tools and entries without an id', reason: 'nothing is sold under an id' },
    ...[...ENTRY_KEYS, ...PRICE_KEYS].flatMap(([key, reason]) =>
      reason === '' ? [] : [{ what: `the field "${key}"`, reason }],
    ),
  ],
  terms: 'Public page; facts with their link, no text.',
  floor: 20,
  read,
};
