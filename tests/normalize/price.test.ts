import { describe, expect, it } from 'vitest';
import type { Around } from '../../src/normalize/index.ts';
import { claimOf, claimsOf, reasonOf } from './support.ts';

const usd = (more: Partial<Around> = {}): Partial<Around> => ({
  context: { locale: 'en', currency: 'USD', per: '1M tokens' },
  scope: 'USD',
  part: 'input',
  ...more,
});
const bare = (more: Partial<Around> = {}): Partial<Around> => ({ scope: 'USD', part: 'input', ...more });
const perToken = usd({ context: { locale: 'en', currency: 'USD', per: 'token' } });
const price = (text: string, around: Partial<Around> = usd()): string => {
  const { value } = claimOf('price', text, around);
  return [value.text, value.unit].filter(Boolean).join(' ');
};

describe('prices with their unit in the cell', () => {
  it.each([
    ['$0.20/1M tokens', '0.20'],
    ['$0.20 / M tokens', '0.20'],
    ['$1.75 per million input tokens', '1.75'],
    ['$1.75/M input tokens', '1.75'],
    ['$5 / MTok', '5.00'],
    ['\\$0.3 / M tokens', '0.30'],
    ['$$2.25/M tokens', '2.25'],
    ['US$0.665 / 1M tokens', '0.665'],
    ['$0.0028/1M tokens', '0.0028'],
    ['$0.002 / 1K tokens', '2.00'],
    ['$0.00006 per 1,000 tokens', '0.06'],
    ['$0.25 / MTok1', '0.25'],
    ['0.20 USD per 1M tokens', '0.20'],
    ['0.00025 cents per token', '2.50'],
    ['$1,750.00 / 1M tokens', '1750.00'],
  ])('%s is %s', (text, expected) => expect(price(text, bare())).toBe(`${expected} USD per 1M tokens`));

  it('read output, yuan and units that are no tokens', () => {
    expect(price('$14 per million output tokens', bare({ part: 'output' }))).toBe('14.00 USD per 1M tokens');
    expect(price('￥4/ M Tokens', bare({ scope: 'CNY' }))).toBe('4.00 CNY per 1M tokens');
    expect(price('5 元 / 百万Tokens', bare({ scope: 'CNY' }))).toBe('5.00 CNY per 1M tokens');
    expect(price('$0.0035 per image', bare({ part: 'image' }))).toBe('0.0035 USD per image');
    expect(price('$10.00 / 1k calls', bare({ part: 'web_search' }))).toBe('0.01 USD per call');
    expect(price('$0.111 per hour', bare({ part: 'audio' }))).toBe('0.111 USD per hour');
    expect(price('$22.00 per 1M characters', bare({ part: 'speech' }))).toBe('22.00 USD per 1M characters');
  });
});

describe('prices with their unit outside the cell', () => {
  it('take it from the heading, else from the page', () => {
    expect(price('0.00000001', perToken)).toBe('0.01 USD per 1M tokens');
    expect(price('1.75e-06', perToken)).toBe('1.75 USD per 1M tokens');
    expect(price('$0.14', bare({ unit: '1M INPUT TOKENS (CACHE MISS)' }))).toBe('0.14 USD per 1M tokens');
    expect(price('1元', bare({ scope: 'CNY', unit: '百万tokens输入（缓存未命中）' }))).toBe(
      '1.00 CNY per 1M tokens',
    );
    expect(price('3.7e-06', bare({ unit: 'cents per token' }))).toBe('0.037 USD per 1M tokens');
    expect(price('2690', bare({ unit: '1e-4 USD per 1M tokens' }))).toBe('0.269 USD per 1M tokens');
    expect(price('0.002', bare({ unit: 'USD/1K tokens' }))).toBe('2.00 USD per 1M tokens');
    expect(price('5', bare({ unit: 'USD', context: { locale: 'en', per: '1M tokens' } }))).toBe(
      '5.00 USD per 1M tokens',
    );
  });

  it('give the cell the word over the heading and the page', () => {
    expect(price('$0.002 / 1K tokens', usd())).toBe('2.00 USD per 1M tokens');
    expect(price('$0.01per 1M', usd())).toBe('0.01 USD per 1M tokens');
  });

  it('refuse an amount without a unit, or with one that is half understood', () => {
    expect(reasonOf('price', '$5.00', bare())).toBe('no-unit');
    expect(reasonOf('price', '$5.00', bare({ unit: 'per M widgets' }))).toBe('no-unit');
    expect(reasonOf('price', '$5.00 / 1M', bare({ part: 'web_search' }))).toBe('no-unit');
    expect(reasonOf('price', '$5.00 / 1K', bare())).toBe('no-unit');
    expect(reasonOf('price', '$0.60 per billion widgets', bare())).toBe('unreadable-price');
  });
});

describe('currency, part and basis', () => {
  it('refuse a sign that disagrees with the scope', () => {
    expect(reasonOf('price', '0.02元', usd())).toBe('currency-mismatch');
    expect(reasonOf('price', '$1', usd({ scope: 'CNY' }))).toBe('currency-mismatch');
    expect(reasonOf('price', '¥1', usd())).toBe('currency-mismatch');
    expect(reasonOf('price', '1', bare({ scope: '', context: { locale: 'en', per: '1M tokens' } }))).toBe(
      'no-currency',
    );
    expect(reasonOf('price', '$1', usd({ scope: 'batch' }))).toBe('bad-scope');
  });

  it('refuse a rate that names another component', () => {
    expect(reasonOf('price', '$1.75 per million input tokens', usd({ part: 'output' }))).toBe('wrong-part');
    expect(reasonOf('price', '$1.75 per million output tokens', usd())).toBe('wrong-part');
    expect(reasonOf('price', '$0.1', bare({ unit: '1M INPUT TOKENS (CACHE HIT)' }))).toBe('wrong-part');
    expect(price('$0.1', bare({ part: 'cache_read', unit: '1M INPUT TOKENS (CACHE HIT)' }))).toBe(
      '0.10 USD per 1M tokens',
    );
  });

  it('set the currency where the scope is blank', () => {
    expect(claimOf('price', '$1', usd({ scope: '' })).scope).toBe('USD');
    expect(claimOf('price', 'Free', usd({ scope: '' })).scope).toBe('USD');
    expect(claimOf('price', '$1', usd({ scope: 'USD;tier=batch' })).scope).toBe('USD;tier=batch');
  });

  it.each([
    '$0.435 (75% off(3))~~$1.74~~',
    '<del>$1.74</del> $0.435 (75% off)',
    '~~\\$1.74~~ \\$0.435 / M tokens',
  ])('read list and effective price of %s', (text) => {
    const found = claimsOf('price', text, usd()).map(({ scope, value }) => `${scope} ${value.num}`);
    expect(found).toEqual(['USD 0.435', 'USD;basis=list 1.74']);
  });

  it('read a list price that stands alone', () => {
    expect(price('$0.435 (75% off(3))')).toBe('0.435 USD per 1M tokens');
    expect(claimOf('price', '~~$1.74~~', usd()).scope).toBe('USD;basis=list');
    expect(claimOf('price', '$1.74', usd({ scope: 'USD;basis=list' })).scope).toBe('USD;basis=list');
    expect(reasonOf('price', '~~$2~~ ~~$1.74~~ $1', usd())).toBe('several-prices');
  });
});

describe('words in the place of a price', () => {
  it.each([
    '',
    ' ',
    '-',
    '—',
    'N/A',
    'Unavailable',
    'has not been announced',
    'Contact sales',
    'ContactSales',
    'TBD',
    '-1',
    'null',
    '\\',
    'no token price sourced',
  ])('%j is unknown and carries no number', (text) =>
    expect(claimOf('price', text, usd()).value).toEqual({ kind: 'unknown', text: 'unknown' }),
  );

  it('keep free, included and not offered apart', () => {
    expect(claimOf('price', 'Free', usd()).value).toEqual({ kind: 'price', text: 'free' });
    expect(claimOf('price', 'Free of charge', usd()).value.text).toBe('free');
    expect(claimOf('price', '$0.00', usd()).value).toEqual({ kind: 'price', text: 'free' });
    expect(claimOf('price', 'Not available', usd()).value.text).toBe('not_offered');
    expect(claimOf('price', 'included with ChatGPT Pro', usd()).value).toEqual({
      kind: 'price',
      text: 'included',
      plan: 'chatgpt-pro',
    });
  });

  it.each(['cheap', '$', '-$5', '$1.2.3', '1.5 or 1.25€', '$0,435'])('%s is refused', (text) =>
    expect(reasonOf('price', text, usd())).toBe('unreadable-price'),
  );
});

describe('amounts that are not one price', () => {
  it.each([
    ['$0.1 - $0.2', 'several-prices'],
    ['$0.95 / $0.19 / $4.00', 'several-prices'],
    ['$5k', 'no-unit'],
    ['50% off', 'relative-price'],
    ['131072', 'implausible-unit'],
  ])('%s is refused as %s', (text, reason) =>
    expect(reasonOf('price', text, bare({ unit: 'USD per 1M' }))).toBe(reason),
  );
});

describe('prices that a source holds as floats', () => {
  const float = (text: string, unit = 'USD per token (float)'): string =>
    price(text, bare({ context: { locale: 'en', currency: 'USD' }, unit }));

  it.each([
    ['1.25e-07', '0.125'],
    ['2.4999999999999998e-07', '0.25'],
    ['3.0000000000000004e-07', '0.30'],
    ['0.0002833333333333333', '283.333333333'],
    ['9.999999999999999e-06', '10.00'],
    ['5e-06', '5.00'],
  ])('%s is %s: twelve digits are kept', (text, expected) =>
    expect(float(text)).toBe(`${expected} USD per 1M tokens`),
  );

  it('are kept to the last digit where nobody says float, but for the digits that only a program prints', () => {
    expect(price('2.4567891234567898e-07', perToken)).toBe('0.24567891234567898 USD per 1M tokens');
    expect(price('2.4999999999999998e-07', perToken)).toBe('0.25 USD per 1M tokens');
    expect(price('7.500000000000001e-07', perToken)).toBe('0.75 USD per 1M tokens');
  });

  it.each([
    ['pixel', '1.9e-08', '0.000000019'],
    ['query', '0.002', '0.002'],
    ['session', '0.03', '0.03'],
    ['credit', '0.015', '0.015'],
  ])('count %ss, too', (thing, text, expected) =>
    expect(float(text, `USD per ${thing} (float)`)).toBe(`${expected} USD per ${thing}`),
  );

  it('count units of Databricks as a currency of their own', () => {
    const dbu = bare({
      context: { locale: 'en', currency: 'DBU' },
      scope: 'DBU',
      unit: 'DBU per token (float)',
    });
    expect(price('4.2857e-05', dbu)).toBe('42.857 DBU per 1M tokens');
  });
});

describe('cells that say more than one price', () => {
  const all = (text: string, around: Partial<Around> = usd()): string[] =>
    claimsOf('price', text, around).map(
      ({ scope, part, value }) => `${scope} ${part} ${value.num ?? value.text}`,
    );

  it.each([
    ['$0.15 input$0.60 output', ['USD input 0.15', 'USD output 0.6']],
    ['$0.14 /Mt· Cache Read $0.028 /Mt', ['USD input 0.14', 'USD cache_read 0.028']],
    [
      '$2.00, prompts <= 200k tokens $4.00, prompts > 200k tokens',
      ['USD input 2', 'USD input;above=200000 4'],
    ],
    ['Input: $2.50 · Output: $15.00', ['USD input 2.5', 'USD output 15']],
    ['$0.435 (was $1.74)', ['USD input 0.435', 'USD;basis=list input 1.74']],
    ['$0.50 (Batch: $0.25)', ['USD input 0.5', 'USD;tier=batch input 0.25']],
    ['$3 / Eingabe-MTok $15 / Ausgabe-MTok', ['USD input 3', 'USD output 15']],
    ['$2.50 in / $15.00 out', ['USD input 2.5', 'USD output 15']],
    ['$1 in / $6 out per MTok', ['USD input 1', 'USD output 6']],
    ['standard $3.00 batch $1.50', ['USD input 3', 'USD;tier=batch input 1.5']],
    ['$0.80 now $0.40', ['USD input 0.4', 'USD;basis=list input 0.8']],
    ['Permanent 25% off $0.8$0.6', ['USD input 0.6', 'USD;basis=list input 0.8']],
    [
      '{"base": 1.5, "tiers": [{"start": 128000, "price": 3}]}',
      ['USD input 1.5', 'USD input;above=128000 3'],
    ],
  ])('%s', (text, expected) => expect(all(text)).toEqual(expected));

  it('leave the part to the cell where a bound names the prompt', () =>
    expect(all('$8.00, prompts <= 128k tokens $9.00, prompts > 128k', usd({ part: 'output' }))).toEqual([
      'USD output 8',
      'USD output;above=128000 9',
    ]));

  it('take a quantity without its thing for tokens where tokens are counted', () => {
    expect(all('Input: $2/M', bare())).toEqual(['USD input 2']);
    expect(all('0.15 USD / 1M', bare())).toEqual(['USD input 0.15']);
  });

  it('keep sizes apart that nothing else tells apart, and asides beside the price', () => {
    const media = bare({ part: 'video', scope: '', unit: 'USD per second' });
    expect(all('$0.1 (720p) $0.3 (4k)', media)).toEqual([
      'USD video;resolution=720p 0.1',
      'USD video;resolution=4k 0.3',
    ]);
    expect(all('$7 / 1k calls + results billed as input', bare({ part: 'web_search' }))).toEqual([
      'USD web_search 0.007',
    ]);
    expect(reasonOf('price', '$7 / 1k calls + $2 for results', bare({ part: 'web_search' }))).not.toBe('');
  });

  it('read the sign of yuan beside words of Chinese pages, and of yen beside those of Japanese ones never as yuan', () => {
    expect(all('¥6 / 百万tokens', bare({ scope: '' }))).toEqual(['CNY input 6']);
    expect(reasonOf('price', '¥6 / 百万トークン', bare({ scope: '' }))).toBe('no-currency');
  });

  it('read the order of strokes from a heading that names it', () => {
    const unit = 'input / cached / output, USD per 1M tokens';
    expect(all('$0.95 / $0.19 / $4.00', bare({ unit }))).toEqual([
      'USD input 0.95',
      'USD cache_read 0.19',
      'USD output 4',
    ]);
  });

  it('read the fields of a snippet by their names', () => {
    const none = { context: { locale: 'en' } };
    expect(all('{"utc_start":"0100","utc_end":"0400","prompt":"0.000001"}', none)).toEqual([
      'USD;window=01:00-04:00 input 1',
    ]);
    expect(all('"cache_creation_input_token_cost_above_1hr": 1e-05', none)).toEqual([
      'USD cache_write;ttl=1h 10',
    ]);
    expect(all('"input_cost_per_token": 2.4999999999999998e-07', none)).toEqual(['USD input 0.25']);
    expect(all('"retailPrice": 0.00125, "unitOfMeasure": "1K"', usd())).toEqual(['USD input 1.25']);
    expect(reasonOf('price', '"max_input_tokens": 272000', usd())).toBe('unknown-field');
  });

  it.each(['$12 限时5折', '$0.05 per 6 seconds', '20x cheaper', '$0.08 per 4 images', 'per $3'])(
    '%s is refused: half of it is not understood',
    (text) => expect(reasonOf('price', text, usd({ scope: '' }))).toBe('unreadable-price'),
  );
});
