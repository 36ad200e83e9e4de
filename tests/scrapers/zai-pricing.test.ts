import { describe, expect, it } from 'vitest';
import { source } from '../../scrapers/zai-pricing/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { fixtures, pageIn, pageOf } from '../support/fixtures.ts';

const fixture = fixtures().find(({ name }) => name === 'zai-pricing/2026-06-15/pricing');
if (!fixture) throw new Error('the fixture in Markdown is missing');
const PAGE = pageIn(fixture);

/** What the page is refused for, or the rows and cells that are, after one text was put for another. */
function refusals(from: string, to: string): string[] {
  if (!PAGE.text.includes(from)) throw new Error(`the page has no ${from}`);
  const text = PAGE.text.replace(from, to);
  try {
    const { refused } = source.read(pageOf(PAGE.url, 'text/markdown', new TextEncoder().encode(text)));
    return refused.map(({ reason, what }) => `${reason}: ${what}`);
  } catch (error) {
    if (error instanceof PageRefused) return [error.code];
    throw error;
  }
}

describe("Z.ai's price page", () => {
  it.each([
    ['GLM-5.1', 'All GLM models', 'unknown-name: All GLM models'],
    ['GLM-5.1', 'GLM-5.11', 'bad-id: GLM-5.11'],
    ['GLM-5.1', 'GLM-51', 'bad-id: GLM-51'],
    ['| GLM-4.5-Flash ', '| GLM-4.5-FlashX2 ', 'bad-id: GLM-4.5-FlashX2'],
    [
      '### Vision Models',
      '### Batch Models',
      'unknown-table: Models › Batch Models › Model | Input | Cached Input | Cached Input Storage | Ou',
    ],
    ['Prices per 1M tokens.', 'Prices per 1K tokens.', 'unit-missing'],
    ['Prices per image.', 'Prices per 1M tokens.', 'unit-missing'],
    ['Cached Input Storage', 'Minimum', 'unknown-column'],
    ['\\$0.07', '€0.07', 'other-currency: Input · GLM-4.7-FlashX'],
    ['## Models', '<Offers />\n\n## Models', 'unknown-component: <Offers>'],
  ])('refuses %j where it reads %j', (from, to, refusal) => {
    expect(refusals(from, to)).toEqual([refusal]);
  });

  it('leaves a name with digits that other names of the page have too, or of which it has too few to tell', () => {
    expect(refusals('| GLM-4.5-X ', '| GLM-5.10 |$2|$1|Free|$9|\n| GLM-5.11 ')).toEqual([]);
    expect(refusals('| GLM-5.1 ', '| GLM-5.9 |$2|$1|Free|$9|\n| GLM-5.11 ')).toEqual([]);
    expect(refusals('CogView-4', 'CogView-41')).toEqual([]);
    expect(refusals('GLM-4.5-Flash', 'GLM-4.5-Lite2')).toEqual([]);
  });

  it('reads sections whose headings hold the anchor of a rendering', () => {
    const anchored = PAGE.text.replace(/^### /gmu, '### [\u200b](https://docs.z.ai/#section)');
    expect(anchored).not.toBe(PAGE.text);
    const read = source.read(pageOf(PAGE.url, 'text/markdown', new TextEncoder().encode(anchored)));
    expect([read.statements.length, read.refused]).toEqual([source.read(PAGE).statements.length, []]);
  });

  it('leaves tools, audio and agents alone without a word, as it declares', () => {
    const { refused, statements } = source.read(PAGE);
    expect(refused).toEqual([]);
    const names = new Set(statements.map(({ subject }) => subject.name));
    expect([...names].filter((name) => /Search|ASR|Agent/u.test(name ?? ''))).toEqual([]);
  });
});
