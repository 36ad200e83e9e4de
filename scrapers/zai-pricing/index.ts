import type { Page, PageReading, Source } from '../../schema/source.ts';
import { anyPage } from '../../src/read/any-page.ts';
import { Facts, type FactTable, type IgnoredTable } from '../../src/read/facts.ts';
import { unknownComponents } from '../../src/read/markdown-page.ts';
import { price, stated } from '../../src/read/say.ts';
import { hasGluedMark } from './names.ts';

/** Names of models as the page writes them: "GLM-4.7-FlashX", "CogView-4"; there are no ids. */
const NAME = /^[A-Z][A-Za-z\d.]*(?:-[A-Za-z\d.]+)+$/u;

/** Whom a row is about: `names` are all that stand in the page's tables, by which a footnote's digit is told. */
const modelAmong =
  (names: readonly string[]): FactTable['subject'] =>
  (row) => {
    const name = row.text('name');
    if (!NAME.test(name)) return { refused: 'unknown-name' };
    return hasGluedMark(name, names)
      ? { refused: 'bad-id' }
      : { subject: { kind: 'offering', provider: 'zai', name } };
  };
const name = { is: 'name', header: /^Models?$/iu, say: stated('model') } as const;

/** Prices by token; the unit stands in a line above each table. */
const TOKENS: Omit<FactTable, 'subject'> = {
  name: 'prices by token',
  under: /(?:^|› )(?:Text|Language|Vision|Multimodal) Models$/iu,
  many: true,
  unit: { in: 'text', is: /\bPrices (?:are )?per 1M tokens\b/iu, per: '1M tokens' },
  columns: [
    name,
    { is: 'input', header: /^Input$/iu, say: price('input') },
    { is: 'cached', header: /^Cached Input$/iu, say: price('cache_read'), optional: true },
    { is: 'stored', header: /^Cached Input Storage$/iu, say: price('cache_storage'), optional: true },
    { is: 'output', header: /^Output$/iu, say: price('output') },
  ],
};

/** Prices of what a model makes: an image, a video. */
const made = (medium: string): Omit<FactTable, 'subject'> => ({
  name: `prices by ${medium}`,
  under: new RegExp(`(?:^|› )${medium} Generation Models$`, 'iu'),
  optional: true,
  unit: { in: 'text', is: new RegExp(`\\bper ${medium}\\b`, 'iu'), per: medium },
  columns: [name, { is: 'price', header: /^Price$/iu, say: price(`output;modality=${medium}`) }],
});

const IGNORED: readonly IgnoredTable[] = [
  { name: 'tools', under: /(?:^|› )(?:Built-in )?Tools$/iu, ignore: 'prices of tools, not of models' },
  { name: 'audio', under: /(?:^|› )Audio Models$/iu, ignore: 'does not say which tokens are priced' },
  { name: 'agents', under: /(?:^|› )Agents?$/iu, ignore: 'prices of agents, not of models' },
];

function read(page: Page): PageReading {
  const { blocks, components } = anyPage(page);
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  facts.account.refused.push(...unknownComponents(components, new Map()));
  const names = blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.map(([first]) => first?.plain ?? '') : [],
  );
  const subject = modelAmong(names);
  const tables = [TOKENS, made('image'), made('video')].map((table): FactTable => ({ ...table, subject }));
  facts.tables(blocks, [...tables, ...IGNORED]);
  return facts.finish();
}

/** Z.ai's price page outside China, by the models' names. */
export const source: Source = {
  id: 'zai-pricing',
  owner: 'zai',
  kind: 'vendor',
  upstreams: {},
  recordings: [{ glob: 'zai/pricing*', url: () => 'https://docs.z.ai/guides/overview/pricing.md' }],
  schedule: '35 5 * * *',
  seeds: [{ url: 'https://docs.z.ai/guides/overview/pricing.md' }],
  media: ['text', 'html'],
  locale: 'en',
  currency: 'USD',
  attributes: ['price', 'model'],
  absent: 'unknown',
  note: 'Prices by token with the cache, and prices by image and video.',
  ignores: [
    { what: 'tools and agents', reason: 'prices of calls and services, not of models' },
    { what: 'audio models', reason: 'the page does not say which tokens are priced' },
    { what: 'the context in a name', reason: 'GLM-4-32B-0414-128K is a name; no limit is stated' },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  floor: 8,
  read,
};
