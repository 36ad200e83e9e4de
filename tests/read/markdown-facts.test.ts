import { describe, expect, it } from 'vitest';
import { draftClaims } from '../../src/pipeline/draft.ts';
import { Facts, type FactTable } from '../../src/read/facts.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { markdownPage } from '../../src/read/markdown-page.ts';
import { price } from '../../src/read/say.ts';
import { placedTables } from '../../src/read/table.ts';
import { pageOf } from '../support/fixtures.ts';

const pageFor = (text: string) =>
  pageOf('https://moon.test/prices.md', 'text/markdown', new TextEncoder().encode(text));

const TABBED = `# Pay as you go
<Tabs>
  <Tab title="Standard">

    ## Deep models

    | Model | Input | Output |
    | :- | :- | :- |
    | **Moon-1**<br />≤ 32k input tokens | ~~\\$0.60~~ \\$0.30 / M tokens | {"$"}1.20 / M tokens |
    | **Moon-2** | \\$1 / M tokens | \\$2 / M tokens |
  </Tab>
  <Tab title="Batch">
    | Model | Input | Output |
    | :- | :- | :- |
    | **Moon-2** | \\$0.5 / M tokens | \\$1 / M tokens |
  </Tab>
</Tabs>
`;

const columns: FactTable['columns'] = [
  { is: 'name', header: /^Model$/u },
  { is: 'input', header: /^Input$/u, say: price('input') },
  { is: 'output', header: /^Output$/u, say: price('output') },
];
const subject: FactTable['subject'] = (row) => ({
  subject: { kind: 'offering', provider: 'moonhost', id: row.cell('name')?.lines?.[0] ?? '' },
});

describe('tables of facts in Markdown', () => {
  it('give statements whose quotes are found although the page escapes its characters', () => {
    const page = pageFor(TABBED);
    const facts = new Facts(page, { locale: 'en', currency: 'USD' });
    facts.tables(markdownPage(page).blocks, [
      {
        name: 'batch',
        under: /› Batch$/u,
        columns,
        subject,
        unit: { in: 'cell' },
        qualify: () => ({ scope: { tier: 'batch' } }),
      },
      { name: 'standard', under: /› Standard/u, columns, subject, unit: { in: 'cell' } },
    ]);
    const { statements, refused } = facts.finish();
    expect(refused).toEqual([]);
    const find = locator(page.text);
    for (const { quote, locator: where } of statements) expect(findsQuote(find, quote, where)).toBe(true);
    const { drafts, refused: bad } = draftClaims('moonhost', statements);
    expect(bad).toEqual([]);
    expect(
      drafts.map(({ alias, scope, part, value }) => [alias.nativeId, scope, part, value.num].join(' ')),
    ).toEqual([
      'Moon-1 USD input 0.3',
      'Moon-1 USD;basis=list input 0.6',
      'Moon-1 USD output 1.2',
      'Moon-2 USD input 1',
      'Moon-2 USD output 2',
      'Moon-2 USD;tier=batch input 0.5',
      'Moon-2 USD;tier=batch output 1',
    ]);
  });

  it('do not stand under a heading of another tab', () => {
    const placed = placedTables(markdownPage(pageFor(TABBED)).blocks);
    expect(placed.map(({ path }) => path)).toEqual([
      'Pay as you go › Standard › Deep models',
      'Pay as you go › Batch',
    ]);
    expect(placed.map(({ headings }) => headings.map(({ text }) => text))).toEqual([
      ['Pay as you go', 'Deep models'],
      ['Pay as you go'],
    ]);
  });
});
