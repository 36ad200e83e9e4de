import type { Page, PageReading, Source } from '../../schema/source.ts';
import { anyPage } from '../../src/read/any-page.ts';
import { labelled } from '../../src/read/columns.ts';
import { Facts, type FactTable, type IgnoredTable } from '../../src/read/facts.ts';
import { isChinese } from '../../src/read/language.ts';
import { matching, ofModel, price, type Say, stated } from '../../src/read/say.ts';

/** An amount and the discount that was taken off already: "$0.435 (75% off)". */
const AMOUNT = /^((?:\$\s?)?\d[\d.,]*\s?元?)(?: ?[(（]\d+(?:\.\d+)?(?:% off|折)[)）])?$/u;
/** A limit; of a default and a maximum the maximum. */
const LIMIT =
  /^(?:(?:(?:DEFAULT|默认)[:：]? ?\d[\d.,]*[KM]?[，,]? )?(?:MAXIMUM|最大)[:：]? ?)?(\d[\d.,]*[KM]?)$/u;
/** Ids are in small letters: a column with a word of another kind is no model's. */
const ID = /^[a-z\d._-]+$/u;

/** Digits of one or two footnotes. */
const LONGEST_MARK = 3;
const folded = (name: string): string => name.toLowerCase().replace(/[^\p{L}\d]/gu, '');

/** Whether a name is the other one with digits glued behind it: a footnote's, whose mark was lost. */
function goesOn(name: string, other: string): boolean {
  const digits = /\d+$/u.exec(name)?.[0].length ?? 0;
  return Array.from({ length: Math.min(digits, LONGEST_MARK) }, (_, at) => name.slice(0, -at - 1)).some(
    (rest) => /[\p{L}\d]$/u.test(rest) && other !== '' && folded(rest) === folded(other),
  );
}

const BOTH_MODES = /^(?:(Supports) both non-thinking and thinking|(支持)非思考与思考)/u;

/** The maker's limits are the model's; where several ids sell one model under different limits, they are the ids'. */
const limit = (means: 'context_window' | 'max_output'): Say => {
  const offered = matching(LIMIT, stated(means));
  const models = ofModel('version', offered);
  return (cell, around) => {
    const version = around.row.text('version');
    const alone = around.rows.filter((row) => row.text('version') === version).length === 1;
    return (alone && version !== '' ? models : offered)(cell, around);
  };
};

const row = (is: string, say: Say, ...labels: string[]) =>
  ({ is, say, header: labelled(...labels), optional: true }) as const;
/** Hours of the day, by the label behind that of the component. */
const WINDOWS: readonly [window: string | undefined, label: string][] = [
  [undefined, ''],
  ['off-peak', ' › (?:OFF-PEAK|空闲时段)'],
  ['peak', ' › (?:PEAK|高峰时段)'],
];

/** Prices of a component: at any hour, or by hours; under another heading than "PRICING" they are none of these. */
const costs = (part: string, label: string) =>
  WINDOWS.map(([window, hours]) => ({
    is: `${part} ${window ?? ''}`,
    header: new RegExp(`^(?:(?:PRICING|价格) › )?(?:${label})${hours}$`, 'u'),
    say: matching(AMOUNT, price(part, window === undefined ? {} : { window })),
    optional: true as const,
  }));
const feature = (name: string, ...labels: string[]) => row(name, stated('capability', name), ...labels);

/** One table with models in columns, in English and Chinese. */
const TABLE: FactTable = {
  name: 'MODEL',
  corner: /^(?:MODEL|模型)$/u,
  turned: true,
  unknown: 'column',
  subject: (model) => {
    const [id, version] = [model.text('name'), model.text('version')];
    const isGlued = goesOn(id, version) || goesOn(version, id);
    return ID.test(id) && !isGlued
      ? { subject: { kind: 'offering', provider: 'DeepSeek', id } }
      : { refused: 'bad-id' };
  },
  unit: { in: 'header', is: /^(?:1M .* TOKENS|百万tokens).*/u, per: '1M tokens' },
  columns: [
    { is: 'name', header: labelled('MODEL', '模型') },
    { ignore: 'the address of the interface', header: /^BASE URL / },
    row('version', stated('model'), 'MODEL VERSION', '模型版本'),
    row(
      'thinking',
      matching(BOTH_MODES, stated('capability', 'thinking'), true),
      'THINKING MODE',
      '思考模式',
    ),
    row('context', limit('context_window'), 'CONTEXT LENGTH', '上下文长度'),
    row('output-limit', limit('max_output'), 'MAX OUTPUT', '输出长度'),
    feature('json_output', 'Json Output'),
    feature('tool_calls', 'Tool Calls'),
    feature('chat_prefix_completion', 'Chat Prefix Completion（Beta）', '对话前缀续写（Beta）'),
    feature('fim_completion', 'FIM Completion（Beta）', 'FIM 补全（Beta）'),
    feature('function_calling', 'Function Calling'),
    feature('vision', 'Vision', '图像理解'),
    {
      ignore: 'an interface, no capability',
      header: /(?:^| › )(?:Responses|Anthropic) API$/u,
      optional: true,
    },
    { ignore: 'a limit of the account', header: /^(?:Concurrency Limit|并发限制)$/u, optional: true },
    ...costs('cache_read', '1M INPUT TOKENS \\(CACHE HIT\\)|百万tokens输入 ?[（(]缓存命中[）)]'),
    ...costs('input', '1M INPUT TOKENS \\(CACHE MISS\\)|百万tokens输入 ?[（(]缓存未命中[）)]'),
    ...costs('output', '1M OUTPUT TOKENS|百万tokens输出'),
  ],
};

/** Announced prices stand in a table of their own, in columns, below the prices of today. */
const ANNOUNCED: IgnoredTable = {
  name: 'announced prices',
  corner: /^(?:MODEL|模型)$/u,
  has: /1M (?:IN|OUT)PUT TOKENS|百万tokens/u,
  ignore: 'prices of a later day, which a sentence names',
};

function read(page: Page): PageReading {
  const { blocks } = anyPage(page);
  const money = isChinese(blocks) ? { locale: 'zh-CN', currency: 'CNY' } : { locale: 'en', currency: 'USD' };
  const facts = new Facts(page, money);
  facts.tables(blocks, [ANNOUNCED, TABLE]);
  return facts.finish();
}

const EN = 'https://api-docs.deepseek.com/quick_start/pricing';
const ZH = 'https://api-docs.deepseek.com/zh-cn/quick_start/pricing';

/** DeepSeek's price page: maker and seller at once. The Chinese page has a price list of its own in CNY. */
export const source: Source = {
  id: 'deepseek-pricing',
  owner: 'deepseek',
  kind: 'vendor',
  upstreams: {},
  recordings: [
    { glob: 'deepseek/pricing_en*.html', url: () => EN },
    { glob: 'deepseek/pricing_zh*.html', url: () => ZH },
  ],
  schedule: '19 */6 * * *',
  seeds: [{ url: EN }, { url: ZH }],
  locale: 'en',
  locales: ['zh-CN'],
  attributes: ['context_window', 'max_output', 'price', 'model', 'capability'],
  absent: 'unknown',
  note: 'Prices with their list prices, by hours where it has them, limits, features; footnotes (aliases, ends of discounts, hours) and addresses are ignored.',
  ignores: [
    { what: 'footnotes', reason: 'aliases, ends of discounts and the hours of peak and off-peak in prose' },
    { what: 'announced prices', reason: 'they hold from a later day, which a sentence names' },
    { what: 'addresses and interfaces', reason: 'no capability of a model' },
    { what: 'concurrency', reason: 'a limit of the account' },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  floor: 10,
  read,
};
