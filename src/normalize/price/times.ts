import { readDate } from '../date.ts';

/** When a price holds, as a cell says it beside the price. */
export interface Validity {
  from?: string;
  until?: string;
  /** The days as a person reads them: the last day of an end is included. */
  says: Readonly<Record<string, string>>;
}

const DAY = String.raw`(\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?,? \d{4})`;
const CLOCK = String.raw`(?:,? (?:at )?(\d{1,2}:\d\d))?`;
const ZONE = String.raw`(?: ?\(?(utc(?:[+-]\d{1,2}(?::\d\d)?)?|gmt|beijing(?: time)?|北京时间|cst)\)?)?`;
const UNTIL =
  'through|thru|until|till|til|ends? on|ends|ending|expires on|expires|valid until|valid through|up to and including|before|by|截至|截止|直到|至|到期';
const FROM =
  'starting from|starting on|starting|beginning|effective from|effective|from|as of|since|after|自|从';
const DATED = new RegExp(
  `(${UNTIL}|${FROM})\\s*(?:on )?(北京时间 ?)?${DAY}${CLOCK}${ZONE}(?:\\s?(?:起|止|前))?`,
  'iy',
);
const ENDS = new RegExp(`^(?:${UNTIL})$`, 'i');

const HOURS = String.raw`(\d{1,2}:\d\d)\s?(?:-|–|~|至|到|to)\s?(\d{1,2}:\d\d)`;
const WINDOW = new RegExp(
  String.raw`(?:(utc|gmt|beijing(?: time)?|北京时间)[ :：]?\s?)?${HOURS}(?:\s?\(?(utc(?:[+-]\d{1,2})?|gmt|beijing(?: time)?|北京时间)\)?)?`,
  'iy',
);

const dateOf = (text: string): string | undefined => {
  const result = readDate({
    attribute: 'released',
    means: ['released'],
    text,
    unit: '',
    scope: '',
    part: '',
    context: { locale: 'en', currency: '', per: '' },
  });
  const value = result.ok ? result.readings[0]?.value : undefined;
  return value?.kind === 'date' && value.precision === 'day' ? value.text : undefined;
};

const isBeijing = (zone: string): boolean => /beijing|北京|cst|utc\+8/i.test(zone);

/** A moment of a day in UTC; undefined for an hour that does not exist or a zone that is not known. */
function momentOf(day: string, clock: string, zone: string): string | undefined {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  if (hour > 23 || minute > 59 || (/utc[+-]/i.test(zone) && !isBeijing(zone))) return undefined;
  const instant =
    Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute - (isBeijing(zone) ? 480 : 0)) * 60_000;
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().replace('.000Z', 'Z');

/** "through December 31, 2026", "starting January 1, 2027": the phrase that begins here, with the place behind it. */
export function validityAt(text: string, at: number): { validity: Validity; end: number } | undefined {
  DATED.lastIndex = at;
  const found = DATED.exec(text);
  if (!found) return undefined;
  const [, word = '', zoneBefore = '', written = '', clock, zone = ''] = found;
  const day = dateOf(
    written
      .replace(/年|月/g, '-')
      .replace('日', '')
      .replace(/-(\d)(?!\d)/g, '-0$1'),
  );
  if (day === undefined) return undefined;
  const moment = clock === undefined ? undefined : momentOf(day, clock, `${zoneBefore}${zone}`);
  if (clock !== undefined && moment === undefined) return undefined;
  const end = DATED.lastIndex;
  if (!ENDS.test(word))
    return { end, validity: { from: moment ?? `${day}T00:00:00Z`, says: { from: moment ?? day } } };
  const excluded = /^before$/i.test(word);
  const until = moment ?? (excluded ? `${day}T00:00:00Z` : dayAfter(day));
  return { end, validity: { until, says: { [excluded ? 'before' : 'until']: moment ?? day } } };
}

/** "UTC 16:30-00:30", "09:00-12:00 Beijing time": hours of the day and their zone, with the place behind them. */
export function windowAt(text: string, at: number): { hours: string; zone: string; end: number } | undefined {
  WINDOW.lastIndex = at;
  const found = WINDOW.exec(text);
  if (!found) return undefined;
  const [, before, from = '', to = '', behind] = found;
  const valid = [from, to].every((clock) => /^(?:[01]?\d|2[0-4]):[0-5]\d$/.test(clock));
  const pad = (clock: string): string => clock.padStart(5, '0');
  const zone = (before ?? behind ?? '').replace(/ time/i, '').replace('北京时间', 'Beijing');
  const named = isBeijing(zone) ? 'Asia/Shanghai' : zone.toUpperCase();
  return valid ? { hours: `${pad(from)}-${pad(to)}`, zone: named, end: WINDOW.lastIndex } : undefined;
}
