import { type CardReading, modelNamed } from './card-reading.ts';
import { refuseUnreadIn } from './card-unread.ts';
import { bodyPiece, type MarkdownBlock } from './markdown.ts';
import { looksLikeModel } from './model-names.ts';
import { states } from './prose.ts';

const DATED = /^\[?(?<date>\d{4}[./-]\d{1,2}[./-]\d{1,2})\]?\s*[:：]?\s+(?<text>.+)$/u;
const NAME = '(?<name>[\\p{L}][\\p{L}\\d.]*(?:[- ][\\p{L}\\d.]*\\d[\\p{L}\\d.]*|-[\\p{L}\\d.]+)*)';
/** Ways in which an item of news says that one model came out on its day. */
const RELEASED: readonly RegExp[] = [
  new RegExp(`^${NAME} (?:is|has been|was) (?:now )?released\\b`, 'u'),
  new RegExp(
    `^We (?:have )?(?:released?|open-sourced?) (?:the )?${NAME}(?=[.!]?(?:\\s|$)(?! ?\\p{Ll}))`,
    'u',
  ),
  new RegExp(`^We (?:have )?released? [^:;!?]*?, named ${NAME}(?=[,.!]?(?:\\s|$))`, 'u'),
];

const inOneForm = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split(/[./-]/u);
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** Reads an item of news that begins with its day; false for a block that is none. */
export function readNews(block: MarkdownBlock, reading: CardReading): boolean {
  const { account, page, statements } = reading;
  if (block.kind !== 'text' || block.role === 'code') return false;
  const { date, text } = DATED.exec(block.text)?.groups ?? {};
  if (date === undefined || text === undefined) return false;
  const names = states(text)
    ? RELEASED.flatMap((is) => is.exec(text)?.groups?.name?.replace(/\.$/u, '') ?? [])
    : [];
  const [name] = names.filter((one) => looksLikeModel(one) || /^Ling-|^Ring-/u.test(one));
  if (name === undefined) account.ignore(block, 'news that no model came out for certain');
  else {
    account.take(block);
    const piece = bodyPiece(page, block.flow, { start: 0, end: block.text.length });
    const asWritten = /^\d{4}([./-])\d\d\1\d\d$/u.test(date) ? date : inOneForm(date);
    statements.add({ subject: modelNamed(name), means: ['released'], asWritten, pieces: [piece] });
  }
  refuseUnreadIn(block, reading);
  return true;
}
