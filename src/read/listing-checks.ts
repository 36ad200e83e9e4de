import { writtenOf } from './json.ts';
import type { JsonEntry } from './json-entries.ts';
import { type Finds, type Found, type Spoken, under } from './listing-fields.ts';

/** A value that must be one of `is` for what stands under `guards` to be understood: a unit, a kind of entry. */
export interface Check {
  path: string;
  is: readonly string[];
  /** Beginning of the paths that are not read otherwise; '' is the whole entry. */
  guards: string;
  /** Other values that are known, each with the reason why what they guard is left alone without a refusal. */
  leaves?: Readonly<Record<string, string>>;
  /** True where entries without the value are read as well. */
  optional?: true;
}

/** Words in a key that nobody knows which may change what the prices beside it mean: none of those is read then. */
const QUALIFYING: ReadonlySet<string> = new Set(
  'unit units currency currencies discount multiplier scale factor ratio basis'.split(' '),
);
/** The same inside of an object of prices; among all keys of an entry these words are about other things. */
const QUALIFYING_INSIDE: ReadonlySet<string> = new Set([
  ...QUALIFYING,
  ...'type mode per tier tiers tiered min max minimum maximum range threshold above period override overrides'.split(
    ' ',
  ),
]);

/** `minPromptTokens` and `min_prompt_tokens` have the same words. */
const wordsOf = (key: string): string[] =>
  key.split(/[^\p{L}\d]+|(?<=[a-z\d])(?=[A-Z])/u).map((word) => word.toLowerCase());

/** Beginnings of the paths that cannot be read because a value that they depend on is not as expected. */
function failed(checks: readonly Check[], { entry, node }: Spoken): string[] {
  return checks.flatMap((check) => {
    const value = under(node, check.path);
    const written = writtenOf(value);
    if (written === undefined ? check.optional === true && value === undefined : check.is.includes(written))
      return [];
    if (written === undefined || !Object.hasOwn(check.leaves ?? {}, written)) {
      entry.refuse('unexpected-value', `${check.path} ${written ?? 'is missing'}`, value ?? node);
    }
    return [check.guards];
  });
}

/** An unknown key beside prices that may say what they are for, or in what they count, refuses those prices. */
function qualified(finds: Finds, entry: JsonEntry): string[] {
  return finds.unknown.flatMap(({ path, at: node }) => {
    const above = path.slice(0, path.lastIndexOf('.') + 1);
    const beside = finds.found.filter(
      (found) =>
        found.field.means === 'price' && found.path.slice(0, found.path.lastIndexOf('.') + 1) === above,
    );
    const name = path.slice(above.length);
    const words = above === '' ? QUALIFYING : QUALIFYING_INSIDE;
    const qualifies = wordsOf(name).some((word) => words.has(word));
    if (beside.length === 0 || node.type === 'null' || !qualifies) return [];
    entry.refuse('unknown-condition', path, node);
    return beside.map((found) => found.path);
  });
}

/** What of the found may be said, in the declared order; undefined where a check guards the whole entry. */
export function sayable(spoken: Spoken, finds: Finds, checks: readonly Check[]): Found[] | undefined {
  const blocked = [...failed(checks, spoken), ...qualified(finds, spoken.entry)];
  if (blocked.includes('')) return undefined;
  return finds.found
    .filter(({ path }) => !blocked.some((guards) => path.startsWith(guards)))
    .sort((a, b) => a.order - b.order);
}
