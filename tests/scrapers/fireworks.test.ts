import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { source } from '../../scrapers/fireworks/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const WHOLE = readFileSync(
  new URL('../../fixtures/fireworks/2026-08-01/pricing/page.md', import.meta.url),
  'utf8',
);
const read = (from: string, to: string) => {
  expect(WHOLE).toContain(from);
  const bytes = new TextEncoder().encode(WHOLE.replace(from, to));
  return source.read(pageOf(source.seeds[0]?.url ?? '', 'text/markdown', bytes));
};
const reasons = (from: string, to: string): string[] =>
  read(from, to).refused.map(({ reason, what }) => `${reason} ${what}`);
const KNOWN = reasons('GLM', 'GLM');

describe('fireworks', () => {
  it('refuses faster routes and families, which are no model by themselves', () => {
    expect(KNOWN).toEqual([
      'variant-without-id Kimi K2.6 Turbo (Fast, Preview)',
      'several-models DeepSeek V3 family',
    ]);
  });

  it.each([
    ['\\$1.40 / \\$0.26 / \\$4.40', '\\$1.40 / \\$4.40', 'unreadable-cell'],
    ['\\$1.40 / \\$0.26 / \\$4.40', '\\$1.40 / \\$0.26 / €4.40', 'unreadable-cell'],
    ['\\$1.40 / \\$0.26 / \\$4.40', '~~\\$2~~ \\$1.40 / \\$0.26 / \\$4.40', 'unreadable-cell'],
    ['| [GLM 5.1]', '| [Qwen3, GLM]', 'several-models'],
    ['input / cached input / output', 'input / output / cached input', 'no-order'],
    ['## Embeddings', '## Rerankers', 'unknown-table'],
  ])('refuses by name: %s -> %s', (from, to, reason) => {
    expect(
      reasons(from, to)
        .filter((one) => !KNOWN.includes(one))
        .join('\n'),
    ).toContain(reason);
  });

  it('says no price where the order of the figures is not told', () => {
    const { statements } = read('input / cached input / output', 'what is billed');
    expect(statements.filter(({ means }) => means.includes('price'))).toEqual([]);
  });

  it.each([
    ['| Standard  ', '| On demand '],
    ['(USD per 1M tokens)', ''],
    ['## Text and vision models', '## Models'],
  ])('refuses the page: %s -> %s', (from, to) => {
    const text = WHOLE.replace(from, to).replace('per 1 million', 'for');
    const page = pageOf('', 'text/markdown', new TextEncoder().encode(text));
    expect(() => source.read(page)).toThrow(PageRefused);
  });
});
