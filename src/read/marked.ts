import type { Page } from '../../schema/source.ts';
import { pathOf } from './css-path.ts';
import { findVisible, type HtmlNode, textOf } from './dom.ts';
import { treeOf } from './html.ts';
import { refusePage } from './refuse.ts';
import type { Piece } from './text.ts';

/** An element that stands for one thing of a list, such as a card: its text, and the pieces inside of it. */
export interface Marked extends Piece {
  /** Visible elements inside, by the name of an attribute that they have or of their tag: `x-test-size`, `h2`. */
  pieces(mark: string): Piece[];
}

const has = (node: HtmlNode, mark: string): boolean =>
  node.name === mark || node.attribs?.[mark] !== undefined;

const pieceOf = (node: HtmlNode): Piece => ({
  text: textOf(node),
  place: { kind: 'css', path: pathOf(node) },
});

/** The visible elements with this attribute or tag, in the page's order. Refuses the page where there are none. */
export function markedIn(page: Page, mark: string): Marked[] {
  const found = findVisible(treeOf(page), (node) => has(node, mark));
  if (found.length === 0) refusePage('landmark-missing', `the page has no element "${mark}"`);
  return found.map((node) => ({
    ...pieceOf(node),
    pieces: (inner) => findVisible(node, (one) => has(one, inner)).map(pieceOf),
  }));
}
