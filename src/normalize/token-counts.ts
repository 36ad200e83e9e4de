import type { Mark, Value } from '../../schema/value.ts';
import { inMillions, type Suffix, tokensValue, wholeCount } from './count.ts';
import { integerOf, parseDecimal } from './decimal.ts';
import { marksOf, plainNumber, runsOf } from './number.ts';
import { TOKEN_WORDS, type TokenTag } from './token-words.ts';

/** One count in a text, with what the words beside it say. */
export interface Count {
  value: Value;
  marks: Mark[];
  tags: ReadonlySet<TokenTag>;
  /** For whom it holds, as the text says it in brackets: "API only", "Enterprise". */
  access?: string;
  /** The count as it stands. */
  written: string;
}

interface Found {
  coefficient: string;
  suffix: Suffix;
  start: number;
  end: number;
}

const SUFFIXES: ReadonlyMap<string, Suffix | '万'> = new Map<string, Suffix | '万'>([
  ...['k', 'thousand', 'thousands', '千', '천', 'тыс', 'тыс.'].map((w): [string, Suffix] => [w, 'k']),
  ...['m', 'million', 'millions', 'millón', 'millon', 'millones', 'milhão', 'milhões', 'millionen'].map(
    (w): [string, Suffix] => [w, 'M'],
  ),
  ...['milioni', 'milione', 'mio', 'mio.', 'mln', 'млн', '百万'].map((w): [string, Suffix] => [w, 'M']),
  ['ki', 'Ki'],
  ['mi', 'Mi'],
  ...['万', '萬', '만'].map((w): [string, '万'] => [w, '万']),
]);
const WORDS = [...SUFFIXES.keys()]
  .sort((a, b) => b.length - a.length)
  .map((word) => word.replace('.', '\\.'));
const SUFFIX = new RegExp(`^[ -]?(${WORDS.join('|')})(?![a-z\\d])`, 'i');
/** "128 mil" is 128,000 in these languages, and a million in English. */
const MIL = /^ mil(?![a-z\d])/i;
const MIL_LOCALES = /^(?:es|pt|gl|ca)\b/;

const OF_TOKENS = /^ ?(?:tokens?|tok|jetons?|トークン|토큰|токен\p{L}*|词元)(?![a-z])/iu;

/** "1e6": how programs write a round count. */
const EXPONENT = /^[1-9](?:\.\d{1,2})?e\+?[3-7]$/i;

/** The count that a number with its suffix makes; undefined where it is written irregularly. */
function countAt(
  run: { before: string; written: string; behind: string },
  locale: string,
): Found | undefined {
  const mil = MIL_LOCALES.test(locale) ? MIL.exec(run.behind) : null;
  const [letters = '', name = ''] = mil ? [mil[0], 'k'] : (SUFFIX.exec(run.behind) ?? []);
  const whole = EXPONENT.test(run.written) && letters === '' ? parseDecimal(run.written) : undefined;
  const counted = whole && integerOf(whole)?.toString();
  const plain =
    counted ??
    (letters === ''
      ? wholeCount(run.written, locale, OF_TOKENS.test(run.behind))
      : plainNumber(run.written, locale));
  const glued = /[-–—\p{L}$€£¥.]$/u.test(run.before.replace(/\p{Lo}$/u, ''));
  if (plain === undefined || /e/i.test(plain) || glued) return undefined;
  const suffix = SUFFIXES.get(name.toLowerCase()) ?? '';
  const coefficient = suffix === '万' ? inMillions(plain) : plain;
  if (coefficient === undefined || /^[a-zµ]/i.test(run.behind.slice(letters.length))) return undefined;
  const start = run.before.length;
  const end = start + run.written.length + letters.length;
  return { coefficient, suffix: suffix === '万' ? 'M' : suffix, start, end };
}

const SEPARATOR = /[,;/|+•·→]| and | & | or |\(| und | et | y | e | - | – | — |，|、/i;
/** What a page says in brackets besides: how many words or pages these tokens are. */
const COMPARED =
  /\((?:[~≈]|about|approx\.?|approximately|roughly|around|or|over|some| )*[\d.,]+ ?[kKmM]?(?: million| thousand)? ?(?:english )?(?:words|pages|characters|lines of code|lines|books)[^()]{0,30}\)/gi;

/** The gap between two counts: what belongs to the first, and what to the second. */
function shared(gap: string, front: boolean): [string, string] {
  const [, closed = ''] = /^((?:[^()]{0,40}\([^()]*\)))/.exec(gap) ?? [];
  const open = gap.slice(closed.length);
  const at = SEPARATOR.exec(open);
  if (at)
    return [
      closed + open.slice(0, at.index),
      `${at[0] === '→' ? ' extended ' : ''}${open.slice(at.index + at[0].length)}`,
    ];
  return front ? [closed, open] : [closed + open, ''];
}

const CHARACTERS = /[^\p{L}\p{M}\p{N}\s_:,，、.()*;|/+&'’"“”=#•·~≈–—?-]/u;
/** "(Llama 3.1 card 'Context length')": a bracket that only says where the figure stands. */
const SOURCED = /\(([^()]*)\)/g;

function withoutSources(text: string): string {
  return text.replace(SOURCED, (all, inner: string) =>
    TOKEN_WORDS.read(inner).tags.has('source') && !/\d ?[kKmM]\b/.test(inner) ? ' ' : all,
  );
}

/** "The Llama 4 models support ...": whom a sentence is about, where it says so before its verb. */
const SUBJECT =
  /^(?:the )?[A-Z][\w.-]*(?: [A-Z\d][\w.-]*){0,4}(?: models?| family| series)? (?=(?:supports?|has|have|offers?|features?|handles?|accepts?|provides?|comes|ships|can|is)\b)/;

/** "131 072": digits that a space groups; only three at a time, and never behind another number. */
const SPACED = /(?<![\w.,'-])\d{1,3}(?: \d{3})+(?![\w.,]?\d)/g;

type Counted = { ok: true; counts: Count[] } | { ok: false; why: string };

/** "65GB · 128K context window · Text": how large the file is, and which media go in. */
const FILE_SIZE = /(?<![\w.])\d+(?:\.\d+)? ?[KMGT]i?B(?: [·|] |$)/g;
const MEDIA_BEHIND = /(?: [·|] (?:text|image|audio|video)(?:, (?:text|image|audio|video))*)+$/i;
/** "1M in, 64K out". */
const IN_AND_OUT = /\bin\b(.{1,20})\bout\b/i;
/** "one million tokens". */
const ONE_OF = /\bone (?=million|thousand)/gi;
/** "20万tokens": a unit that is glued to a suffix without an alphabet. */
const GLUED_UNIT = /(?<=[万萬만千천])(?=tok)/gi;

function preparedText(text: string): string {
  return withoutSources(text.replace(COMPARED, ' '))
    .replace(SUBJECT, '')
    .replace(/[-=]+>|⟶|➜|⇒/g, '→')
    .replace(/<br ?\/?>/gi, ' | ')
    .replace(SPACED, (digits) => digits.replaceAll(' ', '_'))
    .replace(/\*\*|`/g, '')
    .replace(FILE_SIZE, '')
    .replace(MEDIA_BEHIND, '')
    .replace(ONE_OF, '1 ')
    .replace(GLUED_UNIT, ' ')
    .replace(/支持(?=\d)/g, '支持 ')
    .replace(IN_AND_OUT, 'input$1output');
}

/** Plans and ways of access in brackets behind a count: for whom it holds, not what it counts. */
const ACCESS =
  /\((?:(?:on |in |via |with |for )?(?:the )?)((?:api|standard|enterprise|pro|free|plus|team|teams|business|max|paid|ultra|premium|web app|web|app|chat app|consumer|developer|bedrock|vertex ai|azure|chatgpt|cloud)(?: (?:plan|plans|tier|users|customers|api|access))?(?: only)?)\)/i;

function countOf(found: Found, before: string, written: string): Count | undefined {
  const access = ACCESS.exec(written)?.[1];
  const behind = written.replace(ACCESS, ' ');
  const marked = marksOf(before, behind);
  const words = TOKEN_WORDS.read(`${marked.before} ${marked.behind}`);
  const value = tokensValue(found.coefficient, found.suffix);
  if (!value || words.rest !== '' || CHARACTERS.test(`${marked.before}${marked.behind}`.replace(/→/g, '')))
    return undefined;
  const marks = marked.marks.filter((mark) => mark !== 'at_most');
  return { value, marks, tags: words.tags, written: '', ...(access !== undefined && { access }) };
}

/** "' OR 1=1 -- 1", "=1+1": sums and comparisons of a program. */
const CODE = /\d ?["'`]? ?[=+*^] ?["'`]? ?\d|^["'`]?[=＝@]|--\s?\d/;

/** Finds every count of a text and gives each the words that belong to it; refuses a word that no table knows. */
export function countsOf(written: string, locale: string): Counted {
  if (CODE.test(written)) return { ok: false, why: 'is no text with a limit' };
  const text = preparedText(written);
  const runs = runsOf(text);
  const found = runs.map((run) => countAt(run, locale));
  if (found.length === 0) return { ok: false, why: 'holds no number' };
  const counts: Count[] = [];
  const first = found[0];
  const opening = first ? text.slice(0, first.start) : '';
  const { tags } = TOKEN_WORDS.read(opening);
  const front = tags.has('context') || tags.has('input') || tags.has('output');
  let before = opening;
  for (const [at, one] of found.entries()) {
    const next = found[at + 1];
    if (!one) return { ok: false, why: 'holds a number that is no count of tokens' };
    const gap = text.slice(one.end, next?.start ?? text.length);
    const [own, rest] = next ? shared(gap, front) : [gap, ''];
    const count = countOf(one, before, own);
    if (!count) return { ok: false, why: 'says more than a limit' };
    counts.push({ ...count, written: text.slice(one.start, one.end) });
    before = rest;
  }
  return { ok: true, counts };
}
