import { qualified } from '../../schema/scope.ts';
import type { JsonNode, JsonObject } from '../../src/read/json.ts';
import { take } from '../../src/read/json.ts';
import type { Entry } from './entry.ts';
import { type PriceName, priceNameOf } from './price-names.ts';

const ZERO = /^0(?:\.0+)?(?:e[+-]?\d+)?$/iu;
const FREE = /:free$/u;
const WHOLE = /^(\d+)(?:\.0+)?$/u;

/** A band of the input: its bounds as they stand, and the lower one in tokens, itself not in the band. */
interface Band {
  range: JsonNode;
  above?: string;
}

/**
 * The unit of a figure. A 0 stands in the map for "free", for "sold by another unit", for "nobody looked" and for
 * "runs on your own machine": it is a price only where the id says free, everywhere else it is unknown.
 */
const unitOf = (entry: Entry, name: PriceName, figure: string): string =>
  ZERO.test(figure) && !FREE.test(entry.keyed.id) ? 'unknown' : `${name.currency} per ${name.per} (float)`;

interface Field {
  at: JsonNode;
  column: string;
  band?: Band;
}

interface Figure extends Field {
  written: string;
}

function sayPrice(entry: Entry, name: PriceName, { at, column, band }: Field): void {
  if (at.type !== 'number') {
    if (at.type !== 'null') entry.refuse('price-not-number', column, at);
  } else if (at.text.startsWith('-')) entry.refuse('price-below-zero', column, at);
  else sayFigure(entry, name, { at, written: at.text, column, ...(band && { band }) });
}

function sayFigure(entry: Entry, name: PriceName, { at, written, column, band }: Figure): void {
  const { market, image, tier } = entry.keyed;
  entry.say({
    means: ['price'],
    scope: qualified(name.currency, { tier: name.tier ?? tier, market }),
    part: qualified(name.component, {
      ...image,
      ...name.qualifiers,
      ...(band?.above && { above: band.above }),
    }),
    asWritten: written,
    unitWritten: unitOf(entry, name, written),
    context: { locale: 'en', currency: name.currency },
    at,
    ...(band && { beside: [band.range] }),
    column,
  });
}

/** Reads a price field of an entry; false where its name is none of the grammar's. */
export function readPrice(entry: Entry, name: string, at: JsonNode): boolean {
  const price = priceNameOf(name);
  if (price) sayPrice(entry, price, { at, column: name });
  return price !== undefined;
}

/** The band of `"range": [32000, 128000]`; undefined where it is not two counts. The first has no lower bound. */
function bandOf(range: JsonNode | undefined): Band | undefined {
  if (range?.type !== 'array' || range.items.length !== 2) return undefined;
  const bounds = range.items.map((item) => (item.type === 'number' ? WHOLE.exec(item.text)?.[1] : undefined));
  const [above, until] = bounds;
  if (above === undefined || until === undefined) return undefined;
  return /^0+$/u.test(above) ? { range } : { range, above };
}

function readBand(entry: Entry, node: JsonObject, column: string): void {
  const band = bandOf(take(node, 'range'));
  if (!band) entry.refuse('unknown-band', column, node);
  else readPricesOf(entry, node, { band, column });
  for (const name of node.duplicates) entry.refuse('duplicate-key', `${column}.${name}`, node);
}

function readPricesOf(
  entry: Entry,
  node: JsonObject,
  { band, column }: { band: Band; column: string },
): void {
  for (const [name, at] of node.entries) {
    if (name === 'range') continue;
    const price = priceNameOf(name);
    if (!price || 'above' in price.qualifiers) entry.refuseField(`tiered_pricing.${name}`, at);
    else sayPrice(entry, price, { at, column: `${column}.${name}`, band });
  }
}

/** Bands of the input: `[{"range": [0, 32000], …}, …]`. Bands by the number of search results have no place. */
export function readBands(entry: Entry, at: JsonNode): void {
  const items = at.type === 'array' ? at.items : [at];
  items.forEach((band, index) => {
    const column = `tiered_pricing.${index}`;
    if (band.type !== 'object') entry.refuse('unknown-band', column, band);
    else if (!band.entries.has('max_results_range')) readBand(entry, band, column);
  });
}
