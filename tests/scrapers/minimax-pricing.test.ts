import { describe, expect, it } from 'vitest';
import { source } from '../../scrapers/minimax-pricing/index.ts';
import { tryPage } from '../../src/pipeline/try.ts';
import { fixtures, pageIn, pageOf } from '../support/fixtures.ts';

const fixture = fixtures().find(({ source: id }) => id === source.id);
if (!fixture) throw new Error('the fixture is missing');
const PAGE = pageIn(fixture);

/** What is refused of the page after one text was put for another. */
function refusals(from: string, to: string): string[] {
  if (!PAGE.text.includes(from)) throw new Error(`the page has no ${from}`);
  const bytes = new TextEncoder().encode(PAGE.text.replace(from, to));
  const { reasons, refused } = tryPage(source, pageOf(PAGE.url, 'text/markdown', bytes));
  return [
    ...reasons.map((reason) => reason.split(':')[0] ?? ''),
    ...refused.map(({ reason, what }) => `${reason}: ${what}`),
  ];
}

describe("MiniMax' price page", () => {
  it.each([
    ['≤ 512k input tokens', '≤ 512k output tokens', /^unknown-name: MiniMax-M3 ≤ 512k output/u],
    ['≤ 512k input tokens', '200k - 512k input tokens', /^unknown-name: MiniMax-M3 200k/u],
    ['**MiniMax-M2.7** |', '**Text models** |', /^unknown-name: Text models/u],
    ['title="Priority*"', 'title="Batch"', /^unknown-table: LLM › Batch › Model \| Input/u],
    ['  <Tab title="Priority*">', '  <Tab title="Standard">', /^tier-missing/u],
    ['\\$0.375 / M tokens', '\\$0.375', /^no-unit: Prompt caching Write · MiniMax-M2.7/u],
    ['\\$0.375 / M tokens', '€0.375 / M tokens', /^other-currency: Prompt caching Write/u],
    ['| Prompt caching Write', '| Minimum', /^unknown-column/u],
    ['## LLM', '## Batch\n\nHalf: $0.15 / M tokens.\n\n## LLM', /^unknown-section: .*Batch/u],
    ['Usage is taken', '<Credits amount={5} />\n\nUsage is taken', /^unknown-component: <Credits>/u],
  ])('refuses %j where it reads %j', (from, to, refused) => {
    expect(refusals(from, to)[0]).toMatch(refused);
  });

  it.each(['Fast mode*', 'Fast mode', 'Fast'])('takes the tab "%s" for priority', (name) => {
    const text = PAGE.text.replace('title="Priority*"', `title="${name}"`);
    const said = (body: string): string[] =>
      source
        .read(pageOf(PAGE.url, 'text/markdown', new TextEncoder().encode(body)))
        .statements.map(({ subject, scope, part, asWritten }) =>
          [subject.id, scope, part, asWritten].join(' · '),
        );
    expect(said(text)).toEqual(said(PAGE.text));
    expect(said(text).some((line) => line.includes('tier=priority'))).toBe(true);
  });

  it('leaves media alone, as it declares', () => {
    const media =
      '## Audio\n\n| Model | Price |\n| - | - |\n| speech-2.8-hd | $100 / M characters |\n\n## LLM';
    expect(refusals('## LLM', media)).toEqual([]);
  });
});
