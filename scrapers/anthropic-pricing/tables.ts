import type { Qualifiers } from '../../schema/scope.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import type { Cell } from '../../src/read/blocks.ts';
import type { FactTable, Subject } from '../../src/read/facts.ts';
import { matching, price, type Said, type Say, type Told } from '../../src/read/say.ts';
import type { PlacedTable, Row } from '../../src/read/table.ts';
import type { Piece } from '../../src/read/text.ts';
import { type Named, namesOf, namesSaid, thresholdOf } from './names.ts';

/** Whom each row names, with the pieces that say it. */
type Rows = Map<Row, Named & { beside: readonly Piece[] }>;

/** An amount with its unit, and perhaps the digit of a footnote: "$0.25 / MTok1". */
const AMOUNT = /^(\D*\d+(?:\.\d+)?\s?\/\s?MTok)(?:\s?\d{1,2})?$/u;

const offering = (name: string): NamedSubject => ({ kind: 'offering', provider: 'anthropic', name });

const together = (told: readonly Told[]): Told =>
  told.find((one) => 'refused' in one) ?? told.flatMap((one) => ('refused' in one ? [] : one));

/** The name of a row, else that of the nearest row above that has one. */
function nameCell({ table }: PlacedTable, row: Row): Cell | undefined {
  const at = table.rows.indexOf(row.cells);
  return table.rows.slice(1, at + 1).findLast((cells) => cells[0]?.plain !== '')?.[0];
}

/** What a column says of each model of the row, for the days on which it holds. */
const ofEach =
  (rows: Rows, say: Say): Say =>
  (cell, around) => {
    const named = rows.get(around.row);
    const told = say(cell, named?.part ? { ...around, part: { ...around.part, ...named.part } } : around);
    if (named === undefined || 'refused' in told) return told;
    const days = {
      ...(named.from === undefined ? {} : { validFrom: named.from }),
      ...(named.until === undefined ? {} : { validUntil: named.until }),
    };
    const beside = [...named.beside];
    return named.names.flatMap((name): Said[] =>
      told.map((said) => ({ ...said, ...days, of: offering(name), beside })),
    );
  };

/** "deprecated" beside the name, said of the model. */
const status =
  (rows: Rows): Say =>
  (_, { row }) => {
    const { names = [], status: asWritten } = rows.get(row) ?? {};
    if (asWritten === undefined) return [];
    return names.map((name) => ({ means: ['status'], asWritten, of: { kind: 'model', name } }));
  };

/** Cells that name what they price: "Input: $6 / MTok", "Output: $22.50 / MTok", one or both. */
const labelledPrices =
  (tier: Qualifiers): Say =>
  (cell, around) => {
    const above = thresholdOf(around.row.column('above')?.label ?? '');
    const isAbove = around.row.cell('above') === cell;
    if (isAbove && above === undefined) return { refused: 'unreadable-header' };
    const band = isAbove ? `;above=${above}` : '';
    return together(
      cell.plain.split(/(?=(?:Input|Output):)/u).map((text): Told => {
        const [, label = '', amount = ''] = /^(Input|Output): ?(.+)$/u.exec(text.trim()) ?? [];
        const say = matching(AMOUNT, price(`${label.toLowerCase()}${band}`, tier));
        return label === '' ? { refused: 'unreadable-cell' } : say({ ...cell, plain: amount }, around);
      }),
    );
  };

const cost = (rows: Rows, part: string, tier: Qualifiers = {}): Say =>
  ofEach(rows, matching(AMOUNT, price(part, tier)));

/** Who a row is about: the models that its cell names, or those that a sentence above the table names. */
class Subjects {
  readonly rows: Rows = new Map();

  private known(row: Row, named: Named | undefined, said: readonly Piece[]): Subject {
    const [first] = named?.names ?? [];
    if (named === undefined || first === undefined) return { refused: 'unknown-name' };
    this.rows.set(row, { ...named, beside: said.map(({ text, place }) => ({ text, place })) });
    return { subject: offering(first) };
  }

  readonly byCell = (row: Row, placed: PlacedTable): Subject => {
    const cell = nameCell(placed, row);
    return this.known(row, cell && namesOf(cell.plain), cell ? [cell] : []);
  };

  readonly bySentence = (row: Row, { before }: PlacedTable): Subject => {
    const said = before.find(({ text }) => namesSaid(text) !== undefined);
    return said === undefined ? { refused: 'no-subject' } : this.known(row, namesSaid(said.text), [said]);
  };
}

const column = (is: string, header: RegExp, say: Say) => ({ is, header, say });

const nameOf = (rows: Rows) => column('name', /^(?:Model › )?(?:Model|Name)$/iu, status(rows));

const byModel = (rows: Rows) => [
  nameOf(rows),
  column('input', /^Base (?:input tokens|tokens › Input)$/iu, cost(rows, 'input')),
  column('5m', /^(?:Prompt caching › )?5m (?:cache )?writes$/iu, cost(rows, 'cache_write;ttl=5m')),
  column('1h', /^(?:Prompt caching › )?1h (?:cache )?writes$/iu, cost(rows, 'cache_write;ttl=1h')),
  column('hits', /^(?:Prompt caching › )?(?:Cache )?hits (?:&|and) refreshes$/iu, cost(rows, 'cache_read')),
  column('output', /^(?:Output tokens|Base tokens › Output)$/iu, cost(rows, 'output')),
];

const byTier = (rows: Rows, tier: string) => [
  column('input', /^(?:Batch )?input$/iu, cost(rows, 'input', { tier })),
  column('output', /^(?:Batch )?output$/iu, cost(rows, 'output', { tier })),
];

const byBand = (rows: Rows, tier: Qualifiers) => [
  column('upto', /^≤\s?[\d,]+K? input tokens$/iu, ofEach(rows, labelledPrices(tier))),
  column('above', /^>\s?[\d,]+K? input tokens$/iu, ofEach(rows, labelledPrices(tier))),
];

const FAST = /Fast mode pricing$/iu;
const LONG = /Long context pricing$/iu;

/** The tables of prices: by model; batch; long prompts and fast mode, whose models a sentence may name instead. */
export function priceTables(): FactTable[] {
  const { rows, byCell, bySentence } = new Subjects();
  const model = { many: true, unit: { in: 'cell' }, subject: byCell } as const;
  const named = { ...model, optional: true, corner: /^Model$/iu } as const;
  const unnamed = { ...model, optional: true, subject: bySentence } as const;
  const bands = byBand(rows, {});
  const fast = byTier(rows, 'fast');
  return [
    { ...model, name: 'model pricing', under: /(?:^|› )Model pricing$/iu, columns: byModel(rows) },
    {
      ...model,
      name: 'batch',
      under: /Batch processing$/iu,
      columns: [nameOf(rows), ...byTier(rows, 'batch')],
    },
    { ...named, name: 'long prompts', under: LONG, columns: [nameOf(rows), ...bands] },
    { ...unnamed, name: 'long prompts of models above', under: LONG, corner: /^≤/u, columns: bands },
    { ...named, name: 'fast', under: FAST, columns: [nameOf(rows), ...fast] },
    { ...unnamed, name: 'fast of models above', under: FAST, corner: /^Input$/u, columns: fast },
    {
      ...unnamed,
      name: 'fast in bands',
      under: FAST,
      corner: /^≤/u,
      columns: byBand(rows, { tier: 'fast' }),
    },
  ];
}
