import type { SourceKind } from '../../schema/source.ts';
import { type Value, valueKey } from '../../schema/value.ts';
import type { LiveClaim } from './state.ts';

type SortKey = readonly (number | string)[];

const KIND_ORDER: readonly SourceKind[] = ['vendor', 'host', 'router', 'catalogue', 'comparison', 'press'];
const DATE_ORDER = ['instant', 'day', 'month', 'year'];
const DAY = 86_400_000;

/** Compares element by element; code units order texts, so no locale has a say. */
export function compareKeys(a: SortKey, b: SortKey): number {
  for (const [at, left] of a.entries()) {
    const right = b[at];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** Index of items by a text; a Map, because names that were scraped are among the keys. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const members = groups.get(keyOf(item));
    if (members) members.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Place in the order vendor, host, router, catalogue, comparison, press. */
export const kindRank = (kind: SourceKind): number => KIND_ORDER.indexOf(kind);

/** 0 is exact. Counts of tokens are exact or rounded, dates lose a step with each unit that they leave out. */
export function exactness(value: Value): number {
  if (value.kind === 'date') return Math.max(0, DATE_ORDER.indexOf(value.precision ?? 'day'));
  return value.kind === 'tokens' && value.precision === 'rounded' ? 1 : 0;
}

/** Days since the epoch, negative so that the newest sorts first: within a day no source is more recent. */
export function recency(claims: readonly LiveClaim[]): number {
  return -Math.max(...claims.map((claim) => Math.floor(Date.parse(claim.confirmedAt) / DAY)));
}

/** The claims of sources that copy no other witness; where all copy each other, one of them stands for all. */
export function originals(claims: readonly LiveClaim[]): LiveClaim[] {
  const sources = new Set(claims.map((claim) => claim.source));
  const own = claims.filter(
    ({ source, upstreams }) => !upstreams.some((id) => id !== source && sources.has(id)),
  );
  if (own.length > 0) return own;
  return [...claims].sort((a, b) => compareKeys([a.source, a.document], [b.source, b.document])).slice(0, 1);
}

/** Number of independent witnesses: owners that speak for themselves; two documents of one source are one. */
export const independent = (claims: readonly LiveClaim[]): number =>
  new Set(originals(claims).map((claim) => claim.owner)).size;

/** The text under which values meet that say the same; "at least 1M" and "not sooner than May" are others than 1M and May. */
export function meaningKey(value: Value): string {
  const opens = value.marks?.some((mark) => mark === 'at_least' || mark === 'not_sooner_than') ?? false;
  return opens && (value.kind === 'tokens' || value.kind === 'date')
    ? `>=${valueKey(value)}`
    : valueKey(value);
}
