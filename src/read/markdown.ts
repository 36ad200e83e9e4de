import type { Nodes, RootContent, Table, TableCell, TableRow } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Page } from '../../schema/source.ts';
import type { Place } from '../../schema/statement.ts';
import type { Cell, HeadingBlock, TableBlock, TextBlock } from './blocks.ts';
import { fold } from './blocks.ts';
import { hideFrontMatter } from './front-matter.ts';
import { type Flow, flowOf, foldFlow, noFlow } from './markdown-flow.ts';
import { refusePage } from './refuse.ts';
import type { Piece } from './text.ts';

/** A heading or text that knows for each of its characters where it stands in the page's text. */
export type MarkdownText = (HeadingBlock | TextBlock) & { flow: Flow };
export type MarkdownBlock = MarkdownText | TableBlock;

/** Characters of a card; the parser's worst case grows with the square of nested marks, so both have a limit. */
const MOST_CHARACTERS = 1_000_000;
const MOST_OPEN = 200;
const MOST_MARKS = 20_000;

/** Refuses text that would hold the parser for seconds: too long, or marks nested as no author nests them. */
export function guardMarks(text: string): void {
  if (text.length > MOST_CHARACTERS) {
    refusePage('too-large', `${text.length} characters, at most ${MOST_CHARACTERS} are read as Markdown`);
  }
  for (const paragraph of text.split(/\n[ \t]*\n/)) {
    const marks = paragraph.match(/[*_`~]+/g)?.length ?? 0;
    if (
      openBrackets(paragraph) > MOST_OPEN ||
      marks > MOST_MARKS ||
      /^[ \t>]*(?:>[ \t]*){100}/m.test(paragraph)
    ) {
      refusePage('too-deep', 'a paragraph nests more marks than a text would');
    }
  }
}

/** The most brackets that stand open at once. */
function openBrackets(text: string): number {
  let open = 0;
  let most = 0;
  for (const bracket of text.match(/[[\]]/g) ?? []) {
    open = bracket === '[' ? open + 1 : Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  return most;
}

/** Reads Markdown with tables as blocks; every place is a pair of offsets into the page's text. */
export function markdownBlocks(page: Page): MarkdownBlock[] {
  guardMarks(page.text);
  const tree = fromMarkdown(hideFrontMatter(page.text), {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  return tree.children.flatMap((node) => blocksOf(node, page.text, 'paragraph'));
}

/** The piece of the page between two characters of a text, as it stands in the body, and its place. */
export function bodyPiece(page: Page, flow: Flow, range: { start: number; end: number }): Piece {
  const start = flow.from[range.start] ?? 0;
  const end = flow.to[range.end - 1] ?? start;
  return { text: fold(page.text.slice(start, end)), place: { kind: 'text', start, end } };
}

/** A cell as it stands in the body, with its marks and links. */
export function cellPiece(page: Page, cell: Cell): Piece {
  const { place } = cell;
  return place.kind === 'text'
    ? { text: fold(page.text.slice(place.start, place.end)), place }
    : { text: cell.text, place };
}

function blocksOf(node: RootContent, source: string, role: TextBlock['role']): MarkdownBlock[] {
  switch (node.type) {
    case 'heading': {
      const flow = foldFlow(flowOf(node, source));
      return [{ kind: 'heading', level: node.depth, text: flow.text, place: placeOf(node), flow }];
    }
    case 'paragraph':
      return [textBlock(node, source, role)];
    case 'code':
    case 'html':
      return [{ kind: 'text', role: 'code', text: fold(node.value), place: placeOf(node), flow: noFlow }];
    case 'table':
      return [tableBlock(node, source)];
    case 'list':
      return node.children.flatMap((item) => blocksOf(item, source, 'item'));
    case 'listItem':
    case 'blockquote':
      return node.children.flatMap((child) => blocksOf(child, source, role));
    default:
      return [];
  }
}

function textBlock(node: Nodes, source: string, role: TextBlock['role']): MarkdownText {
  const flow = foldFlow(flowOf(node, source));
  return { kind: 'text', role, text: flow.text, place: placeOf(node), flow };
}

/** Rows of a Markdown table may be shorter than the header: the grid is filled with empty cells at the row's end. */
function tableBlock(table: Table, source: string): TableBlock {
  const width = Math.max(...table.children.map((row) => row.children.length));
  const rows = table.children.map((row, at) => fullRow(row, width, { header: at === 0, source }));
  return { kind: 'table', rows, place: placeOf(table) };
}

function fullRow(row: TableRow, width: number, in_: { header: boolean; source: string }): Cell[] {
  const cells = row.children.map((cell) => cellOf(cell, in_));
  const end = row.position?.end.offset ?? 0;
  while (cells.length < width) cells.push(emptyCell(end, in_.header));
  return cells;
}

const emptyCell = (at: number, header: boolean): Cell => ({
  text: '',
  plain: '',
  struck: [],
  notes: [],
  links: [],
  header,
  place: { kind: 'text', start: at, end: at },
});

const NOTE = /\(\d{1,2}\)|\[\^[^\]]+\]|[¹²³†‡]/gu;

function cellOf(cell: TableCell, in_: { header: boolean; source: string }): Cell {
  const flow = foldFlow(flowOf(cell, in_.source));
  const bare = flow.text.replaceAll('~~', '');
  const unstruck = fold(flow.text.replace(/~~(.+?)~~/gu, ' '));
  return {
    text: bare,
    plain: fold(unstruck.replace(NOTE, '')),
    struck: [...flow.text.matchAll(/~~(.+?)~~/gu)].map((match) => fold(match[1] ?? '')),
    notes: unstruck.match(NOTE) ?? [],
    links: linksOf(cell),
    header: in_.header,
    place: placeInside(cell, in_.source),
  };
}

function linksOf(node: Nodes): string[] {
  if (node.type === 'link') return [node.url];
  return 'children' in node ? node.children.flatMap(linksOf) : [];
}

/** A cell's node holds its bars; its place does not. */
function placeInside(cell: TableCell, source: string): Place {
  const first = cell.children[0]?.position?.start.offset;
  const last = cell.children.at(-1)?.position?.end.offset;
  if (first !== undefined && last !== undefined) return { kind: 'text', start: first, end: last };
  const start = cell.position?.start.offset ?? 0;
  return { kind: 'text', start, end: start + (source[start] === '|' ? 1 : 0) };
}

const placeOf = (node: Nodes): Place => ({
  kind: 'text',
  start: node.position?.start.offset ?? 0,
  end: node.position?.end.offset ?? 0,
});
