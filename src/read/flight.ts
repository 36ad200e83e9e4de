import type { Page } from '../../schema/source.ts';
import { carried, carriedPage, type EmbeddedPage, type Payload } from './embedded.ts';
import { treeOf } from './html.ts';
import { emptied, type JsonNode, readJsonAt } from './json.ts';
import { refusePage } from './refuse.ts';

/** One row of the stream: text as it is, or JSON between two characters. */
interface Row {
  id: string;
  kind: 'text' | 'json' | 'other';
  start: number;
  end: number;
}

const HEAD = /([\da-f]*):(?:([A-Zabglmosuv])([\da-f]+),)?/uy;
/** A value that only says where the real one stands; U+FFFD before it makes every reader refuse it. */
const UNRESOLVED = '\ufffd';

/** The character behind `bytes` bytes of UTF-8 from `at` on. */
function afterBytes(text: string, at: number, bytes: number): number {
  let left = bytes;
  let i = at;
  while (left > 0 && i < text.length) {
    const code = text.codePointAt(i) ?? 0;
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    i += code < 0x10000 ? 1 : 2;
  }
  return i;
}

/** The rows of a stream: `id:json\n`, and texts of a stated number of bytes, which may hold anything. */
function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < text.length; ) {
    HEAD.lastIndex = at;
    const head = HEAD.exec(text);
    const start = at + (head?.[0].length ?? 0);
    const [, id = '', tag, length] = head ?? [];
    if (tag !== undefined && length !== undefined) {
      at = afterBytes(text, start, Number.parseInt(length, 16));
      rows.push({ id, kind: tag === 'T' ? 'text' : 'other', start, end: at });
    } else {
      const line = text.indexOf('\n', start);
      const end = line < 0 ? text.length : line;
      rows.push({ id, kind: head && /[[{"]/u.test(text[start] ?? '') ? 'json' : 'other', start, end });
      at = end + 1;
    }
  }
  return rows;
}

const REFERENCE = /^\$([\da-f]+)$/u;

/** What the stream means: `$$` is a dollar, `$undefined` nothing, `$1f` the text of that row, any other `$` a reference. */
class Meaning {
  private readonly page: EmbeddedPage;
  private readonly texts: ReadonlyMap<string, Row>;

  constructor(page: EmbeddedPage, rows: readonly Row[]) {
    this.page = page;
    this.texts = new Map(rows.filter((row) => row.kind === 'text').map((row) => [row.id, row]));
  }

  of(node: JsonNode): JsonNode | undefined {
    const made = emptied(node);
    if (made.type === 'string') return this.text(made);
    if (node.type === 'object' && made.type === 'object') {
      for (const [key, value] of node.entries) {
        const meant = this.of(value);
        if (meant !== undefined) made.entries.set(key, meant);
      }
    }
    if (node.type === 'array' && made.type === 'array') {
      for (const item of node.items) made.items.push(this.of(item) ?? item);
    }
    return made;
  }

  private text(node: JsonNode & { type: 'string' }): JsonNode | undefined {
    if (!node.value.startsWith('$')) return node;
    if (node.value === '$undefined') return undefined;
    const row = this.texts.get(REFERENCE.exec(node.value)?.[1] ?? '');
    if (node.value.startsWith('$$')) node.value = node.value.slice(1);
    else if (row === undefined) node.value = `${UNRESOLVED}${node.value}`;
    else {
      const { start, end } = row;
      const value = this.page.text.slice(start, end);
      return Object.assign(node, { value, start, from: start, end });
    }
    return node;
  }
}

/**
 * The values that a page of Next.js streams under a key (`apis` for `"apis":[…]`), in the stream's order; texts that
 * merely look like it are not searched. A stream often says one thing twice: the same text under the key is given once.
 */
export function flightPayloads(page: Page, key: string): Payload[] {
  const text = carried(page.text, { kind: 'flight' }, () => treeOf(page));
  if (text === undefined) return refusePage('landmark-missing', 'the page streams no data of Next.js');
  const inner = carriedPage(page, { kind: 'flight' }, { text, type: 'text/x-component' });
  const rows = rowsOf(text);
  const meaning = new Meaning(inner, rows);
  const needle = `${JSON.stringify(key)}:`;
  const found = new Map<string, Payload>();
  for (const row of rows) {
    if (row.kind !== 'json') continue;
    for (
      let at = text.indexOf(needle, row.start);
      at >= 0 && at < row.end;
      at = text.indexOf(needle, at + 1)
    ) {
      const root = readJsonAt(inner, at + needle.length, at);
      const written = text.slice(root.start, root.end);
      const meant = found.has(written) ? undefined : meaning.of(root);
      if (meant !== undefined) found.set(written, { page: inner, root: meant });
    }
  }
  return [...found.values()];
}

/** The only payload there is. Refuses the page where there is none or there are several. */
export function onePayload(payloads: readonly Payload[], what: string): Payload {
  const [only, second] = payloads;
  if (only === undefined) return refusePage('landmark-missing', `the page holds no ${what}`);
  if (second !== undefined) refusePage('landmark-twice', `the page holds several different ${what}`);
  return only;
}
