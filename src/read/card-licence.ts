import type { NamedSubject } from '../../schema/statement.ts';
import { type Card, sameName } from './card-models.ts';
import { type CardReading, modelNamed } from './card-reading.ts';
import { strictFrontMatter } from './front-matter.ts';
import { bodyPiece, type MarkdownText } from './markdown.ts';
import { type Sentence, sentencesAt } from './prose.ts';
import { refusalOf } from './statements.ts';
import type { Piece } from './text.ts';

const UNDER =
  /^(?<what>.+?) (?:is|are) (?:open[- ]sourced|licen[cs]ed|released|distributed|made available|available) under (?:the |an? )?(?<f>\p{Lu}[\p{L}\d. -]*?)(?: by .*)?\.?$/u;
const WEIGHTS = /\b(?:model weights|weights|(?:this|the) model)\b/iu;
const PROJECT = /^this (?:project|repository|work)$/iu;
const CODE = /\bcode\b/iu;

/** Whether a licence that is said of `what` is the licence of the card's one model. */
function isOfModel(what: string, { single, title }: Card): boolean {
  if (single === undefined) return false;
  if (WEIGHTS.test(what) || sameName(what, single)) return true;
  return PROJECT.test(what) && sameName(title, single);
}

/** Characters of a text in which a licence is looked for. */
const LONGEST = 2000;

/** The one licence that a text names: all of a short one, else the only words in capitals that end in "License". */
export function licenceNamed(text: string): string | undefined {
  const short = text.replace(/\.$/u, '');
  if (short.length <= 30 && !/\b(?:is|are|see|under)\b/u.test(short)) return short;
  const named =
    text
      .slice(0, LONGEST)
      .match(/\p{Lu}[\p{L}\d.-]*(?: [\p{Lu}\d][\p{L}\d.-]*){0,8} Licen[cs]e(?: Agreement)?\b/gu) ?? [];
  const [only, other] = new Set(named);
  return other === undefined ? only : undefined;
}

/** Reads a text under a heading "License". A licence of code alone, or of nobody named, is refused by name. */
export function readLicence(block: MarkdownText & { kind: 'text' }, reading: CardReading): void {
  reading.account.take(block);
  for (const sentence of sentencesAt(block))
    if (/licen[cs]e/iu.test(sentence.text)) readLicenceSentence(block, sentence, reading);
}

/** Reads a sentence that gives a licence; where it is the code's, or it is not certain whose, it is refused by name. */
export function readLicenceSentence(
  block: MarkdownText & { kind: 'text' },
  sentence: Sentence,
  { account, card, page, statements }: CardReading,
): void {
  const pieces = [bodyPiece(page, block.flow, sentence)];
  const groups = UNDER.exec(sentence.text)?.groups;
  if (groups?.f !== undefined && card.single !== undefined && isOfModel(groups.what ?? '', card)) {
    statements.add({ subject: modelNamed(card.single), means: ['licence'], asWritten: groups.f, pieces });
    return;
  }
  const reason = CODE.test(groups?.what ?? '') ? 'licence-of-code' : 'licence-of-nobody-named';
  account.refuse(block, refusalOf(reason, sentence.text, pieces));
}

/** Reads the licence of a card's front matter; `other` stands for the name beside it. */
export function readFrontMatter({ account, card, page, rules, statements }: CardReading): void {
  const entries = strictFrontMatter(page);
  const licence = entries.get('license');
  const isOther = licence?.items.length === 1 && licence.items[0]?.value === 'other';
  const items = (isOther ? entries.get('license_name') : licence)?.items ?? [];
  const of: NamedSubject | undefined =
    rules.repository ?? (card.single === undefined ? undefined : modelNamed(card.single));
  account.expect(items, ({ value }) => `front matter license: ${value}`);
  const key = isOther ? entries.get('license_name') : licence;
  for (const item of items) {
    const pieces: Piece[] =
      key && items.length === 1 ? [{ text: pageText(page.text, key), place: key.place }] : [item];
    if (of === undefined || items.length > 1)
      account.refuse(item, refusalOf('licence-of-nobody-named', item.value, pieces));
    else {
      account.take(item);
      statements.add({ subject: of, means: ['licence'], asWritten: item.value, pieces });
    }
  }
}

const pageText = (text: string, { place }: { place: Piece['place'] }): string =>
  place.kind === 'text' ? text.slice(place.start, place.end).replace(/\s+/gu, ' ').trim() : '';

const BADGE = /img\.shields\.io\/badge\/(?<label>[^-\s"')]*Licen[cs]e)-(?<value>(?:[^-\s"')]|--)+)-/giu;
const spaced = (text: string): string => text.replaceAll('--', '-').replace(/%20|_/gu, ' ').trim();

/**
 * Reads the badge "License: MIT" above a card of one model. A badge of the code alone says nothing of the model, and
 * so does one beside a text that gives a licence of the code only.
 */
export function readBadges({ account, card, page, statements }: CardReading): void {
  const badges = [...page.text.matchAll(BADGE)];
  const ofCodeOnly = account.refused.some(({ reason }) => reason === 'licence-of-code');
  account.expect(badges, ([badge]) => badge);
  for (const badge of badges) {
    const { label = '', value = '' } = badge.groups ?? {};
    const start = badge.index + badge[0].indexOf(label);
    const text = page.text.slice(start, start + label.length + 1 + value.length);
    const pieces: Piece[] = [{ text, place: { kind: 'text', start, end: start + text.length } }];
    const kind = spaced(decodeURIComponent(label.replace(/%(?![\da-f]{2})/giu, '%25')));
    const asWritten = spaced(value);
    if (CODE.test(kind)) account.ignore(badge, 'the licence of the code');
    else if (card.single === undefined || ofCodeOnly || /agreement|licen[cs]e$/iu.test(asWritten))
      account.refuse(badge, refusalOf('licence-of-nobody-named', `${kind}: ${asWritten}`, pieces));
    else {
      account.take(badge);
      statements.add({ subject: modelNamed(card.single), means: ['licence'], asWritten, pieces });
    }
  }
}
