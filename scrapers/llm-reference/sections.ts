import { type Block, fold, type HeadingBlock, type TextBlock } from '../../src/read/blocks.ts';
import { unmarked } from '../../src/read/pipes.ts';

export type SectionName =
  | 'intro'
  | 'scorecard'
  | 'tradeoffs'
  | 'cost'
  | 'friction'
  | 'specs'
  | 'pricing'
  | 'capabilities'
  | 'providers'
  | 'benchmarks'
  | 'deep-dive'
  | 'faq'
  | 'more'
  | 'unknown';

/** A stretch of the page under one heading. */
export interface Section {
  name: SectionName;
  /** The heading's text; '' for what stands before the first. */
  title: string;
  heading: Block | undefined;
  blocks: Block[];
}

/** Headings that the site uses; a line of plain text is one only where it is in the first list. */
const NAMES = new Map<string, SectionName>([
  ['decision scorecard', 'scorecard'],
  ['decision tradeoffs', 'tradeoffs'],
  ['decision trade-offs', 'tradeoffs'],
  ['monthly cost at traffic', 'cost'],
  ['switch friction', 'friction'],
  ['specs', 'specs'],
  ['specifications', 'specs'],
  ['pricing and availability', 'pricing'],
  ['capabilities', 'capabilities'],
  ['benchmarks', 'benchmarks'],
  ['deep dive', 'deep-dive'],
  ['faq', 'faq'],
  ['faqs', 'faq'],
  ['frequently asked questions', 'faq'],
  ['continue comparing', 'more'],
]);
const HEADING_NAMES = new Map<string, SectionName>([
  ...NAMES,
  ['scorecard', 'scorecard'],
  ['tradeoffs', 'tradeoffs'],
  ['monthly cost', 'cost'],
  ['pricing', 'pricing'],
  ['pricing & availability', 'pricing'],
  ['providers', 'providers'],
  ['provider availability', 'providers'],
  ['provider routes', 'providers'],
  ['shared benchmarks', 'benchmarks'],
  ['related comparisons', 'more'],
  ['sources', 'more'],
]);

/** Sections whose rows are tables: what stands there outside a table and is no sentence is a row that lost its cells. */
export const TABLE_SECTIONS: ReadonlySet<SectionName> = new Set<SectionName>([
  'scorecard',
  'specs',
  'pricing',
  'capabilities',
  'providers',
  'benchmarks',
]);

const wordsOf = (block: HeadingBlock | TextBlock): string => fold(unmarked(block.text)).toLowerCase();

/** The section that a block begins, if it begins one of the site's. */
export function sectionBegunBy(block: Block): SectionName | undefined {
  if (block.kind === 'heading') return HEADING_NAMES.get(wordsOf(block));
  return block.kind === 'text' && block.role === 'paragraph' ? NAMES.get(wordsOf(block)) : undefined;
}

/** The level at which the site's section headings stand; 2 where they have no level. */
function sectionLevel(blocks: readonly Block[]): number {
  const first = blocks.find((block) => block.kind === 'heading' && sectionBegunBy(block) !== undefined);
  return first?.kind === 'heading' ? first.level : 2;
}

/** Cuts the blocks behind the title into sections; a heading that the site never used begins an unknown one. */
export function sectionsOf(blocks: readonly Block[]): Section[] {
  const level = sectionLevel(blocks);
  let current: Section = { name: 'intro', title: '', heading: undefined, blocks: [] };
  const sections = [current];
  for (const block of blocks) {
    const known = sectionBegunBy(block);
    const strange = block.kind === 'heading' && block.level <= level && current.name !== 'more';
    if (known === undefined && !strange) {
      current.blocks.push(block);
      continue;
    }
    const title = block.kind === 'table' ? '' : block.text;
    current = { name: known ?? 'unknown', title, heading: block, blocks: [] };
    sections.push(current);
  }
  return sections;
}
