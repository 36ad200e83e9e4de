/** An exact decimal: coefficient × 10^−scale. Money and counts never pass through a float. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly scale: number;
}

const WRITTEN = /^([+-]?)(\d{1,60})(?:\.(\d{1,60}))?(?:e([+-]?\d{1,2}))?$/i;

const powerOfTen = (n: number): bigint => 10n ** BigInt(n);

/** Reads `12`, `0.20`, `-1.5`, `5e-06`; undefined for anything else, also for more than 60 digits on one side. */
export function parseDecimal(text: string): Decimal | undefined {
  const found = WRITTEN.exec(text);
  if (!found) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = found;
  const digits = BigInt(whole + fraction);
  const written = { coefficient: sign === '-' ? -digits : digits, scale: fraction.length };
  return shift(written, Number(exponent));
}

/** Moves the point: the value times 10^places, exactly, in both directions. */
export function shift(value: Decimal, places: number): Decimal {
  const scale = value.scale - places;
  if (scale >= 0) return { coefficient: value.coefficient, scale };
  return { coefficient: value.coefficient * powerOfTen(-scale), scale: 0 };
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const left = a.coefficient * powerOfTen(scale - a.scale);
  const right = b.coefficient * powerOfTen(scale - b.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The nearest value with at most so many significant digits; a half goes away from zero. */
export function significant(value: Decimal, digits: number): Decimal {
  const negative = value.coefficient < 0n;
  const size = negative ? -value.coefficient : value.coefficient;
  const surplus = size.toString().length - digits;
  if (surplus <= 0) return value;
  const step = powerOfTen(surplus);
  const kept = ((size + step / 2n) / step) * step;
  return { coefficient: negative ? -kept : kept, scale: value.scale };
}

/** The value times a whole number. */
export const timesInteger = (value: Decimal, factor: bigint): Decimal => ({
  coefficient: value.coefficient * factor,
  scale: value.scale,
});

/** Plain text without exponent or needless zeros, but with at least `fractionDigits` digits behind the point. */
export function printDecimal(value: Decimal, fractionDigits = 0): string {
  const negative = value.coefficient < 0n;
  const digits = (negative ? -value.coefficient : value.coefficient)
    .toString()
    .padStart(value.scale + 1, '0');
  const point = digits.length - value.scale;
  const fraction = digits.slice(point).replace(/0+$/, '').padEnd(fractionDigits, '0');
  return `${negative ? '-' : ''}${digits.slice(0, point)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The value as an integer, or undefined where it has a fraction. */
export function integerOf(value: Decimal): bigint | undefined {
  const unit = powerOfTen(value.scale);
  return value.coefficient % unit === 0n ? value.coefficient / unit : undefined;
}
