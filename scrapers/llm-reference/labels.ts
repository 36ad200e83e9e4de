import type { Attribute } from '../../schema/attributes.ts';
import { fold } from '../../src/read/blocks.ts';

/** What a row of the page's tables speaks of. */
export type RowRule =
  | { kind: 'state'; means: Attribute; scope?: string; badge?: RegExp }
  | { kind: 'price'; part: 'input' | 'output'; cheapest?: true }
  | { kind: 'providers' }
  | { kind: 'ignored'; reason: string };

const state = (means: Attribute, scope?: string): RowRule => ({
  kind: 'state',
  means,
  ...(scope === undefined ? {} : { scope }),
});

/** The ten capabilities by the words that the site uses for them, in tables and in sentences. */
export const CAPABILITIES: ReadonlyMap<string, string> = new Map([
  ['vision', 'vision'],
  ['multimodal', 'multimodal'],
  ['multimodal input', 'multimodal'],
  ['reasoning', 'reasoning'],
  ['reasoning mode', 'reasoning'],
  ['function calling', 'function_calling'],
  ['tool use', 'tool_use'],
  ['structured outputs', 'structured_outputs'],
  ['code execution', 'code_execution'],
  ['ide integration', 'ide_integration'],
  ['computer use', 'computer_use'],
  ['parallel agents', 'parallel_agents'],
]);

const UNATTRIBUTED: RowRule = { kind: 'ignored', reason: 'a count of rows of this site, no attribute' };
const LICENCE: RowRule = { kind: 'state', means: 'licence', badge: /\s*OSI[- ]approved$/iu };

const ROWS: ReadonlyMap<string, RowRule> = new Map<string, RowRule>([
  ['product type', state('product_type')],
  ['best for', state('best_for')],
  ['decision fit', state('decision_fit')],
  ['context window', state('context_window')],
  ['cheapest output', { kind: 'price', part: 'output', cheapest: true }],
  ['provider routes', UNATTRIBUTED],
  ['shared benchmarks', UNATTRIBUTED],
  ['released', state('released')],
  ['release date', state('released')],
  ['parameters', state('parameters')],
  ['architecture', state('architecture')],
  ['license', LICENCE],
  ['licence', LICENCE],
  ['openness', state('openness')],
  ['commercial use', state('commercial_use')],
  ['knowledge cutoff', state('knowledge_cutoff')],
  ['training cutoff', state('training_cutoff')],
  ['max output', state('max_output')],
  ['max output tokens', state('max_output')],
  ['input price', { kind: 'price', part: 'input' }],
  ['output price', { kind: 'price', part: 'output' }],
  ['providers', { kind: 'providers' }],
  ...[...CAPABILITIES].map(([label, name]): [string, RowRule] => [label, state('capability', name)]),
]);

/** A label as it is looked up: white space folded, lower case, no colon behind. */
export const labelKey = (text: string): string => fold(text).replace(/:$/u, '').toLowerCase();

/** The rule of a row by its label; undefined for a label that the site never used. */
export const rowRule = (label: string): RowRule | undefined => ROWS.get(labelKey(label));

const LABELS = [...ROWS.keys()].sort((a, b) => b.length - a.length);

/** The row label with which a text begins, whatever follows; undefined where it begins with none. */
export function labelAt(text: string): string | undefined {
  const lower = text.toLowerCase();
  const found = LABELS.find((label) => lower.startsWith(label));
  return found === undefined ? undefined : text.slice(0, found.length);
}

/** What the corner cell of a table says about its rows. */
export type TableKind = 'facts' | 'specs' | 'benchmarks';

const CORNERS: ReadonlyMap<string, TableKind> = new Map<string, TableKind>([
  ['signal', 'facts'],
  ['pricing attribute', 'facts'],
  ['capability', 'facts'],
  ['specification', 'specs'],
  ['benchmark', 'benchmarks'],
]);

/** The kind of a table by its corner cell. */
export const cornerKind = (text: string): TableKind | undefined => CORNERS.get(labelKey(text));

/** Columns beside the two models' that carry no figure of a model. */
export const COMMENT_COLUMNS: ReadonlySet<string> = new Set([
  'leader',
  'winner',
  'edge',
  'advantage',
  'difference',
  'delta',
  'gap',
  'source',
  'notes',
]);
