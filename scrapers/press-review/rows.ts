import type { Attribute } from '../../schema/attributes.ts';
import type { Cell } from '../../src/read/blocks.ts';
import { readAccess } from './access.ts';
import { benchmarkScope, isKnownBenchmark } from './benchmarks.ts';
import type { Article } from './names.ts';
import { offeringOf, type Said } from './say.ts';

/** Why a cell was not read: a code and a sentence. */
interface Unread {
  reason: string;
  detail: string;
}

/** One row of a table as its label means it: what a cell of it says about a model. */
export type RowReader = (cell: Cell, model: string, article: Article) => Said[] | Unread;

interface Label {
  is: RegExp;
  means: Attribute;
  scope?: string;
  /** What a cell must look like; the row is about something else where it does not. */
  like?: RegExp;
}

const SCORE = /^(?:[~≈]\s?)?\d[\d,.]*\s?(?:%|pts?|points)?(?:\s\((?:est\.?|estimated)\))?$/iu;
const NOTHING =
  /^(?:n\/?a|[-–—]+|tbd|unknown|not (?:yet )?(?:reported|published|verified|disclosed|announced))$/iu;
const TOKENS = /^(?:[~≈]\s?|up to )?\d[\d,.]*\s?(?:[km]i?|million)?\s?(?:tokens?)?$/iu;
const SPEED = /\d[\d,.]*\+?\s?(?:tokens?\s?(?:\/|per)\s?s(?:ec(?:ond)?)?|tok\/s|tps|t\/s)(?:\b|$)/iu;
const TIME = /^(?:[~≈<>]\s?|under |about )?\d[\d,.]*[\s-]?(?:s|secs?|seconds?|m|mins?|minutes?|h|hours?)$/iu;
const YES_NO = /^(?:yes|no|✓|✔|✅|✗|✘|❌|supported|not supported)$/iu;

const LABELS: readonly Label[] = [
  { is: /^context(?: window| length| size)?(?: \(tokens\))?$/iu, means: 'context_window', like: TOKENS },
  { is: /^max(?:imum|\.)? output(?: tokens)?$|^output limit$/iu, means: 'max_output', like: TOKENS },
  { is: /^max(?:imum|\.)? input(?: tokens)?$|^input limit$/iu, means: 'max_input', like: TOKENS },
  { is: /^(?:output )?(?:speed|throughput)(?: \(tokens\/s(?:ec)?\))?$/iu, means: 'throughput', like: SPEED },
  { is: /^real-world task time$/iu, means: 'task_time', scope: 'real-world', like: TIME },
  { is: /^best (?:for|suited for|at)$/iu, means: 'best_for' },
  { is: /^(?:released?|release date|launch(?:ed)?(?: date)?)$/iu, means: 'released', like: /\d{4}/u },
  { is: /^knowledge cut-?off$/iu, means: 'knowledge_cutoff', like: /\d{4}/u },
  { is: /^training (?:data )?cut-?off$/iu, means: 'training_cutoff', like: /\d{4}/u },
  {
    is: /^(?:total )?param(?:eter)?s$/iu,
    means: 'parameters',
    scope: 'total',
    like: /^[~≈]?\s?\d[\d.]*\s?[BMT]$/u,
  },
  {
    is: /^active param(?:eter)?s$/iu,
    means: 'parameters',
    scope: 'active',
    like: /^[~≈]?\s?\d[\d.]*\s?[BMT]$/u,
  },
  { is: /^architecture$/iu, means: 'architecture' },
  { is: /^licen[cs]e$/iu, means: 'licence' },
  { is: /^(?:vision|image input)$/iu, means: 'capability', scope: 'vision', like: YES_NO },
  { is: /^multimodal$/iu, means: 'capability', scope: 'multimodal', like: YES_NO },
  { is: /^reasoning$/iu, means: 'capability', scope: 'reasoning', like: YES_NO },
  { is: /^function calling$/iu, means: 'capability', scope: 'function_calling', like: YES_NO },
  { is: /^tool (?:use|calling)$/iu, means: 'capability', scope: 'tool_use', like: YES_NO },
  { is: /^structured outputs?$/iu, means: 'capability', scope: 'structured_outputs', like: YES_NO },
  { is: /^code execution$/iu, means: 'capability', scope: 'code_execution', like: YES_NO },
  { is: /^ide integration$/iu, means: 'capability', scope: 'ide_integration', like: YES_NO },
  { is: /^computer use$/iu, means: 'capability', scope: 'computer_use', like: YES_NO },
  { is: /^parallel agents$/iu, means: 'capability', scope: 'parallel_agents', like: YES_NO },
];

const PRICE =
  /^(?:(?:API )?(input|output|cached input) (?:price|cost|pricing|tokens)|(?:price|cost) \((input|output)\))(?:,? \(?((?:per|\/) ?(?:1M|1 million|million)(?: tokens)?)\)?)?$/iu;
const PER_MILLION = /(?:per|\/)\s?(?:1\s?M|1 million|million|M)\b/iu;

const labelled =
  ({ means, scope, like }: Label): RowReader =>
  (cell, model) => {
    const asWritten = cell.plain;
    if (like && !like.test(asWritten) && !NOTHING.test(asWritten)) {
      return { reason: 'unreadable-cell', detail: `"${asWritten}" is no value of ${means}` };
    }
    return [{ model, means, asWritten, ...(scope === undefined ? {} : { scope }) }];
  };

const benchmark =
  (label: string): RowReader =>
  (cell, model) =>
    SCORE.test(cell.plain) || NOTHING.test(cell.plain)
      ? [{ model, means: 'benchmark', scope: benchmarkScope(label), asWritten: cell.plain }]
      : { reason: 'unreadable-cell', detail: `"${cell.plain}" is no score on ${label}` };

const access: RowReader = (cell, model) => {
  const found = readAccess(cell.plain);
  if (!found) return { reason: 'unknown-access', detail: `"${cell.plain}" names a route that is not known` };
  const asWritten = cell.plain;
  const said: Said[] = found.access.map(({ scope, state }) => ({
    ...{ model, means: 'available', scope, asWritten },
    unitWritten: state,
  }));
  if (found.status) said.push({ model, means: 'status', asWritten: found.status });
  return said;
};

/** A price needs a seller: where an article names none, only the maker's own API can be meant. */
const price =
  (part: string, per: string | undefined): RowReader =>
  (cell, model, article) => {
    if (per === undefined && !PER_MILLION.test(cell.plain)) {
      return { reason: 'price-without-unit', detail: `"${cell.plain}" does not say what it is per` };
    }
    const said: Said = { model, means: 'price', scope: 'USD', part, asWritten: cell.plain };
    return [
      {
        ...said,
        subject: offeringOf(article.makers.get(model), model),
        ...(per === undefined ? {} : { per: '1M tokens' }),
      },
    ];
  };

/**
 * What a row's label means, or undefined where nobody knows it. Under a header "Benchmark" every other label is a
 * benchmark if all of the row's cells look like scores.
 */
export function rowReader(label: string, under: string, cells: readonly Cell[]): RowReader | undefined {
  const known = LABELS.find(({ is }) => is.test(label));
  if (known) return labelled(known);
  if (/^(?:access|availability)$/iu.test(label)) return access;
  const money = PRICE.exec(label);
  const part = (money?.[1] ?? money?.[2])?.toLowerCase();
  if (part !== undefined) return price(part === 'cached input' ? 'cache_read' : part, money?.[3]);
  return isBenchmark(label, under, cells) ? benchmark(label) : undefined;
}

/** Whether a row is about a benchmark: by its name, or by its header and its scores. */
export function isBenchmark(label: string, under: string, cells: readonly Cell[]): boolean {
  if (isKnownBenchmark(label)) return true;
  const scores = cells.every(
    (cell) => cell.plain === '' || SCORE.test(cell.plain) || NOTHING.test(cell.plain),
  );
  return /^(?:benchmarks?|evaluation|eval)$/iu.test(under) && scores && /\p{L}{2}/u.test(label);
}
