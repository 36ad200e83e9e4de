import { filedParts, identifyModel, type ModelName, type ModelReading, readModel } from './model.ts';
import { type NameParts, printedLine } from './parts.ts';
import { wordKind } from './vocabulary.ts';

export type Verdict = 'yes' | 'no' | 'same-family-different-snapshot';

/** The part of two names that decides, with both values as they were read. */
export interface Decides {
  part: string;
  a: string | null;
  b: string | null;
}

/** Whether two names mean one model, and what decides it. */
export interface Sameness {
  verdict: Verdict;
  decides: Decides;
  /** False where a name was not understood, or may be the other's model among others: then `no` says only that nothing is known. */
  understood: boolean;
  a: ModelReading;
  b: ModelReading;
  /** Differences of route, region, effort and quantization, which make no other model. */
  variant: Decides[];
}

type Judged = Pick<Sameness, 'verdict' | 'decides'>;

const PREVIEWS: ReadonlySet<string> = new Set(['preview', 'exp', 'experimental', 'beta']);

/** `-001`, `-002`: the numbered releases of one model of Google's. */
const NUMBERED = /^00\d$/;

const stable = (stages: readonly string[]): string[] =>
  stages.filter((stage) => !PREVIEWS.has(stage) && !NUMBERED.test(stage));

/** What two snapshots of one model share: no date, no preview, no word that names a dated state (terminus). */
function lineOf(parts: NameParts): string {
  const words = parts.words.filter((word) => wordKind(parts.family, `{state}${word}`) === undefined);
  const line = { ...parts, words, stages: stable(parts.stages) };
  return printedLine(line);
}

function lineOfKey(key: string): string | undefined {
  const model = identifyModel({ name: key });
  return 'key' in model ? lineOf(model.parts) : undefined;
}

const text = (value: string | readonly string[] | undefined): string | null =>
  value === undefined || value.length === 0 ? null : typeof value === 'string' ? value : value.join(' ');

const PARTS = ['vendor', 'family', 'version', 'words', 'sizes', 'stages', 'snapshot'] as const;

/** The first part in which two names differ. */
function difference(a: NameParts, b: NameParts): Decides | undefined {
  for (const part of PARTS) {
    const [x, y] = [text(a[part]), text(b[part])];
    if (x !== y) return { part, a: x, b: y };
  }
  return undefined;
}

const VARIANTS = ['route', 'region', 'effort', 'quantization'] as const;

function variantsOf(a: NameParts | undefined, b: NameParts | undefined): Decides[] {
  return VARIANTS.map((part) => ({ part, a: text(a?.[part]), b: text(b?.[part]) })).filter(
    (each) => each.a !== each.b,
  );
}

const sameFamily = (decides: Decides): Judged => ({ verdict: 'same-family-different-snapshot', decides });
const no = (decides: Decides): Judged => ({ verdict: 'no', decides });

/** Two names that both have a key. */
function byKeys(a: ModelReading & { key: string }, b: ModelReading & { key: string }): Judged {
  if (a.key === b.key) return { verdict: 'yes', decides: { part: 'key', a: a.key, b: b.key } };
  const [one, other] = [filedParts(a), filedParts(b)];
  if (!one || !other) return no({ part: 'key', a: a.key, b: b.key });
  const decides = difference(one, other) ?? { part: 'key', a: a.key, b: b.key };
  if (isOnlySnapshot(one, other)) return { verdict: 'yes', decides };
  if (lineOf(one) === lineOf(other)) return sameFamily(decides);
  if (areDatedReleases(a, b)) return sameFamily(decides);
  return splitHybrid(one, other) ? sameFamily(decides) : no(decides);
}

/** Makers whose names without a date move between dated releases, or who release one model again under another date. */
const REDATED: ReadonlySet<string> = new Set(['alibaba', 'bytedance', 'deepseek', 'mistral', 'moonshotai']);
/** Models of earlier years whose only snapshot it is stand in equal.tsv, each with its reason. */
const RECENT = /^20(?:2[6-9]|[3-9]\d)-\d\d-\d\d$/;

/** `model-5.6` beside `model-5.6-20260709`: the full day behind a name is that of its release, as routers file it. */
function isOnlySnapshot(a: NameParts, b: NameParts): boolean {
  const [dated, undated] = a.snapshot === undefined ? [b, a] : [a, b];
  if (undated.snapshot !== undefined || !RECENT.test(dated.snapshot ?? '')) return false;
  if (REDATED.has(dated.vendor)) return false;
  return difference({ ...dated, snapshot: '' }, { ...undated, snapshot: '' }) === undefined;
}

/** Two names that state a date and no version, of one line: of which the tables number one only, or both inside of one major version. */
function areDatedReleases(a: ModelReading, b: ModelReading): boolean {
  const [one, other] = [a.parts, b.parts];
  const keyed = [filedParts(a)?.version, filedParts(b)?.version];
  const stated = keyed.flatMap((version) => version ?? []);
  const [major, second] = stated.map((version) => version.split('.')[0]);
  return (
    stated.length > 0 &&
    (second === undefined || major === second) &&
    [one, other].every((parts) => parts?.snapshot !== undefined) &&
    !!one &&
    !!other &&
    lineOf(one) === lineOf(other)
  );
}

/** A dated `instruct` beside the undated model that it came from: the later release names the stage. */
function splitHybrid(a: NameParts, b: NameParts): boolean {
  const [dated, undated] = a.snapshot === undefined ? [b, a] : [a, b];
  if (dated.snapshot === undefined || undated.snapshot !== undefined) return false;
  const stages = stable(dated.stages).filter((stage) => stage !== 'instruct');
  return undated.stages.length === 0 && lineOf({ ...dated, stages }) === lineOf(undated);
}

/** A name that moves, against a model or another name: of one line, if what both state does not differ. */
function byMoving(a: ModelReading, b: ModelReading): Judged {
  const [moves, other] = a.moves ? [a, b] : [b, a];
  const decides = {
    part: 'moving alias',
    a: a.key ?? text(a.candidates),
    b: b.key ?? text(b.candidates),
  };
  const [one, two] = [moves.parts, filedParts(other)];
  if (two && moves.candidates?.some((key) => lineOfKey(key) === lineOf(two))) return sameFamily(decides);
  if (!one || !two) return no(decides);
  const { version = two.version } = one;
  const stated = { ...one, version: version ?? '', sizes: one.sizes.length > 0 ? one.sizes : two.sizes };
  const decided = difference(stated, { ...two, version: two.version ?? '' });
  return decided && decided.part !== 'snapshot' && decided.part !== 'stages'
    ? no(decided)
    : byStages(one, two, decides);
}

/** A name that moves between the releases of a line does not move to another stage of training. */
function byStages(one: NameParts, two: NameParts, decides: Decides): Judged {
  const [a, b] = [stable(one.stages), stable(two.stages)];
  return a.join(' ') === b.join(' ') ? sameFamily(decides) : no({ part: 'stages', a: text(a), b: text(b) });
}

/** Two names of which one has no key: equal in all parts, and no vendor contradicts. */
function byParts(a: ModelReading, b: ModelReading): Judged {
  const [one, other] = [filedParts(a), filedParts(b)];
  const reason = { part: 'not understood', a: a.unmatched ?? null, b: b.unmatched ?? null };
  if (!one?.parsed || !other?.parsed) return no(reason);
  const vendorless = one.vendor === '' || other.vendor === '';
  const [x, y] = vendorless
    ? [
        { ...one, vendor: '' },
        { ...other, vendor: '' },
      ]
    : [one, other];
  const decides = difference(x, y);
  if (decides === undefined)
    return { verdict: 'yes', decides: { part: 'all parts', a: lineOf(x), b: lineOf(y) } };
  return lineOf(x) === lineOf(y) ? sameFamily(decides) : no(decides);
}

function judge(a: ModelReading, b: ModelReading): Judged {
  if (a.moves || b.moves) return byMoving(a, b);
  const { key: one } = a;
  const { key: other } = b;
  if (one !== undefined && other !== undefined) return byKeys({ ...a, key: one }, { ...b, key: other });
  if (a.candidates || b.candidates) {
    return no({ part: 'candidates', a: one ?? text(a.candidates), b: other ?? text(b.candidates) });
  }
  return byParts(a, b);
}

const mayBe = ({ key, candidates = [] }: ModelReading): readonly string[] =>
  key === undefined ? candidates : [key];

/** Whether both names say enough for the verdict: several models that one may be are enough where the other is none of them. */
function isUnderstood({ verdict, decides }: Judged, a: ModelReading, b: ModelReading): boolean {
  if (verdict !== 'no') return true;
  if (decides.part === 'candidates') {
    const [one, other] = [mayBe(a), mayBe(b)];
    return one.length > 0 && other.length > 0 && !one.some((key) => other.includes(key));
  }
  return decides.part !== 'not understood' && [a, b].every((each) => each.parts !== undefined || each.moves);
}

/**
 * Whether two names mean the same weights, whatever the route, region, effort, speed tier or quantization.
 * Never by similarity: a part that differs decides, and it is named.
 */
export function sameModel(one: ModelName, other: ModelName): Sameness {
  const [a, b] = [readModel(one), readModel(other)];
  const judged = judge(a, b);
  return { ...judged, understood: isUnderstood(judged, a, b), a, b, variant: variantsOf(a.parts, b.parts) };
}
