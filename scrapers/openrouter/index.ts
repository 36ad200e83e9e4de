import type { Attribute } from '../../schema/attributes.ts';
import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, readJson, take } from '../../src/read/json.ts';
import { JsonListing } from '../../src/read/json-entries.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { isUnreadable } from '../../src/read/statements.ts';
import { Entry, entryOf, type Listing } from './entry.ts';
import { ARCHITECTURE_KEYS, CAPABILITIES, ENTRY_KEYS, TOP_PROVIDER_KEYS } from './fields.ts';
import { readPrices } from './prices.ts';

/** "2098-12-31" and "9999-01-01" stand for "no date". */
const NO_DATE = /^(?:2098-12-31|9999-)/u;
const MODALITY = /^[a-z][a-z0-9_-]*$/u;

/** Which model the offering sells: the id without its variant, beside it its label and the repository of its weights; a name that moves only where its target is named. */
function readModel(entry: Entry): void {
  const target = take(entry.node, 'alias_target', 'slug');
  if (entry.id.startsWith('~')) {
    if (target?.type !== 'string') return;
    entry.say(entry.offering, {
      means: ['model'],
      asWritten: target.value,
      at: target,
      column: 'alias_target.slug',
    });
  } else if (entry.sellsOneModel) {
    const at = take(entry.node, 'id');
    const { repository } = entry;
    const said = { asWritten: entry.base, column: 'id' };
    const beside = repository === undefined ? [] : [repository];
    const label = take(entry.node, 'name');
    if (at) entry.sayModel({ ...entry.offering, ...entry.anchor }, { ...said, at, beside, label });
  }
}

/** A whole number of tokens; 0 and null say nothing. */
function readLimit(entry: Entry, subject: NamedSubject, limit: { means: Attribute; path: string[] }): void {
  const at = take(entry.node, ...limit.path);
  const column = limit.path.join('.');
  if (at === undefined || at.type === 'null' || (at.type === 'number' && at.text === '0')) return;
  if (at.type !== 'number') entry.refuse('limit-not-number', column, at);
  else entry.say(subject, { means: [limit.means], asWritten: at.text, at, column });
}

/** `context_length` is the model's, what stands in `top_provider` is what the seller serves. */
function readLimits(entry: Entry): void {
  if (entry.speaksForModel) {
    readLimit(entry, entry.model, { means: 'context_window', path: ['context_length'] });
  }
  readLimit(entry, entry.offering, { means: 'context_window', path: ['top_provider', 'context_length'] });
  readLimit(entry, entry.offering, { means: 'max_output', path: ['top_provider', 'max_completion_tokens'] });
}

const itemsOf = (node: JsonNode | undefined): readonly JsonNode[] =>
  node?.type === 'array' ? node.items : [];

/** Media that are listed; one that is not listed is neither there nor missing. */
function readMedia(entry: Entry, direction: 'input' | 'output'): void {
  const column = `architecture.${direction}_modalities`;
  for (const at of itemsOf(take(entry.node, 'architecture', `${direction}_modalities`))) {
    if (at.type !== 'string' || !MODALITY.test(at.value)) entry.refuse('bad-name', column, at);
    else {
      const scope = `${direction}=${at.value}`;
      entry.say(entry.offering, { means: ['modality'], scope, asWritten: at.value, at, column });
    }
  }
}

function readCapabilities(entry: Entry): void {
  const column = 'supported_parameters';
  for (const at of itemsOf(take(entry.node, column))) {
    if (at.type !== 'string') continue;
    for (const scope of CAPABILITIES.get(at.value) ?? []) {
      const said = { asWritten: at.value, unitWritten: 'yes', at, column };
      entry.say(entry.offering, { ...said, means: ['capability'], scope });
    }
  }
}

function readDate(entry: Entry, subject: NamedSubject, date: { means: Attribute; key: string }): void {
  const at = take(entry.node, date.key);
  if (at === undefined || at.type === 'null') return;
  if (at.type !== 'string' || isUnreadable(at.value)) entry.refuse('date-not-text', date.key, at);
  else if (at.value !== '' && !NO_DATE.test(at.value)) {
    entry.say(subject, { means: [date.means], asWritten: at.value, at, column: date.key });
  }
}

function readEntry(entry: Entry): PageReading {
  entry.checkKeys(entry.node, ENTRY_KEYS, '');
  entry.checkKeys(take(entry.node, 'architecture'), ARCHITECTURE_KEYS, 'architecture.');
  entry.checkKeys(take(entry.node, 'top_provider'), TOP_PROVIDER_KEYS, 'top_provider.');
  readModel(entry);
  readLimits(entry);
  readPrices(entry);
  readMedia(entry, 'input');
  readMedia(entry, 'output');
  readCapabilities(entry);
  readDate(entry, entry.offering, { means: 'retired', key: 'expiration_date' });
  if (entry.speaksForModel)
    readDate(entry, entry.model, { means: 'knowledge_cutoff', key: 'knowledge_cutoff' });
  return entry.reading;
}

function idsOf(items: readonly JsonNode[]): Set<string> {
  const ids = items.map((item) => take(item, 'id'));
  return new Set(ids.flatMap((id) => (id?.type === 'string' ? [id.value] : [])));
}

/** Keys beside the list: a count that is higher than the list refuses the page, other keys are refused by name. */
function* checkBody(root: JsonNode, listing: JsonListing, entries: number): Generator<PageReading> {
  for (const [key, node] of root.type === 'object' ? root.entries : []) {
    if (key === 'data') continue;
    if (key === 'total_count' && node.type === 'number') {
      if (Number(node.text) > entries)
        refusePage('incomplete', `${entries} entries of ${node.text} are in the body`);
    } else yield listing.refused('unknown-field', `/${key}`, node);
  }
}

/** Reads the list of models: `{"data": [entry, …]}`. Each entry stands by itself; a bad one is refused alone. */
function* entries(page: Page): Generator<PageReading> {
  const root = readJson(page);
  const data = take(root, 'data');
  if (data?.type !== 'array' || data.items.length === 0) {
    return refusePage('landmark-missing', 'the body has no list "data" with entries');
  }
  const listing: Listing = { json: new JsonListing(page), ids: idsOf(data.items) };
  yield* checkBody(root, listing.json, data.items.length);
  for (const item of data.items) {
    const entry = entryOf(listing, item);
    yield entry instanceof Entry ? readEntry(entry) : entry;
  }
}

/** OpenRouter's list of models: a router that sells other people's models and states its own terms for each. */
export const source: Source = {
  id: 'openrouter',
  owner: 'openrouter',
  kind: 'router',
  upstreams: {},
  recordings: [{ glob: 'openrouter.json', url: () => 'https://openrouter.ai/api/v1/models' }],
  schedule: '7 */3 * * *',
  seeds: [{ url: 'https://openrouter.ai/api/v1/models' }],
  locale: 'en',
  attributes: [
    'context_window',
    'max_output',
    'price',
    'model',
    'capability',
    'modality',
    'knowledge_cutoff',
    'retired',
  ],
  absent: 'unknown',
  note: 'Offerings with prices, limits, modalities, parameters and expiry; prose and scores are ignored.',
  ignores: [
    { what: 'prose', reason: 'descriptions of the sellers' },
    { what: 'scores', reason: 'indices of others without name or version of a test' },
  ],
  terms: 'A public list without a key; facts with their link.',
  floor: 20,
  complete: true,
  read: (page) => collected(entries(page)),
  entries,
};
