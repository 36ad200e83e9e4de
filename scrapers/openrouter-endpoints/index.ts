import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, readJson, take } from '../../src/read/json.ts';
import { badId, JsonEntry, JsonListing } from '../../src/read/json-entries.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { textsOf } from '../../src/read/router-prices.ts';
import { MODEL_KEYS, MODELS, ROUTE_KEYS } from './fields.ts';
import { readAvailable, readLimits, readPrices } from './route.ts';

const LIST = 'https://openrouter.ai/api/v1/models';
const urlOf = (id: string): string => `${LIST}/${id}/endpoints`;

const TAG = /^[\w.-]+(?:\/[\w.-]+)*$/u;
/** `:free`, `:thinking`: the same model under other terms. */
const VARIANT = /:[a-z0-9-]+$/u;
/** Ids that sell whichever model answers, or another one tomorrow. */
const NO_MODEL = /^(?:~|openrouter\/)/u;

/** A model with its routes: each stands by itself, a bad one is refused alone. */
function* modelRoutes(listing: JsonListing, model: JsonNode): Generator<PageReading> {
  const [id, endpoints] = [take(model, 'id'), take(model, 'endpoints')];
  const wrong = badId(id);
  if (model.type !== 'object' || wrong !== undefined || id?.type !== 'string') {
    return yield listing.refused(wrong ?? 'no-entry', `${model.pointer} has no id`, model);
  }
  const entry = new JsonEntry(listing, id.value, [id]);
  const offering: NamedSubject = { kind: 'offering', provider: 'openrouter', id: id.value };
  const base = NO_MODEL.test(id.value) ? undefined : id.value.replace(VARIANT, '');
  entry.checkKeys(model, MODEL_KEYS, '');
  if (base !== undefined) entry.say(offering, { means: ['model'], asWritten: base, at: id, column: 'id' });
  if (endpoints?.type !== 'array') entry.refuse('no-routes', 'endpoints', endpoints ?? model);
  yield entry.reading;
  for (const node of endpoints?.type === 'array' ? endpoints.items : []) {
    yield route(listing, { id, node, offering, base, model });
  }
}

/** One route under the id of its model. */
interface Found {
  id: JsonNode & { type: 'string' };
  node: JsonNode;
  offering: NamedSubject;
  base: string | undefined;
  model: JsonNode;
}

function route(listing: JsonListing, { id, node, offering, base, model }: Found): PageReading {
  const tag = take(node, 'tag');
  const refused = (reason: string): PageReading =>
    listing.refused(reason, `${id.value} ${node.pointer}`, node);
  if (node.type !== 'object' || node.duplicates.size > 0) return refused('no-entry');
  if (tag?.type !== 'string' || !TAG.test(tag.value)) return refused('no-tag');
  const entry = new JsonEntry(listing, `${id.value} ${tag.value}`, [id, tag]);
  const outputs = textsOf(take(model, 'architecture', 'output_modalities'));
  const named: NamedSubject | undefined = base === undefined ? undefined : { kind: 'model', name: base };
  const one = { entry, node, tag: tag.value, offering, model: named, outputs };
  entry.checkKeys(node, ROUTE_KEYS, '');
  readAvailable(one);
  readLimits(one);
  if (outputs.length === 0) entry.refuse('no-output-kind', 'architecture', node);
  else readPrices(one);
  return entry.reading;
}

/** An answer about one model, `{"data": {…, "endpoints": […]}}`, or a collection of such answers in a list. */
function* entries(page: Page): Generator<PageReading> {
  const data = take(readJson(page), 'data');
  const answers = data?.type === 'array' ? data.items : data === undefined ? [] : [data];
  const models = answers.map((answer) => take(answer, 'data') ?? answer);
  if (!models.some((model) => take(model, 'endpoints')?.type === 'array')) {
    return refusePage('landmark-missing', 'the body has no model with a list of "endpoints"');
  }
  const listing = new JsonListing(page);
  for (const model of models) yield* modelRoutes(listing, model);
}

/** OpenRouter's routes: who serves a model through it, on which terms. Each route is a market of the offering. */
export const source: Source = {
  id: 'openrouter-endpoints',
  owner: 'openrouter',
  kind: 'router',
  upstreams: {},
  recordings: [{ glob: 'openrouter/endpoints_*.json', url: () => LIST }],
  schedule: '24 */6 * * *',
  seeds: MODELS.map((id) => ({ url: urlOf(id) })),
  locale: 'en',
  currency: 'USD',
  attributes: ['available', 'context_window', 'max_input', 'max_output', 'model', 'price'],
  absent: 'unknown',
  note: 'Who serves a model through OpenRouter, with the price, window and limits of each route.',
  ignores: [...ROUTE_KEYS.ignored, ...MODEL_KEYS.ignored].map(([what, reason]) => ({ what, reason })),
  terms: 'A public list without a key; facts with their link.',
  floor: 2,
  read: (page) => collected(entries(page)),
  entries,
};
