import type { Nodes } from 'mdast';
import { isPlaceholder } from './shown.ts';

/** A text with, for each of its characters, the offsets in the body between which it was written. */
export interface Flow {
  text: string;
  from: readonly number[];
  to: readonly number[];
}

export const noFlow: Flow = { text: '', from: [], to: [] };

interface Growing {
  chars: string[];
  from: number[];
  to: number[];
}

/** The characters of a node without its markup; a line break in HTML is a blank, an image says its description. */
export function flowOf(node: Nodes, source: string): Flow {
  const grown: Growing = { chars: [], from: [], to: [] };
  collect(node, source, grown);
  return { text: grown.chars.join(''), from: grown.from, to: grown.to };
}

function collect(node: Nodes, source: string, into: Growing): void {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? start;
  if (node.type === 'text' || node.type === 'inlineCode') {
    align(node.value, { source, start, end }, into);
  } else if (node.type === 'break' || (node.type === 'html' && /^<br\s*\/?>$/iu.test(node.value))) {
    push(into, ' ', start, end);
  } else if (node.type === 'html' && isPlaceholder(node.value)) {
    align(node.value, { source, start, end }, into);
  } else if (node.type === 'image' || node.type === 'imageReference') {
    if (node.alt) align(node.alt, { source, start, end }, into);
  } else if ('children' in node) {
    for (const child of node.children) collect(child, source, into);
  }
}

function push(into: Growing, char: string, from: number, to: number): void {
  into.chars.push(char);
  into.from.push(from);
  into.to.push(to);
}

const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iuy;

/** Walks value and source side by side: the source has escapes, entities, code fences and line prefixes besides. */
function align(value: string, at: { source: string; start: number; end: number }, into: Growing): void {
  let raw = at.start;
  for (let i = 0; i < value.length; i++) {
    const char = value[i] ?? '';
    const entity = char === at.source[raw] && char !== '&' ? 0 : entityAt(at.source, raw);
    if (entity === 0) {
      const found = at.source.indexOf(char, raw);
      raw = found < 0 || found >= at.end ? raw : found;
    }
    const wide = Math.max(entity, 1);
    push(into, char, Math.min(raw, at.end), Math.min(raw + wide, at.end));
    raw += wide;
  }
}

function entityAt(source: string, at: number): number {
  ENTITY.lastIndex = at;
  return ENTITY.exec(source)?.[0].length ?? 0;
}

/** Folds white space to single blanks and trims, and keeps the offsets of what is left. */
export function foldFlow(flow: Flow): Flow {
  const kept: Growing = { chars: [], from: [], to: [] };
  for (let i = 0; i < flow.text.length; i++) {
    const blank = /\s/u.test(flow.text[i] ?? '');
    if (blank && (kept.chars.length === 0 || kept.chars.at(-1) === ' ')) continue;
    push(kept, blank ? ' ' : (flow.text[i] ?? ''), flow.from[i] ?? 0, flow.to[i] ?? 0);
  }
  if (kept.chars.at(-1) === ' ') kept.chars.pop();
  return { text: kept.chars.join(''), from: kept.from, to: kept.to };
}

const LITERAL = /\{\s*(["'`])([^"'`\\\n{}]*)\1\s*\}|\$(?=\$\d)/gu;

/** Takes the braces and quotes off what a component writes as a literal, `{"$"}0.16`, and the second of two dollars. */
export function unwrapFlow(flow: Flow): Flow {
  const gone = new Set<number>();
  for (const found of flow.text.matchAll(LITERAL)) {
    const kept = found.index + found[0].indexOf(found[1] ?? '\0') + 1;
    for (let i = found.index; i < found.index + found[0].length; i += 1) {
      const stays = found[1] !== undefined && i >= kept && i < kept + (found[2]?.length ?? 0);
      if (!stays) gone.add(i);
    }
  }
  if (gone.size === 0) return flow;
  const stays = (_: unknown, at: number): boolean => !gone.has(at);
  return {
    text: flow.text.split('').filter(stays).join(''),
    from: flow.from.filter(stays),
    to: flow.to.filter(stays),
  };
}
