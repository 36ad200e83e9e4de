import { cell, readTable } from './table.ts';

/** A line of models: who makes it and how its names are written. */
export interface Family {
  name: string;
  /** The name in keys; another one only where two writings are one line of models. */
  printed: string;
  vendor: string;
  writing: ReadonlySet<string>;
}

export type WordKind =
  | 'line' // another model
  | 'tail' // another stage of training or release, written behind the sizes
  | 'skip' // says nothing
  | 'moving' // points to another model tomorrow
  | 'route' // same weights, other price, speed or host
  | 'quantization' // same weights in fewer bits
  | 'effort' // same weights, other effort
  | 'region' // same weights, other place
  | 'prefix' // may stand before the family
  | 'month'
  | 'snapshot'; // `{state}word`: a word of a line that names a dated state

const families = new Map<string, Family>();
/** Families whose names are common words or another maker's: understood only where their maker is named. */
const atMaker = new Map<string, Family>();
for (const row of readTable('./families.tsv')) {
  const name = cell(row, 'family');
  const writing = cell(row, 'writing').split(',');
  const printed = writing.find((flag) => flag.startsWith('as-'))?.slice(3) ?? name;
  const family = { name, printed, vendor: cell(row, 'vendor'), writing: new Set(writing) };
  if (family.writing.has('at-maker')) atMaker.set(`${family.vendor}/${name}`, family);
  else families.set(name, family);
}

const words = new Map<string, WordKind>();
for (const row of readTable('./words.tsv')) {
  for (const family of cell(row, 'families').split(',')) {
    words.set(`${family}/${cell(row, 'word')}`, cell(row, 'kind') as WordKind);
  }
}

const derived = new Map(readTable('./derived.tsv').map((row) => [cell(row, 'word'), cell(row, 'vendor')]));

/** The column of words.tsv for words behind a size. */
const SIZED = '{sized}';

const makers = new Set([...families.values(), ...atMaker.values()].map((family) => family.vendor));

/** The family of exactly this name; the names of a maker that is known win. */
export const familyOf = (name: string, maker = ''): Family | undefined =>
  atMaker.get(`${maker}/${name}`) ?? families.get(name);

/** What a word means in names of a family; the family's own line wins over the general one. */
export const wordKind = (family: string, word: string): WordKind | undefined =>
  words.get(`${family}/${word}`) ?? words.get(`*/${word}`);

/** What a word means behind a size, where it means another thing there: `7b-instruct-turbo` is a tier of a host. */
export const sizedKind = (word: string): WordKind | undefined => words.get(`${SIZED}/${word}`);

/** What a word means in names of one version of a family, written `glm@4.6`. */
export const versionKind = (version: string, word: string): WordKind | undefined =>
  words.get(`${version}/${word}`);

/** The maker of the models that a word stands for where it is written beside the family they were trained from. */
export const derivedMaker = (word: string): string | undefined => derived.get(word);

/** Whether this provider makes models itself: under its name, other makers' models are derived ones. */
export const isMaker = (provider: string): boolean => makers.has(provider);
