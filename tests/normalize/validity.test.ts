import { describe, expect, it } from 'vitest';
import type { Statement } from '../../schema/statement.ts';
import { normalize } from '../../src/normalize/index.ts';
import { claimOf, reasonOf } from './support.ts';

const stated = (days: Pick<Statement, 'validFrom' | 'validUntil'>): Statement => ({
  subject: { kind: 'offering', provider: 'seller', id: 'm-1' },
  means: ['price'],
  scope: 'USD',
  part: 'input',
  asWritten: '2',
  context: { locale: 'en', currency: 'USD', per: '1M tokens' },
  quote: '"input":2',
  locator: { places: [{ kind: 'text', start: 0, end: 9 }] },
  ...days,
});

function daysOf(days: Pick<Statement, 'validFrom' | 'validUntil'>): unknown {
  const result = normalize(stated(days));
  if (!result.ok) return result.reason;
  return result.claims.map(({ statedFrom, statedUntil }) => [statedFrom, statedUntil]);
}

describe('from when to when', () => {
  it('goes with the claim, as instants in UTC', () => {
    expect(daysOf({})).toEqual([[undefined, undefined]]);
    expect(daysOf({ validFrom: '2026-09-01' })).toEqual([['2026-09-01T00:00:00Z', undefined]]);
    expect(daysOf({ validUntil: '2026-09-01T08:00:00+08:00' })).toEqual([
      [undefined, '2026-09-01T00:00:00Z'],
    ]);
    expect(daysOf({ validFrom: '2026-03-13', validUntil: '2026-09-01' })).toEqual([
      ['2026-03-13T00:00:00Z', '2026-09-01T00:00:00Z'],
    ]);
  });

  it.each([
    [{ validFrom: 'soon' }],
    [{ validFrom: '2026-09' }],
    [{ validUntil: '2026-02-30' }],
    [{ validUntil: 'not before 2026-09-01' }],
    [{ validFrom: '2026-09-01', validUntil: '2026-09-01' }],
    [{ validFrom: '2026-09-02', validUntil: '2026-09-01' }],
  ])('is refused where it is %j', (days) => expect(daysOf(days)).toBe('bad-validity'));
});

describe('a 0 that the scraper calls unknown', () => {
  const around = {
    context: { locale: 'en', currency: 'USD', per: '1M tokens' },
    scope: 'USD',
    part: 'input',
  };

  it('is no price, whatever way it is written', () => {
    for (const text of ['0', '0.0', '0.00', '0e0']) {
      expect(claimOf('price', text, { ...around, unit: 'unknown' }).value.kind).toBe('unknown');
      expect(claimOf('price', text, around).value.text).toBe('free');
    }
  });

  it('hides no amount', () => {
    expect(reasonOf('price', '0.5', { ...around, unit: 'unknown' })).toBe('no-unit');
  });
});
