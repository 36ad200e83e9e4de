import type { Block, HeadingBlock, TableBlock, TextBlock } from '../../src/read/blocks.ts';
import { jsonPiece } from '../../src/read/embedded.ts';
import { islandTable } from '../../src/read/island-table.ts';
import { type JsonNode, take, writtenOf } from '../../src/read/json.ts';
import type { Island } from '../../src/read/payload.ts';
import { refillFirst, spreadGroups } from '../../src/read/regroup.ts';
import type { Piece } from '../../src/read/text.ts';

/** How the page calls its ways of processing; what was Priority processing is Fast mode since 2026-07-30. */
export const TIERS: ReadonlyMap<string, string | undefined> = new Map([
  ['standard', undefined],
  ['batch', 'batch'],
  ['flex', 'flex'],
  ['priority', 'priority'],
  ['fast', 'priority'],
  ['fast mode', 'priority'],
]);
/** Heading of tables of which the page does not say by which way of processing they hold. */
export const UNSAID_TIER = '?';

const UNIT = /^(?:All )?Prices (?:are )?per \S+/iu;
const TIER_HEADING = /^(.+?) (?:pricing data|pricing|processing|tier)$/iu;
const MODALITY = /^(?:text|audio|image|video)$/iu;
const [SECTION, UNIT_LEVEL, TIER_LEVEL] = [3, 4, 5];

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

const heading = ({ text, place }: Piece, level: number): HeadingBlock => ({
  kind: 'heading',
  level,
  text,
  place,
});

/** Labels of ways of processing in a text: one, or all that a switch between them offers. */
function tiersIn(text: string): string[] {
  const words = text
    .toLowerCase()
    .replace(/fast mode/gu, 'fast')
    .split(' ');
  return words.every((word) => TIERS.has(word)) ? words : [];
}

/** Goes down the page and puts over each table its section, its unit and its way of processing. */
class Sections {
  readonly blocks: Block[] = [];
  private labels: { tier: string; block: Piece }[] = [];
  private readonly kinds = new Set<string>();
  private tiered = false;
  private said: HeadingBlock[] = [];

  heading(block: HeadingBlock): void {
    const tier = TIER_HEADING.exec(block.text)?.[1]?.toLowerCase();
    this.labels = [];
    if (tier !== undefined && TIERS.has(tier)) {
      this.labels = [{ tier, block: { text: block.text.slice(0, tier.length), place: block.place } }];
      return;
    }
    this.kinds.clear();
    this.tiered = false;
    this.said = [heading(block, SECTION)];
  }

  text(block: TextBlock): void {
    if (UNIT.test(block.text)) this.said = [...this.said.slice(0, 1), heading(block, UNIT_LEVEL)];
    for (const tier of tiersIn(block.text)) this.labels.push({ tier, block });
  }

  /** The label right above a table: the only one since the last table, or one that a switch above offered. */
  private tier(columns: string): Piece | undefined | 'unsaid' {
    const last = this.labels.at(-1);
    const isAgain = this.labels.some((label) => label !== last && label.tier === last?.tier);
    const isNew = !this.kinds.has(columns);
    const tiered = this.tiered;
    const isAlone = this.labels.length === 1 || isAgain;
    this.kinds.add(columns);
    this.labels = [];
    if (last === undefined) return tiered || !isNew ? 'unsaid' : undefined;
    this.tiered = true;
    return isAlone ? last.block : 'unsaid';
  }

  table(block: TableBlock, tier?: string): void {
    const { path: _, ...table } = block;
    const columns = (table.rows.find((row) => row.some((cell) => /^(?:Model|Tool)$/u.test(cell.plain))) ?? [])
      .map((cell) => cell.plain)
      .join(' | ');
    const label = this.tier(columns);
    const wrong =
      label === 'unsaid' ||
      (tier !== undefined && TIERS.get(tier) !== TIERS.get(label?.text.toLowerCase() ?? 'standard'));
    const above = wrong
      ? heading({ text: UNSAID_TIER, place: table.place }, TIER_LEVEL)
      : label && heading(label, TIER_LEVEL);
    const headings = [...this.said, ...(above ? [above] : [])];
    const path = [...headings.map(({ text }) => text), columns];
    this.blocks.push(...headings, { ...table, path });
  }
}

const shown = (node: JsonNode): JsonNode | undefined => take(node, '__pricingHtml') ?? node;

/** Rows of an island: of a plain table, or of groups, each under its name. */
export function rowsOf(root: JsonNode): JsonNode[][] {
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

/** The table of an island: all its rows under the headers that the page shows; undefined where they differ. */
export const tableOfIsland = ({ page, root }: Island, table: TableBlock): TableBlock | undefined =>
  islandTable({ page, rows: rowsOf(root), table, shown, signed: /^\$\d/u, optional: /^Cache writes?$/iu });

/** Blocks with each table under its section, unit and way of processing. `open` gives the table that is read for one. */
export function sectioned(
  blocks: readonly Block[],
  open: (table: TableBlock) => { table: TableBlock; tier?: string } | undefined,
): Block[] {
  const sections = new Sections();
  for (const block of blocks) {
    if (block.kind === 'heading') sections.heading(block);
    else if (block.kind === 'text') sections.text(block);
    else {
      const found = open(block);
      if (found)
        sections.table(
          refillFirst(spreadGroups(found.table), (text) => MODALITY.test(text)),
          found.tier,
        );
    }
  }
  return sections.blocks;
}
