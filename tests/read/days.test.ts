import { describe, expect, it } from 'vitest';
import { dayAfter, ENGLISH_DAY } from '../../src/read/days.ts';

describe('the day behind a day as written', () => {
  it.each([
    ['August 31, 2026', '2026-09-01'],
    ['Dec. 31, 2026', '2027-01-01'],
    ['February 28, 2028', '2028-02-29'],
    ['March 1st, 2026', '2026-03-02'],
  ])('%s -> %s', (written, day) => {
    expect(dayAfter(written)).toBe(day);
    expect(new RegExp(`^${ENGLISH_DAY}$`, 'u').test(written)).toBe(true);
  });

  it.each(['February 30, 2026', 'Smarch 1, 2026', 'August 2026', '2026-08-31', ''])(
    'no day: "%s"',
    (written) => {
      expect(dayAfter(written)).toBeUndefined();
    },
  );
});
