import { withoutPrefix } from './locate.ts';
import { type NameParts, type ParsedName, parseName } from './parse.ts';
import { foldName, foreignCharacter, tokensOf } from './text.ts';
import { familyOf, filedUnder, wholeName } from './vocabulary.ts';

/** What a source calls a model. `id` is verbatim, `provider` is who sells it under that id. */
interface ModelName {
  id?: string | undefined;
  name?: string | undefined;
  provider?: string | undefined;
}

/**
 * The canonical key `<vendor>/<parsed name>` with the parts that made it, or why the name stays unmatched: with
 * `candidates` (two keys or more) where a person has to choose, with `moves` where the name points to another model
 * from time to time.
 */
export type IdentifiedModel =
  | { key: string; parts: NameParts }
  | { unmatched: string; candidates?: readonly string[]; moves?: true };

/** The canonical print of the parts that tell models apart; route, region and effort are no part of it. */
function modelKey(parts: NameParts): string {
  const writing = familyOf(parts.family)?.writing;
  const version = parts.version === undefined ? [] : [parts.version];
  const glued = writing?.has('glued') && version.length > 0;
  const head = glued ? [`${parts.family}${version[0]}`] : [parts.family];
  const named = glued ? parts.words : orderOf(writing?.has('words-first') === true, version, parts.words);
  const tail = [...parts.sizes, ...parts.stages, ...(parts.snapshot === undefined ? [] : [parts.snapshot])];
  return filedUnder(`${parts.vendor}/${[...head, ...named, ...tail].join('-')}`);
}

const orderOf = (wordsFirst: boolean, version: string[], words: string[]): string[] =>
  wordsFirst ? [...words, ...version] : [...version, ...words];

/** The line of names.tsv for a whole name, also behind known prefixes. */
function knownWhole(tokens: readonly string[]): { is: string; reason: string } | undefined {
  const here = wholeName(tokens);
  if (here) return here;
  for (const way of withoutPrefix(tokens)) {
    const found = knownWhole(way.rest);
    if (found) return found;
  }
  return undefined;
}

function identifyText(text: string): IdentifiedModel {
  const folded = foldName(text);
  const whole = foreignCharacter(folded) === undefined ? knownWhole(tokensOf(folded)) : undefined;
  if (whole?.is === '-') return { unmatched: `${text}: ${whole.reason}` };
  const parsed = parseName(whole ? whole.is : text);
  if (!parsed.ok) return { unmatched: `${text}: ${parsed.reason}` };
  return { key: modelKey(parsed.parts), parts: parsed.parts };
}

/** Whether two parsed names speak of different models; what only one of them states is no difference. */
function contradict(a: NameParts, b: NameParts): boolean {
  const words = (parts: NameParts): string => [...parts.words].sort().join(' ');
  const size = (parts: NameParts): string | undefined => parts.sizes.find((text) => /^\d/.test(text));
  const differ = (x: string | undefined, y: string | undefined): boolean =>
    x !== undefined && y !== undefined && x !== y;
  return (
    a.vendor !== b.vendor ||
    a.family !== b.family ||
    words(a) !== words(b) ||
    differ(a.version?.replace(/^v/, ''), b.version?.replace(/^v/, '')) ||
    differ(size(a), size(b))
  );
}

/**
 * Which model a source speaks of. The id decides; a name that states another model leaves both unmatched.
 * Names are never compared by similarity: every part is understood, or the name stays unmatched with its reason.
 */
export function identifyModel(name: ModelName): IdentifiedModel {
  const written = name.id ?? name.name;
  if (written === undefined || written.trim() === '') return { unmatched: 'no name' };
  const model = identifyText(written);
  if ('unmatched' in model || name.id === undefined || name.name === undefined) return model;
  const label: ParsedName = parseName(name.name);
  if (label.ok && contradict(model.parts, label.parts)) {
    const candidates = [model.key, modelKey(label.parts)];
    return { unmatched: `the id ${name.id} and the name ${name.name} state different models`, candidates };
  }
  return model;
}
