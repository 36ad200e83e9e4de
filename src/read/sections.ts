import type { Refusal } from '../../schema/statement.ts';
import type { Ignored } from './account.ts';
import type { Block, HeadingBlock } from './blocks.ts';
import { refusePage } from './refuse.ts';
import { refusalOf } from './statements.ts';

/** What stands under one heading or in one tab, without what stands in sections inside of it. */
export interface Section {
  /** Titles from the outermost on; empty for what stands above the first heading. */
  path: readonly string[];
  /** The last of them, '' above the first heading. */
  title: string;
  /** The nearest heading above; undefined above the first one. */
  heading: HeadingBlock | undefined;
  blocks: Block[];
}

/** A section that is read, under a name of the source's own, or one that is left alone, with the reason. */
export type SectionRule = {
  /** Matches the titles from the outermost on, in one line: "Prices › Batch". */
  under: RegExp;
} & ({ read: string } | { ignore: string });

export const lineOf = (path: readonly string[]): string => path.join(' › ');

/** The sections of a page in its order: of Markdown with its tabs, of anything else by its headings. */
export function sectionsOf(blocks: readonly Block[]): Section[] {
  let open: HeadingBlock[] = [];
  const sections: Section[] = [{ path: [], title: '', heading: undefined, blocks: [] }];
  for (const block of blocks) {
    const isHeading = block.kind === 'heading';
    if (isHeading) open = [...open.filter(({ level }) => level < block.level), block];
    const path = block.path ?? open.map(({ text }) => text);
    const last = sections.at(-1);
    if (isHeading || last === undefined || lineOf(last.path) !== lineOf(path)) {
      const heading = open.findLast(({ text }) => path.includes(text));
      sections.push({ path, title: path.at(-1) ?? '', heading, blocks: isHeading ? [] : [block] });
    } else last.blocks.push(block);
  }
  return sections.filter(({ path, blocks: own }) => path.length > 0 || own.length > 0);
}

/** All blocks under the one heading that matches, those of sections inside of it too. Refuses a page without it, or with two. */
export function sectionOf(blocks: readonly Block[], title: RegExp): Section & { inside: Section[] } {
  const sections = sectionsOf(blocks);
  const tops = sections.filter((section) => title.test(section.title));
  const [top] = tops;
  const same = top !== undefined && tops.every(({ path }) => lineOf(path) === lineOf(top.path));
  if (top === undefined) return refusePage('landmark-missing', `there is no section ${title}`);
  if (!same) return refusePage('landmark-twice', `${tops.length} sections match ${title}`);
  const inside = sections.filter(({ path }) => top.path.every((part, at) => part === path[at]));
  const begun = inside.map(({ heading, title: own, blocks: said }) =>
    heading === undefined || heading === top.heading || heading.text !== own ? said : [heading, ...said],
  );
  return { ...top, blocks: begun.flat(), inside };
}

const PRICE = /(?:[$€£¥￥]\s?\d|\d\s?(?:元|美元|USD|dollars?\b|cents?\b))/u;

/** What makes a section worth a look: a table, or a price in its text. */
const isTelling = (block: Block): boolean =>
  block.kind === 'table' || (block.kind === 'text' && block.role !== 'code' && PRICE.test(block.text));

/** A page parted by its sections. */
export interface Divided {
  /** Sections by the name under which they are read. */
  read: Map<string, Section[]>;
  ignored: Ignored[];
}

/**
 * Parts a page by rules: the first that matches a section counts, also for sections inside of it. A section that no rule
 * knows refuses the page if it holds a table or a price; a section that is to be read and is not there does too.
 */
export function divide(blocks: readonly Block[], rules: readonly SectionRule[]): Divided {
  const divided: Divided = { read: new Map(), ignored: [] };
  for (const section of sectionsOf(blocks)) {
    const rule = rules.find(({ under }) => under.test(lineOf(section.path)));
    if (rule === undefined) {
      if (section.blocks.some(isTelling)) {
        refusePage(
          'unknown-section',
          `"${lineOf(section.path) || 'above the first heading'}" holds a table or a price`,
        );
      }
    } else if ('read' in rule) {
      divided.read.set(rule.read, [...(divided.read.get(rule.read) ?? []), section]);
    } else divided.ignored.push({ what: lineOf(section.path), reason: rule.ignore });
  }
  for (const rule of rules) {
    if ('read' in rule && !divided.read.has(rule.read)) {
      refusePage('landmark-missing', `there is no section "${rule.read}": nothing is under ${rule.under}`);
    }
  }
  return divided;
}

/** Refuses by name each section whose text states a price and that no pattern knows; its tables are another matter. */
export function strangeSections(blocks: readonly Block[], known: readonly RegExp[]): Refusal[] {
  return sectionsOf(blocks).flatMap(({ path, blocks: said }) => {
    const line = lineOf(path);
    const priced = said.find((block) => block.kind === 'text' && isTelling(block));
    if (priced?.kind !== 'text' || known.some((pattern) => pattern.test(line))) return [];
    const { text, place } = priced;
    return [refusalOf('unknown-section', line || 'above the first heading', [{ text, place }])];
  });
}
