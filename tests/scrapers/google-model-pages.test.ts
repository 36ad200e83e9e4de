import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { source } from '../../scrapers/google-model-pages/index.ts';
import { labelOf } from '../../scrapers/google-model-pages/properties.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const pageWith = (slug: string, from: string, to: string) => {
  const file = new URL(`../../fixtures/google-model-pages/2026-08-01/${slug}/page.html`, import.meta.url);
  const whole = readFileSync(file, 'utf8');
  expect(whole).toContain(from);
  return pageOf('', 'text/html', new TextEncoder().encode(whole.replace(from, to)));
};
const refusalsOf = (from: string, to: string): string[] =>
  source.read(pageWith('gemini-2-5-flash', from, to)).refused.map(({ reason, what }) => `${reason} ${what}`);

describe('google-model-pages', () => {
  it.each([
    ['token_autoToken limits[*]', 'token limits'],
    ['123 Versions', 'versions'],
    ['URL context', 'url context'],
    ['Model code', 'model code'],
  ])('reads the label "%s"', (text, label) => {
    expect(labelOf(text)).toBe(label);
  });

  it('says "no" only where it stands, and refuses a state that is neither', () => {
    const said = source.read(pageWith('gemini-2-0-flash', 'Gemini', 'Gemini'));
    const states = said.statements.flatMap(({ scope, unitWritten, means, subject }) =>
      means.includes('capability') && subject.kind === 'model' ? [`${scope} ${unitWritten}`] : [],
    );
    expect(states).toContain('image_generation no');
    expect(states.filter((state) => state.startsWith('thinking'))).toEqual([]);
    expect(said.refused.map(({ reason }) => reason)).toEqual(['unknown-state']);
  });

  it.each([
    ['<p>1,048,576</p>', '<p>1M</p>', 'unreadable-cell gemini-2.5-flash input token limit: 1M'],
    ['<p>1,048,576</p>', '<p>1.048.576</p>', 'unreadable-cell gemini-2.5-flash input token limit: 1.048.576'],
    ['<p>1,048,576</p>', '', 'unreadable-cell gemini-2.5-flash Token limits[*]'],
    ['<b>Input token limit</b>', '<b>Thinking limit</b>', 'unknown-property gemini-2.5-flash thinking limit'],
    ['Text, images, video, audio', 'Text embeddings', 'unknown-medium gemini-2.5-flash Text embeddings'],
    ['January 2025', 'early 2025', 'unreadable-cell gemini-2.5-flash knowledge cutoff: early 2025'],
    ['Latest update', 'Retires', 'unknown-property gemini-2.5-flash retires'],
    [
      'dir="ltr">gemini-2.5-flash<',
      'dir="ltr">gemini-2.5-flash</code> <code>gemini-2.5-pro<',
      'bad-id gemini-2.5-flash gemini-2.5-pro',
    ],
    ['>Model code<', '>Name<', 'bad-id (blank)'],
  ])('refuses by name: %s -> %s', (from, to, refused) => {
    expect(refusalsOf('Gemini', 'Gemini')).toEqual([]);
    expect(refusalsOf(from, to)).toEqual([refused]);
  });

  it('refuses a page whose table has another column, and names a table of another kind', () => {
    const wider = pageWith('gemini-2-5-flash', '<th>Description</th>', '<th>Description</th><th>Note</th>');
    expect(() => source.read(wider)).toThrow(PageRefused);
    const table = '<table><tr><th>Model</th><th>Limit</th></tr><tr><td>a</td><td>1</td></tr></table>';
    expect(refusalsOf('<p>One line', `${table}<p>One line`)[0]).toContain('unknown-table');
  });

  it('follows links to the pages of models', () => {
    const found = source.follow?.links(pageWith('index', 'Gemini', 'Gemini')) ?? [];
    expect(found).toHaveLength(5);
    expect(found[2]).toBe('https://ai.google.dev/gemini-api/docs/models/gemini-2.5-flash');
  });
});
