import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import { type JsonNode, readJson, take } from '../../src/read/json.ts';
import { JsonListing } from '../../src/read/json-entries.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { isUnreadable } from '../../src/read/statements.ts';
import { Entry } from './entry.ts';
import { CAPABILITY_NAMES, IGNORED, LIMITS, MEDIA_FLAGS, MEDIA_LISTS, NO_ENTRIES } from './fields.ts';
import { readBands, readPrice } from './prices.ts';

const URL_OF_MAP =
  'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json';
const MEDIUM = /^[a-z][a-z0-9_-]*$/u;
const FLAG = /^supports_([a-z0-9_]+)$/u;

/** A limit in tokens; a region has no limits of its own, only prices. 0 says that there is none, or that nobody knows. */
function readLimit(entry: Entry, name: string, at: JsonNode): boolean {
  const means = LIMITS.get(name);
  if (!means) return false;
  if (at.type === 'number') {
    if (!/^0(?:\.0+)?$/u.test(at.text)) entry.say({ means, asWritten: at.text, at, column: name });
  } else if (at.type !== 'null') entry.refuse('limit-not-number', name, at);
  return true;
}

/** `supports_<name>`, true or false; a flag that is missing says nothing. */
function readFlag(entry: Entry, name: string, at: JsonNode): boolean {
  const capability = FLAG.exec(name)?.[1];
  if (capability === undefined) return false;
  const medium = MEDIA_FLAGS.get(name);
  const scope = medium ?? CAPABILITY_NAMES.get(capability) ?? capability;
  if (at.type === 'boolean') {
    const means = [medium ? ('modality' as const) : ('capability' as const)];
    entry.say({ means, scope, asWritten: String(at.value), at, column: name });
  } else if (at.type !== 'null') entry.refuse('flag-not-boolean', name, at);
  return true;
}

/** Media that are listed; one that is not listed is neither there nor missing. */
function readMedia(entry: Entry, name: string, at: JsonNode): boolean {
  const direction = MEDIA_LISTS.get(name);
  if (direction === undefined) return false;
  if (at.type !== 'array') entry.refuse('list-expected', name, at);
  else {
    for (const item of at.items) {
      if (item.type !== 'string' || !MEDIUM.test(item.value)) entry.refuse('bad-name', name, item);
      else {
        const scope = `${direction}=${item.value}`;
        entry.say({ means: ['modality'], scope, asWritten: item.value, at: item, column: name });
      }
    }
  }
  return true;
}

/** The map calls it deprecation; its dates are those from which the sellers refuse the model. */
function readEnd(entry: Entry, name: string, at: JsonNode): boolean {
  if (name !== 'deprecation_date') return false;
  if (at.type !== 'string' || isUnreadable(at.value)) entry.refuse('date-not-text', name, at);
  else if (at.value !== '') entry.say({ means: ['retired'], asWritten: at.value, at, column: name });
  return true;
}

function readBandsOf(entry: Entry, name: string, at: JsonNode): boolean {
  if (name === 'tiered_pricing') readBands(entry, at);
  return name === 'tiered_pricing';
}

const READERS = [readPrice, readLimit, readFlag, readMedia, readEnd, readBandsOf];

function readEntry(entry: Entry): PageReading {
  entry.sayModel();
  for (const [name, at] of entry.node.entries) {
    if (IGNORED.has(name)) continue;
    if (!READERS.some((reader) => reader(entry, name, at))) entry.refuseField(name, at);
  }
  for (const name of entry.node.duplicates) entry.refuse('duplicate-key', name, entry.node);
  return entry.json.reading;
}

/** Who sells the entry, or why it is none: no object, no provider, a key that cannot be read or has no id in it. */
function providerOf(key: string, node: JsonNode): { provider: string } | { reason: string } {
  if (node.type !== 'object') return { reason: 'no-entry' };
  const provider = take(node, 'litellm_provider');
  if (provider?.type !== 'string' || provider.value.trim() === '') return { reason: 'no-provider' };
  if (isUnreadable(key + provider.value)) return { reason: 'bad-character' };
  return key.trim() === '' || key.endsWith('/') ? { reason: 'no-id' } : { provider: provider.value };
}

const isEntry = ([key, node]: [string, JsonNode]): boolean =>
  !NO_ENTRIES.has(key) && take(node, 'litellm_provider')?.type === 'string';

/** Reads the map `{"<key>": {"litellm_provider": …}, …}` entry by entry; a bad one is refused alone. */
function* entries(page: Page): Generator<PageReading> {
  const root = readJson(page);
  if (root.type !== 'object' || ![...root.entries].some(isEntry)) {
    return refusePage('landmark-missing', 'the body is no map with an entry that names its litellm_provider');
  }
  const listing = new JsonListing(page);
  for (const key of root.duplicates) yield listing.refused('duplicate-key', key, root);
  for (const [key, node] of root.entries) {
    if (NO_ENTRIES.has(key)) continue;
    const said = providerOf(key, node);
    if ('reason' in said || node.type !== 'object') {
      yield listing.refused('reason' in said ? said.reason : 'no-entry', key, node);
    } else yield readEntry(new Entry(listing, node, said.provider));
  }
}

/** LiteLLM's map of prices and limits: what hundreds of people typed in about offerings of 120 sellers. */
export const source: Source = {
  id: 'litellm',
  owner: 'litellm',
  kind: 'catalogue',
  // Its rows of Vercel's gateway are copies too, of a list that is no source of ours.
  upstreams: { openrouter: ['openrouter'] },
  recordings: [{ glob: 'litellm.json', url: () => URL_OF_MAP }],
  schedule: '23 */6 * * *',
  seeds: [{ url: URL_OF_MAP }],
  locale: 'en',
  attributes: [
    'context_window',
    'max_input',
    'max_output',
    'price',
    'model',
    'capability',
    'modality',
    'retired',
  ],
  absent: 'unknown',
  note: 'Offerings with prices, limits, capabilities, media and end dates; factors, tool fees, rate limits and a price of 0 say nothing.',
  ignores: [
    { what: 'factors and tool fees', reason: 'no price of a model' },
    { what: 'rate limits', reason: 'of an account' },
    { what: 'a price of 0', reason: 'it stands for "not known" as often as for "free"' },
  ],
  terms: 'MIT',
  floor: 100,
  read: (page) => collected(entries(page)),
  entries,
};
