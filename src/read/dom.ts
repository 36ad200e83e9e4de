import { load } from 'cheerio';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { checkAttributes } from './attributes-guard.ts';
import { fold } from './blocks.ts';
import { PageRefused, refusePage } from './refuse.ts';

/** What is used of a node of the parsed page; `parent` is null only for the root. */
export interface HtmlNode {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly HtmlNode[];
  readonly parent: HtmlNode | null;
  /** Where the element stands in the text that was parsed, where that was asked for. */
  readonly sourceCodeLocation?: ElementSpan | null;
}

/** Offsets of an element and of its tags; an element that is never closed has no end tag. */
export interface ElementSpan {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly startTag?: { readonly endOffset: number };
  readonly endTag?: { readonly startOffset: number };
}

/** Deepest page seen in practice: about 60 levels. The parser's work and every walk of the tree grow with it. */
const MAX_DEPTH = 256;
/** A page of 1.9 MB has about 30,000 elements; 100,000 take the parser a third of a second. */
const MAX_ELEMENTS = 100_000;
/** Decoded characters. */
const MAX_LENGTH = 5_000_000;

/** Elements whose text is no part of what a page says. */
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'svg', 'head', 'iframe', 'object', 'nav']);
/** Elements that begin and end a line of their own. */
const BLOCKS = new Set(
  `address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption
  figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary table tbody
  td tfoot th thead tr ul`.split(/\s+/u),
);
/** Zero-width marks and soft hyphens: browsers show nothing for them, and they break names apart. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/gu;

const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu;

/** What no reader sees, or what stands twice for show: the ten digits behind one digit that rolls. */
const isHidden = ({ attribs }: HtmlNode): boolean =>
  attribs !== undefined &&
  (attribs.hidden !== undefined ||
    attribs['aria-hidden']?.toLowerCase() === 'true' ||
    (attribs.style !== undefined && HIDING.test(attribs.style)));

/** True for elements whose text is no part of what a page says: scripts, menus, and what is hidden. */
export const isSilent = (node: HtmlNode): boolean => SILENT.has(node.name ?? '') || isHidden(node);
export const isBlock = (node: HtmlNode): boolean => BLOCKS.has(node.name ?? '');
export const isText = (node: HtmlNode): boolean => node.type === 'text';
/** The children of a node, or none. */
export const childrenOf = (node: HtmlNode): readonly HtmlNode[] => node.children ?? [];

/** The parser's tree builder, which gives up before nesting or number of elements become dear. */
function guardedAdapter(): typeof adapter {
  let depth = 0;
  let elements = 0;
  return {
    ...adapter,
    createElement(name, namespace, attributes) {
      elements += 1;
      if (elements > MAX_ELEMENTS) refusePage('too-many-elements', `more than ${MAX_ELEMENTS} elements`);
      return adapter.createElement(name, namespace, attributes);
    },
    onItemPush() {
      depth += 1;
      if (depth > MAX_DEPTH) refusePage('too-deep', `elements nested more than ${MAX_DEPTH} deep`);
    },
    onItemPop() {
      depth -= 1;
    },
  };
}

/**
 * The tree of a page's text. A NUL becomes U+FFFD, which a scraper refuses; the parser would leave it out without a
 * trace. Offsets cost memory and are kept only where asked for. Throws PageRefused, before the work is done, where a page would cost seconds.
 */
export function parseHtml(text: string, withOffsets = false): HtmlNode {
  if (text.length > MAX_LENGTH) {
    refusePage('too-large', `${text.length} characters of HTML, at most ${MAX_LENGTH} are read`);
  }
  checkAttributes(text);
  const root = load(text.replaceAll('\0', '\ufffd'), {
    treeAdapter: guardedAdapter(),
    sourceCodeLocationInfo: withOffsets,
  }).root()[0];
  if (root === undefined) throw new PageRefused('not-html', 'the parser made no document');
  return root;
}

/** Tells which nodes are left out of a text. */
export type Skip = (node: HtmlNode) => boolean;

/** What parts lines while they are collected: the parser leaves no NUL in a tree. */
const LINE = '\0';

function collect(node: HtmlNode, skip: Skip, pieces: string[]): void {
  if (isText(node)) pieces.push(node.data ?? '');
  else if (node.name === 'br') pieces.push(LINE);
  else if (!skip(node)) {
    const gap = isBlock(node);
    if (gap) pieces.push(LINE);
    for (const child of childrenOf(node)) collect(child, skip, pieces);
    if (gap) pieces.push(LINE);
  }
}

/** The lines of a node as a reader sees them: blocks and line breaks part them. */
export function linesIn(node: HtmlNode, skip: Skip = isSilent): string[] {
  const pieces: string[] = [];
  for (const child of childrenOf(node)) collect(child, skip, pieces);
  const lines = pieces.join('').split(LINE).map(readable);
  return lines.filter((line) => line !== '');
}

/** Text as it is compared: invisible marks out, white space folded. */
export const readable = (text: string): string => fold(text.replace(INVISIBLE, ''));

/** The text of a node as a reader sees it: blocks and line breaks part words, scripts and menus are silent. */
export const textOf = (node: HtmlNode, skip: Skip = isSilent): string => linesIn(node, skip).join(' ');

/** All elements below a node for which `wanted` holds, in the order of the page; not those inside a found one. */
export function findAll(node: HtmlNode, wanted: (node: HtmlNode) => boolean): HtmlNode[] {
  return childrenOf(node).flatMap((child) => (wanted(child) ? [child] : findAll(child, wanted)));
}

/** The same, but nothing inside of what is silent. */
export function findVisible(node: HtmlNode, wanted: (node: HtmlNode) => boolean): HtmlNode[] {
  return childrenOf(node).flatMap((child) => {
    if (isSilent(child)) return [];
    return wanted(child) ? [child] : findVisible(child, wanted);
  });
}
