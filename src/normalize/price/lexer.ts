import type { Decimal } from '../decimal.ts';
import { numberOf } from '../number.ts';
import { type Band, bandAt } from './bands.ts';
import { STRUCK_CLOSE, STRUCK_OPEN } from './clean.ts';
import { CJK, LEXICON, type Meaning } from './lexicon.ts';
import { type Share, shareAt } from './ratios.ts';
import { type Validity, validityAt, windowAt } from './times.ts';

interface At {
  start: number;
  end: number;
}

/** An amount of money, or a bare number that may be one. */
export interface Amount extends At {
  kind: 'amount';
  amount: Decimal;
  currencies: readonly string[];
  money: number;
  /** A sign of a currency stands at it. */
  isSigned: boolean;
  written: string;
}

/** The smallest pieces of a cell with a price. */
export type Lexeme =
  | Amount
  | (At & { kind: 'word'; text: string; means: Meaning })
  | (At & { kind: 'quantity'; power: number })
  | (At & { kind: 'band'; band: Band })
  | (At & { kind: 'dated'; validity: Validity })
  | (At & { kind: 'window'; hours: string; zone: string })
  | (At & { kind: 'share'; share: Share })
  | (At & { kind: 'size'; name: 'resolution' | 'length' | 'context'; text: string })
  | (At & { kind: 'ttl'; ttl: string })
  | (At & { kind: 'mark'; text: string })
  | (At & { kind: 'unknown'; text: string });

const NUMBER = String.raw`\d[\d.,_]*(?:e[+-]?\d{1,3}(?![a-z\d.]))?|\.\d+`;
const SIGN = String.raw`(?:us|r|au?|ca?|sg?|hk|nt|nz|mx)\$|(?:cn|jp)¥|[$¥€£¢₩₹]|(?:usd|cny|rmb|eur|gbp|jpy|krw|inr|brl|dbu|aud|cad|sgd|hkd|twd|nzd|mxn)(?![a-z])`;
/** "B$2": letters that make the sign that of a country which no list knows. */
const ODD_SIGN = /[A-Z]{1,3}[$¥£€](?= ?[\d.])/y;
const BEHIND = String.raw`[元円]|(?:us ?\$|dollars?|usd|cny|rmb|eur|euros?|gbp|jpy|yen|cents?|dbus?|aud|cad|sgd|hkd|twd|nzd|mxn)(?![a-z])|美元|日元|人民币`;
const SIGN_BEHIND = String.raw`[$¥€£¢](?! ?[\d.])`;
const AMOUNT = new RegExp(`(${SIGN})? ?(${NUMBER})(?: ?(${BEHIND}|${SIGN_BEHIND}))?`, 'iy');
const EXPONENT_UNIT = /1e-(\d{1,2})(?= ?(?:us|usd|\$|dollar|cny|元|eur))/iy;
const SCALED = /(\d[\d,_]*) ?(k|m|mm|b|bn|百万|千|万|亿|백만|만|억|천|thousand|million|billion)(?![a-z])/iy;
const SCALED_TOKENS = /(\d[\d,_]*) ?(m|k)(?=(?:tok|toks|tokens?)(?![a-z]))/iy;
const RESOLUTION =
  /\d{3,4}p(?![a-z\d])|\d{3,4} ?[x×] ?\d{3,4}(?!\d)|(?:[1248]k(?: ?[/,&] ?[1248]k)+|[248]k)(?=\)| (?:images?|videos?|resolution)(?![a-z]))|1k(?=\)| (?:image|video|resolution)(?![a-z]))/iy;
/** "(64K context)": the window of the model that is priced, no bound of a tier. */
const WINDOW_SIZE = /(\d{1,4} ?[km])(?:[- ]tokens?)?[- ]context(?:[- ](?:window|length))?(?![a-z])/iy;
const LENGTH =
  /(\d{1,3})[ -]?(?:s|sec|secs|second|seconds|秒)(?![a-z])(?=[ -]?(?:videos?|clips?|long|视频|,|\)|$))/iy;
const TTL =
  /(\d{1,2})[ -]?(m|min|mins|minutes?|h|hr|hrs|hours?|分钟|小时)(?![a-z])(?! ?(?:tok|input|output))/iy;
const WORD = /[a-zà-öø-ÿ]+(?:['’][a-zà-öø-ÿ]+)?(?:-[a-zà-öø-ÿ]+)*/iy;
const FOREIGN = new RegExp(CJK, 'y');
const FOOTNOTE = /\d{1,2}(?![\d.,a-z])/y;
const REMARK = /\(\d{1,2}\)|\[\d{1,2}\]/y;
const SEPARATORS: ReadonlySet<string> = new Set([
  ...'/·•;|,.:()[]{}\'"-–—+=!?*&†…、，。；：（）',
  STRUCK_OPEN,
  STRUCK_CLOSE,
]);

type Rule = (text: string, at: number, locale: string) => Lexeme | undefined;

const run = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const powerOf = (written: string): number | undefined => {
  const zeros = /^1(0*)$/.exec(written.replace(/[,._]/g, ''));
  return zeros ? (zeros[1] ?? '').length : undefined;
};

const SCALES: ReadonlyMap<string, number> = new Map([
  ...[...LEXICON].flatMap(([word, { scale, thing }]): [string, number][] =>
    scale !== undefined && thing === undefined ? [[word, scale]] : [],
  ),
  ['b', 9],
]);

const scaled: Rule = (text, at) => {
  const found = run(SCALED_TOKENS, text, at) ?? run(SCALED, text, at);
  const [whole = '', written = '', suffix = ''] = found ?? [];
  const power = powerOf(written);
  const scale = SCALES.get(suffix.toLowerCase());
  if (!found || scale === undefined) return undefined;
  const [start, end] = [at, at + whole.length];
  if (power === undefined) return { kind: 'unknown', text: whole, start, end };
  return { kind: 'quantity', power: power + scale, start, end };
};

const exponentUnit: Rule = (text, at) => {
  const found = run(EXPONENT_UNIT, text, at);
  if (!found) return undefined;
  const end = at + found[0].length;
  return { kind: 'word', text: found[0], means: { money: -Number(found[1]) }, start: at, end };
};

const amount: Rule = (text, at, locale) => {
  const found = run(AMOUNT, text, at);
  if (!found) return undefined;
  const [whole = '', before, raw = '', behind] = found;
  const digits = raw.replace(/[.,_]+$/, '');
  const signEnd = digits === raw ? at + whole.length : at + whole.indexOf(raw) + digits.length;
  const signs = [before, digits === raw ? behind : undefined].filter((sign) => sign !== undefined);
  const value = numberOf(digits.startsWith('.') ? `0${digits}` : digits, locale);
  if (!value) return { kind: 'unknown', text: digits, start: at, end: signEnd };
  const means = signs.map((sign) => LEXICON.get(sign.toLowerCase().replace(/ /g, '')) ?? {});
  return {
    kind: 'amount',
    amount: value,
    currencies: means.flatMap(({ currency }) => currency ?? []),
    money: means.find(({ money }) => money !== undefined)?.money ?? 0,
    isSigned: signs.length > 0,
    written: digits,
    start: at,
    end: signEnd,
  };
};

const oddSign: Rule = (text, at) => {
  const found = run(ODD_SIGN, text, at);
  if (!found || LEXICON.has(found[0].slice(0, -1).toLowerCase())) return undefined;
  return { kind: 'unknown', text: found[0], start: at, end: at + found[0].length };
};

const band: Rule = (text, at) => {
  const found = bandAt(text, at);
  return found && { kind: 'band', band: found.band, start: at, end: found.end };
};
const dated: Rule = (text, at) => {
  const found = validityAt(text, at);
  return found && { kind: 'dated', validity: found.validity, start: at, end: found.end };
};
const hours: Rule = (text, at) => {
  const found = windowAt(text, at);
  return found && { kind: 'window', hours: found.hours, zone: found.zone, start: at, end: found.end };
};
const share: Rule = (text, at) => {
  const found = shareAt(text, at);
  return found && { kind: 'share', share: found.share, start: at, end: found.end };
};
const windowSize: Rule = (text, at) => {
  const found = run(WINDOW_SIZE, text, at);
  const written = (found?.[1] ?? '').replace(' ', '');
  return found
    ? { kind: 'size', name: 'context', text: written, start: at, end: at + found[0].length }
    : undefined;
};
const size: Rule = (text, at) => {
  const resolution = run(RESOLUTION, text, at);
  const found = resolution ?? run(LENGTH, text, at);
  const name = resolution ? 'resolution' : 'length';
  const written = resolution ? resolution[0].replace(/ /g, '') : `${found?.[1]}s`;
  return found ? { kind: 'size', name, text: written, start: at, end: at + found[0].length } : undefined;
};
const ttl: Rule = (text, at) => {
  const found = run(TTL, text, at);
  const [, count = '', name = ''] = found ?? [];
  const isMillion = name === 'M' || (name === 'm' && powerOf(count) !== undefined);
  const unit = /^(?:m|分)/i.test(name) ? 'm' : 'h';
  return found && !isMillion
    ? { kind: 'ttl', ttl: `${count}${unit}`, start: at, end: at + found[0].length }
    : undefined;
};
const remark: Rule = (text, at) => {
  const found = run(REMARK, text, at);
  const isBehind = /[\w%)\u4e00-\u9fff]\s?$/.test(text.slice(0, at));
  return found && isBehind ? { kind: 'mark', text: ' ', start: at, end: at + found[0].length } : undefined;
};

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace('’', "'")
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');

/** "por mil tokens", "cada mil": a thousand in these languages, where English would mean a million. */
const MIL = /mil(?![a-z\d])/iy;
const MIL_LOCALES = /^(?:es|pt|gl|ca)\b/;
const mil: Rule = (text, at, locale) => {
  const isThousand = MIL_LOCALES.test(locale) || /\b(?:por|cada) $/i.test(text.slice(0, at));
  const found = isThousand ? run(MIL, text, at) : null;
  return found ? { kind: 'word', text: found[0], means: { scale: 3 }, start: at, end: at + 3 } : undefined;
};

/** A word, or a compound with a hyphen taken apart; the digits of a footnote that is glued to it are dropped. */
const word: Rule = (text, at) => {
  const foreign = run(FOREIGN, text, at);
  const found = foreign ?? run(WORD, text, at);
  if (!found) return undefined;
  const whole = LEXICON.get(bare(found[0]));
  const taken = whole ? found[0] : (found[0].split('-')[0] ?? '');
  const means = whole ?? LEXICON.get(bare(taken));
  const end = at + taken.length;
  if (!means) return { kind: 'unknown', text: taken, start: at, end };
  const note = foreign ? null : run(FOOTNOTE, text, end);
  return {
    kind: 'word',
    text: taken,
    means,
    start: at,
    end: end + (means.thing && note ? note[0].length : 0),
  };
};

const mark: Rule = (text, at) => {
  const [sign = ''] = text.slice(at, at + 2);
  const means = LEXICON.get(sign);
  if (means?.role === 'about') return { kind: 'word', text: sign, means, start: at, end: at + 1 };
  const isMinus = /^[-–—][\d.$¥€£¢₩₹]/.test(text.slice(at, at + 2));
  return { kind: SEPARATORS.has(sign) && !isMinus ? 'mark' : 'unknown', text: sign, start: at, end: at + 1 };
};

/** Dates, bands and shares come before amounts: their numbers are none. */
const AT_DIGIT: readonly Rule[] = [
  hours,
  share,
  band,
  exponentUnit,
  windowSize,
  size,
  ttl,
  scaled,
  amount,
  mark,
];
const AT_WORD: readonly Rule[] = [dated, hours, share, band, amount, oddSign, mil, word, mark];
const AT_SIGN: readonly Rule[] = [remark, dated, share, band, amount, word, mark];

const rulesAt = (character: string): readonly Rule[] =>
  /\d/.test(character) ? AT_DIGIT : /[a-z\u0080-\uffff]/i.test(character) ? AT_WORD : AT_SIGN;

function lexemeAt(text: string, at: number, locale: string): Lexeme | undefined {
  for (const rule of rulesAt(text[at] ?? '')) {
    const found = rule(text, at, locale);
    if (found) return found;
  }
  return undefined;
}

/** Pieces of the longest cell that is read; a longer one is no cell with a price. */
const MOST = 160;

/** Takes a cell apart; what no rule knows is a piece of the kind `unknown`, never dropped. */
export function lex(text: string, locale: string): Lexeme[] {
  const found: Lexeme[] = [];
  let at = 0;
  while (at < text.length && found.length < MOST) {
    if (text[at] === ' ') at += 1;
    else {
      const start = at;
      const next = lexemeAt(text, start, locale);
      if (next) found.push(next);
      at = next?.end ?? at + 1;
    }
  }
  return at < text.length ? [{ kind: 'unknown', text, start: 0, end: text.length }] : found;
}
