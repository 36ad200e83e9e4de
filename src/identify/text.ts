const HYPHENS = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
const SPACES = /[\t\n\r \u00a0\u2000-\u200a\u202f\u205f\u3000]+/g;
const FULL_WIDTH_MARKS = /[\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff5e]/g;
const MARKS: ReadonlyMap<string, string> = new Map([
  ['\u2264', '<='],
  ['\u2265', '>='],
  ['\u00d7', 'x'],
  ['\u2019', "'"],
  ['\u2122', ''],
  ['\u00ae', ''],
]);
const MARKED = /[\u2264\u2265\u00d7\u2019\u2122\u00ae]/g;

/**
 * Folds the hyphens, spaces, signs and full-width marks that pages put into names; no letter and no digit is folded,
 * so that a look-alike of another script stays visible.
 */
export function foldName(text: string): string {
  return text
    .replace(HYPHENS, '-')
    .replace(FULL_WIDTH_MARKS, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(MARKED, (char) => MARKS.get(char) ?? char)
    .replace(SPACES, ' ')
    .replace(/^ | $/g, '');
}

const KINDS: readonly [RegExp, string][] = [
  [/\p{Script=Cyrillic}/u, 'a Cyrillic letter'],
  [/\p{Script=Greek}/u, 'a Greek letter'],
  [/\p{Script=Armenian}/u, 'an Armenian letter'],
  [/\p{Script=Cherokee}/u, 'a Cherokee letter'],
  [/\p{Bidi_Control}/u, 'a mark that turns the direction of writing'],
  [/[\u00ad\u180e\u200b-\u200d\u2060\ufeff]/u, 'invisible'],
  [/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u, 'of an East Asian script'],
  [/\p{Mn}/u, 'a mark on another letter'],
  [/\p{Cc}|\p{Zl}|\p{Zp}/u, 'a control character'],
  [/\p{Nd}/u, 'a digit of another kind'],
  [/\p{L}/u, 'a letter outside of a to z'],
];

/** The first character that no model name has (another script, invisible), as `U+0430, a Cyrillic letter`; undefined if there is none. */
export function foreignCharacter(folded: string): string | undefined {
  const found = /[^\x20-\x7e]/u.exec(folded)?.[0];
  if (found === undefined) return undefined;
  const code = `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const kind = KINDS.find(([pattern]) => pattern.test(found))?.[1];
  return kind === undefined ? code : `${code}, ${kind}`;
}

/** Lower-case tokens of a folded name. A point separates only beside a letter: `openai.gpt-5.6` has three tokens; `0p5b` is 0.5b. */
export function tokensOf(folded: string): string[] {
  return folded
    .toLowerCase()
    .replace(/(?<=[a-z])\.(?=[a-z\d])|(?<=\d)\.(?=[a-z]{2})/g, '-')
    .replace(/\+/g, '-plus-')
    .replace(/'/g, '')
    .split(/[\s\-_/:@()[\],&<>=]+/)
    .filter((token) => token !== '')
    .map((token) => token.replace(/^(\d+)p(\d+b)$/, '$1.$2'));
}
