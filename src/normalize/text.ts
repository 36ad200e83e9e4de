/** Longest text that is read as one value; a longer one is no cell and is refused before any pattern runs. */
export const LONGEST = 1000;

const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
/** Spaces that group digits: no-break, figure, thin and narrow no-break space. */
const DIGIT_SPACE = /(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))/g;
/** "131'072": the apostrophe of Swiss pages, between groups of three. */
const DIGIT_APOSTROPHE = /(?<=\d)['’](?=\d{3}(?!\d))/g;
const FULL_WIDTH = /[\uff01-\uff5e]/g;

/** Control characters, text that was decoded wrongly, direction overrides and halves of characters. */
const BAD =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;

/** The text with U+FFFD for each such character, so that it can be stored and printed. */
export const printable = (text: string): string => text.replace(new RegExp(BAD, 'gu'), '\ufffd');

/** True where the text holds a character that no honest cell holds. */
export const hasBadCharacter = (text: string): boolean => BAD.test(text);

/**
 * Makes writings equal that look equal: full-width forms and digits become ASCII, spaces become one space,
 * invisible characters go, minus and hyphens become `-`, a pair of quotation marks around the whole goes.
 * Superscripts stay what they are: folded to digits, a footnote mark would become part of a number.
 */
export function fold(text: string): string {
  const plain = text
    .replace(INVISIBLE, '')
    .replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(DIGIT_SPACE, '_')
    .replace(DIGIT_APOSTROPHE, '_')
    .replace(/\uffe5/g, '¥')
    .replace(/[\u2010\u2011\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  return /^"[^"]*"$|^“[^”]*”$/.test(plain) ? plain.slice(1, -1).trim() : plain;
}

/** A name as a key: lower case, words joined by the given sign; `+` and `&` are words, letters of all scripts stay. */
export function slug(text: string, join = '-'): string {
  return text
    .toLowerCase()
    .replace(/\+/g, ' plus ')
    .replace(/&/g, ' and ')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}.]+|\.(?!\d)|(?<!\d)\./gu, ' ')
    .trim()
    .replace(/ +/g, join);
}
