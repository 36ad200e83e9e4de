/** Stands around a struck amount; no source writes it. */
export const STRUCK_OPEN = '\u2772';
export const STRUCK_CLOSE = '\u2773';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...[
    ['euro', '€'],
    ['yen', '¥'],
    ['pound', '£'],
    ['cent', '¢'],
    ['dollar', '$'],
    ['nbsp', ' '],
    ['lt', '<'],
    ['gt', '>'],
    ['le', '≤'],
    ['ge', '≥'],
    ['amp', '&'],
    ['quot', '"'],
    ['middot', '·'],
    ['#36', '$'],
    ['#165', '¥'],
    ['#8364', '€'],
    ['#x24', '$'],
  ].map(([name = '', sign = '']): [string, string] => [name, sign]),
]);

const TAGS =
  'p|span|s|del|strike|br|small|sup|sub|strong|b|em|i|div|td|th|a|code|li|ul|ol|font|u|ins|mark|hr';
const SUP = /<sup\b[^<>]*>[^<>]{0,12}<\/sup>/gi;
const STRUCK_TAG = /<(del|s|strike)\b[^<>]*>([^<>]*)<\/\1>/gi;
const STRUCK_CLASS =
  /<(span|div|p|em|b)\b[^<>]*(?:line-through|strike|price-original|original-price|old-price|price-old|list-price)[^<>]*>([^<>]*)<\/\1>/gi;
const TAG = new RegExp(`<\\/?(?:${TAGS})(?:\\s[^<>]*)?\\/?>|<\\/?>`, 'gi');

/** "$2.50 in / $15.00 out": alone, "in" would be a word without meaning. */
const IN_AND_OUT = /(\d) in\b(.*\d) out(?![\p{L}\p{N}])/iu;
/** "in $0.50 out $1.50", "In: $0.5 / Out: $1.5". */
const IN_THEN_OUT = /^in\b(:? ?[$€£¥]?[\d.,]+[^a-z]{0,12})out\b(?=:? ?[$€£¥]?\d)/i;
/** "US cents": cents of one currency, which the two letters name. */
const US_CENTS = /\bus (?=cents?\b)/gi;

const ONE_SIDE =
  'cache writes?|cache reads?|cached input|writes?|reads?|cached|cache|input|output|in|out|prompt|completion|hit|miss';
const AMOUNT = String.raw`((?:us)?[$€£¥] ?[\d.,]+|[\d.]+ ?元)`;
const STROKE = ' ?/ ?';
/** "$1.25 / $0.10 write/read", "in/out: $3 / $15": the words name the amounts in their order. */
const ORDER_BEHIND = new RegExp(
  `^${AMOUNT}${STROKE}${AMOUNT} ?\\(?(${ONE_SIDE})${STROKE}(${ONE_SIDE})\\)?(?![a-z])`,
  'i',
);
const ORDER_BEFORE = new RegExp(
  `^(${ONE_SIDE})${STROKE}(${ONE_SIDE}):? ${AMOUNT}${STROKE}${AMOUNT}(?![\\d.])`,
  'i',
);
const component = (word: string): string => word.replace(/^in$/i, 'input').replace(/^out$/i, 'output');
const inOrder = (first: string, one: string, second: string, other: string): string =>
  `${component(first)} ${one} · ${component(second)} ${other}`;

/** "$0.40 → $0.20": what it was, and what it is. */
const CHANGED = new RegExp(`^${AMOUNT} ?(?:→|➜|⟶|[-=]+>) ?${AMOUNT}(?![\\d.])`, 'i');
/** "$0.20 (50% off $0.40)": what it is, and what it was. */
const REDUCED = new RegExp(`^${AMOUNT} ?\\((\\d{1,2})% off (?:of )?${AMOUNT}\\)`, 'i');
/** "$1.25 until 2026-06-30, $2.50 after": the second price begins where the first ends. */
const AFTERWARDS = new RegExp(
  `(until|through|till) ([^$€£¥]{6,24}), ${AMOUNT} (?:after|afterwards|thereafter)(?: that)?$`,
  'i',
);

const figure = (amount: string): number => Number(amount.replace(/[^\d.]/g, ''));
/** A price that only falls is the list price and the effective one; one that rises is not understood. */
const changed = (all: string, from: string, to: string): string =>
  figure(to) < figure(from) ? `${struck(from)}${to}` : all;
/** The older price counts only where the discount leaves the newer of it. */
const reduced = (all: string, now: string, percent: string, before: string): string =>
  Math.abs(figure(before) * (100 - Number(percent)) - figure(now) * 100) < 1e-9 * figure(before) * 100
    ? `${struck(before)}${now}`
    : all;

const struck = (inside: string): string => ` ${STRUCK_OPEN}${inside}${STRUCK_CLOSE} `;

/** Words in which only Chinese pages write their prices; Japanese ones write others for the same. */
const CHINESE = /百万 ?tokens?|千 ?tokens?|万字符|字符|输入|输出|缓存|单价|调用|元|每|次|张|秒/i;
const JAPANESE = /[\u3040-\u30ff円]/;

/** The text with the sign of yuan and yen written out where the words beside it are those of one language. */
const withYuan = (text: string): string =>
  text.includes('¥') && CHINESE.test(text) && !JAPANESE.test(text) ? text.replace(/(?<!cn)¥/gi, 'CN¥') : text;

/**
 * The text without markup: entities and escaped signs of currencies become the signs, footnote marks go, what is
 * struck through stands between marks of its own.
 */
export function cleanPrice(text: string): string {
  return withYuan(text)
    .replace(/&(#?[a-z0-9]{2,6});/gi, (whole, name: string) => ENTITIES.get(name.toLowerCase()) ?? whole)
    .replace(SUP, '')
    .replace(STRUCK_TAG, (_, _tag, inside: string) => struck(inside))
    .replace(STRUCK_CLASS, (_, _tag, inside: string) => struck(inside))
    .replace(/~~([^~]*)~~/g, (_, inside: string) => struck(inside))
    .replace(/<br\s*\/?>/gi, ' · ')
    .replace(TAG, ' ')
    .replace(/\{"\$"\}/g, '$')
    .replace(/\\?\$(?:\\?\$)?/g, '$')
    .replace(/[\u00b2\u00b3\u00b9\u2070-\u2079]+/g, '')
    .replace(/(?<=[\w)\u4e00-\u9fff])[*†‡]+|\*{2,}/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(IN_AND_OUT, '$1 input$2 output')
    .replace(IN_THEN_OUT, 'input$1output')
    .replace(US_CENTS, 'USD ')
    .trim()
    .replace(ORDER_BEHIND, (_, a: string, b: string, x: string, y: string) => inOrder(x, a, y, b))
    .replace(ORDER_BEFORE, (_, x: string, y: string, a: string, b: string) => inOrder(x, a, y, b))
    .replace(/现(?:在|仅)? ?(?=[\d.一二三四五六七八九]+ ?折)/, '')
    .replace(CHANGED, changed)
    .replace(REDUCED, reduced)
    .replace(AFTERWARDS, '$1 $2, then $3')
    .trim();
}
