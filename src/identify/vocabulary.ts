import { cell, readTable } from './table.ts';
import { tokensOf } from './text.ts';

/** A line of models: who makes it and how its names are written. */
export interface Family {
  name: string;
  vendor: string;
  writing: ReadonlySet<string>;
}

export type WordKind =
  | 'line' // another model
  | 'tail' // another stage of training or release, written behind the sizes
  | 'skip' // says nothing
  | 'moving' // points to another model tomorrow
  | 'route' // same weights, other price, speed or host
  | 'effort' // same weights, other effort
  | 'region' // same weights, other place
  | 'prefix' // may stand before the family
  | 'month';

const families = new Map<string, Family>();
for (const row of readTable('./families.tsv')) {
  const name = cell(row, 'family');
  families.set(name, {
    name,
    vendor: cell(row, 'vendor'),
    writing: new Set(cell(row, 'writing').split(',')),
  });
}

const words = new Map<string, WordKind>();
for (const row of readTable('./words.tsv')) {
  for (const family of cell(row, 'families').split(',')) {
    words.set(`${family}/${cell(row, 'word')}`, cell(row, 'kind') as WordKind);
  }
}

const tokenKey = (text: string): string => tokensOf(text).join('-');

const names = new Map(readTable('./names.tsv').map((row) => [tokenKey(cell(row, 'name')), row]));
const equal = new Map(readTable('./equal.tsv').map((row) => [cell(row, 'key'), cell(row, 'is')]));

const makers = new Set([...families.values()].map((family) => family.vendor));

/** The family of exactly this name. */
export const familyOf = (name: string): Family | undefined => families.get(name);

/** What a word means in names of a family; the family's own line wins over the general one. */
export const wordKind = (family: string, word: string): WordKind | undefined =>
  words.get(`${family}/${word}`) ?? words.get(`*/${word}`);

/** A whole name that is known by a line of its own: the key it stands for, or `-` and why it stands for none. */
export function wholeName(tokens: readonly string[]): { is: string; reason: string } | undefined {
  const row = names.get(tokens.join('-'));
  return row && { is: cell(row, 'is'), reason: cell(row, 'reason') };
}

/** The key under which a key is filed: the only snapshot of a model is the model. */
export const filedUnder = (key: string): string => equal.get(key) ?? key;

/** Whether this provider makes models itself: under its name, other makers' models are derived ones. */
export const isMaker = (provider: string): boolean => makers.has(provider);
