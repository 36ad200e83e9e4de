import type { Place } from '../../schema/statement.ts';
import { readable } from './dom.ts';
import { shownIn } from './shown.ts';

/** Characters of a stretch that is taken for Markdown; a cell or a sentence is shorter. */
const LONGEST = 20_000;

/**
 * Whether a piece of a quote stands in what was found at its place: as it is written, or as Markdown shows it (`$0.30`
 * where the body has `\$0.30`, `$0.16` where it has `{"$"}0.16`). White space is folded on both sides.
 */
export function standsIn(found: string, piece: string, kind: Place['kind']): boolean {
  const wanted = readable(piece);
  if (wanted === '') return false;
  if (readable(found).includes(wanted)) return true;
  if (kind !== 'text' || found.length > LONGEST) return false;
  const unlinked = found.replace(/\[([^[\]]+)\]\[[^[\]]*\]/gu, '$1');
  const bare = readable(wanted.replaceAll('~~', ''));
  return [unlinked, found].some((text) => readable(shownIn(text).text).includes(bare));
}
