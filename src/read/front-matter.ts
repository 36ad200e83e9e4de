import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Page } from '../../schema/source.ts';
import type { Place } from '../../schema/statement.ts';

/** One entry of a card's front matter: its values as written (one, or the items of a list) and its line. */
export interface FrontMatterEntry {
  values: readonly string[];
  place: Place;
}

const FRONT = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/u;

/** The YAML between two lines of dashes at the top of a page, by key; empty where there is none or it is broken. */
export function frontMatter(page: Page): Map<string, FrontMatterEntry> {
  const match = FRONT.exec(page.text);
  const entries = new Map<string, FrontMatterEntry>();
  if (match?.[1] === undefined) return entries;
  const offset = page.text.indexOf(match[1], page.text.indexOf('---') + 3);
  const document = parseDocument(match[1], { schema: 'failsafe', merge: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return entries;
  for (const pair of document.contents.items) {
    if (!isScalar(pair.key) || !pair.key.range) continue;
    const range = rangeOf(pair.value);
    const end = range?.[1] ?? pair.key.range[1];
    const place: Place = { kind: 'text', start: offset + pair.key.range[0], end: offset + end };
    entries.set(String(pair.key.value), { values: valuesOf(pair.value), place });
  }
  return entries;
}

const rangeOf = (node: unknown): readonly number[] | undefined =>
  (isScalar(node) || isSeq(node)) && node.range ? node.range : undefined;

function valuesOf(node: unknown): string[] {
  if (isScalar(node)) return node.value === '' || node.value === null ? [] : [String(node.value)];
  return isSeq(node) ? node.items.flatMap(valuesOf) : [];
}

/** The page's text with front matter and byte order mark blanked out, so that every offset stays what it is. */
export function hideFrontMatter(text: string): string {
  const front = FRONT.exec(text)?.[0] ?? (text.startsWith('\uFEFF') ? '\uFEFF' : '');
  return front.replace(/[^\r\n]/gu, ' ') + text.slice(front.length);
}
