import type { Block, HeadingBlock, TableBlock } from '../../src/read/blocks.ts';
import type { Piece } from '../../src/read/text.ts';

/** A table of prices with whom and which tier it is about; `wrong` says why that is not certain. */
export interface Priced {
  table: TableBlock;
  ids: readonly string[];
  /** What the section is called, for models that have no id. */
  name: string;
  /** '' for the standard tier. */
  tier: string;
  pieces: readonly Piece[];
  wrong?: string;
}

/** What stands under one heading of a model. */
interface Section {
  heading: HeadingBlock;
  ids: readonly string[];
  pieces: Piece[];
  /** The tiers of a line of links, in their order. */
  tabs: readonly string[];
  tables: { table: TableBlock; tier: HeadingBlock | undefined }[];
}

const TIERS = new Map([
  ['standard', ''],
  ['batch', 'batch'],
  ['flex', 'flex'],
  ['priority', 'priority'],
]);

/** Google's ids: words in small letters with hyphens. */
const ID = '[a-z]+(?:-[a-z\\d.]+)+';
const IDS = new RegExp(`^${ID}(?:(?:,? and |, ?)${ID})*$`, 'u');

const idsIn = (text: string): string[] => (IDS.test(text) ? text.split(/,? and |, ?/u) : []);

/** "#standard", "#batch": targets of a line of links. */
function tabsIn(links: readonly string[] | undefined): string[] {
  const tabs = (links ?? []).map((link) => TIERS.get(/#([a-z]+)(?:_\d+)?$/u.exec(link)?.[1] ?? ''));
  return tabs.length > 1 && tabs.every((tab) => tab !== undefined) ? tabs : [];
}

/** Each heading of the second level with its ids, its links and its tables. */
function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [];
  let tier: HeadingBlock | undefined;
  for (const block of blocks) {
    const section = sections.at(-1);
    if (block.kind === 'heading') {
      tier = block.level > 2 ? block : undefined;
      const pieces = [{ text: block.text, place: block.place }];
      if (block.level <= 2) sections.push({ heading: block, ids: [], pieces, tabs: [], tables: [] });
    } else if (section === undefined) continue;
    else if (block.kind === 'table') section.tables.push({ table: block, tier });
    else if (section.tables.length === 0) {
      const ids = idsIn(block.text);
      if (ids.length > 0 && section.ids.length === 0) {
        section.ids = ids;
        section.pieces.push({ text: block.text, place: block.place });
      }
      if (section.tabs.length === 0) section.tabs = tabsIn(block.links);
    }
  }
  return sections;
}

/** The first price of input in the column of the paid tier. */
function inputOf({ rows }: TableBlock): number {
  const at = rows[0]?.findIndex(({ plain }) => /^Paid Tier/u.test(plain)) ?? -1;
  const row = rows.find((cells) => /^(?:Text )?input price/iu.test(cells[0]?.plain ?? ''));
  return Number(/\$([\d.]+)/u.exec(row?.[at]?.plain ?? '')?.[1] ?? Number.NaN);
}

/** Whether prices stand to the standard ones as those of the tier do: batch and flex below, priority above. */
function isPlausible(tier: string, standard: number, own: number): boolean {
  if (tier === '') return true;
  return tier === 'priority' ? own > standard : own < standard;
}

/** The tiers of tables without headings, by the line of links above them; undefined where that is not certain. */
function tiersByLinks({ tabs, tables }: Section): string[] | undefined {
  if (tabs.length === 0) return tables.length === 1 ? [''] : undefined;
  const [standard = Number.NaN] = tables.map(({ table }) => inputOf(table));
  const isCertain =
    tabs.length === tables.length &&
    tabs[0] === '' &&
    tables.every(({ table }, at) => isPlausible(tabs[at] ?? '', standard, inputOf(table)));
  return isCertain ? [...tabs] : undefined;
}

/** What a heading calls the model, without signs behind it. */
const nameOf = ({ text }: HeadingBlock): string => text.replace(/[^\p{L}\p{N})]+$/u, '');

function pricedIn(section: Section): Priced[] {
  const { heading, ids, pieces, tables } = section;
  const byLinks = tables.some(({ tier }) => tier) ? undefined : tiersByLinks(section);
  return tables.map(({ table, tier: title }, at): Priced => {
    const tier = title ? TIERS.get(title.text.trim().toLowerCase()) : byLinks?.[at];
    const titled = title ? [{ text: title.text, place: title.place }] : [];
    const one = { table, ids, name: nameOf(heading), tier: tier ?? '', pieces: [...pieces, ...titled] };
    return tier === undefined ? { ...one, wrong: title ? 'unknown-tier' : 'uncertain-tier' } : one;
  });
}

/** The tables of a page with their sections, in its order. */
export const pricedTables = (blocks: readonly Block[]): Priced[] => sectionsOf(blocks).flatMap(pricedIn);
