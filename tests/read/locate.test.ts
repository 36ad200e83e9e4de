import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../schema/statement.ts';
import type { Block } from '../../src/read/blocks.ts';
import { htmlBlocks } from '../../src/read/html.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';

const HTML = `<html><body><div>a</div><div><p>one</p><p>two <b>three</b></p>
<table><tr><td>In<sup>1</sup></td><td>4<br>5</td></tr></table></div></body></html>`;
const css = (path: string): Place => ({ kind: 'css', path });

const blocksOf = (text: string): Block[] =>
  htmlBlocks({ url: 'https://example.com/', bytes: new Uint8Array(), text, mediaType: 'text/html' });

describe('places', () => {
  it('finds exactly the element of a path', () => {
    expect(locator(HTML)(css('html>body>div:nth-of-type(2)>p:nth-of-type(2)'))).toBe('two three');
    expect(locator(HTML)(css('html>body>div:nth-of-type(3)'))).toBeUndefined();
    expect(locator(HTML)(css('html>body>__proto__'))).toBeUndefined();
  });

  it('cuts text and JSON places out of the body, and knows where it ends', () => {
    expect(locator('abcdef')({ kind: 'text', start: 1, end: 3 })).toBe('bc');
    expect(locator('{"a":12}')({ kind: 'json', pointer: '/a', start: 5, end: 7 })).toBe('12');
    expect(locator('abc')({ kind: 'text', start: 1, end: 9 })).toBeUndefined();
  });

  it('finds every block and cell of any page again', () => {
    const inline = fc.constantFrom(
      'word',
      '<b>b</b>',
      '<br>',
      '<sup>1</sup>',
      '<del>x</del>',
      '&nbsp;',
      '\n ',
      '\u200b',
    );
    const tree: fc.Arbitrary<string> = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        inline,
        fc
          .tuple(
            fc.constantFrom('div', 'p', 'li', 'ul', 'h2', 'td', 'tr', 'table', 'span', 'x-y', 'dd', 'a'),
            fc.array(tie('node') as fc.Arbitrary<string>, { maxLength: 4 }),
          )
          .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag}>`),
      ),
    })).node as fc.Arbitrary<string>;
    fc.assert(
      fc.property(tree, (text) => {
        const find = locator(text);
        for (const block of blocksOf(text)) {
          if (block.kind !== 'table') expect(find(block.place)).toContain(block.text);
          else for (const cell of block.rows.flat()) expect(find(cell.place)).toContain(cell.text);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('quotes', () => {
  const cells = {
    places: [css('html>body>div:nth-of-type(2)>p:nth-of-type(1)'), css('html>body>div:nth-of-type(1)')],
  };

  it('holds where each piece stands at its place, in order', () => {
    const find = locator(HTML);
    expect(findsQuote(find, 'one … a', cells)).toBe(true);
    expect(findsQuote(find, 'a … one', cells)).toBe(false);
    expect(findsQuote(find, 'one', cells)).toBe(false);
    expect(findsQuote(find, 'one … ', cells)).toBe(false);
  });

  it('folds white space on both sides', () => {
    const find = locator('two\n  words');
    const places: Place[] = [{ kind: 'text', start: 0, end: 11 }];
    expect(findsQuote(find, ' two words', { places })).toBe(true);
    expect(findsQuote(find, 'twowords', { places })).toBe(false);
  });

  it('takes a quote of one place whole, the mark of a gap included', () => {
    const find = locator('from a … to b');
    expect(findsQuote(find, 'a … to', { places: [{ kind: 'text', start: 0, end: 13 }] })).toBe(true);
  });
});
