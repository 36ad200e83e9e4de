import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/anthropic-pricing/index.ts';
import { draftClaims } from '../../src/pipeline/draft.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { fixtures, pageIn, pageOf } from '../support/fixtures.ts';

const pages = fixtures().filter((found) => found.source === source.id);
const textOf = (day: string): string => {
  const found = pages.find(({ name }) => name.includes(day));
  if (!found) throw new Error(`the fixture of ${day} is missing`);
  return pageIn(found).text;
};
const OLD = textOf('2026-01-15');
const NEW = textOf('2026-09-15');

const read = (text: string): PageReading =>
  source.read(pageOf(source.seeds[0]?.url ?? '', 'text/markdown', new TextEncoder().encode(text)));

const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) =>
    [s.subject.name, s.scope, s.part, s.asWritten, s.validFrom, s.validUntil].join(' · '),
  );

/** What a changed page says more and less than the whole one, and what it refuses. */
function changed(text: string, from: string | RegExp, to: string) {
  const other = text.replace(from, to);
  if (other === text) throw new Error(`the page has no ${from}`);
  try {
    const [whole, reading] = [brief(read(text)), read(other)];
    const said = brief(reading);
    const known = read(text).refused.map(({ what }) => what);
    return {
      more: said.filter((line) => !whole.includes(line)),
      less: whole.filter((line) => !said.includes(line)),
      refused: reading.refused
        .filter(({ what }) => !known.includes(what))
        .map(({ reason, what }) => `${reason}: ${what}`),
    };
  } catch (error) {
    if (error instanceof PageRefused) return error.code;
    throw error;
  }
}

describe("Anthropic's price page", () => {
  it.each([
    ['a version with the digit of a footnote glued to it', 'Claude Opus 5.5   |', 'Claude Opus 5.53 |'],
    ['a mark that nobody knows', 'Claude Opus 5.5   |', 'Claude Opus 5.5 (for schools) |'],
    [
      'a day that is none',
      'Sonnet 5 [through August 31, 2026](/docs/en/about-claude/pricing#introductory) | $2',
      'Sonnet 5 through Smarch 31, 2026 | $2',
    ],
  ])('refuses the row of %s', (_, from, to) => {
    const said = changed(NEW, from, to);
    expect(said).toMatchObject({ more: [], refused: [expect.stringMatching(/^unknown-name: /u)] });
    expect(said).toHaveProperty('less.length', 5);
  });

  it('refuses a table of long prompts whose sentence names no model', () => {
    expect(changed(OLD, 'Claude Sonnet 4 or Sonnet 4.5 with', 'some models with')).toMatchObject({
      more: [],
      less: expect.arrayContaining(['Claude Sonnet 4 · USD · input;above=200000 · $6 / MTok ·  · ']),
      refused: ['no-subject: (blank)', 'no-subject: (blank)'],
    });
  });

  it('reads fast mode of the models that a sentence names', () => {
    const table =
      'Fast mode (preview) for Claude Opus 4.6 provides speed.\n\n| Input | Output |\n|---|---|\n| $30 / MTok | $150 / MTok |\n\n### Batch';
    expect(changed(OLD, '### \nBatch', `### Fast mode pricing\n\n${table}`)).toEqual({
      more: [
        'Claude Opus 4.6 · USD;tier=fast · input · $30 / MTok ·  · ',
        'Claude Opus 4.6 · USD;tier=fast · output · $150 / MTok ·  · ',
      ],
      less: [],
      refused: [],
    });
  });

  it('refuses by name a section and a table with prices that nobody knows, and keeps the others', () => {
    const added =
      '## Gizmos\n\nA gizmo costs $3.\n\n| Gizmo | Price |\n|---|---|\n| One | $3 / MTok |\n\n## Third-party';
    expect(changed(OLD, '## \nThird-party', added)).toEqual({
      more: [],
      less: [],
      refused: ['unknown-section: Gizmos', 'unknown-table: Gizmos › Gizmo | Price'],
    });
    expect(changed(OLD, '## \nThird-party', '## News\n\nNothing is sold here.\n\n## Third-party')).toEqual({
      more: [],
      less: [],
      refused: [],
    });
  });

  it('refuses a component that nobody knows', () => {
    expect(changed(NEW, '<NextOpus />\n', '<Surcharge rate="2" />\n')).toMatchObject({
      refused: ['unknown-component: <Surcharge>'],
    });
  });

  it('refuses a page in another language, and one with another unit', () => {
    expect(changed(NEW, '## Model pricing', '## Harga model')).toBe('landmark-missing');
    expect(changed(NEW, '$4 / MTok', '$4 / KTok')).toMatchObject({
      more: [],
      less: ['Claude Opus 5.5 · USD · input · $4 / MTok ·  · '],
      refused: ['unreadable-cell: Base input tokens · Claude Opus 5.5'],
    });
  });

  it('lets a price end on its day, and not which model is sold', () => {
    const { drafts } = draftClaims(source.id, read(NEW).statements);
    const own = drafts.filter(({ alias }) => alias.name === 'Claude Sonnet 5');
    expect(own.find(({ attribute }) => attribute === 'model')).not.toHaveProperty('statedUntil');
    expect(own.find(({ value }) => value.text === '2.00')).toMatchObject({
      statedUntil: '2026-09-01T00:00:00Z',
    });
  });
});
