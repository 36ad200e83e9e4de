import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { PageReading } from '../../schema/source.ts';
import { type JsonNode, type JsonObject, writtenOf } from './json.ts';
import { badId, JsonEntry, type JsonListing } from './json-entries.ts';
import { type Check, sayable } from './listing-checks.ts';
import {
  type Field,
  type FieldTree,
  type Finds,
  type Found,
  fieldTree,
  type Spoken,
  sayFound,
  under,
  walkFields,
} from './listing-fields.ts';

/** How the list of those who serve an entry is read. A route is a market of the offering; its paths begin at itself. */
export interface RouteSpec {
  /** Path of the list in an entry. */
  list: string;
  /** Path of the route's name. */
  name: string;
  fields: Readonly<Record<string, Field>>;
  ignored: Readonly<Record<string, string>>;
  checks?: readonly Check[];
}

/** What one route says, and its keys that nobody decided about. */
interface RouteReading {
  reading: PageReading;
  keys: Finds['unknown'];
}

/** Market names are tokens of a scope. */
const NAME = /^[\p{L}\d][\p{L}\d _./+-]*$/u;

/** The field with the route in its scopes. */
function inMarket({ field, ...found }: Found, market: string): Found {
  const within = (scope: string): string => {
    const { head, qualifiers } = qualifiersOf(scope);
    return qualified(head, { ...Object.fromEntries(qualifiers), market });
  };
  const scope = within(field.scope ?? (field.as === 'list' ? '*' : ''));
  const { scopes } = field;
  return { ...found, field: { ...field, scope, ...(scopes && { scopes: scopes.map(within) }) } };
}

/** Reads the routes of the entries of one listing as they are declared. */
export class Routes {
  private readonly spec: RouteSpec;
  private readonly tree: FieldTree;

  constructor(spec: RouteSpec) {
    this.spec = spec;
    const media = Object.entries(spec.fields).find(([, { means }]) => [means].flat().includes('modality'));
    if (media) throw new Error(`"${media[0]}": media have no market, the entry says them`);
    const checked = (spec.checks ?? []).map(({ path }) => [path, 'a check']);
    const handled = Object.fromEntries([...checked, [spec.name, 'the name']]);
    this.tree = fieldTree(spec.fields, { ...handled, ...spec.ignored });
  }

  /** Each route with its name beside the entry's in every quote; one that cannot be told from another is refused. */
  *read(json: JsonListing, listed: Spoken, named: JsonNode): Generator<RouteReading> {
    const list = under(listed.node, this.spec.list);
    if (list?.type !== 'array') {
      listed.entry.refuse('no-routes', this.spec.list, list ?? listed.node);
      return;
    }
    const seen = new Set<string>();
    for (const node of list.items) {
      const market = under(node, this.spec.name);
      const name = writtenOf(market) ?? '';
      const wrong = badId(market) ?? (NAME.test(name) ? undefined : 'bad-name');
      const refused = (reason: string): RouteReading => ({
        reading: json.refused(reason, `${listed.entry.row} ${node.pointer}`, node),
        keys: [],
      });
      if (node.type !== 'object' || node.duplicates.size > 0) yield refused('no-entry');
      else if (market === undefined || wrong !== undefined) yield refused(wrong ?? 'no-id');
      else if (seen.has(name)) yield refused('two-routes-of-one-name');
      else {
        const entry = new JsonEntry(json, `${listed.entry.row} ${name}`, [named, market]);
        yield this.route({ ...listed, entry, node }, node, name);
      }
      seen.add(name);
    }
  }

  private route(spoken: Spoken, node: JsonObject, name: string): RouteReading {
    const { entry } = spoken;
    const finds: Finds = { found: [], unknown: [], misshapen: [] };
    walkFields(this.tree, node, finds);
    for (const found of finds.misshapen) entry.refuse('not-an-object', found.path, found.at);
    for (const found of sayable(spoken, finds, this.spec.checks ?? []) ?? []) {
      sayFound(spoken, inMarket(found, name));
    }
    const keys = finds.unknown.map(({ path, at }) => ({ path: `${this.spec.list}.${path}`, at }));
    return { reading: entry.reading, keys };
  }
}
