import type { Nodes, RootContent, Table, TableCell } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Page } from '../../schema/source.ts';
import type { Place, Refusal } from '../../schema/statement.ts';
import type { Cell, TableBlock } from './blocks.ts';
import { hideFrontMatter } from './front-matter.ts';
import { guardMarks, type MarkdownBlock, type MarkdownText } from './markdown.ts';
import { flowOf, foldFlow, noFlow, unwrapFlow } from './markdown-flow.ts';
import { htmlTablesAt } from './md-html-table.ts';
import { type Frame, type Region, regionsOf } from './mdx-regions.ts';
import { componentTable } from './mdx-table.ts';
import { pageHeader, paragraphs } from './page-text.ts';
import { shownIn, shownOf } from './shown.ts';
import { refusalOf } from './statements.ts';
import type { Piece } from './text.ts';

/** A component whose content nobody can know, or inside which something stands. */
export interface Component extends Piece {
  name: string;
  path: readonly string[];
}

/** A page of Markdown or MDX: its blocks with the sections that they stand in, and what is no Markdown. */
export interface MarkdownPage {
  blocks: MarkdownBlock[];
  components: Component[];
  /** Lines that a rendering service wrote above the page, by name in lower case: `url source`, `published time`. */
  header: ReadonlyMap<string, Piece>;
}

/** Refuses by name each component that a source does not leave alone for a reason; one name once. */
export function unknownComponents(
  components: readonly Component[],
  ignored: ReadonlyMap<string, string>,
): Refusal[] {
  const unknown = components.filter(({ name }) => !ignored.has(name));
  const first = unknown.filter(({ name }, at) => unknown.findIndex((other) => other.name === name) === at);
  return first.map((component) => refusalOf('unknown-component', `<${component.name}>`, [component]));
}

/** Titles that are open: of each frame (the page, a tab in it) its headings. */
class Sections {
  private frames: { frame: Frame | undefined; open: { level: number; title: string }[] }[] = [
    { frame: undefined, open: [] },
  ];

  enter(frames: readonly Frame[]): void {
    const kept = this.frames.slice(1).findIndex(({ frame }, at) => frame !== frames[at]);
    this.frames.length = kept < 0 ? Math.min(this.frames.length, frames.length + 1) : kept + 1;
    for (const frame of frames.slice(this.frames.length - 1)) this.frames.push({ frame, open: [] });
  }

  heading(level: number, title: string): void {
    const open = this.frames.at(-1)?.open ?? [];
    while ((open.at(-1)?.level ?? 0) >= level) open.pop();
    open.push({ level, title });
  }

  get path(): string[] {
    return this.frames.flatMap(({ frame, open }) => [
      ...(frame ? [shownIn(frame.title).text] : []),
      ...open.map(({ title }) => title),
    ]);
  }
}

/** One page being read. */
class Reader {
  readonly blocks: MarkdownBlock[] = [];
  readonly components: Component[] = [];
  private readonly sections = new Sections();
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  region(region: Region): void {
    this.sections.enter(region.frames);
    if (region.kind === 'text')
      for (const part of paragraphs(this.text, region)) this.markdown(part, region.inside);
    else if (region.kind === 'table') for (const table of htmlTablesAt(this.text, region)) this.add(table);
    else if (region.kind === 'heading') this.htmlHeading(region);
    else if (region.kind === 'code') this.code(region);
    else this.component(region);
  }

  private add(block: MarkdownBlock): void {
    if (block.kind === 'heading') this.sections.heading(block.level, block.text);
    block.path = this.sections.path;
    this.blocks.push(block);
  }

  private code({ start, end }: { start: number; end: number }): void {
    const place = { kind: 'text', start, end } as const;
    this.add({
      kind: 'text',
      role: 'code',
      text: shownIn(this.text.slice(start, end)).text,
      place,
      flow: noFlow,
    });
  }

  private htmlHeading(region: Region): void {
    const raw = this.text.slice(region.start, region.end);
    const { text, codes, links } = shownIn(raw.replace(/<\/h\d\s*>\s*$/iu, ''));
    const place = { kind: 'text', start: region.start, end: region.end } as const;
    if (text === '') return;
    this.add({ kind: 'heading', level: Number(region.name[1]), text, codes, links, place, flow: noFlow });
  }

  private component(region: Region): void {
    const table = componentTable(this.text, region);
    if (table) this.add(table);
    else {
      const place = { kind: 'text', start: region.start, end: region.end } as const;
      const text = this.text.slice(region.start, Math.min(region.end, region.start + 200));
      this.components.push({ name: region.name, text, place, path: this.sections.path });
    }
  }

  /** Parses one part of the page; indented text is code only where nothing is indented by a container around it. */
  private markdown({ start, text }: { start: number; text: string }, inside: boolean): void {
    const off = ['htmlFlow', ...(inside ? ['codeIndented'] : [])];
    const tree = fromMarkdown(text, {
      extensions: [gfmTable(), { disable: { null: off } }],
      mdastExtensions: [gfmTableFromMarkdown()],
    });
    shift(tree, start);
    for (const node of tree.children) this.node(node, 'paragraph', false);
  }

  private node(node: RootContent, role: 'paragraph' | 'item', quoted: boolean): void {
    if (node.type === 'heading' && !quoted) this.words(node, { kind: 'heading', level: node.depth });
    else if (node.type === 'heading' || node.type === 'paragraph') this.words(node, { kind: 'text', role });
    else if (node.type === 'code') this.code(offsetsOf(node));
    else if (node.type === 'table') this.add(this.table(node));
    else if (node.type === 'list') for (const item of node.children) this.node(item, 'item', quoted);
    else if (node.type === 'listItem') for (const child of node.children) this.node(child, role, quoted);
    else if (node.type === 'blockquote') for (const child of node.children) this.node(child, role, true);
  }

  private words(
    node: Nodes,
    as: { kind: 'heading'; level: number } | { kind: 'text'; role: 'paragraph' | 'item' },
  ): void {
    withoutImages(node);
    const flow = foldFlow(unwrapFlow(flowOf(node, this.text)));
    const { codes, links, components } = { ...shownOf(node), components: placeholders(node) };
    const place: Place = { kind: 'text', ...offsetsOf(node) };
    for (const { value, ...at } of components) this.placeholder(value, at);
    if (flow.text === '') return;
    const block: MarkdownText = { ...as, text: flow.text, codes, links, place, flow };
    this.add(block);
  }

  private placeholder(tag: string, at: { start: number; end: number }): void {
    const name = /^<\/?([\w.]+)/u.exec(tag)?.[1] ?? tag;
    this.components.push({ name, text: tag, place: { kind: 'text', ...at }, path: this.sections.path });
  }

  /** Rows may be shorter than the header: the grid is filled with empty cells at the row's end. */
  private table(table: Table): TableBlock {
    const width = Math.max(...table.children.map((row) => row.children.length));
    const rows = table.children.map((row, at) => {
      const cells = row.children.map((cell) => this.cell(cell, at === 0));
      const end = offsetsOf(row).end;
      while (cells.length < width) cells.push(emptyCell(end, at === 0));
      return cells;
    });
    return { kind: 'table', rows, place: { kind: 'text', ...offsetsOf(table) } };
  }

  private cell(cell: TableCell, header: boolean): Cell {
    for (const { value, ...at } of placeholders(cell)) this.placeholder(value, at);
    const first = cell.children[0];
    const last = cell.children.at(-1);
    if (first === undefined || last === undefined) {
      const { absent: _, ...empty } = emptyCell(offsetsOf(cell).start, header);
      return empty;
    }
    const place: Place = { kind: 'text', start: offsetsOf(first).start, end: offsetsOf(last).end };
    return { ...shownOf(cell), header, place };
  }
}

const emptyCell = (at: number, header: boolean): Cell => ({
  ...{ text: '', plain: '', struck: [], notes: [], links: [], codes: [], lines: [] },
  header,
  absent: true,
  place: { kind: 'text', start: at, end: at },
});

const offsetsOf = (node: Nodes): { start: number; end: number } => ({
  start: node.position?.start.offset ?? 0,
  end: node.position?.end.offset ?? 0,
});

/** Moves every node of a part to where the part stands in the page. */
function shift(node: Nodes, by: number): void {
  if (node.position) {
    node.position.start.offset = (node.position.start.offset ?? 0) + by;
    node.position.end.offset = (node.position.end.offset ?? 0) + by;
  }
  if ('children' in node) for (const child of node.children) shift(child, by);
}

/** An image's description is no part of what the page says: takes images out of a node. */
function withoutImages(node: Nodes): void {
  if (!('children' in node)) return;
  const kept = node.children.filter((child) => child.type !== 'image' && child.type !== 'imageReference');
  node.children.splice(0, node.children.length, ...(kept as never[]));
  for (const child of node.children) withoutImages(child);
}

/** Components inside of a line that stand for something that nobody can know. */
function placeholders(node: Nodes): { value: string; start: number; end: number }[] {
  if (node.type === 'html' && /^<[A-Z]/u.test(node.value) && shownOf(node).text !== '') {
    return [{ value: node.value, ...offsetsOf(node) }];
  }
  return 'children' in node ? node.children.flatMap(placeholders) : [];
}

/**
 * Reads a page of Markdown or MDX. Comments, program text, front matter and the marks of containers are left out; a
 * component with literal columns and rows is a table, any other is in `components` and never guessed.
 */
export function markdownPage(page: Page): MarkdownPage {
  guardMarks(page.text);
  const text = hideFrontMatter(page.text);
  const { header, from } = pageHeader(text);
  const reader = new Reader(text);
  for (const region of regionsOf(text, from)) reader.region(region);
  return { blocks: reader.blocks, components: reader.components, header };
}
