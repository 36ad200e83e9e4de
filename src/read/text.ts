import type { Page } from '../../schema/source.ts';
import type { Place } from '../../schema/statement.ts';
import type { Block, Cell, HeadingBlock, TextBlock } from './blocks.ts';
import { readable } from './dom.ts';
import { cellRanges, isDelimiter, type Line, linesOf, pipeCell, pipeTable } from './pipes.ts';

/** A piece of a page's text and where it stands: what a quote is made of. */
export interface Piece {
  text: string;
  place: Place;
}

const HEADING = /^\s{0,3}(#{1,6})\s+/u;
const ITEM = /^\s*(?:[-*+•◦▪]|\d{1,3}[.)])\s+/u;
const RULE = /^\s*(?:[-=_*]\s*){3,}$/u;
const FENCE = /^\s*(?:```|~~~)/u;

/** Reads lines one after the other; a table is the only thing that takes several. */
class Lines {
  readonly blocks: Block[] = [];
  private readonly page: Page;
  private readonly lines: Line[];
  private at = 0;
  private code = false;

  constructor(page: Page) {
    this.page = page;
    this.lines = linesOf(page.text);
  }

  read(): Block[] {
    while (this.at < this.lines.length) {
      if (!this.table()) this.line();
    }
    return this.blocks;
  }

  private line(): void {
    const line = this.lines[this.at];
    this.at += 1;
    if (line === undefined || line.text.trim() === '') return;
    if (FENCE.test(line.text)) this.code = !this.code;
    else if (this.code) this.text(line, 'code', 0);
    else if (!RULE.test(line.text)) this.words(line);
  }

  private words(line: Line): void {
    const heading = HEADING.exec(line.text);
    const level = heading?.[1]?.length;
    if (heading && level !== undefined) {
      const start = line.start + heading[0].length;
      const end = line.start + line.text.trimEnd().replace(/\s#+$/u, '').trimEnd().length;
      const text = readable(this.page.text.slice(start, end));
      if (text !== '')
        this.blocks.push({ kind: 'heading', level, text, place: { kind: 'text', start, end } });
      return;
    }
    const mark = ITEM.exec(line.text)?.[0];
    this.text(line, mark === undefined ? 'paragraph' : 'item', mark?.length ?? 0);
  }

  private text(line: Line, role: TextBlock['role'], skip: number): void {
    const rest = line.text.slice(skip);
    const start = line.start + skip + (rest.length - rest.trimStart().length);
    const end = line.start + skip + rest.trimEnd().length;
    const text = readable(this.page.text.slice(start, end));
    if (text !== '') this.blocks.push({ kind: 'text', role, text, place: { kind: 'text', start, end } });
  }

  /** Reads a table that begins here, with or without a delimiter row; false where none does. */
  private table(): boolean {
    const [head, next] = [this.lines[this.at], this.lines[this.at + 1]];
    if (this.code || head === undefined || !head.text.includes('|')) return false;
    const delimited = isDelimiter(this.page, next) && !isDelimiter(this.page, head);
    const bare = /^\s*\|/u.test(head.text) && next !== undefined && /^\s*\|/u.test(next.text);
    if (!delimited && !bare) return false;
    const header = this.header(head, delimited ? cellRanges(next).length : undefined);
    this.at += delimited ? 2 : 1;
    const outer = /^\s*\|/u.test(delimited ? next.text : head.text);
    const body = this.body(outer);
    const rows = body.map((line) => this.cells(cellRanges(line), false));
    this.blocks.push(pipeTable([header, ...rows], [head, ...body]));
    return true;
  }

  private cells(ranges: { start: number; end: number }[], header: boolean): Cell[] {
    return ranges.map((range) => pipeCell(this.page, range, header));
  }

  /** The header's cells; words that were glued before them become a paragraph of their own. */
  private header(line: Line, columns: number | undefined): Cell[] {
    const ranges = cellRanges(line);
    const glued = columns === undefined || /^\s*\|/u.test(line.text) ? 0 : ranges.length - columns;
    if (glued <= 0) return this.cells(ranges, true);
    const end = (ranges[glued - 1]?.end ?? line.start) - line.start;
    this.text({ text: line.text.slice(0, end), start: line.start, end: line.start + end }, 'paragraph', 0);
    return this.cells(ranges.slice(glued), true);
  }

  private body(outer: boolean): Line[] {
    const body: Line[] = [];
    for (let line = this.lines[this.at]; line !== undefined; line = this.lines[this.at]) {
      const belongs = outer ? /^\s*\|/u.test(line.text) : line.text.includes('|');
      if (!belongs || isDelimiter(this.page, this.lines[this.at + 1])) break;
      body.push(line);
      this.at += 1;
    }
    return body;
  }
}

/**
 * Text that is not strict Markdown as blocks: each line a paragraph, an item or a heading (`#`), pipe tables of any
 * kind as grids. Places are character offsets; the text there, white space folded, is the block's text.
 */
export const textBlocks = (page: Page): Block[] => new Lines(page).read();

/** Words whose full stop ends no sentence. */
const SHORT =
  /(?:^|[\s(])(?:vs|cf|approx|ca|incl|excl|dr|mr|ms|jan|feb|apr|aug|sept?|oct|nov|dec|(?:[a-z]\.)+[a-z])$/iu;
/** Characters before a stop that are looked at: more than any of these words has. */
const LONGEST_SHORT = 24;
/** The same where a figure follows. */
const BEFORE_FIGURE = /(?:^|[\s(])(?:no|nos|fig|vol|est|v|ver)$/iu;

/** What may begin a sentence: anything but a lower case letter, or a name like "o3" and "gpt-oss-120b". */
const BEGINNING = /["'“‘([]*(?:[^\s\p{Ll}]|[\p{Ll}-]+\d)/uy;

/** Whether the stop before `next` ends a sentence. */
function endsBefore(text: string, stop: { at: number; next: number }, names: readonly string[]): boolean {
  BEGINNING.lastIndex = stop.next;
  const begins = BEGINNING.test(text) || names.some((name) => text.startsWith(name, stop.next));
  if (!begins) return false;
  const before = text.slice(Math.max(0, stop.at - LONGEST_SHORT), stop.at);
  const short = SHORT.test(before) || (/\d/u.test(text[stop.next] ?? '') && BEFORE_FIGURE.test(before));
  return !(short && text[stop.at] === '.' && text[stop.at + 1] !== '.');
}

/** Offsets at which sentences begin; a stop ends one only before white space and what may begin another. */
function beginnings(text: string, names: readonly string[]): number[] {
  const starts = [0];
  for (const found of text.matchAll(/[.!?…]+["'”’)\]]*\s+(?=\S)/gu)) {
    const next = found.index + found[0].length;
    if (endsBefore(text, { at: found.index, next }, names)) starts.push(next);
  }
  return starts;
}

/**
 * The sentences of a block. Where the block's text stands in the body letter by letter each has its own offsets;
 * otherwise (an element, a text with marks in it) the place stays the block's. `names` may begin a sentence although
 * they are in lower case.
 */
export function sentencesOf(block: TextBlock | HeadingBlock, names: readonly string[] = []): Piece[] {
  const { place, text } = block;
  const exact = place.kind === 'text' && place.end - place.start === text.length;
  const starts = beginnings(text, names);
  return starts.flatMap((start, at) => {
    const piece = text.slice(start, starts[at + 1] ?? text.length).trimEnd();
    if (piece === '') return [];
    if (!exact) return [{ text: piece, place }];
    const from = place.start + start;
    return [{ text: piece, place: { kind: 'text' as const, start: from, end: from + piece.length } }];
  });
}
