import type { Attribute } from '../../schema/attributes.ts';
import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { Context, NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, type JsonObject, take, writtenOf } from './json.ts';
import type { JsonEntry } from './json-entries.ts';
import { isZero } from './json-figures.ts';
import { isUnreadable } from './statements.ts';

/**
 * How a value is written: `number` a JSON number, `decimal` a number in a string, `text` a string, `state` true or
 * false, `list` an array of strings of which each says something.
 */
export type Written = 'number' | 'decimal' | 'text' | 'state' | 'list';

/** What the value under one path of an entry says. */
export interface Field {
  as: Written;
  /** One attribute, or several where the field's name leaves open which one is meant. */
  means: Attribute | readonly Attribute[];
  /** `*` in it stands for the last step of the path (of a path that ends with `*`) or for the item of a list. */
  scope?: string;
  /** In place of `scope`, where one value speaks of several: `supports_tools` of calling functions and of using tools. */
  scopes?: readonly string[];
  part?: string;
  /** Path of the number of tokens above which a price holds; it is quoted with it, and nothing is said without it. */
  above?: string;
  /** Who is meant; the offering where nothing is said. */
  of?: 'offering' | 'model' | 'both';
  currency?: string;
  /** What a price is per, or the unit of a figure, as the interface's documentation has it. */
  per?: string;
  unitWritten?: string;
  /** What 0 says: nothing (the default), itself, or itself only for entries whose id matches. */
  zero?: 'unknown' | 'said' | RegExp;
  /** Texts and figures that say nothing, as written: `-1`. Null and an empty text say nothing anyway. */
  unknown?: readonly string[];
  /** Of a list: which items say something, with their scopes. An item that is not in it is refused, see `others`. */
  items?: ReadonlyMap<string, readonly string[]>;
  /** Why items beside `items` are left alone. */
  others?: string;
}

/** Fields and ignored keys by path: `pricing.prompt`, `capabilities.*`. The value of an ignored one is the reason. */
export interface FieldTree {
  field?: Field;
  /** Place among the declared fields: what an entry says comes in this order, however its keys stand. */
  order: number;
  ignored?: string;
  steps: Map<string, FieldTree>;
}

/** A value that a field speaks of, and where it was found. */
export interface Found {
  field: Field;
  order: number;
  at: JsonNode;
  path: string;
}

const step = (tree: FieldTree, name: string): FieldTree => {
  const next = tree.steps.get(name) ?? { order: 0, steps: new Map() };
  tree.steps.set(name, next);
  return next;
};

/** Puts the declared paths of a listing together; a path declared twice is a mistake of the source's code. */
export function fieldTree(
  fields: Readonly<Record<string, Field>>,
  ignored: Readonly<Record<string, string>>,
): FieldTree {
  const root: FieldTree = { order: 0, steps: new Map() };
  const leaf = (path: string): FieldTree => {
    const found = path.split('.').reduce(step, root);
    if (found.field || found.ignored !== undefined) throw new Error(`"${path}" is declared twice`);
    return found;
  };
  let order = 0;
  for (const [path, field] of Object.entries(fields)) {
    order += 1;
    Object.assign(leaf(path), { field, order });
  }
  for (const [path, reason] of Object.entries(ignored)) leaf(path).ignored = reason;
  return root;
}

/** Where a walk through an entry puts what it comes upon. */
export interface Finds {
  found: Found[];
  unknown: { path: string; at: JsonNode }[];
  /** A value where an object is declared. */
  misshapen: { path: string; at: JsonNode }[];
}

/** Goes through an entry by its declared paths. */
export function walkFields(tree: FieldTree, node: JsonObject, into: Finds, above = ''): void {
  for (const [key, at] of node.entries) {
    const path = `${above}${key}`;
    const next = tree.steps.get(key) ?? tree.steps.get('*');
    if (next === undefined) into.unknown.push({ path, at });
    else if (next.field) into.found.push({ field: next.field, order: next.order, at, path });
    else if (next.ignored === undefined && at.type === 'object') walkFields(next, at, into, `${path}.`);
    else if (next.ignored === undefined && at.type !== 'null') into.misshapen.push({ path, at });
  }
}

/** Of whom an entry speaks. */
export interface Spoken {
  entry: JsonEntry;
  node: JsonObject;
  id: string;
  offering: NamedSubject;
  model: NamedSubject | undefined;
}

const subjectsOf = (spoken: Spoken, of: Field['of']): NamedSubject[] =>
  [
    of === 'model' ? undefined : spoken.offering,
    of === 'model' || of === 'both' ? spoken.model : undefined,
  ].filter((subject) => subject !== undefined);

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/u;

function isZeroUnknown({ zero = 'unknown' }: Field, id: string): boolean {
  return zero === 'unknown' || (zero instanceof RegExp && !zero.test(id));
}

/** The text of a scalar field, undefined where it says nothing, or why it is refused. */
function scalarOf({ field, at }: Found, id: string): string | undefined | { refused: string } {
  const written = writtenOf(at) ?? '';
  if (at.type === 'null' || (at.type === 'string' && written.trim() === '')) return undefined;
  if (field.unknown?.includes(written)) return undefined;
  if (field.as === 'state') return at.type === 'boolean' ? written : { refused: 'unreadable-state' };
  if (field.as === 'text') {
    if (at.type !== 'string') return { refused: 'not-a-text' };
    return isUnreadable(written) ? { refused: 'bad-character' } : written;
  }
  const type = field.as === 'number' ? 'number' : 'string';
  if (at.type !== type || !NUMBER.test(written)) return { refused: 'not-a-number' };
  return isZero(written) && isZeroUnknown(field, id) ? undefined : written;
}

/** The value under a path of keys joined by dots; '' is the node itself. */
export const under = (node: JsonNode | undefined, path: string): JsonNode | undefined =>
  path === '' ? node : take(node, ...path.split('.'));

/** The part of a price with the threshold above which it holds, undefined where the entry has none. */
function banded(
  spoken: Spoken,
  part: string,
  path: string,
): { part: string; threshold: JsonNode } | undefined {
  const threshold = under(spoken.node, path);
  const above = writtenOf(threshold) ?? '';
  if (threshold === undefined || !/^[1-9]\d*$/u.test(above)) return undefined;
  const { head, qualifiers } = qualifiersOf(part);
  const whole = qualified(head, { ...Object.fromEntries(qualifiers), above });
  return { part: whole, threshold };
}

const filled = (text: string | undefined, by: string): string | undefined => text?.replaceAll('*', by);

function say(
  spoken: Spoken,
  found: Found,
  said: { at: JsonNode; asWritten: string; star: string; yes: boolean },
): void {
  const { field, path } = found;
  const context: Context = {
    locale: 'en',
    ...(field.currency === undefined ? {} : { currency: field.currency }),
    ...(field.per === undefined ? {} : { per: field.per }),
  };
  const unit = field.unitWritten ?? (said.yes ? 'yes' : undefined);
  const part = filled(field.part, said.star) ?? '';
  const band = field.above === undefined ? { part } : banded(spoken, part, field.above);
  if (band === undefined) {
    spoken.entry.refuse('no-threshold', path, said.at);
    return;
  }
  for (const subject of subjectsOf(spoken, field.of)) {
    spoken.entry.say(subject, {
      means: typeof field.means === 'string' ? [field.means] : field.means,
      scope: filled(field.scope, said.star) ?? '',
      part: band.part,
      asWritten: said.asWritten,
      ...(unit === undefined ? {} : { unitWritten: unit }),
      context,
      at: said.at,
      ...('threshold' in band && { beside: [band.threshold] }),
      column: path,
    });
  }
}

const NAME = /^[\p{L}\d][\p{L}\d _./+-]*$/u;

function sayItem(spoken: Spoken, found: Found, at: JsonNode): void {
  const { items, others, scope } = found.field;
  if (at.type !== 'string' || !NAME.test(at.value)) {
    spoken.entry.refuse('bad-name', found.path, at);
    return;
  }
  const scopes = items ? items.get(at.value) : [at.value];
  if (scopes === undefined && others === undefined) {
    spoken.entry.refuse('unknown-item', `${found.path} ${at.value}`, at);
  }
  for (const star of scopes ?? []) {
    const field = { ...found.field, scope: scope ?? '*' };
    say(spoken, { ...found, field }, { at, asWritten: at.value, star, yes: true });
  }
}

/** Says what one value of an entry says, or refuses it by name. */
export function sayFound(spoken: Spoken, found: Found): void {
  const { at, field, path } = found;
  if (field.as === 'list') {
    if (at.type === 'array') for (const item of at.items) sayItem(spoken, found, item);
    else if (at.type !== 'null') spoken.entry.refuse('not-a-list', path, at);
    return;
  }
  const written = scalarOf(found, spoken.id);
  if (typeof written === 'object') spoken.entry.refuse(written.refused, path, at);
  else if (written !== undefined) {
    const star = path.slice(path.lastIndexOf('.') + 1);
    for (const scope of field.scopes ?? [field.scope ?? '']) {
      say(spoken, { ...found, field: { ...field, scope } }, { at, asWritten: written, star, yes: false });
    }
  }
}
