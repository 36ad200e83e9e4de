import { type Cell, type Read, read, refused, shown, UNKNOWN } from './cell.ts';
import { isEmpty } from './markers.ts';

/** Adjectives that are no phrase by themselves: "long, tangled chains of work" is one. */
const ADJECTIVES: ReadonlySet<string> = new Set([
  'complex',
  'simple',
  'long',
  'short',
  'large',
  'small',
  'deep',
  'hard',
]);

function piecesOf(text: string): string[] {
  const pieces = text.split(/[,;]/).map((piece) => piece.trim());
  const last = pieces.pop() ?? '';
  const [head = '', ...more] = /^and /i.test(last) ? [last.slice(4)] : last.split(/ and | & /i);
  return [...pieces, head, ...more].map((piece) => piece.trim()).filter((piece) => piece !== '');
}

/**
 * Reads an editor's list: phrases split at commas and at the "and" of the last one, in lower case, joined by "; ".
 * Phrases are never in conflict, so nothing more is made of them.
 */
export function readPhrases(cell: Cell): Read {
  if (isEmpty(cell.text)) return read({ value: UNKNOWN });
  const phrases: string[] = [];
  let waiting = '';
  for (const piece of piecesOf(cell.text.toLowerCase().replace(/\.$/, ''))) {
    if (ADJECTIVES.has(piece)) waiting = `${waiting}${piece} `;
    else {
      phrases.push(`${waiting}${piece}`);
      waiting = '';
    }
  }
  if (phrases.length === 0 || waiting !== '')
    return refused('unreadable-phrases', `${shown(cell.text)} is no list of phrases.`);
  return read({ value: { kind: 'phrases', text: phrases.join('; ') } });
}

/** Keeps the name of another subject as written; who it is, is found out where names are known. */
export function readKey(cell: Cell): Read {
  if (cell.text === '') return read({ value: UNKNOWN });
  return read({ value: { kind: 'key', text: cell.text } });
}
