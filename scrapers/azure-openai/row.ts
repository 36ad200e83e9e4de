import { qualified } from '../../schema/scope.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonObject, take, writtenOf } from '../../src/read/json.ts';
import type { JsonEntry, Keys } from '../../src/read/json-entries.ts';
import type { Meter } from './meter.ts';

/** Keys of a row. */
export const KEYS: Keys = {
  taken: new Set([
    ...['armRegionName', 'currencyCode', 'effectiveEndDate', 'effectiveStartDate', 'meterName'],
    ...['productName', 'retailPrice', 'serviceName', 'tierMinimumUnits', 'type', 'unitOfMeasure'],
  ]),
  ignored: new Map([
    ['armSkuName', 'says the meter again'],
    ['isPrimaryMeterRegion', 'a rule of the bill'],
    ['location', 'the region in words'],
    ['meterId', 'a number of the bill'],
    ['productId', 'a number of the catalogue'],
    ['serviceFamily', 'a label'],
    ['serviceId', 'a number of the catalogue'],
    ['skuId', 'a number of the catalogue'],
    ['skuName', 'says the meter again'],
    ['unitPrice', 'says the price again'],
  ]),
};

const PRICE = /^(?!0+(?:\.0+)?$)\d+(?:\.\d+)?(?:[eE]-?\d+)?$/u;
const REGION = /^[a-z]+[a-z\d]*$/u;
/** Clouds of governments have prices of their own, also for what is global elsewhere. */
const APART = /^(?:usgov|usdod|china)/u;

/** What must stand in a row for its figure to be a price of tokens in dollars, each with the reason where it does not. */
const MUST: readonly [key: string, is: RegExp, reason: string][] = [
  ['serviceName', /^Foundry Models$/u, 'other-service'],
  ['currencyCode', /^USD$/u, 'other-currency'],
  ['tierMinimumUnits', /^0(?:\.0+)?$/u, 'unknown-band'],
  ['unitOfMeasure', /^1[KM]$/u, 'unknown-unit'],
  ['retailPrice', PRICE, 'no-price'],
  ['armRegionName', /^(?:[a-z]+[a-z\d]*|Global|)$/u, 'unknown-region'],
];

/** Why a row is no price of tokens, or undefined. */
export function wrongRow(row: JsonObject): string | undefined {
  return MUST.find(([key, is]) => !is.test(writtenOf(take(row, key)) ?? '?'))?.[2];
}

/** Where a price holds: everywhere for what is global, else in one region or from its data zone. */
function marketOf({ place }: Meter, region: string): { market?: string } | { refused: string } {
  if (place === 'global') return APART.test(region) ? { market: region } : {};
  if (!REGION.test(region)) return { refused: 'no-region' };
  return { market: place === 'regional' ? region : `datazone-${region}` };
}

/** Says the price of a row, with the unit, region and days that stand beside it; false where it is refused. */
export function sayPrice(entry: JsonEntry, row: JsonObject, meter: Meter): boolean {
  const price = take(row, 'retailPrice') ?? row;
  const unit = writtenOf(take(row, 'unitOfMeasure'));
  const market = marketOf(meter, writtenOf(take(row, 'armRegionName')) ?? '');
  const units = meter.unit === undefined || meter.unit === unit;
  if (!units || 'refused' in market) {
    entry.refuse('refused' in market ? market.refused : 'two-units', unit ?? '', price);
    return false;
  }
  const subject: NamedSubject = { kind: 'offering', provider: 'azure', name: meter.name };
  const [from, until] = [take(row, 'effectiveStartDate'), take(row, 'effectiveEndDate')].map(writtenOf);
  entry.say(subject, {
    means: ['price'],
    scope: qualified('USD', { ...meter.scope, ...market }),
    part: meter.part,
    asWritten: writtenOf(price) ?? '',
    context: { locale: 'en', currency: 'USD', per: `${unit} tokens` },
    at: price,
    beside: ['unitOfMeasure', 'armRegionName', 'currencyCode'].flatMap((key) => take(row, key) ?? []),
    column: 'retailPrice',
    ...(from && { validFrom: from }),
    ...(until && { validUntil: until }),
  });
  return true;
}
