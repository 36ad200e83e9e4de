import type { Mark } from '../../schema/value.ts';
import { type Decimal, shift, timesInteger } from './decimal.ts';
import { marksOf, numberOf, runsOf } from './number.ts';

const units = (seconds: bigint, names: string): [string, bigint][] =>
  names.split(' ').map((name) => [name, seconds]);

/** Names of spans of time, and how many seconds one has; milliseconds stand apart, being less than one. */
const SECONDS: ReadonlyMap<string, bigint> = new Map([
  ...units(
    1n,
    's sec secs second seconds seconde secondes segundo segundos sekunde sekunden secondi 秒 秒钟 초 сек секунд',
  ),
  ...units(60n, 'm min mins minute minutes minuto minutos minuten minuti 分 分钟 분 мин минут'),
  ...units(
    3600n,
    'h hr hrs hour hours heure heures hora horas stunde stunden ora ore 小时 時間 시간 ч час часов',
  ),
  ...units(86_400n, 'd day days jour jours día días tag tage giorno giorni 天 日 일'),
]);
const MILLISECONDS: ReadonlySet<string> = new Set([
  'ms',
  'msec',
  'millisecond',
  'milliseconds',
  '毫秒',
  'ミリ秒',
]);

function secondsOf(amount: Decimal, unit: string): Decimal | undefined {
  if (MILLISECONDS.has(unit)) return shift(amount, -3);
  const factor = SECONDS.get(unit);
  return factor === undefined ? undefined : timesInteger(amount, factor);
}

const plus = (a: Decimal, b: Decimal): Decimal => {
  const scale = Math.max(a.scale, b.scale);
  const at = (one: Decimal): bigint => one.coefficient * 10n ** BigInt(scale - one.scale);
  return { coefficient: at(a) + at(b), scale };
};

/** The unit between one number and the next, without the "and" that joins them. */
const unitOf = (gap: string): string =>
  gap
    .trim()
    .toLowerCase()
    .replace(/^-/, '')
    .replace(/(?:,| and| et| und| y)$/, '')
    .replace(/\.$/, '')
    .trim();

/** A span in seconds with its marks: "6 minutes", "1m 30s", "1 h 20 min"; undefined for a range or an unknown word. */
export function durationOf(
  text: string,
  outside: string,
  locale: string,
): { seconds: Decimal; marks: Mark[] } | undefined {
  const runs = runsOf(text);
  const [first] = runs;
  if (!first || runs.length > 3) return undefined;
  const last = runs[runs.length - 1];
  const { marks, before, behind } = marksOf(first.before, last?.behind ?? '');
  if (before.trim() !== '') return undefined;
  let total: Decimal | undefined;
  let smallest: bigint | undefined;
  for (const [at, run] of runs.entries()) {
    const next = runs[at + 1];
    const start = run.before.length + run.written.length;
    const gap = next ? text.slice(start, next.before.length) : behind;
    const unit = unitOf(gap) || (runs.length === 1 ? outside.trim().toLowerCase() : '');
    const amount = numberOf(run.written, locale);
    const seconds = amount && secondsOf(amount, unit);
    const size = SECONDS.get(unit) ?? 0n;
    if (!seconds || (smallest !== undefined && size >= smallest)) return undefined;
    smallest = size;
    total = total ? plus(total, seconds) : seconds;
  }
  return total && { seconds: total, marks };
}
