/** What a price is for: `power` of ten of the thing, and what the text says besides. */
export interface PriceUnit {
  /** Power of ten of the quantity: 6 in "per 1M tokens"; undefined where no quantity or thing is named. */
  power: number;
  /** Singular: token, image, second, minute, hour, month, request, call, page, character, pixel, query, session, credit; '' where none is named. */
  thing: string;
  /** Power of ten between the amount and the whole currency: −2 for cents. */
  money: number;
  currencies: readonly string[];
  /** Words that name a component: input, output, cached. */
  components: readonly string[];
  /** The amount is a binary fraction that a program printed: its digits behind the twelfth say nothing. */
  float: boolean;
}

type Word =
  | { power: number; thing?: string }
  | { thing: string }
  | { currency: string }
  | { money: number; currency?: string }
  | { component: string }
  | { float: true }
  | { noise: true };

const noise = (...words: string[]): [string, Word][] => words.map((word) => [word, { noise: true }]);
const things = (thing: string, ...words: string[]): [string, Word][] =>
  words.map((word) => [word, { thing }]);
const component = (name: string, ...words: string[]): [string, Word][] =>
  words.map((word) => [word, { component: name }]);

/** Signs and codes of currencies. ¥ alone is a yuan or a yen and is settled by what stands around it. */
export const CURRENCY_SIGNS: ReadonlyMap<string, string> = new Map([
  ...['$', 'us$', 'usd', 'dollar', 'dollars'].map((sign): [string, string] => [sign, 'USD']),
  ...['元', 'cny', 'rmb', 'cn¥', '人民币', 'yuan'].map((sign): [string, string] => [sign, 'CNY']),
  ...['€', 'eur', 'euro', 'euros'].map((sign): [string, string] => [sign, 'EUR']),
  ...['£', 'gbp'].map((sign): [string, string] => [sign, 'GBP']),
  ...['jpy', 'yen'].map((sign): [string, string] => [sign, 'JPY']),
  ...[
    ['a$', 'AUD'],
    ['au$', 'AUD'],
    ['c$', 'CAD'],
    ['ca$', 'CAD'],
    ['s$', 'SGD'],
    ['hk$', 'HKD'],
    ['nt$', 'TWD'],
  ].map(([sign = '', name = '']): [string, string] => [sign, name]),
  ['dbu', 'DBU'],
  ['¥', '¥'],
]);

const WORDS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ...noise(
    'price',
    'prices',
    'pricing',
    'per',
    'in',
    'of',
    'each',
    'the',
    'a',
    'cost',
    'for',
    'us',
    'every',
    '每',
  ),
  ...noise('cache', 'miss', 'read', 'reads', 'write', 'writes', 'standard', '缓存', '未命中', '缓存未命中'),
  ...things('token', 'token', 'tokens', 'tok', 'toks'),
  ...things('image', 'image', 'images', 'img'),
  ...things('second', 'second', 'seconds', 'sec', 's'),
  ...things('minute', 'minute', 'minutes', 'min'),
  ...things('hour', 'hour', 'hours', 'hr', 'h'),
  ...things('day', 'day', 'days'),
  ...things('month', 'month', 'months', 'mo', 'monthly'),
  ...things('year', 'year', 'years', 'yr', 'annum'),
  ...things('request', 'request', 'requests'),
  ...things('call', 'call', 'calls'),
  ...things('page', 'page', 'pages'),
  ...things('pixel', 'pixel', 'pixels'),
  ...things('query', 'query', 'queries'),
  ...things('session', 'session', 'sessions'),
  ...things('credit', 'credit', 'credits'),
  ...things('character', 'character', 'characters', 'char', 'chars', '字符'),
  ...component('input', 'input', 'prompt', '输入'),
  ...component('output', 'output', 'completion', 'generated', '输出'),
  ...component('cached', 'cached', 'hit', 'hits', '缓存命中', '命中'),
  ...[...CURRENCY_SIGNS].map(([sign, currency]): [string, Word] => [sign, { currency }]),
  ['float', { float: true }],
  ['cent', { money: -2 }],
  ['cents', { money: -2 }],
  ['¢', { money: -2, currency: 'USD' }],
  ['m', { power: 6 }],
  ['million', { power: 6 }],
  ['millions', { power: 6 }],
  ['mtok', { power: 6, thing: 'token' }],
  ['mtoks', { power: 6, thing: 'token' }],
  ['mt', { power: 6, thing: 'token' }],
  ['百万', { power: 6 }],
  ['万', { power: 4 }],
  ['k', { power: 3 }],
  ['thousand', { power: 3 }],
  ['千', { power: 3 }],
]);

const PIECE =
  /us\$|cn¥|1e-?\d{1,2}|\d[\d,_]*|[a-z]+|[$¥€£¢元]|人民币|百万|万|千|每|字符|缓存未命中|缓存命中|未命中|命中|缓存|输入|输出/g;

/** "MTok1": a footnote's number glued to the last word of a rate; no unit ends in digits. */
const GLUED_FOOTNOTE = /(tok|toks|tokens?|mt)\d{1,2}$/;

function wordOf(piece: string): Word | undefined {
  const known = WORDS.get(piece);
  if (known) return known;
  const exponent = /^1e(-?\d+)$/.exec(piece);
  if (exponent) return { money: Number(exponent[1]) };
  const zeros = /^1(0*)$/.exec(piece.replace(/[,_]/g, ''));
  return zeros ? { power: (zeros[1] ?? '').length } : undefined;
}

function unitOf(words: readonly Word[]): PriceUnit | undefined {
  const named = new Set(words.flatMap((word) => ('thing' in word && word.thing ? [word.thing] : [])));
  const money = words.flatMap((word) => ('money' in word ? [word.money] : []));
  if (named.size > 1 || money.length > 1) return undefined;
  return {
    power: words.reduce((sum, word) => sum + ('power' in word ? word.power : 0), 0),
    thing: [...named][0] ?? '',
    money: money[0] ?? 0,
    currencies: words.flatMap((word) => ('currency' in word && word.currency ? [word.currency] : [])),
    components: words.flatMap((word) => ('component' in word ? [word.component] : [])),
    float: words.some((word) => 'float' in word),
  };
}

/**
 * Reads "per 1M tokens", "/ MTok", "USD per 1K tokens", "cents per token", "1M INPUT TOKENS (CACHE MISS)",
 * "元/百万tokens", "1e-4 USD per 1M tokens", "image". Undefined where one word is not known: a unit that is half
 * understood is off by a power of ten.
 */
export function parseUnit(text: string): PriceUnit | undefined {
  const lower = text.toLowerCase().trim().replace(GLUED_FOOTNOTE, '$1');
  if (/[^\s/()[\]:*-]/.test(lower.replace(PIECE, ' '))) return undefined;
  const words = (lower.match(PIECE) ?? []).map(wordOf);
  return words.every((word) => word !== undefined) ? unitOf(words) : undefined;
}
