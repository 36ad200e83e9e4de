import type { Place } from '../../schema/statement.ts';
import type { Cell, TableBlock } from './blocks.ts';
import { findAll, type HtmlNode, parseHtml } from './dom.ts';
import { tableOf } from './grid.ts';
import { refusePage } from './refuse.ts';
import { shownIn } from './shown.ts';

const MOST_INSIDE = 6;

/** What stands between an element's tags; one that is never closed ends where the parser ended it. */
function spanOf(node: HtmlNode, base: number): { start: number; end: number } {
  const at = node.sourceCodeLocation;
  const start = base + (at?.startTag?.endOffset ?? at?.startOffset ?? 0);
  return { start, end: Math.max(start, base + (at?.endTag?.startOffset ?? at?.endOffset ?? 0)) };
}

/** The same without the white space at its ends. */
function placeIn(text: string, { start, end }: { start: number; end: number }): Place {
  const raw = text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  return { kind: 'text', start: from, end: Math.max(from, start + raw.trimEnd().length) };
}

function checkDepth(node: HtmlNode, limit: number): void {
  if (limit === 0) refusePage('too-deep', `tables inside tables more than ${MOST_INSIDE} deep`);
  for (const table of findAll(node, (found) => found.name === 'table')) checkDepth(table, limit - 1);
}

/** A cell in which a component's literals or Markdown's marks stand says what they show. */
function rendered(cell: Cell, text: string): Cell {
  if (cell.absent || cell.place.kind !== 'text') return cell;
  const raw = text.slice(cell.place.start, cell.place.end);
  if (!/\{\s*["'`]|\\[^\s\w]|\*\*|~~|\]\(/u.test(raw)) return cell;
  const shown = shownIn(raw);
  return { ...cell, ...shown, links: [...cell.links, ...shown.links] };
}

/** The tables of a stretch of HTML in a page of Markdown, with text offsets as places. */
export function htmlTablesAt(text: string, region: { start: number; end: number }): TableBlock[] {
  const root = parseHtml(text.slice(region.start, region.end), true);
  checkDepth(root, MOST_INSIDE);
  const at = (node: HtmlNode): Place => placeIn(text, spanOf(node, region.start));
  return findAll(root, (node) => node.name === 'table').map((table) => {
    const grid = tableOf(table, at);
    const known = new Map<Cell, Cell>();
    const cellOf = (cell: Cell): Cell => {
      const found = known.get(cell) ?? rendered(cell, text);
      known.set(cell, found);
      return found;
    };
    return { ...grid, rows: grid.rows.map((row) => row.map(cellOf)) };
  });
}
