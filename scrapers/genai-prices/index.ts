import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import { type JsonNode, readJson, take } from '../../src/read/json.ts';
import { JsonEntry, JsonListing } from '../../src/read/json-entries.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { isUnreadable } from '../../src/read/statements.ts';
import { readEntry } from './entry.ts';
import { PROVIDER_KEYS } from './fields.ts';

const URL_OF_LIST = 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/data.json';
/** The id and the entries of a provider, or undefined where it is none. */
function providerOf(node: JsonNode): { id: JsonNode; name: string; models: readonly JsonNode[] } | undefined {
  const [id, models] = [take(node, 'id'), take(node, 'models')];
  if (id?.type !== 'string' || id.value === '' || isUnreadable(id.value)) return undefined;
  return models?.type === 'array' ? { id, name: id.value, models: models.items } : undefined;
}

/** Reads `[{id, models: [entry, …]}, …]`. Each entry stands by itself; a bad one is refused alone. */
function* entries(page: Page): Iterable<PageReading> {
  const root = readJson(page);
  const items = root.type === 'array' ? root.items : [];
  if (!items.some((item) => (providerOf(item)?.models.length ?? 0) > 0)) {
    refusePage('landmark-missing', 'the body is no list of providers with "models"');
  }
  const listing = new JsonListing(page);
  for (const item of items) {
    const provider = providerOf(item);
    if (provider === undefined) yield listing.refused('no-models', item.pointer, item);
    else {
      const head = new JsonEntry(listing, provider.name, [provider.id]);
      head.checkKeys(item, PROVIDER_KEYS, 'provider.');
      if (head.reading.refused.length > 0) yield head.reading;
      for (const model of provider.models) yield readEntry(listing, provider.name, model);
    }
  }
}

/** The catalogue genai-prices: prices by hand and out of scripts, with ids by rule. */
export const source: Source = {
  id: 'genai-prices',
  owner: 'genai-prices',
  kind: 'catalogue',
  // Scripts that people run fill it from several lists; only OpenRouter's entries come from its own list as a whole.
  upstreams: { openrouter: ['openrouter'] },
  recordings: [{ glob: 'genai-prices.json', url: () => URL_OF_LIST }],
  schedule: '37 */6 * * *',
  seeds: [{ url: URL_OF_LIST }],
  locale: 'en',
  attributes: ['context_window', 'max_input', 'price', 'model', 'status'],
  absent: 'unknown',
  note: 'Offerings with prices (bands, days from which they hold, hours of the day) and the input limit or window; patterns over names and prose are ignored.',
  ignores: [
    { what: 'match rules', reason: 'patterns over names, no names' },
    { what: 'prose', reason: 'comments of the editors' },
  ],
  terms: 'MIT',
  floor: 20,
  read: (page) => collected(entries(page)),
  entries,
};
