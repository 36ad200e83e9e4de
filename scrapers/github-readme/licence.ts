import { fold } from '../../src/read/blocks.ts';
import { type FrontMatterEntry, frontMatter } from '../../src/read/front-matter.ts';
import { bodyPiece, type MarkdownText } from '../../src/read/markdown.ts';
import { type Sentence, sentencesAt, tokensOf } from '../../src/read/prose.ts';
import { refusalOf } from '../../src/read/statements.ts';
import type { Piece } from '../../src/read/text.ts';
import type { Card } from './card.ts';
import { model, type Reading } from './reading.ts';

const UNDER =
  /^(?<what>.+?) (?:is|are) (?:open[- ]sourced|licen[cs]ed|released|distributed|made available|available) under (?:the |an? )?(?<f>\p{Lu}[\p{L}\d. -]*?)(?: by .*)?\.?$/u;
const WEIGHTS = /\b(?:model weights|weights|(?:this|the) model)\b/iu;
const PROJECT = /^this (?:project|repository|work)$/iu;

const sameName = (a: string, b: string): boolean =>
  tokensOf(a).join(' ').toLowerCase() === tokensOf(b).join(' ').toLowerCase();

/** Whether a licence that is said of `what` is the licence of the card's one model. */
function isOfModel(what: string, { single, title }: Card): boolean {
  if (single === undefined) return false;
  if (WEIGHTS.test(what) || sameName(what, single)) return true;
  return PROJECT.test(what) && sameName(title, single);
}

/** Reads a text under a heading "License". A licence of code alone, or of nobody named, is refused by name. */
export function readLicence(block: MarkdownText & { kind: 'text' }, reading: Reading): void {
  reading.account.take(block);
  for (const sentence of sentencesAt(block)) {
    if (!/licen[cs]e/iu.test(sentence.text)) continue;
    readSentence(block, sentence, reading);
  }
}

function readSentence(block: MarkdownText & { kind: 'text' }, sentence: Sentence, reading: Reading): void {
  const pieces = [bodyPiece(reading.page, block.flow, sentence)];
  const groups = UNDER.exec(sentence.text)?.groups;
  const { single } = reading.card;
  if (groups?.f !== undefined && single !== undefined && isOfModel(groups.what ?? '', reading.card)) {
    reading.statements.add({ subject: model(single), means: ['licence'], asWritten: groups.f, pieces });
    return;
  }
  const reason = /\bcode\b/iu.test(groups?.what ?? '') ? 'licence-of-code' : 'licence-of-nobody-named';
  reading.account.refuse(block, refusalOf(reason, sentence.text, pieces));
}

/** Reads the licence of a card's front matter; `other` stands for the name beside it. */
export function readFrontMatter(reading: Reading): void {
  const entries = frontMatter(reading.page);
  const licence = entries.get('license');
  const named = licence?.values[0] === 'other' ? entries.get('license_name') : licence;
  const [asWritten, ...more] = named?.values ?? [];
  if (!named || asWritten === undefined) return;
  const pieces = [pieceOf(named, reading)];
  const item = { asWritten };
  reading.account.expect([item], () => `front matter license: ${asWritten}`);
  if (reading.card.single === undefined || more.length > 0) {
    reading.account.refuse(item, refusalOf('licence-of-nobody-named', asWritten, pieces));
    return;
  }
  reading.account.take(item);
  reading.statements.add({ subject: model(reading.card.single), means: ['licence'], asWritten, pieces });
}

function pieceOf({ place }: FrontMatterEntry, { page }: Reading): Piece {
  return { text: place.kind === 'text' ? fold(page.text.slice(place.start, place.end)) : '', place };
}
