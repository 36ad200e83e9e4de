import { type Attribute, attributeSchema } from '../../schema/attributes.ts';
import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, type JsonObject, readJson, writtenOf } from './json.ts';
import { badId, JsonEntry, JsonListing } from './json-entries.ts';
import { type Check, sayable } from './listing-checks.ts';
import {
  type Field,
  type FieldTree,
  type Finds,
  fieldTree,
  type Spoken,
  sayFound,
  under,
  walkFields,
} from './listing-fields.ts';
import { type RouteSpec, Routes } from './listing-routes.ts';
import { refusePage } from './refuse.ts';

/** One entry of a listing, for what its declaration cannot say. */
export interface ListedEntry extends Spoken {
  root: JsonNode;
}

/** How a list of models in JSON is read. Paths are keys joined by dots. */
export interface ListingSpec {
  /** Path of the list in the body, '' for the body itself; the list is an array, or an object where `id` is `@key`. */
  list: string;
  /** Where the entries are in a page that is no list by itself; then `list` only names it. */
  open?(page: Page): { page: Page; root: JsonNode; items: readonly JsonNode[] };
  /** Path of the id in an entry, or `@key`. */
  id: string;
  /** What stands before the id and is no part of it. */
  before?: string;
  /** Provider key of who sells the entries. */
  provider: string;
  /**
   * Path of the value that names the model that is sold; the id where it is left out, nothing for `none`. Where the
   * value is empty the id counts.
   */
  sells?: string;
  /** The list is the maker's own: an entry speaks of the model as well and says that it can be had. */
  maker?: true;
  fields: Readonly<Record<string, Field>>;
  ignored: Readonly<Record<string, string>>;
  /** Paths that `more` reads. */
  taken?: readonly string[];
  checks?: readonly Check[];
  /** A list inside of each entry, of those who serve it. */
  routes?: RouteSpec;
  /** Keys beside the list with the reason why they are left alone. */
  envelope?: Readonly<Record<string, string>>;
  /** Path of a count of all entries; a body with fewer is one page of several. */
  total?: string;
  /** True where the body says that more entries follow on another page. */
  hasMore?(root: JsonNode): boolean;
  /** False, with a refusal of its own, for an entry that is not sold to everybody. */
  accepts?(entry: ListedEntry): boolean;
  /** What an entry says beyond its fields, and the attributes of it. */
  alsoStates?: readonly Attribute[];
  more?(entry: ListedEntry): void;
}

/** A name that points to another model tomorrow says nothing lasting about a model. */
const MOVING = /(?:^|[-:])latest$/u;
/** Unknown keys of a body: each is named once, with the number of entries that have it. */
class Unknown {
  private readonly seen = new Map<string, { at: JsonNode; row: string; count: number }>();

  add(path: string, node: JsonNode, row: string): void {
    const known = this.seen.get(path);
    if (known) known.count += 1;
    else this.seen.set(path, { at: node, row, count: 1 });
  }

  *refusals(listing: JsonListing): Generator<PageReading> {
    for (const [path, { at: node, row, count }] of this.seen) {
      yield listing.refused(
        'unknown-field',
        `${row} ${path}${count > 1 ? ` and ${count - 1} more` : ''}`,
        node,
      );
    }
  }
}

/** A listing with its trees, which are put together once. */
interface Declared {
  spec: ListingSpec;
  tree: FieldTree;
  routes: Routes | undefined;
}

/** One body being read. */
class Listing {
  readonly unknown = new Unknown();
  readonly json: JsonListing;
  private readonly spec: ListingSpec;
  private readonly tree: FieldTree;
  private readonly routes: Routes | undefined;
  private readonly root: JsonNode;
  private readonly opened: readonly JsonNode[] | undefined;

  constructor({ spec, tree, routes }: Declared, page: Page) {
    const opened = spec.open?.(page);
    this.spec = spec;
    this.tree = tree;
    this.routes = routes;
    this.json = new JsonListing(opened?.page ?? page);
    this.root = opened?.root ?? readJson(page);
    this.opened = opened?.items;
  }

  *read(): Generator<PageReading> {
    const items = this.items();
    yield* this.envelope(items.length);
    for (const item of items) yield this.entry(item);
    yield* this.unknown.refusals(this.json);
  }

  private items(): readonly JsonNode[] {
    const list = under(this.root, this.spec.list);
    const keyed = this.spec.id === '@key' && list?.type === 'object';
    const listed = keyed ? [...list.entries.values()] : list?.type === 'array' ? list.items : [];
    const items = this.opened ?? listed;
    if (items.length === 0) {
      refusePage('landmark-missing', `the body has no list "${this.spec.list}" with entries`);
    }
    return items;
  }

  private *envelope(entries: number): Generator<PageReading> {
    const { spec, root } = this;
    if (spec.hasMore?.(root)) refusePage('incomplete', 'the body is one page of several');
    const total = spec.total === undefined ? undefined : writtenOf(under(root, spec.total));
    if (total !== undefined && Number(total) > entries) {
      refusePage('incomplete', `${entries} entries of ${total} are in the body`);
    }
    if (root.type !== 'object' || spec.list === '' || this.opened) return;
    const known = new Set([
      spec.list.split('.')[0],
      spec.total?.split('.')[0],
      ...Object.keys(spec.envelope ?? {}),
    ]);
    for (const [key, node] of root.entries) {
      if (!known.has(key)) yield this.json.refused('unknown-field', `/${key}`, node);
    }
  }

  private entry(node: JsonNode): PageReading {
    const { spec, json } = this;
    if (node.type !== 'object') return json.refused('no-entry', `${node.pointer} ${node.type}`, node);
    const keyed = spec.id === '@key';
    const named = keyed ? node : under(node, spec.id);
    const wrong = keyed ? undefined : badId(named);
    if (named === undefined || wrong !== undefined || node.duplicates.size > 0) {
      const keys = [...node.duplicates].join(' ');
      return json.refused(wrong ?? 'duplicate-key', `${node.pointer} ${keys}`, node);
    }
    const written = keyed ? String(node.key) : (writtenOf(named) ?? '');
    const { before = '' } = spec;
    if (!written.startsWith(before) || written === before) return json.refused('no-id', written, named);
    return this.named(node, named, written.slice(before.length));
  }

  private named(node: JsonObject, named: JsonNode, id: string): PageReading {
    const { spec } = this;
    const entry = new JsonEntry(this.json, `${spec.provider}/${id}`, [named]);
    const offering: NamedSubject = { kind: 'offering', provider: spec.provider, id };
    const model: NamedSubject | undefined =
      spec.maker && !MOVING.test(id) ? { kind: 'model', id } : undefined;
    const listed: ListedEntry = { entry, id, offering, model, node, root: this.root };
    const finds: Finds = { found: [], unknown: [], misshapen: [] };
    walkFields(this.tree, node, finds);
    for (const found of finds.unknown) this.unknown.add(found.path, found.at, entry.row);
    for (const found of finds.misshapen) entry.refuse('not-an-object', found.path, found.at);
    const said = sayable(listed, finds, spec.checks ?? []);
    if (said === undefined || spec.accepts?.(listed) === false) return entry.reading;
    this.saySold(listed, named);
    for (const found of said) sayFound(listed, found);
    spec.more?.(listed);
    return this.routes ? collected([entry.reading, ...this.routesOf(listed, named)]) : entry.reading;
  }

  private *routesOf(listed: ListedEntry, named: JsonNode): Generator<PageReading> {
    for (const unknown of this.routes?.read(this.json, listed, named) ?? []) {
      yield unknown.reading;
      for (const found of unknown.keys) this.unknown.add(found.path, found.at, listed.entry.row);
    }
  }

  /** Which model is sold; and of the maker's own list that it can be had. */
  private saySold({ entry, node, offering, model, id }: ListedEntry, named: JsonNode): void {
    const { sells, provider } = this.spec;
    const target = sells === undefined || sells === 'none' ? undefined : under(node, sells);
    const other = target?.type === 'string' && target.value.trim() !== '' ? target : undefined;
    const column = other ? (sells ?? '') : this.spec.id;
    const said = { asWritten: other ? other.value : id, at: other ?? named, column };
    if (sells !== 'none') entry.say(offering, { ...said, means: ['model'] });
    if (model === undefined) return;
    const scope = `via=${provider}`;
    entry.say(model, {
      asWritten: id,
      at: named,
      column: this.spec.id,
      means: ['available'],
      scope,
      unitWritten: 'yes',
    });
  }
}

/** Prices by path, each with its part: in one currency, per one thing. */
export function prices(
  parts: Readonly<Record<string, string>>,
  unit: { as: 'number' | 'decimal'; per: string; currency?: string; scope?: string } & Pick<
    Field,
    'zero' | 'unknown' | 'above'
  >,
): Record<string, Field> {
  const { currency = 'USD', scope = currency, ...rest } = unit;
  const fields = Object.entries(parts).map(([path, part]): [string, Field] => [
    path,
    { ...rest, means: 'price', scope, part, currency },
  ]);
  return Object.fromEntries(fields);
}

function attributesOf(spec: ListingSpec): Attribute[] {
  const said = new Set<Attribute>([
    ...Object.values(spec.fields).flatMap(({ means }) => means),
    ...Object.values(spec.routes?.fields ?? {}).flatMap(({ means }) => means),
    ...(spec.alsoStates ?? []),
    ...(spec.sells === 'none' ? [] : (['model'] as const)),
    ...(spec.maker ? (['available'] as const) : []),
  ]);
  return attributeSchema.options.filter((attribute) => said.has(attribute));
}

/** Reads a list of models as it is declared: what a source says of itself, and its two functions. */
export function listing(
  spec: ListingSpec,
): Required<Pick<Source, 'read' | 'entries' | 'ignores' | 'attributes'>> {
  const handled = Object.fromEntries([
    ...(spec.taken ?? []).map((path) => [path, 'read by itself']),
    ...(spec.checks ?? []).map(({ path }) => [path, 'a check']),
    ...(spec.sells === undefined || spec.sells === 'none' ? [] : [[spec.sells, 'names the model']]),
    ...(spec.id === '@key' ? [] : [[spec.id, 'the id']]),
    ...(spec.routes === undefined ? [] : [[spec.routes.list, 'its routes']]),
  ]);
  const tree = fieldTree(spec.fields, { ...handled, ...spec.ignored });
  const routes = spec.routes && new Routes(spec.routes);
  const entries = (page: Page): Generator<PageReading> => new Listing({ spec, tree, routes }, page).read();
  const ignores = Object.entries({ ...spec.ignored, ...spec.routes?.ignored }).map(([what, reason]) => ({
    what,
    reason,
  }));
  return { read: (page) => collected(entries(page)), entries, ignores, attributes: attributesOf(spec) };
}
