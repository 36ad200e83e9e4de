import type { Page, PageReading } from '../../schema/source.ts';
import type { TableBlock } from '../../src/read/blocks.ts';
import { absolute, type Payload, pageInString } from '../../src/read/embedded.ts';
import { Facts, type FactTable } from '../../src/read/facts.ts';
import { flightPayloads } from '../../src/read/flight.ts';
import { openPage } from '../../src/read/html.ts';
import { type JsonNode, take } from '../../src/read/json.ts';
import { jsonTable } from '../../src/read/json-table.ts';
import { matching, price, type Say, stated } from '../../src/read/say.ts';
import type { Piece } from '../../src/read/text.ts';

/** "[META]Llama 3.1 8B**": a maker, a name, the mark of a footnote. */
const NAMED = /^(?:\[[A-Z][^\]]*\])?\s*([^[\]*†‡]*[^[\]*†‡\s])\s*([*†‡]*)$/u;
const ENDS = /^Will be deprecated on ([^.]+)\.?$/u;
/** A footnote that says nothing of prices or dates. */
const PREVIEW = /^Preview models\b[^$\d]*$/u;

const itemsOf = (node: JsonNode | undefined): readonly JsonNode[] =>
  node?.type === 'array' ? node.items : [];

/** Lines that begin with the mark of a footnote, by mark; one that two lines explain is explained by none. */
function notesIn(page: Page): Map<string, Piece | undefined> {
  const notes = new Map<string, Piece | undefined>();
  for (const { page: inner, root } of flightPayloads(page, 'text')) {
    if (root.type !== 'string' || !/^[*†‡]/u.test(root.value)) continue;
    const note = pageInString(inner, root, 'text/plain');
    for (const found of note.text.matchAll(/^([*†‡]+)\s*(\S.*?)\s*$/gmu)) {
      const [line, mark = '', text = ''] = found;
      const start = found.index + line.indexOf(text, mark.length);
      const place = absolute(note, { kind: 'text', start, end: start + text.length });
      notes.set(mark, notes.has(mark) ? undefined : { text, place });
    }
  }
  return notes;
}

/** The end of an offering, where a footnote announces it. */
const ends =
  (notes: ReadonlyMap<string, Piece | undefined>): Say =>
  ({ plain }) => {
    const note = notes.get(NAMED.exec(plain)?.[2] ?? '');
    const asWritten = ENDS.exec(note?.text ?? '')?.[1];
    return note && asWritten !== undefined ? [{ means: ['deprecated'], asWritten, beside: [note] }] : [];
  };

const RATE = /^(\$\d+(?:\.\d+)? ?\/ ?M tokens)\s*$/u;

const offerings = (notes: ReadonlyMap<string, Piece | undefined>): FactTable => ({
  name: 'prices of the developer tier',
  corner: /^Model$/u,
  columns: [
    { is: 'name', header: /^Model$/u, say: ends(notes) },
    { is: 'speed', header: /^Speed$/u, say: stated('throughput'), optional: true },
    { is: 'input', header: /^Input$/u, say: matching(RATE, price('input')) },
    { is: 'output', header: /^Output$/u, say: matching(RATE, price('output')) },
  ],
  subject: (row) => {
    const [, name, mark = ''] = NAMED.exec(row.text('name')) ?? [];
    if (name === undefined) return { refused: 'bad-name' };
    const note = notes.get(mark)?.text ?? '';
    if (mark !== '' && !ENDS.test(note) && !PREVIEW.test(note)) return { refused: 'unknown-note' };
    return { subject: { kind: 'offering', provider: 'Cerebras', name } };
  },
  unit: { in: 'cell' },
});

function tableOf({ page, root }: Payload): TableBlock[] {
  const [headings, ...rows] = itemsOf(root).map((row) => itemsOf(take(row, 'cells')));
  return headings === undefined || headings.length === 0 ? [] : [jsonTable(page, { headings, rows })];
}

/** Reads the home page: the table of the developer tier, as the page's data has it. */
export function readHome(page: Page): PageReading {
  const facts = new Facts(page, { locale: 'en', currency: 'USD' });
  openPage(page, { locale: 'en', title: /Cerebras/u });
  facts.tables(flightPayloads(page, 'rows').flatMap(tableOf), [offerings(notesIn(page))]);
  return facts.finish();
}
