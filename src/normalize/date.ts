import type { Value } from '../../schema/value.ts';
import { type Cell, type Read, type Refused, read, refused, shown, UNKNOWN } from './cell.ts';
import { isEmpty } from './markers.ts';

const MONTHS: ReadonlyMap<string, number> = new Map(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((name, index) => [
    name,
    index + 1,
  ]),
);
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const YEAR = '((?:19|20)\\d\\d)';
const CLOCK = '(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:\\.\\d+)?)?';

interface Parts {
  year: number;
  month?: number;
  day?: number;
}

type Build = (groups: readonly string[]) => Parts;
const monthNumber = (name: string): number => MONTHS.get(name.slice(0, 3).toLowerCase()) ?? 0;

/** Every way of writing a day, month or year that reads only one way; "05/06/2026" does not. */
const FORMS: readonly [RegExp, Build][] = (
  [
    [`${YEAR}-(\\d\\d)-(\\d\\d)`, ([y, m, d]) => ({ year: Number(y), month: Number(m), day: Number(d) })],
    [`${YEAR}/(\\d{1,2})/(\\d{1,2})`, ([y, m, d]) => ({ year: Number(y), month: Number(m), day: Number(d) })],
    [`${YEAR}(\\d\\d)(\\d\\d)`, ([y, m, d]) => ({ year: Number(y), month: Number(m), day: Number(d) })],
    [
      `${YEAR}年(\\d{1,2})月(\\d{1,2})日`,
      ([y, m, d]) => ({ year: Number(y), month: Number(m), day: Number(d) }),
    ],
    [
      `${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}`,
      ([m = '', d, y]) => ({ year: Number(y), month: monthNumber(m), day: Number(d) }),
    ],
    [
      `(\\d{1,2})(?:st|nd|rd|th)? ${MONTH},? ${YEAR}`,
      ([d, m = '', y]) => ({ year: Number(y), month: monthNumber(m), day: Number(d) }),
    ],
    [`${YEAR}[-/](\\d\\d)`, ([y, m]) => ({ year: Number(y), month: Number(m) })],
    [`${YEAR}年(\\d{1,2})月`, ([y, m]) => ({ year: Number(y), month: Number(m) })],
    [`${MONTH},? ${YEAR}`, ([m = '', y]) => ({ year: Number(y), month: monthNumber(m) })],
    [`${YEAR}年?`, ([y]) => ({ year: Number(y) })],
  ] as [string, Build][]
).map(([source, build]) => [new RegExp(`^${source}$`, 'i'), build]);

/** Words around a date that say what it is a date of, and nothing else. */
const WORDS_BEFORE =
  /^(?:(?:it )?(?:was |is |will be )?(?:launched|released|announced|published|introduced|available|deprecated|retired|discontinued|released)(?: on| in| since| from)?|on|in|since|as of|until|through|knowledge cutoff:?|cutoff:?|release date:?|released:)\s+/i;
const WORDS_BEHIND = /\s+(?:knowledge cutoff|training cutoff|cutoff|release|launch)$/i;
const NOT_SOONER = /^(?:tentatively )?(?:not|no) (?:sooner|earlier|before)(?: than)?\s+/i;
/** Sentinels of catalogues for "no end is planned". */
const NEVER: ReadonlySet<string> = new Set(['2098-12-31', '2099-12-31', '9999-12-31']);

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

function isRealDay({ year, month, day }: Parts): boolean {
  if (month !== undefined && (month < 1 || month > 12)) return false;
  if (month === undefined || day === undefined) return true;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function calendarValue(parts: Parts): Value {
  const year = pad(parts.year, 4);
  if (parts.month === undefined) return { kind: 'date', text: year, precision: 'year' };
  const month = `${year}-${pad(parts.month)}`;
  if (parts.day === undefined) return { kind: 'date', text: month, precision: 'month' };
  return { kind: 'date', text: `${month}-${pad(parts.day)}`, precision: 'day' };
}

function partsOf(text: string): Parts | undefined {
  for (const [form, build] of FORMS) {
    const found = form.exec(text);
    if (found) return build(found.slice(1));
  }
  return undefined;
}

/** Minutes east of UTC of a written zone; undefined where it is none that is read. */
function zoneOf(text: string): number | undefined {
  const zone = text.trim().toLowerCase();
  if (/^(?:z|utc|gmt|\+00:?00)$/.test(zone)) return 0;
  if (/^(?:beijing(?: time)?|北京时间|cst \(beijing\))$/.test(zone)) return 480;
  const found = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d\d))?$/.exec(zone);
  if (!found) return undefined;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? '0');
  return minutes <= 840 ? (found[1] === '-' ? -minutes : minutes) : undefined;
}

const INSTANT = new RegExp(
  `^(北京时间 ?|beijing time ?)?(?:[a-z]{3}, )?(.{6,18}?)(?:t| |, )${CLOCK}(.{0,20})$`,
  'i',
);

type Outcome = Value | 'impossible' | undefined;

function instantOf(text: string): Outcome | 'no-zone' {
  const found = INSTANT.exec(text);
  const parts = found && partsOf(found[2] ?? '');
  if (!found || !parts || parts.day === undefined || parts.month === undefined) return undefined;
  const zone = zoneOf(`${found[1] ?? ''}${found[6] ?? ''}`);
  if (zone === undefined) return 'no-zone';
  const [hour, minute, second] = [Number(found[3]), Number(found[4]), Number(found[5] ?? '0')];
  if (!isRealDay(parts) || hour > 23 || minute > 59 || second > 59) return 'impossible';
  const at = Date.UTC(parts.year, parts.month - 1, parts.day, hour, minute - zone, second);
  return { kind: 'date', text: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'), precision: 'instant' };
}

/** Seconds or milliseconds since 1970, only where the source's unit says so; 0 is how APIs write "none". */
function epochOf(text: string, unit: string): Outcome {
  const found = /\b(?:unix|epoch)\b.*?\b(seconds|s|milliseconds|ms)\b/i.exec(unit);
  if (!found || !/^\d{1,13}$/.test(text)) return undefined;
  const milliseconds = Number(text) * (/^m/i.test(found[1] ?? '') ? 1 : 1000);
  if (milliseconds === 0) return UNKNOWN;
  if (milliseconds > 4_102_444_800_000) return 'impossible';
  return {
    kind: 'date',
    text: new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z'),
    precision: 'instant',
  };
}

function dateOf(text: string, unit: string): Outcome | 'no-zone' {
  const epoch = epochOf(text, unit);
  if (epoch) return epoch;
  if (NEVER.has(text)) return UNKNOWN;
  const parts = partsOf(text);
  if (parts) return isRealDay(parts) ? calendarValue(parts) : 'impossible';
  return instantOf(text);
}

const REFUSALS: ReadonlyMap<string, [string, string]> = new Map([
  ['impossible', ['impossible-date', 'is a day that no calendar has']],
  ['no-zone', ['no-time-zone', 'has a time of day without a time zone']],
  ['', ['unreadable-date', 'is no date that reads only one way']],
]);

function refusedDate(text: string, why: string): Refused {
  const [reason, what] = REFUSALS.get(why) ?? ['unreadable-date', 'is no date'];
  return refused(reason, `${shown(text)} ${what}.`);
}

/**
 * Reads a date with the precision in which it stands: "2026", "February 2026", "2026-02-12", an instant with its zone
 * as UTC. "Not sooner than" is kept as a mark. Impossible days and times without a zone are refused.
 */
export function readDate(cell: Cell): Read {
  if (isEmpty(cell.text)) return read({ value: UNKNOWN });
  const plain = cell.text.replace(/\.$/, '').replace(WORDS_BEHIND, '').replace(WORDS_BEFORE, '');
  const text = plain.replace(NOT_SOONER, '');
  const value = dateOf(text, cell.unit);
  if (value === undefined || typeof value === 'string') return refusedDate(cell.text, value ?? '');
  return read({ value: text === plain ? value : { ...value, marks: ['not_sooner_than'] } });
}
