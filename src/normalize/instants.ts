import type { Value } from '../../schema/value.ts';
import { UNKNOWN } from './cell.ts';

/** Minutes east of UTC of zones that mean one offset; "CST", "PT" and "ET" mean several and stand nowhere. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ...['z', 'utc', 'gmt', '+00:00', '+0000', '世界标准时间'].map((name): [string, number] => [name, 0]),
  ...['beijing', 'beijing time', '北京时间', 'cst (beijing)', 'china standard time', 'hkt', 'sgt'].map(
    (name): [string, number] => [name, 480],
  ),
  ...['jst', 'kst', '日本時間'].map((name): [string, number] => [name, 540]),
  ['pst', -480],
  ['pdt', -420],
  ['mst', -420],
  ['est', -300],
  ['edt', -240],
  ['cet', 60],
  ['cest', 120],
  ['bst', 60],
]);

/** Minutes east of UTC of a written zone; undefined where it is none that is read. */
export function zoneOf(text: string): number | undefined {
  const zone = text
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .toLowerCase();
  const named = ZONES.get(zone);
  if (named !== undefined) return named;
  const found = /^(?:utc|gmt)? ?([+-])(\d{1,2})(?::?(\d\d))?$/.exec(zone);
  if (!found) return undefined;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? '0');
  return minutes <= 840 ? (found[1] === '-' ? -minutes : minutes) : undefined;
}

/** An instant in UTC, to the second. */
export const instantValue = (milliseconds: number): Value => ({
  kind: 'date',
  text: new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z'),
  precision: 'instant',
});

const LAST = 4_102_444_800_000;

/**
 * Seconds or milliseconds since 1970: as the source's unit says, else by their size, since no other date has ten or
 * thirteen digits. 0 is how APIs write "none".
 */
export function epochOf(text: string, unit: string): Value | 'impossible' | undefined {
  const said = /\b(?:unix|epoch)\b(?:.*?\b(seconds|secs?|s|milliseconds|millis|ms)\b)?/i.exec(unit);
  if (!/^\d{1,13}$/.test(text)) return undefined;
  const bySize = /^1[3-9]\d{8}$|^20\d{8}$/.test(text)
    ? 1000
    : /^1[3-9]\d{11}$|^20\d{11}$/.test(text)
      ? 1
      : undefined;
  if (!said && bySize === undefined) return /^0$/.test(text) ? UNKNOWN : undefined;
  const named = said?.[1] === undefined ? undefined : /^m/i.test(said[1]) ? 1 : 1000;
  const milliseconds = Number(text) * (named ?? bySize ?? 1000);
  if (milliseconds === 0) return UNKNOWN;
  return milliseconds > LAST ? 'impossible' : instantValue(milliseconds);
}
