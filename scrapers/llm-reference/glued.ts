import type { TextBlock } from '../../src/read/blocks.ts';
import { refusalOf } from '../../src/read/statements.ts';
import type { Draft } from './draft.ts';
import { cornerKind, labelAt } from './labels.ts';
import { sidesIn } from './names.ts';
import { type Section, TABLE_SECTIONS } from './sections.ts';

/** "SignalAB" or "Signal": the header of a table whose cells ran together. */
function isHeader(draft: Draft, text: string): boolean {
  const [first, second] = draft.pair.names;
  const corner = text.endsWith(first + second) ? text.slice(0, -(first + second).length) : text;
  return cornerKind(corner) !== undefined;
}

const isProse = (text: string): boolean => /[.!?:…]["'”’)\]]*$/u.test(text) && text.includes(' ');

/** The label of a row whose cells ran together: nothing parts it from what follows, so nothing parts the cells. */
function gluedLabel(text: string, inTables: boolean): string | undefined {
  const label = labelAt(text);
  if (label === undefined) return undefined;
  const rest = text.slice(label.length);
  if (inTables) return /^[^\s.,;:?!'’]/u.test(rest) || !isProse(text) ? label : undefined;
  return /^(?:[\p{Lu}\d$—–]|-(?![\p{Ll}]))/u.test(rest) ? label : undefined;
}

/** Names and refuses a line that was a table's row; false where the line is something else. */
export function refuseGlued(draft: Draft, section: Section, block: TextBlock): boolean {
  const { account } = draft;
  const inTables = TABLE_SECTIONS.has(section.name);
  const piece = { text: block.text, place: block.place };
  if (isHeader(draft, block.text)) {
    account.ignore(block, 'header of a table whose cells ran together');
    return true;
  }
  const label = gluedLabel(block.text, inTables);
  if (label !== undefined) {
    account.refuse(block, refusalOf('glued-row', label, [piece]));
    return true;
  }
  if (!inTables || isProse(block.text)) return false;
  const speaks = /[\d$]/u.test(block.text) || sidesIn(draft.pair.mask(block.text)).length > 0;
  if (speaks) account.refuse(block, refusalOf('loose-line', block.text, [piece]));
  else account.ignore(block, 'a caption');
  return true;
}
