import { describe, expect, it } from 'vitest';
import { strictFrontMatter } from '../../src/read/front-matter.ts';
import { htmlBlocks } from '../../src/read/html.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { markdownPage } from '../../src/read/markdown-page.ts';
import { type ProseRules, readProse } from '../../src/read/prose-rules.ts';
import { divide, sectionOf, sectionsOf } from '../../src/read/sections.ts';
import { pageOf } from '../support/fixtures.ts';

const pageFor = (text: string, type = 'text/markdown') =>
  pageOf('https://moon.test/page', type, new TextEncoder().encode(text));
const blocksOf = (...lines: string[]) => markdownPage(pageFor(lines.join('\n'))).blocks;
const TABLE = ['| A | B |', '|---|---|', '| 1 | 2 |', ''];

describe('sections', () => {
  const PAGE = blocksOf(
    'Above.',
    '# Prices',
    '## Batch',
    ...TABLE,
    '### Notes',
    'Half.',
    '## Tools',
    '$10 per call.',
    '# FAQ',
    'Why?',
  );

  it('know their titles, and hold what stands in them only', () => {
    expect(sectionsOf(PAGE).map(({ path, blocks }) => [path.join('/'), blocks.length])).toEqual([
      ['', 1],
      ['Prices', 0],
      ['Prices/Batch', 1],
      ['Prices/Batch/Notes', 1],
      ['Prices/Tools', 1],
      ['FAQ', 1],
    ]);
  });

  it('are the same of HTML', () => {
    const page = pageFor('<h1>Prices</h1><h2>Batch</h2><p>Half.</p><h1>FAQ</h1>', 'text/html');
    expect(sectionsOf(htmlBlocks(page)).map(({ path }) => path.join('/'))).toEqual([
      'Prices',
      'Prices/Batch',
      'FAQ',
    ]);
  });

  it('are found by their title, with what is below, once', () => {
    const batch = sectionOf(PAGE, /^Batch$/u);
    expect([batch.blocks.length, batch.inside.map(({ title }) => title)]).toEqual([3, ['Batch', 'Notes']]);
    expect(() => sectionOf(PAGE, /^Flex$/u)).toThrow('no section');
    expect(() => sectionOf(PAGE, /^(?:Batch|Tools)$/u)).toThrow('2 sections');
  });

  it('that no rule knows refuse the page where they hold a table or a price, and not otherwise', () => {
    const rules = [
      { under: /Batch/u, read: 'batch' },
      { under: /Tools/u, ignore: 'prices of tools' },
    ];
    const divided = divide(PAGE, rules);
    expect(divided.read.get('batch')?.map(({ title }) => title)).toEqual(['Batch', 'Notes']);
    expect(divided.ignored).toEqual([{ what: 'Prices › Tools', reason: 'prices of tools' }]);
    expect(() => divide(PAGE, rules.slice(0, 1))).toThrow('Prices › Tools');
    expect(() => divide(blocksOf('# New', ...TABLE), rules.slice(1))).toThrow('New');
    expect(() => divide(blocksOf('# Tools'), rules)).toThrow('no section "batch"');
  });
});

describe('prose by rules', () => {
  const RULES: ProseRules = {
    rules: [
      {
        is: /[Cc]ontext (?:length|window)(?: of)? (?<value>\d+[kKM])\b/u,
        means: 'context_window',
        about: 'section',
      },
      {
        is: /(?<name>Kimi K\d[\w.]*) has (?<value>\d+[BT]) total parameters/u,
        means: 'parameters',
        scope: 'total',
        about: 'sentence',
      },
    ],
    subject: (name) => (/^Kimi K\d/u.test(name) ? { kind: 'model', name } : undefined),
    context: { locale: 'en' },
  };
  const readText = (...lines: string[]) => {
    const page = pageFor(lines.join('\n'));
    const reading = readProse(page, markdownPage(page).blocks, RULES);
    const find = locator(page.text);
    for (const { quote, locator: where } of reading.statements)
      expect(findsQuote(find, quote, where)).toBe(true);
    return {
      said: reading.statements.map(({ subject, means, asWritten }) =>
        [subject.name, means[0], asWritten].join(' '),
      ),
      quotes: reading.statements.map(({ quote }) => quote),
      refused: reading.refused.map(({ reason }) => reason),
    };
  };

  it('are about the heading above, or about whom the sentence names', () => {
    const { said, quotes, refused } = readText(
      '# Cards',
      '## Kimi K9',
      '* **Context length** 256k, with \\*tools\\*. It is new.',
      '',
      'Kimi K8 has 1T total parameters.',
    );
    expect(said).toEqual(['Kimi K9 context_window 256k', 'Kimi K8 parameters 1T']);
    expect(quotes[0]).toBe('Kimi K9 … Context length** 256k, with \\*tools\\*.');
    expect(refused).toEqual([]);
  });

  it('refuse every figure that no pattern reads', () => {
    expect(readText('# Kimi K9', 'It costs $5, or 3元. It takes 200k tokens.')).toEqual({
      said: [],
      quotes: [],
      refused: ['unread-figure', 'unread-figure', 'unread-figure'],
    });
  });

  it.each([
    ['a section without a subject', ['# Overview', 'Context length 256k.'], 'no-subject'],
    [
      'another model in the sentence',
      ['# Kimi K9', 'Unlike Claude Opus 4.1, context length 256k.'],
      'another-subject',
    ],
    ['a rumour', ['# Kimi K9', 'A context length 256k would be nice.'], 'not-stated'],
    ['a question', ['# Kimi K9', 'Is a context length 256k enough?'], 'not-stated'],
    [
      'a heading of the same level that ends the section',
      ['# Kimi K9', '# Prices', 'Context length 256k.'],
      'no-subject',
    ],
  ])('say nothing of %s', (_, lines, reason) => {
    expect(readText(...lines)).toEqual({ said: [], quotes: [], refused: [reason] });
  });

  it('are not about a heading in another tab', () => {
    const tabs = [
      '<Tab title="A">',
      '',
      '## Kimi K9',
      'Context length 256k.',
      '</Tab>',
      '<Tab title="B">',
      '',
      'Context length 9k.',
      '</Tab>',
    ];
    expect(readText(...tabs)).toMatchObject({
      said: ['Kimi K9 context_window 256k'],
      refused: ['no-subject'],
    });
    const sections = sectionsOf(blocksOf(...tabs));
    expect(sections.map(({ title, heading }) => [title, heading?.text])).toEqual([
      ['Kimi K9', 'Kimi K9'],
      ['B', undefined],
    ]);
  });

  it('never read code', () => {
    expect(readText('# Kimi K9', '```', 'Context length 256k, $5', '```')).toEqual({
      said: [],
      quotes: [],
      refused: [],
    });
  });
});

describe('front matter', () => {
  const card = (...lines: string[]) =>
    strictFrontMatter(pageFor(['---', ...lines, '---', 'Text'].join('\n')));

  it('gives each value with its place, scalar or list alike', () => {
    const text =
      '---\nlicense: "other"\nbase_model:\n- a/b\n- c/d # why\ngated: no\nold: ~\nnote: null\nquoted: "null"\n---\n';
    const entries = strictFrontMatter(pageFor(text));
    const values = [...entries].map(([key, { items }]) => [key, items.map(({ value }) => value)]);
    expect(values).toEqual([
      ['license', ['other']],
      ['base_model', ['a/b', 'c/d']],
      ['gated', ['no']],
      ['old', []],
      ['note', []],
      ['quoted', ['null']],
    ]);
    for (const { items } of entries.values()) {
      for (const { text: said, place } of items)
        expect(findsQuote(locator(text), said, { places: [place] })).toBe(true);
    }
  });

  it.each([
    ['an alias', ['a: &x [1, 2]', 'b: [*x, *x]'], 'anchor'],
    ['a key twice', ['a: 1', 'a: 2'], 'unique'],
    ['a list', ['- a'], 'no map'],
    ['broken text', ['a: [1, 2'], 'flow'],
  ])('refuses %s', (_, lines, message) => {
    expect(() => card(...lines)).toThrow(new RegExp(message, 'iu'));
  });

  it('is empty where there is none', () => {
    expect(strictFrontMatter(pageFor('# Text')).size).toBe(0);
  });
});
