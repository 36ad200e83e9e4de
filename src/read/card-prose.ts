import { AVAILABLE, isStretched, PATTERNS } from './card-patterns.ts';
import { type CardReading, modelNamed } from './card-reading.ts';
import { routesOf } from './card-routes.ts';
import { sellerOf } from './card-tables.ts';
import { refuseUnread, type Span } from './card-unread.ts';
import { bodyPiece, type MarkdownText } from './markdown.ts';
import { type Masked, maskedSentences, mentionOf, type Sentence, states } from './prose.ts';
import { refusalOf } from './statements.ts';
import type { Piece } from './text.ts';

type Text = MarkdownText & { kind: 'text' };

/** Reads one paragraph or item; a text that says nothing in a known way is ignored by name. */
export function readText(block: Text, reading: CardReading): void {
  let count = 0;
  for (const masked of maskedSentences(block, reading.card.models)) {
    if (states(masked.sentence.text)) count += readSentence(block, masked, reading);
  }
  if (count > 0) reading.account.take(block);
  else reading.account.ignore(block, 'no sentence says a known figure of a named model');
}

const piecesOf = (block: Text, masked: Masked, reading: CardReading): Piece[] =>
  [masked.antecedent, masked.sentence]
    .filter((sentence): sentence is Sentence => sentence !== undefined)
    .map((sentence) => bodyPiece(reading.page, block.flow, sentence));

function readSentence(block: Text, masked: Masked, reading: CardReading): number {
  const pieces = piecesOf(block, masked, reading);
  let count = readRoutes(block, masked, reading);
  const known: Span[] = [];
  for (const { is, say } of PATTERNS) {
    for (const match of masked.hidden.matchAll(is)) {
      const name = mentionOf(match.groups?.n, masked.mentions)?.name;
      if (name === undefined) continue;
      known.push({ start: match.index, end: match.index + match[0].length });
      for (const figure of say(match.groups ?? {})) {
        if (
          figure.means === 'context_window' &&
          figure.scope === undefined &&
          isStretched(masked.sentence.text)
        )
          continue;
        reading.statements.add({ ...figure, subject: modelNamed(name), means: [figure.means], pieces });
        count += 1;
      }
    }
  }
  return count + refuseUnread({ block, masked, known }, reading);
}

function readRoutes(block: Text, masked: Masked, reading: CardReading): number {
  const groups = AVAILABLE.exec(masked.hidden)?.groups;
  const name = mentionOf(groups?.n, masked.mentions)?.name;
  if (name === undefined || groups?.list === undefined) return 0;
  const pieces = piecesOf(block, masked, reading);
  const routes = routesOf(groups.list, sellerOf(reading));
  for (const { written, via } of routes) {
    if (via === undefined) {
      reading.account.refuse(block, refusalOf('unknown-route', written, pieces));
      continue;
    }
    const said = {
      subject: modelNamed(name),
      means: ['available'],
      scope: `via=${via}`,
      asWritten: 'available',
    } as const;
    reading.statements.add({ ...said, unitWritten: 'yes', pieces });
  }
  return routes.length;
}
