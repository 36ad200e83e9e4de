import { describe, expect, it } from 'vitest';
import type { Page } from '../../schema/source.ts';
import type { TableBlock } from '../../src/read/blocks.ts';
import { frontMatter } from '../../src/read/front-matter.ts';
import { bodyPiece, cellPiece, markdownBlocks } from '../../src/read/markdown.ts';

const pageOf = (text: string): Page => ({
  url: 'https://example.org/README.md',
  bytes: new TextEncoder().encode(text),
  text,
  mediaType: 'text/markdown',
});

const tableIn = (text: string): TableBlock => {
  const table = markdownBlocks(pageOf(text)).find((block) => block.kind === 'table');
  if (!table) throw new Error('no table');
  return table;
};

const at = (text: string, place: { kind: string }): string =>
  'start' in place && 'end' in place ? text.slice(Number(place.start), Number(place.end)) : '';

describe('blocks of Markdown', () => {
  it('says the kind, the role and the text of each block, in order', () => {
    const text =
      '# One `two`\n\nA **bold** text\nof two lines.\n\n- item\n\n```sh\ncontext 128k\n```\n\n<p>html</p>\n';
    const blocks = markdownBlocks(pageOf(text));
    expect(
      blocks.map((block) => [
        block.kind,
        'role' in block ? block.role : '',
        'text' in block ? block.text : '',
      ]),
    ).toEqual([
      ['heading', '', 'One two'],
      ['text', 'paragraph', 'A bold text of two lines.'],
      ['text', 'item', 'item'],
      ['text', 'code', 'context 128k'],
      ['text', 'code', '<p>html</p>'],
    ]);
  });

  it.each([
    ['plain', 'It has 16B total.', 'It has 16B total.'],
    ['marks', 'It has __16B total__ of `x` here.', 'It has __16B total__ of `x` here.'],
    ['entities and escapes', 'A &amp; B cost \\$2 &#8212; or so', 'A &amp; B cost \\$2 &#8212; or so'],
    ['a link', 'See [the card](https://a.example/b_c) now', 'See [the card](https://a.example/b_c) now'],
    ['line ends of two characters', 'one\r\n two', 'one two'],
  ])('finds the whole of %s in the body again', (_, text, written) => {
    const page = pageOf(`\uFEFF# T\n\n${text}\n`);
    const block = markdownBlocks(page).at(-1);
    if (block?.kind !== 'text') throw new Error('no text');
    expect(bodyPiece(page, block.flow, { start: 0, end: block.text.length }).text).toBe(written);
  });

  it('cuts a piece out of the middle where marks stand before it', () => {
    const page = pageOf('**Ling** &amp; others have __16B__ parameters.');
    const block = markdownBlocks(page)[0];
    if (block?.kind !== 'text') throw new Error('no text');
    const start = block.text.indexOf('16B');
    const piece = bodyPiece(page, block.flow, { start, end: start + 3 });
    expect(piece.text).toBe('16B');
    expect(at(page.text, piece.place)).toBe('16B');
  });

  it('ends a piece behind an entity, not inside it', () => {
    const page = pageOf('R&amp;D cost 5');
    const block = markdownBlocks(page)[0];
    if (block?.kind !== 'text') throw new Error('no text');
    expect(bodyPiece(page, block.flow, { start: 0, end: 2 }).text).toBe('R&amp;');
  });

  it('reads a table with marks, struck prices, escaped signs, breaks, notes and links', () => {
    const text = [
      '| **Model** | Price |',
      '|:--|--|',
      '| [a](https://a.example) <br> b | ~~\\$0.60~~ \\$0.30 (1) |',
      '| a \\| b | &nbsp; |',
      '| short |',
    ].join('\n');
    const { rows } = tableIn(text);
    expect(rows.map((row) => row.map((cell) => cell.plain))).toEqual([
      ['Model', 'Price'],
      ['a b', '$0.30'],
      ['a | b', ''],
      ['short', ''],
    ]);
    expect(rows[1]?.[1]).toMatchObject({ struck: ['$0.60'], notes: ['(1)'], text: '$0.60 $0.30 (1)' });
    expect(rows[1]?.[0]?.links).toEqual(['https://a.example']);
    expect(rows[0]?.every((cell) => cell.header)).toBe(true);
    const price = rows[1]?.[1];
    expect(price && at(text, price.place)).toBe('~~\\$0.60~~ \\$0.30 (1)');
    expect(price && cellPiece(pageOf(text), price).text).toBe('~~\\$0.60~~ \\$0.30 (1)');
  });

  it('keeps every offset behind front matter', () => {
    const text = '---\nlicense: mit\n---\n# Name\n\nText 128k.\n';
    const blocks = markdownBlocks(pageOf(text));
    expect(blocks.map((block) => at(text, block.place))).toEqual(['# Name', 'Text 128k.']);
  });
});

describe('front matter', () => {
  it('gives scalars, lists and places, and keys that are names of built-ins', () => {
    const text =
      '---\nlicense: other\nlicense_name: "modified-mit"\nbase_model:\n- a/b\n- c/d\nconstructor: 1.50\n---\nx\n';
    const entries = frontMatter(pageOf(text));
    expect(entries.get('license_name')?.values).toEqual(['modified-mit']);
    expect(entries.get('base_model')?.values).toEqual(['a/b', 'c/d']);
    expect(entries.get('constructor')?.values).toEqual(['1.50']);
    expect(entries.get('toString')).toBeUndefined();
    const licence = entries.get('license');
    expect(licence && at(text, licence.place)).toBe('license: other');
  });

  it.each([
    ['none', '# A\n'],
    ['a rule later in the text', '# A\n\n---\nlicense: mit\n---\n'],
    ['broken YAML', '---\nlicense: [mit\n---\n'],
  ])('is empty with %s', (_, text) => {
    expect(frontMatter(pageOf(text)).size).toBe(0);
  });
});
