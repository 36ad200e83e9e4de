import type { Value } from '../../schema/value.ts';
import { calendarValue, DATE_FORMS, isRealDay, type Written } from './calendar.ts';
import { type Cell, type Read, type Reading, type Refused, read, refused, shown, UNKNOWN } from './cell.ts';
import { DATE_WORDS, namedDate } from './date-words.ts';
import { withoutFootnotes } from './footnotes.ts';
import { epochOf, instantValue, zoneOf } from './instants.ts';
import { isEmpty } from './markers.ts';
import { type Snapshot, snapshotDigits, snapshotsOf } from './snapshots.ts';

/** Sentinels of catalogues for "no end is planned". */
const NEVER: ReadonlySet<string> = new Set([
  ...['2098-12-31', '2099-12-31', '9999-12-31', '2100-01-01'],
  // A clock that was never set.
  ...['1970-01-01', '1970-01-01T00:00:00Z'],
]);

const REFUSALS: ReadonlyMap<string, [string, string]> = new Map([
  ['impossible', ['impossible-date', 'is a day that no calendar has']],
  ['no-zone', ['no-time-zone', 'has a time of day without a time zone']],
  ['ambiguous', ['ambiguous-date', 'may be a day before a month or a month before a day']],
  ['no-year', ['no-year', 'names a month and a day, and nothing says of which year']],
  ['imprecise', ['imprecise-date', 'is a part of a year that no calendar bounds']],
  ['', ['unreadable-date', 'is no date that reads only one way']],
]);

type Why = 'impossible' | 'no-zone' | 'ambiguous' | 'no-year' | 'imprecise' | '';

function refusedDate(text: string, why: Why, more = ''): Refused {
  const [reason, what] = REFUSALS.get(why) ?? ['unreadable-date', 'is no date'];
  return refused(reason, `${shown(text)} ${what}${more}.`);
}

interface Dated {
  value: Value;
  qualifiers: Record<string, string>;
}

const CLOCK = '(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:[.,]\\d+)?)?(?: ?(am|pm)(?![a-z]))?';
const BEHIND = new RegExp(
  `^(?:t| at |, | |日 ?)? ?\\(?${CLOCK} ?([^\\s\\d.;][^.;]{0,24}|[+-]\\d[\\d:]{0,5})?\\.?$`,
  'iu',
);
const ZONE_BEFORE = /(北京时间|beijing time|日本時間) ?$/i;

type Found = { written: Written; start: number; end: number } | 'ambiguous' | undefined;

function formIn(text: string, locale: string): Found {
  for (const [form, build] of DATE_FORMS) {
    const found = form.exec(text);
    const written = found ? build(found.slice(1), locale) : undefined;
    if (written === 'ambiguous') return written;
    if (found && written) return { written, start: found.index, end: found.index + found[0].length };
  }
  return undefined;
}

/** The instant of a day with a time of day behind it; undefined where no time stands there. */
function instantAt(
  written: Written,
  before: string,
  behind: string,
): Value | 'impossible' | 'no-zone' | undefined {
  const { year, month, day } = written.parts;
  const clock = BEHIND.exec(behind);
  if (!clock || month === undefined || day === undefined) return undefined;
  const zone = zoneOf(`${ZONE_BEFORE.exec(before)?.[1] ?? ''}${(clock[5] ?? '').replace(/\)$/, '')}`);
  if (zone === undefined) return 'no-zone';
  const half = clock[4]?.toLowerCase();
  const hour = half === undefined ? Number(clock[1]) : (Number(clock[1]) % 12) + (half === 'pm' ? 12 : 0);
  const [minute, second] = [Number(clock[2]), Number(clock[3] ?? '0')];
  if (!isRealDay(written.parts) || hour > 23 || minute > 59 || second > 59) return 'impossible';
  return instantValue(Date.UTC(year, month - 1, day, hour, minute - zone, second));
}

/** "20260911124408": to the second, as machines stamp what they publish; no zone stands there, and UTC is meant. */
function stampOf(text: string): Dated | 'impossible' | undefined {
  const found = /^(20\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!found) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  if (!isRealDay({ year, month, day }) || hour > 23 || minute > 59 || second > 59) return 'impossible';
  const value = instantValue(Date.UTC(year, month - 1, day, hour, minute, second));
  return { value, qualifiers: { zone: 'not written, taken as UTC' } };
}

const asDated = (one: Snapshot): Dated => ({
  value: calendarValue(one.parts),
  qualifiers: {
    notation: one.notation,
    ...(one.assumedYear && { year: 'assumed: the last in which the day was' }),
  },
});

/** One or more snapshot suffixes that say the same day: "-250414 / -0414". */
function snapshotOf(cell: Cell, text: string): Dated | Refused | undefined {
  const pieces = text.split(/ ?[/,] ?| or /).map((piece) => snapshotDigits(piece.trim()));
  if (pieces.some((piece) => piece === undefined)) return undefined;
  // Bare digits are a snapshot only where someone asks about a text; in a page's column they may be anything.
  if (/^\d{1,6}$/.test(text) && cell.today === undefined) return undefined;
  const all = pieces.map((piece) => snapshotsOf(piece?.digits ?? '', cell.today));
  if (all.some((one) => one.length === 0)) return undefined;
  const [whole] = all.flat().filter((one) => one !== 'no-year' && one.assumedYear === undefined);
  const day = (one: Snapshot): string => calendarValue(one.parts).text.slice(5);
  const agreeing = whole !== undefined && whole !== 'no-year' && all.length > 1;
  if (agreeing && all.every((one) => one.some((it) => it === 'no-year' || day(it) === day(whole))))
    return asDated(whole);
  const possible = all.flat();
  // No snapshot is of a day to come, which settles what two forms leave open.
  const past = possible.filter(
    (one) => one === 'no-year' || calendarValue(one.parts).text <= (cell.today ?? '9'),
  );
  const candidates = possible.length > 1 && past.length > 0 ? past : possible;
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined)
    return only === 'no-year' ? refusedDate(text, 'no-year') : asDated(only);
  const texts = candidates.map((one) =>
    one === 'no-year' ? 'a month and a day' : calendarValue(one.parts).text,
  );
  return refused('ambiguous-date', `${shown(text)} may be ${[...new Set(texts)].join(' or ')}.`);
}

const numbered = (text: string): string => text.replace(/^["'`]|["'`]$/g, '').trim();

/** What the words around a date say of it; refused where one is not known. */
function worded(cell: Cell, around: string, dated: Dated): Reading | Refused {
  const { tags, rest } = DATE_WORDS.read(around.replace(/[_"'`]/g, ' '));
  if (tags.has('imprecise')) return refusedDate(cell.text, 'imprecise');
  if (rest !== '' || /[^\p{L}\p{M}\s:;,.()="'`{}*|_/~≈@-]/u.test(around)) return refusedDate(cell.text, '');
  const attribute = namedDate(tags, cell.attribute);
  const marks = [
    ...(tags.has('not_sooner_than') ? (['not_sooner_than'] as const) : []),
    ...(tags.has('approximate') || /[~≈]/.test(around) ? (['approximate'] as const) : []),
  ];
  const value =
    dated.value.kind === 'date' && marks.length > 0 ? { ...dated.value, marks: [...marks] } : dated.value;
  return {
    value,
    ...(attribute !== undefined && { attribute }),
    ...(Object.keys(dated.qualifiers).length > 0 && { qualifiers: dated.qualifiers }),
  };
}

function readWritten(cell: Cell, text: string): Reading | Refused {
  const found = formIn(text, cell.context.locale);
  if (found === undefined)
    return refusedDate(cell.text, DATE_WORDS.read(text).tags.has('imprecise') ? 'imprecise' : '');
  if (found === 'ambiguous') return refusedDate(cell.text, 'ambiguous');
  const [before, behind] = [text.slice(0, found.start), text.slice(found.end).replace(/["'`],?$/, '')];
  const { parts, footnote } = found.written;
  const instant = instantAt(found.written, before, behind);
  if (instant === 'impossible' || instant === 'no-zone') return refusedDate(cell.text, instant);
  if (!isRealDay(parts)) return refusedDate(cell.text, 'impossible');
  const value = instant ?? calendarValue(parts);
  const dated = { value: NEVER.has(value.text) ? UNKNOWN : value, qualifiers: footnote ? { footnote } : {} };
  return worded(cell, instant ? before.replace(ZONE_BEFORE, '') : `${before} ${behind}`, dated);
}

const KEYED = /^["'`]?([\p{L}][\p{L}\d _.-]{1,40}?)["'`]?\s?[:=]\s?["'`]?(.*?)["'`]?,?$/u;

/** "created: 0", `knowledge = "2025-08-31"`: digits behind a name are read with the name as their words. */
function readDigits(cell: Cell, text: string): Reading | Refused | undefined {
  const [, label = '', behind = text] = KEYED.exec(text) ?? [];
  const digits = numbered(behind);
  const dated =
    stampOf(digits) ?? epochOf(digits, cell.unit) ?? (isEmpty(digits) && label !== '' ? UNKNOWN : undefined);
  if (dated === undefined) return undefined;
  if (dated === 'impossible') return refusedDate(cell.text, 'impossible');
  return worded(cell, label, 'value' in dated ? dated : { value: dated, qualifiers: {} });
}

function readOne(cell: Cell, text: string): Reading | Refused {
  const digits = readDigits(cell, text);
  if (digits) return digits;
  const snapshot = /^(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?$|^20\d{6}$/.test(text)
    ? undefined
    : snapshotOf(cell, text);
  if (snapshot === undefined) return readWritten(cell, text);
  return 'ok' in snapshot ? snapshot : { value: snapshot.value, qualifiers: snapshot.qualifiers };
}

/** "Deprecated May 27, 2026; retired on July 1, 2026": each date with the words in front of it. */
function piecesOf(text: string): string[] {
  const pieces = text.split(
    /; |(?<!(?<!\d)\d{1,2})\. (?=\p{Lu})| \| |, (?=(?:and )?(?:will be |to be )?(?:retire|deprecat|shut|sunset|released|launched|training|knowledge))/iu,
  );
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}

/**
 * Reads a date with the precision in which it stands: "2026", "February 2026", "2026-02-12", "20260911124408", an
 * instant with its zone as UTC, the snapshot at the end of a name ("-250414", "-2507"). Words that name another date
 * ("Will be deprecated on …") move it to that attribute; "not sooner than" is kept as a mark. Impossible days, times
 * without a zone, quarters, and digits that read two ways are refused.
 */
export function readDate(cell: Cell): Read {
  const { text, footnote } = withoutFootnotes(cell.text.replace(/\.$/, ''));
  if (isEmpty(text) || NEVER.has(text)) return read({ value: UNKNOWN });
  const pieces = piecesOf(text);
  const found = (pieces.length > 1 ? pieces : [text]).map((piece) => ({ piece, one: readOne(cell, piece) }));
  const readings: Reading[] = [];
  for (const { piece, one } of found) {
    if ('ok' in one) return one;
    const qualifiers = { ...one.qualifiers, ...(footnote !== undefined && { footnote }) };
    readings.push({
      ...one,
      ...(pieces.length > 1 && { asWritten: piece }),
      ...(Object.keys(qualifiers).length > 0 && { qualifiers }),
    });
  }
  const kinds = new Set(readings.map(({ attribute }) => attribute ?? ''));
  return kinds.size === readings.length ? read(...readings) : refusedDate(cell.text, '');
}
