import { qualified } from '../../schema/scope.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, type JsonObject, take, writtenOf } from '../../src/read/json.ts';
import type { JsonEntry } from '../../src/read/json-entries.ts';
import { figureOf } from '../../src/read/json-figures.ts';
import { type RouterPrice, routerPrices } from '../../src/read/router-prices.ts';
import { LIMITS, TIER } from './fields.ts';
import { TIER_LISTS, tierPrices } from './tiers.ts';

/** One route: the offering that it belongs to, the model behind it, and the kinds of what comes out. */
export interface Route {
  entry: JsonEntry;
  node: JsonObject;
  tag: string;
  offering: NamedSubject;
  /** Undefined where the id is a router's or moves between models. */
  model: NamedSubject | undefined;
  outputs: readonly string[];
}

/** How a route's prices stand to what is paid: as they are, before a discount, or not to be told. */
interface Paid {
  basis?: 'list';
  beside: readonly JsonNode[];
}
type Basis = Paid | { refused: string; at: JsonNode };

/**
 * OpenRouter's own prices are reduced already where a discount stands beside them. Copies that name `provider_direct`
 * have put the provider's prices in their place: before the discount, and without those of other tiers of service.
 */
function basisOf({ node, tag }: Route, pricing: JsonNode): Basis {
  const discount = take(pricing, 'discount');
  const from = take(node, 'pricing_source');
  const share = discount?.type === 'number' ? Number(discount.text) : Number.NaN;
  if (discount !== undefined && !(share >= 0 && share < 1)) {
    return { refused: 'unreadable-discount', at: discount };
  }
  const beside = discount !== undefined && share > 0 ? [discount] : [];
  if (from === undefined || from.type === 'null') return { beside };
  if (writtenOf(from) !== 'provider_direct') return { refused: 'unknown-price-source', at: from };
  if (TIER.test(tag)) return { refused: 'price-of-another-tier', at: from };
  return share > 0 ? { basis: 'list', beside: [...beside, from] } : { beside };
}

/** A price whose part has another price as well. */
function contradiction(prices: readonly RouterPrice[]): RouterPrice | undefined {
  const seen = new Map<string, number>();
  return prices.find(({ part, window = '', asWritten }) => {
    const key = `${part} ${window}`;
    const other = seen.get(key);
    seen.set(key, Number(asWritten));
    return other !== undefined && other !== Number(asWritten);
  });
}

/** The route's prices; undefined, with a refusal, where two prices stand for one part: one of them is another tier's. */
function cardOf(route: Route, pricing: JsonNode): RouterPrice[] | undefined {
  const { entry, offering, outputs } = route;
  const free = offering.id?.endsWith(':free') === true;
  const prices = [...routerPrices({ entry, pricing, outputs, free, also: TIER_LISTS })];
  const tiers = tierPrices(pricing);
  if (tiers === undefined) entry.refuse('unknown-tiers', 'pricing', pricing);
  const all = [...prices, ...(tiers ?? [])];
  const two = contradiction(all);
  if (two) entry.refuse('two-price-cards', two.column, two.at);
  return two || tiers === undefined ? undefined : all;
}

function sayPrices({ entry, offering, tag }: Route, prices: readonly RouterPrice[], basis: Paid): void {
  for (const { per, window, ...price } of prices) {
    entry.say(offering, {
      ...price,
      means: ['price'],
      scope: qualified('USD', { market: tag, window, basis: basis.basis }),
      context: { locale: 'en', currency: 'USD', per },
      beside: [...price.beside, ...basis.beside],
    });
  }
}

/** The price card of a route, all of it or nothing. */
export function readPrices(route: Route): void {
  const { entry, node } = route;
  const pricing = take(node, 'pricing');
  if (pricing?.type !== 'object') {
    entry.refuse('no-pricing', 'pricing', pricing ?? node);
    return;
  }
  const basis = basisOf(route, pricing);
  if ('refused' in basis) entry.refuse(basis.refused, 'pricing', basis.at);
  else sayPrices(route, cardOf(route, pricing) ?? [], basis);
}

/** What the route serves: windows and limits in tokens. */
export function readLimits({ entry, node, offering, tag }: Route): void {
  const scope = qualified('', { market: tag });
  for (const [key, means] of LIMITS) {
    const at = take(node, key);
    const asWritten = figureOf(entry, at, key);
    if (at === undefined || asWritten === undefined) continue;
    entry.say(offering, { means: [means], scope, asWritten, at, column: key });
  }
}

/** That the provider serves the model: status 0 says so, all others that something is the matter now. */
export function readAvailable({ entry, node, model }: Route): void {
  const [provider, status] = [take(node, 'provider_name'), take(node, 'status')];
  if (provider?.type !== 'string' || provider.value.trim() === '') {
    entry.refuse('no-provider', 'provider_name', provider ?? node);
  } else if (status?.type !== 'number' || status.text !== '0') {
    entry.refuse('route-not-in-service', `status ${writtenOf(status) ?? 'is missing'}`, status ?? node);
  } else if (model !== undefined) {
    const scope = qualified('', { via: provider.value });
    const said = { scope, asWritten: provider.value, unitWritten: 'yes', beside: [status] };
    entry.say(model, { ...said, means: ['available'], at: provider, column: 'provider_name' });
  }
}
