import { qualified, qualifiersOf } from '../../schema/scope.ts';
import { type JsonNode, type JsonObject, take } from '../../src/read/json.ts';
import { isZero } from '../../src/read/json-figures.ts';
import type { Entry } from './entry.ts';
import { OVERRIDE_KEYS, PICTURES, PRICING_KEYS, RATES } from './fields.ts';

/** Kinds of output for which the list counts tokens; pictures, films, speech and ranks are sold by units that it does not name. */
const BY_TOKEN = new Set(['text', 'embeddings']);
/** How many times the price of a token of text a token of a picture may cost: 2.25 is the most that is seen. */
const MOST = 50;
const CLOCK = /^([01]\d|2[0-4]):?([0-5]\d)$/u;

const listOf = (node: JsonNode | undefined): string[] =>
  node?.type === 'array' ? node.items.flatMap((item) => (item.type === 'string' ? [item.value] : [])) : [];

const outputsOf = (entry: Entry): string[] => listOf(take(entry.node, 'architecture', 'output_modalities'));

/** Whether prompt and completion are per token. */
const countsTokens = (entry: Entry): boolean =>
  entry.isRouter || outputsOf(entry).some((kind) => BY_TOKEN.has(kind));

const isFree = (entry: Entry): boolean => entry.id.endsWith(':free') || entry.id === 'openrouter/free';

/** Where a price stands: its card, and what qualifies it there. */
interface Card {
  node: JsonObject;
  column: string;
  beside: readonly JsonNode[];
  above?: string;
  window?: string;
}

/** For comparing only; NaN where there is none. What is stated is the text. */
function sizeOf(card: JsonNode | undefined, key: string): number {
  const at = take(card, key);
  return at?.type === 'string' ? Number(at.value) : Number.NaN;
}

/** False for a price of pictures that is by the picture: the body names no size, so that it is no price. */
function isPerToken(entry: Entry, card: Card, key: string): boolean {
  const text = PICTURES.get(key);
  if (text === undefined) return true;
  const basis = sizeOf(card.node, text) || sizeOf(take(entry.node, 'pricing'), text);
  return sizeOf(card.node, key) <= MOST * basis;
}

/**
 * A 0 is a price only where the entry is sold as free. Elsewhere both prices are 0 because another unit is used, the
 * output because none is counted (vectors), and the smaller ones because there is nothing to say.
 */
function isGap(entry: Entry, card: Card, key: string): boolean {
  if (key !== 'prompt' && key !== 'completion') return true;
  if (key === 'completion' && !outputsOf(entry).includes('text')) return true;
  return sizeOf(card.node, key === 'prompt' ? 'completion' : 'prompt') === 0;
}

function readPrice(entry: Entry, card: Card, key: string, at: JsonNode): void {
  const rate = RATES.get(key);
  const column = `${card.column}.${key}`;
  if (rate === undefined || at.type === 'null') return;
  if (at.type !== 'string') entry.refuse('price-not-text', column, at);
  else if (isZero(at.value) && !isFree(entry)) {
    if (!isGap(entry, card, key)) entry.refuse('zero-price', column, at);
  } else if (isPerToken(entry, card, key)) {
    const { head, qualifiers } = qualifiersOf(rate.part);
    entry.say(entry.offering, {
      means: ['price'],
      scope: qualified('USD', { window: card.window }),
      part: qualified(head, { ...Object.fromEntries(qualifiers), above: card.above }),
      asWritten: at.value,
      context: { locale: 'en', currency: 'USD', per: rate.per },
      at,
      beside: card.beside,
      column,
    });
  }
}

function readRates(entry: Entry, card: Card): void {
  for (const [key, at] of card.node.entries) readPrice(entry, card, key, at);
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
function readOverride(entry: Entry, node: JsonNode, column: string): void {
  entry.checkKeys(node, OVERRIDE_KEYS, 'pricing.overrides.');
  const isKnown = (key: string): boolean => OVERRIDE_KEYS.taken.has(key) || OVERRIDE_KEYS.ignored.has(key);
  const condition =
    node.type === 'object' && [...node.entries.keys()].every(isKnown) ? conditionOf(node) : undefined;
  if (node.type !== 'object' || condition === undefined) entry.refuse('unknown-override', column, node);
  else readRates(entry, { node, column, ...condition });
}

/** Everything that an entry says about its prices: decimal texts in USD. */
export function readPrices(entry: Entry): void {
  const pricing = take(entry.node, 'pricing');
  entry.checkKeys(pricing, PRICING_KEYS, 'pricing.');
  if (pricing?.type !== 'object') entry.refuse('no-pricing', 'pricing', pricing ?? entry.node);
  else if (countsTokens(entry)) {
    readRates(entry, { node: pricing, column: 'pricing', beside: [] });
    const overrides = take(pricing, 'overrides');
    const items = overrides?.type === 'array' ? overrides.items : [];
    items.forEach((item, at) => {
      readOverride(entry, item, `pricing.overrides.${at}`);
    });
  }
}
