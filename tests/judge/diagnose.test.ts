import { describe, expect, test } from 'vitest';
import type { DiagnosisKind } from '../../schema/judgement.ts';
import { judge } from '../../src/judge/index.ts';
import type { KeyState } from '../../src/judge/state.ts';
import { claim, date, licence, NOW, number, price, stateOf, tokens } from './build.ts';

/** The diagnosis of two or more writings, each of one press source. */
function conflictBetween(...written: string[]) {
  const claims = written.map((one, at) => claim(`press-${at}`, tokens(one)));
  return judge(stateOf(claims), NOW).conflict;
}

const diagnosisOf = (...written: string[]): DiagnosisKind | 'agree' =>
  conflictBetween(...written)?.diagnosis ?? 'agree';

describe("DESIGN's checked examples", () => {
  test.each([
    ['128k', '131k', 'notation'],
    ['131k', '131072', 'agree'],
    ['131000', '131072', 'rounding'],
    ['16k', '16384', 'notation'],
    ['32k', '32768', 'notation'],
    ['1M', '1048576', 'notation'],
    ['1M', '1050000', 'none-known'],
    ['1.05M', '1048576', 'agree'],
    ['256k', '262k', 'notation'],
    ['196k', '196608', 'agree'],
    ['200k', '204800', 'notation'],
    ['200k', '202752', 'none-known'],
  ])('%s against %s: %s', (a, b, diagnosis) => {
    expect(diagnosisOf(a, b)).toBe(diagnosis);
    expect(diagnosisOf(b, a)).toBe(diagnosis);
  });
});

describe('counts of tokens', () => {
  test.each([
    ['128000', '131072', 'notation'],
    ['131000', '128000', 'notation'],
    ['128k', '128Ki', 'notation'],
    ['1M', '1024000', 'notation'],
    ['1024000', '1048576', 'notation'],
    ['1.25M', '1310720', 'notation'],
    ['1500000', '1572864', 'notation'],
    ['1.5k', '1536', 'notation'],
    ['1500', '1536', 'none-known'],
    ['15625', '16384', 'none-known'],
    ['65535', '65536', 'off-by-one'],
    ['262141', '262144', 'off-by-one'],
    ['262140', '262144', 'none-known'],
    ['1048756', '1048576', 'digit-slip'],
    ['131702', '131072', 'digit-slip'],
    ['131000', '113000', 'none-known'],
    ['204000', '204800', 'rounding'],
    ['197000', '196608', 'rounding'],
    ['262100', '262144', 'rounding'],
    ['1050000', '1048576', 'rounding'],
    ['99000', '99304', 'none-known'],
    ['202752', '204800', 'none-known'],
    ['997952', '1000000', 'rounding'],
    ['196000', '192000', 'none-known'],
    // A catalogue's 65336 for 65,536 is a slip of another kind, and nothing may explain it away.
    ['65336', '65536', 'none-known'],
    ['65336', '64000', 'none-known'],
    ['65336', '163840', 'none-known'],
    ['1048756', '1000000', 'none-known'],
  ])('%s against %s: %s', (a, b, diagnosis) => {
    expect(diagnosisOf(a, b)).toBe(diagnosis);
    expect(diagnosisOf(b, a)).toBe(diagnosis);
  });

  test.each([
    [
      ['131k', '128k'],
      '131k stands for 131,072 = 128 × 1,024; 128k read in steps of 1,000 is 128,000',
      '131k',
    ],
    [['16k', '16384'], '16,384 = 16 × 1,024; 16k read in steps of 1,000 is 16,000', '16384'],
    [['128000', '131072'], '131,072 = 128 × 1,024; 128,000 = 128 × 1,000', '131072'],
    [['128Ki', '128k'], '128Ki is 131,072 = 128 × 1,024; 128k read in steps of 1,000 is 128,000', '128Ki'],
    [['1M', '1048576'], '1,048,576 = 1 × 1,024 × 1,024; 1M read in steps of 1,000 is 1,000,000', '1048576'],
    [['1500000', '1572864'], '1,572,864 = 1.5 × 1,024 × 1,024; 1,500,000 = 1.5 × 1,000 × 1,000', '1572864'],
    [['65535', '65536'], '65,536 − 65,535 = 1', '65536'],
    [['1048756', '1048576'], '1,048,756 is 1,048,576 = 1,024 × 1,024 with 57 written 75', '1048576'],
    [['131000', '131072'], '131,072 rounded to whole 1,000s is 131,000', '131072'],
    [['204000', '204800'], '204,800 cut to whole 1,000s is 204,000', '204800'],
    [['1M', '1050000'], '1,050,000 against 1M, 50,000 apart', '1050000'],
  ])('%s: %s', (written, arithmetic, proposal) => {
    const conflict = conflictBetween(...written);
    expect(conflict?.arithmetic).toBe(arithmetic);
    expect(conflict?.proposal?.key).toBe(proposal);
  });

  test('an explanation of some of the differences is no explanation', () => {
    expect(diagnosisOf('128000', '131000', '131072')).toBe('notation');
    expect(conflictBetween('128000', '131000', '131072')?.proposal?.key).toBe('131072');
    expect(diagnosisOf('128000', '131072', '64000')).toBe('none-known');
  });
});

describe('list and effective price', () => {
  const seller = { part: 'input', kind: 'vendor' as const };
  const beside = (source: string, num: string, scope: string) => ({
    ...claim(source, price(num), seller),
    scope,
  });

  function between(siblings: KeyState['siblings']) {
    const claims = [
      claim('seller', price('0.5'), seller),
      claim('guide', price('1'), { part: 'input', kind: 'comparison' }),
    ];
    return judge({ ...stateOf(claims, 'price'), siblings }, NOW).conflict;
  }

  test('needs the other figure from the other side itself', () => {
    const conflict = between([beside('seller', '1', 'USD;basis=list')]);
    expect(conflict?.diagnosis).toBe('list-versus-effective');
    expect(conflict?.arithmetic).toBe(
      'input: 1 USD per 1M tokens is the list price that seller states beside 0.5 USD per 1M tokens',
    );
    expect(conflict?.proposal?.key).toBe('input=0.5 USD per 1M tokens');
  });

  test.each([
    ['no sibling', []],
    ['another figure', [beside('seller', '2', 'USD;basis=list')]],
    ['another scope', [beside('seller', '1', 'USD;tier=batch')]],
    ['another source', [beside('somebody', '1', 'USD;basis=list')]],
    ['the source that states it as effective', [beside('guide', '1', 'USD;basis=list')]],
  ])('%s is no evidence', (_name, siblings) => expect(between(siblings)?.diagnosis).toBe('none-known'));

  test('prices without an explanation show both figures', () => {
    expect(between([])?.arithmetic).toBe(
      'input: 0.5 USD per 1M tokens against 1 USD per 1M tokens, 0.5 apart',
    );
  });
});

test('bounds are shown, and are other values than their figure', () => {
  const claims = [claim('a', date('2026-05-01', ['not_sooner_than'])), claim('b', date('2026-04-01'))];
  expect(judge(stateOf(claims, 'retired'), NOW).conflict).toMatchObject({
    arithmetic: 'not sooner than 2026-05-01 against 2026-04-01',
    candidates: [{ key: '>=2026-05-01' }, { key: '2026-04-01' }],
  });
  const speeds = [claim('a', number('100', 'tps', ['at_least'])), claim('b', number('90', 'tps'))];
  expect(judge(stateOf(speeds, 'throughput'), NOW).conflict?.arithmetic).toBe(
    '≥ 100 tps against 90 tps, 10 apart',
  );
});

test('texts show both sides', () => {
  const claims = [claim('a', licence('Apache-2.0')), claim('b', licence('LicenseRef-Proprietary'))];
  const conflict = judge(stateOf(claims, 'licence'), NOW).conflict;
  expect(conflict).toMatchObject({
    diagnosis: 'none-known',
    arithmetic: 'Apache-2.0 against LicenseRef-Proprietary',
  });
});
