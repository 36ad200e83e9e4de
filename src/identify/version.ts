import type { Family } from './vocabulary.ts';

const VERSION = /^([a-z]?)(\d{1,2})(?:[.p](\d{1,2}))?([a-z]?)$/;
const MINOR = /^([1-9]?\d)([a-z]?)$/;
const SIZE_LETTER = /[bkmte]$/;

/** The letter that a family's versions carry (deepseek v, kimi k); a missing one is added, an idle v dropped, another one stays. */
function letterOf(family: Family, written: string, major: string): string {
  if (written === 'v' && family.writing.has('without-v')) return '';
  if (written !== '' || major.startsWith('0')) return written;
  for (const letter of ['v', 'k', 'm']) if (family.writing.has(`letter-${letter}`)) return letter;
  return '';
}

/**
 * The version at `tokens[at]`: `5.3`, `5-3`, `k2p6`, `v3-1`, `4o`, `53` in families that drop the point, and `4.0` as 4 in those to which the zero says nothing.
 * A number that ends like a size (16k, 7b) is none.
 */
export function versionAt(
  tokens: readonly string[],
  at: number,
  family: Family,
): { text: string; taken: number } | undefined {
  const match = VERSION.exec(tokens[at] ?? '');
  if (!match) return undefined;
  const [, written = '', major = '', minor, suffix = ''] = match;
  if (SIZE_LETTER.test(suffix) && written === '') return undefined;
  const letter = letterOf(family, written, major);
  const idle = family.writing.has('point-zero');
  if (minor === '0' && idle) return { text: `${letter}${major}${suffix}`, taken: 1 };
  if (minor !== undefined) return { text: `${letter}${major}.${minor}${suffix}`, taken: 1 };
  const next = suffix === '' && !major.startsWith('0') ? MINOR.exec(tokens[at + 1] ?? '') : null;
  if (next && !SIZE_LETTER.test(next[2] ?? '')) {
    if (idle && next[0] === '0') return { text: `${letter}${major}`, taken: 2 };
    return { text: `${letter}${major}.${next[1]}${next[2]}`, taken: 2 };
  }
  const dropped = major.length === 2 && !major.startsWith('0') && family.writing.has('dropped-point');
  const number = dropped ? `${major[0]}.${major[1]}` : major;
  return { text: `${letter}${number}${suffix}`, taken: 1 };
}
