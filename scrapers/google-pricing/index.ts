import type { Page, PageReading, Source } from '../../schema/source.ts';
import { anyPage } from '../../src/read/any-page.ts';
import { Facts } from '../../src/read/facts.ts';
import { unknownComponents } from '../../src/read/markdown-page.ts';
import { strangeSections } from '../../src/read/sections.ts';
import { refusalOf } from '../../src/read/statements.ts';
import { PriceRows } from './rows.ts';
import { pricedTables } from './sections.ts';

const URL_OF_PAGE = 'https://ai.google.dev/gemini-api/docs/pricing.md.txt';
/** Sections about tools, agents and the page's own notes. */
const OTHERS = /^(?:.* › )?(?:Pricing for (?:tools|agents)|Notes)$/iu;
/** Sections whose sentences may state prices: those of models, and what images of a model cost in another unit. */
const PROSE: readonly RegExp[] = [OTHERS, /Gemini|Imagen|Veo|Lyria|Gemma/u];

function read(page: Page): PageReading {
  const { blocks, components } = anyPage(page);
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  facts.account.refused.push(...unknownComponents(components, new Map()));
  facts.account.refused.push(...strangeSections(blocks, PROSE));
  const priced = pricedTables(blocks, page.text);
  const wrong = priced.filter(({ wrong: reason, name }) => reason !== undefined && !OTHERS.test(name));
  for (const { wrong: reason = '', name, pieces, strange } of wrong)
    facts.account.refused.push(
      refusalOf(reason, strange === undefined ? name : `${strange} · ${name}`, pieces),
    );
  const left = new Set(wrong.map(({ table }) => table));
  facts.tables(
    blocks.filter((block) => block.kind !== 'table' || !left.has(block)),
    [
      { name: 'others', under: OTHERS, ignore: 'prices of tools, words on agents' },
      new PriceRows(priced).table,
    ],
  );
  return facts.finish();
}

/** Google's price list of the Gemini API. */
export const source: Source = {
  id: 'google-pricing',
  owner: 'google',
  kind: 'vendor',
  upstreams: {},
  recordings: [{ glob: 'google/gemini-api_pricing_*.md', url: () => URL_OF_PAGE }],
  schedule: '17 */6 * * *',
  seeds: [{ url: URL_OF_PAGE }],
  locale: 'en',
  currency: 'USD',
  attributes: ['price'],
  absent: 'unknown',
  note: 'Prices by id: media, long prompts, caching with storage, batch, flex and priority, the free tier, days.',
  ignores: [
    { what: 'grounding, tuning, tools, agents', reason: 'not prices of a model' },
    {
      what: 'prices that repeat a price in another unit',
      reason: 'derived: per image, per minute, per frame',
    },
    {
      what: 'the free tier of batch, flex and priority',
      reason: 'the free tier is one tier, told with the standard prices',
    },
    { what: 'terms of use, notices of shutdown', reason: 'no prices' },
  ],
  terms: 'Public documentation under CC BY 4.0; facts with their link, no text.',
  floor: 40,
  read,
};
