import type { PageReading } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, take } from '../../src/read/json.ts';
import { badId, JsonEntry, type JsonListing } from '../../src/read/json-entries.ts';
import type { PriceCell } from './cells.ts';
import { MATCH_KEYS, MODEL_KEYS } from './fields.ts';
import { pricesOf } from './periods.ts';

const ZERO = /^0+(?:\.0+)?(?:[eE][+-]?\d+)?$/u;
const FREE = /(?:^|[:/_-])free$/iu;

/** One id under which the entry's prices hold, and where it stands. */
interface Name {
  id: string;
  at: JsonNode;
}

/** Whole names among the clauses of `match`. */
function equalsIn(entry: JsonEntry, match: JsonNode | undefined): Name[] {
  entry.checkKeys(match, MATCH_KEYS, 'match.');
  const [equals, or] = [take(match, 'equals'), take(match, 'or')];
  if (equals !== undefined && (badId(equals) !== undefined || equals.type !== 'string')) {
    entry.refuse('bad-name', 'match.equals', equals);
  }
  const own =
    equals?.type === 'string' && badId(equals) === undefined ? [{ id: equals.value, at: equals }] : [];
  return [...own, ...(or?.type === 'array' ? or.items : []).flatMap((clause) => equalsIn(entry, clause))];
}

/** The entry's id, then every other whole name; writings that differ in case are one id. */
function namesOf(entry: JsonEntry, node: JsonNode, id: Name): Name[] {
  const names = new Map([[id.id.toLowerCase(), id]]);
  for (const name of equalsIn(entry, take(node, 'match'))) {
    const key = name.id.toLowerCase();
    if (!names.has(key)) names.set(key, name);
  }
  return [...names.values()];
}

/** A 0 is a price only where the id says free; elsewhere nobody says whether it was looked up. */
function sayPrice(
  entry: JsonEntry,
  subject: NamedSubject,
  said: { cell: PriceCell; alias: JsonNode[] },
): void {
  const { part, scope, per, at, asWritten, column, beside, from, until } = said.cell;
  const unknown = ZERO.test(asWritten) && !FREE.test(subject.id ?? '');
  entry.say(subject, {
    means: ['price'],
    scope,
    part,
    asWritten,
    ...(unknown ? { unitWritten: 'unknown' } : {}),
    context: { locale: 'en', currency: 'USD', per },
    ...(from === undefined ? {} : { validFrom: from }),
    ...(until === undefined ? {} : { validUntil: until }),
    at,
    beside: [...said.alias, ...beside],
    column,
  });
}

function sayLimit(
  entry: JsonEntry,
  subject: NamedSubject,
  said: { node: JsonNode; alias: JsonNode[] },
): void {
  const at = take(said.node, 'context_window');
  if (at?.type !== 'number' || at.text === '0') return;
  const means = ['context_window', 'max_input'] as const;
  entry.say(subject, { means, asWritten: at.text, at, beside: said.alias, column: 'context_window' });
}

function sayStatus(
  entry: JsonEntry,
  subject: NamedSubject,
  said: { node: JsonNode; alias: JsonNode[] },
): void {
  const at = take(said.node, 'deprecated');
  if (at?.type !== 'boolean' || !at.value) return;
  const column = 'deprecated';
  entry.say(subject, { means: ['status'], asWritten: column, at, beside: said.alias, column });
}

/** Fields that are there and have another type than they should. */
function checkTypes(entry: JsonEntry, node: JsonNode): void {
  const [window, deprecated] = [take(node, 'context_window'), take(node, 'deprecated')];
  if (window && window.type !== 'number') entry.refuse('limit-not-number', 'context_window', window);
  if (deprecated && deprecated.type !== 'boolean') entry.refuse('flag-not-boolean', 'deprecated', deprecated);
}

/** One entry: an offering under its id, and one under each whole name that has the same prices. */
export function readEntry(listing: JsonListing, provider: string, node: JsonNode): PageReading {
  const id = take(node, 'id');
  const bad = badId(id);
  if (node.type !== 'object') return listing.refused('no-entry', `${provider}${node.pointer}`, node);
  if (bad !== undefined || id?.type !== 'string') {
    return listing.refused(bad ?? 'no-id', `${provider}${node.pointer}`, node);
  }
  const entry = new JsonEntry(listing, `${provider}/${id.value}`, [id]);
  entry.checkKeys(node, MODEL_KEYS, '');
  checkTypes(entry, node);
  const prices = take(node, 'prices');
  const cells = prices === undefined ? [] : pricesOf(entry, prices);
  for (const { id: name, at } of namesOf(entry, node, { id: id.value, at: id })) {
    const subject = { kind: 'offering', provider, id: name } as const;
    const alias = at === id ? [] : [at];
    const own =
      at === id ? { column: 'id', label: take(node, 'name') } : { column: 'match.equals', label: undefined };
    entry.sayModel(subject, { ...own, asWritten: name, at });
    sayLimit(entry, subject, { node, alias });
    for (const cell of cells) sayPrice(entry, subject, { cell, alias });
    sayStatus(entry, subject, { node, alias });
  }
  return entry.reading;
}
