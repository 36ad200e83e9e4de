import type { Page, PageReading, Source } from '../../schema/source.ts';
import { Account } from '../../src/read/account.ts';
import { type MarkdownBlock, markdownBlocks } from '../../src/read/markdown.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { Statements } from '../../src/read/statements.ts';
import { type Card, cardOf } from './card.ts';
import { readFrontMatter, readLicence } from './licence.ts';
import { CONTEXT, type Reading } from './reading.ts';
import { readText } from './sentences.ts';
import { readTable } from './tables.ts';

const nameOf = (block: MarkdownBlock): string =>
  block.kind === 'table' ? `table ${block.rows[0]?.map((cell) => cell.plain).join(' | ')}` : block.text;

function readBlock(block: MarkdownBlock, section: string, reading: Reading): void {
  if (block.kind === 'table') readTable(block, section, reading);
  else if (block.kind === 'heading') reading.account.ignore(block, 'a heading');
  else if (block.role === 'code') reading.account.ignore(block, 'code or HTML');
  else if (/\blicen[cs]e\b/iu.test(section)) readLicence(block, reading);
  else readText(block, reading);
}

function readable(page: Page): { blocks: MarkdownBlock[]; card: Card } {
  const blocks = markdownBlocks(page);
  const card = cardOf(page, blocks);
  if (card.models.length === 0) {
    refusePage(
      'no-model-named',
      'expected a model card; no sentence defines a model and no table has a row of one',
    );
  }
  return { blocks, card };
}

function read(page: Page): PageReading {
  const { blocks, card } = readable(page);
  const reading = { page, card, account: new Account(), statements: new Statements(page, CONTEXT) };
  reading.account.expect(blocks, nameOf);
  readFrontMatter(reading);
  let section = '';
  for (const block of blocks) {
    if (block.kind === 'heading') section = block.text;
    readBlock(block, section, reading);
  }
  reading.account.finish();
  if (reading.statements.all.length === 0) {
    refusePage(
      'no-figures',
      `expected figures of ${card.models.map(({ name }) => name).join(', ')}; found none`,
    );
  }
  return { statements: reading.statements.all, refused: reading.account.refused };
}

/** Model cards that makers keep as the README of a repository. */
export const source: Source = {
  id: 'github-readme',
  owner: 'github-readme',
  kind: 'vendor',
  upstreams: {},
  recordings: [],
  schedule: '25 5 * * *',
  seeds: [
    { url: 'https://raw.githubusercontent.com/stepfun-ai/Step-3.7-Flash/main/README.md', owner: 'stepfun' },
    { url: 'https://raw.githubusercontent.com/inclusionAI/Ling-V2.5/main/README.md', owner: 'inclusionai' },
  ],
  locale: 'en',
  attributes: ['context_window', 'price', 'available', 'parameters', 'architecture', 'licence', 'throughput'],
  absent: 'unknown',
  note: "Parameters, native window, licence, prices and routes of the card's own models; benchmarks and other makers' models are left out.",
  ignores: [
    { what: 'benchmark tables', reason: "they compare other makers' models too" },
    { what: "other makers' models", reason: 'the card speaks for its own' },
    { what: 'HTML tables in Markdown', reason: 'not read yet' },
  ],
  terms: 'Public repositories, each under its own licence; facts with their link, no text.',
  floor: 3,
  read,
};
