import type { Mark, Value } from '../../schema/value.ts';
import { type Cell, type Read, type Reading, read, refused, shown, UNKNOWN } from './cell.ts';
import { withoutFootnotes } from './footnotes.ts';
import { isEmpty } from './markers.ts';
import { marksOf } from './number.ts';
import { PARAMETER_WORDS, type ParameterTag } from './parameter-words.ts';
import { type Weights, weightsIn } from './weights.ts';

const COMPONENTS = ['backbone', 'encoder', 'embedding', 'mtp'] as const;

interface Told {
  num: string;
  marks: Mark[];
  tags: ReadonlySet<ParameterTag>;
}

const unreadable = (text: string): Read =>
  refused('unreadable-parameters', `${shown(text)} is no total or active number of weights.`);

const reading = (num: string, scope: string, marks: readonly Mark[] = []): Reading => {
  const value: Value = { kind: 'number', text: num, num, unit: 'parameters' };
  return { value: marks.length > 0 ? { ...value, marks: [...new Set(marks)] } : value, scope };
};

const SIZE = '(\\d+(?:\\.\\d+)?)([MBT])';
/** "235B-A22B", "2.4T A95B", "30B-A3B": the total and behind it what is active. */
const WITH_ACTIVE = new RegExp(`(?<![\\w.])${SIZE}[-_ /(]{1,2}A${SIZE}(?![a-z\\d])`, 'i');
/** "17Bx16E": so many weights active, so many experts. */
const BY_EXPERTS = new RegExp(`(?<![\\w.])${SIZE} ?[x×-] ?(\\d{1,4}) ?E(?![a-z\\d])`, 'i');
/** "8x7B": experts and the size of one; the total is less than the product, and nothing says how much. */
const EXPERTS = /(?<![\w.])(\d{1,4}) ?[x×] ?(\d+(?:\.\d+)?) ?([BM])(?![a-z\d])/i;
/** A name that ends in its size: "GLM-5.2 744B", "gpt-oss-120b", "Llama-3.3-70B-Instruct". */
const NAMED =
  /^[\p{L}][\p{L}\d.:/_-]*(?: [\p{L}\d.]+){0,4}?[-_ :](\d+(?:\.\d+)?[MBT])(?:[-_ :(][\p{L}][\p{L}\d._:)-]*)*$/iu;

const sized = (digits = '', letter = '', locale = 'en'): string | undefined =>
  weightsIn(`${digits}${letter}`, locale).found[0]?.num;

/** "8x22B (141B total, 39B active)": the experts, and behind them the numbers that count. */
function besideExperts(cell: Cell, text: string): Reading[] | undefined {
  const [written = '', experts = ''] = EXPERTS.exec(text) ?? [];
  const behind = text.slice(text.indexOf(written) + written.length);
  const found = /\d/.test(behind)
    ? readNumbers(cell, behind.replace(/^\s*\(([^()]*)\)\s*$/, '$1'))
    : undefined;
  const asked = found?.filter(({ scope }) => cell.scope === '' || scope === cell.scope) ?? [];
  const each = asked.map((one) => ({ ...one, qualifiers: { ...one.qualifiers, experts } }));
  return each.length > 0 ? each : undefined;
}

/** "8x7B" alone: how many experts of which size; the total is less than their product and stays unknown. */
function expertsOnly(cell: Cell, text: string): Reading[] {
  const [, experts = '', size = '', letter = ''] = EXPERTS.exec(text) ?? [];
  const qualifiers = { experts, expert_size: `${size}${letter.toUpperCase()}` };
  return [{ value: UNKNOWN, scope: cell.scope === '' ? 'total' : cell.scope, qualifiers }];
}

/** "E4B": as many weights as stay in memory at once; the file holds more, and nothing says how many. */
const EFFECTIVE = /^(?:[\p{L}][\p{L}\d.]*-(?:[\p{L}\d.]+-)*)?E(\d{1,3}(?:\.\d)?[BM])(?:-it|-pt)?$/iu;

/** Names and writings in which sizes stand side by side. */
function readPattern(text: string): Reading[] | 'experts' | undefined {
  const active = WITH_ACTIVE.exec(text);
  const [, total, t, rest, a] = active ?? [];
  const pair = [sized(total, t), sized(rest, a)];
  if (
    active &&
    pair[0] &&
    pair[1] &&
    BigInt(pair[1]) < BigInt(pair[0]) &&
    !/\d[BMT]\b/i.test(text.replace(active[0], ''))
  ) {
    return [reading(pair[0], 'total'), reading(pair[1], 'active')];
  }
  const [, alone, unit] = new RegExp(`^A${SIZE}$`, 'i').exec(text) ?? [];
  const only = sized(alone, unit);
  if (only) return [reading(only, 'active')];
  const [, size, letter, experts = ''] = BY_EXPERTS.exec(text) ?? [];
  const each = sized(size, letter);
  if (each) return [{ ...reading(each, 'active'), qualifiers: { experts } }];
  return EXPERTS.test(text) ? 'experts' : undefined;
}

/** The words beside each number: those between two belong to the first, or, where words stand in front, to the second. */
function gapsOf(text: string, found: readonly Weights[]): [string, string][] {
  const opening = text.slice(0, found[0]?.start ?? 0);
  const { tags } = PARAMETER_WORDS.read(opening);
  const front = tags.has('total') || tags.has('active');
  let before = opening;
  return found.map((one, at) => {
    const next = found[at + 1];
    const gap = text.slice(one.end, next?.start ?? text.length);
    const [, closed = ''] = /^((?:[-\s]?parameters?)?\s?\([^()\d]*\))/i.exec(gap) ?? [];
    const open = gap.slice(closed.length);
    const at2 = /[,;|/+(]| with | and | while |\.\.\.|…|，|、/.exec(open);
    const cut = next === undefined ? open.length : at2 ? at2.index : front ? 0 : open.length;
    const own: [string, string] = [before, closed + open.slice(0, cut)];
    before = open.slice(cut);
    return own;
  });
}

/** Each number with its marks and words; undefined where a word is not known. */
function toldOf(text: string, found: readonly Weights[]): Told[] | undefined {
  const told: Told[] = [];
  for (const [at, [front, back]] of gapsOf(text, found).entries()) {
    const { marks, before, behind } = marksOf(front, back);
    const { tags, rest } = PARAMETER_WORDS.read(`${before} ${behind}`);
    const strange = /[^\p{L}\s(),.;:#*|/+…"'~={}_–—-]/u.test(`${before}${behind}`);
    if (rest !== '' || strange || tags.has('foreign')) return undefined;
    const all = tags.has('estimated') ? [...marks, 'estimated' as const] : marks;
    told.push({ num: found[at]?.num ?? '', marks: all, tags });
  }
  return told;
}

const scopeOf = ({ tags }: Told): string | undefined => {
  if (tags.has('checkpoint')) return 'total;of=checkpoint';
  if (tags.has('active')) return tags.has('total') ? undefined : 'active';
  return tags.has('total') ? 'total' : '';
};

/** Total and active out of all that is told; numbers of the model's parts become qualifiers of the total. */
function readingsOf(told: readonly Told[], asked: string): Reading[] | undefined {
  const whole = told.filter(({ tags }) => !COMPONENTS.some((part) => tags.has(part)));
  const scopes = whole.map(scopeOf);
  const moe = told.some(({ tags }) => tags.has('moe'));
  const bare = scopes.flatMap((scope, at) => (scope === '' ? [at] : []));
  const [first, second] = bare;
  if (scopes.includes(undefined) || bare.length > 2 || whole.length === 0) return undefined;
  const given = asked === 'active' && !scopes.includes('active') ? 'active' : 'total';
  const taken = scopes.includes('total') ? 'active' : given;
  if (first !== undefined) scopes[first] = taken === 'active' && !moe && whole.length > 1 ? undefined : taken;
  // In a mixture of experts the second of two bare numbers is what is active; anywhere else it may be anything.
  if (second !== undefined) scopes[second] = moe && !scopes.includes('active') ? 'active' : undefined;
  if (scopes.includes(undefined) || new Set(scopes).size < scopes.length) return undefined;
  const parts = Object.fromEntries(
    told.flatMap(({ num, tags }) => COMPONENTS.filter((part) => tags.has(part)).map((part) => [part, num])),
  );
  const named = Object.keys(parts).length > 0;
  const readings = whole.map(({ num, marks }, at) => reading(num, scopes[at] ?? '', marks));
  const [total, active] = [
    readings.find(({ scope }) => scope === 'total'),
    readings.find(({ scope }) => scope === 'active'),
  ];
  if (total && active && BigInt(active.value.num ?? '0') > BigInt(total.value.num ?? '0')) return undefined;
  return readings.map((one) => (named && one.scope !== 'active' ? { ...one, qualifiers: parts } : one));
}

/** "gpt-oss-20b (21B total, 3.6B active)": the name rounds what the brackets say. */
const NAME_BEFORE = /^[a-z][\w.]*-[\w.-]+ \(([^()]*\d[^()]*\b(?:total|active)\b[^()]*)\)$/i;

/** "DeepSeek-V3" in a sentence: a name whose figure is a version and no size. */
const VERSIONED_NAME = /(?<!\S)\p{Lu}\p{L}*-[VvRrKkMm]\d[\d.]*(?!\S)/gu;

/** What the source says outside of the text: figures in billions. */
const SCALED =
  /^(?:in )?(b|bn|billions?|m|millions?|t|trillions?)(?: (?:of )?(?:parameters|params|weights))?$/i;

const NO_NAME = /\b(?:trained|pre-?trained|training|on|over|tokens|uses|costs|about|than|draft)\b/i;
const NAME_WORD = /^(?:\p{Lu}|\p{L}*\d|\p{L}+[-_:/])/u;

/** The size in a name: every word of it begins like a name, and none is of a sentence or of a part of a model. */
function namedSize(text: string): string | undefined {
  const found = NAMED.exec(text)?.[1];
  const { tags } = PARAMETER_WORDS.read(text);
  const part = COMPONENTS.some((one) => tags.has(one)) || tags.has('foreign') || tags.has('active');
  if (found === undefined || part || NO_NAME.test(text)) return undefined;
  const words = text
    .replace(found, ' ')
    .split(' ')
    .filter((word) => word !== '');
  return words.every((word) => NAME_WORD.test(word) || /^[-_:(]/.test(word)) ? sized(found) : undefined;
}

function readNumbers(cell: Cell, text: string): Reading[] | undefined {
  const unit = SCALED.exec(cell.unit)?.[1] ?? '';
  const whole = unit !== '' && /^[~≈]?[\d.,_]+$/.test(text) ? `${text} ${unit.replace(/s$/, '')}` : text;
  const { found, others, bad } = weightsIn(whole, cell.context.locale);
  const blanked = others.reduceRight(
    (left, [a, b]) => left.slice(0, a) + ' '.repeat(b - a) + left.slice(b),
    whole,
  );
  const told = bad || found.length === 0 ? undefined : toldOf(blanked, found);
  if (told) return readingsOf(told, cell.scope);
  const named = others.length === 0 ? namedSize(whole) : undefined;
  return named === undefined ? undefined : [reading(named, cell.scope === 'active' ? 'active' : 'total')];
}

/**
 * Reads numbers of weights: "198B (11B active)", "355B-A32B", "approximately 11B parameters", "1T", "GLM-5.2 744B".
 * Claims stand in the scopes `total` and `active`; a scope given by the source selects. Parts of a model (backbone,
 * encoder) become qualifiers, the size of a checkpoint a scope of its own. "8x7B" leaves the total unknown: it is less
 * than the product of experts and size.
 */
export function readParameters(cell: Cell): Read {
  if (cell.scope !== '' && cell.scope !== 'total' && cell.scope !== 'active') {
    return refused('bad-scope', `${shown(cell.scope)} is neither total nor active.`);
  }
  const { text, footnote } = withoutFootnotes(cell.text.replace(/\*\*|__/g, '').replace(/<br ?\/?>/gi, ', '));
  if (isEmpty(text)) return read({ value: UNKNOWN, scope: cell.scope === '' ? 'total' : cell.scope });
  const effective = EFFECTIVE.exec(text)?.[1];
  if (effective !== undefined) {
    const scope = cell.scope === '' ? 'total' : cell.scope;
    return read({ value: UNKNOWN, scope, qualifiers: { effective: effective.toUpperCase() } });
  }
  const pattern = readPattern(text);
  const told = pattern === 'experts' ? besideExperts(cell, text) : undefined;
  if (told) return read(...told);
  if (pattern === 'experts') return read(...expertsOnly(cell, text));
  const found = pattern ?? readNumbers(cell, text.replace(NAME_BEFORE, '$1').replace(VERSIONED_NAME, ' '));
  const asked = found?.filter(({ scope }) => cell.scope === '' || scope === cell.scope);
  if (!asked || asked.length === 0) return unreadable(cell.text);
  if (footnote === undefined) return read(...asked);
  return read(...asked.map((one) => ({ ...one, qualifiers: { ...one.qualifiers, footnote } })));
}
