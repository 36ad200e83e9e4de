import type { Value } from '../../schema/value.ts';
import { MONTH_PATTERN, MONTHS } from './months.ts';

/** A day, month or year as it stands, before anyone asked whether the calendar has it. */
export interface Parts {
  year: number;
  month?: number;
  day?: number;
}

/** A written date inside a text: what it says, and how it was written where that is worth telling. */
export interface Written {
  parts: Parts;
  /** `YYMMDD`, `YYMM`, `MMDD`: how a snapshot was written. */
  notation?: string;
  footnote?: string;
}

type Build = (groups: readonly string[], locale: string) => Written | 'ambiguous' | undefined;

const YEAR = '((?:19|20)\\d\\d)';
const SHORT_YEAR = "[’']?(\\d\\d)";
const ymd = (y = '', m?: string, d?: string): Written => ({
  parts: {
    year: Number(y),
    ...(m !== undefined && { month: Number(m) }),
    ...(d !== undefined && { day: Number(d) }),
  },
});
const monthNumber = (name = ''): string => String(MONTHS.get(name.toLowerCase()) ?? 0);
const noted = (written: Written, footnote?: string): Written =>
  footnote ? { ...written, footnote } : written;

/** Whether the language and country of the source write the day first; undefined where only "en" is known. */
function dayFirst(locale: string): boolean | undefined {
  if (/^(?:en)?$/i.test(locale)) return undefined;
  try {
    const parts = new Intl.DateTimeFormat(locale).formatToParts(new Date(0)).map(({ type }) => type);
    return parts.indexOf('day') < parts.indexOf('month');
  } catch {
    return undefined;
  }
}

/** "13/05/2026" reads one way only; "05/06/2026" as the source's country writes it, else not at all. */
const slashed: Build = ([a = '', b = '', year], locale) => {
  const first = Number(a) > 12 ? true : Number(b) > 12 ? false : a === b ? true : dayFirst(locale);
  if (first === undefined) return 'ambiguous';
  return first ? ymd(year, b, a) : ymd(year, a, b);
};

/**
 * Every way of writing a day, month or year, the longest first. A figure glued behind a year of four digits is a
 * footnote's: "Jan 20254" is January 2025.
 */
export const DATE_FORMS: readonly (readonly [RegExp, Build])[] = (
  [
    [`${YEAR}-(\\d{1,2})-(\\d{1,2})`, ([y, m, d]) => ymd(y, m, d)],
    [`${YEAR}[/.](\\d{1,2})[/.](\\d{1,2})`, ([y, m, d]) => ymd(y, m, d)],
    [`${YEAR} ?[年년] ?(\\d{1,2}) ?[月월] ?(\\d{1,2}) ?[日号일]`, ([y, m, d]) => ymd(y, m, d)],
    [
      `${MONTH_PATTERN} (\\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}(\\d{1,2})?`,
      ([m, d, y, f]) => noted(ymd(y, monthNumber(m), d), f),
    ],
    [
      `${MONTH_PATTERN} (\\d{1,2})(?:st|nd|rd|th)?,? '(\\d\\d)`,
      ([m, d, y]) => ymd(`20${y}`, monthNumber(m), d),
    ],
    [
      `(\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?[ -](?:of |de |d['’])?${MONTH_PATTERN},?[ -](?:de |del )?${YEAR}(\\d{1,2})?`,
      ([d, m, y, f]) => noted(ymd(y, monthNumber(m), d), f),
    ],
    [`${YEAR}[ -]${MONTH_PATTERN}[ -](\\d{1,2})`, ([y, m, d]) => ymd(y, monthNumber(m), d)],
    [`(\\d{1,2})/(\\d{1,2})/${YEAR}`, slashed],
    [`(\\d{1,2})\\.(\\d{1,2})\\.${YEAR}`, ([d, m, y]) => ymd(y, m, d)],
    [`(\\d\\d)-(\\d\\d)-${YEAR}`, slashed],
    [`${YEAR}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])`, ([y, m, d]) => ymd(y, m, d)],
    [`${YEAR} ?[年년] ?(\\d{1,2}) ?[月월]`, ([y, m]) => ymd(y, m)],
    [`${YEAR}[-/.](0[1-9]|1[0-2])`, ([y, m]) => ymd(y, m)],
    [`(0[1-9]|1[0-2])[-/.]${YEAR}`, ([m, y]) => ymd(y, m)],
    [
      `${MONTH_PATTERN},?[ -](?:de |del |of )?${YEAR}(\\d{1,2})?`,
      ([m, y, f]) => noted(ymd(y, monthNumber(m)), f),
    ],
    [`${MONTH_PATTERN} '${SHORT_YEAR}`, ([m, y]) => ymd(`20${y}`, monthNumber(m))],
    [`${YEAR}[ -]${MONTH_PATTERN}`, ([y, m]) => ymd(y, monthNumber(m))],
    [`${YEAR} ?[年년]?`, ([y]) => ymd(y)],
  ] as [string, Build][]
).map(([source, build]) => [
  new RegExp(`(?<![\\p{L}\\d./_-])${source}(?!(?!t\\d)[\\p{L}\\d]|[-/.:]\\d)`, 'iu'),
  build,
]);

/** True where the calendar has the day. */
export function isRealDay({ year, month, day }: Parts): boolean {
  if (month !== undefined && (month < 1 || month > 12)) return false;
  if (month === undefined || day === undefined) return true;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

/** The value of a day, month or year in the precision in which it stands. */
export function calendarValue(parts: Parts): Value {
  const year = pad(parts.year, 4);
  if (parts.month === undefined) return { kind: 'date', text: year, precision: 'year' };
  const month = `${year}-${pad(parts.month)}`;
  if (parts.day === undefined) return { kind: 'date', text: month, precision: 'month' };
  return { kind: 'date', text: `${month}-${pad(parts.day)}`, precision: 'day' };
}
