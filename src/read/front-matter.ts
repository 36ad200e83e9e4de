import { isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Page } from '../../schema/source.ts';
import type { Place } from '../../schema/statement.ts';
import { fold } from './blocks.ts';
import { refusePage } from './refuse.ts';
import type { Piece } from './text.ts';

/** One entry of a card's front matter: its values as written (one, or the items of a list) and its line. */
export interface FrontMatterEntry {
  values: readonly string[];
  /** The same one by one, each as it stands in the body with its own place; what says nothing (`null`) is left out. */
  items: readonly FrontMatterItem[];
  place: Place;
}

/** One value: `value` without quotes, `text` as it is written. */
export interface FrontMatterItem extends Piece {
  value: string;
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
    const items = itemsOf(pair.value, page.text, offset);
    entries.set(String(pair.key.value), { values: valuesOf(pair.value), items, place });
  }
  return entries;
}

/** Most values of one card. */
const MOST_VALUES = 5_000;
/** How YAML writes that there is nothing, outside of quotes. */
const NOTHING = /^(?:null|Null|NULL|~|)$/u;

/**
 * The same of a card that must be whole: refuses a page whose front matter is no map, is broken, has a key twice, or
 * uses anchors and aliases, which can write millions of values in a few lines. Empty where there is none.
 */
export function strictFrontMatter(page: Page): Map<string, FrontMatterEntry> {
  const match = FRONT.exec(page.text);
  if (match?.[1] === undefined) return new Map();
  const document = parseDocument(match[1], { schema: 'failsafe', merge: false });
  let values = 0;
  visit(document, {
    Alias: () => refusePage('front-matter-alias', 'the front matter uses an alias'),
    Node: (_, node) => {
      values += 1;
      if (values > MOST_VALUES)
        refusePage('too-many-values', `more than ${MOST_VALUES} values in the front matter`);
      if ('anchor' in node && node.anchor)
        refusePage('front-matter-alias', 'the front matter uses an anchor');
    },
  });
  const [error] = document.errors;
  if (error) refusePage('front-matter-broken', error.message.split('\n')[0] ?? 'the front matter is broken');
  if (!isMap(document.contents)) refusePage('front-matter-broken', 'the front matter is no map of keys');
  return frontMatter(page);
}

function itemsOf(node: unknown, text: string, offset: number): FrontMatterItem[] {
  if (isSeq(node)) return node.items.flatMap((item) => itemsOf(item, text, offset));
  if (!isScalar(node) || !node.range) return [];
  const [start, end] = [offset + node.range[0], offset + node.range[1]];
  const raw = text.slice(start, end);
  const value = String(node.value ?? '');
  if (NOTHING.test(raw.trim()) || value.trim() === '') return [];
  return [{ value, text: fold(raw), place: { kind: 'text', start, end } }];
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
