import type { Page } from '../../schema/source.ts';
import type { Block, TextBlock } from './blocks.ts';
import { pathOf } from './css-path.ts';
import {
  childrenOf,
  findAll,
  findVisible,
  type HtmlNode,
  isBlock,
  isSilent,
  isText,
  parseHtml,
  readable,
  textOf,
} from './dom.ts';
import { absolute, isEmbedded } from './embedded.ts';
import { tableOf } from './grid.ts';
import { refusePage } from './refuse.ts';
import { checkFilled, checkForeign, checkLocale } from './shell.ts';

/** Trees by page, so that title and blocks of one page cost one parse. */
const trees = new WeakMap<Page, HtmlNode>();

/** A page that opens `html` and never closes it was cut off, perhaps in the middle of a figure. */
function checkWhole(text: string): void {
  if (/<html[\s>]/iu.test(text.slice(0, 4000)) && !/<\/html\s*>/iu.test(text)) {
    refusePage('truncated', `the page opens <html> and ends at character ${text.length} without </html>`);
  }
}

/** The parsed page, once for each page. Throws PageRefused where it was cut off, is another page, or would cost seconds. */
export function treeOf(page: Page): HtmlNode {
  const known = trees.get(page);
  if (known) return known;
  checkWhole(page.text);
  const tree = parseHtml(page.text);
  if (!isEmbedded(page)) checkForeign(tree);
  trees.set(page, tree);
  return tree;
}

/** Each table reads the text of those inside it again. */
const MAX_TABLES_IN_TABLES = 6;
const HEADING = /^h([1-6])$/u;

/** Tells which hidden elements are read nevertheless: the panes of tabs that are not open. */
export type Opened = (node: HtmlNode) => boolean;
const none: Opened = () => false;

/** Goes through the page once; text between two blocks becomes a block of the element that holds it. */
class Walk {
  readonly blocks: Block[] = [];
  private run: string[] = [];
  private readonly page: Page;
  private readonly opened: Opened;

  constructor(page: Page, opened: Opened) {
    this.page = page;
    this.opened = opened;
  }

  private flush(holder: HtmlNode, role: TextBlock['role']): void {
    const text = readable(this.run.join(''));
    this.run = [];
    if (text !== '') this.blocks.push({ kind: 'text', role, text, place: this.place(holder) });
  }

  private readonly place = (node: HtmlNode): Block['place'] =>
    absolute(this.page, { kind: 'css', path: pathOf(node) });

  /** Reads what stands in an element. `holder` is the nearest block around it: its text is where a run is found. */
  inside(node: HtmlNode, holder: HtmlNode, role: TextBlock['role']): void {
    for (const child of childrenOf(node)) {
      if (isText(child)) this.run.push(child.data ?? '');
      else if (child.name === 'br') this.run.push(' ');
      else if (isSilent(child) && !this.opened(child)) continue;
      else if (isBlock(child)) this.block(child, holder, role);
      else this.inside(child, holder, role);
    }
  }

  private block(node: HtmlNode, holder: HtmlNode, role: TextBlock['role']): void {
    this.flush(holder, role);
    const level = HEADING.exec(node.name ?? '')?.[1];
    if (level !== undefined) this.heading(node, Number(level));
    else if (node.name === 'table') this.outerTable(node);
    else if (node.name === 'pre') this.text(node, 'code');
    else {
      const inner = node.name === 'li' ? 'item' : role;
      this.inside(node, node, inner);
      this.flush(node, inner);
    }
  }

  private heading(node: HtmlNode, level: number): void {
    const text = textOf(node);
    const codes = findVisible(node, (found) => found.name === 'code').map((found) => textOf(found));
    const said = codes.length === 0 ? {} : { codes };
    if (text !== '') this.blocks.push({ kind: 'heading', level, text, place: this.place(node), ...said });
  }

  private text(node: HtmlNode, role: TextBlock['role']): void {
    const text = textOf(node);
    if (text !== '') this.blocks.push({ kind: 'text', role, text, place: this.place(node) });
  }

  private outerTable(node: HtmlNode): void {
    let level = [node];
    for (let depth = 1; level.length > 0; depth += 1) {
      if (depth > MAX_TABLES_IN_TABLES) {
        refusePage('too-deep', `tables inside tables more than ${MAX_TABLES_IN_TABLES} deep`);
      }
      level = level.flatMap((table) => findVisible(table, (found) => found.name === 'table'));
    }
    this.table(node);
  }

  /** A caption stands before its table, a table inside a cell after the one that holds it. */
  private table(node: HtmlNode): void {
    for (const caption of childrenOf(node))
      if (caption.name === 'caption' && !isSilent(caption)) this.text(caption, 'paragraph');
    this.blocks.push(tableOf(node, this.place));
    for (const inner of findVisible(node, (found) => found.name === 'table')) this.table(inner);
  }
}

/**
 * A page of HTML as blocks: headings, paragraphs, list items, code, tables as full grids, and text that stands
 * in no such element. Menus, scripts and styles are left out, and what is hidden unless `opened`. Throws PageRefused where a page was cut off, is too
 * large, too deep or has too many attributes.
 */
export function htmlBlocks(page: Page, opened: Opened = none): Block[] {
  const tree = treeOf(page);
  const walk = new Walk(page, opened);
  walk.inside(tree, tree, 'paragraph');
  if (!isEmbedded(page)) checkFilled(tree, walk.blocks);
  return walk.blocks;
}

/** The text of the page's `title`, or undefined. */
export function pageTitle(page: Page): string | undefined {
  const title = findAll(treeOf(page), (node) => node.name === 'title' && node.parent?.name === 'head')[0];
  const text = title && textOf(title);
  return text === '' ? undefined : text;
}

/** What must be true of a page before anything of it is read. */
export interface Expected {
  /** Language of the source: a localized copy is refused. */
  locale: string;
  /** What the page's title says; an application answers any address with the same shell. */
  title?: RegExp;
  /** Texts, headings or header cells without which it is not the page. */
  landmarks?: readonly RegExp[];
  opened?: Opened;
}

const saidBy = (block: Block): string[] =>
  block.kind === 'table' ? (block.rows[0] ?? []).map((cell) => cell.plain) : [block.text];

/** Opens a page of HTML: its blocks, or a refusal where it is not the page that was asked for. */
export function openPage(page: Page, { locale, title, landmarks = [], opened }: Expected): Block[] {
  const blocks = htmlBlocks(page, opened);
  checkLocale(page, treeOf(page), locale);
  const called = pageTitle(page) ?? '';
  if (title?.test(called) === false) {
    refusePage('landmark-missing', `the title is "${called.slice(0, 80)}", not ${title.source}`);
  }
  for (const landmark of landmarks) {
    if (!blocks.some((block) => saidBy(block).some((text) => landmark.test(text)))) {
      refusePage('landmark-missing', `nothing on the page says ${landmark.source}`);
    }
  }
  return blocks;
}
