import { isRealDay, type Parts } from './calendar.ts';

/** A date as the end of a model's name carries it. */
export interface Snapshot {
  parts: Parts;
  notation: string;
  /** True where the name has no year and the year is the last in which the day was. */
  assumedYear?: true;
}

/** No language model is older, and none is dated further ahead than the year behind the reader's. */
const FIRST_YEAR = 18;
const LAST_YEAR = 35;

const plausible = (yy: string): boolean => Number(yy) >= FIRST_YEAR && Number(yy) <= LAST_YEAR;

/** The last year in which this day was, seen from `today`; undefined where nobody says what day it is. */
function lastYear(month: number, day: number, today?: string): Parts | undefined {
  if (today === undefined) return undefined;
  const year = Number(today.slice(0, 4));
  const [m, d] = [Number(today.slice(5, 7)), Number(today.slice(8, 10))];
  const passed = month < m || (month === m && day <= d);
  return { year: passed ? year : year - 1, month, day };
}

type Form = (groups: readonly string[], today?: string) => Snapshot | 'no-year' | undefined;

const dated = (notation: string, y = '', m = '', d?: string): Snapshot | undefined => {
  const year = y.length === 2 ? (plausible(y) ? 2000 + Number(y) : 0) : Number(y);
  const parts = { year, month: Number(m), ...(d !== undefined && { day: Number(d) }) };
  return year > 0 && isRealDay(parts) ? { parts, notation } : undefined;
};

const dayOfMonth: Form = ([m = '', d = ''], today) => {
  const [month, day] = [Number(m), Number(d)];
  if (!isRealDay({ year: 2024, month, day })) return undefined;
  const parts = lastYear(month, day, today);
  return parts ? { parts, notation: 'MMDD', assumedYear: true } : 'no-year';
};

const FORMS: readonly (readonly [RegExp, Form])[] = [
  [/^((?:19|20)\d\d)-(\d\d)-(\d\d)$/, ([y, m, d]) => dated('YYYY-MM-DD', y, m, d)],
  [/^((?:19|20)\d\d)(\d\d)(\d\d)$/, ([y, m, d]) => dated('YYYYMMDD', y, m, d)],
  [/^(20\d\d)-(\d\d)$/, ([y, m]) => dated('YYYY-MM', y, m)],
  [/^(\d\d)-(20\d\d)$/, ([m, y]) => dated('MM-YYYY', y, m)],
  [/^(\d\d)(\d\d)(\d\d)$/, ([y, m, d]) => dated('YYMMDD', y, m, d)],
  [/^(20\d\d)(\d\d)$/, ([y, m]) => dated('YYYYMM', y, m)],
  [/^(\d\d)(\d\d)$/, ([y, m]) => dated('YYMM', y, m)],
  [/^(\d\d)(\d\d)$/, dayOfMonth],
  [/^(\d\d)-(\d\d)$/, ([m, y]) => dated('MM-YY', y, m)],
  [/^(\d\d)-(\d\d)$/, dayOfMonth],
];

/** Every date that the digits may be: none, one, or several candidates; `no-year` where only the year is missing. */
export function snapshotsOf(digits: string, today?: string): (Snapshot | 'no-year')[] {
  return FORMS.flatMap(([form, build]) => {
    const found = form.exec(digits);
    const read = found ? build(found.slice(1), today) : undefined;
    return read === undefined ? [] : [read];
  });
}

const DIGITS =
  '(20\\d\\d-\\d\\d-\\d\\d|20\\d{6}|\\d\\d-20\\d\\d|20\\d\\d-\\d\\d|\\d\\d-\\d\\d|\\d{6}|\\d{4})';
const ALONE = new RegExp(`^[-@]?${DIGITS}$`);
const IN_NAME = new RegExp(
  `^[\\p{L}][\\p{L}\\d._/:-]*?[-@]${DIGITS}(?:$|[-:@](?=[\\p{L}])[\\w.:-]*$|-\\d{1,4}[kKmM]$)`,
  'u',
);

/** The digits of a snapshot: a suffix by itself ("-2507"), or the end of a name ("gpt-4o-2024-08-06"). */
export function snapshotDigits(text: string): { digits: string; name: boolean } | undefined {
  const alone = ALONE.exec(text)?.[1];
  if (alone !== undefined) return { digits: alone, name: false };
  const named = IN_NAME.exec(text)?.[1];
  return named === undefined ? undefined : { digits: named, name: true };
}
