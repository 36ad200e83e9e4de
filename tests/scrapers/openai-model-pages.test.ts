import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { source } from '../../scrapers/openai-model-pages/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const whole = (slug: string): string =>
  readFileSync(
    new URL(`../../fixtures/openai-model-pages/2026-08-01/${slug}/page.md`, import.meta.url),
    'utf8',
  );
const pageWith = (slug: string, from: string, to: string) => {
  expect(whole(slug)).toContain(from);
  return pageOf('', 'text/markdown', new TextEncoder().encode(whole(slug).replace(from, to)));
};
const refusalsOf = (from: string, to: string): string[] =>
  source.read(pageWith('gpt-5', from, to)).refused.map(({ reason, what }) => `${reason} ${what}`);

describe('openai-model-pages', () => {
  it('says limits of the offering and of the model, and only of the offering where the name moves', () => {
    const kinds = (from: string, to: string): string[] =>
      source
        .read(pageWith('gpt-5', from, to))
        .statements.flatMap(({ means, subject }) => (means.includes('context_window') ? [subject.kind] : []));
    expect(kinds('# GPT-5', '# GPT-5')).toEqual(['offering', 'model']);
    expect(kinds('Model ID: `gpt-5`', 'Model ID: `gpt-5-chat-latest`')).toEqual(['offering']);
  });

  it.each([
    ['400,000 context window', '400K context window', 'unknown-line 400K context window'],
    ['400,000 context window', '400.000 context window', 'unknown-line 400.000 context window'],
    ['Sep 30, 2024 knowledge', 'about 2024 knowledge', 'unknown-line about 2024 knowledge cutoff'],
    ['- Reasoning token support', '- No reasoning tokens', 'unknown-line No reasoning tokens'],
    ['- file_search', '- file_search (not with mini)', 'unknown-feature file_search (not with mini)'],
    ['- `gpt-5-2025-08-07`', '- GPT-5 of August', 'bad-id GPT-5 of August'],
  ])('refuses one line: %s -> %s', (from, to, refused) => {
    expect(refusalsOf('# GPT-5', '# GPT-5')).toEqual([]);
    expect(refusalsOf(from, to)).toEqual([refused]);
  });

  it.each([
    ['gpt-5', '## Quick comparison', '## Throughput'],
    ['gpt-5', '## Quick comparison', '## Snapshots'],
    ['gpt-5', '## Model details', '## About'],
    ['gpt-5', 'Model ID: `gpt-5`', 'The id is `gpt-5`'],
    ['gpt-5', 'Words about it.', 'Model ID: `gpt-5-mini`'],
    ['gpt-5', '- `gpt-5-2025-08-07`', '### Deprecated\n\n- `gpt-5-2025-08-07`'],
    ['index', '# Models', 'Models'],
    ['index', '# Models', '# Pricing'],
  ])('refuses the page %s: %s -> %s', (slug, from, to) => {
    expect(() => source.read(pageWith(slug, from, to))).toThrow(PageRefused);
  });

  it('follows the links to pages of models, each once', () => {
    const found = source.follow?.links(pageWith('index', '# Models', '# Models')) ?? [];
    expect(found.map((link) => link.replace('/api/docs/models/', ''))).toEqual(
      ['gpt-5', 'gpt-5.6-sol', 'gpt-5-mini', 'gpt-4.1', 'gpt-4o', 'o3'].map((id) => `${id}.md`),
    );
  });

  it('takes no link in other words for the name of a model', () => {
    const { statements } = source.read(pageWith('index', '[GPT-5 mini]', '[GPT-5]'));
    expect(statements.map(({ subject }) => subject.id)).not.toContain('gpt-5-mini');
  });
});
