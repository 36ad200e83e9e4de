import type { Attribute } from '../../schema/attributes.ts';
import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { Value } from '../../schema/value.ts';
import { type Cell, type Read, type Reading, read, refused, shown, UNKNOWN } from './cell.ts';
import { restates, type Suffix, tokensValue, wholeCount } from './count.ts';
import { withoutFootnotes } from './footnotes.ts';
import { isEmpty } from './markers.ts';
import { runsOf } from './number.ts';
import { suspectOf } from './suspects.ts';
import { slug } from './text.ts';
import { tierBounds } from './tiers.ts';
import { type Count, countsOf } from './token-counts.ts';
import { type Field, type FieldRole, fieldsOf } from './token-fields.ts';
import { TOKEN_WORDS, type TokenTag } from './token-words.ts';

const unreadable = (cell: Cell, why: string): Read =>
  refused('unreadable-tokens', `${shown(cell.text)} ${why}.`);

/** The plan whose limit stands beside that of everyone else. */
const planOf = ({ access }: Count): string | undefined =>
  access === undefined || /^standard/i.test(access) ? undefined : slug(access.replace(/ only$/i, ''));

/** The scope of the mode that the words name, inside the scope of the cell. */
function scopeOf(cell: Cell, { tags, ...count }: Count, alone: boolean): string | undefined {
  const mode = tags.has('yarn')
    ? 'yarn'
    : tags.has('rope')
      ? 'rope'
      : tags.has('preview')
        ? 'preview'
        : tags.has('extended')
          ? 'extended'
          : undefined;
  const plan = alone ? undefined : planOf({ tags, ...count });
  if (mode === undefined && plan === undefined && !tags.has('beta')) return undefined;
  const { head, qualifiers } = qualifiersOf(cell.scope);
  return qualified(tags.has('beta') ? 'beta' : head, {
    ...Object.fromEntries(qualifiers),
    ...(mode && { mode }),
    ...(plan && { plan }),
  });
}

/** Which limit the words mean: the cell's own (''), another, or one that no cell of this kind holds (undefined). */
function limitOf(cell: Cell, tags: ReadonlySet<TokenTag>, alone: boolean): Attribute | '' | undefined {
  const [input, output] = [tags.has('input'), tags.has('output')];
  const said: Attribute | '' =
    tags.has('context') || (input && output)
      ? 'context_window'
      : input
        ? 'max_input'
        : output
          ? 'max_output'
          : '';
  if (said === '' || cell.means.includes(said)) return '';
  // "context" beside "input" or "output" is no more than a word: "input context", "output context length".
  if (
    said === 'context_window' &&
    input !== output &&
    cell.means.includes(input ? 'max_input' : 'max_output')
  )
    return '';
  if (said === 'max_input' && cell.means.includes('context_window')) return said;
  return alone ? undefined : said;
}

const withMarks = (count: Count): Value =>
  count.marks.length > 0 && count.value.kind !== 'unknown'
    ? { ...count.value, marks: count.marks }
    : count.value;

function readingOf(cell: Cell, count: Count, alone: boolean): Reading | undefined {
  const attribute = limitOf(cell, count.tags, alone);
  if (attribute === undefined) return undefined;
  const scope = scopeOf(cell, count, alone);
  const { access } = count;
  const qualifiers = {
    ...(count.tags.has('native') && { window: 'native' }),
    ...(count.tags.has('whole') && { includes: 'reasoning' }),
    ...(access !== undefined && { access }),
  };
  return {
    value: withMarks(count),
    ...(attribute !== '' && { attribute }),
    ...(scope !== undefined && { scope }),
    ...(Object.keys(qualifiers).length > 0 && { qualifiers }),
  };
}

const keyOf = ({ attribute, scope }: Reading): string => JSON.stringify([attribute ?? '', scope ?? '']);

/** Readings of one limit that say the same in two notations become one: "128K (131,072)" is 131,072. */
function merged(readings: readonly Reading[]): Reading[] | undefined {
  const kept = new Map<string, Reading>();
  for (const one of readings) {
    const other = kept.get(keyOf(one));
    const [a, b] = [one.value, other?.value];
    if (!b || restates(a, b) || a.text === b.text) kept.set(keyOf(one), one);
    else if (!restates(b, a)) return undefined;
  }
  return [...kept.values()];
}

/** A text in words: one limit, several under their names, or one in several modes. */
function readWords(cell: Cell, text: string): Read {
  const counted = countsOf(text, cell.context.locale);
  if (!counted.ok) return unreadable(cell, counted.why);
  const limits = counted.counts.filter(({ tags }) => !tags.has('default'));
  const [byDefault] = counted.counts.filter(({ tags }) => tags.has('default'));
  if (limits.length === 0) {
    return refused(
      'client-default',
      `${shown(cell.text)} is what is used by default and no limit of the model.`,
    );
  }
  const alone = limits.length === 1;
  const readings = limits.map((count) => {
    const found = readingOf(cell, count, alone);
    return found && !alone ? { ...found, asWritten: count.written } : found;
  });
  if (readings.some((reading) => reading === undefined))
    return unreadable(cell, `says more than a value of ${cell.means.join(' or ')}`);
  const own = merged(readings.filter((reading) => reading !== undefined));
  const more = byDefault ? { default: byDefault.value.text } : undefined;
  const told = own?.map((one) => (more ? { ...one, qualifiers: { ...one.qualifiers, ...more } } : one));
  if (told) return read(...(told.length === 1 ? told.map(({ asWritten: _all, ...one }) => one) : told));
  return unreadable(cell, `holds ${readings.length} numbers for one limit`);
}

/** The value behind a field's name: digits with or without k or M; null and 0 are unknown. */
function fieldValue(field: Field, locale: string): Value | undefined {
  const [, digits = '', letter = ''] = /^([\d.,_]+)\s?([kKmM]i?)?$/.exec(field.written) ?? [];
  if (digits === '') return /^(?:null|none|undefined|-1)$/i.test(field.written) ? UNKNOWN : undefined;
  const plain = wholeCount(digits.replace(/\.0+$/, ''), locale);
  const suffix = letter.replace(/^m/, 'M').replace(/^K/, 'k').replace(/^ki/, 'Ki') as Suffix;
  // Tokenizers write 10^30 where they know no limit.
  if (plain !== undefined && plain.length > 15 && /max_?length/i.test(field.name)) return UNKNOWN;
  return plain === undefined ? undefined : tokensValue(plain, suffix);
}

const REFUSED_FIELDS: ReadonlyMap<FieldRole, readonly [string, string]> = new Map([
  ['client', ['client-default', 'is what a client asks for by default and no limit of the model']],
  ['tier', ['tier-bounds', 'is where another price begins and no limit']],
  ['other', ['other-limit', 'is a figure of another kind']],
]);

function fieldReading(cell: Cell, field: Field, scaling: string | undefined): Reading | undefined {
  const value = fieldValue(field, cell.context.locale);
  if (!value) return undefined;
  const limit =
    field.role === 'native' || field.role === 'positions' ? 'context_window' : (field.role as Attribute);
  const mode = field.role === 'positions' ? scaling : undefined;
  return {
    value,
    asWritten: field.piece,
    ...(!cell.means.includes(limit) && { attribute: limit }),
    ...(mode && { scope: qualified(cell.scope, { mode }) }),
    qualifiers: { field: field.name, ...(field.role === 'native' && { window: 'native' }) },
  };
}

const SCALINGS = /\b(yarn|longrope|llama3|dynamic|linear|su)\b/i;

/** A snippet of an API's answer or a configuration: its fields say which limits they are. */
function readFields(cell: Cell, text: string): Read | undefined {
  const { fields, rest, unknown } = fieldsOf(text);
  if (fields.length === 0) return undefined;
  const bad = fields.find(({ role }) => REFUSED_FIELDS.has(role));
  const [reason = '', what = ''] = (bad && REFUSED_FIELDS.get(bad.role)) ?? [];
  if (bad) return refused(reason, `${shown(text)}: ${bad.name} ${what}.`);
  const { tags, rest: words } = TOKEN_WORDS.read(
    rest.replace(/[a-z]+_[a-z_]+|["']?type["']?|limits?/gi, ' '),
  );
  const left = words.replace(SCALINGS, '').trim();
  if (unknown.length > 0 || left !== '' || tags.has('output') || runsOf(rest).length > 0)
    return unreadable(cell, 'holds fields that are not known');
  const extended = fields.some(({ role }) => role === 'native') || tags.has('yarn');
  const scaling = extended ? (SCALINGS.exec(text)?.[1]?.toLowerCase() ?? 'extended') : undefined;
  const readings = fields
    .filter(({ role }) => role !== 'ignored')
    .map((field) => fieldReading(cell, field, scaling));
  if (readings.length === 0 || readings.some((one) => one === undefined))
    return unreadable(cell, 'holds a field without a count of tokens');
  const all = readings.filter((one) => one !== undefined);
  return merged(all) ? read(...all) : unreadable(cell, 'holds two numbers for one field');
}

/** "context_over_200k": the name of a tier's field, no model's. */
const TIER_NAME = /(?:^|_)(?:over|above|below|under|gt|lt|min|threshold|tier)_/i;

/** "gpt-4-32k", "Qwen2.5-7B-Instruct-1M": a name that carries its window, beside a size where it is in millions. */
function nameCount(text: string): string | undefined {
  if (!/^[A-Za-z][\w.:/@-]*$/.test(text) || TIER_NAME.test(text)) return undefined;
  const parts = text.split(/[-_/:@]/);
  const found = parts.filter((part) => /^\d{1,4}k$/i.test(part));
  const sized = parts.some((part) => /^\d+(?:\.\d+)?b$/i.test(part));
  const millions = sized ? parts.filter((part) => /^\d{1,2}m$/i.test(part)) : [];
  const all = [...found, ...millions];
  return all.length === 1 ? all[0] : undefined;
}

/** "thinkingmachines/Inkling:peft:262144": an id that ends in the exact window. */
const ID_SUFFIX = /(?:^|\s)[\w./-]+\/[\w.-]+(?::[\w-]+)*:(\d{4,9})$/;

function readNamed(text: string): Read | undefined {
  const exact = ID_SUFFIX.exec(text)?.[1];
  const value = exact === undefined ? undefined : tokensValue(exact, '');
  if (value) return read({ value, qualifiers: { written_in: 'id' } });
  const named = nameCount(text);
  const count = named === undefined ? undefined : countsOf(named, 'en');
  const [one] = count?.ok ? count.counts : [];
  return one && read({ value: one.value, qualifiers: { written_in: 'name' } });
}

/** The unit of the heading where it counts the digits in thousands: "K tokens". */
const SCALED_UNIT = /^(?:in )?(k|thousands?|千|m|millions?|百万)(?: ?tokens?)?$/i;

const scaled = (cell: Cell, text: string): string => {
  const unit = SCALED_UNIT.exec(cell.unit)?.[1] ?? '';
  return unit !== '' && /^[\d.,_]+$/.test(text) ? `${text} ${unit.replace(/s$/i, '')}` : text;
};

function readOne(cell: Cell, text: string): Read {
  return readFields(cell, text) ?? readNamed(text) ?? readWords(cell, scaled(cell, text));
}

/** "A vs B": one text that puts several statements beside each other; each is a reading of its own. */
function readEach(cell: Cell, pieces: readonly string[]): Read {
  const readings: Reading[] = [];
  for (const piece of pieces) {
    const found = readOne(cell, piece);
    if (!found.ok)
      return unreadable(cell, `compares several texts, of which one is not read: ${found.detail}`);
    readings.push(...found.readings.map((one) => ({ asWritten: piece, ...one })));
  }
  return read(...readings);
}

/** A reading with its footnote and with what its figure may be a slip for. */
function noted(one: Reading, footnote: string | undefined): Reading {
  const { value } = one;
  const exact = value.kind === 'tokens' && value.notation?.suffix === '';
  const suspect = exact ? suspectOf(value.text) : undefined;
  if (footnote === undefined && suspect === undefined) return one;
  return {
    ...one,
    qualifiers: { ...one.qualifiers, ...(footnote && { footnote }), ...(suspect && { suspect }) },
  };
}

const VERSUS = / (?:vs\.?|versus|against) /i;

/**
 * Reads counts of tokens: "131,072", "128k context window", "MAXIMUM: 384K", "up to 1M tokens", "64Ki", "13.1万",
 * "256K -> 1M (YaRN)", "200K tokens / 1M tokens (beta)", "max_input_tokens: 272000". Another limit than the cell's is
 * read under its own name, another mode in its own scope. "Up to" is what a limit means and leaves no mark. 0 is how
 * catalogues write "does not apply": unknown. Bounds of price tiers and defaults of clients are refused.
 */
export function readTokens(cell: Cell): Read {
  const { text, footnote } = withoutFootnotes(cell.text);
  const empty = isEmpty(text.replace(/^[\p{L}_ "']{0,60}[:=]/u, '').trim()) || text === '-1';
  if (empty) return read({ value: UNKNOWN });
  const tier = tierBounds(text);
  if (tier) return tier;
  const pieces = text.split(VERSUS);
  const found = pieces.length > 1 ? readEach(cell, pieces) : readOne(cell, text);
  return found.ok ? read(...found.readings.map((one) => noted(one, footnote))) : found;
}
