const HYPHENS = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
const SPACES = /[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;

/**
 * Folds the hyphens, spaces and full-width forms that pages put into names; nothing else is folded,
 * so that a look-alike letter of another script stays visible.
 */
export function foldName(text: string): string {
  return text
    .replace(HYPHENS, '-')
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(SPACES, ' ')
    .trim();
}

/** The first character that no model name has (another script, invisible), as `U+0430`; undefined if there is none. */
export function foreignCharacter(folded: string): string | undefined {
  const found = /[^\x20-\x7e]/u.exec(folded)?.[0].codePointAt(0);
  return found === undefined ? undefined : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Lower-case tokens of a folded name. A point separates only between letters: `openai.gpt-5.6` has four tokens. */
export function tokensOf(folded: string): string[] {
  return folded
    .toLowerCase()
    .replace(/(?<=[a-z])\.(?=[a-z])/g, '-')
    .replace(/\+/g, '-plus-')
    .split(/[\s\-_/:@()[\],&]+/)
    .filter((token) => token !== '');
}
