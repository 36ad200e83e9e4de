import { withoutAddress } from './address.ts';
import { type Bare, bareStage } from './bare.ts';
import { type GenericName, parseGeneric, statedVendor } from './generic.ts';
import { type Applied, anchorOf, filedUnder, hasOneSnapshot, knownName } from './known.ts';
import { type Start, starts } from './locate.ts';
import { noModel } from './no-model.ts';
import { bareTokens, parseTokens } from './parse.ts';
import { type NameParts, printedKey, withActiveSize } from './parts.ts';
import { sameState } from './snapshot.ts';
import { foldName, foreignCharacter, tokensOf } from './text.ts';

/** What a source calls a model. `id` is verbatim, `provider` is who sells it under that id, `source` is whose page it is. */
export interface ModelName {
  id?: string | undefined;
  name?: string | undefined;
  provider?: string | undefined;
  source?: string | undefined;
  /** Ids of other places that the source itself gives for the model; they win over the name. */
  anchors?: { huggingFace?: string | undefined } | undefined;
}

/**
 * The canonical key `<vendor>/<parsed name>` with the parts that made it, or why the name stays unmatched: with
 * `candidates` (keys) where a person has to choose, with `moves` where the name points to another model
 * from time to time.
 */
export type IdentifiedModel =
  | { key: string; parts: NameParts }
  | { unmatched: string; candidates?: readonly string[]; moves?: true };

/** Everything that is known of one name, with the lines of the tables that were applied. */
export interface ModelReading {
  key?: string;
  /** The parts, also of a name that makes no key: it moves, or its vendor is not known. */
  parts?: NameParts;
  unmatched?: string;
  moves?: true;
  candidates?: readonly string[];
  applied: readonly Applied[];
}

type Where = readonly string[];

/** Characters; the longest id of the recorded catalogues has 76. */
const LONGEST_NAME = 200;

/** The key of these parts after the tables of sizes and equal keys. */
function keyed(parts: NameParts, applied: readonly Applied[] = []): ModelReading {
  const sized = withActiveSize(parts);
  const filed = filedUnder(printedKey(sized.parts));
  const lines = [...applied, ...sized.applied.flatMap((line) => line ?? []), ...filed.applied];
  return { key: filed.key, parts: sized.parts, applied: lines };
}

/** The line of names.tsv for a whole name, also behind known prefixes. */
function knownWhole(
  tokens: readonly string[],
  where: Where,
  places: readonly Start[] = starts(tokens),
): Applied | undefined {
  for (let place = places.length - 1; place >= 0; place--) {
    const found = knownName(tokens.slice(places[place]?.at), where);
    if (found) return found;
  }
  return undefined;
}

/** What a line of names.tsv says: a key, `-` none, `~` it moves between these, `?` it may be any of these. */
function stated(line: Applied, text: string): ModelReading {
  const sign = line.is.charAt(0);
  if (sign === '-') return { unmatched: `${text}: ${line.reason}`, applied: [line] };
  if (sign !== '~' && sign !== '?') {
    const parsed = parseTokens(tokensOf(line.is));
    return parsed.ok ? keyed(parsed.parts, [line]) : { key: line.is, applied: [line] };
  }
  const candidates = line.is.slice(1).split(',');
  const reading = { unmatched: `${text}: ${line.reason}`, candidates, applied: [line] };
  return sign === '~' ? { ...reading, moves: true } : reading;
}

/** A name of a line in which base and trained weights are two models: the one that is meant, or both as candidates. */
function keyedBare(bare: Bare, text: string): ModelReading {
  if ('parts' in bare) return keyed(bare.parts, bare.applied);
  const candidates = [bare.base, bare.trained].flatMap((parts) => keyed(parts).key ?? []);
  const why = 'may be the base or the trained weights';
  return { unmatched: `${text}: ${why}`, candidates, applied: bare.applied };
}

/** A name that moves, unless the model that it states has one snapshot only: then the latest is that one. */
function moving(text: string, parts: NameParts): ModelReading {
  const reading = keyed(parts);
  if (reading.key !== undefined && parts.snapshot === undefined && hasOneSnapshot(reading.key))
    return reading;
  const why = 'points to another model from time to time';
  return { unmatched: `${text}: ${why}`, moves: true, parts, applied: [] };
}

/** The parts of a name whose family no line knows: a key where the vendor is stated and known. */
function readGeneric(text: string, generic: GenericName, reason: string): ModelReading {
  const { parts, moves, known } = generic;
  if (moves) return moving(text, parts);
  return known ? keyed(parts) : { unmatched: `${text}: ${reason}`, parts, applied: [] };
}

/**
 * `Name (Model 3 Pro)`: a nickname with the model's own name, where both speak of one line; a nickname that no line
 * knows leaves the model in the brackets as a candidate.
 */
function readInBrackets(folded: string, text: string, where: Where): ModelReading | undefined {
  const [, outer = '', inner = ''] = /^([^()]+)\(([^()]+)\)$/.exec(folded) ?? [];
  const own = inner === '' ? undefined : readFolded(inner, inner, where);
  if (own?.key === undefined || !own.parts) return undefined;
  const nickname = knownWhole(tokensOf(outer), where);
  const named = nickname && stated(nickname, outer);
  if (nickname && named?.parts && !contradict(own.parts, named.parts))
    return { ...own, applied: [nickname, ...own.applied] };
  return { unmatched: `${text}: no line knows ${outer.trim()}`, candidates: [own.key], applied: [] };
}

/** `Model 4 and 4.5`: a row about two models names both. */
function readTwo(folded: string, text: string, where: Where): ModelReading | undefined {
  const [, before = '', one = '', other = '', behind = ''] =
    /^(.*?)([\d.]+) (?:and|&|or) ([\d.]+)(.*)$/i.exec(folded) ?? [];
  if (one === '') return undefined;
  const keys = [one, other].map((version) => readFolded(`${before}${version}${behind}`, folded, where).key);
  const [first, second] = keys;
  if (first === undefined || second === undefined) return undefined;
  return { unmatched: `${text}: names two models`, candidates: [first, second], applied: [] };
}

/** `gateway/openai/gpt-5` read as `openai/gpt-5`: what stands in front of a maker that is known is a folder. */
function withoutFolders(folded: string): string | undefined {
  const { vendor, known, rest } = statedVendor(folded);
  const shorter = `${vendor}/${rest}`;
  return known && /\/.+\//.test(folded) && shorter.length < folded.length ? shorter : undefined;
}

function readFolded(folded: string, text: string, where: Where): ModelReading {
  const { tokens, mark } = bareTokens(folded.replace(/^~/, ''));
  const places = starts(tokens);
  const full = tokensOf(folded);
  const whole =
    (full.length === tokens.length ? undefined : knownWhole(full, where)) ??
    knownWhole(tokens, where, places);
  if (whole) return stated(whole, text);
  const parsed = parseTokens(tokens, where.at(-1), places);
  if (!parsed.ok) {
    const other = readInBrackets(folded, text, where) ?? readTwo(folded, text, where);
    if (other) return other;
    if (parsed.derived) {
      const { key } = keyed(parsed.derived);
      return {
        unmatched: `${text}: ${parsed.reason}`,
        candidates: key === undefined ? [] : [key],
        applied: [],
      };
    }
    const shorter = withoutFolders(folded);
    if (shorter !== undefined) return readFolded(shorter, text, where);
    const generic = parseGeneric(folded);
    return generic
      ? readGeneric(text, generic, parsed.reason)
      : { unmatched: `${text}: ${parsed.reason}`, applied: [] };
  }
  if (mark !== undefined) parsed.parts.route.unshift(mark);
  if (parsed.moves || folded.startsWith('~')) return moving(text, parsed.parts);
  const bare = bareStage(parsed.parts, { folded, sellers: [...parsed.providers, ...where].reverse() });
  return bare ? keyedBare(bare, text) : keyed(parsed.parts);
}

function readText(text: string, where: Where): ModelReading {
  const anchor = anchorOf(text);
  if (anchor) return stated(anchor, text);
  const folded = foldName(text);
  const foreign = foreignCharacter(folded);
  if (foreign !== undefined) {
    return { unmatched: `${text}: has a character of another script: ${foreign}`, applied: [] };
  }
  if (folded === '') return { unmatched: 'no name', applied: [] };
  if (folded.length > LONGEST_NAME) return { unmatched: `${text}: is too long for a name`, applied: [] };
  const none = noModel(folded, where);
  if (none !== undefined) return { unmatched: `${text}: ${none}`, applied: [] };
  return readFolded(withoutAddress(folded), text, where);
}

/** A window, a budget or a number of a release among the words: labels leave it out as they do with sizes. */
const LEFT_OUT = /^(?:\d+k|v\d[\d.]*)$/;
/** Stages of which a model is in one only. */
const MODE = /^(?:instruct|thinking|base)$/;

/** The parts of which a name may state none without speaking of another model. */
const optional = ({ version, sizes, words, stages }: NameParts): (string | undefined)[] => [
  version?.replace(/^v/, '').replace(/\.0$/, ''),
  sizes.find((text) => /^\d/.test(text)),
  sizes.find((text) => /^a\d/.test(text)),
  words.find((word) => LEFT_OUT.test(word)),
  stages.find((stage) => MODE.test(stage)),
];

/** Whether two parsed names speak of different models; what only one of them states is no difference. */
function contradict(a: NameParts, b: NameParts): boolean {
  const line = ({ vendor, family, words }: NameParts): string =>
    [vendor, family, ...words.filter((word) => !LEFT_OUT.test(word)).sort()].join(' ');
  const differ = (x: string | undefined, y: string | undefined): boolean =>
    x !== undefined && y !== undefined && x !== y;
  const others = optional(b);
  return (
    line(a) !== line(b) ||
    optional(a).some((part, at) => differ(part, others[at])) ||
    (a.snapshot !== undefined && b.snapshot !== undefined && !sameState(a.snapshot, b.snapshot))
  );
}

/** The parts of the key itself: what equal.tsv says is in them. */
export function filedParts(reading: ModelReading): NameParts | undefined {
  if (reading.key === undefined || reading.parts?.parsed) return reading.parts;
  const filed = readText(reading.key, []);
  return filed.key === undefined ? reading.parts : filed.parts;
}

/** Whether two readings are understood and speak of different models. */
function atOdds(a: ModelReading, b: ModelReading): boolean {
  if (a.key === undefined || b.key === undefined || a.key === b.key) return false;
  const [one, other] = [filedParts(a), filedParts(b)];
  if (!one || !other || one.parsed || other.parsed) return false;
  return contradict(one, other);
}

const torn = (a: ModelReading, b: ModelReading, what: string): ModelReading => ({
  unmatched: `${what} state different models`,
  candidates: [a.key ?? '', b.key ?? ''],
  applied: [...a.applied, ...b.applied],
});

/** Whether the label says which of the models is meant that the id may mean. */
const choosesOne = ({ key, moves, candidates }: ModelReading, label: ModelReading): boolean =>
  key === undefined &&
  !moves &&
  label.key !== undefined &&
  candidates?.includes(label.key) === true &&
  candidates.length > 1;

/** What an id of another place that the source gives says; undefined of an empty or unknown one. */
function withAnchor(reading: ModelReading, name: ModelName): ModelReading | undefined {
  const id = name.anchors?.huggingFace;
  const anchor = id === undefined || id.trim() === '' ? undefined : readText(id, []);
  if (id === undefined || anchor?.key === undefined) return undefined;
  if (atOdds(reading, anchor))
    return torn(reading, anchor, `the id ${name.id ?? name.name} and its anchor ${id}`);
  const line: Applied = { table: 'anchors', line: id, is: anchor.key, reason: 'given by the source itself' };
  return { ...anchor, applied: [line, ...anchor.applied] };
}

/**
 * Which model a source speaks of, with everything that led to it. An anchor wins over the id and lets no label
 * speak, the id decides over the name; where two of them state different models the name stays unmatched with both as
 * candidates.
 * Names are never compared by similarity: every part is understood, or the name stays unmatched with its reason.
 */
export function readModel(name: ModelName): ModelReading {
  const where = [name.source, name.provider].flatMap((place) => place ?? []);
  const written = name.id ?? name.name;
  if (written === undefined || written.trim() === '') return { unmatched: 'no name', applied: [] };
  const reading = readText(written, where);
  const anchored = withAnchor(reading, name);
  if (anchored) return anchored;
  const label = name.id === undefined || name.name === undefined ? undefined : readText(name.name, where);
  if (!label) return reading;
  if (choosesOne(reading, label)) return { ...label, applied: [...reading.applied, ...label.applied] };
  const stagesSaid = !label.applied.some(({ table }) => table === 'bare');
  return stagesSaid && atOdds(reading, label)
    ? torn(reading, label, `the id ${name.id} and the name ${name.name}`)
    : reading;
}

/** Which model a source speaks of: `readModel` without the way that led there. */
export function identifyModel(name: ModelName): IdentifiedModel {
  const { key, parts, unmatched, candidates, moves } = readModel(name);
  if (key !== undefined && parts !== undefined) return { key, parts };
  return {
    unmatched: unmatched ?? `${name.id ?? name.name}: no parts`,
    ...(candidates === undefined ? {} : { candidates }),
    ...(moves === undefined ? {} : { moves }),
  };
}
