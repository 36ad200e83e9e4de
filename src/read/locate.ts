import { type Locator, type Place, QUOTE_GAP } from '../../schema/statement.ts';
import { elementAt } from './css-path.ts';
import { type HtmlNode, parseHtml, readable, textOf } from './dom.ts';

/** Finds the text at a place of one body; undefined where the body has no such place. */
export type Finder = (place: Place) => string | undefined;

/**
 * A finder for many places of one decoded body. It is parsed as HTML once, when first asked for an element, whatever
 * media type it came with: the scraper that made the place read it so.
 */
export function locator(text: string): Finder {
  let tree: HtmlNode | undefined;
  return (place) => {
    if (place.kind !== 'css') return place.end > text.length ? undefined : text.slice(place.start, place.end);
    tree ??= parseHtml(text);
    const element = elementAt(tree, place.path);
    return element && textOf(element);
  };
}

/**
 * Whether each piece of a quote stands at its place. Pieces are parted by QUOTE_GAP and stand in the order of the
 * locator's places; white space is folded on both sides. A quote of one place may hold the gap's own characters.
 */
export function findsQuote(find: Finder, quote: string, where: Locator): boolean {
  const pieces = where.places.length === 1 ? [quote] : quote.split(QUOTE_GAP);
  if (pieces.length !== where.places.length) return false;
  return where.places.every((place, at) => {
    const piece = readable(pieces[at] ?? '');
    const found = find(place);
    return piece !== '' && found !== undefined && readable(found).includes(piece);
  });
}
