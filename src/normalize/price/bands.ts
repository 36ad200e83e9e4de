import { type Decimal, integerOf, parseDecimal, shift } from '../decimal.ts';

/** A range of token counts for which a price holds, in tokens; a bound that is missing does not bound. */
export interface Band {
  low?: string;
  lowOpen?: boolean;
  high?: string;
  highOpen?: boolean;
  /** It is the answer's length that is bounded, not the prompt's. */
  ofOutput?: true;
  /** "input" stands at the bound and says of what it is one; the price may be of another component. */
  ofInput?: true;
}

const NUMBER = String.raw`(\d[\d,_]*(?:\.\d+)?)\s?(k|m|千|万|百万)?(?![a-z\d.]*\d)(?:\s?(?:tokens?|tok)\b)?`;
const LESS = '(<=|≤|<|⩽|≦)';
const MIDDLE = String.raw`\s*(?:(?:input|prompt|context|output|输入|输出)\s*)?(?:tokens?|tok|length|prompts?|context|长度|输入长度|输出长度|x|n|l)?(?:数|长度)?\s*`;
const TAIL = String.raw`(?:\s*(?:of\s)?(?:input|prompt|context|output|输入|输出)?\s?(?:tokens?|context(?:[ -](?:length|window))?|prompts?|lengths?)(?![a-z]))?`;
const OPERATORS: ReadonlyMap<string, Omit<Band, 'ofOutput'>> = new Map([
  ...['<=', '≤', '⩽', '≦', 'up to', 'at most', 'within', 'no more than', '不超过', '小于等于', '至多'].map(
    (sign): [string, Band] => [sign, { high: '', highOpen: false }],
  ),
  ...['<', 'under', 'below', 'less than', 'fewer than', '小于', '低于'].map((sign): [string, Band] => [
    sign,
    { high: '', highOpen: true },
  ]),
  ...['>=', '≥', '⩾', '≧', 'at least', 'from', '大于等于', '至少', '不小于'].map((sign): [string, Band] => [
    sign,
    { low: '', lowOpen: false },
  ]),
  ...[
    '>',
    'over',
    'above',
    'more than',
    'greater than',
    'longer than',
    'exceeding',
    '大于',
    '超过',
    '高于',
  ].map((sign): [string, Band] => [sign, { low: '', lowOpen: true }]),
]);
const WORDED = [...OPERATORS.keys()].sort((a, b) => b.length - a.length).join('|');

const POWERS: ReadonlyMap<string, number> = new Map([
  ['k', 3],
  ['千', 3],
  ['万', 4],
  ['m', 6],
  ['百万', 6],
]);

/** A bound in tokens: k is 1000 in every band of every source. */
function bound(written: string, suffix: string | undefined, inThousands = false): string | undefined {
  const plain = written.replace(/[,_]/g, '');
  const value: Decimal | undefined = parseDecimal(plain);
  const power = suffix ? (POWERS.get(suffix.toLowerCase()) ?? 0) : inThousands ? 3 : 0;
  const whole = value && integerOf(shift(value, power));
  return whole === undefined ? undefined : whole.toString();
}

const INTERVAL = new RegExp(
  String.raw`([[(])\s*${NUMBER}\s*[,，、~-]\s*(?:${NUMBER}|(\+?(?:∞|inf(?:inity)?)))\s*([\])])`,
  'iy',
);
const BETWEEN = new RegExp(`${NUMBER}\\s*${LESS}${MIDDLE}${LESS}\\s*${NUMBER}`, 'iy');
const DASHED = new RegExp(String.raw`${NUMBER}\s?[-–~]\s?${NUMBER}${TAIL}`, 'iy');
const ONE_SIDED = new RegExp(`(${WORDED})\\s*(?!\\s*[$€¥£])${NUMBER}${TAIL}`, 'iy');
const PLUS = new RegExp(String.raw`${NUMBER}(?:\+|以上)${TAIL}`, 'iy');
const WITHIN = new RegExp(String.raw`${NUMBER}\s?(?:以内|以下)${TAIL}`, 'iy');

type Build = (groups: readonly (string | undefined)[]) => Band | undefined;

/** Numbers of an interval without a suffix are thousands where they are too small to be counts of tokens. */
const areThousands = (first: string, last: string | undefined): boolean =>
  Number((last ?? first).replace(/[,_]/g, '')) < 10_000;

const interval: Build = ([whole = '', open, from = '', fromSuffix, to, toSuffix, endless, close]) => {
  if (endless === undefined && to === undefined) return undefined;
  if (open === '(' && close === ')' && !/\s/.test(whole)) return undefined;
  const thousands = !fromSuffix && !toSuffix && areThousands(from, to);
  const low = bound(from, fromSuffix ?? (from === '0' ? undefined : toSuffix), thousands);
  const high = to === undefined ? undefined : bound(to, toSuffix, thousands);
  if (low === undefined || (to !== undefined && high === undefined)) return undefined;
  return { low, lowOpen: open === '(', ...(high !== undefined && { high, highOpen: close === ')' }) };
};

const between: Build = ([, from = '', fromSuffix, first, second, to = '', toSuffix]) => {
  const low = bound(from, fromSuffix);
  const high = bound(to, toSuffix);
  return low && high ? { low, lowOpen: first === '<', high, highOpen: second === '<' } : undefined;
};

/** "128K-256K" and its like say nothing of their ends: a band begins behind the one before it. */
const dashed: Build = ([, from = '', fromSuffix, to = '', toSuffix]) => {
  if (!toSuffix && areThousands(from, to)) return undefined;
  const low = bound(from, fromSuffix ?? (from === '0' ? undefined : toSuffix));
  const high = bound(to, toSuffix);
  return low && high ? { low, lowOpen: low !== '0', high, highOpen: false } : undefined;
};

const oneSided: Build = ([whole = '', sign = '', written = '', suffix]) => {
  const operator = OPERATORS.get(sign.toLowerCase());
  const value = bound(written, suffix);
  if (!operator || value === undefined) return undefined;
  if (!suffix && value.length < 4 && !/tok/i.test(whole)) return undefined;
  return operator.low === undefined
    ? { high: value, highOpen: operator.highOpen ?? false }
    : { low: value, lowOpen: operator.lowOpen ?? false };
};

const plus: Build = ([, written = '', suffix]) => {
  const low = suffix ? bound(written, suffix) : undefined;
  return low === undefined ? undefined : { low, lowOpen: false };
};

const within: Build = ([, written = '', suffix]) => {
  const high = suffix ? bound(written, suffix) : undefined;
  return high === undefined ? undefined : { high, highOpen: false };
};

const FORMS: readonly [RegExp, Build][] = [
  [INTERVAL, interval],
  [BETWEEN, between],
  [ONE_SIDED, oneSided],
  [DASHED, dashed],
  [PLUS, plus],
  [WITHIN, within],
];

/** What stands in front of a bound and names the prompt: "prompts > 200k", "输入长度 [0, 32)". */
const PROMPT =
  /(?:prompts?(?: lengths?)?|input(?: (?:tokens?|lengths?|context))?|context(?: length)?|输入(?:长度)?|上下文(?:长度)?)(?: is)? ?[:：]? ?(?=[<>≤≥⩽⩾≦≧[(]|\d)/iy;

/** The place of the bound behind the words that say that it is one of the prompt's length. */
function behindPrompt(text: string, at: number): number {
  PROMPT.lastIndex = at;
  return PROMPT.test(text) ? PROMPT.lastIndex : at;
}

const isOrdered = ({ low, high }: Band): boolean =>
  low === undefined || high === undefined || BigInt(low) < BigInt(high);

/** The band that begins at a place of the text, with the place behind it. */
export function bandAt(text: string, at: number): { band: Band; end: number } | undefined {
  const start = behindPrompt(text, at);
  const ofInput = start > at && /^(?:input|输入)/i.test(text.slice(at));
  for (const [form, build] of FORMS) {
    form.lastIndex = start;
    const found = form.exec(text);
    const band = found && build(found);
    if (found && band && isOrdered(band)) {
      const ofOutput = /output|输出/i.test(`${text.slice(Math.max(0, at - 8), at)}${found[0]}`);
      const of = ofOutput ? { ofOutput } : ofInput ? { ofInput } : {};
      return { band: { ...band, ...of }, end: form.lastIndex };
    }
  }
  return undefined;
}

/** The marker of a band in a part: none for the first one, `above` strictly more, `from` at least. */
export function bandMarker({ low, lowOpen, ofOutput }: Band): Readonly<Record<string, string>> {
  if (low === undefined || low === '0') return {};
  const name = lowOpen ? 'above' : 'from';
  return { [ofOutput ? `output_${name}` : name]: low };
}

/** A band for a person: "(32000,128000]", "<=200000", ">272000". */
export function printBand({ low, lowOpen, high, highOpen }: Band): string {
  if (low !== undefined && high !== undefined) {
    return `${lowOpen ? '(' : '['}${low},${high}${highOpen ? ')' : ']'}`;
  }
  if (high !== undefined) return `${highOpen ? '<' : '<='}${high}`;
  return `${lowOpen ? '>' : '>='}${low}`;
}
