import { qualified, qualifiersOf } from '../../schema/scope.ts';
import { type JsonNode, take } from '../../src/read/json.ts';
import type { JsonEntry } from '../../src/read/json-entries.ts';
import { type Priced, pricedOf, TIER_KEYS, TIERED_KEYS } from './fields.ts';

/** When a card holds: days in UTC, the second not in it, or hours of every day as its scope. */
export interface Period {
  scope: string;
  from?: string | undefined;
  until?: string | undefined;
  /** The values that say so. */
  beside: readonly JsonNode[];
}

/** One price of one period, before it is stated. */
export interface PriceCell extends Period {
  part: string;
  per: string;
  at: JsonNode;
  asWritten: string;
  column: string;
}

/** Who refuses, and under which column. */
interface Place {
  entry: JsonEntry;
  column: string;
  period: Period;
  priced: Priced;
}

const PRICE = /^\d/u;
const COUNT = /^[1-9]\d*$/u;

function cellOf(place: Place, at: JsonNode | undefined, above?: JsonNode): PriceCell[] {
  const { entry, column, period, priced } = place;
  if (at?.type !== 'number' || !PRICE.test(at.text)) {
    if (at !== undefined) entry.refuse('price-not-number', column, at);
    return [];
  }
  const { head, qualifiers } = qualifiersOf(priced.part);
  const band = above?.type === 'number' ? { above: above.text } : {};
  const part = qualified(head, { ...Object.fromEntries(qualifiers), ...band });
  const beside = above === undefined ? period.beside : [...period.beside, above];
  return [{ ...period, part, per: priced.per, at, asWritten: at.text, column, beside }];
}

/** More input than `start` tokens puts all tokens of the request at the tier's price; `start` itself does not. */
function tierCells(place: Place, tier: JsonNode): PriceCell[] {
  const { entry, column } = place;
  entry.checkKeys(tier, TIER_KEYS, 'prices.tiers.');
  const [start, price] = [take(tier, 'start'), take(tier, 'price')];
  if (start?.type === 'number' && COUNT.test(start.text) && price !== undefined) {
    return cellOf(place, price, start);
  }
  entry.refuse('unknown-tier', column, tier);
  return [];
}

function tieredCells(place: Place, node: JsonNode): PriceCell[] {
  const { entry, column } = place;
  entry.checkKeys(node, TIERED_KEYS, 'prices.');
  const [base, tiers] = [take(node, 'base'), take(node, 'tiers')];
  if (base !== undefined && tiers?.type === 'array') {
    return [...cellOf(place, base), ...tiers.items.flatMap((tier) => tierCells(place, tier))];
  }
  entry.refuse('unknown-tier', column, node);
  return [];
}

/** The prices of one card. A key of another grammar is refused by name, once a body. */
export function cellsOf(entry: JsonEntry, card: JsonNode, period: Period): PriceCell[] {
  if (card.type !== 'object') {
    entry.refuse('prices-not-object', 'prices', card);
    return [];
  }
  const known = new Set([...card.entries.keys()].filter((key) => pricedOf(key) !== undefined));
  entry.checkKeys(card, { taken: known, ignored: new Map() }, 'prices.');
  return [...card.entries].flatMap(([key, node]) => {
    const priced = pricedOf(key);
    if (priced === undefined) return [];
    const place = { entry, column: `prices.${key}`, period, priced };
    return node.type === 'object' ? tieredCells(place, node) : cellOf(place, node);
  });
}
