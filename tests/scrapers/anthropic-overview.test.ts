import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/anthropic-overview/index.ts';
import { fixtures, pageIn, pageOf } from '../support/fixtures.ts';

const textOf = (day: string): string => {
  const found = fixtures().find(({ name, source: id }) => id === source.id && name.includes(day));
  if (!found) throw new Error(`the fixture of ${day} is missing`);
  return pageIn(found).text;
};
const GLUED = textOf('2026-01-15');
const MARKED = textOf('2026-05-15');

const read = (text: string): PageReading =>
  source.read(pageOf(source.seeds[0]?.url ?? '', 'text/markdown', new TextEncoder().encode(text)));

const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) =>
    [s.subject.provider ?? s.subject.kind, s.subject.id, s.means.join('|'), s.scope, s.asWritten].join(' · '),
  );

/** What a changed page says more and less than the whole one, and what it refuses. */
function changed(text: string, from: string, to: string) {
  if (!text.includes(from)) throw new Error(`the page has no ${from}`);
  const [whole, reading] = [brief(read(text)), read(text.replace(from, to))];
  const said = brief(reading);
  return {
    more: said.filter((line) => !whole.includes(line)),
    less: whole.filter((line) => !said.includes(line)),
    refused: reading.refused.map(({ reason, what }) => `${reason}: ${what}`),
  };
}

describe("Anthropic's overview of its models", () => {
  it.each([
    [
      'another platform',
      'anthropic.claude-opus-4-7<sup>3</sup>',
      'anthropic.claude-opus-4-73',
      'AWS Bedrock ID',
    ],
    [
      'the alias',
      '**Claude API alias** | claude-opus-4-7 |',
      '**Claude API alias** | claude-opus-4-71 |',
      'Claude API alias',
    ],
  ])('refuses an id on %s with the digit of a footnote glued to it', (_, from, to, label) => {
    expect(changed(MARKED, from, to)).toMatchObject({
      more: [],
      refused: [`bad-id: ${label} · Claude Opus 4.7`],
    });
  });

  it('refuses a model whose id is not what its column is called', () => {
    const { more, refused } = changed(
      MARKED,
      '**Claude API ID** | claude-opus-4-7 |',
      '**Claude API ID** | claude-opus-4-73 |',
    );
    expect({ more, refused }).toEqual({ more: [], refused: ['bad-id: Claude Opus 4.7'] });
  });

  it('says nothing of reasoning where only extended thinking is denied', () => {
    const said = brief(read(MARKED)).filter((line) => /opus-4-7 · capability · (?!vision)/u.test(line));
    expect(said).toEqual([
      'model · claude-opus-4-7 · capability · adaptive_thinking · Yes',
      'model · claude-opus-4-7 · capability · reasoning · Yes',
    ]);
  });

  it('says of no model what the sentence on all of them no longer says, nor of older ones', () => {
    expect(brief(read(MARKED)).filter((line) => /opus-4-1.* · vision/u.test(line))).toEqual([]);
    const { less } = changed(GLUED, 'text and image input, text output, many languages, and vision', 'text');
    expect(less).toHaveLength(12);
  });

  it('refuses a price that is the least of several, and a limit that says more', () => {
    expect(changed(GLUED, '$5 / input MTok$25', 'From $5 / input MTok$25')).toMatchObject({
      more: [],
      refused: ['unreadable-cell: Pricing 2 · Claude Opus 4.5'],
    });
    expect(changed(GLUED, '| 64K tokens  ', '| 64K tokens of 80K  ')).toMatchObject({
      more: [],
      refused: ['unreadable-cell: Max output · Claude Opus 4.5'],
    });
  });

  it('refuses a line that nobody knows, and keeps the others', () => {
    expect(changed(GLUED, '**Max output**', '**Max output per day**')).toMatchObject({
      more: [],
      refused: ['unknown-row: Max output per day'],
    });
  });
});
