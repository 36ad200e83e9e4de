import type { Block, TableBlock } from './blocks.ts';
import { licenceNamed } from './card-licence.ts';
import { type CardReading, cellPieces, modelNamed } from './card-reading.ts';
import { type Label, labelOf } from './card-rows.ts';
import { bodyPiece, type MarkdownBlock } from './markdown.ts';
import { sentencesAt } from './prose.ts';
import { refusalOf } from './statements.ts';
import type { Piece } from './text.ts';

/** Headers above a summary of two columns that say nothing of their own. */
const HEADERS =
  /^(?:|component|property|attribute|item|parameters?|features?|specifications?|spec|values?|details?|description)$/iu;
/** Rows of a summary about the inside of the network. */
const INSIDE =
  /layer|dimension|\bheads?\b|expert|vocabulary|attention|activation function|encoder|backbone|tokenizer|precision|embedding|optimizer|hidden/iu;

/** Two columns, the first of them labels: what a card says of its one model. */
export function readSummary(table: TableBlock, reading: CardReading): void {
  const { account, card } = reading;
  const [head = []] = table.rows;
  const isHeader = labelOf(head[0]?.plain ?? '') === undefined;
  const strange = isHeader
    ? head.find(({ plain }) => !HEADERS.test(plain) && plain !== card.single)
    : undefined;
  const all = cellPieces(table.rows.flat(), reading);
  if (card.single === undefined) account.refuse(table, refusalOf('whose-summary', 'model summary', all));
  else if (head.length !== 2 || strange)
    account.refuse(table, refusalOf('unknown-column', strange?.plain ?? 'model summary', all));
  else {
    account.take(table);
    for (const row of table.rows.slice(isHeader ? 1 : 0)) readRow(table, { row, name: card.single }, reading);
  }
}

function readRow(
  table: TableBlock,
  { row: [labelCell, cell], name }: { row: TableBlock['rows'][number]; name: string },
  reading: CardReading,
): void {
  const text = labelCell?.plain ?? '';
  const label = labelOf(text);
  const pieces = cellPieces([labelCell, cell], reading);
  if (label && cell && cell.text !== '') {
    const asWritten = cell.plain.replace(/ \(per token(?: generation)?\)$/u, '');
    const { means, scope = '' } = label;
    reading.statements.add({
      subject: modelNamed(name),
      means: [means],
      scope,
      asWritten,
      pieces,
      row: text,
      column: '',
    });
  } else if (!label && !INSIDE.test(text))
    reading.account.refuse(table, refusalOf('unknown-row', text, pieces));
}

const LABELLED = /^(?<label>[\p{L}][\p{L} -]{2,40}?) ?[:：] ?(?<value>\S.*)$/u;

/** A label that only its type sets apart: "Model Release Date April 18, 2026." */
const SET_APART =
  /^(?<label>(?:Model )?Release Date|Licen[cs]e) (?<value>(?:An? (?:custom|commercial)\b|\p{Lu}\p{L}+ \d).*)$/u;

interface Labelled {
  label: Label;
  value: string;
  piece: Piece;
}

/** "License: …" as a paragraph or an item, with its first sentence as the value. */
function labelledIn(block: MarkdownBlock, reading: CardReading): Labelled | undefined {
  if (block.kind !== 'text' || block.role === 'code') return undefined;
  const [sentence] = sentencesAt(block);
  const found = sentence && (LABELLED.exec(sentence.text) ?? SET_APART.exec(sentence.text))?.groups;
  const label = labelOf(found?.label ?? '');
  if (!sentence || !found?.value || !label) return undefined;
  return { label, value: found.value, piece: bodyPiece(reading.page, block.flow, sentence) };
}

const AS_STANDS: ReadonlySet<string> = new Set(['released', 'knowledge_cutoff']);

/** A labelled paragraph is about the card's one model, else about each that its tables list. */
export function readLabelled(block: MarkdownBlock, reading: CardReading): boolean {
  const said = labelledIn(block, reading);
  const { card, account, statements } = reading;
  const whole = said?.label.means === 'licence' ? licenceNamed(said.value) : undefined;
  const asWritten = said && AS_STANDS.has(said.label.means) ? said.value.replace(/\.$/u, '') : whole;
  if (!said || !(said.label.means === 'licence' || asWritten !== undefined)) return false;
  const names = card.single === undefined ? card.listed : [card.single];
  if (names.length === 0 || asWritten === undefined) {
    account.refuse(block, refusalOf('whose-label', said.piece.text, [said.piece]));
    return true;
  }
  account.take(block);
  for (const name of names)
    statements.add({ subject: modelNamed(name), means: [said.label.means], asWritten, pieces: [said.piece] });
  return true;
}

const FEATURES = /^(?<name>.+?) has the following (?:features|specifications|characteristics)\b.*[:：]$/iu;

/** Items right behind "X has the following features:" are about X. Returns the blocks that were read so. */
export function readFeatures(blocks: readonly MarkdownBlock[], reading: CardReading): Set<Block> {
  const read = new Set<Block>();
  let owner: { name: string; piece: Piece } | undefined;
  for (const block of blocks) {
    const opening = block.kind === 'text' && block.role !== 'code' ? FEATURES.exec(block.text) : null;
    const name = opening?.groups?.name?.replace(/^The /u, '');
    if (block.kind === 'text' && name !== undefined) {
      const own = reading.card.models.some((model) => model.name === name);
      const piece = bodyPiece(reading.page, block.flow, { start: 0, end: block.text.length });
      owner = own ? { name, piece } : undefined;
    } else if (block.kind !== 'text' || block.role !== 'item') owner = undefined;
    else if (owner) {
      const said = labelledIn(block, reading);
      if (!said) continue;
      reading.account.take(block);
      read.add(block);
      const { means, scope = '' } = said.label;
      const asWritten = said.value.replace(/\.$/u, '');
      reading.statements.add({
        subject: modelNamed(owner.name),
        means: [means],
        scope,
        asWritten,
        pieces: [owner.piece, said.piece],
      });
    }
  }
  return read;
}
