import type { ColumnRule } from '../../src/read/columns.ts';
import type { FactTable, IgnoredTable, Qualified, Subject } from '../../src/read/facts.ts';
import { price, type Say } from '../../src/read/say.ts';
import type { PlacedTable, Row } from '../../src/read/table.ts';
import { TIERS, UNSAID_TIER } from './blocks.ts';
import type { Bounds } from './islands.ts';

/** "gpt-5.4 (<272K context length)": an id, and up to which context the row's prices hold. */
const NAMED = /^([a-z][a-z\d]*(?:[-.][a-z\d]+)*)(?: \([<≤] ?\d+K context length\))?$/u;
/** Notes below an id that leave its prices what they are. */
const HARMLESS = /^(?:Legacy|.*\bcharges? also appl(?:y|ies)\.?)$/u;
/** A figure that brings its own unit: "$15.00 / 1M characters". */
const OWN_UNIT = /\d\s*\/\s*(?:1?[KM]\s*)?(character|image|minute|second|page)s?$/iu;
const HAS_UNIT = /\d[^/]*(?:\/|\bper\b)/u;
/** What kinds of tokens a row is about; of text nothing is said, as elsewhere. */
const MODALITIES = new Map([
  ['text', undefined],
  ['audio', 'audio'],
  ['image', 'image'],
  ['video', 'video'],
]);

/** A price per 1M tokens, or of what the figure itself counts: then that is part of the part. */
const amount =
  (part: string): Say =>
  (cell, around) => {
    if (!HAS_UNIT.test(cell.plain)) return price(part)(cell, around);
    const unit = OWN_UNIT.exec(cell.plain)?.[1]?.toLowerCase();
    if (unit === undefined) return { refused: 'unknown-unit' };
    return price(part)(cell, { ...around, part: { ...around.part, unit }, unit: () => ({}) });
  };

const figureIn = (row: Row, is: string): number =>
  Number(/^\$?(\d[\d,]*(?:\.\d+)?)(?![\w.])/u.exec(row.text(is))?.[1]?.replaceAll(',', '') ?? Number.NaN);

/** What is read from a cache costs no more than what is not, and is not sold alone: else the columns are not what their headers say. */
const ordered =
  (band: string, say: Say): Say =>
  (cell, around) => {
    const [input, cached] = [figureIn(around.row, `${band}input`), figureIn(around.row, `${band}cache_read`)];
    const isWrong = around.row.cell(`${band}input`) && !Number.isNaN(cached) && !(cached <= input);
    return isWrong ? { refused: 'cached-above-input' } : say(cell, around);
  };

const idOf = (row: Row): string | undefined =>
  NAMED.exec(row.cell('name')?.lines?.[0] ?? row.text('name'))?.[1];

/** Prices of the second band; a figure is refused where the page does not say where that begins. */
const beyond =
  (component: string, bounds: Bounds): Say =>
  (cell, around) => {
    if (!/\d/u.test(cell.plain)) return [];
    const bound = bounds.of(idOf(around.row) ?? '');
    if (bound === undefined) return { refused: 'no-threshold' };
    const told = amount(`${component};${bound.band}`)(cell, around);
    return 'refused' in told
      ? told
      : told.map((said) => ({ ...said, beside: [...(said.beside ?? []), bound.piece] }));
  };

const column = (is: string, label: string, say: Say): ColumnRule & { say: Say } => ({
  is,
  say,
  header: new RegExp(`^(?:Short context (?:› )?)?${label}$`, 'iu'),
  optional: true,
});
const second = (is: string, label: string, say: Say): ColumnRule & { say: Say } => ({
  is: `long-${is}`,
  say,
  header: new RegExp(`^Long context (?:› )?${label}$`, 'iu'),
  optional: true,
});

const COMPONENTS: readonly [component: string, label: string][] = [
  ['input', 'Input'],
  ['cache_read', 'Cached input'],
  ['cache_write', 'Cache writes?'],
  ['output', 'Output(?: / cost)?'],
];

function subject(row: Row, placed: PlacedTable): Subject {
  const [, ...notes] = row.cell('name')?.lines ?? [];
  const id = idOf(row);
  if (id === undefined) return { refused: 'bad-id' };
  if (placed.headings.some(({ text }) => text === UNSAID_TIER)) return { refused: 'tier-not-said' };
  if (notes.some((note) => !HARMLESS.test(note))) return { refused: 'unknown-note' };
  const modality = row.cell('modality');
  return { subject: { kind: 'offering', provider: 'OpenAI', id }, ...(modality && { beside: [modality] }) };
}

function qualify(placed: PlacedTable, row: Row): Qualified | { refused: string } {
  const heading = placed.headings.findLast(({ text }) => TIERS.has(text.toLowerCase()));
  const tier = TIERS.get(heading?.text.toLowerCase() ?? '');
  const kind = row.cell('modality')?.plain.toLowerCase();
  if (kind !== undefined && !MODALITIES.has(kind)) return { refused: 'unknown-modality' };
  const modality = MODALITIES.get(kind ?? '');
  return {
    scope: { ...(tier === undefined ? {} : { tier }) },
    part: { ...(modality === undefined ? {} : { modality }) },
    pieces: heading ? [heading] : [],
  };
}

const ignored = (name: string, under: RegExp, reason: string): IgnoredTable => ({
  name,
  under,
  ignore: reason,
});

/** What is left alone, told by its headers. */
export const IGNORED: readonly IgnoredTable[] = [
  ignored(
    'fine-tuning',
    /\bTraining\b/u,
    'prices of copies that a customer trained; their ids are on no page',
  ),
  ignored('video', /\bPrices? per (?:second|video)\b/iu, 'sold by the second and by the size of the picture'),
  ignored('transcription', /\bUse case\b/u, 'estimates by the minute; which tokens are counted is not said'),
  ignored('images', /\bPrice per image\b|\bQuality\b/iu, 'sold by the picture, its size and quality'),
  ignored('tools', /(?:^|› |\| )(?:Built-in )?Tools?(?: ›| \||$)/u, 'calls and storage, of no model'),
];

/** Sections whose tables are about models as they are sold, by tokens of text unless a column says otherwise. */
const SECTIONS =
  /^(?:Pricing|Prices per 1M tokens|Text tokens|(?:Our )?(?:Flagship|Latest|Cyber|Specialized|Legacy|Other|All|Text|Open-weight|Reasoning|Embeddings?|Moderation)\b)[^›]* ›/iu;

/** Tables of token prices; `bare` where the figures of an island stand without their sign. */
export function tokenPrices(bounds: Bounds, bare: boolean): FactTable[] {
  const table = {
    many: true,
    optional: true,
    ...(bare ? { bare } : {}),
    subject,
    qualify,
    unit: { in: 'heading', is: /Prices per 1M tokens/iu, per: '1M tokens' },
  } as const;
  const columns = [
    { header: /^(?:Category|Type)$/iu, ignore: 'the group of the model', optional: true },
    { is: 'name', header: /^Model$/iu },
    ...COMPONENTS.map(([component, label]) => column(component, label, ordered('', amount(component)))),
    ...COMPONENTS.map(([component, label]) =>
      second(component, label, ordered('long-', beyond(component, bounds))),
    ),
  ] as const;
  const modality = { is: 'modality', header: /^Modality$/iu };
  return [
    { ...table, name: 'prices by modality', under: /\| Modality\b/u, columns: [...columns, modality] },
    { ...table, name: 'token prices', under: SECTIONS, columns },
  ];
}
