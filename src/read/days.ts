const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WRITTEN = /^([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u;

/** An English day as text writes it: "August 31, 2026". For use inside of a pattern; it has no groups. */
export const ENGLISH_DAY = String.raw`[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}`;

/** The first day on which what lasts "through August 31, 2026" no longer holds: "2026-09-01"; undefined for no day. */
export function dayAfter(written: string): string | undefined {
  const [, name = '', day = '', year = ''] = WRITTEN.exec(written) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase().slice(0, 3));
  const last = new Date(Date.UTC(Number(year), month, Number(day)));
  const isDay = month >= 0 && last.getUTCMonth() === month && last.getUTCDate() === Number(day);
  return isDay ? new Date(last.getTime() + 86_400_000).toISOString().slice(0, 10) : undefined;
}
