import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import { type JsonNode, readJson, take } from '../../src/read/json.ts';
import { JsonEntry, JsonListing } from '../../src/read/json-entries.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { isUnreadable } from '../../src/read/statements.ts';
import { readCard, type Sold } from './card.ts';
import { bandOf, readCustom } from './custom.ts';
import { MODEL_KEYS, PRICING_KEYS } from './fields.ts';
import { FILES } from './files.ts';

const urlOf = (name: string): string => `https://configs.portkey.ai/pricing/${name}.json`;
const PROVIDER = /\/pricing\/([a-z0-9-]+)\.json$/u;
/** What a model costs that is not listed: rates of the gateway, no model. */
const DEFAULT = 'default';
/** `gemini-2.5-pro-gt-128k`: the catalogue writes a band of prices behind the provider's id. */
const BANDED = /^(.+)-((?:lte|gt)-\d+k)$/u;

const CARDS = [
  ['pay_as_you_go', undefined],
  ['batch_config', 'batch'],
] as const;

function readPricing(sold: Sold, pricing: JsonNode | undefined): void {
  if (pricing === undefined || pricing.type === 'null') return;
  if (pricing.type !== 'object') sold.entry.refuse('no-card', 'pricing_config', pricing);
  sold.entry.checkKeys(pricing, PRICING_KEYS, 'pricing_config.');
  for (const [key, tier] of CARDS) {
    const card = take(pricing, key);
    if (card) readCard(sold, { column: key, tier, beside: [card] }, card);
  }
}

const currencyOf = (node: JsonNode | undefined): string | undefined => {
  const written = take(node, 'pricing_config', 'currency');
  return written?.type === 'string' ? written.value : undefined;
};

function readModel(
  listing: JsonListing,
  file: { provider: string; currency: string },
  node: JsonNode,
): PageReading {
  const key = String(node.key);
  if (node.type !== 'object') return listing.refused('no-entry', `${key} ${node.type}`, node);
  if (key.trim() === '' || isUnreadable(key)) return listing.refused('no-id', node.pointer, node);
  const [, base, band = ''] = BANDED.exec(key) ?? [];
  const id = base ?? key;
  const entry = new JsonEntry(listing, `${file.provider}/${key}`, [node]);
  const subject = { kind: 'offering', provider: file.provider, id } as const;
  const currency = currencyOf(node) ?? file.currency;
  const sold: Sold = { entry, subject, currency, above: bandOf(band)?.above };
  entry.checkKeys(node, MODEL_KEYS, '');
  entry.say(subject, { means: ['model'], asWritten: id, at: node, column: 'id' });
  readPricing(sold, take(node, 'pricing_config'));
  readCustom(sold, take(node, 'custom_pricing'));
  return entry.reading;
}

/** One file is one provider: its models by id, and the gateway's `default`. */
function* entries(page: Page): Generator<PageReading> {
  const root = readJson(page);
  const provider = PROVIDER.exec(page.url)?.[1];
  if (provider === undefined) return refusePage('no-provider', `${page.url} names no provider`);
  if (root.type !== 'object' || take(root, DEFAULT, 'pricing_config') === undefined) {
    return refusePage('landmark-missing', `the body has no "${DEFAULT}" rates`);
  }
  const listing = new JsonListing(page);
  for (const key of root.duplicates) yield listing.refused('duplicate-key', key, root);
  const currency = currencyOf(root.entries.get(DEFAULT)) ?? 'USD';
  for (const [key, node] of root.entries) {
    if (key !== DEFAULT) yield readModel(listing, { provider, currency }, node);
  }
}

/** Portkey's rates, by which its gateway counts costs: prices in cents per token and nothing else. */
export const source: Source = {
  id: 'portkey',
  owner: 'portkey',
  kind: 'catalogue',
  upstreams: {},
  recordings: [{ glob: 'portkey/*.json', url: urlOf }],
  schedule: '38 5 * * *',
  seeds: FILES.map((name) => ({ url: urlOf(name) })),
  locale: 'en',
  attributes: ['price', 'model'],
  absent: 'unknown',
  note: 'Prices per token, by tier, region and band, and per search; pictures, films, training and formulas are ignored.',
  ignores: [{ what: 'pictures, films, training and formulas', reason: 'no unit that is understood' }],
  terms: 'MIT',
  floor: 0,
  read: (page) => collected(entries(page)),
  entries,
};
