import { describe, expect, it } from 'vitest';
import { unitIn } from '../../src/read/counted.ts';

describe('the unit of a price', () => {
  it.each([
    ['$0.05 / image', 'image'],
    ['$0.05 / sec', 'second'],
    ['$0.111 per hour', 'hour'],
    ['$22.00 per 1M characters', 'character'],
    ['$1.25 / 1M tokens', 'token'],
  ])('stands behind the amount: %s', (text, unit) => {
    expect(unitIn(text)).toBe(unit);
  });

  it.each(['$1.25', '$0.15 input$0.60 output', '$0.05 / min ($3.00 / hr)', '$5 / frame', '-', 'per hour'])(
    'is not told by %s',
    (text) => {
      expect(unitIn(text)).toBeUndefined();
    },
  );
});
