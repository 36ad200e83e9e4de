import type { Page } from '../../schema/source.ts';
import type { Place } from '../../schema/statement.ts';
import { refusePage } from './refuse.ts';

/** Deepest catalogue seen: 9 levels. */
const MAX_DEPTH = 200;
/** Values in one body: a catalogue of 10 MB has about 400,000. */
const MAX_VALUES = 1_500_000;
/** Decoded characters. */
const MAX_LENGTH = 32_000_000;

const escapedKey = (key: string | number): string => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

/** What every value knows: where it stands in the decoded body. */
abstract class JsonValue {
  /** First character of the value. */
  readonly start: number;
  /** First character of its property, the key's quote; of an item or the root the same as `start`. */
  readonly from: number;
  /** The character behind the value. */
  end = 0;
  readonly parent: JsonObject | JsonArray | undefined;
  readonly key: string | number;

  constructor(at: Spot) {
    this.start = at.start;
    this.from = at.from;
    this.parent = at.parent;
    this.key = at.key;
  }

  /** RFC 6901 pointer: `/data/0/pricing/prompt`. */
  get pointer(): string {
    return this.parent === undefined ? '' : `${this.parent.pointer}/${escapedKey(this.key)}`;
  }
}

interface Spot {
  start: number;
  from: number;
  parent: JsonObject | JsonArray | undefined;
  key: string | number;
}

const NONE = new Set<string>();

/** An object. A key that stands in it twice is in `duplicates` and in no entry: nobody can tell which one counts. */
export class JsonObject extends JsonValue {
  readonly type = 'object';
  readonly entries = new Map<string, JsonNode>();
  duplicates: Set<string> = NONE;
}
class JsonArray extends JsonValue {
  readonly type = 'array';
  readonly items: JsonNode[] = [];
}
class JsonString extends JsonValue {
  readonly type = 'string';
  value = '';
}
/** A number as the text that stands in the body: a parsed one may not print as it stood. */
class JsonNumber extends JsonValue {
  readonly type = 'number';
  text = '';
}
class JsonBoolean extends JsonValue {
  readonly type = 'boolean';
  value = false;
}
class JsonNull extends JsonValue {
  readonly type = 'null';
}

export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** One pass over the text. Strict: no comments, no trailing commas, no NaN, nothing behind the value. */
class Reader {
  private readonly text: string;
  private at: number;
  private values = 0;
  private readonly keys = new Map<string, string>();

  constructor(text: string) {
    this.text = text;
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** One value that begins at a character; what stands behind it is not looked at. */
  readAt(start: number, from: number): JsonNode {
    this.at = start;
    this.space();
    return this.value({ start: this.at, from, parent: undefined, key: '' }, 0);
  }

  read(): JsonNode {
    this.space();
    const root = this.value({ start: this.at, from: this.at, parent: undefined, key: '' }, 0);
    this.space();
    if (this.at < this.text.length) this.refuse('the end of the body');
    return root;
  }

  private refuse(expected: string): never {
    const found =
      this.at < this.text.length ? JSON.stringify(this.text.slice(this.at, this.at + 20)) : 'the end';
    return refusePage('not-json', `at character ${this.at}: expected ${expected}, found ${found}`);
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at += 1;
    }
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) this.refuse(`"${character}"`);
    this.at += 1;
  }

  private value(spot: Spot, depth: number): JsonNode {
    this.values += 1;
    if (this.values > MAX_VALUES) refusePage('too-many-values', `more than ${MAX_VALUES} JSON values`);
    const node = this.byFirst(spot, depth);
    node.end = this.at;
    return node;
  }

  private byFirst(spot: Spot, depth: number): JsonNode {
    switch (this.text[this.at]) {
      case '{':
        return this.object(new JsonObject(spot), depth);
      case '[':
        return this.array(new JsonArray(spot), depth);
      case '"': {
        const node = new JsonString(spot);
        node.value = this.string();
        return node;
      }
      case 't':
      case 'f':
        return this.boolean(new JsonBoolean(spot));
      case 'n':
        this.word('null');
        return new JsonNull(spot);
      default:
        return this.number(new JsonNumber(spot));
    }
  }

  private deeper(depth: number): number {
    if (depth >= MAX_DEPTH) refusePage('too-deep', `JSON nested more than ${MAX_DEPTH} deep`);
    return depth + 1;
  }

  private object(node: JsonObject, outer: number): JsonObject {
    const depth = this.deeper(outer);
    for (let first = true; this.next('}', first); first = false) {
      const from = this.at;
      if (this.text[from] !== '"') this.refuse('a key');
      const key = this.key();
      this.space();
      this.expect(':');
      this.space();
      this.enter(node, key, this.value({ start: this.at, from, parent: node, key }, depth));
    }
    return node;
  }

  private enter(node: JsonObject, key: string, value: JsonNode): void {
    if (node.entries.has(key) || node.duplicates.has(key)) {
      if (node.duplicates === NONE) node.duplicates = new Set();
      node.duplicates.add(key);
      node.entries.delete(key);
    } else node.entries.set(key, value);
  }

  private array(node: JsonArray, outer: number): JsonArray {
    const depth = this.deeper(outer);
    for (let first = true; this.next(']', first); first = false) {
      const at = this.at;
      node.items.push(this.value({ start: at, from: at, parent: node, key: node.items.length }, depth));
    }
    return node;
  }

  /** Moves to the next member; false, behind the bracket, where there is none. */
  private next(close: string, first: boolean): boolean {
    if (first) this.at += 1;
    this.space();
    if (this.text[this.at] === close) {
      this.at += 1;
      return false;
    }
    if (first) return true;
    if (this.text[this.at] !== ',') this.refuse(`"," or "${close}"`);
    this.at += 1;
    this.space();
    if (this.text[this.at] === close) this.refuse('a value');
    return true;
  }

  /** Keys come again and again; each is kept once. */
  private key(): string {
    const key = this.string();
    const known = this.keys.get(key);
    if (known !== undefined) return known;
    if (this.keys.size < 10_000) this.keys.set(key, key);
    return key;
  }

  private string(): string {
    const start = this.at;
    let escaped = false;
    for (let i = start + 1; i < this.text.length; i += 1) {
      const code = this.text.charCodeAt(i);
      if (code === 92) {
        escaped = true;
        i += 1;
      } else if (code === 34) {
        this.at = i + 1;
        return escaped ? this.unescaped(start) : this.text.slice(start + 1, i);
      } else if (code < 32) {
        this.at = i;
        this.refuse('no control character in a string');
      }
    }
    return this.refuse('a string that ends');
  }

  private unescaped(start: number): string {
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      this.at = start;
      return this.refuse('a string with valid escapes');
    }
  }

  private number(node: JsonNumber): JsonNumber {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text)?.[0];
    if (found === undefined) return this.refuse('a value');
    node.text = found;
    this.at += found.length;
    return node;
  }

  private boolean(node: JsonBoolean): JsonBoolean {
    node.value = this.text[this.at] === 't';
    this.word(node.value ? 'true' : 'false');
    return node;
  }

  private word(word: string): void {
    if (!this.text.startsWith(word, this.at)) this.refuse('a value');
    this.at += word.length;
  }
}

/**
 * The body of a page as JSON with the offsets of each value in `page.text`. A leading byte order mark is passed
 * over. Throws PageRefused: `not-json` with the position, `too-deep`, `too-many-values`, `too-large`.
 */
export function readJson(page: Page): JsonNode {
  if (page.text.length > MAX_LENGTH) {
    refusePage('too-large', `${page.text.length} characters of JSON, at most ${MAX_LENGTH} are read`);
  }
  return new Reader(page.text).read();
}

/** The one JSON value that begins at a character of a text, such as a script; `from` is where its key begins. */
export const readJsonAt = (page: Page, start: number, from = start): JsonNode =>
  new Reader(page.text).readAt(start, from);

/** What a string says that stands as JSON between two quotes, or undefined where it is none. */
export function stringOf(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A value at the same place without its members, for formats that write a value otherwise than it is meant. */
export function emptied<T extends JsonNode>(node: T, from = node.from): T {
  const { start, parent, key, end } = node;
  const made = Object.assign(Object.create(Object.getPrototypeOf(node)), node, {
    start,
    from,
    parent,
    key,
    end,
  });
  if (made.type === 'object') Object.assign(made, { entries: new Map(), duplicates: made.duplicates });
  if (made.type === 'array') Object.assign(made, { items: [] });
  return made;
}

/** The value at a path of keys and positions, or undefined where a step is missing. */
export function take(
  node: JsonNode | undefined,
  ...path: readonly (string | number)[]
): JsonNode | undefined {
  let at = node;
  for (const step of path) {
    if (at?.type === 'object') at = at.entries.get(String(step));
    else if (at?.type === 'array' && typeof step === 'number') at = at.items[step];
    else return undefined;
  }
  return at;
}

/** Where a value stands, together with its key: `"prompt": "0.0000002"`. */
export const placeOf = (node: JsonNode): Place => ({
  kind: 'json',
  pointer: node.pointer,
  start: node.from,
  end: node.end,
});

/** What a scalar says, numbers and words as they stand in the body; undefined for objects, arrays and null. */
export function writtenOf(node: JsonNode | undefined): string | undefined {
  if (node?.type === 'string') return node.value;
  if (node?.type === 'number') return node.text;
  return node?.type === 'boolean' ? String(node.value) : undefined;
}
