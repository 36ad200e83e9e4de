import { qualified } from '../../schema/scope.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import type { FactTable, Subject } from '../../src/read/facts.ts';
import { price, type Said, type Say, type Told } from '../../src/read/say.ts';
import type { PlacedTable, Row } from '../../src/read/table.ts';
import { type Amount, amountsIn, mediaIn } from './cells.ts';
import type { Priced } from './sections.ts';

/** What a row's label says: the component, the media, and which of several ids it is about. */
interface Labelled {
  head: string;
  media: readonly string[];
  kind?: string;
}

const LABELS: readonly [RegExp, (words: readonly string[]) => Labelled | undefined][] = [
  [
    /^(Input|Output) price(?: \((?:including thinking tokens|([a-z, /]+))\))?$/iu,
    ([head = '', list]) => ({ head: head.toLowerCase(), media: list ? (mediaIn(list) ?? []) : [] }),
  ],
  [
    /^(Text|Image|Audio|Video) (input|output) price$/iu,
    ([medium = '', head = '']) => ({ head: head.toLowerCase(), media: [medium.toLowerCase()] }),
  ],
  [/^Context caching price$/iu, () => ({ head: 'cache_read', media: [] })],
  [/^Context caching \(storage\)$/iu, () => ({ head: 'cache_storage', media: [] })],
  [
    /^(?:Imagen|Veo) [\d.]+ (Standard|Fast|Ultra|Lite) (image|video)(?: with audio)? price(?: \(default\))?$/iu,
    ([kind = '', medium = '']) => ({
      head: 'output',
      media: [medium.toLowerCase()],
      kind: kind.toLowerCase(),
    }),
  ],
  [/^(Image|Video) price$/iu, ([medium = '']) => ({ head: 'output', media: [medium.toLowerCase()] })],
];

/** Rows that state no price of a model, with the reason. */
const IGNORED: readonly [RegExp, string][] = [
  [/^Grounding with /iu, 'prices of tools'],
  [/^Used to improve our products/iu, 'terms of use'],
  [/^Tuning price/iu, 'prices of tuning'],
  [/^Image generation pricing/iu, 'shut down'],
];

function labelOf(text: string): Labelled | undefined {
  for (const [is, says] of LABELS) {
    const found = is.exec(text);
    if (found) return says(found.slice(1));
  }
  return undefined;
}

const KINDS = ['fast', 'ultra', 'lite'];
/** The ids of which a row of a kind speaks: those with its word, for "Standard" those with none. */
const idsOfKind = (ids: readonly string[], kind: string): string[] =>
  ids.filter((id) => {
    const words = id.split('-');
    return kind === 'standard' ? KINDS.every((word) => !words.includes(word)) : words.includes(kind);
  });

/** One name alone, as a section without an id is headed. */
const NAME = /^(?:Gemini|Gemma|Imagen|Veo|Lyria) (?!.*(?:,| and ))/u;

function subjectsOf({ ids, name }: Priced, { kind }: Labelled): NamedSubject[] {
  const own = kind === undefined ? ids : idsOfKind(ids, kind);
  if (ids.length === 0)
    return kind === undefined && NAME.test(name) ? [{ kind: 'offering', provider: 'google', name }] : [];
  return kind !== undefined && own.length !== 1
    ? []
    : own.map((id): NamedSubject => ({ kind: 'offering', provider: 'google', id }));
}

/** The parts that an amount is the price of: text has no mark, every other medium its own. */
function partsOf(label: Labelled, { media, above, storage }: Amount): string[] {
  const head = storage ? 'cache_storage' : label.head;
  const own = storage || (media.length === 0 && label.media.length === 0) ? ['text'] : media;
  const all = own.length === 0 ? label.media : own;
  return all.map((modality) =>
    qualified(head, {
      ...(above === undefined ? {} : { above }),
      ...(modality === 'text' ? {} : { modality }),
    }),
  );
}

/** Reads tables of prices: rows by their labels, tiers and ids by what their section says. */
export class PriceRows {
  private readonly priced: ReadonlyMap<unknown, Priced>;
  private readonly known = new Map<Row, { label: Labelled; priced: Priced; subjects: NamedSubject[] }>();

  constructor(priced: readonly Priced[]) {
    this.priced = new Map(priced.map((one) => [one.table, one]));
  }

  private subject(row: Row, placed: PlacedTable): Subject {
    const text = row.text('name').replace(/\s*[*^\\]+$/u, '');
    const left = IGNORED.find(([is]) => is.test(text));
    if (left) return { ignore: left[1] };
    const [label, priced] = [labelOf(text), this.priced.get(placed.table)];
    if (label === undefined || priced === undefined) return { refused: 'unknown-row' };
    const subjects = subjectsOf(priced, label);
    const [first] = subjects;
    if (first === undefined) return { refused: 'no-subject' };
    this.known.set(row, { label, priced, subjects });
    return { subject: first };
  }

  /** What is said of the first id is said of every id of the section. */
  private ofEach(row: Row, told: Told): Told {
    const known = this.known.get(row);
    if (known === undefined || 'refused' in told) return told;
    return known.subjects.flatMap((of): Said[] => told.map((said) => ({ ...said, of })));
  }

  /** "Free of charge" and "Not available" of the free tier; it has no batches and no priority of its own. */
  private readonly free: Say = (cell, { row, currency, locale }) => {
    const known = this.known.get(row);
    if (known === undefined || known.priced.tier !== '' || cell.plain === '') return [];
    if (!/^(?:Free of charge|Not available)$/iu.test(cell.plain)) return { refused: 'unreadable-cell' };
    const parts = partsOf(known.label, { text: '', media: [] });
    const scope = qualified(currency, { tier: 'free' });
    const context = { locale, currency };
    return this.ofEach(
      row,
      parts.map((part) => ({ means: ['price'], scope, part, asWritten: cell.plain, context })),
    );
  };

  private readonly paid: Say = (cell, around) => {
    const known = this.known.get(around.row);
    if (known === undefined) return [];
    const { label, priced } = known;
    const tier: { tier?: string } = priced.tier === '' ? {} : { tier: priced.tier };
    const isWord = /^(?:Free of charge|Not available)$/iu.test(cell.plain);
    const amounts = isWord ? [{ text: cell.plain, media: [] }] : amountsIn(cell.text);
    if (amounts === undefined) return { refused: cell.text.includes('$') ? 'unreadable-cell' : 'no-price' };
    const told = amounts.map((amount) => {
      const days = {
        ...(amount.from === undefined ? {} : { validFrom: amount.from }),
        ...(amount.until === undefined ? {} : { validUntil: amount.until }),
      };
      const said = partsOf(label, amount).map((part) =>
        price(part, tier)({ ...cell, plain: amount.text, struck: [] }, around),
      );
      const wrong = said.find((one) => 'refused' in one);
      return wrong ?? said.flatMap((one) => ('refused' in one ? [] : one.map((s) => ({ ...s, ...days }))));
    });
    const wrong = told.find((one) => 'refused' in one);
    return this.ofEach(around.row, wrong ?? told.flatMap((one) => ('refused' in one ? [] : one)));
  };

  /** The declaration of every table of prices. */
  get table(): FactTable {
    return {
      name: 'prices',
      corner: /^(?:Feature|Model)?$/iu,
      many: true,
      unknown: 'column',
      columns: [
        { is: 'name', header: /^(?:Feature|Model)?$/iu },
        { is: 'free', header: /^Free Tier$/iu, say: this.free, optional: true },
        { is: 'paid', header: /^Paid Tier, per .+ in USD$/iu, say: this.paid },
      ],
      subject: (row, placed) => this.subject(row, placed),
      unit: { in: 'header', is: /per (?:1M tokens|image|second|request) in USD/iu },
      qualify: ({ table }) => ({ pieces: this.priced.get(table)?.pieces ?? [] }),
    };
  }
}
