/** A decimal text as an integer and the number of digits behind its point. */
interface Scaled {
  digits: bigint;
  scale: number;
}

function scaled(text: string): Scaled {
  const [whole = '0', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function difference(a: string, b: string): Scaled {
  const left = scaled(a);
  const right = scaled(b);
  const scale = Math.max(left.scale, right.scale);
  const raise = (x: Scaled) => x.digits * 10n ** BigInt(scale - x.scale);
  return { digits: raise(left) - raise(right), scale };
}

/** Compares two decimal texts exactly: negative, zero or positive, so `0.20` equals `0.2`. */
export function compareDecimal(a: string, b: string): number {
  const { digits } = difference(a, b);
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** The distance of two decimal texts, as decimal text without trailing zeros. */
export function distance(a: string, b: string): string {
  const { digits, scale } = difference(a, b);
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  if (scale === 0) return text;
  const fraction = text.slice(-scale).replace(/0+$/, '');
  return fraction === '' ? text.slice(0, -scale) : `${text.slice(0, -scale)}.${fraction}`;
}

/** A decimal as a reader expects it: `131072` is `131,072`. */
export function grouped(decimal: string | bigint): string {
  const [whole = '', fraction] = decimal.toString().split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}
