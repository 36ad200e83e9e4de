import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { source } from '../../scrapers/deepseek-pricing/index.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { fixtures, pageIn, pageOf } from '../support/fixtures.ts';

const fixture = fixtures().find((found) => found.source === source.id && found.name.endsWith('pricing-en'));
if (!fixture) throw new Error('the fixture of the English page is missing');
const PAGE = pageIn(fixture);

const read = (text: string): PageReading =>
  source.read(pageOf(PAGE.url, 'text/html; charset=utf-8', new TextEncoder().encode(text)));

/** The page with one text put for another; throws where the text is not in the page, or the reading is the same. */
function changed(from: string, to: string): PageReading {
  if (!PAGE.text.includes(from)) throw new Error(`the page has no ${from}`);
  return read(PAGE.text.replace(from, to));
}

const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) =>
    [s.subject.id ?? s.subject.name, s.means.join('|'), s.scope, s.part, s.asWritten].join(' · '),
  );
const WHOLE = brief(read(PAGE.text));

/** What a changed page says more and less than the whole one, and what it refuses. */
function difference(reading: PageReading): { more: string[]; less: string[]; refused: string[] } {
  const said = brief(reading);
  return {
    more: said.filter((line) => !WHOLE.includes(line)),
    less: WHOLE.filter((line) => !said.includes(line)),
    refused: reading.refused.map((refusal) => `${refusal.reason}: ${refusal.what}`),
  };
}

function refusedPage(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof PageRefused) return error.code;
    throw error;
  }
  return 'read';
}

describe("DeepSeek's price page", () => {
  it('states the effective and the list price in two scopes, each in the row of its component', () => {
    expect(WHOLE.filter((line) => line.includes('v4-pro · price'))).toEqual([
      'deepseek-v4-pro · price · USD · cache_read · $0.003625',
      'deepseek-v4-pro · price · USD;basis=list · cache_read · $0.0145',
      'deepseek-v4-pro · price · USD · input · $0.435',
      'deepseek-v4-pro · price · USD;basis=list · input · $1.74',
      'deepseek-v4-pro · price · USD · output · $0.87',
      'deepseek-v4-pro · price · USD;basis=list · output · $3.48',
    ]);
  });

  it('gives a cell that spans two models to both, as the limit of the model', () => {
    expect(WHOLE.filter((line) => line.includes('max_output'))).toEqual([
      'DeepSeek-V4-Flash · max_output ·  ·  · 384K',
      'DeepSeek-V4-Pro · max_output ·  ·  · 384K',
    ]);
  });

  it('quotes the label that carries the unit', () => {
    const price = read(PAGE.text).statements.find((s) => s.part === 'output');
    expect(price?.quote).toBe('deepseek-v4-flash(1) … 1M OUTPUT TOKENS … $0.28');
    expect(price?.context).toEqual({ locale: 'en', currency: 'USD', per: '1M tokens' });
  });

  it('gives a limit to the offering where two ids sell one model', () => {
    const reading = changed(
      '<td>DeepSeek-V4-Flash</td><td>DeepSeek-V4-Pro</td>',
      '<td colspan="2">DeepSeek-V4</td>',
    );
    expect(difference(reading).more).toContain('deepseek-v4-flash · max_output ·  ·  · 384K');
    expect(brief(reading).filter((line) => line.startsWith('DeepSeek-V4 '))).toEqual([]);
  });
});

describe('cells and rows that are not what they were', () => {
  it('refuses a row with an unknown label by name and keeps the others', () => {
    const { more, less, refused } = difference(changed('1M OUTPUT TOKENS', '1K OUTPUT TOKENS'));
    expect(more).toEqual([]);
    expect(less).toHaveLength(3);
    expect(refused).toEqual(['unknown-row: 1K OUTPUT TOKENS']);
  });

  it.each([
    ['<td>$0.14</td>', '<td>-</td>', 'deepseek-v4-flash · price · USD · input · -'],
    ['<td>$0.14</td>', '<td>Contact sales</td>', 'deepseek-v4-flash · price · USD · input · Contact sales'],
    [
      '<td colspan="2">1M</td>',
      '<td colspan="2">Contact sales</td>',
      'DeepSeek-V4-Flash · context_window ·  ·  · Contact sales',
    ],
    ['MAXIMUM: 384K', 'DEFAULT: 32K MAXIMUM: 64K', 'DeepSeek-V4-Pro · max_output ·  ·  · 64K'],
  ])('keeps %s as it is written when it becomes %s', (from, to, line) => {
    const { more, refused } = difference(changed(from, to));
    expect(more).toContain(line);
    expect(refused).toEqual([]);
  });

  it.each([
    [
      '<td>$0.14</td>',
      '<td>$0.14 / $0.28</td>',
      'unreadable-cell: 1M INPUT TOKENS (CACHE MISS) · deepseek-v4-flash',
    ],
    ['<td>$0.14</td>', '<td>0.14</td>', 'unknown-currency: 1M INPUT TOKENS (CACHE MISS) · deepseek-v4-flash'],
    ['<td>$0.14</td>', '<td>2元</td>', 'other-currency: 1M INPUT TOKENS (CACHE MISS) · deepseek-v4-flash'],
    [
      '<td>$0.14</td>',
      '<td>$0.14 (at night)</td>',
      'unreadable-cell: 1M INPUT TOKENS (CACHE MISS) · deepseek-v4-flash',
    ],
    [
      '<del>$1.74</del>',
      '<del>$1.74</del><del>$2</del>',
      'unreadable-cell: 1M INPUT TOKENS (CACHE MISS) · deepseek-v4-pro',
    ],
    ['<del>$1.74</del>', '<del>12元</del>', 'other-currency: 1M INPUT TOKENS (CACHE MISS) · deepseek-v4-pro'],
    [
      '<td>$0.14</td>',
      '<td>$0.\u000014</td>',
      'bad-character: 1M INPUT TOKENS (CACHE MISS) · deepseek-v4-flash',
    ],
  ])('refuses %s by name when it becomes %j', (from, to, what) => {
    const { more, less, refused } = difference(changed(from, to));
    expect(more).toEqual([]);
    expect(less.every((line) => line.includes('· input ·'))).toBe(true);
    expect(refused).toEqual([what]);
  });

  it('refuses limits that became a sentence, and a thinking mode that is said otherwise', () => {
    expect(difference(changed('MAXIMUM: 384K', 'up to 64K, 32K by default')).refused).toHaveLength(2);
    expect(
      difference(changed('Supports both non-thinking and thinking', 'No longer supports thinking')).refused,
    ).toHaveLength(2);
  });

  it('refuses another table by name', () => {
    const { refused, less } = difference(
      changed(
        '<h2 class="anchor" id="deduction-rules">',
        '<table><tr><td>PEAK</td><td>$9</td></tr></table><h2>',
      ),
    );
    expect(refused).toEqual(['unknown-table: Models & Pricing › Model Details › PEAK | $9']);
    expect(less).toEqual([]);
  });

  it.each([
    ['deepseek-v4-flash<sup>(1)</sup>', 'deepseek-v4-flash1', 'bad-id: deepseek-v4-flash1'],
    ['deepseek-v4-flash<sup>(1)</sup>', 'deepseek-v4-flash12', 'bad-id: deepseek-v4-flash12'],
    ['<td>DeepSeek-V4-Flash</td>', '<td>DeepSeek-V4-Flash1</td>', 'bad-id: deepseek-v4-flash'],
  ])('refuses the column of an id and a version that a digit parts: %s', (from, to, what) => {
    const { more, less, refused } = difference(changed(from, to));
    expect({ more, refused }).toEqual({ more: [], refused: [what] });
    expect(less.every((line) => /flash/iu.test(line))).toBe(true);
  });

  it.each(['deepseek-v4-flash-0731', 'deepseek-v4-flash-2', 'deepseek-v4-flash20260731', 'deepseek-chat1'])(
    'reads an id that goes on with more than a footnote: %s',
    (id) => {
      const { more, refused } = difference(changed('deepseek-v4-flash<sup>(1)</sup>', id));
      expect(more).toContain(`${id} · price · USD · output · $0.28`);
      expect(refused).toEqual([]);
    },
  );

  it('takes __proto__ and constructor for ids like any other', () => {
    const { more } = difference(changed('<td>deepseek-v4-pro</td>', '<td>__proto__</td>'));
    expect(more).toContain('__proto__ · price · USD · output · $0.87');
    expect(difference(changed('1M OUTPUT TOKENS', 'constructor')).refused).toEqual([
      'unknown-row: constructor',
    ]);
  });
});

describe('pages that are not the price page', () => {
  it.each([
    ['no landmark', PAGE.text.replace('>MODEL</td>', '>PLAN</td>'), 'landmark-missing'],
    ['no table', PAGE.text.replace(/<table[\s\S]*<\/table>/u, ''), 'landmark-missing'],
    ['the table twice', PAGE.text.replace(/(<table[\s\S]*<\/table>)/u, '$1$1'), 'landmark-twice'],
    [
      'one id twice',
      PAGE.text.replace('<td>deepseek-v4-pro</td>', '<td>deepseek-v4-flash</td>'),
      'bad-columns',
    ],
    [
      'no models',
      '<table><tr><td colspan=2>MODEL</td></tr><tr><td>MAX OUTPUT</td><td>8K</td></tr></table>',
      'no-models',
    ],
    ['an empty body', '', 'landmark-missing'],
  ])('%s is refused', (_, text, code) => {
    expect(refusedPage(text)).toBe(code);
  });
});

const recorded = fileURLToPath(
  new URL('../../../shared/samples/pages/deepseek/pricing_en.html', import.meta.url),
);
describe.runIf(existsSync(recorded))('the recorded page', () => {
  it('says exactly what the fixture says', () => {
    const reading = read(readFileSync(recorded, 'utf8'));
    expect(difference(reading)).toEqual({ more: [], less: [], refused: [] });
  });
});
if (!existsSync(recorded)) console.log(`deepseek-pricing.test.ts: no recorded page, ${recorded} is absent`);
