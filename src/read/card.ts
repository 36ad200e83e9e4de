import type { Page, PageReading } from '../../schema/source.ts';
import { Account } from './account.ts';
import type { Block } from './blocks.ts';
import { readFeatures, readLabelled } from './card-labels.ts';
import { readBadges, readFrontMatter, readLicence } from './card-licence.ts';
import { cardOf } from './card-models.ts';
import { readNews } from './card-news.ts';
import { readText } from './card-prose.ts';
import { CARD_CONTEXT, type CardReading, type CardRules } from './card-reading.ts';
import { readTable } from './card-tables.ts';
import type { MarkdownBlock } from './markdown.ts';
import { markdownPage } from './markdown-page.ts';
import { refusePage } from './refuse.ts';
import { Statements } from './statements.ts';

const nameOf = (block: Block): string =>
  block.kind === 'table' ? `table ${block.rows[0]?.map((cell) => cell.plain).join(' | ')}` : block.text;

function readBlock(block: MarkdownBlock, reading: CardReading): void {
  const { account } = reading;
  if (block.kind === 'table') readTable(block, reading);
  else if (block.kind === 'heading') account.ignore(block, 'a heading');
  else if (block.role === 'code') account.ignore(block, 'code or HTML');
  else if (/\blicen[cs]e\b/iu.test(block.path?.at(-1) ?? '')) readLicence(block, reading);
  else if (!readNews(block, reading) && !readLabelled(block, reading)) readText(block, reading);
}

/**
 * Reads a model card in Markdown: sentences that name their model, tables with a row for each model, summaries in two
 * columns, prices of the maker, features in a list, dated news, and the licence. What a card says of models that are
 * not its own is left out; a figure whose model is not certain is refused by name.
 */
export function readCard(page: Page, rules: CardRules): PageReading {
  const { blocks } = markdownPage(page);
  const card = cardOf(page, blocks);
  const reading = {
    page,
    card,
    rules,
    account: new Account(),
    statements: new Statements(page, CARD_CONTEXT),
  };
  reading.account.expect(blocks, nameOf);
  readFrontMatter(reading);
  const features = readFeatures(blocks, reading);
  for (const block of blocks) if (!features.has(block)) readBlock(block, reading);
  readBadges(reading);
  reading.account.finish();
  const own = card.models.map(({ name }) => name);
  if (own.length === 0 && reading.statements.all.length === 0) {
    refusePage('no-model-named', 'expected a model card; no sentence defines a model and no table has one');
  }
  if (reading.statements.all.length === 0) {
    refusePage('no-figures', `expected figures of ${own.join(', ')}; found none`);
  }
  return { statements: reading.statements.all, refused: reading.account.refused };
}
