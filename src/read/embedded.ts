import type { Page } from '../../schema/source.ts';
import type { Carrier, Place } from '../../schema/statement.ts';
import { elementAt } from './css-path.ts';
import { childrenOf, findAll, type HtmlNode } from './dom.ts';
import { type JsonNode, placeOf, stringOf } from './json.ts';
import { refusePage } from './refuse.ts';
import type { Piece } from './text.ts';

/** Characters of one piece of a quote. */
const LONGEST_PIECE = 200;

/** A text that a page carries, as a page of its own: every reader reads it; its places are made whole by `absolute`. */
export interface EmbeddedPage extends Page {
  within: readonly Carrier[];
}

/** A value of JSON that a page carries, and the text in which it stands. */
export interface Payload {
  page: EmbeddedPage;
  root: JsonNode;
}

/** Whether a page is a text that another one carries. */
export const isEmbedded = (page: Page): page is EmbeddedPage => 'within' in page;

const withinOf = (page: Page): readonly Carrier[] => (isEmbedded(page) ? page.within : []);

/** A place in a page as a place in the stored body: the same, unless the page is carried by another. */
export function absolute(page: Page, place: Place): Place {
  const within = withinOf(page);
  return within.length === 0 || place.kind === 'embedded'
    ? place
    : { kind: 'embedded', within: [...within], place };
}

/** The page of a text that another page carries. */
export const carriedPage = (
  page: Page,
  carrier: Carrier,
  body: { text: string; type: string },
): EmbeddedPage => ({
  url: page.url,
  bytes: page.bytes,
  text: body.text,
  mediaType: body.type,
  within: [...withinOf(page), carrier],
});

/** A value with its key as it stands in its text, cut where it is long, and its place in the stored body. */
export function jsonPiece(page: Page, node: JsonNode): Piece {
  const text = page.text.slice(node.from, Math.min(node.end, node.from + LONGEST_PIECE));
  return { text: text.isWellFormed() ? text : text.slice(0, -1), place: absolute(page, placeOf(node)) };
}

/** The text of a string of JSON as a page of its own: HTML or Markdown that stands in it is read by its reader. */
export function pageInString(page: Page, node: JsonNode, type = 'text/html'): EmbeddedPage {
  if (node.type !== 'string') throw new Error('only a string carries a page');
  const carrier = { kind: 'string', start: node.start, end: node.end } as const;
  const text = carried(page.text, carrier, noTree);
  if (text === undefined)
    return refusePage('unknown-payload', `at ${node.pointer}: a text that stands elsewhere`);
  return carriedPage(page, carrier, { text, type });
}

function noTree(): never {
  throw new Error('a string stands in no element');
}

const ownText = (node: HtmlNode): string =>
  childrenOf(node)
    .map((child) => child.data ?? '')
    .join('');

const PUSH = /(?:self|window)\.__next_f(?:=(?:self|window)\.__next_f\|\|\[\]\))?\.push\(\s*\[1,\s*(?=")/gu;

/** The character behind the string that begins at `at`, or undefined where it does not end. */
function stringEnd(text: string, at: number): number | undefined {
  for (let i = at + 1; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '"') return i + 1;
  }
  return undefined;
}

function pushesOf(script: string): string[] {
  const pushes: string[] = [];
  PUSH.lastIndex = 0;
  for (let found = PUSH.exec(script); found !== null; found = PUSH.exec(script)) {
    const start = found.index + found[0].length;
    const end = stringEnd(script, start) ?? script.length;
    pushes.push(stringOf(script.slice(start, end)) ?? '');
    PUSH.lastIndex = end;
  }
  return pushes;
}

/** All strings that a page's scripts push to Next.js, joined; undefined where there is none. */
function flightText(root: HtmlNode): string | undefined {
  const scripts = findAll(root, (node) => node.name === 'script').map(ownText);
  const pushes = scripts
    .filter((script) => /^\s*\(?(?:self|window)\.__next_f/u.test(script))
    .flatMap(pushesOf);
  return pushes.length === 0 ? undefined : pushes.join('');
}

/** The text that a carrier holds in a body, or undefined where it holds none. `tree` parses the body as HTML. */
export function carried(text: string, carrier: Carrier, tree: () => HtmlNode): string | undefined {
  switch (carrier.kind) {
    case 'attribute':
      return elementAt(tree(), carrier.path)?.attribs?.[carrier.name];
    case 'element': {
      const element = elementAt(tree(), carrier.path);
      return element && ownText(element);
    }
    case 'flight':
      return flightText(tree());
    case 'string':
      return stringOf(text.slice(carrier.start, carrier.end));
  }
}
