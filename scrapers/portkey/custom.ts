import { type JsonNode, type JsonObject, take } from '../../src/read/json.ts';
import { readCard, type Sold, type Where } from './card.ts';
import { CUSTOM_KEYS } from './fields.ts';

const BAND = /^(lte|gt)-(\d+)k$/u;
const REGIONS = /^[a-z0-9-]+(?:,[a-z0-9-]+)*$/u;
const TIERS: ReadonlyMap<string, string | undefined> = new Map([
  ['standard', undefined],
  ['batch', 'batch'],
  ['flex', 'flex'],
  ['priority', 'priority'],
]);

const childrenOf = (node: JsonNode | undefined): [string, JsonNode][] =>
  node?.type === 'object' ? [...node.entries] : [];

/** `gt-200k` begins strictly above 200,000 tokens; `lte-200k` is the first band, which has no marker. */
export function bandOf(name: string): { above: string | undefined } | undefined {
  const [, side, thousands] = BAND.exec(name) ?? [];
  if (thousands === undefined) return undefined;
  return { above: side === 'gt' ? `${thousands}000` : undefined };
}

/**
 * Markets of a region's name. `default` is everywhere; where `global` has rates of its own, they are the plain ones and
 * `default` is what regions cost.
 */
function marketsOf(name: string, regions: JsonObject): (string | undefined)[] | undefined {
  if (!REGIONS.test(name)) return undefined;
  if (name === 'global') return [undefined];
  if (name === 'default') return [regions.entries.has('global') ? 'regional' : undefined];
  return name.split(',');
}

function readMode(sold: Sold, where: Where, mode: JsonNode): void {
  for (const [key, node] of childrenOf(mode)) {
    const column = `${where.column}.${key}`;
    if (key === 'pricing_config') {
      const card = take(node, 'pay_as_you_go');
      if (card) readCard(sold, { ...where, column }, card);
    } else if (key === 'context_tiers') readBands(sold, { ...where, column }, node);
    else sold.entry.refuse('unknown-field', column, node);
  }
}

function readBands(sold: Sold, where: Where, bands: JsonNode): void {
  for (const [name, node] of childrenOf(bands)) {
    const column = `${where.column}.${name}`;
    const band = bandOf(name);
    const card = take(node, 'pricing_config', 'pay_as_you_go');
    if (band === undefined || card === undefined) sold.entry.refuse('unknown-band', column, node);
    else readCard(sold, { ...where, column, above: band.above, beside: [...where.beside, node] }, card);
  }
}

function readRegion(sold: Sold, where: Where, region: JsonNode): void {
  for (const [name, mode] of childrenOf(take(region, 'execution_modes'))) {
    const column = `${where.column}.${name}`;
    if (!TIERS.has(name)) sold.entry.refuse('unknown-mode', column, mode);
    else readMode(sold, { ...where, column, tier: TIERS.get(name), beside: [...where.beside, mode] }, mode);
  }
}

function readMarkets(sold: Sold, region: JsonNode, regions: JsonObject): void {
  const column = `custom_pricing.regions.${region.key}`;
  const markets = marketsOf(String(region.key), regions);
  if (markets === undefined) sold.entry.refuse('unknown-region', column, region);
  for (const market of markets ?? []) readRegion(sold, { column, market, beside: [region] }, region);
}

/** Cards by region, mode and band. */
export function readCustom(sold: Sold, custom: JsonNode | undefined): void {
  if (custom === undefined || custom.type === 'null') return;
  sold.entry.checkKeys(custom, CUSTOM_KEYS, 'custom_pricing.');
  const regions = take(custom, 'regions');
  if (regions?.type !== 'object') sold.entry.refuse('no-card', 'custom_pricing', custom);
  else for (const region of regions.entries.values()) readMarkets(sold, region, regions);
}
