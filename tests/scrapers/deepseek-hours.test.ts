import { describe, expect, it } from 'vitest';
import type { Page } from '../../schema/source.ts';
import { source } from '../../scrapers/deepseek-pricing/index.ts';
import { tryPage } from '../../src/pipeline/try.ts';
import { fixtures, pageIn } from '../support/fixtures.ts';

const fixture = fixtures().find(({ name }) => name === 'deepseek-pricing/2026-05-15/pricing-zh');
if (!fixture) throw new Error('the fixture of the Chinese page is missing');
const ZH = pageIn(fixture);
const EN_URL = 'https://api-docs.deepseek.com/quick_start/pricing';

interface Labels {
  model: string;
  version: string;
  context: string;
  vision: readonly [string, string, string];
  limit: string;
  hours: readonly [string, string];
  prices: readonly (readonly [label: string, amounts: readonly string[]])[];
}

/** The form of the table since August 2026: three columns of labels, two rows of hours for each component. */
function table({ model, version, context, vision, limit, hours, prices }: Labels): string {
  const rows = prices.flatMap(([label, amounts], at) => [
    `<tr>${at === 0 ? '<td rowspan="6">PRICING<sup>(1)(2)</sup></td>' : ''}<td rowspan="2">${label}</td><td>${hours[0]}</td><td>${amounts[0]}</td><td>${amounts[1]}</td></tr>`,
    `<tr><td>${hours[1]}</td><td>${amounts[2]}</td><td>${amounts[3]}</td></tr>`,
  ]);
  return `<table><tr><td colspan="3">${model}</td><td>deepseek-v4-flash</td><td>deepseek-v4-pro</td></tr>
<tr><td colspan="3">BASE URL (OpenAI Format)</td><td colspan="2">https://api.deepseek.com</td></tr>
<tr><td colspan="3">${version}</td><td>DeepSeek-V4-Flash-0731</td><td>DeepSeek-V4-Pro-0813</td></tr>
<tr><td colspan="3">${context}</td><td colspan="2">1M</td></tr>
<tr><td rowspan="3">FEATURES</td><td colspan="2">Responses API</td><td>✓</td><td>✓</td></tr>
<tr><td colspan="2">Anthropic API</td><td>✓</td><td>✓</td></tr>
<tr><td colspan="2">${vision[0]}</td><td>${vision[1]}</td><td>${vision[2]}</td></tr>
${rows.join('\n')}
<tr><td colspan="3">${limit}<sup>(3)</sup></td><td>2500</td><td>500</td></tr></table>`;
}

const EN_TABLE = table({
  model: 'MODEL',
  version: 'MODEL VERSION',
  context: 'CONTEXT LENGTH',
  vision: ['Vision', '✓', 'Not supported'],
  limit: 'Concurrency Limit',
  hours: ['OFF-PEAK', 'PEAK'],
  prices: [
    ['1M INPUT TOKENS (CACHE HIT)', ['$0.007', '$0.022', '$0.014', '$0.044']],
    ['1M INPUT TOKENS (CACHE MISS)', ['$0.22', '$0.66', '$0.44', '$1.32']],
    ['1M OUTPUT TOKENS', ['$0.66', '$1.98', '$1.32', '$3.96']],
  ],
});
const ZH_TABLE = table({
  model: '模型',
  version: '模型版本',
  context: '上下文长度',
  vision: ['图像理解', '支持', '不支持'],
  limit: '并发限制',
  hours: ['空闲时段', '高峰时段'],
  prices: [
    ['百万tokens输入 (缓存命中)', ['0.05元', '0.15元', '0.1元', '0.30元']],
    ['百万tokens输入 (缓存未命中)', ['1.5元', '4.5元', '3元', '9.0元']],
    ['百万tokens输出', ['4.5元', '13.5元', '9元', '27.0元']],
  ],
}).replace('PRICING', '价格');

const pageWith = (lang: string, url: string, body: string): Page => ({
  ...ZH,
  url,
  text: `<!doctype html><html lang="${lang}"><head><title>Models</title></head><body><h1>DeepSeek</h1>${body}</body></html>`,
});

const read = (page: Page) => {
  const { reasons, statements, refused } = tryPage(source, page);
  return {
    reasons: reasons.map((reason) => reason.split(':')[0]),
    said: statements.flatMap(({ subject, claims }) =>
      claims.map(({ attribute, scope, part, value }) =>
        [subject.id ?? subject.name, attribute, scope, part, value.text].join(' '),
      ),
    ),
    refused: refused.map(({ reason, what }) => `${reason}: ${what}`),
  };
};

describe("DeepSeek's prices by hours", () => {
  it('states each in the scope of its hours, in both lists', () => {
    const english = read(pageWith('en', EN_URL, EN_TABLE));
    expect(english.refused).toEqual([]);
    expect(english.said.filter((line) => line.startsWith('deepseek-v4-flash price'))).toEqual([
      'deepseek-v4-flash price USD;window=off-peak cache_read 0.007',
      'deepseek-v4-flash price USD;window=peak cache_read 0.014',
      'deepseek-v4-flash price USD;window=off-peak input 0.22',
      'deepseek-v4-flash price USD;window=peak input 0.44',
      'deepseek-v4-flash price USD;window=off-peak output 0.66',
      'deepseek-v4-flash price USD;window=peak output 1.32',
    ]);
    expect(english.said).toContain('deepseek-v4-pro capability vision  no');
    const chinese = read(pageWith('zh-CN', EN_URL, ZH_TABLE));
    expect(chinese.refused).toEqual([]);
    expect(chinese.said).toContain('deepseek-v4-pro price CNY;window=peak output 27.00');
    expect(chinese.said).toContain('deepseek-v4-flash price CNY;window=off-peak input 1.50');
    expect(chinese.said).toContain('deepseek-v4-flash capability vision  yes');
  });

  it('refuses hours and headings that it does not know, row by row', () => {
    const shoulder = read(pageWith('en', EN_URL, EN_TABLE.replaceAll('<td>PEAK<', '<td>SHOULDER<')));
    expect(shoulder.refused).toHaveLength(3);
    expect(shoulder.refused[0]).toBe('unknown-row: SHOULDER');
    expect(shoulder.said.filter((line) => line.includes(' price ') && !line.includes('off-peak'))).toEqual(
      [],
    );
    const discount = EN_TABLE.replace('PRICING', 'DISCOUNT PRICE (UTC 16:30-00:30)');
    const { statements, refused } = source.read(pageWith('en', EN_URL, discount));
    expect(refused).toHaveLength(6);
    expect(statements.filter(({ means }) => means.includes('price'))).toEqual([]);
  });

  it('leaves announced prices alone and keeps those of today', () => {
    const announced =
      '<p>The new prices take effect later:</p><table><tr><td>MODEL</td><td></td><td>1M INPUT TOKENS (CACHE HIT)</td><td>1M OUTPUT TOKENS</td></tr><tr><td>deepseek-v4-pro</td><td>PEAK</td><td>$9</td><td>$99</td></tr></table>';
    expect(read(pageWith('en', EN_URL, EN_TABLE + announced))).toEqual(
      read(pageWith('en', EN_URL, EN_TABLE)),
    );
  });

  it('reads the Markdown twin, in which merged cells are repeated', () => {
    const lines = [
      '| MODEL | MODEL | MODEL | deepseek-flash(1) | deepseek-v4-pro |',
      '| --- | --- | --- | --- | --- |',
      '| MODEL VERSION | MODEL VERSION | MODEL VERSION | DeepSeek-V4.1-Flash | DeepSeek-V4-Pro-0813 |',
      '| CONTEXT LENGTH | CONTEXT LENGTH | CONTEXT LENGTH | 1M | 1M |',
      '| FEATURES | Vision | Vision | ✓ | Not supported |',
      '| PRICING(2) | 1M INPUT TOKENS (CACHE HIT) | OFF-PEAK | $0.003 | $0.022 |',
      '| PRICING(2) | 1M INPUT TOKENS (CACHE HIT) | PEAK | $0.006 | $0.044 |',
      '| PRICING(2) | 1M OUTPUT TOKENS | 1M OUTPUT TOKENS | $0.6 | $1.98 |',
    ];
    const twin = {
      ...ZH,
      url: EN_URL,
      mediaType: 'text/markdown',
      text: `# Models\n\n${lines.join('\n')}\n`,
    };
    const { said, refused } = read(twin);
    expect(refused).toEqual([]);
    expect(said.filter((line) => line.startsWith('deepseek-flash'))).toEqual([
      'deepseek-flash model   deepseek/deepseek-v4.1-flash',
      'deepseek-flash capability vision  yes',
      'deepseek-flash price USD;window=off-peak cache_read 0.003',
      'deepseek-flash price USD;window=peak cache_read 0.006',
      'deepseek-flash price USD output 0.60',
    ]);
    expect(said).toContain('DeepSeek-V4.1-Flash context_window   1000000');
  });

  it('tells the list by the page and not by its address', () => {
    expect(read({ ...ZH, url: EN_URL }).said).toEqual(read(ZH).said);
    expect(read(ZH).said).toContain('deepseek-v4-pro price CNY output 6.00');
    expect(read(pageWith('en', EN_URL, ZH_TABLE)).reasons).toEqual(['other-locale']);
    expect(read(pageWith('en', EN_URL, EN_TABLE.replaceAll('$', '¥'))).reasons).toEqual(['other-currency']);
  });
});
