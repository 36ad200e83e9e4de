import type { Block, HeadingBlock, TableBlock } from '../../src/read/blocks.ts';
import type { Piece } from '../../src/read/text.ts';
import { type Tab, tabsIn, tierNamed } from './tabs.ts';

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
  /** The tier of which nobody knows what it is. */
  strange?: string;
}

/** What stands under one heading of a model. */
interface Section {
  heading: HeadingBlock;
  ids: readonly string[];
  pieces: Piece[];
  /** The tabs of a line of links, in their order. */
  tabs: Tab[];
  tables: { table: TableBlock; tier: HeadingBlock | undefined }[];
}

/** Google's ids: words in small letters with hyphens. */
const ID = '[a-z]+(?:-[a-z\\d.]+)+';
const IDS = new RegExp(`^${ID}(?:(?:,? and |, ?)${ID})*$`, 'u');

const idsIn = (text: string): string[] => (IDS.test(text) ? text.split(/,? and |, ?/u) : []);

/** Each heading of the second level with its ids, its links and its tables. */
function sectionsOf(blocks: readonly Block[], page: string): Section[] {
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
      section.tabs.push(...tabsIn(block, page));
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
function tiersByLinks({ tabs: links, tables }: Section): string[] | undefined {
  const tabs = links.flatMap(({ tier }) => tier ?? []);
  if (tabs.length === 0) return tables.length === 1 ? [''] : undefined;
  const [standard = Number.NaN] = tables.map(({ table }) => inputOf(table));
  const isCertain =
    tabs.length === tables.length &&
    tabs[0] === '' &&
    new Set(tabs).size === tabs.length &&
    tables.every(({ table }, at) => isPlausible(tabs[at] ?? '', standard, inputOf(table)));
  return isCertain ? tabs : undefined;
}

/** What a heading calls the model, without signs behind it. */
const nameOf = ({ text }: HeadingBlock): string => text.replace(/[^\p{L}\p{N})]+$/u, '');

/** The first tab of a line of links that is no tier anybody knows: then nobody knows whose prices the tables are. */
function strangeTab({ tabs }: Section): string | undefined {
  const isLine = tabs.some(({ tier }) => tier !== undefined);
  return isLine ? tabs.find(({ tier }) => tier === undefined)?.name : undefined;
}

const tierOf = (title: HeadingBlock | undefined): string | undefined => title && tierNamed(title.text);

function pricedIn(section: Section): Priced[] {
  const { heading, ids, pieces, tables } = section;
  const isTitled = tables.some(({ tier }) => tier);
  const strange = isTitled ? undefined : strangeTab(section);
  const byLinks = isTitled || strange !== undefined ? undefined : tiersByLinks(section);
  return tables.map(({ table, tier: title }, at): Priced => {
    const tier = tierOf(title) ?? byLinks?.[at];
    const titled = title ? [{ text: title.text, place: title.place }] : [];
    const one = { table, ids, name: nameOf(heading), tier: tier ?? '', pieces: [...pieces, ...titled] };
    const again = title && tables.some((other) => other.tier !== title && tierOf(other.tier) === tier);
    if (tier !== undefined && !again) return one;
    if (again) return { ...one, wrong: 'tier-twice', strange: title.text };
    const unknown = title?.text ?? strange;
    return unknown === undefined
      ? { ...one, wrong: 'uncertain-tier' }
      : { ...one, wrong: 'unknown-tier', strange: unknown };
  });
}

/** The tables of a page with their sections, in its order; `page` is the body as it stands. */
export const pricedTables = (blocks: readonly Block[], page: string): Priced[] =>
  sectionsOf(blocks, page).flatMap(pricedIn);
