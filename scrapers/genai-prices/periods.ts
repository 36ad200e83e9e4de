import { qualified } from '../../schema/scope.ts';
import { type JsonNode, take } from '../../src/read/json.ts';
import type { JsonEntry } from '../../src/read/json-entries.ts';
import { cellsOf, type Period, type PriceCell } from './cells.ts';
import { DATED_KEYS } from './fields.ts';

const ALWAYS: Period = { scope: 'USD', beside: [] };
const DAY = /^\d{4}-\d\d-\d\d$/u;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::00)?(?:Z|\+00:00)$/u;

/** What limits one card of a list: nothing, a first day, or hours of every day. */
type Limit =
  | { kind: 'none' }
  | { kind: 'day'; from: string; node: JsonNode }
  | { kind: 'hours'; from: string; to: string; nodes: readonly JsonNode[] };

interface Dated {
  limit: Limit;
  card: JsonNode;
}

function hourOf(node: JsonNode | undefined): string | undefined {
  const found = node?.type === 'string' ? TIME.exec(node.value) : null;
  return found ? `${found[1]}:${found[2]}` : undefined;
}

/** Exactly one of the two forms; undefined for any other. */
function limitOf(constraint: JsonNode | undefined): Limit | undefined {
  if (constraint === undefined || constraint.type === 'null') return { kind: 'none' };
  if (constraint.type !== 'object') return undefined;
  const keys = [...constraint.entries.keys()].sort().join(',');
  const day = take(constraint, 'start_date');
  if (keys === 'start_date' && day?.type === 'string' && DAY.test(day.value)) {
    return { kind: 'day', from: day.value, node: day };
  }
  const [start, end] = [take(constraint, 'start_time'), take(constraint, 'end_time')];
  const [from, to] = [hourOf(start), hourOf(end)];
  if (keys !== 'end_time,start_time' || !start || !end || !from || !to || from === to) return undefined;
  return { kind: 'hours', from, to, nodes: [start, end] };
}

function datedOf(entry: JsonEntry, item: JsonNode): Dated | undefined {
  entry.checkKeys(item, DATED_KEYS, 'prices.');
  const limit = limitOf(take(item, 'constraint'));
  const card = take(item, 'prices');
  return limit === undefined || card === undefined ? undefined : { limit, card };
}

/** The first day on which a later card of the list holds: the last card that holds is the one that counts. */
function endOf(later: readonly Dated[]): { day: string; node: JsonNode } | undefined {
  const starts = later.flatMap(({ limit }) =>
    limit.kind === 'day' ? [{ day: limit.from, node: limit.node }] : [],
  );
  return starts.sort((a, b) => (a.day < b.day ? -1 : 1))[0];
}

/** Days of each card. The first card stands in also before its own day; one that never holds has no cells. */
function byDay(entry: JsonEntry, list: readonly Dated[]): PriceCell[] {
  return list.flatMap(({ limit, card }, at) => {
    const later = list.slice(at + 1);
    const end = endOf(later);
    const start = at > 0 && limit.kind === 'day' ? limit : undefined;
    const shadowed = later.some((other) => other.limit.kind === 'none');
    if (shadowed || (start !== undefined && end !== undefined && start.from >= end.day)) return [];
    const beside = [...(start ? [start.node] : []), ...(end ? [end.node] : [])];
    return cellsOf(entry, card, { scope: 'USD', from: start?.from, until: end?.day, beside });
  });
}

/** Two cards that share the day: the second has its hours, the first all others. */
function byHour(entry: JsonEntry, list: readonly Dated[]): PriceCell[] | undefined {
  const [rest, hours, ...more] = list;
  if (rest?.limit.kind !== 'none' || hours?.limit.kind !== 'hours' || more.length > 0) return undefined;
  const { from, to, nodes: beside } = hours.limit;
  const within = (a: string, b: string): string => qualified('USD', { window: `${a}-${b} UTC` });
  return [
    ...cellsOf(entry, rest.card, { scope: within(to, from), beside }),
    ...cellsOf(entry, hours.card, { scope: within(from, to), beside }),
  ];
}

/** Joins a price that stays the same from one period into the next; one that comes back later is refused. */
function joined(entry: JsonEntry, cells: readonly PriceCell[]): PriceCell[] {
  const known = new Map<string, PriceCell>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.scope, cell.part, cell.asWritten]);
    const before = known.get(key);
    if (before === undefined) known.set(key, cell);
    else if (before.until !== undefined && before.until === cell.from) {
      known.set(key, {
        ...cell,
        from: before.from,
        beside: [...new Set([...before.beside, ...cell.beside])],
      });
    } else entry.refuse('price-returns', cell.column, cell.at);
  }
  return [...known.values()];
}

/** All prices of an entry: one card, or a list of cards of which the last that holds at an instant counts. */
export function pricesOf(entry: JsonEntry, node: JsonNode): PriceCell[] {
  if (node.type !== 'array') return cellsOf(entry, node, ALWAYS);
  const list = node.items.map((item) => datedOf(entry, item));
  const known = list.filter((item): item is Dated => item !== undefined);
  const hourly = known.some(({ limit }) => limit.kind === 'hours');
  const cells = hourly ? byHour(entry, known) : byDay(entry, known);
  if (known.length === list.length && cells !== undefined) return joined(entry, cells);
  entry.refuse('unknown-constraint', 'prices', node);
  return [];
}
