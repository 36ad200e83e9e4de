import type { Mark, Value } from '../../schema/value.ts';
import { type Cell, type Read, type Reading, read, refused, shown, UNKNOWN } from './cell.ts';
import { integerOf, shift } from './decimal.ts';
import { isEmpty } from './markers.ts';
import { marksOf, numberOf, type Run, runsOf } from './number.ts';

type Scope = 'total' | 'active';

const POWERS: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['m', 6],
  ['million', 6],
  ['b', 9],
  ['bn', 9],
  ['billion', 9],
  ['t', 12],
  ['trillion', 12],
]);
const SUFFIX = /^[ -]?(million|billion|bn|trillion|[mbt])(?![a-z\d])/i;

const TOTAL: ReadonlySet<string> = new Set(['total', 'overall']);
const ACTIVE: ReadonlySet<string> = new Set(['active', 'activated', 'activates']);
/** Words that say nothing about which of the two numbers it is. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...[
    '',
    'parameter',
    'parameters',
    'params',
    'param',
    'with',
    'and',
    'of',
    'for',
    'each',
    'per',
    'token',
    'in',
  ],
  ...['model', 'weights', 'a', 'the', 'size', 'moe', 'sparse', 'dense'],
]);

interface Count {
  num: string;
  marks: Mark[];
}

/** A number with its suffix; `before` is everything from the last number's suffix on, `behind` all that follows. */
function countOf(
  run: Run,
  before: string,
  locale: string,
): (Count & { before: string; behind: string }) | undefined {
  const [letters = '', name = ''] = SUFFIX.exec(run.behind) ?? [];
  const decimal = numberOf(run.written, locale);
  const num = decimal && integerOf(shift(decimal, POWERS.get(name.toLowerCase()) ?? 0));
  if (num === undefined || num <= 0n || /[-–—]$/.test(run.before)) return undefined;
  return { num: num.toString(), ...marksOf(before, run.behind.slice(letters.length)) };
}

/** What the words beside a number say it is: total, active, nothing (''), or something else (undefined). */
function scopeOf(words: string): Scope | '' | undefined {
  if (/[^\p{L}\s(),.;:#*-]/u.test(words)) return undefined;
  const telling = words
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => !HARMLESS.has(word));
  if (telling.length === 0) return '';
  if (telling.every((word) => ACTIVE.has(word))) return 'active';
  return telling.every((word) => TOTAL.has(word)) ? 'total' : undefined;
}

const reading = ({ num, marks }: Count, scope: Scope): Reading => {
  const value: Value = { kind: 'number', text: num, num, unit: 'parameters' };
  return { value: marks.length > 0 ? { ...value, marks } : value, scope };
};

function single(run: Run, cell: Cell): Reading[] | undefined {
  const count = countOf(run, run.before, cell.context.locale);
  const said = count && scopeOf(`${count.before} ${count.behind}`);
  if (!count || said === undefined || (cell.scope !== '' && said !== '' && said !== cell.scope))
    return undefined;
  return [reading(count, said || (cell.scope === 'active' ? 'active' : 'total'))];
}

/**
 * Two numbers: the words between them belong to the first ("17B (Activated) 109B (Total)", "198B (11B active)"), or,
 * where the first has its word in front, to the second ("total 198B, active 11B"); "235B-A22B" is Qwen's way.
 */
function pair(first: Run, second: Run, cell: Cell): Reading[] | undefined {
  const { locale } = cell.context;
  const one = countOf(first, first.before, locale);
  if (!one) return undefined;
  const middle = cell.text.slice(cell.text.length - one.behind.length, second.before.length);
  const two = countOf(second, middle, locale);
  if (!two) return undefined;
  const front = scopeOf(one.before);
  const qwen = /^[- ]A$/.test(two.before);
  const [a, b] = front === '' ? [qwen ? '' : two.before, two.behind] : ['', `${two.before} ${two.behind}`];
  const scopes = [front || scopeOf(a), qwen ? 'active' : scopeOf(b)];
  if (front === undefined || scopes[0] === undefined || !scopes[1]) return undefined;
  const firstScope = scopes[0] === '' ? 'total' : scopes[0];
  if (firstScope === scopes[1] || (qwen && scopeOf(two.behind) !== '')) return undefined;
  return [reading(one, firstScope), reading(two, scopes[1])];
}

/**
 * Reads numbers of weights: "198B (11B active)", "355B-A32B", "approximately 11B parameters", "1T". Claims stand in
 * the scopes `total` and `active`; a scope given by the source selects. "8x7B" is refused: the product of experts and
 * size is not the total.
 */
export function readParameters(cell: Cell): Read {
  if (cell.scope !== '' && cell.scope !== 'total' && cell.scope !== 'active') {
    return refused('bad-scope', `${shown(cell.scope)} is neither total nor active.`);
  }
  if (isEmpty(cell.text)) return read({ value: UNKNOWN, scope: cell.scope === '' ? 'total' : cell.scope });
  const [first, second, ...more] = runsOf(cell.text);
  const found =
    !first || more.length > 0 ? undefined : second ? pair(first, second, cell) : single(first, cell);
  const asked = found?.filter(({ scope }) => cell.scope === '' || scope === cell.scope);
  if (asked && asked.length > 0) return read(...asked);
  return refused('unreadable-parameters', `${shown(cell.text)} is no total or active number of weights.`);
}
