import { readLicenceSentence } from './card-licence.ts';
import type { CardReading } from './card-reading.ts';
import { bodyPiece, type MarkdownText } from './markdown.ts';
import { looksLikeModel } from './model-names.ts';
import { type Masked, maskedSentences, states } from './prose.ts';
import { refusalOf } from './statements.ts';

type Text = MarkdownText & { kind: 'text' };

const COUNT = '\\d[\\d.]*\\s?(?:[BMT]\\b|billion|million|trillion)';
const SIZE = '\\d[\\d,.]*\\s?(?:[KkM]\\b|million|thousand)?';
/** Counts of parameters and lengths of context, in whatever words; parts of a model ("a 1.8B-parameter encoder") are none. */
const FIGURES = new RegExp(
  [
    `${COUNT}(?: (?:total|overall|activated|active))* (?:model )?(?:parameters?|params)\\b`,
    `${COUNT} (?:activated|active)\\b(?! (?:parameters?|params))`,
    `${SIZE}(?:[- ]tokens?)?[- ](?:long[- ])?context\\b`,
    `\\bcontext (?:window|length)s? (?:of|up to)(?: up to)? ${SIZE}`,
  ].join('|'),
  'gu',
);
/** A licence by a name of its own, or words that give one. */
const LICENCE =
  /\b(?:Apache|MIT|BSD|[AL]?GPL|Creative Commons|CC[- ]BY|OpenRAIL|Mozilla|MPL)\b(?:[^.;,:]|\.\d){0,20}\blicen[cs]e(?!\w)|\b(?:licen[cs]ed|released|distributed) under (?:an? |the )?\p{Lu}(?:[^.;,:]|\.\d){0,40}\blicen[cs]e/iu;

const letters = (name: string): string => (/\p{L}+/u.exec(name)?.[0] ?? '').toLowerCase();

/** A word in capitals with the one behind it, which may be a name that no family's pattern finds: "Kimi K2". */
const WORDS = /\p{Lu}[\p{L}\d.]*(?:[ -][\p{L}\d.-]*[\p{L}\d])?/gu;

/** Whether a figure at this place is said of a model that is not the card's: the nearest name before it is another maker's. */
function isForeign({ mentions, sentence }: Masked, at: number, { card }: CardReading): boolean {
  const nearest = mentions.findLast(({ end }) => end <= at);
  if (nearest?.name !== undefined) return false;
  const own = new Set([card.title, ...card.models.map(({ name }) => name)].map(letters));
  const words = (sentence.text.slice(0, at).match(WORDS) ?? []).filter(looksLikeModel);
  const written = nearest ? sentence.text.slice(nearest.start, nearest.end) : words.at(-1);
  return written !== undefined && !own.has(letters(written));
}

/** A stretch of a sentence that a pattern knows. */
export interface Span {
  start: number;
  end: number;
}

/** Refuses by name each figure of a card's sentence that nothing read, and a licence that it gives; returns how many. */
export function refuseUnread(
  { block, masked, known }: { block: Text; masked: Masked; known: readonly Span[] },
  reading: CardReading,
): number {
  const { sentence, hidden } = masked;
  const pieces = [bodyPiece(reading.page, block.flow, sentence)];
  const left = [...hidden.matchAll(FIGURES)].filter(
    ({ index, 0: { length } }) =>
      !isForeign(masked, index, reading) &&
      known.every(({ start, end }) => end <= index || start >= index + length),
  );
  for (const [figure] of left)
    reading.account.refuse(block, refusalOf('unread-figure', `${figure} in: ${sentence.text}`, pieces));
  if (!LICENCE.test(sentence.text)) return left.length;
  readLicenceSentence(block, sentence, reading);
  return left.length + 1;
}

/** Refuses the unread figures of a block of which something else was read: a day of news. */
export function refuseUnreadIn(block: Text, reading: CardReading): void {
  for (const masked of maskedSentences(block, reading.card.models))
    if (states(masked.sentence.text)) refuseUnread({ block, masked, known: [] }, reading);
}
