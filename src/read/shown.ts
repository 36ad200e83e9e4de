import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { fold } from './blocks.ts';
import { MARKS } from './grid.ts';

/** Components inside of a line whose tags say nothing; of any other the tag itself is text, so that it is seen. */
const DRESS: ReadonlySet<string> = new Set('Tooltip Badge Link Anchor Highlight Text Icon'.split(' '));
const STRUCK_TAG = /^<\/?(?:del|s|strike)\b/iu;
const SUP_TAG = /^<(\/?)sup\b/iu;
const SUP = '\ue110';
const SUP_END = '\ue111';
/** Text in braces and quotes is how a component writes a character that Markdown would take for a mark: `{"$"}`. */
const LITERAL = /\{\s*(["'`])([^"'`\\\n{}]*)\1\s*\}/gu;
const DOUBLED = /\$\$(?=\d)/gu;
/** Marks of footnotes outside of `sup` that only Markdown has, and those that are letters of the text. */
const NOTE = new RegExp(`\\(\\d{1,2}\\)|\\[\\^[^\\]]+\\]|${MARKS.source}`, 'gu');

/** What a cell or a line says beside its plain characters. */
export interface Shown {
  text: string;
  plain: string;
  struck: string[];
  notes: string[];
  links: string[];
  codes: string[];
  lines: string[];
}

interface Walk {
  out: string[];
  links: string[];
  codes: string[];
}

/** What an HTML tag inside of a line stands for: a break, a mark, nothing, or a component that must be seen. */
function tagText(tag: string): string {
  if (/^<br\s*\/?>$/iu.test(tag)) return '\n';
  if (STRUCK_TAG.test(tag)) return '~~';
  const sup = SUP_TAG.exec(tag);
  if (sup) return sup[1] === '' ? SUP : SUP_END;
  if (/^<\/?(?:p|div|li|ul|ol|tr|td)\b/iu.test(tag)) return '\n';
  return isPlaceholder(tag) ? tag : '';
}

/** Whether a tag inside of a line is a component that a program replaces by something that nobody can know. */
export function isPlaceholder(tag: string): boolean {
  const name = /^<\/?([A-Z]\w*)/u.exec(tag)?.[1];
  return name !== undefined && !DRESS.has(name);
}

function walk(node: Nodes, into: Walk): void {
  if (node.type === 'text') into.out.push(node.value);
  else if (node.type === 'inlineCode') {
    into.codes.push(fold(node.value));
    into.out.push(node.value);
  } else if (node.type === 'html') into.out.push(tagText(node.value));
  else if (node.type === 'break') into.out.push('\n');
  else if ('children' in node) {
    if (node.type === 'link') into.links.push(node.url);
    for (const child of node.children) walk(child, into);
  }
}

const bare = (text: string): string => fold(text.replaceAll('~~', '').replace(/[\ue110\ue111]/gu, ''));

/** What a reader sees of the nodes of a line: images are left out, components' literals are text. */
export function shownOf(node: Nodes): Shown {
  const found: Walk = { out: [], links: [], codes: [] };
  walk(node, found);
  const whole = found.out.join('').replace(LITERAL, '$2').replace(DOUBLED, '$');
  const struck = [...whole.matchAll(/~~([^~]+)~~/gu)].map((match) => bare(match[1] ?? ''));
  const unstruck = whole.replace(/~~[^~]+~~/gu, ' ');
  const sups = [...unstruck.matchAll(/\ue110([^\ue111]*)\ue111/gu)].map((match) => bare(match[1] ?? ''));
  const unmarked = unstruck.replace(/\ue110[^\ue111]*\ue111/gu, '');
  const plain = (text: string): string => bare(text.replace(NOTE, ''));
  return {
    text: bare(whole),
    plain: plain(unmarked),
    struck: struck.filter((text) => text !== ''),
    notes: [...sups, ...(unmarked.match(NOTE) ?? [])],
    links: found.links,
    codes: found.codes,
    lines: unmarked
      .split('\n')
      .map(plain)
      .filter((line) => line !== ''),
  };
}

/** Before a text that stands alone, so that nothing in it begins a list, a heading or a quotation. */
const BEFORE = 'x ';

/** What a reader sees of a stretch of Markdown inside of one block: escapes, marks, links, tags and the marks of quotations taken off. */
export function shownIn(raw: string): Shown {
  const inline = raw
    .replace(/\\?\n[ \t]*(?:>[ \t]?)*/gu, ' ')
    .replaceAll('\\|', '|')
    .replace(/<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const tree = fromMarkdown(BEFORE + inline);
  const shown = shownOf(tree);
  const cut = (text: string): string => fold(text.slice(BEFORE.length - 1));
  const [first = '', ...lines] = shown.lines;
  return {
    ...shown,
    text: cut(shown.text),
    plain: cut(shown.plain),
    lines: [cut(first), ...lines].filter((line) => line !== ''),
  };
}
