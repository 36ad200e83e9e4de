/** A text without the marks that point to footnotes, and the marks. */
interface Unmarked {
  text: string;
  footnote?: string;
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const RAISED = /<sup>\s*\(?([^<]{0,8}?)\)?\s*<\/sup>|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\[(\d{1,2})\](?!\()/g;
/** "(beta)3", "tokens2", "MTok1": one or two digits glued behind a closing bracket or a word of units. */
const GLUED = /(?<=\)|tokens?|tok|context|window|cutoff|only)(\d{1,2})(?![\d.,:_%])(?=$|[\s,;|/)])/gi;
const SIGNS = /(?<=[\p{L}\d)%])\s?(\*{1,3}|[†‡§]+)$/u;

const lowered = (mark: string): string =>
  [...mark].map((sign) => (SUPERSCRIPTS.includes(sign) ? String(SUPERSCRIPTS.indexOf(sign)) : sign)).join('');

/** Takes raised figures, bracketed numbers, stars and figures glued to a word off a text; a figure of the value stays. */
export function withoutFootnotes(text: string): Unmarked {
  const marks: string[] = [];
  const take = (mark: string): string => {
    marks.push(lowered(mark));
    return '';
  };
  const bare = text
    .replace(RAISED, (_all, a?: string, b?: string, c?: string) => take(a ?? b ?? c ?? ''))
    .replace(GLUED, (_all, mark: string) => take(mark))
    .replace(SIGNS, (_all, mark: string) => take(mark))
    .trim();
  return marks.length > 0 ? { text: bare, footnote: marks.join(', ') } : { text };
}
