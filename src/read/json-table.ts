import type { Page } from '../../schema/source.ts';
import type { Cell, HeadingBlock, TableBlock } from './blocks.ts';
import { pathOf } from './css-path.ts';
import { findAll, type HtmlNode } from './dom.ts';
import { absolute, jsonPiece, pageInString } from './embedded.ts';
import { cellOf } from './grid.ts';
import { treeOf } from './html.ts';
import { type JsonNode, placeOf, writtenOf } from './json.ts';
import { refusePage } from './refuse.ts';

/** The value that a cell shows where the payload wraps it: `{"html": "…"}`. The same node where it does not. */
export type Shown = (node: JsonNode) => JsonNode | undefined;

const blank = (page: Page, node: JsonNode, header: boolean): Cell => ({
  text: '',
  plain: '',
  struck: [],
  notes: [],
  links: [],
  header,
  place: absolute(page, placeOf(node)),
});

/** A text of HTML as a cell: struck pieces, marks, links and lines apart. */
function htmlCell(page: Page, node: JsonNode, header: boolean): Cell {
  const inner = pageInString(page, node);
  const body = findAll(treeOf(inner), (found) => found.name === 'body')[0];
  if (body === undefined) return blank(page, node, header);
  const at = (found: HtmlNode) => absolute(inner, { kind: 'css', path: pathOf(found) });
  return cellOf(body, at, header);
}

/** One value as a cell of a table; null says nothing. Refuses the page for an object or a list. */
export function jsonCell(page: Page, node: JsonNode, header = false): Cell {
  const written = writtenOf(node);
  if (node.type === 'null') return blank(page, node, header);
  if (written === undefined) {
    return refusePage(
      'unknown-payload',
      `at ${node.pointer}: a cell is ${node.type} and nobody said what it shows`,
    );
  }
  if (node.type === 'string' && /<\/?[a-z][^<>]*>|&[a-z#\d]+;/iu.test(written))
    return htmlCell(page, node, header);
  const stands = page.text.slice(node.start, node.end).includes(written);
  if (node.type === 'string' && !stands) {
    const inner = pageInString(page, node, 'text/plain');
    const place = absolute(inner, { kind: 'text', start: 0, end: inner.text.length });
    return { ...blank(page, node, header), text: written, plain: written, place };
  }
  const { place } = jsonPiece(page, node);
  return { ...blank(page, node, header), text: written, plain: written, place };
}

/** A value as a heading, for what a payload says of a whole table: its tier, its group. */
export const jsonHeading = (page: Page, node: JsonNode, level: number): HeadingBlock => {
  const { text, plain, place } = jsonCell(page, node);
  return { kind: 'heading', level, text: plain || text, place };
};

/**
 * Headings and rows of a payload as a table, which is read by the meaning of its headers like any other. A value that
 * stands in several rows or columns (the group of a row) is one cell that spans them. Shorter rows are short rows.
 */
export function jsonTable(
  page: Page,
  table: { headings: readonly JsonNode[]; rows: readonly (readonly JsonNode[])[] },
  shown: Shown = (node) => node,
): TableBlock {
  const cells = new Map<JsonNode, Cell>();
  const cell = (node: JsonNode, header: boolean): Cell => {
    const made = cells.get(node) ?? jsonCell(page, shown(node) ?? node, header);
    cells.set(node, made);
    return made;
  };
  const lines = [table.headings, ...table.rows];
  const width = Math.max(...lines.map((line) => line.length));
  const [first] = table.headings;
  if (first === undefined) return refusePage('unknown-payload', 'a table has no headings');
  const rows = lines.map((line, at) => {
    const made = line.map((node) => cell(node, at === 0));
    const filler: Cell = { ...blank(page, line[0] ?? first, at === 0), absent: true };
    return [...made, ...Array.from({ length: width - made.length }, () => filler)];
  });
  return { kind: 'table', rows, place: absolute(page, placeOf(first.parent ?? first)) };
}
