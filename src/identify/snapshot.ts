/** A date in a name: its canonical text and how many tokens it took. */
export interface SnapshotTokens {
  text: string;
  taken: number;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const month = (text: string): boolean => /^(0[1-9]|1[0-2])$/.test(text);
const day = (text: string): boolean => /^(0[1-9]|[12]\d|3[01])$/.test(text);
const year = (text: string): boolean => /^20[12]\d$/.test(text);

/** A date of eight or six digits: 20250929, 260628; undefined where it is no day of a calendar. */
function longDate(token: string): string | undefined {
  const parts = /^(20[12]\d|[12]\d)(\d\d)(\d\d)$/.exec(token);
  const [, y = '', m = '', d = ''] = parts ?? [];
  if (!month(m) || !day(d)) return undefined;
  return `${y.length === 2 ? `20${y}` : y}-${m}-${d}`;
}

/** Four digits that can be month and day (0731) or year and month (2507). Kept as written: both may be meant. */
const shortDate = (token: string): boolean =>
  /^\d{4}$/.test(token) &&
  ((month(token.slice(0, 2)) && day(token.slice(2))) || (/^2\d/.test(token) && month(token.slice(2))));

/**
 * The snapshot that starts at `tokens[at]`: 2024-08-06, 08-2024, 20250929, 260628, 2507, 0731, and 02-23, which is
 * printed as 0223. Two pairs of digits count only where `pairs` says that the version has been read.
 */
export function snapshotAt(
  tokens: readonly string[],
  at: number,
  pairs: boolean,
): SnapshotTokens | undefined {
  const a = tokens[at] ?? '';
  const first = a.charCodeAt(0);
  if (first < 48 || first > 57) return undefined;
  const b = tokens[at + 1] ?? '';
  if (year(a) && month(b) && day(tokens[at + 2] ?? ''))
    return { text: `${a}-${b}-${tokens[at + 2]}`, taken: 3 };
  if (month(a) && year(b)) return { text: `${b}-${a}`, taken: 2 };
  if (year(a) && month(b)) return { text: `${a}-${b}`, taken: 2 };
  const long = longDate(a);
  if (long !== undefined) return { text: long, taken: 1 };
  if (shortDate(a)) return { text: a, taken: 1 };
  if (pairs && month(a) && /^\d\d$/.test(b)) return { text: `${a}${b}`, taken: 2 };
  return undefined;
}

/** A month by its name or first three letters, alone (`june`) or with a year (`june-24` is `2024-06`). */
export function monthAt(tokens: readonly string[], at: number): SnapshotTokens | undefined {
  const token = tokens[at] ?? '';
  const index =
    token.length < 3 ? -1 : MONTHS.findIndex((name) => name === token || name.slice(0, 3) === token);
  if (index < 0) return undefined;
  const next = /^(?:20)?(2\d)$/.exec(tokens[at + 1] ?? '')?.[1];
  if (next === undefined) return { text: MONTHS[index] ?? token, taken: 1 };
  return { text: `20${next}-${String(index + 1).padStart(2, '0')}`, taken: 2 };
}

/** The number of the month that a snapshot names; undefined where its digits may mean something else. */
function monthOf(snapshot: string): number | undefined {
  const named = MONTHS.indexOf(snapshot);
  if (named >= 0) return named + 1;
  const digits = /^\d{4}-(\d\d)/.exec(snapshot)?.[1] ?? /^(0[1-9]|1[0-2])\d\d$/.exec(snapshot)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Whether a second date in a name only repeats the first one's month: `0528 (May '25)`. */
export const sameMonth = (one: string, other: string): boolean =>
  monthOf(one) !== undefined && monthOf(one) === monthOf(other);

/** Whether two dates of names can be one day: 2025-07-28 is 0728, 2507 and 2025-07. */
export function sameState(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other]
    .map((text) => text.replaceAll('-', ''))
    .sort((a, b) => a.length - b.length);
  return (
    long.endsWith(short) || long.startsWith(short) || long.startsWith(`20${short}`) || sameMonth(one, other)
  );
}
