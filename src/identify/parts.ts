import { activeSize } from './known.ts';
import { familyOf } from './vocabulary.ts';

/** A model name taken apart. What distinguishes models stands apart from what only distinguishes offers of one. */
export interface NameParts {
  vendor: string;
  family: string;
  version?: string;
  /** Words that make another model, in the order written: codex, spark, flash. */
  words: string[];
  /** Total, active, experts, as written in lower case: 198b, a11b, 128e. */
  sizes: string[];
  /** Stages of training or release, sorted: instruct, preview, thinking. */
  stages: string[];
  /** A dated state of the model: an ISO date, or the digits as written where they can be read in two ways. */
  snapshot?: string;
  /** Same weights at another price, speed or host: free, batch, maas. */
  route: string[];
  region?: string;
  effort?: string;
  /** Same weights in fewer bits: fp8, awq. */
  quantization?: string;
  /** Read by the grammar that all names share: no line of families.tsv knows this family. */
  parsed?: 'generic';
}

const orderOf = (wordsFirst: boolean, version: string[], words: string[]): string[] =>
  wordsFirst ? [...words, ...version] : [...version, ...words];

/** Family, version and words as they are printed in keys: `qwen3-coder`, `claude-opus-4.1`. */
function headOf(parts: NameParts): string[] {
  const writing = familyOf(parts.family, parts.vendor)?.writing;
  const version = parts.version === undefined ? [] : [parts.version];
  if (parts.parsed === 'generic') return [parts.family, ...parts.words];
  if (writing?.has('glued') && version.length > 0) return [`${parts.family}${version[0]}`, ...parts.words];
  return [parts.family, ...orderOf(writing?.has('words-first') === true, version, parts.words)];
}

/** Everything of a name but its dated state: what two snapshots of one model share. */
export const printedLine = (parts: NameParts): string =>
  `${parts.vendor}/${[...headOf(parts), ...parts.sizes, ...parts.stages].join('-')}`;

/** The canonical print of the parts that tell models apart; route, region and effort are no part of it. */
export const printedKey = (parts: NameParts): string =>
  [printedLine(parts), ...(parts.snapshot === undefined ? [] : [parts.snapshot])].join('-');

/** Adds the active size where only the total is stated and the line of models has one for it. */
export function withActiveSize(parts: NameParts): {
  parts: NameParts;
  applied: ReturnType<typeof activeSize>[];
} {
  const [total = '', ...others] = parts.sizes;
  if (others.length > 0 || total === '') return { parts, applied: [] };
  const found = activeSize(`${parts.vendor}/${headOf({ ...parts, words: [] }).join('-')}`, total);
  return found ? { parts: { ...parts, sizes: [total, found.is] }, applied: [found] } : { parts, applied: [] };
}
