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
    .trim();
}
