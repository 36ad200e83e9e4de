import { refusePage } from './refuse.ts';

/** A stretch of a page of Markdown that is read in one way. */
export interface Region {
  /** `text` is Markdown; `table` and `heading` are HTML; `component` stands for what a program puts there. */
  kind: 'text' | 'table' | 'heading' | 'component' | 'code';
  start: number;
  end: number;
  /** Name of the component or tag: `DocTable`, `h2`. */
  name: string;
  /** Titles of the tabs and other titled containers around it, outermost first, each a frame of its own. */
  frames: readonly Frame[];
  /** Inside of a container lines are indented without being code. */
  inside: boolean;
}

/** A titled container; the same one is the same object. */
export interface Frame {
  title: string;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));
/** Containers that only arrange what stands in them; a title becomes part of the section. */
const CONTAINERS = words(`
  Tabs Tab TabItem TabPanel TabGroup Note Tip Info Warning Caution Danger Check Callout Admonition Accordion
  AccordionGroup Steps Step Columns Column CardGroup Card Frame Expandable Panel Update Grid Row Col Section Box
  Aside Details Fragment div p center details summary section article main header footer figure figcaption picture
  aside nav`);
/** Components inside of a line that only dress up their text; `Icon` has none. */
const INLINE = words('Tooltip Badge Link Anchor Highlight Text Icon');
/** Most tags that part a page: each begins a text of its own. */
const MOST = 20_000;
/** Characters of a tag with all its attributes, or of a statement; and tags that never end before a page is refused. */
const LONGEST = 200_000;
const MOST_UNCLOSED = 500;

const TICK = '\u0060';

const NEXT =
  /\\.|^[ \t]*(`{3,}|~{3,})[^\n]*$|`+|<!--|\{\/\*|<\/?([A-Za-z][\w.]*)|^(?:export[ \t]+(?:default|const|let|var|function|async)\b|import[ \t][^'"\n]*['"])|^[ \t]*:{3,}[^\n]*$/gmu;

/** The offset behind a quoted text, a template or a comment that begins at `at`; `at` itself where none does. */
function quotedEnd(text: string, at: number): number {
  const mark = text[at];
  if (mark === '/' && text[at + 1] === '*') {
    const close = text.indexOf('*/', at + 2);
    return close < 0 ? text.length : close + 2;
  }
  if (mark !== '"' && mark !== "'" && mark !== '`') return at;
  for (let i = at + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === mark) return i + 1;
    else if (text[i] === '\n' && mark === "'") return at + 1;
  }
  return at + 1;
}

/** The offset behind the bracket that closes the one at `open`, or undefined; quoted brackets do not count. */
export function closing(text: string, open: number): number | undefined {
  let depth = 0;
  for (let i = open; i < text.length && i < open + LONGEST; ) {
    const behind = quotedEnd(text, i);
    if (behind > i) {
      i = behind;
      continue;
    }
    if ('([{'.includes(text[i] ?? ' ')) depth += 1;
    else if (')]}'.includes(text[i] ?? ' ') && --depth === 0) return i + 1;
    i += 1;
  }
  return undefined;
}

/** The offset behind the `>` of the tag that begins at `at`; attributes may hold any character between quotes or braces. */
function tagEnd(text: string, at: number): number | undefined {
  for (let i = at + 1; i < text.length && i < at + LONGEST; ) {
    const char = text[i];
    if (char === '>') return i + 1;
    if (char === '<') return undefined;
    if (char === '{') {
      const close = closing(text, i);
      if (close === undefined) return undefined;
      i = close;
    } else if ((char === '"' || char === "'") && text[i - 1] === '=') {
      const close = text.indexOf(char, i + 1);
      if (close < 0) return undefined;
      i = close + 1;
    } else i += 1;
  }
  return undefined;
}

/** The end of a line of program text that may go on inside of brackets. */
function statementEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length && text[i] !== '\n') {
    if ('([{'.includes(text[i] ?? ' ')) i = closing(text, i) ?? text.length;
    else i = Math.max(quotedEnd(text, i), i + 1);
  }
  return i;
}

const TITLE = /\b(?:title|label)=(?:\{\s*)?(?:"([^"]*)"|'([^']*)'|`([^`]*)`)/u;

interface Open {
  name: string;
  frame: Frame | undefined;
}

/** Goes through a page once and parts it at what is no Markdown. */
class Scan {
  readonly regions: Region[] = [];
  private readonly text: string;
  private readonly open: Open[] = [];
  private from: number;
  private at: number;
  private unclosed = 0;

  constructor(text: string, from: number) {
    this.text = text;
    this.from = from;
    this.at = from;
  }

  run(): Region[] {
    const pattern = new RegExp(NEXT);
    for (;;) {
      pattern.lastIndex = this.at;
      const found = pattern.exec(this.text);
      if (found === null) break;
      this.at = found.index + found[0].length;
      this.meet(found);
    }
    this.cut(this.text.length, this.text.length);
    const left = this.open.find(({ frame }) => frame !== undefined);
    if (left) refusePage('truncated', `<${left.name}> is never closed`);
    return this.regions;
  }

  private meet(found: RegExpExecArray): void {
    const [all, fence, name] = found;
    if (fence !== undefined) this.at = this.fenceEnd(fence);
    else if (all[0] === '`') this.at = this.spanEnd(all);
    else if (all === '<!--') this.hole(found.index, this.behind('-->'));
    else if (all === '{/*') this.hole(found.index, this.behind('*/}'));
    else if (name !== undefined) this.tag(found.index, name, all[1] === '/');
    else if (/^(?:export|import)/u.test(all)) this.hole(found.index, statementEnd(this.text, found.index));
    else if (all.trimStart().startsWith(':::')) this.hole(found.index, this.at);
  }

  private behind(mark: string): number {
    const end = this.text.indexOf(mark, this.at);
    return end < 0 ? refusePage('truncated', 'a comment is never closed') : end + mark.length;
  }

  private fenceEnd(fence: string): number {
    const close = new RegExp(`^[ \\t]*${fence[0] === '~' ? '~' : TICK}{${fence.length},}[ \\t]*$`, 'gmu');
    close.lastIndex = this.at;
    const found = close.exec(this.text);
    return found ? found.index + found[0].length : this.text.length;
  }

  /** Behind a span of code; a run of marks without its partner is text. */
  private spanEnd(run: string): number {
    const blank = /\n[ \t]*\n/gu;
    blank.lastIndex = this.at;
    const limit = blank.exec(this.text)?.index ?? this.text.length;
    const partner = new RegExp(`(?<!${TICK})${run}(?!${TICK})`, 'u');
    const found = partner.exec(this.text.slice(this.at, limit));
    return found ? this.at + found.index + run.length : this.at;
  }

  /** Ends the text before `start`; the next one begins at `end`. */
  private cut(start: number, end: number): void {
    if (this.regions.length > MOST) refusePage('too-many-elements', `more than ${MOST} tags part the page`);
    if (this.text.slice(this.from, start).trim() !== '') this.add('text', this.from, start, '');
    this.from = end;
    this.at = end;
  }

  private hole(start: number, end: number): void {
    this.cut(start, end);
  }

  private add(kind: Region['kind'], start: number, end: number, name: string): void {
    const frames = this.open.flatMap(({ frame }) => (frame ? [frame] : []));
    this.regions.push({ kind, start, end, name, frames, inside: this.open.length > 0 });
  }

  private tag(start: number, name: string, closes: boolean): void {
    const end = tagEnd(this.text, start);
    if (end === undefined) {
      this.unclosed += 1;
      if (this.unclosed > MOST_UNCLOSED) refusePage('too-many-elements', 'too many tags that never end');
      return;
    }
    const lower = name.toLowerCase();
    const line = this.text.slice(this.text.lastIndexOf('\n', start) + 1, start);
    if (lower === 'table' && !closes) this.element('table', start, lower);
    else if (/^h[1-6]$/u.test(lower) && !closes) this.element('heading', start, lower);
    else if (/^(?:pre|script|style)$/u.test(lower) && !closes) this.element('code', start, lower);
    else if (line.includes('|') || INLINE.has(name)) this.at = end;
    else if (CONTAINERS.has(name)) this.container({ start, end, name, closes });
    else if (/^[A-Z]/u.test(name)) this.component({ start, end, name, closes, alone: line.trim() === '' });
    else this.at = end;
  }

  private element(kind: Region['kind'], start: number, name: string): void {
    const tags = new RegExp(`<(/?)${name}(?![\\w-])`, 'giu');
    tags.lastIndex = start;
    let depth = 0;
    for (let found = tags.exec(this.text); found; found = tags.exec(this.text)) {
      depth += found[1] === '/' ? -1 : 1;
      if (depth > 0) continue;
      const end = tagEnd(this.text, found.index) ?? this.text.length;
      this.cut(start, end);
      this.add(kind, start, end, name);
      return;
    }
    refusePage('truncated', `<${name}> at character ${start} is never closed`);
  }

  private container(tag: { start: number; end: number; name: string; closes: boolean }): void {
    const raw = this.text.slice(tag.start, tag.end);
    this.cut(tag.start, tag.end);
    if (tag.closes) this.close(tag.name);
    else if (!raw.endsWith('/>')) {
      const [, double, single, template] = TITLE.exec(raw) ?? [];
      const title = double ?? single ?? template;
      if (/^[A-Z]/u.test(tag.name))
        this.open.push({ name: tag.name, frame: title === undefined ? undefined : { title } });
    }
  }

  /** A component that nobody knows: what stands in it is under its name, and it is named itself. */
  private component(tag: {
    start: number;
    end: number;
    name: string;
    closes: boolean;
    alone: boolean;
  }): void {
    if (tag.closes) {
      this.cut(tag.start, tag.end);
      this.close(tag.name);
      return;
    }
    const selfClosing = this.text.slice(tag.start, tag.end).endsWith('/>');
    if (selfClosing && !tag.alone) {
      this.at = tag.end;
      return;
    }
    this.cut(tag.start, tag.end);
    this.add('component', tag.start, tag.end, tag.name);
    if (!selfClosing) this.open.push({ name: tag.name, frame: { title: `<${tag.name}>` } });
  }

  private close(name: string): void {
    const at = this.open.findLastIndex((open) => open.name === name);
    if (at >= 0) this.open.splice(at);
  }
}

/**
 * Parts a page of Markdown from `from` on: texts, HTML tables and headings, components. Comments, program text and the
 * marks of containers are left out. Refuses a page in which something that was opened is never closed.
 */
export const regionsOf = (text: string, from: number): Region[] => new Scan(text, from).run();
