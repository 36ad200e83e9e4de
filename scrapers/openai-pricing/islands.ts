import type { TableBlock } from '../../src/read/blocks.ts';
import { jsonPiece } from '../../src/read/embedded.ts';
import { type Compared, islandTable } from '../../src/read/island-table.ts';
import { type JsonNode, take, writtenOf } from '../../src/read/json.ts';
import type { Island } from '../../src/read/payload.ts';
import type { Piece } from '../../src/read/text.ts';

/** Where the second band of prices begins: of a model by its own row, else as the page explains the words. */
export class Bounds {
  private readonly rows = new Map<string, { tokens: number; piece: Piece }>();
  private readonly tips = new Map<string, Piece>();

  /** Notes a name such as "gpt-5.4 (<272K context length)". */
  row(piece: Piece): void {
    const found = /^(\S+) \([<≤] ?(\d+)K context length\)$/u.exec(piece.text);
    if (found?.[1] && !this.rows.has(found[1]))
      this.rows.set(found[1], { tokens: Number(found[2]) * 1000, piece });
  }

  /** Notes what the page explains "Long context" with: ">272K input tokens". */
  tip(text: string, piece: Piece): void {
    this.tips.set(text, piece);
  }

  of(id: string): { band: string; piece: Piece } | undefined {
    const [tip, other] = this.tips;
    const own = this.rows.get(id);
    const told = /^>\s?(\d+)K input tokens$/u.exec(tip?.[0] ?? '')?.[1];
    if (tip && (told === undefined || other)) return undefined;
    if (tip && own && own.tokens !== Number(told) * 1000) return undefined;
    if (tip) return { band: `above=${Number(told) * 1000}`, piece: tip[1] };
    return own && { band: `from=${own.tokens}`, piece: own.piece };
  }
}

const shown = (node: JsonNode): JsonNode | undefined => take(node, '__pricingHtml') ?? node;

/** Rows of an island: of a plain table, or of groups, each under its name. */
function rowsOf(root: JsonNode): JsonNode[][] {
  const items = (node: JsonNode | undefined): readonly JsonNode[] =>
    node?.type === 'array' ? node.items : [];
  const plain = items(take(root, 'rows')).map((row) => [...items(row)]);
  const grouped = items(take(root, 'groups')).flatMap((group) => {
    const name = take(group, 'model');
    return items(take(group, 'rows')).map((row) => [...(name ? [name] : []), ...items(row)]);
  });
  return [...plain, ...grouped];
}

/** Notes what the heads of an island's columns explain, and the bounds in its names. */
export function noteBounds(bounds: Bounds, { page, root }: Island): void {
  const walk = (node: JsonNode): void => {
    const [label, tip] = [take(node, 'label'), take(node, 'tooltip')];
    if (writtenOf(label) === 'Long context' && tip) bounds.tip(writtenOf(tip) ?? '', jsonPiece(page, tip));
    if (node.type === 'object') for (const value of node.entries.values()) walk(value);
    if (node.type === 'array') for (const value of node.items) walk(value);
  };
  for (const key of ['headingGroups', 'headings']) {
    const heads = take(root, key);
    if (heads) walk(heads);
  }
  for (const [name] of rowsOf(root))
    if (name?.type === 'string') bounds.row({ text: name.value, place: jsonPiece(page, name).place });
}

/** What a heading says, plain or behind a tip; undefined where it is written in another way. */
const headingOf = (node: JsonNode): string | undefined =>
  writtenOf(shown(node)) ?? writtenOf(take(node, '__pricingTooltipHeading', 'label'));

/** How an island calls its columns: in full, and by the labels below their groups. */
function headingsOf(root: JsonNode): (string | undefined)[][] {
  return ['headings', 'headingLabels'].flatMap((key) => {
    const list = take(root, key);
    return list?.type === 'array' ? [list.items.map(headingOf)] : [];
  });
}

/** The table of an island: all its rows under the headers that the page shows, and where the two differ. */
export const tableOfIsland = ({ page, root }: Island, table: TableBlock): Compared =>
  islandTable({
    page,
    rows: rowsOf(root),
    table,
    shown,
    signed: /^\$\d/u,
    optional: /^Cache writes?$/iu,
    headings: headingsOf(root),
  });
