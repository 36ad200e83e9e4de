import { locateFamily } from './locate.ts';
import { type SnapshotTokens, snapshotAt } from './snapshot.ts';
import { foldName, foreignCharacter, tokensOf } from './text.ts';
import { versionAt } from './version.ts';
import { type Family, wordKind } from './vocabulary.ts';

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
  /** Same weights at another price, speed or host: free, batch, maas, fp8. */
  route: string[];
  region?: string;
  effort?: string;
}

/** A name that was understood in every part, or the reason why it was not. */
export type ParsedName = { ok: true; parts: NameParts } | { ok: false; reason: string };

const refused = (reason: string): ParsedName => ({ ok: false, reason });

const SIZE = /^(\d+(\.\d+)?[bmt]|[ae]\d+(\.\d+)?[bm]|\d+x\d+(\.\d+)?b|\d+e)$/;
const ROUTE_MARK = /:(free|batch|thinking|extended|nitro|floor|online|exacto|beta)$/i;
/** A host's own revision (-v1:0) says nothing; behind v0 it is the maker's number: v0:2 is v0.2. */
const withoutRevision = (text: string): string =>
  text.replace(/-v0:(\d)$/i, '-v0.$1').replace(/-v?\d:\d$/i, '');

/** Takes a model name apart, part by part; a part that is not understood refuses the whole name. */
export function parseName(text: string): ParsedName {
  const folded = foldName(text);
  const foreign = foreignCharacter(folded);
  if (foreign !== undefined) return refused(`has a character of another script: ${foreign}`);
  if (folded.startsWith('~')) return refused('is an alias that moves between models');
  const mark = ROUTE_MARK.exec(folded)?.[1]?.toLowerCase();
  const bare = withoutRevision(folded.replace(ROUTE_MARK, ''));
  const located = locateFamily(tokensOf(bare));
  if (!located.ok) return refused(located.reason);
  const parts: NameParts = {
    vendor: located.family.vendor,
    family:
      [...located.family.writing].find((flag) => flag.startsWith('as-'))?.slice(3) ?? located.family.name,
    words: [],
    sizes: [],
    stages: [],
    route: mark === undefined ? [] : [mark],
    ...(located.region === undefined ? {} : { region: located.region }),
  };
  const problem = readParts(parts, located.rest, located.family) ?? incomplete(parts, located.family);
  if (problem !== undefined) return refused(problem);
  parts.stages.sort();
  return { ok: true, parts };
}

/** Reads every token behind the family into `parts`; returns the reason where one is not understood. */
function readParts(parts: NameParts, tokens: readonly string[], family: Family): string | undefined {
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at] ?? '';
    const taken =
      takeSnapshot(parts, tokens, at) ??
      takeSize(parts, token) ??
      takeWord(parts, tokens, at) ??
      takeVersion(parts, tokens, at, family);
    if (taken === undefined) return `the part "${token}" is not known in names of ${family.name}`;
    if (taken === 0) return `"${token}" points to another model from time to time`;
    at += taken;
  }
  return undefined;
}

function takeSnapshot(parts: NameParts, tokens: readonly string[], at: number): number | undefined {
  const found = snapshotAt(tokens, at, parts.version !== undefined) ?? monthAt(parts, tokens, at);
  if (found === undefined || parts.snapshot !== undefined) return undefined;
  parts.snapshot = found.text;
  return found.taken;
}

function monthAt(parts: NameParts, tokens: readonly string[], at: number): SnapshotTokens | undefined {
  const token = tokens[at] ?? '';
  if (wordKind(parts.family, token) !== 'month') return undefined;
  const next = tokens[at + 1] ?? '';
  return /^2\d$/.test(next) ? { text: `${token}-${next}`, taken: 2 } : { text: token, taken: 1 };
}

function takeSize(parts: NameParts, token: string): number | undefined {
  if (!SIZE.test(token)) return undefined;
  parts.sizes.push(token);
  return 1;
}

/** A word of the vocabulary: 0 where it makes the whole name move, undefined where it is no word. */
function takeWord(parts: NameParts, tokens: readonly string[], at: number): number | undefined {
  const [token = '', next = ''] = tokens.slice(at, at + 2);
  if (token === 'non' && next === 'reasoning') {
    parts.stages.push('non-reasoning');
    return 2;
  }
  if (parts.words.includes('distill') && /^(qwen|llama)[\d.]*$/.test(token)) {
    parts.words.push(token);
    return 1;
  }
  return fileWord(parts, token);
}

function fileWord(parts: NameParts, word: string): number | undefined {
  switch (wordKind(parts.family, word)) {
    case 'line':
      parts.words.push(word);
      return 1;
    case 'tail':
      parts.stages.push(word);
      return 1;
    case 'route':
      parts.route.push(word);
      return 1;
    case 'effort':
      parts.effort = word;
      return 1;
    case 'region':
      parts.region = word;
      return 1;
    case 'skip':
      return 1;
    case 'moving':
      return 0;
    default:
      return undefined;
  }
}

function takeVersion(
  parts: NameParts,
  tokens: readonly string[],
  at: number,
  family: Family,
): number | undefined {
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
  if (family.writing.has('needs-size') && parts.sizes.length === 0 && !dated)
    return `${family.name} without a size`;
  return undefined;
}

const sizedOnly = (parts: NameParts): boolean => parts.family === 'mistral' && parts.sizes.length > 0;
