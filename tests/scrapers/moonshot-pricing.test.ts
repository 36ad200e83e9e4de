import { describe, expect, it } from 'vitest';
import type { Page } from '../../schema/source.ts';
import { source } from '../../scrapers/moonshot-pricing/index.ts';
import { tryPage } from '../../src/pipeline/try.ts';
import { fixtures, pageIn, pageOf } from '../support/fixtures.ts';

const pageNamed = (name: string): Page => {
  const fixture = fixtures().find((found) => found.name === `moonshot-pricing/${name}`);
  if (!fixture) throw new Error(`the fixture ${name} is missing`);
  return pageIn(fixture);
};
const EN = pageNamed('2026-05-10/chat-en');
const ZH = pageNamed('2026-07-20/chat-zh');
const text = (body: string): Page => pageOf(EN.url, 'text/markdown', new TextEncoder().encode(body));

/** What is refused of a page after one text was put for another. */
function refusals(from: string, to: string): string[] {
  if (!EN.text.includes(from)) throw new Error(`the page has no ${from}`);
  const { reasons, refused } = tryPage(source, text(EN.text.replace(from, to)));
  return [
    ...reasons.map((reason) => reason.split(':')[0] ?? ''),
    ...refused.map(({ reason, what }) => `${reason}: ${what}`),
  ];
}

describe("Moonshot AI's price pages", () => {
  it('states both lengths of a page that says two', () => {
    const { statements } = source.read(EN);
    const said = statements.filter(
      ({ means, subject }) => means[0] === 'context_window' && subject.id === 'kimi-k2.6',
    );
    expect(said.map(({ asWritten }) => asWritten)).toEqual(['262,144 tokens', '256k']);
  });

  it.each([
    [
      '"kimi-k2.6", "1M',
      '"Kimi K2.6", "1M',
      ['bad-id: Kimi K2.6', 'no-subject: Context length 256k, for long tasks.'],
    ],
    [
      'Context length 256k, for',
      'It grew to 512k, for',
      ['unread-figure: 512k in: It grew to 512k, for long tasks.'],
    ],
    [
      ': Context length 128k',
      ': Context length 128k or 64k',
      ['unread-figure: 64k in: kimi-k2-0711-preview: Context length 128k or 64k'],
    ],
    [
      '* kimi-k2-0711-preview:',
      '* kimi-k2-0999-preview:',
      ['unknown-subject: kimi-k2-0999-preview: Context length 128k'],
    ],
    ['"kimi-k2.6", "1M tokens"', '"kimi-k2.6", "1K tokens"', ['unit-missing']],
    ['title: "Output Price"', 'title: "Output Price (Batch)"', ['missing-column']],
    [
      '## Product Pricing',
      '## Batch Pricing',
      ['unknown-table: Multi-modal Model Kimi K2.6 Pr › Batch Pricing › Model | Unit | Input Price (Cac'],
    ],
  ])('refuses %j where it reads %j', (from, to, refused) => {
    expect(refusals(from, to)).toEqual(refused);
  });

  it('tells the list for China by the page itself, whatever its address', () => {
    const { verdict, statements } = tryPage(source, { ...ZH, url: EN.url });
    expect(verdict).toBe('accepted');
    expect(new Set(statements.flatMap(({ scope }) => scope || []))).toEqual(new Set(['CNY']));
    const translated = { ...ZH, text: ZH.text.replace('lang="zh"', 'lang="ja"') };
    expect(tryPage(source, translated).reasons[0]).toMatch(/^language:/u);
    const euros = { ...ZH, text: ZH.text.replaceAll('¥', '$') };
    expect(tryPage(source, euros).reasons[0]).toMatch(/^other-currency:/u);
  });

  it('follows the index and the price pages, and states nothing of the index', () => {
    const index = text(
      '# Kimi\n\n- [Kimi K2.5](https://platform.kimi.ai/docs/pricing/chat-k25.md)\n- [Tools](https://platform.kimi.ai/docs/pricing/tools.md): 128k\n',
    );
    expect(source.follow?.links(EN)).toEqual(['/docs/llms.txt']);
    expect(source.follow?.links(index)).toEqual(['/docs/pricing/chat-k25.md']);
    expect(source.follow?.links(ZH)).toContain('/docs/pricing/chat-v1.md');
    expect(source.read(index)).toEqual({ statements: [], refused: [] });
    const without = ZH.text.replace(/<table[\s\S]*<\/table>/u, '');
    expect(tryPage(source, { ...ZH, text: without }).reasons[0]).toMatch(/^landmark-missing:/u);
  });
});
