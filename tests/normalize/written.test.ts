import { describe, expect, it } from 'vitest';
import { readNotation } from '../../src/pipeline/notation.ts';

const IN_MILLIONS = 'USD per 1M tokens';

/** What a text says, in one line: the place where it differs from the kind's own, the value, its marks and qualifiers. */
function said(kind: string, text: string, { unit = '', locale = 'en' } = {}): string {
  const answer = readNotation({ kind, text, unit, locale, today: '2026-11-20' });
  if (answer?.refused) return `refused ${answer.refused.reason}`;
  return (answer?.values ?? [])
    .map(({ attribute, scope, part, value, unit: of, marks, from, until, qualifiers }) =>
      [
        ...(kind.startsWith(attribute) ? [] : [attribute]),
        scope,
        part,
        value,
        of ?? '',
        ...marks,
        ...(from ? [`from ${from.slice(0, 10)}`] : []),
        ...(until ? [`until ${until.slice(0, 10)}`] : []),
        ...Object.entries(qualifiers).map(([name, what]) => `(${name} ${what})`),
      ]
        .filter((one) => one !== '')
        .join(' '),
    )
    .join(' | ');
}

describe('factors', () => {
  it.each(['0x10', '0x0', 'AB0x', 'a\\x20b', '5x10', '$5 x 10', '0x', '0 times', 'row 3x of a table'])(
    '%s is none, and no price',
    (text) => expect(said('price_input', text, { unit: 'USD per 1M' })).toMatch(/^refused /),
  );

  it.each([
    ['1.5x', '1.5 (factor 1.5x)'],
    ['2x standard price', '2 (factor 2x) (tier standard)'],
    ['七五折', '0.75 (discount 七五折)'],
  ])('%s is a share of another price', (text, expected) => expect(said('price_other', text)).toBe(expected));
});

describe('what a unit and a sign are', () => {
  it.each([
    ['$3.10 per mil tokens', 'en', /^refused /],
    ['3,10 USD por mil tokens', 'es', /^USD input 3100\.00 USD per 1M tokens$/],
    ['A$3 / 1M', 'en', /^AUD input 3\.00 AUD per 1M tokens$/],
    ['C$3 / 1M', 'en', /^CAD /],
    ['S$3 / 1M', 'en', /^SGD /],
    ['NT$90 / 1M', 'en', /^TWD /],
    ['HK$24 / 1M', 'en', /^HKD /],
    ['B$3 / 1M', 'en', /^refused /],
    ['¥3 / 1M tokens', 'en', /^refused no-currency$/],
    ['3 cents per 1M tokens', 'en', /^refused no-currency$/],
    ['$2 per token', 'en', /^refused implausible-unit$/],
  ])('%s in %s', (text, locale, expected) => expect(said('price_input', text, { locale })).toMatch(expected));

  it.each([
    ['$0.07 / GB of vector storage per day', 'USD 0.07 USD per GB-day'],
    ['$0.07 per GB of storage per month', 'USD 0.07 USD per GB-month'],
    ['$0.06 / megapixel', 'USD 0.06 USD per 1e6 pixels'],
    ['$0.12 per 1K/2K image', 'USD 0.12 USD per image (resolution 1K/2K)'],
    ['$3 / 1k images', 'USD 0.003 USD per image'],
    ['$3 per image per month', 'refused unreadable-price'],
  ])('%s', (text, expected) => expect(said('price_other', text)).toBe(expected));
});

describe('several prices of one cell', () => {
  it.each([
    ['$3.75 / $0.30 write/read', 'USD cache_write 3.75 | USD cache_read 0.30'],
    ['$0.30 / $3.75 (read / write)', 'USD cache_read 0.30 | USD cache_write 3.75'],
    ['write/read: $3.75 / $0.30', 'USD cache_write 3.75 | USD cache_read 0.30'],
    ['5m: $3.75, 1h: $6', 'USD cache_write 3.75 (ttl 5m) | USD cache_write;ttl=1h 6.00 (ttl 1h)'],
  ])('%s', (text, expected) =>
    expect(said('price_cache', text, { unit: IN_MILLIONS }).replaceAll(` ${IN_MILLIONS}`, '')).toBe(expected),
  );

  const input = (text: string, unit = IN_MILLIONS): string =>
    said('price_input', text, { unit }).replaceAll(/ (?:USD|CNY) per 1M tokens/g, '');

  it.each([
    [
      '$1.10 (through 30 June 2026), then $2.20',
      'USD input 1.10 until 2026-07-01 (until 2026-06-30) | USD input 2.20 from 2026-07-01 (from 2026-07-01)',
    ],
    [
      '$1.10 until 2026-06-30, $2.20 after',
      'USD input 1.10 until 2026-07-01 (until 2026-06-30) | USD input 2.20 from 2026-07-01 (from 2026-07-01)',
    ],
    ['$0.60 → $0.30', 'USD input 0.30 | USD;basis=list input 0.60'],
    ['$0.30 → $0.60', 'refused unreadable-price'],
    ['$0.30 (50% off $0.60)', 'USD input 0.30 | USD;basis=list input 0.60'],
    ['$0.30 (40% off $0.60)', 'refused several-prices'],
    ['Starting at $0.30', 'USD input 0.30 at_least'],
    ['from $0.30', 'USD input 0.30 at_least'],
    ['from $0.30 to $0.60', 'refused unreadable-price'],
    ['$9 (thinking tokens billed as output)', 'USD input 9.00 (note thinking tokens billed as output)'],
    ['$2.00 (text), $0.0007 (image)', 'refused implausible-unit'],
    ['$2.00 (text), $4.00 (image)', 'USD input 2.00 | USD input;modality=image 4.00'],
    ['面议', 'input unknown (says on-request)'],
    ['None', 'input unknown'],
  ])('%s', (text, expected) => expect(input(text)).toBe(expected));

  it.each([
    ['原价 6 元，现 5 折', 'CNY input 3.00 (discount 5 折) | CNY;basis=list input 6.00'],
    ['原价 6 元，现 3 元', 'CNY input 3.00 | CNY;basis=list input 6.00'],
  ])('%s', (text, expected) => expect(input(text, '元 / 百万tokens')).toBe(expected));

  it('reads hours without a figure as a condition', () =>
    expect(said('price_input', '错峰优惠 北京时间 00:30-08:30')).toContain('window off-peak'));
});

describe('capabilities and states', () => {
  it.each([
    [
      'FIM 补全（Beta） 仅非思考模式支持',
      'fim_completion;mode=non-thinking unknown (condition only when reasoning is off)',
    ],
    ['Nobody we asked has seen it supported', 'refused unreadable-state'],
    ['Batch jobs: yes', 'batch_jobs yes'],
    ['JSON 输出（Beta） 支持', 'json_output yes (capability json_mode) (stage beta)'],
    ['实时语音 支持', '实时语音 yes'],
    ['Thinking: always on', 'reasoning yes (mandatory true)'],
    ['reasoning_effort: low, high', 'reasoning yes (efforts low, high)'],
    [
      '"input_modalities":["text","image"],"output_modalities":["text"]',
      'modality input=text yes | modality input=image yes | modality output=text yes',
    ],
    ['Vision: None', 'vision unknown'],
  ])('%s', (text, expected) => expect(said('capability', text)).toBe(expected));

  it.each([
    ['status', 'Deprecated (retires October 1, 2026)', 'deprecated | retired 2026-10-01'],
    ['status', 'Preview (retirement: 2026-10-01)', 'preview | retired 2026-10-01'],
    ['available', 'None', 'unknown'],
    ['context', 'None', 'context_window unknown'],
    ['date', 'Jun 2024 (approx)', 'released 2024-06 approximate'],
    ['subscription_price', 'Free', 'free'],
  ])('%s %s', (kind, text, expected) => expect(said(kind, text)).toBe(expected));
});

describe('figures', () => {
  it.each([
    ['context', '2e5', 'context_window 200000 tokens'],
    ['params', 'E4B', 'parameters total unknown (effective 4B)'],
    [
      'params',
      'some-20b (21B total, 4B active)',
      'parameters total 21000000000 parameters | parameters active 4000000000 parameters',
    ],
    ['params', '1234567890123456789', 'refused unreadable-parameters'],
    ['benchmark', '61.5/100', 'unnamed 61.5 (out_of 100)'],
    ['benchmark', '130%', 'refused implausible-score'],
    ['speed', '约 60 tokens/秒', 'throughput 60 tokens per second approximate'],
  ])('%s %s', (kind, text, expected) => expect(said(kind, text)).toBe(expected));

  it('takes ten thousands that are whole millions for as many millions', () =>
    expect(readNotation({ kind: 'context', text: '100万 tokens' })?.values[0]?.readings).toEqual([
      1_024_000, 1_048_576,
    ]));
});
