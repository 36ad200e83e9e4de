import type { Page, PageReading, Source } from '../../schema/source.ts';
import { anyPage } from '../../src/read/any-page.ts';
import { Facts, type IgnoredTable } from '../../src/read/facts.ts';
import { unknownComponents } from '../../src/read/markdown-page.ts';
import { strangeSections } from '../../src/read/sections.ts';
import { priceTables } from './tables.ts';

const IGNORED: readonly IgnoredTable[] = [
  { name: 'tools', under: /tools?(?: pricing)?$|Tool use pricing/iu, ignore: 'tokens that a tool adds' },
  { name: 'caching', under: /Prompt caching$/iu, ignore: 'multipliers; the prices stand in the table' },
  { name: 'agents', under: /Managed Agents|Session runtime/iu, ignore: 'prices of runtime, not of models' },
  { name: 'examples', under: /examples?\b/iu, ignore: 'worked examples' },
  { name: 'residency', under: /Data residency/iu, ignore: 'multipliers' },
];

/** Sections whose sentences may state prices without stating a model's. */
const PROSE: readonly RegExp[] = [
  /(?:Model|Batch|Long context|Fast mode|platform|Data residency) ?(?:pricing|processing)/iu,
  /Prompt caching|tools? pricing|\btool$|Tool use|Managed Agents|Session runtime/iu,
  /examples?\b|Agent use case|Additional pricing considerations|Billing|Frequently asked/iu,
];

function read(page: Page): PageReading {
  const { blocks, components } = anyPage(page);
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  const teasers = new Map([['NextOpus', 'a name that the site fills in']]);
  facts.account.refused.push(...unknownComponents(components, teasers));
  facts.account.refused.push(...strangeSections(blocks, PROSE));
  facts.tables(blocks, [...priceTables(), ...IGNORED]);
  return facts.finish();
}

/** Anthropic's price page, which knows its offerings by their display names alone. */
export const source: Source = {
  id: 'anthropic-pricing',
  owner: 'anthropic',
  kind: 'vendor',
  upstreams: {},
  recordings: [
    {
      glob: 'anthropic/docs_pricing_*.md',
      url: () => 'https://platform.claude.com/docs/en/about-claude/pricing.md',
    },
  ],
  schedule: '13 */6 * * *',
  seeds: [{ url: 'https://platform.claude.com/docs/en/about-claude/pricing.md' }],
  locale: 'en',
  currency: 'USD',
  attributes: ['price', 'status'],
  absent: 'unknown',
  note: 'Prices with cache, batch, fast and long prompts by display name, and the state beside a name.',
  ignores: [
    { what: 'tools', reason: 'their tokens and prices are no prices of a model' },
    { what: 'multipliers', reason: 'nothing is computed from them' },
    { what: 'other platforms', reason: 'their uplift is theirs, and stands in no table' },
    { what: 'examples, discounts by contract', reason: 'no price list' },
  ],
  terms: 'Public documentation; facts with their link, no text. Anthropic owns the page.',
  floor: 20,
  read,
};
