import type { Block, HeadingBlock, TableBlock, TextBlock } from '../../src/read/blocks.ts';
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
/** What stands in the second column of tables whose first one groups rows, by the two headers. */
const INNER: readonly [headers: RegExp, cell: RegExp][] = [
  [/^Model \| Modality/iu, /^(?:text|audio|image|video)$/iu],
  [/^(?:Category|Type) \| Model/iu, /^[a-z][a-z\d]*(?:[-.][a-z\d]+)+$/u],
];

/** Whether a cell that begins a short row belongs to the second column. */
function innerOf(table: TableBlock): (text: string) => boolean {
  const headers = (table.rows[0] ?? []).map((cell) => cell.plain).join(' | ');
  const inner = INNER.find(([pattern]) => pattern.test(headers))?.[1];
  return (text) => inner?.test(text) === true;
}
const [SECTION, UNIT_LEVEL, TIER_LEVEL] = [3, 4, 5];

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

/** The table that is read for one of the page, with the way of processing that it names itself. */
export interface Opened {
  table: TableBlock;
  tier?: string;
  /** It is not read, and what stands above it is about no other table. */
  dropped?: true;
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

  table({ table: block, tier, dropped }: Opened): void {
    const { path: _, ...table } = block;
    const columns = (table.rows.find((row) => row.some((cell) => /^(?:Model|Tool)$/u.test(cell.plain))) ?? [])
      .map((cell) => cell.plain)
      .join(' | ');
    const label = this.tier(columns);
    if (dropped) return;
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

/** Blocks with each table under its section, unit and way of processing. `open` gives what is read for one; nothing where it repeats another. */
export function sectioned(
  blocks: readonly Block[],
  open: (table: TableBlock) => Opened | undefined,
): Block[] {
  const sections = new Sections();
  for (const block of blocks) {
    if (block.kind === 'heading') sections.heading(block);
    else if (block.kind === 'text') sections.text(block);
    else {
      const found = open(block);
      if (found)
        sections.table({ ...found, table: refillFirst(spreadGroups(found.table), innerOf(found.table)) });
    }
  }
  return sections.blocks;
}
