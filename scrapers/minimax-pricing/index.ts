import type { Page, PageReading, Source } from '../../schema/source.ts';
import type { Statement } from '../../schema/statement.ts';
import { anyPage } from '../../src/read/any-page.ts';
import { Facts, type FactTable, type IgnoredTable } from '../../src/read/facts.ts';
import { unknownComponents } from '../../src/read/markdown-page.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { price, type Say, stated } from '../../src/read/say.ts';
import { strangeSections } from '../../src/read/sections.ts';

/** An id, perhaps the band of input that a price is for, and a badge: "MiniMax-M3 > 512k input tokens Permanent 50% off". */
const NAME =
  /^(?<id>(?:MiniMax-|M\d|abab)[\w.-]*)(?: (?<sign>≤|<=|>) ?(?<size>\d+)k input tokens\*?)?(?: (?:(?:Permanent|Limited[- ]time) )?\d+% off)?$/iu;
const named = (text: string) => NAME.exec(text)?.groups ?? {};

const sold: Say = (cell, around) => {
  const { id } = named(cell.plain);
  return id === undefined ? { refused: 'unknown-name' } : stated('model')({ ...cell, plain: id }, around);
};

/** Language models; the tab that a table stands in says its tier, the name its band. Priority is also called fast mode. */
const TABLE: FactTable = {
  name: 'language models',
  many: true,
  under:
    /^Pay as You Go(?: › (?:LLM|Text|Language Models?))?(?: › (?:Standard|(?:Priority|Fast(?: mode)?)\*?|(?:Legacy|Previous|Older|Historical) Models?))?$/iu,
  corner: /^Model$/iu,
  subject: (row) => {
    const { id } = named(row.text('name'));
    return id === undefined
      ? { refused: 'unknown-name' }
      : { subject: { kind: 'offering', provider: 'minimax', id } };
  },
  unit: { in: 'cell' },
  qualify: ({ path }, row) => {
    const { sign, size } = named(row.text('name'));
    return {
      scope: /› (?:Priority|Fast(?: mode)?)\*?$/iu.test(path) ? { tier: 'priority' } : {},
      part: sign === '>' ? { above: `${size}000` } : {},
    };
  },
  columns: [
    { is: 'name', header: /^Model$/iu, say: sold },
    { is: 'input', header: /^Input$/iu, say: price('input') },
    { is: 'output', header: /^Output$/iu, say: price('output') },
    { is: 'read', header: /^Prompt caching read$/iu, say: price('cache_read'), optional: true },
    { is: 'write', header: /^Prompt caching write$/iu, say: price('cache_write'), optional: true },
  ],
};

const MEDIA = /› (?:Audio|Speech|Voice|Video|Music|Image)\b/iu;
const IGNORED: readonly IgnoredTable[] = [
  {
    name: 'media',
    under: MEDIA,
    ignore: 'priced by characters, seconds and pieces; no recording shows the form',
  },
];

/** Tables of two tiers under one heading look alike where no tab parts them: then nobody knows which is which. */
function checkTiers(statements: readonly Statement[]): void {
  const known = new Map<string, string>();
  for (const { means, subject, scope, part, asWritten } of statements) {
    const key = [means[0], subject.id, scope, part].join(' ');
    if ((known.get(key) ?? asWritten) !== asWritten) {
      refusePage('tier-missing', `${key} is both ${known.get(key)} and ${asWritten}, and no tab says why`);
    }
    known.set(key, asWritten);
  }
}

function read(page: Page): PageReading {
  const { blocks, components } = anyPage(page);
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  facts.account.refused.push(...unknownComponents(components, new Map()));
  facts.account.refused.push(...strangeSections(blocks, [MEDIA]));
  facts.tables(blocks, [TABLE, ...IGNORED]);
  checkTiers(facts.statements.all);
  return facts.finish();
}

/** MiniMax' price page outside China: list and effective prices, tiers, bands and the cache. */
export const source: Source = {
  id: 'minimax-pricing',
  owner: 'minimax',
  kind: 'vendor',
  upstreams: {},
  recordings: [
    {
      glob: 'excerpts/minimax_pricing-paygo*.md',
      url: () => 'https://platform.minimax.io/docs/guides/pricing-paygo.md',
    },
  ],
  schedule: '37 5 * * *',
  seeds: [{ url: 'https://platform.minimax.io/docs/guides/pricing-paygo.md' }],
  media: ['text', 'html'],
  locale: 'en',
  currency: 'USD',
  attributes: ['price', 'model'],
  absent: 'unknown',
  note: 'Prices of language models: list and effective, by tier, by length of the input, with the cache.',
  ignores: [
    { what: 'audio, video, music, images', reason: 'no recording shows how they are priced' },
    { what: 'discounts in words', reason: 'both prices stand beside them' },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  floor: 6,
  read,
};
