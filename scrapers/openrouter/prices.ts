import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { JsonNode, JsonObject } from '../../src/read/json.ts';
import { take } from '../../src/read/json.ts';
import type { Entry } from './entry.ts';
import { PRICE_PARTS, PRICING_KEYS } from './fields.ts';

const CONTEXT = { locale: 'en', currency: 'USD', per: 'token' };
const ZERO = /^0+(?:\.0+)?$/u;
/** Kinds of output for which the list counts tokens; videos, speech and transcripts are sold by other units. */
const BY_TOKEN = new Set(['text', 'embeddings']);

const listOf = (node: JsonNode | undefined): string[] =>
  node?.type === 'array' ? node.items.flatMap((item) => (item.type === 'string' ? [item.value] : [])) : [];

const outputsOf = (entry: Entry): string[] => listOf(take(entry.node, 'architecture', 'output_modalities'));

/** Whether prompt and completion are per token: where something else comes out, the body names no unit. */
const countsTokens = (entry: Entry): boolean =>
  entry.isRouter || outputsOf(entry).some((kind) => BY_TOKEN.has(kind));

const isFree = (entry: Entry): boolean => entry.id.endsWith(':free');

/** Embeddings are no tokens: the 0 for them is no price. */
const hasNoOutput = (entry: Entry, key: string): boolean =>
  key === 'completion' && !outputsOf(entry).includes('text');

/** One price. A 0 is a price only where the entry is sold as free; elsewhere it means that another unit is used. */
function price(entry: Entry, at: JsonNode, said: { key: string; part: string; column: string }): void {
  if (at.type === 'null') return;
  if (at.type !== 'string') entry.refuse('price-not-text', said.column, at);
  else if (ZERO.test(at.value) && !isFree(entry)) {
    if (!hasNoOutput(entry, said.key)) entry.refuse('zero-price', said.column, at);
  } else {
    const { part, column } = said;
    entry.say(entry.offering, {
      means: ['price'],
      scope: 'USD',
      part,
      asWritten: at.value,
      context: CONTEXT,
      at,
      column,
    });
  }
}

/** The prices of `pricing` or of one override; `above` is the band's lower bound in tokens, itself not in the band. */
function card(entry: Entry, node: JsonNode, where: { column: string; above?: string }): void {
  if (node.type !== 'object') return;
  for (const [key, at] of node.entries) {
    const part = PRICE_PARTS.get(key);
    if (part === undefined) continue;
    const { head, qualifiers } = qualifiersOf(part);
    const banded = qualified(head, { ...Object.fromEntries(qualifiers), above: where.above });
    price(entry, at, { key, part: banded, column: `${where.column}.${key}` });
  }
}

/** An override begins strictly above a number of prompt tokens; those with hours of the day are not read yet. */
function override(entry: Entry, node: JsonNode, column: string): void {
  entry.checkKeys(node, PRICING_KEYS, 'pricing.overrides.');
  const above = take(node, 'min_prompt_tokens');
  if (node.type !== 'object' || above?.type !== 'number' || !/^\d+$/u.test(above.text)) {
    entry.refuse('unknown-override', column, node);
  } else if (![...node.entries.keys()].every((key) => PRICING_KEYS.taken.has(key))) {
    entry.refuse('unknown-override', column, node);
  } else card(entry, node, { column, above: above.text });
}

function readCard(entry: Entry, pricing: JsonObject): void {
  entry.checkKeys(pricing, PRICING_KEYS, 'pricing.');
  if (!countsTokens(entry)) entry.refuse('unit-unclear', 'pricing', pricing);
  else {
    card(entry, pricing, { column: 'pricing' });
    const overrides = take(pricing, 'overrides');
    const items = overrides?.type === 'array' ? overrides.items : [];
    items.forEach((item, at) => {
      override(entry, item, `pricing.overrides.${at}`);
    });
  }
}

/** Everything that an entry says about its prices: decimal texts in USD per token. */
export function readPrices(entry: Entry): void {
  const pricing = take(entry.node, 'pricing');
  if (pricing?.type === 'object') readCard(entry, pricing);
  else entry.refuse('no-pricing', 'pricing', pricing ?? entry.node);
}
