import { type Locator, type Place, type PlainPlace, QUOTE_GAP } from '../../schema/statement.ts';
import { elementAt } from './css-path.ts';
import { type HtmlNode, parseHtml, textOf } from './dom.ts';
import { carried } from './embedded.ts';
import { standsIn } from './stands.ts';

/** Finds the text at a place of one body; undefined where the body has no such place. */
export type Finder = (place: Place) => string | undefined;

/** One text of a body: the body itself, or one that it carries. Each is parsed and unpacked once, when first asked. */
class Opened {
  private tree: HtmlNode | undefined;
  private readonly inner = new Map<string, Opened | undefined>();
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  find(place: Place): string | undefined {
    if (place.kind !== 'embedded') return this.plain(place);
    let at: Opened | undefined = this;
    for (const carrier of place.within) at = at?.open(carrier);
    return at?.plain(place.place);
  }

  private plain(place: PlainPlace): string | undefined {
    if (place.kind !== 'css') {
      return place.end > this.text.length ? undefined : this.text.slice(place.start, place.end);
    }
    const element = elementAt(this.parsed(), place.path);
    return element && textOf(element);
  }

  private parsed(): HtmlNode {
    this.tree ??= parseHtml(this.text);
    return this.tree;
  }

  private open(carrier: Parameters<typeof carried>[1]): Opened | undefined {
    const key = JSON.stringify(carrier);
    if (!this.inner.has(key)) {
      const text = carried(this.text, carrier, () => this.parsed());
      this.inner.set(key, text === undefined ? undefined : new Opened(text));
    }
    return this.inner.get(key);
  }
}

/**
 * A finder for many places of one decoded body. It is parsed as HTML once, when first asked for an element, whatever
 * media type it came with: the scraper that made the place read it so.
 */
export function locator(text: string): Finder {
  const body = new Opened(text);
  return (place) => body.find(place);
}

/**
 * Whether each piece of a quote stands at its place. Pieces are parted by QUOTE_GAP and stand in the order of the
 * locator's places, as written or as Markdown shows it; white space is folded on both sides. A quote of one place may hold the gap's own characters.
 */
export function findsQuote(find: Finder, quote: string, where: Locator): boolean {
  const pieces = where.places.length === 1 ? [quote] : quote.split(QUOTE_GAP);
  if (pieces.length !== where.places.length) return false;
  return where.places.every((place, at) => {
    const found = find(place);
    return found !== undefined && standsIn(found, pieces[at] ?? '', place.kind);
  });
}
