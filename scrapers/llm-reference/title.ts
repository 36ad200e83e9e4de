import type { Page } from '../../schema/source.ts';
import type { Block } from '../../src/read/blocks.ts';
import { unmarked } from '../../src/read/pipes.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { isUnreadable } from '../../src/read/statements.ts';
import { refuseLandmark } from './form.ts';
import { Pair, sidesIn } from './names.ts';
import { sectionBegunBy } from './sections.ts';

/** What the title says and where the page's own words begin. */
export interface Titled {
  pair: Pair;
  /** Index of the first block behind the title. */
  from: number;
}

const VERSUS = /\svs\.?\s/gu;
/** What sites hang behind a title. */
const TAIL = /\s*(?:\||:|\s[–—-]\s).*$/u;

const wordsOf = (block: Block): string => (block.kind === 'table' ? '' : unmarked(block.text));

/** Whether the page speaks of exactly these two elsewhere: in a table's header or in one sentence. */
function isConfirmed(pair: Pair, blocks: readonly Block[], title: string): boolean {
  return blocks.some((block) => {
    if (block.kind === 'table') {
      const header = (block.rows[0] ?? []).map((cell) => pair.sideOf(unmarked(cell.plain)));
      return header.includes(0) && header.includes(1);
    }
    const text = wordsOf(block);
    if (text === title || text.length > 2000) return false;
    const masked = pair.mask(text);
    return sidesIn(masked).length === 2 && !/\bvs\b/iu.test(masked);
  });
}

/** The ways to cut "A vs B": a name may hold a "vs" of its own, and a site may hang its own name behind. */
function cuts(title: string): (readonly [string, string])[][] {
  return [...title.matchAll(VERSUS)].map((found) => {
    const first = title.slice(0, found.index).trim();
    const second = title.slice(found.index + found[0].length).trim();
    const seconds = [second, second.replace(TAIL, '').trim()];
    return seconds.filter((name) => name !== '' && first !== '').map((name) => [first, name] as const);
  });
}

function pairOf(title: string, blocks: readonly Block[]): Pair | undefined {
  const confirmed = cuts(title).flatMap((ways) => {
    const pairs = ways.map((names) => new Pair(names));
    return pairs.filter((pair) => isConfirmed(pair, blocks, title)).slice(0, 1);
  });
  if (confirmed.length > 1)
    refusePage('title-ambiguous', `"${title}" can be cut into two names in several ways`);
  return confirmed[0];
}

/** Candidates for the title: headings by level, then lines of text, all before the first section. */
function candidates(blocks: readonly Block[], page: Page): { block: Block; at: number }[] {
  const first = blocks.findIndex((block) => sectionBegunBy(block) !== undefined);
  if (first < 0) refuseLandmark(page, 'no section of the site ("Decision scorecard", "Specs", …)');
  const level = (block: Block): number => (block.kind === 'heading' ? block.level : 9);
  return blocks
    .slice(0, first)
    .map((block, at) => ({ block, at }))
    .filter(({ block }) => wordsOf(block).length <= 200 && / vs\.? /u.test(wordsOf(block)))
    .sort((a, b) => level(a.block) - level(b.block) || a.at - b.at);
}

/** The two models of the page out of its title "A vs B"; refuses a page without one. */
export function titleOf(blocks: readonly Block[], page: Page): Titled {
  for (const { block, at } of candidates(blocks, page)) {
    const pair = pairOf(wordsOf(block), blocks);
    if (pair === undefined) continue;
    if (pair.names[0] === pair.names[1]) refusePage('same-model', `the title names "${pair.names[0]}" twice`);
    if (pair.names.some(isUnreadable))
      refusePage('unreadable-name', 'a name in the title holds control characters');
    return { pair, from: at + 1 };
  }
  refuseLandmark(page, 'no title "A vs B" whose two names the page uses');
}
