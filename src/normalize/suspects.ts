/** Windows that are sold so often that their tenth part is more likely a lost zero than a window. */
const OFTEN: readonly number[] = [128_000, 256_000];

/** The power of two that a count becomes by swapping two neighbouring digits. */
function swapped(digits: string): number | undefined {
  for (let at = 0; at + 1 < digits.length; at += 1) {
    const [a = '', b = ''] = [digits[at], digits[at + 1]];
    const other = Number(`${digits.slice(0, at)}${b}${a}${digits.slice(at + 2)}`);
    if (a !== b && other >= 8192 && Number.isInteger(Math.log2(other))) return other;
  }
  return undefined;
}

/** The power of two that is the count when it is rounded to a whole hundred: 32,800 for 32,768. */
function roundedFrom(count: number): number | undefined {
  const power = 2 ** Math.round(Math.log2(count));
  const whole = count % 100 === 0 && count % 1000 !== 0;
  return whole && power >= 8192 && Math.round(power / 100) * 100 === count ? power : undefined;
}

/** What a whole count may be a slip for; it is told beside the value and never put in its place. */
export function suspectOf(count: string): string | undefined {
  if (count.length > 9 || Number.isInteger(Math.log2(Number(count)))) return undefined;
  const slip = swapped(count);
  if (slip !== undefined) return `two digits swapped in ${slip}?`;
  const rounded = roundedFrom(Number(count));
  if (rounded !== undefined) return `rounded from ${rounded}?`;
  const tenth = OFTEN.find((often) => often === Number(count) * 10);
  return tenth === undefined ? undefined : `a zero lost from ${tenth}?`;
}
