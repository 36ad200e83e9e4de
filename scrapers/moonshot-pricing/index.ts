import type { Page, PageReading, Source } from '../../schema/source.ts';
import { anyPage } from '../../src/read/any-page.ts';
import type { Block } from '../../src/read/blocks.ts';
import { Facts, type FactTable } from '../../src/read/facts.ts';
import { isChinese } from '../../src/read/language.ts';
import { unknownComponents } from '../../src/read/markdown-page.ts';
import { readProse } from '../../src/read/prose-rules.ts';
import { price, stated } from '../../src/read/say.ts';
import { offering, pagesOf, subjectOf } from './subjects.ts';

const TABLE: FactTable = {
  name: 'prices',
  many: true,
  under: /(?:^|› )(?:Product Pricing|产品定价)(?:$| ›)/u,
  subject: (row) => {
    const subject = offering(row.text('name'));
    return subject ? { subject } : { refused: 'bad-id' };
  },
  unit: { in: 'column', column: 'unit', is: /^1M tokens$/u, per: '1M tokens' },
  columns: [
    { is: 'name', header: /^(?:Model|模型)$/u, say: stated('model') },
    { is: 'unit', header: /^(?:Unit|计费单位)$/u },
    {
      is: 'cached',
      header: /^(?:Input Price \(Cache Hit\)|输入价格[（(]缓存命中[）)])$/u,
      say: price('cache_read'),
      optional: true,
    },
    {
      is: 'input',
      header: /^(?:Input Price(?: \(Cache Miss\))?|输入价格(?:[（(]缓存未命中[）)])?)$/u,
      say: price('input'),
    },
    { is: 'output', header: /^(?:Output Price|输出价格)$/u, say: price('output') },
    {
      is: 'context',
      header: /^(?:(?:Model )?Context (?:Window|Length)|(?:模型)?上下文(?:窗口|长度))$/u,
      say: stated('context_window'),
      optional: true,
    },
  ],
};

const LENGTH =
  '(?:Context length|(?:模型)?上下文长度)(?: of|为|是)? ?(?<value>\\d+(?:\\.\\d+)?[kKmM])(?![\\w])';

/** The length that a sentence states, of the model that it names, else of the only one on its page. */
function lengths(page: Page, blocks: readonly Block[], locale: string): PageReading[] {
  return pagesOf(blocks).map(({ ids, blocks: own }) =>
    readProse(page, own, {
      rules: [
        {
          is: new RegExp(`^(?<name>\\S+?)[:：] ?${LENGTH}`, 'u'),
          means: 'context_window',
          about: 'sentence',
        },
        { is: new RegExp(`^${LENGTH}`, 'u'), means: 'context_window', about: 'section' },
      ],
      subject: (name) => subjectOf(name, ids),
      context: { locale },
      figures: /(?<![\w.$¥￥-])\d+(?:\.\d+)?[kKmM](?![\w-])(?! tokens| ?=)/gu,
    }),
  );
}

/** The index of all pages names the price pages and states nothing. */
const isIndex = (blocks: readonly Block[]): boolean =>
  !blocks.some(({ kind }) => kind === 'table') &&
  blocks.some(
    (block) => block.kind === 'text' && block.links?.some((link) => /\/pricing\/chat-/u.test(link)),
  );

function read(page: Page): PageReading {
  const { blocks, components } = anyPage(page);
  if (isIndex(blocks)) return { statements: [], refused: [] };
  const locale = isChinese(blocks) ? 'zh-CN' : 'en';
  const facts = new Facts(page, { locale, currency: locale === 'en' ? 'USD' : 'CNY' });
  facts.account.refused.push(...unknownComponents(components, new Map()));
  facts.tables(blocks, [TABLE]);
  const readings = [facts.finish(), ...lengths(page, blocks, locale)];
  return {
    statements: readings.flatMap(({ statements }) => statements),
    refused: readings.flatMap(({ refused }) => refused),
  };
}

/** The index and the price pages that a page names, as Markdown, on its own host. */
function links({ text }: Page): string[] {
  const found = text.matchAll(/\/docs\/(?:llms\.txt|pricing\/chat-[\w-]+)/gu);
  const paths = [...new Set([...found].map(([path]) => path))];
  return paths.map((path) => (path.endsWith('.txt') ? path : `${path}.md`));
}

const EN = 'https://platform.kimi.ai/docs/pricing/chat-k26.md';
const ZH = 'https://platform.kimi.com/docs/pricing/chat-k26.md';

/** Moonshot AI's price pages, one for each line of models; those for China have a price list of their own in CNY. */
export const source: Source = {
  id: 'moonshot-pricing',
  owner: 'moonshotai',
  kind: 'vendor',
  upstreams: {},
  recordings: [
    { glob: 'moonshot/chat-*_en.mdx', url: () => EN },
    { glob: 'moonshot/chat-*_zh.html', url: () => ZH },
  ],
  schedule: '33 5 * * *',
  seeds: [{ url: EN }, { url: ZH }],
  media: ['text', 'html'],
  follow: { links, most: 40 },
  locale: 'en',
  locales: ['zh-CN'],
  attributes: ['price', 'model', 'context_window'],
  absent: 'unknown',
  note: 'Prices with cache hits and the context window, in USD and in CNY, and the length that the text states.',
  ignores: [
    { what: 'descriptions', reason: 'features, sizes and speeds in prose' },
    { what: 'ends of a series', reason: 'the sentence names a series, not its models' },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  // The index states nothing; a page of prices without its table is refused for that.
  floor: 0,
  read,
};
