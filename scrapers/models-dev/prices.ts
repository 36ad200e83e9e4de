import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, take } from '../../src/read/json.ts';
import type { JsonEntry } from '../../src/read/json-entries.ts';
import { COST_KEYS, EXPERIMENTAL_KEYS, MODE_KEYS, PARTS, TIER_KEYS } from './fields.ts';

const CONTEXT = { locale: 'en', currency: 'USD', per: '1M tokens (float)' };
const ZERO = /^0+(?:\.0+)?(?:[eE][+-]?\d+)?$/u;
const COUNT = /^[1-9]\d*$/u;
/** `model:free`, `model-free`: the id itself says that nothing is charged. */
const FREE = /(?:^|[:/_-])free$/iu;
/** A word that can stand in a scope. */
const WORD = /^[a-z][a-z0-9_-]*$/u;
/** The band of the old key `context_over_200k`. */
const OVER_200K = '200000';

/** Where the prices of one object belong. */
interface Card {
  column: string;
  scope: string;
  /** Tokens above which the prices hold, and the value that says so. */
  above?: string;
  beside: readonly JsonNode[];
}

/** What sells something under an id, while its row is read. */
export interface Row {
  entry: JsonEntry;
  subject: NamedSubject;
  node: JsonNode;
}

/**
 * A 0 is a price only where the id says free. Elsewhere the catalogue writes 0 also where a plan includes the model,
 * where it runs on one's own machine, where the seller counts songs, minutes or credits (on sellers whose other rows
 * have prices, too), where nobody looked, and where a component does not exist (the output of embeddings).
 */
function price({ entry, subject }: Row, at: JsonNode, said: { card: Card; part: string; key: string }): void {
  const { card, part, key } = said;
  const column = `${card.column}.${key}`;
  if (at.type !== 'number') entry.refuse('price-not-number', column, at);
  else if (at.text.startsWith('-')) entry.refuse('price-below-zero', column, at);
  else {
    const unknown = ZERO.test(at.text) && !FREE.test(subject.id ?? '');
    entry.say(subject, {
      means: ['price'],
      scope: card.scope,
      part,
      asWritten: at.text,
      ...(unknown ? { unitWritten: 'unknown' } : {}),
      context: CONTEXT,
      at,
      beside: card.beside,
      column,
    });
  }
}

function readCard(row: Row, node: JsonNode, card: Card): void {
  if (node.type !== 'object') row.entry.refuse('cost-not-object', card.column, node);
  row.entry.checkKeys(node, COST_KEYS, 'cost.');
  for (const [key, at] of node.type === 'object' ? node.entries : []) {
    const part = PARTS.get(key);
    if (part === undefined) continue;
    const { head, qualifiers } = qualifiersOf(part);
    const banded = qualified(head, { ...Object.fromEntries(qualifiers), above: card.above });
    price(row, at, { card, part: banded, key });
  }
}

/** The prices of a band: `tier.size` tokens are not in it, one more is. */
function readTier(row: Row, node: JsonNode, outer: Card): void {
  const tier = take(node, 'tier');
  const size = take(tier, 'size');
  const type = take(tier, 'type');
  const column = `${outer.column}.tiers`;
  row.entry.checkKeys(tier, TIER_KEYS, 'cost.tiers.tier.');
  const byContext = type === undefined || (type.type === 'string' && type.value === 'context');
  if (size?.type !== 'number' || !COUNT.test(size.text) || !byContext) {
    row.entry.refuse('unknown-tier', column, node);
  } else readCard(row, node, { ...outer, column, above: size.text, beside: [...outer.beside, size] });
}

/** A card with its bands; the old key for "over 200k" says the first tier again where tiers are written. */
function readBands(row: Row, cost: JsonNode, card: Card): void {
  readCard(row, cost, card);
  const tiers = take(cost, 'tiers');
  const old = take(cost, 'context_over_200k');
  if (tiers?.type === 'array') for (const node of tiers.items) readTier(row, node, card);
  else if (tiers !== undefined) row.entry.refuse('tiers-not-list', `${card.column}.tiers`, tiers);
  else if (old !== undefined) {
    const column = `${card.column}.context_over_200k`;
    readCard(row, old, { ...card, column, above: OVER_200K });
  }
}

/** What a request of the mode asks for: `service_tier: priority`, `speed: fast`. */
function tierOf(mode: JsonNode): JsonNode | undefined {
  const body = take(mode, 'provider', 'body');
  const asked = take(body, 'service_tier') ?? take(body, 'speed');
  return asked?.type === 'string' && WORD.test(asked.value) ? asked : undefined;
}

/** Prices of another way to be served. The name of the mode is the catalogue's; the request says which tier it is. */
function readMode(row: Row, name: string, mode: JsonNode): void {
  row.entry.checkKeys(mode, MODE_KEYS, 'experimental.modes.');
  const cost = take(mode, 'cost');
  const tier = tierOf(mode);
  if (cost === undefined) return;
  const column = `experimental.modes.${name}.cost`;
  if (tier?.type !== 'string') row.entry.refuse('unknown-mode', column, mode);
  else readBands(row, cost, { column, scope: qualified('USD', { tier: tier.value }), beside: [tier] });
}

/** Everything that a row says about its prices: numbers in USD per 1M tokens. */
export function readPrices(row: Row): void {
  const cost = take(row.node, 'cost');
  if (cost !== undefined) readBands(row, cost, { column: 'cost', scope: 'USD', beside: [] });
  const experimental = take(row.node, 'experimental');
  row.entry.checkKeys(experimental, EXPERIMENTAL_KEYS, 'experimental.');
  const modes = take(experimental, 'modes');
  if (modes?.type === 'object') for (const [name, mode] of modes.entries) readMode(row, name, mode);
}
