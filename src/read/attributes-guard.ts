import { refusePage } from './refuse.ts';

/** The parser compares each attribute of a tag with all before it: 50,000 in one tag took it 8.3 s. */
const MAX_COMPARISONS = 100_000_000;
/** Characters looked at, as a multiple of the page: only a page of unclosed tags looks at much more. */
const MAX_LOOKS = 20;

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 47;
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** Where the attribute that begins at `at` ends. Quoted values are jumped over. */
function attributeEnd(text: string, at: number): number {
  let i = at + 1;
  for (; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 62 || isSpace(code)) return i;
    if (code === 61) break;
  }
  while (i + 1 < text.length && isSpace(text.charCodeAt(i + 1))) i += 1;
  const quote = text[i + 1];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, i + 2);
    return close < 0 ? text.length : close + 1;
  }
  for (i += 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 62 || isSpace(code)) return i;
  }
  return i;
}

/** How many attributes the tag has that begins at `at`, and where it ends. */
function tagAt(text: string, at: number): { attributes: number; end: number } {
  let attributes = 0;
  let i = at + 1;
  while (i < text.length && text.charCodeAt(i) !== 62 && !isSpace(text.charCodeAt(i))) i += 1;
  while (i < text.length && text.charCodeAt(i) !== 62) {
    if (isSpace(text.charCodeAt(i))) i += 1;
    else {
      attributes += 1;
      i = attributeEnd(text, i);
    }
  }
  return { attributes, end: i };
}

/**
 * Refuses a page whose tags have so many attributes that parsing takes seconds. Each `<` with a letter is looked
 * at by itself, also inside scripts and comments, so nothing in a page can hide a tag from it.
 */
export function checkAttributes(text: string): void {
  let comparisons = 0;
  let looks = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (!isLetter(text.charCodeAt(at + 1))) continue;
    const { attributes, end } = tagAt(text, at);
    comparisons += (attributes * attributes) / 2;
    looks += end - at;
    if (comparisons > MAX_COMPARISONS || looks > MAX_LOOKS * text.length + 1_000_000) {
      refusePage(
        'too-many-attributes',
        `a tag at character ${at} has more attributes than can be parsed in time`,
      );
    }
  }
}
