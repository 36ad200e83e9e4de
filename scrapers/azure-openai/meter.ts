import type { Qualifiers } from '../../schema/scope.ts';

/** What one word of a meter says; `unit` names what the figure is per. */
type Word =
  | { is: 'direction'; says: 'input' | 'output' }
  | { is: 'cached' | 'tokens' }
  | { is: 'place'; says: 'global' | 'regional' | 'data zone' }
  | { is: 'tier'; says: string }
  | { is: 'unit'; says: string };

const words = (word: Word, ...texts: string[]): [string, Word][] => texts.map((text) => [text, word]);

/** The words behind the name in a meter, in lower case. Any other word refuses the row. */
const WORDS: ReadonlyMap<string, Word> = new Map([
  ...words({ is: 'direction', says: 'input' }, 'inp', 'inpt', 'input'),
  ...words({ is: 'direction', says: 'output' }, 'outp', 'opt', 'outpt', 'output'),
  ...words({ is: 'cached' }, 'cd', 'cchd', 'cached'),
  ...words({ is: 'place', says: 'global' }, 'glbl', 'global', 'gl'),
  ...words({ is: 'place', says: 'regional' }, 'regnl', 'rgnl', 'regional'),
  ...words({ is: 'place', says: 'data zone' }, 'dz', 'dzone', 'data zone'),
  ...words({ is: 'tier', says: 'batch' }, 'batch'),
  ...words({ is: 'tier', says: 'priority' }, 'pp'),
  ...words({ is: 'tier', says: 'flex' }, 'flex'),
  ...words({ is: 'unit', says: '1M' }, '1m'),
  ...words({ is: 'unit', says: '1K' }, '1k'),
  ...words({ is: 'tokens' }, 'tokens'),
]);

/** A model's name: the line, then versions, sizes, dates of snapshots. "5.4 mini" alone does not name its line. */
const NAME =
  /^(?:gpt|o\d)(?:[ -](?:gpt|oss|chat|codex|mini|nano|pro|turbo|\d{1,2}(?:\.\d{1,2})?o?|\d{4}|\d+b))*$/iu;
const ONE = /data zone|[^\s-]+/giu;

/** What a meter sells: a name, and a part of its price. */
export interface Meter {
  name: string;
  part: 'input' | 'output' | 'cache_read';
  place: 'global' | 'regional' | 'data zone';
  scope: Qualifiers;
  /** "1M" where the meter says it too. */
  unit?: string;
}

/** Takes "gpt 4o 0806 cchd Inp glbl Tokens" apart; or says why that cannot be done. */
export function meterOf(text: string): Meter | { refused: string } {
  const all = [...text.trim().matchAll(ONE)].map((found) => ({
    at: found.index,
    word: WORDS.get(found[0].toLowerCase()),
  }));
  const first = all.findIndex(({ word }) => word !== undefined);
  const behind = all.slice(first).map(({ word }) => word);
  if (first < 0 || behind.includes(undefined)) return { refused: 'unknown-word' };
  const name = text
    .trim()
    .slice(0, all[first]?.at)
    .replace(/[\s-]+$/u, '');
  if (!NAME.test(name)) return { refused: 'unknown-name' };
  const kinds = new Map(behind.flatMap((word) => (word ? [[word.is, word] as const] : [])));
  if (kinds.size < behind.length) return { refused: 'word-twice' };
  const [direction, place] = [kinds.get('direction'), kinds.get('place')];
  const [tier, unit] = [kinds.get('tier'), kinds.get('unit')];
  if (!kinds.has('tokens')) return { refused: 'no-unit' };
  if (direction?.is !== 'direction') return { refused: 'no-direction' };
  if (place?.is !== 'place') return { refused: 'no-place' };
  if (kinds.has('cached') && direction.says === 'output') return { refused: 'unknown-part' };
  return {
    name,
    part: kinds.has('cached') ? 'cache_read' : direction.says,
    place: place.says,
    scope: tier?.is === 'tier' ? { tier: tier.says } : {},
    ...(unit?.is === 'unit' && { unit: unit.says }),
  };
}
