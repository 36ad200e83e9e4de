import { qualified, qualifiersOf } from '../../schema/scope.ts';
import { type JsonNode, type JsonObject, take } from './json.ts';
import type { JsonEntry, Keys } from './json-entries.ts';
import { isZero } from './json-figures.ts';

/** A price: its part of the price card, and what it is per. */
interface Rate {
  part: string;
  per: string;
}

const token = (part: string): Rate => ({ part, per: 'token' });

/** Prices in USD by their keys, as OpenRouter names them. */
const RATES: ReadonlyMap<string, Rate> = new Map([
  ['prompt', token('input')],
  ['completion', token('output')],
  ['input_cache_read', token('cache_read')],
  ['input_cache_write', token('cache_write')],
  ['input_cache_write_1h', token('cache_write;ttl=1h')],
  ['internal_reasoning', token('reasoning')],
  ['audio', token('input;modality=audio')],
  ['input_audio_cache', token('cache_read;modality=audio')],
  ['audio_output', token('output;modality=audio')],
  ['image', token('input;modality=image')],
  ['image_output', token('output;modality=image')],
  ['request', { part: 'request', per: 'request' }],
  ['web_search', { part: 'web_search', per: 'call' }],
]);

/**
 * Prices of pictures were once per picture and are per token of one: by the picture they cost hundreds of times what a
 * token of text costs, by the token a few times as much. Each is compared with the price of the same direction.
 */
const PICTURES: ReadonlyMap<string, string> = new Map([
  ['image', 'prompt'],
  ['image_output', 'completion'],
]);

/** The reason why the key is no price of its own. */
const DISCOUNT = ['discount', 'a share; the prices beside it are reduced already'] as const;
const OVERRIDE_KEYS: Keys = {
  taken: new Set([...RATES.keys(), 'min_prompt_tokens', 'utc_end', 'utc_start']),
  ignored: new Map([DISCOUNT]),
};

/** Kinds of output for which the list counts tokens; pictures, films, speech and ranks are sold by units that it does not name. */
const BY_TOKEN = new Set(['text', 'embeddings']);
/** How many times the price of a token of text a token of a picture may cost: 2.25 is the most that is seen. */
const MOST = 50;
const CLOCK = /^([01]\d|2[0-4]):?([0-5]\d)$/u;

/** Whose prices are read. */
export interface RouterOffer {
  entry: JsonEntry;
  /** The object of prices. */
  pricing: JsonNode | undefined;
  /** Kinds of what comes out: "text". */
  outputs: readonly string[];
  /** Sold as free: a 0 is a price. */
  free: boolean;
  /** Whichever model answers sets the price. */
  router?: boolean;
  /** Keys of the prices that the caller reads. */
  also?: readonly string[];
}

/** One price as it stands in the body, with what qualifies it. */
export interface RouterPrice extends Rate {
  /** Hours of the day in UTC: `01:00-04:00`. */
  window?: string;
  asWritten: string;
  at: JsonNode;
  beside: readonly JsonNode[];
  column: string;
}

/** Where a price stands: its card, and what qualifies it there. */
interface Card {
  node: JsonObject;
  column: string;
  beside: readonly JsonNode[];
  above?: string;
  window?: string;
}

/** The texts of a list. */
export const textsOf = (node: JsonNode | undefined): string[] =>
  node?.type === 'array' ? node.items.flatMap((item) => (item.type === 'string' ? [item.value] : [])) : [];

/** For comparing only; NaN where there is none. What is stated is the text. */
function sizeOf(card: JsonNode | undefined, key: string): number {
  const at = take(card, key);
  return at?.type === 'string' ? Number(at.value) : Number.NaN;
}

/** False for a price of pictures that is by the picture: the body names no size, so that it is no price. */
function isPerToken({ pricing }: RouterOffer, card: Card, key: string): boolean {
  const text = PICTURES.get(key);
  if (text === undefined) return true;
  const basis = sizeOf(card.node, text) || sizeOf(pricing, text);
  return sizeOf(card.node, key) <= MOST * basis;
}

/**
 * A 0 is a price only where the entry is sold as free. Elsewhere both prices are 0 because another unit is used, the
 * output because none is counted (vectors), and the smaller ones because there is nothing to say.
 */
function isGap({ outputs }: RouterOffer, card: Card, key: string): boolean {
  if (key !== 'prompt' && key !== 'completion') return true;
  if (key === 'completion' && !outputs.includes('text')) return true;
  return sizeOf(card.node, key === 'prompt' ? 'completion' : 'prompt') === 0;
}

function* ratesIn(offer: RouterOffer, card: Card): Generator<RouterPrice> {
  for (const [key, at] of card.node.entries) {
    const rate = RATES.get(key);
    const column = `${card.column}.${key}`;
    if (rate === undefined || at.type === 'null') continue;
    if (at.type !== 'string') offer.entry.refuse('price-not-text', column, at);
    else if (isZero(at.value) && !offer.free) {
      if (!isGap(offer, card, key)) offer.entry.refuse('zero-price', column, at);
    } else if (isPerToken(offer, card, key)) {
      const { head, qualifiers } = qualifiersOf(rate.part);
      const part = qualified(head, { ...Object.fromEntries(qualifiers), above: card.above });
      const { beside, window } = card;
      const said = { ...rate, part, asWritten: at.value, at, beside, column };
      yield window === undefined ? said : { ...said, window };
    }
  }
}

/** `0100` or `01:00` as `01:00`. */
function clockOf(node: JsonNode | undefined): string | undefined {
  const found = node?.type === 'string' ? CLOCK.exec(node.value) : null;
  return found ? `${found[1]}:${found[2]}` : undefined;
}

/** What an override holds for: more prompt tokens than a number, hours of the day in UTC, or both. */
function conditionOf(node: JsonObject): Pick<Card, 'above' | 'beside' | 'window'> | undefined {
  const [tokens, start, end] = ['min_prompt_tokens', 'utc_start', 'utc_end'].map((key) => take(node, key));
  const beside = [tokens, start, end].filter((one) => one !== undefined);
  const [from, to] = [clockOf(start), clockOf(end)];
  if (beside.length === 0 || (start === undefined) !== (end === undefined)) return undefined;
  if (start !== undefined && (from === undefined || to === undefined)) return undefined;
  if (tokens !== undefined && !(tokens.type === 'number' && /^\d+$/u.test(tokens.text))) return undefined;
  return {
    beside,
    ...(tokens?.type === 'number' && tokens.text !== '0' && { above: tokens.text }),
    ...(from !== undefined && to !== undefined && { window: `${from}-${to}` }),
  };
}

/** An override with a condition that nobody decided about is refused whole: its prices would stand for something else. */
function* overridden(offer: RouterOffer, node: JsonNode, column: string): Generator<RouterPrice> {
  const { entry } = offer;
  entry.checkKeys(node, OVERRIDE_KEYS, 'pricing.overrides.');
  const isKnown = (key: string): boolean => OVERRIDE_KEYS.taken.has(key) || OVERRIDE_KEYS.ignored.has(key);
  const condition =
    node.type === 'object' && [...node.entries.keys()].every(isKnown) ? conditionOf(node) : undefined;
  if (node.type !== 'object' || condition === undefined) entry.refuse('unknown-override', column, node);
  else yield* ratesIn(offer, { node, column, ...condition });
}

/**
 * All prices of an object as OpenRouter writes them: decimal texts in USD per token, per call or per request, and
 * `overrides` for long prompts or hours of the day. What cannot be read is refused at the entry.
 */
export function* routerPrices(offer: RouterOffer): Generator<RouterPrice> {
  const { entry, pricing, outputs } = offer;
  const taken = new Set([...RATES.keys(), 'overrides', ...(offer.also ?? [])]);
  entry.checkKeys(pricing, { taken, ignored: new Map([DISCOUNT]) }, 'pricing.');
  if (pricing?.type !== 'object') return;
  if (offer.router !== true && !outputs.some((kind) => BY_TOKEN.has(kind))) return;
  yield* ratesIn(offer, { node: pricing, column: 'pricing', beside: [] });
  const overrides = take(pricing, 'overrides');
  const items = overrides?.type === 'array' ? overrides.items : [];
  for (const [at, item] of items.entries()) yield* overridden(offer, item, `pricing.overrides.${at}`);
}
