import type { Page, PageReading, Source } from '../../schema/source.ts';
import { Account } from '../../src/read/account.ts';
import type { Block, TableBlock, TextBlock } from '../../src/read/blocks.ts';
import { openPage } from '../../src/read/html.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { Statements } from '../../src/read/statements.ts';
import { textBlocks } from '../../src/read/text.ts';
import { articleOf } from './names.ts';
import { patternsFor } from './patterns.ts';
import { CONTEXT } from './say.ts';
import { readParagraph } from './sentences.ts';
import { benchmarkRows, labelOf, readRow, rowsOf } from './tables.ts';

const isHtml = (page: Page): boolean =>
  /html/iu.test(page.mediaType) || /^\s*<(?:!doctype|html)\b/iu.test(page.text);

/** A page of HTML that does not end is cut off somewhere: its last figure may be half of one. */
function checkWhole(page: Page): void {
  if (!/<\/html\s*>/iu.test(page.text)) {
    refusePage('cut-off', `expected the page to end with </html>; it ends with "${page.text.slice(-40)}"`);
  }
}

function read(page: Page): PageReading {
  if (isHtml(page)) checkWhole(page);
  const blocks: Block[] = isHtml(page) ? openPage(page, { locale: 'en' }) : textBlocks(page);
  const article = articleOf(blocks);
  if (article.models.length === 0) {
    refusePage(
      'no-model-named',
      'expected an article about models; no title, heading, table or defining sentence (X is a … model) says which',
    );
  }
  const statements = new Statements(page, CONTEXT);
  const account = new Account();
  const rows = rowsOf(blocks.filter((block): block is TableBlock => block.kind === 'table'));
  account.expect(rows, (row) => `row ${labelOf(row)}`);
  for (const row of rows) readRow(row, { article, account, statements });

  const texts = blocks.filter((block): block is TextBlock => block.kind === 'text' && block.role !== 'code');
  account.expect(texts, (block) => block.text);
  const prose = { article, patterns: patternsFor(benchmarkRows(rows)), statements };
  const text = texts.map((block) => block.text).join('\n');
  for (const block of texts) {
    if (readParagraph(block, { ...prose, text }) > 0) account.take(block);
    else account.ignore(block, 'no sentence says a known figure of a named model');
  }
  account.finish();
  if (statements.all.length === 0) {
    refusePage(
      'no-figures',
      `expected figures of ${article.models.map(({ name }) => name).join(', ')}; found none`,
    );
  }
  return { statements: statements.all, refused: account.refused };
}

/** Articles that review models: their tables, and figures of sentences that name whose they are. */
export const source: Source = {
  id: 'press-review',
  owner: 'press-review',
  kind: 'press',
  upstreams: {},
  recordings: [],
  schedule: '36 5 * * *',
  seeds: [{ url: 'https://press-review.example/gpt-5-3-codex-spark-review' }],
  locale: 'en',
  attributes: [
    'context_window',
    'price',
    'available',
    'capability',
    'modality',
    'status',
    'released',
    'benchmark',
    'throughput',
    'task_time',
    'subscription_price',
    'best_for',
  ],
  absent: 'unknown',
  note: 'Tables with a column per model and sentences that name their model; hardware, deals, ratios and opinions are left out.',
  ignores: [{ what: 'hardware, deals, ratios and opinions', reason: 'no attribute of a model' }],
  terms: 'Public pages; facts with their link, no text.',
  floor: 5,
  read,
};
