import type { Cell, TableBlock } from './blocks.ts';
import { closing } from './mdx-regions.ts';
import { shownIn } from './shown.ts';

/** A value of a component's attribute: lists, objects, and whatever shows as text. */
type Value =
  | { kind: 'list'; items: Value[]; end: number }
  | { kind: 'object'; entries: Map<string, Value>; end: number }
  | { kind: 'text'; from: number; to: number; end: number };

const SPACE = /(?:\s|,|\/\*[\s\S]*?\*\/)*/uy;
const KEY = /(?:([\w$]+)|"([^"\\]*)"|'([^'\\]*)')\s*:\s*/uy;
const WORD = /-?\d[\d._]*|true|false|null|undefined/uy;
const MOST_CELLS = 20_000;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Reads literals only; an expression that a program would have to run makes the whole value unreadable. */
class Literals {
  private readonly text: string;
  private count = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(at: number): Value | undefined {
    this.count += 1;
    if (this.count > MOST_CELLS) return undefined;
    const mark = this.text[at];
    if (mark === '[') return this.list(at);
    if (mark === '{') return this.object(at);
    if (mark === '<') return this.element(at);
    if (mark === '"' || mark === "'" || mark === '`') return this.quoted(at, mark);
    const word = match(WORD, this.text, at)?.[0];
    return word === undefined
      ? undefined
      : { kind: 'text', from: at, to: at + word.length, end: at + word.length };
  }

  private space(at: number): number {
    return at + (match(SPACE, this.text, at)?.[0].length ?? 0);
  }

  private list(open: number): Value | undefined {
    const items: Value[] = [];
    let at = this.space(open + 1);
    while (this.text[at] !== ']') {
      const item = this.value(at);
      if (item === undefined) return undefined;
      items.push(item);
      at = this.space(item.end);
    }
    return { kind: 'list', items, end: at + 1 };
  }

  private object(open: number): Value | undefined {
    const entries = new Map<string, Value>();
    let at = this.space(open + 1);
    while (this.text[at] !== '}') {
      const key = match(KEY, this.text, at);
      const value = key === null ? undefined : this.value(at + key[0].length);
      if (key === null || value === undefined) return undefined;
      entries.set(key[1] ?? key[2] ?? key[3] ?? '', value);
      at = this.space(value.end);
    }
    return { kind: 'object', entries, end: at + 1 };
  }

  private quoted(open: number, mark: string): Value | undefined {
    const close = this.text.indexOf(mark, open + 1);
    const inner = this.text.slice(open + 1, close);
    if (close < 0 || inner.includes('\\') || inner.includes('${')) return undefined;
    return { kind: 'text', from: open + 1, to: close, end: close + 1 };
  }

  /** `<>…</>` or `<b>…</b>`: what stands between the outer tags. */
  private element(open: number): Value | undefined {
    const tags = /<(\/?)([A-Za-z][\w.]*)?[^<>]*?(\/?)>/gu;
    tags.lastIndex = open;
    let depth = 0;
    let from = open;
    for (let tag = tags.exec(this.text); tag; tag = tags.exec(this.text)) {
      if (tag.index === open) from = open + tag[0].length;
      if (tag[3] === '/' || /^(?:br|img|hr|wbr)$/u.test(tag[2] ?? '')) continue;
      depth += tag[1] === '/' ? -1 : 1;
      if (depth === 0) return { kind: 'text', from, to: tag.index, end: tag.index + tag[0].length };
    }
    return undefined;
  }
}

/** The value of an attribute that is written as a literal in braces. */
function attribute(text: string, tag: { start: number; end: number }, names: string): Value | undefined {
  const found = new RegExp(`\\s(?:${names})=\\{\\s*`, 'u').exec(text.slice(tag.start, tag.end));
  if (found === null) return undefined;
  const at = tag.start + found.index + found[0].length;
  const value = new Literals(text).value(at);
  const brace = text.indexOf('{', tag.start + found.index);
  const rest = value && text.slice(value.end, (closing(text, brace) ?? 0) - 1);
  return rest?.trim() === '' ? value : undefined;
}

/** What names a column: its text, or that of its title. */
const titleOf = (column: Value): Value | undefined =>
  column.kind === 'object'
    ? ['title', 'header', 'label', 'name']
        .map((key) => column.entries.get(key))
        .find((value) => value !== undefined)
    : column;

/** Text at a stretch of the page as a cell. */
export function cellAt(text: string, range: { from: number; to: number }, header: boolean): Cell {
  const raw = text.slice(range.from, range.to);
  const blank = raw.trim() === '';
  const start = blank ? range.from : range.from + raw.length - raw.trimStart().length;
  const end = blank ? range.to : range.from + raw.trimEnd().length;
  return { ...shownIn(raw), header, place: { kind: 'text', start, end } };
}

function rowOf(text: string, row: Value, width: number): Cell[] | undefined {
  if (row.kind !== 'list' || row.items.length !== width) return undefined;
  const cells = row.items.flatMap((item) => (item.kind === 'text' ? [cellAt(text, item, false)] : []));
  return cells.length === width ? cells : undefined;
}

/** A component that is given its columns and rows as literals, as a table; undefined where it is none. */
export function componentTable(text: string, tag: { start: number; end: number }): TableBlock | undefined {
  const columns = attribute(text, tag, 'columns|headers|head');
  const rows = attribute(text, tag, 'rows|data');
  if (columns?.kind !== 'list' || rows?.kind !== 'list' || columns.items.length === 0) return undefined;
  const titles = columns.items.map(titleOf);
  const head = titles.flatMap((title) => (title?.kind === 'text' ? [cellAt(text, title, true)] : []));
  const body = rows.items.map((row) => rowOf(text, row, columns.items.length));
  const full = body.filter((row) => row !== undefined);
  if (head.length !== columns.items.length || full.length !== body.length) return undefined;
  return { kind: 'table', rows: [head, ...full], place: { kind: 'text', start: tag.start, end: tag.end } };
}
