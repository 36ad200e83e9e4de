import { describe, expect, it } from 'vitest';
import type { Page } from '../../schema/source.ts';
import { Account } from '../../src/read/account.ts';
import type { Block, TableBlock, TextBlock } from '../../src/read/blocks.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { printable, quoteOf, refusalOf, Statements } from '../../src/read/statements.ts';
import { sentencesOf, textBlocks } from '../../src/read/text.ts';

const pageOf = (text: string): Page => ({
  url: 'https://example.test/page',
  bytes: new TextEncoder().encode(text),
  text,
  mediaType: 'text/plain',
});
const blocks = (text: string): Block[] => textBlocks(pageOf(text));
const tableIn = (text: string): TableBlock => {
  const found = blocks(text).find((block): block is TableBlock => block.kind === 'table');
  if (!found) throw new Error('no table');
  return found;
};
const rows = (text: string): string[][] => tableIn(text).rows.map((row) => row.map((cell) => cell.plain));
const paragraph = (text: string): TextBlock => ({
  kind: 'text',
  role: 'paragraph',
  text,
  place: { kind: 'text', start: 100, end: 100 + text.length },
});
const sentences = (text: string): string[] => sentencesOf(paragraph(text)).map((piece) => piece.text);

describe('textBlocks', () => {
  it('tells headings, items, code and paragraphs line by line', () => {
    const text = '# One ##\r\n\r\nTwo  words\n- three\n  • four\n1. five\n---\n```\nsix | x\n```\nseven';
    expect(
      blocks(text).map((block) => [
        block.kind === 'text' ? block.role : block.kind,
        'text' in block && block.text,
      ]),
    ).toEqual([
      ['heading', 'One'],
      ['paragraph', 'Two words'],
      ['item', 'three'],
      ['item', 'four'],
      ['item', 'five'],
      ['code', 'six | x'],
      ['paragraph', 'seven'],
    ]);
  });

  it('cuts each text and cell exactly at its place', () => {
    const text = 'Plain é𝒳 line\nGlued first| Signal | A |\n|---|---|\n| Context \\| window |  131k |\n';
    for (const block of blocks(text)) {
      const cells = block.kind === 'table' ? block.rows.flat() : [block];
      for (const { place, text: words } of cells) {
        if (place.kind !== 'text') throw new Error('another kind of place');
        expect(text.slice(place.start, place.end)).toBe(words);
      }
    }
  });

  it('parts a heading that was glued to the header row', () => {
    const text = 'Local first| Signal | A | B |\n|---|---|---|\n| x | 1 | 2 |';
    expect(blocks(text)[0]).toMatchObject({ kind: 'text', text: 'Local first' });
    expect(rows(text)).toEqual([
      ['Signal', 'A', 'B'],
      ['x', '1', '2'],
    ]);
  });

  it('keeps empty header cells, and fills short rows at the place of no cell', () => {
    const text = '| Specification | ||\n|---|---|---|\n| Parameters || 198B |\n| Providers |';
    expect(rows(text)).toEqual([
      ['Specification', '', ''],
      ['Parameters', '', '198B'],
      ['Providers', '', ''],
    ]);
    const [, empty] = tableIn(text).rows[1] ?? [];
    const [, filler] = tableIn(text).rows[2] ?? [];
    const line = text.indexOf('| Providers');
    expect(filler?.place).toEqual({ kind: 'text', start: line, end: line });
    expect(empty?.place).toEqual({
      kind: 'text',
      start: text.indexOf('|| 198B') + 1,
      end: text.indexOf('|| 198B') + 1,
    });
  });

  it('reads tables without outer pipes, without a delimiter row, and with marks in cells', () => {
    expect(rows('a | b\n--- | ---\n1 | 2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(rows('| a | b |\n| 1 | 2 |')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(rows('| a | b |\n|:-:|--|\n| **1** | [2](https://x.test/) |')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(tableIn('| a | b |\n|--|--|\n| 1 | [2](https://x.test/) |').rows[1]?.[1]?.links).toEqual([
      'https://x.test/',
    ]);
  });

  it('ends a table where a line has no pipe, or where the next begins', () => {
    const text = '| a | b |\n|--|--|\n| 1 | 2 |\nwords | not a row\nNext| c | d |\n|--|--|\n| 3 | 4 |';
    expect(blocks(text).map((block) => (block.kind === 'table' ? block.rows.length : block.text))).toEqual([
      2,
      'words | not a row',
      'Next',
      2,
    ]);
  });
});

describe('hostile text', () => {
  it('is read in time that grows with its length, or refused', () => {
    const long = 200_000;
    for (const text of [
      '['.repeat(long),
      ']('.repeat(long),
      `# x${' '.repeat(long)}y`,
      '|'.repeat(long / 4),
      'a. A '.repeat(long),
    ]) {
      const [block] = blocks(`| a |\n| ${text} |\n${text}`).slice(-1);
      if (block?.kind === 'text') sentencesOf(block);
    }
    const wide = `|${'a|'.repeat(1000)}\n${'|b|\n'.repeat(1000)}`;
    expect(() => blocks(wide)).toThrow('a table of 1001 rows by 1000');
  }, 10_000);
});

describe('sentencesOf', () => {
  it('does not end one inside a name, a figure or an abbreviation', () => {
    expect(
      sentences('GPT-5.3 has 2.6 of it, e.g. Vision. Ling is under Apache 2.0. License labels differ.'),
    ).toEqual(['GPT-5.3 has 2.6 of it, e.g. Vision.', 'Ling is under Apache 2.0.', 'License labels differ.']);
    expect(sentences('It has vs. No. 5 of approx. 7. It costs $5! “Why?” Yes… No')).toEqual([
      'It has vs. No. 5 of approx. 7.',
      'It costs $5!',
      '“Why?”',
      'Yes…',
      'No',
    ]);
  });

  it('begins one with a name in lower case', () => {
    expect(sentences('A costs $5. o3 costs $2. gpt-oss-120b is free. sonar is not.')).toHaveLength(3);
    expect(sentencesOf(paragraph('A is here. sonar is not.'), ['sonar'])).toHaveLength(2);
  });

  it('gives each its own place, and the element where text and place differ', () => {
    expect(sentencesOf(paragraph('One two.  Three.'))[1]).toEqual({
      text: 'Three.',
      place: { kind: 'text', start: 110, end: 116 },
    });
    const place = { kind: 'css', path: 'html > p' } as const;
    expect(sentencesOf({ ...paragraph('One. Two.'), place }).map((piece) => piece.place)).toEqual([
      place,
      place,
    ]);
  });
});

describe('Statements', () => {
  const page = pageOf('Context window: 131k');
  const piece = (text: string, start: number) => ({
    text,
    place: { kind: 'text', start, end: start + text.length } as const,
  });
  const subject = { kind: 'model', name: 'A' } as const;

  it('joins the pieces of a quote and keeps what was said first', () => {
    const statements = new Statements(page, { locale: 'en' });
    const draft = { subject, means: ['context_window'] as const, asWritten: '131k' };
    statements.add({
      ...draft,
      pieces: [piece('Context window', 0), piece('131k', 16)],
      row: 'Context window',
    });
    statements.add({ ...draft, pieces: [piece('131k', 16)] });
    expect(statements.all).toHaveLength(1);
    expect(statements.all[0]).toMatchObject({
      quote: 'Context window … 131k',
      locator: { row: 'Context window' },
    });
  });

  it('throws where a piece does not stand at its place, or nothing is quoted', () => {
    const statements = new Statements(page, { locale: 'en' });
    const draft = { subject, means: ['context_window'] as const, asWritten: '128k' };
    expect(() => statements.add({ ...draft, pieces: [piece('128k', 16)] })).toThrow('does not stand');
    expect(() => statements.add({ ...draft, pieces: [] })).toThrow('without a quoted piece');
  });

  it('keeps the gap out of pieces that stand beside others', () => {
    expect(quoteOf([piece('a … long one', 0), piece('b', 3)]).quote).toBe('long one … b');
    expect(quoteOf([piece('a … b', 0)]).quote).toBe('a … b');
  });

  it('names a refusal in characters that can be stored', () => {
    expect(printable('a\u0000b')).toBe('a\ufffdb');
    expect(refusalOf('x', 'a\u0000b', [piece('a\u0000b', 0)])).toMatchObject({
      what: 'a\ufffdb',
      quote: 'a\ufffdb',
    });
    expect(refusalOf('x', ' ', [])).toEqual({ reason: 'x', what: '(blank)', quote: '' });
  });
});

describe('Account', () => {
  const items = [{ name: 'one' }, { name: 'two' }];
  const [one, two] = items;
  if (!one || !two) throw new Error('two items');
  const opened = (): Account => {
    const account = new Account();
    account.expect(items, (item) => item.name);
    return account;
  };

  it('refuses the page where something was neither taken nor ignored', () => {
    const account = opened();
    account.take(one);
    expect(() => account.finish()).toThrow(PageRefused);
    expect(() => account.finish()).toThrow('1 of 2 pieces were not accounted for: "two"');
    account.ignore(two, 'no need');
    expect(() => account.finish()).not.toThrow();
    expect(account.ignored).toEqual([{ what: 'two', reason: 'no need' }]);
  });

  it('counts a refusal by name as accounted for', () => {
    const account = opened();
    account.take(one);
    account.refuse(two, refusalOf('glued-row', 'two', []));
    account.finish();
    expect(account.refused).toEqual([{ reason: 'glued-row', what: 'two', quote: '' }]);
  });

  it('knows nothing of what was never in scope', () => {
    expect(() => opened().take({ name: 'three' })).toThrow('never in scope');
  });
});
