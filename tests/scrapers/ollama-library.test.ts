import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/ollama-library/index.ts';
import { fixtures, pageIn } from '../support/fixtures.ts';

const [page] = fixtures()
  .filter((fixture) => fixture.source === source.id)
  .map(pageIn);
if (page === undefined) throw new Error('no fixture');

const read = (from: string | RegExp = '', to = ''): PageReading => {
  const text = page.text.replace(from, to);
  if (from !== '' && text === page.text) throw new Error('nothing was changed');
  return source.read({ ...page, text });
};
const said = ({ statements }: PageReading): string[] =>
  statements.map(({ subject, scope, asWritten }) =>
    [subject.id, scope, asWritten].join(' ').replace('  ', ' '),
  );
const refused = (reading: PageReading): string[] =>
  reading.refused.map(({ reason, what }) => `${reason}: ${what}`);

describe("Ollama's library", () => {
  it('names a model by each size, and badges only of an entry with one size', () => {
    expect(said(read())).toEqual(
      expect.arrayContaining([
        'gpt-oss:120b gpt-oss:120b',
        'qwq:32b reasoning thinking',
        'mixtral:8x7b mixtral:8x7b',
      ]),
    );
    expect(
      said(read()).filter((line) => /^(?:gpt-oss|gemma3|deepseek-r1):.*(?:tools|thinking|vision)/.test(line)),
    ).toEqual([]);
  });

  it.each([
    ['a size that is none', '>120b<', '>latest<', 'unknown-words: gpt-oss latest', 'gpt-oss:20b gpt-oss:20b'],
    [
      'a badge that nobody knows',
      />thinking<(?=[\s\S]{0,60}>32b<)/,
      '>telepathy<',
      'unknown-words: qwq telepathy',
      'qwq:32b qwq:32b',
    ],
    [
      'a name with a blank',
      '<h2><span>qwq<',
      '<h2><span>QwQ 32B<',
      'unknown-words: QwQ 32B QwQ 32B',
      'gemma3:1b gemma3:1b',
    ],
  ])('refuses %s by name and keeps the rest', (_, from, to, expected, kept) => {
    const reading = read(from, to);
    expect(refused(reading)).toEqual([expected]);
    expect(said(reading)).toContain(kept);
  });

  it('refuses a page without entries, and another page', () => {
    expect(() => read(/x-test-model(?=[ >])/g, 'x-model')).toThrow('no element "x-test-model"');
    expect(() => read('<title>library', '<title>Blog')).toThrow('the title is');
  });
});
