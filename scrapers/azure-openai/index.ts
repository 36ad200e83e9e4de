import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import { type JsonNode, readJson, take, writtenOf } from '../../src/read/json.ts';
import { badId, JsonEntry, JsonListing } from '../../src/read/json-entries.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { meterOf } from './meter.ts';
import { KEYS, sayPrice, wrongRow } from './row.ts';

const LIST =
  'https://prices.azure.com/api/retail/prices?api-version=2023-01-01-preview&$filter=serviceName%20eq%20%27Foundry%20Models%27';

/** Rows of these kinds are no prices of use; of these products, no models of OpenAI. */
const SOLD = /^Consumption$/u;
const PRODUCT = /^Azure OpenAI\b/u;

/** The rows of a page; a page that does not hold as many as it says is refused. */
function rowsOf(page: Page): readonly JsonNode[] {
  const root = readJson(page);
  const items = take(root, 'Items');
  if (items?.type !== 'array' || items.items.length === 0)
    return refusePage('landmark-missing', 'the body has no list "Items" with rows: is the service renamed?');
  const count = writtenOf(take(root, 'Count'));
  if (count !== String(items.items.length))
    refusePage('incomplete', `${items.items.length} rows, and the page says ${count}`);
  return items.items;
}

/** The rows that repeat for each region are refused once each, under their meter. */
function* entries(page: Page): Generator<PageReading> {
  const listing = new JsonListing(page);
  const named = new Set<string>();
  for (const row of rowsOf(page)) {
    const meterName = take(row, 'meterName');
    if (row.type !== 'object' || badId(meterName) !== undefined || meterName?.type !== 'string') {
      yield listing.refused('no-entry', row.pointer, row);
      continue;
    }
    const kind = writtenOf(take(row, 'type')) ?? '';
    if (!PRODUCT.test(writtenOf(take(row, 'productName')) ?? '') || !SOLD.test(kind)) continue;
    const entry = new JsonEntry(listing, meterName.value, [meterName]);
    entry.checkKeys(row, KEYS, '');
    const meter = meterOf(meterName.value);
    const wrong = ('refused' in meter ? meter.refused : undefined) ?? wrongRow(row);
    if (wrong !== undefined) {
      if (listing.isNew(`${wrong} ${meterName.value}`)) entry.refuse(wrong, '', meterName);
    } else if (!('refused' in meter) && sayPrice(entry, row, meter) && !named.has(meter.name)) {
      const subject = { kind: 'offering', provider: 'azure', name: meter.name } as const;
      entry.say(subject, { means: ['model'], asWritten: meter.name, at: meterName, column: 'meterName' });
      named.add(meter.name);
    }
    yield entry.reading;
  }
}

/** The next page of the list, or nothing. */
function links(page: Page): string[] {
  const next = take(readJson(page), 'NextPageLink');
  if (next === undefined) refusePage('landmark-missing', 'the body does not say whether a page follows');
  return next?.type === 'string' && next.value !== '' ? [next.value] : [];
}

/** Azure's retail prices of OpenAI's models, by meter, deployment and region. */
export const source: Source = {
  id: 'azure-openai',
  owner: 'azure',
  kind: 'host',
  upstreams: {},
  recordings: [],
  schedule: '3 7 * * *',
  seeds: [{ url: LIST }],
  media: ['json'],
  locale: 'en',
  currency: 'USD',
  attributes: ['model', 'price'],
  absent: 'unknown',
  note: 'Prices by token of each meter: global, regional and data zone, batch, priority, cached input.',
  ignores: [
    ...[...KEYS.ignored].map(([what, reason]) => ({ what, reason })),
    { what: 'other products', reason: 'their meters give only a version ("4.3"), which names no line' },
    { what: 'reservations and test subscriptions', reason: 'no prices of use' },
  ],
  terms: 'A public interface without a key; facts with their link.',
  floor: 1,
  read: (page) => collected(entries(page)),
  entries,
  follow: { links, most: 40 },
  paged: { entries: (page) => rowsOf(page).length },
};
