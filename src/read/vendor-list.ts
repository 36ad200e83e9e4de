import type { Page, PageReading } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, type JsonObject, readJson, take, writtenOf } from './json.ts';
import { badId, JsonEntry, JsonListing, type Keys } from './json-entries.ts';
import { listUnder } from './json-figures.ts';
import { refusePage } from './refuse.ts';

/** How a vendor lists its own models. */
interface VendorList {
  /** Provider key of the vendor. */
  vendor: string;
  /** Where the list stands in the body, and the id in an entry. */
  list: string;
  id: string;
  /** What stands before the id in its field and is no part of it: `models/`. */
  before?: string;
  /** The field of an entry with its label. */
  label?: string;
  keys: Keys;
  /** Keys beside the list. */
  envelope: ReadonlySet<string>;
  /** True where the body says that more entries follow on another page. */
  hasMore?(root: JsonNode): boolean;
  /** False, with a refusal, for an entry that the vendor does not sell to everybody. */
  accepts?(model: VendorModel): boolean;
  /** What the entry says beyond its id. */
  read?(model: VendorModel): void;
}

/** One model of a vendor's list. */
export interface VendorModel {
  entry: JsonEntry;
  node: JsonObject;
  id: string;
  offering: NamedSubject;
  /** Who is spoken of: the offering that the list sells, and as the maker the model, where the id is no moving name. */
  both: readonly NamedSubject[];
}

/** A name that points to another model tomorrow says nothing lasting about a model. */
const MOVING = /(?:^|-)latest$/u;

function modelOf(list: VendorList, entry: JsonEntry, node: JsonObject, id: string): VendorModel {
  const offering: NamedSubject = { kind: 'offering', provider: list.vendor, id };
  const model: NamedSubject[] = MOVING.test(id) ? [] : [{ kind: 'model', id }];
  return { entry, node, id, offering, both: [offering, ...model] };
}

/** Which model is sold, and that it can be had from the vendor: it stands in the vendor's own list. */
function sayListed(list: VendorList, { entry, node, offering, both, id }: VendorModel, at: JsonNode): void {
  const said = { asWritten: id, at, column: list.id };
  const label = list.label === undefined ? undefined : take(node, list.label);
  entry.sayModel(offering, { ...said, label });
  for (const subject of both) {
    if (subject.kind !== 'model') continue;
    entry.say(subject, { ...said, means: ['available'], scope: `via=${list.vendor}`, unitWritten: 'yes' });
  }
}

function entryOf(list: VendorList, listing: JsonListing, node: JsonNode): PageReading {
  if (node.type !== 'object') return listing.refused('no-entry', `${node.pointer} ${node.type}`, node);
  const named = take(node, list.id);
  const wrong = badId(named);
  if (named === undefined || wrong !== undefined || node.duplicates.size > 0) {
    return listing.refused(
      wrong ?? 'duplicate-key',
      `${node.pointer} ${[...node.duplicates].join(' ')}`,
      node,
    );
  }
  const { before = '' } = list;
  const written = writtenOf(named) ?? '';
  if (!written.startsWith(before) || written === before) return listing.refused('no-id', written, named);
  const id = written.slice(before.length);
  const entry = new JsonEntry(listing, `${list.vendor}/${id}`, [named]);
  entry.checkKeys(node, list.keys, '');
  const model = modelOf(list, entry, node, id);
  if (list.accepts?.(model) !== false) {
    sayListed(list, model, named);
    list.read?.(model);
  }
  return entry.reading;
}

/**
 * Reads a vendor's own list of models, entry by entry. Refuses the page where there is no list, where another page
 * follows, or where a key beside the list is not known.
 */
export function* vendorEntries(list: VendorList, page: Page): Generator<PageReading> {
  const root = readJson(page);
  const items = listUnder(root, list.list);
  if (items === undefined)
    return refusePage('landmark-missing', `the body has no list "${list.list}" with entries`);
  if (list.hasMore?.(root)) refusePage('incomplete', `the body is one page of several`);
  const listing = new JsonListing(page);
  for (const [key, node] of root.type === 'object' ? root.entries : []) {
    if (key !== list.list && !list.envelope.has(key)) yield listing.refused('unknown-field', `/${key}`, node);
  }
  for (const item of items) yield entryOf(list, listing, item);
}
