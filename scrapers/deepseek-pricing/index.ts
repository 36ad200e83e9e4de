import type { Page, PageReading, Source } from '../../schema/source.ts';
import { labelled } from '../../src/read/columns.ts';
import { Facts, type FactTable } from '../../src/read/facts.ts';
import { htmlBlocks } from '../../src/read/html.ts';
import { matching, ofModel, price, type Say, stated } from '../../src/read/say.ts';

/** An amount and the discount that was taken off already: "$0.435 (75% off)". */
const AMOUNT = /^((?:\$\s?)?\d[\d.,]*\s?元?)(?: ?[(（]\d+(?:\.\d+)?(?:% off|折)[)）])?$/u;
/** A limit; of a default and a maximum the maximum. */
const LIMIT = /^(?:(?:DEFAULT: ?\d[\d.,]*[KM]? )?(?:MAXIMUM|最大)[:：]? ?)?(\d[\d.,]*[KM]?)$/u;
/** Ids are in small letters: a column with a word of another kind is no model's. */
const ID = /^[a-z\d._-]+$/u;
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
const cost = (part: string, ...labels: string[]) => row(part, matching(AMOUNT, price(part)), ...labels);
const feature = (name: string, ...labels: string[]) => row(name, stated('capability', name), ...labels);

/** One table with models in columns, in English and Chinese. */
const TABLE: FactTable = {
  name: 'MODEL',
  corner: /^(?:MODEL|模型)$/u,
  turned: true,
  unknown: 'column',
  subject: (model) => {
    const id = model.text('name');
    return ID.test(id) ? { subject: { kind: 'offering', provider: 'DeepSeek', id } } : { refused: 'bad-id' };
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
    cost('cache_read', '1M INPUT TOKENS (CACHE HIT)', '百万tokens输入（缓存命中）'),
    cost('input', '1M INPUT TOKENS (CACHE MISS)', '百万tokens输入（缓存未命中）'),
    cost('output', '1M OUTPUT TOKENS', '百万tokens输出'),
  ],
};

function read(page: Page): PageReading {
  const isChinese = page.url.includes('/zh-cn/');
  const money = isChinese ? { locale: 'zh-CN', currency: 'CNY' } : { locale: 'en', currency: 'USD' };
  const facts = new Facts(page, money);
  facts.tables(htmlBlocks(page), [TABLE]);
  return facts.finish();
}

/** DeepSeek's price page: maker and seller at once. The Chinese page has a price list of its own in CNY. */
export const source: Source = {
  id: 'deepseek-pricing',
  owner: 'deepseek',
  kind: 'vendor',
  upstreams: {},
  recordings: [],
  schedule: '19 */6 * * *',
  seeds: [
    { url: 'https://api-docs.deepseek.com/quick_start/pricing' },
    { url: 'https://api-docs.deepseek.com/zh-cn/quick_start/pricing' },
  ],
  locale: 'en',
  attributes: ['context_window', 'max_output', 'price', 'model', 'capability'],
  absent: 'unknown',
  note: 'Prices with their list prices, limits, features; footnotes (aliases, ends of discounts) and addresses are ignored.',
  ignores: [
    { what: 'footnotes', reason: 'aliases and ends of discounts in prose' },
    { what: 'addresses', reason: 'of the interface' },
  ],
  terms: 'Public documentation; facts with their link, no text.',
  floor: 10,
  read,
};
