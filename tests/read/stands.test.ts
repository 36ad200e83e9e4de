import { describe, expect, it } from 'vitest';
import { standsIn } from '../../src/read/stands.ts';
import { Statements } from '../../src/read/statements.ts';
import { pageOf } from '../support/fixtures.ts';

describe('a piece of a quote', () => {
  it.each([
    ['as written', '~~\\$0.60~~ \\$0.30', '~~\\$0.60~~ \\$0.30'],
    ['as Markdown shows it', '~~\\$0.60~~ \\$0.30', '$0.60 $0.30'],
    ['as a component shows it', '<>{"$"}0.95</>', '$0.95'],
    ['as a text block keeps it', 'now ~~\\$0.60~~ \\$0.30', 'now ~~$0.60~~ $0.30'],
    ['with entities', '8 &lt; 9 &amp; &#36;5', '8 < 9 & $5'],
    ['behind a link by reference', 'in the [format][f] of **all**', 'format of all'],
    ['over lines of a quotation', '> Prices\\\n> are \\$5', 'Prices are $5'],
  ])('stands %s', (_, found, piece) => {
    expect(standsIn(found, piece, 'text')).toBe(true);
  });

  it.each([
    ['another figure', '\\$0.30', '$0.03'],
    ['a figure of a link', '[x](https://a.b/$5)', '$5.00'],
    ['nothing', '\\$0.30', ' '],
  ])('does not stand where there is %s', (_, found, piece) => {
    expect(standsIn(found, piece, 'text')).toBe(false);
  });

  it('is taken for Markdown only in text', () => {
    expect(standsIn('{"$"}0.30', '$0.30', 'json')).toBe(false);
  });

  it('that does not stand at its place refuses the page', () => {
    const page = pageOf('https://moon.test/', 'text/markdown', new TextEncoder().encode('costs \\$5'));
    const statements = new Statements(page, { locale: 'en' });
    const said = {
      subject: { kind: 'model' as const, name: 'Moon' },
      means: ['price' as const],
      asWritten: '$5',
    };
    const at = { kind: 'text' as const, start: 0, end: 9 };
    statements.add({ ...said, pieces: [{ text: 'costs $5', place: at }] });
    expect(() => statements.add({ ...said, pieces: [{ text: 'costs $6', place: at }] })).toThrow(
      'does not stand',
    );
  });
});
