import type { HeadingBlock, TextBlock } from './blocks.ts';
import { ANY_MODEL } from './model-names.ts';
import { type Piece, sentencesOf } from './text.ts';

/** One sentence and where it stands in its block's text. */
export interface Sentence extends Piece {
  start: number;
  end: number;
}

/** The sentences of a block with their offsets in the block's text. */
export function sentencesAt(block: TextBlock | HeadingBlock): Sentence[] {
  let from = 0;
  return sentencesOf(block).map((piece) => {
    const start = block.text.indexOf(piece.text, from);
    from = start + piece.text.length;
    return { ...piece, start, end: from };
  });
}

/** A name and the writings by which a page calls it. */
export interface KnownName {
  name: string;
  forms: readonly string[];
}

/** A model that a sentence names; `name` is undefined where it is certain that it is none of the known ones. */
export interface Mention {
  name: string | undefined;
  start: number;
  end: number;
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');

/** The tokens of a name: blanks and hyphens part them alike. */
export const tokensOf = (name: string): string[] => name.split(/[\s-]+/u).filter((token) => token !== '');

const writing = (form: string): string => tokensOf(form).map(literal).join('[\\s\\u2010-\\u2011-]');

/** The same writing with another version: "GPT-5.2 Codex" for "GPT-5.3 Codex". Undefined for names without one. */
const versioned = (form: string): string | undefined =>
  /\d/u.test(form)
    ? tokensOf(form)
        .map((token) => literal(token).replace(/\d+(?:\\\.\d+)*/gu, '\\d+(?:\\.\\d+)*'))
        .join('[\\s-]')
    : undefined;

const EDGE = { before: '(?<![\\w.-])', after: '(?![\\w])(?!\\.\\d)' };

/** A word before a short form that is no part of a longer name. */
const MAY_PRECEDE =
  /(?:^|[^\w])(?:The|A|An|Use|While|When|If|Unlike|Like|Standard|But|And|Both|For|In|On|With|Only|Where|However|Although|As|By|Since|Meanwhile|So|Its|That|This|Why|What|How|Is|Does|Can|Choose|Pick)$/u;
/** A word behind a name that is no part of a longer name. */
const MAY_FOLLOW = /^(?:[ -](?:API|APIs|AI)\b|-\s)/u;
const GOES_ON =
  /^(?:[ -](?=[\p{Lu}\d])|-(?=\p{L})| (?=(?:mini|nano|micro|lite|max|pro|plus|ultra|small|large|turbo|base|instruct)\b)| \((?:high|low|medium|xhigh|max|minimal|thinking|reasoning|base|beta|preview)\))/u;

/**
 * The models that a sentence names. The longest writing wins; a writing that goes on as a longer name, another
 * version of a known name, and a model of a known family are mentions without a name: they belong to nobody here.
 */
export function mentionsIn(text: string, names: readonly KnownName[]): Mention[] {
  const found = new Map<number, Mention>();
  const add = (mention: Mention): void => {
    const rival = found.get(mention.start);
    const wins = !rival || rival.end < mention.end || (rival.end === mention.end && rival.name === undefined);
    if (wins) found.set(mention.start, mention);
  };
  for (const { name, forms } of names) {
    for (const form of forms) for (const hit of hits(text, writing(form))) add(settle(text, name, hit));
  }
  for (const { forms } of names) {
    const other = versioned(forms[0] ?? '');
    if (other) for (const hit of hits(text, other)) add(settle(text, undefined, hit));
  }
  for (const hit of text.matchAll(ANY_MODEL)) {
    if (!found.has(hit.index)) add({ name: undefined, start: hit.index, end: hit.index + hit[0].length });
  }
  return withoutOverlaps([...found.values()]);
}

function hits(text: string, pattern: string): { start: number; end: number }[] {
  const matches = text.matchAll(new RegExp(`${EDGE.before}${pattern}${EDGE.after}`, 'gu'));
  return [...matches].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Characters around a name in which the words stand that could belong to it. */
const NEAR = 80;

/** Decides whether a writing stands by itself or inside a longer name, which it then covers. */
function settle(text: string, name: string | undefined, hit: { start: number; end: number }): Mention {
  const rest = text.slice(hit.end, hit.end + NEAR);
  const before = text.slice(Math.max(0, hit.start - NEAR), hit.start).trimEnd();
  const isFull = /\d/u.test(text.slice(hit.start, hit.end));
  if (GOES_ON.test(rest) && !MAY_FOLLOW.test(rest)) {
    const tail = /^[ -]?[\p{L}\d(][\p{L}\d.)]*/u.exec(rest)?.[0].length ?? 0;
    return { name: undefined, start: hit.start, end: hit.end + tail };
  }
  const glued = /[\p{Lu}\d][\w’'.+]*$/u.exec(before)?.[0];
  const foreign = !isFull && glued !== undefined && !/[’']s$/u.test(glued) && !MAY_PRECEDE.test(before);
  return { name: foreign ? undefined : name, ...hit };
}

function withoutOverlaps(mentions: Mention[]): Mention[] {
  const kept: Mention[] = [];
  for (const mention of mentions.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mention.start >= (kept.at(-1)?.end ?? 0)) kept.push(mention);
  }
  return kept;
}

const FIRST = 0xe000;
const LAST = 0xe0fe;

/** The sentence with each mention replaced by one mark of equal length, so that patterns can ask for "a name". */
export function hideNames(text: string, mentions: readonly Mention[]): string {
  let hidden = text.replace(/[\uE000-\uE0FF]/gu, ' ');
  mentions.slice(0, LAST - FIRST).forEach((mention, at) => {
    const mark = String.fromCharCode(FIRST + at).padEnd(mention.end - mention.start, '\uE0FF');
    hidden = hidden.slice(0, mention.start) + mark + hidden.slice(mention.end);
  });
  return hidden;
}

/** The pattern of a hidden name, as the named group of a regular expression. */
export const hiddenName = (group: string): string => `(?<${group}>[\\uE000-\\uE0FE]\\uE0FF*)`;

/**
 * The pattern of a hidden name that is the subject of its clause: at the start of the sentence or behind what parts
 * clauses. Behind a verb or a preposition ("X beats N", "a rival to N") it is an object, and what follows is not its.
 */
export const hiddenSubject = (group: string): string =>
  `(?<=^(?:(?:The|But|And|While|Whereas|Standard|Our|So|Yet) (?:standard |regular )?)?|[,;:—] (?:(?:and|but|while|whereas|so|yet) )?(?:the |standard |regular )*|\\b(?:but|while|whereas|because) (?:the |standard |regular )*)${hiddenName(group)}`;

/** The mention that a hidden name stands for. */
export const mentionOf = (mark: string | undefined, mentions: readonly Mention[]): Mention | undefined =>
  mark === undefined || mark === '' ? undefined : mentions[mark.charCodeAt(0) - FIRST];

/** Running text of one clause: no other name, no bracket, and none of the words after which somebody else is meant. */
export const CLAUSE =
  '(?:(?!\\b(?:which|that|who|whose|where|while|whereas|than|unlike|although|when|if|not|never|would|could|might|may)\\b)[^,;:()—\\uE000-\\uE0FF])*?';

/** More of the subject's own clause up to a second verb: "N runs on a wafer and …". Nothing is also fine. */
export const AND_THEN = `(?: (?!and\\b|but\\b|or\\b)${CLAUSE}(?:and|but))?`;

/** Words after which a figure is a rumour, a plan or the past: nothing of such a sentence is a fact of today. */
const HEDGED =
  /\b(?:if|would|could|might|rumou?red|reportedly|allegedly|expected to|projected|hypothetical(?:ly)?|previously|formerly|used to|no longer|targets?|imagine|suppose|so-called)\b/iu;

/** Characters beyond which a text is no sentence but something flattened; patterns would also be slow on it. */
const LONGEST = 2000;

/** Whether a sentence states something at all: questions, hedged sentences and flattened pages do not. */
export const states = (sentence: string): boolean =>
  sentence.length <= LONGEST && !/\?["”’)]*$/u.test(sentence) && !HEDGED.test(sentence);

/** A sentence with its names hidden; `antecedent` is the sentence that says whom its "it" means. */
export interface Masked {
  sentence: Sentence;
  hidden: string;
  mentions: readonly Mention[];
  antecedent: Sentence | undefined;
}

interface Topic {
  name: string;
  said: Sentence;
}

/**
 * The sentences of a block with the names that they use. "It" as a subject means the subject of the sentence right
 * before it, or nobody. `rename` may give a name to a mention that has none.
 */
export function maskedSentences(
  block: TextBlock | HeadingBlock,
  names: readonly KnownName[],
  rename: (written: string) => string | undefined = () => undefined,
): Masked[] {
  let topic: Topic | undefined;
  return sentencesAt(block).map((sentence) => {
    const isLong = sentence.text.length > LONGEST;
    const own = (isLong ? [] : mentionsIn(sentence.text, names)).map((mention) => ({
      ...mention,
      name: mention.name ?? rename(sentence.text.slice(mention.start, mention.end)),
    }));
    const it = topic && pronounIn(sentence.text, own);
    const mentions = topic && it !== undefined ? [{ name: topic.name, start: it, end: it + 2 }, ...own] : own;
    const hidden = hideNames(sentence.text, mentions);
    const antecedent = it === undefined ? undefined : topic?.said;
    if (it === undefined) topic = topicOf(hidden, mentions, sentence);
    return { sentence, hidden, mentions, antecedent };
  });
}

/** Where "it" is the subject of the main clause: at the start, or behind an opening that names nobody. */
function pronounIn(text: string, mentions: readonly Mention[]): number | undefined {
  const found = /^(?<opening>(?:\p{Lu}[^.;:]*?, )?)[Ii]t(?=[ ’']\p{Ll})/u.exec(text);
  if (found?.groups?.opening === undefined) return undefined;
  const at = found.groups.opening.length;
  return mentions.some((mention) => mention.start < at) ? undefined : at;
}

/** "The first version, N, is compact". */
const APPOSED = /^The \p{Ll}[^.,\uE000-\uE0FF]*, (?<n>[\uE000-\uE0FE]\uE0FF*), (?:is|was|has)\b/u;

/** The subject of a sentence, where it is certain: at its start, or behind an opening without any other name. */
function topicOf(hidden: string, mentions: readonly Mention[], said: Sentence): Topic | undefined {
  const found =
    APPOSED.exec(hidden) ??
    /^(?:(?:The |Standard )?|\p{Lu}[^.\uE000-\uE0FF]*, )(?<n>[\uE000-\uE0FE]\uE0FF*) (?!and\b|or\b|vs\b|versus\b)\p{Ll}/u.exec(
      hidden,
    );
  const name = mentionOf(found?.groups?.n, mentions)?.name;
  return name === undefined ? undefined : { name, said };
}
