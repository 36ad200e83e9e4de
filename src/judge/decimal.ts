/** A decimal text as an integer and the number of digits behind its point. */
interface Scaled {
  digits: bigint;
  scale: number;
}

function scaled(text: string): Scaled {
  const [whole = '0', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** Both as integers of one scale. */
function aligned(a: string, b: string): { left: bigint; right: bigint; scale: number } {
  const [left, right] = [scaled(a), scaled(b)];
  const scale = Math.max(left.scale, right.scale);
  const raise = (x: Scaled) => x.digits * 10n ** BigInt(scale - x.scale);
  return { left: raise(left), right: raise(right), scale };
}

/** Decimal text without trailing zeros. */
function print({ digits, scale }: Scaled): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const sign = digits < 0n ? '-' : '';
  const fraction = scale === 0 ? '' : text.slice(-scale).replace(/0+$/, '');
  const whole = scale === 0 ? text : text.slice(0, -scale);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Compares two decimal texts exactly: negative, zero or positive, so `0.20` equals `0.2`. */
export function compareDecimal(a: string, b: string): number {
  const { left, right } = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The distance of two decimal texts, as decimal text without trailing zeros. */
export function distance(a: string, b: string): string {
  const { left, right, scale } = aligned(a, b);
  return print({ digits: left < right ? right - left : left - right, scale });
}

/** The sum of two decimal texts. */
export function sum(a: string, b: string): string {
  const { left, right, scale } = aligned(a, b);
  return print({ digits: left + right, scale });
}

/** How many times a positive decimal holds another one: the whole number, and whether nothing is left over. */
export function ratio(a: string, b: string): { times: bigint; exact: boolean } {
  const { left, right } = aligned(a, b);
  return { times: left / right, exact: left % right === 0n };
}

/** The middle one of at least one decimal; between two middle ones the exact half of their sum. */
export function median(values: readonly string[]): string {
  const all = values.map(scaled);
  const scale = all.reduce((most, one) => Math.max(most, one.scale), 0);
  const sorted = all
    .map((one) => (one.scale === scale ? one.digits : one.digits * 10n ** BigInt(scale - one.scale)))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0n;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? upper;
  return print({ digits: (lower + upper) * 5n, scale: scale + 1 });
}

/** Whether a decimal text is greater than zero. */
export const isPositive = (text: string): boolean => !text.startsWith('-') && /[1-9]/.test(text);

/** A decimal as a reader expects it: `131072` is `131,072`. */
export function grouped(decimal: string | bigint): string {
  const [whole = '', fraction] = decimal.toString().split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}
