import type { Block } from '../../src/read/blocks.ts';
import { currenciesIn } from '../../src/read/currency.ts';
import { refusePage } from '../../src/read/refuse.ts';
import type { Piece } from '../../src/read/text.ts';

/** The labels above the rows, in the order of the figures below them. */
const LABELS: readonly RegExp[] = [
  /^Context(?: Length| Window)?$/iu,
  /^Input(?: Price)?$/iu,
  /^Cached(?: Input)?(?: Price)?$/iu,
  /^Output(?: Price)?$/iu,
];
const UNIT = /(?:\/|\bper)\s?(?:1\s?)?M(?:illion)? Tokens\b/iu;
/** A unit stands among so many texts above the labels. */
const NEAR = 8;
const CONTEXT = /^\d+(?:\.\d+)?[KM]$/u;
const FIGURE = /^\d+(?:\.\d+)?$/u;
/** Anything that may be a part of a price, alone in a text. */
const PRICED = /^(?:[$€£¥￥]|US\$|[$€£¥￥]?\s?\d+(?:\.\d+)?|free)$/iu;

/** Texts of a row: name, context, and three figures with their signs. */
const WIDTH = 8;

/** A text of the page and where it stands. */
type Text = Piece;

/** One row: what it is called, and its texts in the order of the labels. */
export interface Row {
  name: Text;
  context: Text;
  /** Input, cached input, output, each with its sign. */
  prices: readonly { sign: Text; figure: Text }[];
}

/** The rows under one run of labels, and what could not be read as one. */
export interface Group {
  unit: Text;
  labels: readonly Text[];
  rows: readonly Row[];
  refused: readonly { name: Text; reason: string }[];
}

const textsOf = (blocks: readonly Block[]): Text[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [] : [{ text: block.text, place: block.place }]));

const isRun = (texts: readonly Text[], at: number): boolean =>
  LABELS.every((label, step) => label.test(texts[at + step]?.text ?? ''));

/** A row begins with a name and a size of context. */
const begins = (texts: readonly Text[], at: number): boolean =>
  CONTEXT.test(texts[at + 1]?.text ?? '') && !PRICED.test(texts[at]?.text ?? '') && !isRun(texts, at + 1);

/** Six texts behind name and context, sign and figure in turn, and nothing priced behind them. */
function rowOf(texts: readonly Text[]): Row | undefined {
  const [name, context, ...rest] = texts;
  const prices = [0, 2, 4].flatMap((at) => {
    const [sign, figure] = [rest[at], rest[at + 1]];
    return sign?.text === '$' && figure && FIGURE.test(figure.text) ? [{ sign, figure }] : [];
  });
  const more = rest
    .slice(6)
    .some(({ text }) => PRICED.test(text) || LABELS.some((label) => label.test(text)));
  return name && context && prices.length === 3 && !more ? { name, context, prices } : undefined;
}

function unitAbove(texts: readonly Text[], at: number): Text {
  const unit = texts.slice(Math.max(0, at - NEAR), at).findLast(({ text }) => UNIT.test(text));
  if (unit === undefined) return refusePage('unit-missing', `nothing above the labels says ${UNIT.source}`);
  const named = currenciesIn(unit.text, 'USD');
  if (named.size > 0 && !named.has('USD')) refusePage('other-currency', `"${unit.text}" is not in dollars`);
  return unit;
}

/** The rows of a page whose values are texts of their own, one behind the other. */
export function groupsOf(blocks: readonly Block[]): Group[] {
  const texts = textsOf(blocks);
  const runs = texts.flatMap((_, at) => (isRun(texts, at) ? [at] : []));
  if (runs.length === 0) refusePage('landmark-missing', 'the labels do not stand in the declared order');
  const early = texts.slice(0, runs[0]).findIndex((_, at) => begins(texts, at));
  if (early >= 0) refusePage('no-labels', `"${texts[early]?.text}" stands above the labels`);
  return runs.map((run, order) => {
    const end = runs[order + 1] ?? texts.length;
    const unit = unitAbove(texts, run);
    const starts: number[] = [];
    for (let at = run + LABELS.length; at < end; at += 1) if (begins(texts, at)) starts.push(at);
    if (starts[0] !== run + LABELS.length)
      refusePage(
        'unknown-sequence',
        `no row begins behind the labels, but "${texts[run + LABELS.length]?.text}"`,
      );
    const cut = starts.map((start, at) => texts.slice(start, starts[at + 1] ?? end));
    const wide = cut.slice(0, -1).find((one) => one.length > WIDTH)?.[WIDTH];
    if (wide !== undefined) refusePage('unknown-sequence', `"${wide.text}" stands between two rows`);
    const rows = cut.flatMap((one) => rowOf(one) ?? []);
    const refused = cut.flatMap((one) => {
      const [name] = one;
      return name && rowOf(one) === undefined ? [{ name, reason: 'unknown-sequence' }] : [];
    });
    return { unit, labels: texts.slice(run, run + LABELS.length), rows, refused };
  });
}
