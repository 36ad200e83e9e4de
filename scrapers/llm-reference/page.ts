import type { Page, PageReading } from '../../schema/source.ts';
import type { Block } from '../../src/read/blocks.ts';
import { refusalOf } from '../../src/read/statements.ts';
import { sentencesOf } from '../../src/read/text.ts';
import { type Draft, draftOf, type Known } from './draft.ts';
import { blocksOf } from './form.ts';
import { refuseGlued } from './glued.ts';
import { knownAtFirst, knownThen } from './known.ts';
import type { Pair } from './names.ts';
import { orderTest } from './order.ts';
import { isRouteLine, routesOf } from './routes.ts';
import { type Section, sectionsOf } from './sections.ts';
import { readSentence } from './sentences.ts';
import { readTable, type Trust } from './tables.ts';
import { titleOf } from './title.ts';

const nameOf = (block: Block): string => (block.kind === 'table' ? 'table' : block.text);

/** Sections of which only tables are read, with the reason why their words are left alone. */
const SILENT: ReadonlyMap<Section['name'], string> = new Map([
  ['cost', 'monthly cost is derived from prices that stand elsewhere'],
  ['friction', 'switching advice repeats the tables'],
]);

function readText(draft: Draft, section: Section, block: Exclude<Block, { kind: 'table' }>): void {
  const { account } = draft;
  const silent = SILENT.get(section.name);
  if (block.kind === 'text' && block.role === 'code') account.ignore(block, 'code');
  else if (block.kind === 'text' && refuseGlued(draft, section, block)) return;
  else if (silent !== undefined && !isRouteLine(block.text)) account.ignore(block, silent);
  else {
    if (silent === undefined && block.kind === 'text') {
      for (const sentence of sentencesOf(block, draft.pair.names)) readSentence(draft, sentence);
    }
    account.take(block);
  }
}

function readSection(draft: Draft, section: Section, trust: Trust): void {
  const { account } = draft;
  const { heading, name, title } = section;
  const unread =
    name === 'more' ? 'links and footer' : name === 'unknown' ? `in the section "${title}"` : undefined;
  if (heading && name === 'unknown') {
    account.refuse(heading, refusalOf('unknown-section', title, [{ text: title, place: heading.place }]));
  } else if (heading) account.ignore(heading, 'section heading');
  for (const block of section.blocks) {
    if (unread !== undefined) account.ignore(block, unread);
    else if (block.kind === 'table') {
      account.take(block);
      readTable(draft, section, block, trust);
    } else readText(draft, section, block);
  }
}

function reading(
  page: Page,
  found: { pair: Pair; blocks: readonly Block[]; from: number },
  with_: With,
): Draft {
  const draft = draftOf(page, found.pair, with_.known);
  draft.account.expect(found.blocks, nameOf);
  for (const block of found.blocks.slice(0, found.from))
    draft.account.ignore(block, 'title and what stands before it');
  for (const section of with_.sections) readSection(draft, section, with_.trust);
  for (const block of routesOf(with_.sections, found.pair).ownerless) {
    const words = nameOf(block);
    draft.account.refuse(block, refusalOf('route-owner', words, [{ text: words, place: block.place }]));
  }
  return draft;
}

/** What one pass over a page is given. */
interface With {
  sections: readonly Section[];
  known: Known;
  trust: Trust;
}

/**
 * Reads a comparison of two models, in whichever form it comes. The first pass reads what names its models; the second
 * knows from it whose the prices are and whether the order of the title may be trusted.
 */
export function readPage(page: Page): PageReading {
  const blocks = blocksOf(page);
  const { pair, from } = titleOf(blocks, page);
  const sections = sectionsOf(blocks.slice(from));
  const found = { pair, blocks, from };
  const known = knownAtFirst(sections, pair);
  const first = reading(page, found, { sections, known, trust: () => 'not yet' }).statements.all;
  const trust = orderTest(pair, first);
  const draft = reading(page, found, { sections, known: knownThen(known, first, pair), trust });
  draft.account.finish();
  return { statements: draft.statements.all, refused: draft.account.refused };
}
