import type { Applied } from './known.ts';
import { type NameParts, printedLine } from './parts.ts';
import { cell, readTable } from './table.ts';

/** Lines of models of which a name without a word of a stage is the base in the maker's repository. */
const lines = new Map(
  readTable('./bare-lines.tsv').map((row) => [
    cell(row, 'line'),
    { trained: cell(row, 'trained'), repositories: cell(row, 'repositories').split(','), row },
  ]),
);

const hosts = new Map(readTable('./bare-hosts.tsv').map((row) => [cell(row, 'host'), row]));

const TRAINED = 'trained';
const BASE = 'base';
const STAGE = /^(?:base|pt|chat|instruct|thinking|reasoning)$/;
/** `llama3:8b`: Ollama's tag, which is that of the trained weights. */
const TAG = /^(?:.*\/)?[a-z][a-z\d.-]*:[a-z]?\d[\d.x]*[bm]$/i;
const OLLAMA = 'ollama';

const appliedOf = (row: Map<string, string>, column: string, is: string): Applied => ({
  table: 'bare',
  line: cell(row, column),
  is,
  reason: cell(row, 'reason'),
});

/** A name as written, and whose names it follows: the seller nearest to the model first. */
export interface Written {
  folded: string;
  sellers: readonly string[];
}

/** What such a name says: the parts with their stage, or the two models that it may mean. */
export type Bare =
  | { parts: NameParts; applied: Applied[] }
  | { base: NameParts; trained: NameParts; applied: Applied[] };

function hostOf({ folded, sellers }: Written): Applied | undefined {
  const tagged = TAG.test(folded) ? [OLLAMA] : [];
  const row = [...sellers, ...tagged].flatMap((seller) => hosts.get(seller) ?? [])[0];
  return row && appliedOf(row, 'host', cell(row, 'is'));
}

const inRepository = (folded: string, makers: readonly string[]): boolean =>
  makers.some((maker) => new RegExp(`(?:^|/)${maker}/[^/]+$`, 'i').test(folded));

/**
 * The base or the trained weights of a name that states neither, in the lines in which that makes two models: by the
 * convention of who sells it, else by the maker's repository; undefined in all other lines.
 */
export function bareStage(parts: NameParts, written: Written): Bare | undefined {
  const { sizes, stages } = parts;
  if (sizes.length === 0 || stages.some((stage) => STAGE.test(stage))) return undefined;
  const line = lines.get(printedLine({ ...parts, sizes: [], stages: [] }));
  if (!line) return undefined;
  const staged = (stage: string): NameParts => ({ ...parts, stages: [...stages, stage].sort() });
  const known = appliedOf(line.row, 'line', `${BASE} or ${line.trained}`);
  const host = hostOf(written);
  if (host) return { parts: staged(host.is === TRAINED ? line.trained : BASE), applied: [known, host] };
  if (inRepository(written.folded, line.repositories))
    return { parts: staged(BASE), applied: [{ ...known, is: BASE }] };
  return { base: staged(BASE), trained: staged(line.trained), applied: [known] };
}

/** Every line of the two tables, to see that each is used. */
export const bareLines = (): Applied[] => [
  ...[...lines.values()].map(({ row }) => appliedOf(row, 'line', cell(row, 'trained'))),
  ...[...hosts.values()].map((row) => appliedOf(row, 'host', cell(row, 'is'))),
];
