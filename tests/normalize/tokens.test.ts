import { describe, expect, it } from 'vitest';
import { claimOf, reasonOf } from './support.ts';

/** Nominal, bounds and readings as one line: `262000 261500..262999 {262144}`. */
const line = (text: string): string => {
  const { num, low, high, readings } = claimOf('context_window', text).value;
  return [num, low && `${low}..${high}`, readings && `{${readings.join(',')}}`].filter(Boolean).join(' ');
};

describe('token counts written with k or M', () => {
  it.each([
    ['262k', '262000 261500..262999 {262144}'],
    ['131k', '131000 130500..131999 {131072}'],
    ['128k', '128000 127500..128999 {131072}'],
    ['256K', '256000 255500..256999 {262144}'],
    ['196k', '196000 195500..196999 {196608}'],
    ['192k', '192000 191500..192999 {196608}'],
    ['200k', '200000 199500..200999 {204800}'],
    ['64K', '64000 {65536}'],
    ['32k', '32000 {32768}'],
    ['16k', '16000 {16384}'],
    ['4k', '4000 {4096}'],
    ['1M', '1000000 {1024000,1048576}'],
    ['1.05M', '1050000 1045000..1059999 {1048576}'],
    ['1.04858M', '1048580 1048575..1048589 {1048576}'],
    ['1,049K', '1049000 1048500..1049999 {1048576}'],
    ['32.768K', '32768 32768..32768 {}'],
  ])('%s is %s', (text, expected) => expect(line(text)).toBe(expected));

  it('keep the digits as written and say that they are rounded', () => {
    const { value } = claimOf('context_window', '1.0m');
    expect(value.notation).toEqual({ coefficient: '1.0', suffix: 'M' });
    expect(value.precision).toBe('rounded');
    expect(claimOf('context_window', '32.768K').value.precision).toBe('exact');
  });

  it.each([
    '128k context window',
    'MAXIMUM: 128K',
    'up to 128k tokens',
    '128k-token context window',
    '128K tokens',
    '128 thousand tokens',
    '上下文长度 128K',
  ])('read the number in %s', (text) => expect(claimOf('context_window', text).value.num).toBe('128000'));
});

describe('whole token counts', () => {
  it.each([
    ['131072', '131072'],
    ['131,072', '131072'],
    ['131_072', '131072'],
    ['131\u202f072', '131072'],
    ['131\u00a0072 tokens', '131072'],
    ['１３１，０７２', '131072'],
    ['400,000 context window', '400000'],
    ['128Ki', '131072'],
    ['1Mi tokens', '1048576'],
  ])('%s is exactly %s', (text, num) => {
    const { value } = claimOf('context_window', text);
    expect(value).toMatchObject({ kind: 'tokens', num, text: num, precision: 'exact' });
    expect(value.low).toBeUndefined();
    expect(value.readings).toBeUndefined();
  });

  it('leave the decimal sign to the language of the source', () => {
    const german = { context: { locale: 'de' } };
    expect(claimOf('context_window', '131.072', german).value.num).toBe('131072');
    expect(claimOf('context_window', '1,05 M', german).value.num).toBe('1050000');
    expect(reasonOf('context_window', '1,05 M')).toBe('unreadable-tokens');
    // No count has thousandths: beside "tokens" a point groups three digits; alone it may have lost a suffix.
    expect(claimOf('context_window', '204.800 tokens').value.num).toBe('204800');
    expect(reasonOf('context_window', '204.800')).toBe('unreadable-tokens');
    expect(reasonOf('context_window', '128.000')).toBe('unreadable-tokens');
    expect(claimOf('context_window', '128.000', { context: { locale: 'pt' } }).value.num).toBe('128000');
    expect(reasonOf('context_window', '128,000', german)).toBe('unreadable-tokens');
    expect(claimOf('context_window', '1.048.576').value.num).toBe('1048576');
    expect(reasonOf('context_window', '1.048')).toBe('unreadable-tokens');
    expect(reasonOf('context_window', '1.000')).toBe('unreadable-tokens');
  });
});

describe('what is no count of tokens', () => {
  it.each(['', '   ', '-', '—', 'N/A', 'Contact sales', '0', 'null', 'not disclosed'])(
    '%j is unknown',
    (text) => expect(claimOf('context_window', text).value).toEqual({ kind: 'unknown', text: 'unknown' }),
  );

  it.each([
    '128k / 256k',
    '128k-256k',
    '-128k',
    '1.0005k',
    '12,34',
    '1,00,000',
    '128k output tokens',
    '128KB',
    'GPT-5 128k',
    '2e-5',
    '2.5e0',
    "' OR 1=1 -- 1",
    '=1+1',
    'large',
    '99999999999999999999',
  ])('%s is refused', (text) => expect(reasonOf('context_window', text)).toBe('unreadable-tokens'));

  it('takes words about another limit only where they are meant', () => {
    expect(claimOf('max_output', '128,000 max output tokens').value.num).toBe('128000');
    expect(reasonOf('max_output', '128k context window')).toBe('unreadable-tokens');
    expect(
      claimOf('context_window', '272k input', { means: ['context_window', 'max_input'] }).value.num,
    ).toBe('272000');
  });
});

it('meet under one key where a catalogue writes an integer as a float', () => {
  const { value } = claimOf('max_input', '2000000.0');
  expect(value).toEqual(claimOf('max_input', '2000000').value);
  expect(value.notation).toEqual({ coefficient: '2000000', suffix: '' });
});
