import type { Page, PageReading, Source } from '../../schema/source.ts';
import type { Block, TableBlock } from '../../src/read/blocks.ts';
import { Facts } from '../../src/read/facts.ts';
import { openPage } from '../../src/read/html.ts';
import { take, writtenOf } from '../../src/read/json.ts';
import { markdownPage } from '../../src/read/markdown-page.ts';
import { astroIslands, type Island } from '../../src/read/payload.ts';
import { type Opened, sectioned } from './blocks.ts';
import { IGNORED, tokenPrices } from './columns.ts';
import { Comparison } from './compare.ts';
import { Bounds, noteBounds, tableOfIsland } from './islands.ts';

const PRICING = 'https://developers.openai.com/api/docs/pricing';
const COMPONENTS = new Set(['TextTokenPricingTables', 'GroupedPricingTable', 'PricingTable']);

const isPane = (node: { attribs?: Readonly<Record<string, string>> }): boolean =>
  node.attribs?.['data-content-switcher-pane'] !== undefined;

const elementOf = ({ page }: Island): string => {
  const carrier = page.within.at(-1);
  return carrier?.kind === 'attribute' ? carrier.path : '';
};

const stands = (table: TableBlock, island: Island): boolean =>
  table.place.kind === 'css' && table.place.path.startsWith(`${elementOf(island)}>`);

const widthOf = (table: TableBlock): number => table.rows[0]?.length ?? 0;

/**
 * The HTML page: tables stand in islands, which carry the rows that are not shown as well. A second table of an island
 * says nothing new where its rows are the island's and it has no more columns than the first.
 */
function htmlPage(page: Page, facts: Facts, bounds: Bounds): Block[] {
  const blocks = openPage(page, { locale: 'en', opened: isPane });
  const islands = astroIslands(page, COMPONENTS);
  for (const island of islands) noteBounds(bounds, island);
  const comparison = new Comparison(facts);
  const read = sectioned(blocks, opener(islands, comparison));
  comparison.finish();
  return read;
}

/** What is read for a table: where it stands in an island, all rows of that. */
function opener(
  islands: readonly Island[],
  comparison: Comparison,
): (table: TableBlock) => Opened | undefined {
  const widths = new Map<Island, number>();
  return (table) => {
    const at = islands.findIndex((one) => stands(table, one));
    const island = islands[at];
    if (island === undefined) return { table };
    const tier = writtenOf(take(island.root, 'tier'));
    const name = `island ${at + 1}${tier === undefined ? '' : ` (${tier})`}`;
    const compared = tableOfIsland(island, table);
    comparison.rows(name, compared);
    if (take(island.root, 'headings') === undefined) comparison.order(island.component, name, table);
    const { table: whole } = compared;
    const width = widths.get(island);
    if (whole === undefined) {
      comparison.table(name, table, 'no row is shown as it is carried');
      return width === undefined ? { table, dropped: true } : undefined;
    }
    if ((width ?? Number.POSITIVE_INFINITY) < widthOf(table)) {
      comparison.table(name, table, 'a second table has more columns');
      return undefined;
    }
    widths.set(island, widthOf(table));
    return width === undefined ? { table: whole, ...(tier === undefined ? {} : { tier }) } : undefined;
  };
}

/** The same page as Markdown: its own twin, or a rendering. */
function textPage(page: Page, bounds: Bounds): Block[] {
  const { blocks } = markdownPage(page);
  for (const block of blocks) {
    if (block.kind === 'table') for (const [name] of block.rows) if (name) bounds.row(name);
  }
  return sectioned(blocks, (table) => ({ table }));
}

function read(page: Page): PageReading {
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  const bounds = new Bounds();
  const isHtml = /^\s*</u.test(page.text.slice(0, 200));
  const blocks = isHtml ? htmlPage(page, facts, bounds) : textPage(page, bounds);
  facts.tables(blocks, [...IGNORED, ...tokenPrices(bounds, isHtml)]);
  return facts.finish();
}

/** OpenAI's price list: every way of processing, each with its own scope. */
export const source: Source = {
  id: 'openai-pricing',
  owner: 'openai',
  kind: 'vendor',
  upstreams: {},
  recordings: [
    { glob: 'openai/pricing_*.html', url: () => PRICING },
    { glob: 'openai/pricing_*.jina.md', url: () => PRICING },
  ],
  schedule: '11 */6 * * *',
  seeds: [{ url: PRICING }],
  locale: 'en',
  currency: 'USD',
  attributes: ['price'],
  absent: 'unknown',
  note: 'Token prices of all tiers (Priority is now called Fast mode), short and long context, text, audio and image.',
  ignores: IGNORED.map(({ name, ignore }) => ({ what: name, reason: ignore })),
  terms: 'Public documentation; facts with their link, no text.',
  floor: 20,
  read,
};
