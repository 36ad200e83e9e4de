import { type Decimal, parseDecimal, printDecimal, shift } from '../decimal.ts';

/** A share of another price: `pay` of the price beside it is paid. */
export interface Share {
  pay: Decimal;
  /** What the text says: "75% off", "1.5x". */
  says: string;
  /** A reduction: it belongs to a list price and its effective one. */
  isDiscount: boolean;
}

const ONE: Decimal = { coefficient: 1n, scale: 0 };

function minus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const at = (value: Decimal): bigint => value.coefficient * 10n ** BigInt(scale - value.scale);
  return { coefficient: at(a) - at(b), scale };
}

/** The rest of the whole: 1 − value. */
export const restOf = (value: Decimal): Decimal => minus(ONE, value);

/** The exact product of two decimals. */
export const times = (a: Decimal, b: Decimal): Decimal => ({
  coefficient: a.coefficient * b.coefficient,
  scale: a.scale + b.scale,
});

type Build = (value: Decimal) => Decimal;
const fraction: Build = (value) => shift(value, -2);
const off: Build = (value) => restOf(fraction(value));
const on: Build = (value) => minus(ONE, { ...fraction(value), coefficient: -fraction(value).coefficient });
const zhe = (value: Decimal, digits: number): Decimal => shift(value, -digits);

const N = String.raw`(\d{1,4}(?:\.\d{1,6})?)`;
const DISCOUNTS: readonly [RegExp, Build][] = [
  [
    new RegExp(
      `${N} ?% ?(?:permanent )?(?:off|discount|cheaper|less|lower|saving|savings|reduction|的?折扣|优惠)(?![a-z])`,
      'iy',
    ),
    off,
  ],
  [
    new RegExp(
      String.raw`(?:discount(?:ed)?(?: of| by)?|save|saves|saving|reduced by|less)[: ]+${N} ?%`,
      'iy',
    ),
    off,
  ],
  [new RegExp(String.raw`[-−–] ?${N} ?%`, 'iy'), off],
];
const FACTORS: readonly [RegExp, Build][] = [
  [
    new RegExp(
      String.raw`${N} ?% ?(?:regional |price )?(?:uplift|surcharge|premium|markup|mark-up|more|higher|increase|extra|additional)(?![a-z])`,
      'iy',
    ),
    on,
  ],
  [new RegExp(String.raw`(?:uplift|surcharge|premium|markup)(?: of|:)? ${N} ?%|\+ ?${N} ?%`, 'iy'), on],
  [new RegExp(String.raw`(?:multiplier|factor)(?: of|:| ×| x)? ?${N}(?![\d.%])`, 'iy'), (value) => value],
  [new RegExp(String.raw`${N} ?% (?:of|计费)(?![a-z])|${N} ?%计费`, 'iy'), fraction],
  [
    new RegExp(
      String.raw`${N} ?(?:x|×|times|倍)(?![a-z\d]| (?:cheaper|faster|less|lower|slower|better))|[x×] ?${N}(?![\d.])`,
      'iy',
    ),
    (value) => value,
  ],
];
const WORDS: readonly [RegExp, string, boolean][] = [
  [
    /half[ -](?:the )?(?:standard |normal |base )?(?:price|rate|cost|off)(?![a-z])|50[ -]percent off|半价/iy,
    '0.5',
    true,
  ],
  [
    /(?:double|twice)(?: the)?(?: standard| normal| base)?(?: prices?| rates?| cost)?(?![a-z])|双倍/iy,
    '2',
    false,
  ],
];
const ZHE = /(?:打 ?)?(\d{1,2}(?:\.\d)?|[一二三四五六七八九]{1,2}) ?折/y;
const CHINESE_DIGITS = '〇一二三四五六七八九';
const withDigits = (text: string): string =>
  text.replace(/[一二三四五六七八九]/g, (digit) => String(CHINESE_DIGITS.indexOf(digit)));

const isGlued = (text: string, at: number): boolean => /[a-z\d\\_.#&]$/i.test(text.slice(0, at));

function numbered(text: string, at: number): { share: Share; end: number } | undefined {
  for (const [forms, isDiscount] of [
    [DISCOUNTS, true],
    [FACTORS, false],
  ] as const) {
    for (const [form, build] of forms) {
      form.lastIndex = at;
      const found = form.exec(text);
      const value = found && parseDecimal(found[1] ?? found[2] ?? '');
      if (!found || !value) continue;
      const pay = build(value);
      if (pay.coefficient < 0n) return undefined;
      // "0x0D", "\\x20", "5x10": a sign that is glued to letters or digits is no factor, and nothing costs 0 times.
      if (!isDiscount && (pay.coefficient === 0n || isGlued(text, at))) return undefined;
      return { share: { pay, says: found[0].trim(), isDiscount }, end: form.lastIndex };
    }
  }
  return undefined;
}

/** A discount, uplift or factor that begins at a place of the text, with the place behind it. */
export function shareAt(text: string, at: number): { share: Share; end: number } | undefined {
  for (const [form, factor, isDiscount] of WORDS) {
    form.lastIndex = at;
    const found = form.exec(text);
    const pay = parseDecimal(factor);
    if (found && pay) return { share: { pay, says: found[0], isDiscount }, end: form.lastIndex };
  }
  ZHE.lastIndex = at;
  const found = ZHE.exec(text);
  const written = withDigits(found?.[1] ?? '');
  const value = parseDecimal(written);
  if (found && value) {
    const digits = written.replace(/\..*/, '').length;
    return { share: { pay: zhe(value, digits), says: found[0], isDiscount: true }, end: ZHE.lastIndex };
  }
  return numbered(text, at);
}

/** A share as a plain number: "0.5". */
export const printShare = (share: Decimal): string => printDecimal(share);
