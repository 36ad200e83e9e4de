import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, type JsonObject, readJson, take, writtenOf } from '../../src/read/json.ts';
import { badId, JsonEntry, JsonListing, type Keys } from '../../src/read/json-entries.ts';
import { isZero, listUnder, sayLimit, sayPrice } from '../../src/read/json-figures.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { FILES } from './files.ts';

const urlOf = (name: string): string =>
  `https://raw.githubusercontent.com/charmbracelet/catwalk/main/internal/providers/configs/${name}.json`;

const CONTEXT = { locale: 'en', currency: 'USD', per: '1M tokens (float)' };

/** `in_cached` is what writing to the cache costs, `out_cached` what reading from it costs. */
const PARTS: ReadonlyMap<string, string> = new Map([
  ['cost_per_1m_in', 'input'],
  ['cost_per_1m_out', 'output'],
  ['cost_per_1m_in_cached', 'cache_write'],
  ['cost_per_1m_out_cached', 'cache_read'],
]);

const MODEL_KEYS: Keys = {
  taken: new Set(['id', 'name', 'can_reason', 'context_window', ...PARTS.keys()]),
  ignored: new Map([
    ['default_max_tokens', 'what one client asks for, no limit'],
    ['default_reasoning_effort', 'settings of one client'],
    ['has_reasoning_efforts', 'settings of one client'],
    ['options', 'settings of one client'],
    ['reasoning_effort', 'settings of one client'],
    ['reasoning_levels', 'settings of one client'],
    ['supports_attachments', 'files of an unnamed kind: no statement about pictures'],
    ['temperature', 'settings of one client'],
    ['top_p', 'settings of one client'],
  ]),
};

const PROVIDER_KEYS: ReadonlySet<string> = new Set([
  'api_endpoint',
  'api_key',
  'default_headers',
  'default_large_model_id',
  'default_small_model_id',
  'id',
  'models',
  'name',
  'type',
]);

/** An offering that is called free; elsewhere 0 stands for subscriptions and for prices that nobody found. */
const FREE = /[:-]free$/u;

/** What names the model inside an id: `hf:` before it and a route behind it (`:groq`) do not. */
const modelIn = (id: string): string => id.replace(/^hf:/u, '').replace(/:[a-z][a-z0-9-]*$/u, '');

/** The importers print false also where they know nothing: only true says something. */
function readReasoning(entry: JsonEntry, subject: NamedSubject, node: JsonObject): void {
  const at = take(node, 'can_reason');
  if (at === undefined || at.type === 'null') return;
  if (at.type !== 'boolean') entry.refuse('unreadable-state', 'can_reason', at);
  else if (at.value) {
    entry.say(subject, {
      means: ['capability'],
      scope: 'reasoning',
      asWritten: 'true',
      at,
      column: 'can_reason',
    });
  }
}

const isGift = (id: string, at: JsonNode, part: string): boolean =>
  FREE.test(id) && (part === 'input' || part === 'output') && at.type === 'number' && isZero(at.text);

function readPrices(entry: JsonEntry, subject: NamedSubject, node: JsonObject): void {
  for (const [key, part] of PARTS) {
    const at = take(node, key);
    if (at === undefined || at.type === 'null') continue;
    const said = { scope: 'USD', part, context: CONTEXT, at, column: key };
    if (isGift(subject.id ?? '', at, part)) {
      entry.say(subject, { ...said, means: ['price'], asWritten: writtenOf(at) ?? '' });
    } else sayPrice(entry, subject, { ...said, figure: at });
  }
}

function readModel(
  listing: JsonListing,
  provider: { id: string; node: JsonNode },
  node: JsonNode,
): PageReading {
  if (node.type !== 'object') return listing.refused('no-entry', `${node.pointer} ${node.type}`, node);
  const at = take(node, 'id');
  const wrong = badId(at);
  const id = writtenOf(at);
  if (wrong !== undefined || at === undefined || id === undefined || node.duplicates.size > 0) {
    return listing.refused(
      wrong ?? 'duplicate-key',
      `${node.pointer} ${[...node.duplicates].join(' ')}`,
      node,
    );
  }
  const entry = new JsonEntry(listing, `${provider.id}/${id}`, [provider.node, at]);
  const subject: NamedSubject = { kind: 'offering', provider: provider.id, id };
  entry.checkKeys(node, MODEL_KEYS, '');
  entry.sayModel(subject, { asWritten: modelIn(id), at, label: take(node, 'name'), column: 'id' });
  sayLimit(entry, [subject], { node, key: 'context_window', means: ['context_window'] });
  readPrices(entry, subject, node);
  readReasoning(entry, subject, node);
  return entry.reading;
}

/** One file is one provider with its models. */
function* entries(page: Page): Generator<PageReading> {
  const root = readJson(page);
  const node = take(root, 'id');
  const models = listUnder(root, 'models');
  if (models === undefined)
    return refusePage('landmark-missing', 'the body has no list "models" with entries');
  if (node === undefined || badId(node) !== undefined)
    refusePage('no-provider', 'the body names no provider');
  const provider = { id: writtenOf(node) ?? '', node };
  const listing = new JsonListing(page);
  for (const [key, value] of root.type === 'object' ? root.entries : []) {
    if (!PROVIDER_KEYS.has(key)) yield listing.refused('unknown-field', `/${key}`, value);
  }
  for (const model of models) yield readModel(listing, provider, model);
}

/** Charm's catalogue for its coding client: limits and prices of 41 providers. */
export const source: Source = {
  id: 'catwalk',
  owner: 'charm',
  kind: 'catalogue',
  upstreams: { openrouter: ['openrouter'] },
  recordings: [{ glob: 'catwalk/*.json', url: urlOf }],
  schedule: '34 5 * * *',
  seeds: FILES.map((name) => ({ url: urlOf(name) })),
  locale: 'en',
  attributes: ['context_window', 'price', 'model', 'capability'],
  absent: 'unknown',
  note: "Context windows, prices per 1M tokens and reasoning where it is said; the client's own settings are ignored.",
  ignores: [
    {
      what: "the client's own settings (default model, effort, default_max_tokens)",
      reason: 'they say what the client asks for, not what is offered',
    },
  ],
  terms: 'MIT',
  floor: 2,
  read: (page) => collected(entries(page)),
  entries,
};
