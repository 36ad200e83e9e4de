import { familyAtStart, isRegion, otherMaker, type Start, starts } from './locate.ts';
import type { NameParts } from './parts.ts';
import { monthAt, type SnapshotTokens, sameMonth, snapshotAt } from './snapshot.ts';
import { tokensOf } from './text.ts';
import { versionAt } from './version.ts';
import { type Family, sizedKind, versionKind, type WordKind, wordKind } from './vocabulary.ts';

/** A name that was understood in every part, or the reason why it was not. */
export type ParsedName =
  | { ok: true; parts: NameParts; moves: boolean; providers: readonly string[] }
  | { ok: false; reason: string; at?: number; derived?: NameParts };

export const SIZE = /^(\d+(\.\d+)?[bmt]|[ae]\d+(\.\d+)?[bm]|\d+x\d+(\.\d+)?b|\d+e)$/;
const ROUTE_MARK = /:(free|batch|thinking|extended|nitro|floor|online|exacto|beta|flex|priority)$/i;
/** A window of 100k tokens and more behind a name is a tier of its price list, in the families that say so. */
const PRICE_TIER = /^([1-9]\d{2,}k|[12]m)$/;
/** How many tokens it may think: `-thinking:32000`. */
const BUDGET = /([:-]thinking):\d+$/i;
const TIER = '{tier}';
const HOST_STATE = /^00\d$/;
const LONGEST_WORD = 3;
/** Two words of one meaning, and the one that keys use. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['deepresearch', 'deep-research'],
  ['image-to-video', 'i2v'],
  ['text-to-video', 't2v'],
  ['experimental', 'exp'],
  ['non-thinking', 'non-reasoning'],
  ['it', 'instruct'],
]);

/** A host's own revision (-v1:0) says nothing; behind v0 it is the maker's number: v0:2 is v0.2. */
const withoutRevision = (text: string): string =>
  text.replace(/-v0:(\d)$/i, '-v0.$1').replace(/-v?\d:\d(:\d+k|:mm)?$/i, '');

/** The tokens of a folded name without its marks of a route (`:free`) and of a host's revision. */
export function bareTokens(folded: string): { tokens: string[]; mark: string | undefined } {
  const name = folded.replace(BUDGET, '$1');
  const mark = ROUTE_MARK.exec(name)?.[1]?.toLowerCase();
  return { tokens: tokensOf(withoutRevision(name.replace(ROUTE_MARK, ''))), mark };
}

/** What is read of one name while its tokens are taken. */
interface Taking {
  parts: NameParts;
  family: Family;
  moves: boolean;
}

/** Takes a name apart by the vocabulary, part by part; a part that is not understood refuses the whole name. */
export function parseTokens(
  tokens: readonly string[],
  seller?: string,
  places: readonly Start[] = starts(tokens),
): ParsedName {
  let first: ParsedName | undefined;
  for (const start of places) {
    const here = familyAtStart(tokens.slice(start.at), start.providers.at(-1) ?? seller);
    if (!here) continue;
    const found = parseAt(start, here);
    if (found.ok) return found;
    first ??= found;
  }
  return first ?? { ok: false, reason: `no known family in "${tokens.join(' ')}"` };
}

function parseAt(start: Start, { family, rest }: { family: Family; rest: string[] }): ParsedName {
  const { at, region } = start;
  const parts: NameParts = {
    vendor: family.vendor,
    family: family.printed,
    words: [],
    sizes: [],
    stages: [],
    route: [],
    ...(region === undefined ? {} : { region }),
  };
  const taking = { parts, family, moves: false };
  const problem = readParts(taking, rest) ?? (taking.moves ? undefined : incomplete(parts, family));
  if (problem !== undefined) return { ok: false, reason: problem, at };
  parts.stages.sort();
  const other = otherMaker(start, family);
  if (other === undefined || parts.quantization !== undefined)
    return { ok: true, parts, moves: taking.moves, providers: start.providers };
  const reason = `a model of ${family.vendor} under the name of ${other}`;
  return { ok: false, reason, at, derived: parts };
}

/** Reads every token behind the family; returns the reason where one is not understood. */
function readParts(taking: Taking, tokens: readonly string[]): string | undefined {
  let at = 0;
  while (at < tokens.length) {
    const taken =
      takeSnapshot(taking.parts, tokens, at) ??
      takeTier(taking, tokens[at] ?? '') ??
      takeSize(taking.parts, tokens[at] ?? '') ??
      takeWord(taking, tokens, at) ??
      takeVersion(taking, tokens, at);
    if (taken === undefined) return `the part "${tokens[at]}" is not known in names of ${taking.family.name}`;
    at += taken;
  }
  return undefined;
}

function takeSnapshot(parts: NameParts, tokens: readonly string[], at: number): number | undefined {
  const found = snapshotAt(tokens, at, parts.version !== undefined) ?? monthOf(parts.family, tokens, at);
  if (found === undefined) return undefined;
  if (parts.snapshot !== undefined && !sameMonth(parts.snapshot, found.text)) return undefined;
  parts.snapshot ??= found.text;
  return found.taken;
}

const monthOf = (family: string, tokens: readonly string[], at: number): SnapshotTokens | undefined =>
  wordKind(family, tokens[at] ?? '') === 'month' ? monthAt(tokens, at) : undefined;

function takeSize(parts: NameParts, token: string): number | undefined {
  if (!SIZE.test(token)) return undefined;
  parts.sizes.push(token);
  return 1;
}

/** A word of the vocabulary of up to three tokens, the longest first; undefined where it is no word. */
function takeWord(taking: Taking, tokens: readonly string[], at: number): number | undefined {
  const { parts } = taking;
  const token = tokens[at] ?? '';
  if (parts.words.includes('distill') && /^(qwen|llama)[\d.]*$/.test(token)) {
    parts.words.push(token);
    return 1;
  }
  for (let length = Math.min(LONGEST_WORD, tokens.length - at); length > 0; length--) {
    const word = tokens.slice(at, at + length).join('-');
    const sized = parts.sizes.length > 0 ? sizedKind(word) : undefined;
    const kind = sized ?? kindOf(parts, word) ?? (isRegion(word) ? 'region' : undefined);
    if (kind !== undefined && fileWord(taking, word, kind)) return length;
  }
  return undefined;
}

/** A line of words.tsv for one version of a family (`glm@4.6`) wins: `thinking` is a mode of some and a model of others. */
const kindOf = ({ family, version }: NameParts, word: string): WordKind | undefined =>
  versionKind(`${family}@${version ?? ''}`, word) ?? wordKind(family, word);

/** Files a word by its kind; false for a kind that says nothing inside a name. */
export function fileWord(
  taking: { parts: NameParts; moves: boolean },
  written: string,
  kind: WordKind,
): boolean {
  const { parts } = taking;
  const word = SHORT.get(written) ?? written;
  if (kind === 'line') parts.words.push(word);
  else if (kind === 'tail') parts.stages.push(word);
  else if (kind === 'route') parts.route.push(word);
  else if (kind === 'quantization') parts.quantization = word;
  else if (kind === 'effort') parts.effort = word;
  else if (kind === 'region') parts.region = word;
  else if (kind === 'moving') taking.moves = true;
  return kind !== 'prefix' && kind !== 'month';
}

/**
 * A tier of a price list, or the numbered state under which Google's cloud keeps the models of others;
 * a number that a family's own words know is the model's own. */
function takeTier({ parts, family }: Taking, token: string): number | undefined {
  if (PRICE_TIER.test(token) && wordKind(family.name, TIER) === 'route') parts.route.push(token);
  else if (HOST_STATE.test(token) && wordKind(parts.family, token) === undefined) {
    if (family.vendor === 'google' && parts.snapshot === undefined) parts.snapshot = token;
  } else return undefined;
  return 1;
}

function takeVersion({ parts, family }: Taking, tokens: readonly string[], at: number): number | undefined {
  const found = versionAt(tokens, at, family);
  if (found === undefined || parts.version !== undefined || family.writing.has('name-is-version'))
    return undefined;
  const dated = family.vendor === 'mistral' && /^(2\d)\.(0[1-9]|1[0-2])$/.exec(found.text);
  if (dated) parts.snapshot = `${dated[1]}${dated[2]}`;
  else parts.version = found.text;
  return found.taken;
}

/** Why the parts do not yet name one model: a family without version or size is a moving name. */
function incomplete(parts: NameParts, family: Family): string | undefined {
  const dated = parts.version !== undefined || parts.snapshot !== undefined;
  if (family.writing.has('needs-version') && !dated && !sizedOnly(parts))
    return `${family.name} without a version`;
  const told = dated || [parts.words, parts.sizes, parts.stages].some((list) => list.length > 0);
  if (family.writing.has('needs-part') && !told) return `${family.name} without what tells its models apart`;
  if (family.writing.has('version-or-size') && !dated && parts.sizes.length === 0)
    return `${family.name} without a version or a size`;
  if (family.writing.has('needs-size') && parts.sizes.length === 0 && !dated)
    return `${family.name} without a size`;
  return undefined;
}

const sizedOnly = (parts: NameParts): boolean => parts.family === 'mistral' && parts.sizes.length > 0;
