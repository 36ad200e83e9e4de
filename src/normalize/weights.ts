import { integerOf, shift } from './decimal.ts';
import { numberOf, type Run, runsOf } from './number.ts';

/** One number of weights in a text and where it stands. */
export interface Weights {
  num: string;
  start: number;
  end: number;
}

const POWERS: ReadonlyMap<string, number> = new Map([
  ...['k', 'thousand', '千'].map((name): [string, number] => [name, 3]),
  ...['m', 'million', 'millions', 'mio', 'mio.', '百万'].map((name): [string, number] => [name, 6]),
  ...[
    'b',
    'bn',
    'billion',
    'billions',
    'mrd',
    'mrd.',
    'milliarden',
    'milliarde',
    'milliards',
    'milliard',
    '十亿',
  ].map((name): [string, number] => [name, 9]),
  ...['miliardi', 'bilhões', 'bilhão', 'mil millones', 'миллиардов', 'млрд', '십억'].map(
    (name): [string, number] => [name, 9],
  ),
  ...['t', 'trillion', 'trillions', 'billionen', '万亿', '兆', 'трлн'].map((name): [string, number] => [
    name,
    12,
  ]),
  ['万', 4],
  ['亿', 8],
  ['億', 8],
  ['억', 8],
]);
const NAMES = [...POWERS.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace('.', '\\.'));
const SUFFIX = new RegExp(`^[ -]?(${NAMES.join('|')})(?![a-z\\d])`, 'i');
/** A number that the next word makes one of something else: "15T+ tokens", "64 layers", "128K". */
const OTHER =
  /^\+?[ -](?:training |high-quality |of )?(?:tokens?(?! per)|layers?|experts?|heads?|languages?|gpus?|GB|%|x |times)/i;
/** In these languages a "billion" is 10^12. */
const LONG_SCALE = /^(?:de|fr|es|it|nl|pl|sv|da|no|nb|cs)\b/i;
/** Fewer weights, written without a suffix, are the number of something else. */
const LEAST = 100_000n;
/** More weights than any model has: a number of another kind. */
const MOST = 1_000_000_000_000_000n;

function weightsAt(run: Run, locale: string): Weights | undefined {
  const [letters = '', name = ''] = SUFFIX.exec(run.behind) ?? [];
  const decimal = numberOf(run.written, locale);
  if (/^billions?$/i.test(name) && LONG_SCALE.test(locale)) return undefined;
  const num = decimal && integerOf(shift(decimal, POWERS.get(name.toLowerCase()) ?? 0));
  if (num === undefined || num <= 0n || num > MOST || (name === '' && num < LEAST) || /^k$/i.test(name))
    return undefined;
  const start = run.before.length;
  return { num: num.toString(), start, end: start + run.written.length + letters.length };
}

/** Numbers of weights, and the stretches of the text that hold numbers of other things. */
export function weightsIn(
  text: string,
  locale: string,
): { found: Weights[]; others: [number, number][]; bad: boolean } {
  const found: Weights[] = [];
  const others: [number, number][] = [];
  let bad = false;
  for (const run of runsOf(text)) {
    const [letters = ''] = SUFFIX.exec(run.behind) ?? [];
    const start = run.before.length;
    const end = start + run.written.length + letters.length;
    const other = OTHER.exec(run.behind.slice(letters.length));
    const one = weightsAt(run, locale);
    if (other || /^k$/i.test(letters.trim())) others.push([start, end + (other?.[0].length ?? 0)]);
    else if (one && !/[-–—$€£¥]$/.test(run.before.replace(/[\p{L}\d][-–—]$/u, ''))) found.push(one);
    else bad = true;
  }
  return { found, others, bad };
}
