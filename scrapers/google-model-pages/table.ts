import type { NamedSubject } from '../../schema/statement.ts';
import type { Cell } from '../../src/read/blocks.ts';
import type { Facts } from '../../src/read/facts.ts';
import { type Draft, refusalOf } from '../../src/read/statements.ts';
import type { PlacedTable } from '../../src/read/table.ts';
import type { Piece } from '../../src/read/text.ts';
import { CAPABILITIES, GROUPS, labelOf, MEDIA, PROPERTIES, STATES } from './properties.ts';

const ID = /^[a-z][a-z\d]*(?:[.-][a-z\d]+)*$/u;
/** A name that points to another model tomorrow says nothing lasting about a model. */
const MOVING = /(?:^|-)latest$/u;

const pieceOf = ({ text, place }: Cell): Piece => ({ text, place });

/** A label and its value, with the cells that hold them. */
interface Pair {
  label: string;
  value: string;
  cells: readonly Cell[];
  /** The row whose labels these are. */
  group: string;
}

/** The labels of a row: its own, or those that stand line by line in its second cell; undefined where they do not pair. */
function pairsOf(label: Cell, value: Cell): readonly Pair[] | undefined {
  const group = labelOf(label.text);
  const cells = [label, value];
  if (!GROUPS.has(group)) return [{ label: group, value: value.plain, cells, group: '' }];
  const lines = value.lines ?? [];
  if (lines.length === 0 || lines.length % 2 === 1) return undefined;
  return lines.flatMap((line, at) =>
    at % 2 === 0 ? [{ label: labelOf(line), value: lines[at + 1] ?? '', cells, group }] : [],
  );
}

/** The table of one model's properties, while it is read. */
export class ModelTable {
  private readonly facts: Facts;
  private readonly placed: PlacedTable;
  private id = '';
  private code: Cell | undefined;

  constructor(facts: Facts, placed: PlacedTable) {
    this.facts = facts;
    this.placed = placed;
  }

  private get head(): Piece[] {
    return this.code ? [pieceOf(this.code)] : [];
  }

  private refuse(reason: string, what: string, cells: readonly Cell[]): void {
    const pieces = [...this.head, ...cells.map(pieceOf)];
    this.facts.account.refuse(this.placed, refusalOf(reason, `${this.id} ${what}`.trim(), pieces));
  }

  private both(cells: readonly Cell[], draft: Omit<Draft, 'subject' | 'pieces'>): void {
    const model: NamedSubject[] = MOVING.test(this.id) ? [] : [{ kind: 'model', id: this.id }];
    const pieces = [...this.head, ...cells.map(pieceOf)];
    for (const subject of [{ kind: 'offering', provider: 'google', id: this.id } as const, ...model])
      this.facts.statements.add({ ...draft, subject, pieces, row: this.id });
  }

  private capability({ label, value, cells }: Pair): void {
    const unitWritten = STATES.get(value.toLowerCase());
    if (unitWritten === undefined) this.refuse('unknown-state', `${label}: ${value}`, cells);
    else {
      const scope = label.replaceAll(/[^a-z\d]+/gu, '_');
      this.both(cells, { means: ['capability'], scope, asWritten: value, unitWritten, column: label });
    }
  }

  private media({ label, value, cells }: Pair, side: 'input' | 'output'): void {
    const words = value.split(/,\s*(?:and\s+)?|\s+and\s+/u);
    const media = words.map((word) => MEDIA.get(word.toLowerCase()));
    if (media.includes(undefined)) this.refuse('unknown-medium', value, cells);
    else
      for (const [at, medium] of media.entries())
        this.both(cells, {
          means: ['modality'],
          scope: `${side}=${medium}`,
          asWritten: words[at] ?? '',
          unitWritten: 'yes',
          column: label,
        });
  }

  private pair(pair: Pair): void {
    const property = PROPERTIES.get(pair.label);
    if (pair.group === CAPABILITIES) this.capability(pair);
    else if (property === undefined) this.refuse('unknown-property', pair.label, pair.cells);
    else if ('media' in property) this.media(pair, property.media);
    else if ('ignore' in property) return;
    else if (!property.is.test(pair.value))
      this.refuse('unreadable-cell', `${pair.label}: ${pair.value}`, pair.cells);
    else this.both(pair.cells, { means: property.means, asWritten: pair.value, column: pair.label });
  }

  /** Reads the rows below the header; without one id the table is about nobody and is refused. */
  read(): void {
    const [header = [], ...rows] = this.placed.table.rows;
    const codes = rows.filter(([label]) => label && labelOf(label.text) === 'model code');
    const [, code] = codes[0] ?? [];
    const ids = code?.codes?.length ? code.codes : [code?.plain ?? ''];
    if (header.length !== 2 || codes.length !== 1 || ids.length !== 1 || !ID.test(ids[0] ?? '')) {
      this.refuse('bad-id', ids.join(' '), header);
      return;
    }
    this.id = ids[0] ?? '';
    this.code = code;
    const subject = { kind: 'offering', provider: 'google', id: this.id } as const;
    this.facts.statements.add({
      subject,
      means: ['model'],
      asWritten: this.id,
      pieces: this.head,
      row: this.id,
    });
    for (const [label, value] of rows) {
      if (!label || !value || value === code) continue;
      const pairs = pairsOf(label, value);
      if (pairs === undefined) this.refuse('unreadable-cell', label.text, [label, value]);
      else for (const pair of pairs) this.pair(pair);
    }
    this.facts.account.take(this.placed);
  }
}
