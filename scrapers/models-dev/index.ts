import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import { type JsonNode, type JsonObject, readJson, take } from '../../src/read/json.ts';
import { JsonEntry, JsonListing } from '../../src/read/json-entries.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { PROVIDER_KEYS } from './fields.ts';
import { modelsOf, readRow } from './row.ts';

const URL_OF_LIST = 'https://models.dev/api.json';

/** A provider without a list of models, or one that calls itself otherwise than its key, is refused whole. */
function* readProvider(listing: JsonListing, key: string, node: JsonNode): Iterable<PageReading> {
  const models = modelsOf(node);
  const id = take(node, 'id');
  if (models === undefined) yield listing.refused('no-models', key, node);
  else if (id?.type !== 'string' || id.value !== key || key === '')
    yield listing.refused('two-ids', key, node);
  else {
    const provider = new JsonEntry(listing, key, [id]);
    provider.checkKeys(node, PROVIDER_KEYS, 'provider.');
    for (const twice of models.duplicates) provider.refuse('duplicate-key', twice, id);
    if (provider.reading.refused.length > 0) yield provider.reading;
    for (const model of models.entries.values()) yield readRow(listing, key, model);
  }
}

function providersIn(page: Page): JsonObject {
  const root = readJson(page);
  const listed = root.type === 'object' ? [...root.entries.values()] : [];
  if (root.type === 'object' && listed.some((node) => (modelsOf(node)?.entries.size ?? 0) > 0)) return root;
  return refusePage('landmark-missing', 'the body has no provider with "models"');
}

/** Reads `{provider: {models: {id: row}}}`. Each row stands by itself; a bad one is refused alone. */
function* entries(page: Page): Iterable<PageReading> {
  const root = providersIn(page);
  const listing = new JsonListing(page);
  for (const twice of root.duplicates) yield listing.refused('duplicate-key', twice, root);
  for (const [key, node] of root.entries) yield* readProvider(listing, key, node);
}

/** The catalogue models.dev: what many providers sell, written by hand and, for some of them, copied from their lists. */
export const source: Source = {
  id: 'models-dev',
  owner: 'models-dev',
  kind: 'catalogue',
  // Filled by machine from the providers' own lists; it copies eight more, of which none is a source here.
  upstreams: { openrouter: ['openrouter'], google: ['google-api'], xai: ['xai-api'] },
  recordings: [{ glob: 'models-dev.json', url: () => URL_OF_LIST }],
  schedule: '22 */6 * * *',
  seeds: [{ url: URL_OF_LIST }],
  locale: 'en',
  attributes: [
    'context_window',
    'max_input',
    'max_output',
    'price',
    'model',
    'capability',
    'modality',
    'status',
    'released',
    'knowledge_cutoff',
  ],
  absent: 'unknown',
  note: 'Offerings of some 150 providers: limits, prices, media (one that is not listed is missing), abilities, dates, status; settings are ignored.',
  ignores: [{ what: 'settings', reason: 'they are settings of one request' }],
  terms: 'MIT',
  floor: 100,
  read: (page) => collected(entries(page)),
  entries,
};
