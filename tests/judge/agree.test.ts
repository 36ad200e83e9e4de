import { describe, expect, test } from 'vitest';
import type { Value } from '../../schema/value.ts';
import { agrees, agreeTogether } from '../../src/judge/agree.ts';
import { date, licence, number, price, tokens } from './build.ts';

const both = (a: Value, b: Value) => [agrees(a, b), agrees(b, a)];

describe('counts of tokens agree if one integer lies in every allowed set', () => {
  test.each([
    ['131k', '131072'],
    ['1.05M', '1048576'],
    ['196k', '196608'],
    ['262k', '262144'],
    ['128k', '128000'],
    ['128Ki', '131072'],
    ['1M', '1000000'],
    ['131k', '130500'],
    ['131k', '131999'],
  ])('%s and %s agree', (a, b) => expect(both(tokens(a), tokens(b))).toEqual([true, true]));

  test.each([
    ['128k', '131k'],
    ['131000', '131072'],
    ['16k', '16384'],
    ['32k', '32768'],
    ['1M', '1048576'],
    ['1M', '1050000'],
    ['256k', '262k'],
    ['200k', '204800'],
    ['200k', '202752'],
    ['131k', '130499'],
    ['131k', '132000'],
    ['128Ki', '128k'],
  ])('%s and %s do not', (a, b) => expect(both(tokens(a), tokens(b))).toEqual([false, false]));

  test('two integers inside one rounding agree with it and not with each other', () => {
    expect(agreeTogether([tokens('262k'), tokens('262144')])).toBe(true);
    expect(agreeTogether([tokens('262k'), tokens('262144'), tokens('262500')])).toBe(false);
  });

  test('"at least" opens the set upwards, "at most" says nothing more than a limit says', () => {
    const atLeast: Value = { ...tokens('100000'), marks: ['at_least'] };
    expect(both(atLeast, tokens('131072'))).toEqual([true, true]);
    expect(both(atLeast, tokens('99999'))).toEqual([false, false]);
    expect(both({ ...tokens('1000000'), marks: ['at_most'] }, tokens('131072'))).toEqual([false, false]);
  });
});

describe('other values', () => {
  test('figures are compared exactly, whatever their zeros and marks of doubt', () => {
    expect(both(price('0.20'), price('0.2'))).toEqual([true, true]);
    expect(both(price('0.2'), price('0.20000000000000000001'))).toEqual([false, false]);
    expect(both(number('198', 'B', ['approximate']), number('198', 'B', ['estimated']))).toEqual([
      true,
      true,
    ]);
    expect(both(price('1'), price('1', 'CNY per 1M tokens'))).toEqual([false, false]);
    expect(both(price('0'), { kind: 'price', text: 'free' })).toEqual([false, false]);
    expect(both({ kind: 'price', text: 'free' }, { kind: 'price', text: 'free' })).toEqual([true, true]);
  });

  test('a bound agrees with the figures on its side; two like bounds need equal figures', () => {
    const [least, most] = [number('100', 'tps', ['at_least']), number('200', 'tps', ['at_most'])];
    expect(both(least, number('100', 'tps'))).toEqual([true, true]);
    expect(both(least, number('150', 'tps'))).toEqual([true, true]);
    expect(both(least, number('99', 'tps'))).toEqual([false, false]);
    expect(both(most, number('150', 'tps'))).toEqual([true, true]);
    expect(both(most, number('201', 'tps'))).toEqual([false, false]);
    expect(both(least, most)).toEqual([true, true]);
    expect(both(least, number('120', 'tps', ['at_least']))).toEqual([false, false]);
  });

  test('dates agree where one is the other at lower precision', () => {
    expect(both(date('2026'), date('2026-02'))).toEqual([true, true]);
    expect(both(date('2026-02'), date('2026-02-12'))).toEqual([true, true]);
    expect(both(date('2026-03'), date('2026-02-12'))).toEqual([false, false]);
    expect(both(date('2026-02-12', ['not_sooner_than']), date('2026-05-01'))).toEqual([true, true]);
    expect(both(date('2026-02-12', ['not_sooner_than']), date('2026-01-01'))).toEqual([false, false]);
    expect(agreeTogether([date('2026'), date('2026-02'), date('2026-03')])).toBe(false);
  });

  test('texts agree where they are equal, kinds never mix', () => {
    expect(both(licence('Apache-2.0'), licence('Apache-2.0'))).toEqual([true, true]);
    expect(both(licence('Apache-2.0'), licence('LicenseRef-Proprietary'))).toEqual([false, false]);
    expect(both(licence('yes'), { kind: 'state', text: 'yes' })).toEqual([false, false]);
  });
});
