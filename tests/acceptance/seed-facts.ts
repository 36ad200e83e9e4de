import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of documents that lies beside a team's clone; strangers have none. */
export const SHARED = join(import.meta.dirname, '../../../shared');
/** The table of what a person read in three of them. */
export const TABLE = join(SHARED, 'vectors/seeds_facts.tsv');

/** One line of the table of facts that a person read out of the documents. */
export interface Row {
  doc: string;
  section: string;
  entity: string;
  attribute: string;
  asWritten: string;
  normalized: string;
}

/** What we must state for a line: one claim each. `marks` is checked where it is given. */
export interface Expected {
  attribute: string;
  scope: string;
  part: string;
  text: string;
  marks?: string[];
}

/** The table's names, and the keys of their subjects. */
export const SUBJECTS: ReadonlyMap<string, string> = new Map([
  ['GPT-5.3-Codex-Spark', 'openai/gpt-5.3-codex-spark'],
  ['GPT-5.3 Codex Spark', 'openai/gpt-5.3-codex-spark'],
  ['GPT-5.3 Codex', 'openai/gpt-5.3-codex'],
  ['GPT-5.2 Codex', 'openai/gpt-5.2-codex'],
  ['Step 3.7 Flash', 'stepfun/step-3.7-flash'],
  ['Ling-2.6-Flash', 'inclusionai/ling-2.6-flash'],
  ['ChatGPT Pro', 'openai'],
]);

const one = (attribute: string, text: string, where: Partial<Expected> = {}): Expected[] => [
  { attribute, scope: '', part: '', text, ...where },
];
const plain =
  (attribute: string, words: Readonly<Record<string, string>> = {}) =>
  ({ normalized }: Row): Expected[] =>
    one(attribute, orUnknown(words[normalized] ?? normalized));
const orUnknown = (text: string): string => (text.startsWith('null') ? 'unknown' : text);
const firstNumber = (text: string): string => /\d+(\.\d+)?/.exec(text)?.[0] ?? orUnknown(text);
const listed = (text: string): string[] => text.replace(/^\[|\].*$/g, '').split(/; ?/);

const price =
  (part: string) =>
  ({ normalized }: Row): Expected[] =>
    one('price', normalized === '14' ? '14.00' : orUnknown(normalized), { scope: 'USD', part });
const phrases =
  (attribute: string) =>
  ({ normalized }: Row): Expected[] =>
    one(attribute, listed(normalized).join('; ').replaceAll('_', ' '));
const figure =
  (attribute: string, scope = '') =>
  ({ normalized }: Row): Expected[] => {
    const marks = [
      ...(normalized.includes('approx') ? ['approximate'] : []),
      ...(normalized.includes('estimate') ? ['estimated'] : []),
      ...(normalized.startsWith('>=') ? ['at_least'] : []),
    ];
    return one(attribute, firstNumber(normalized), { scope, marks });
  };
const capability =
  (scope: string) =>
  ({ normalized }: Row): Expected[] =>
    one('capability', normalized === 'true' ? 'yes' : 'no', { scope });

function parameters({ normalized }: Row): Expected[] {
  const found = [...normalized.matchAll(/(total|active) ([\d.]+)e9/g)];
  if (found.length === 0) return one('parameters', 'unknown', { part: '', scope: '*' });
  return found.flatMap(([, which = '', billions]) =>
    one('parameters', String(Math.round(Number(billions) * 1000) * 1_000_000), { scope: '*', part: which }),
  );
}

const routes = ({ normalized }: Row): Expected[] =>
  listed(normalized).flatMap((provider) => one('available', 'yes', { scope: `via=${provider}` }));

function access({ normalized }: Row): Expected[] {
  const plans = one('available', 'yes', { scope: 'plan=chatgpt-pro' });
  const api = normalized.includes('api;') ? 'yes' : 'no';
  const preview = normalized.includes('preview=true') ? one('status', 'preview') : [];
  return [...plans, ...one('available', api, { scope: 'via=openai' }), ...preview];
}

/** The table's attributes that DESIGN 5 has, and what they are with us. What is not here has no attribute. */
export const MEANS: ReadonlyMap<string, (row: Row) => Expected[]> = new Map([
  ['release year', plain('released')],
  ['release date', plain('released')],
  ['released', plain('released')],
  ['product type', plain('product_type')],
  ['best for', phrases('best_for')],
  ['decision fit', phrases('decision_fit')],
  ['context window', ({ normalized }: Row) => one('context_window', firstNumber(normalized))],
  ['parameters', parameters],
  ['architecture', plain('architecture')],
  [
    'license',
    plain('licence', {
      proprietary: 'LicenseRef-proprietary',
      'apache-2.0 + badge osi_approved=true': 'Apache-2.0',
    }),
  ],
  ['openness', plain('openness')],
  ['commercial use', plain('commercial_use')],
  ['knowledge cutoff', plain('knowledge_cutoff')],
  ['input price', price('input')],
  ['output price', price('output')],
  ['cheapest output price', price('output')],
  ['API price', ({ normalized }: Row) => one('price', orUnknown(normalized), { scope: 'USD' })],
  ['providers', routes],
  ['access', access],
  ['availability', () => one('available', 'no', { scope: 'via=openai' })],
  ['status', plain('status')],
  ['input modalities', () => one('modality', 'yes', { scope: 'input=text' })],
  ['integrations', () => one('capability', 'yes', { scope: 'ide_integration' })],
  ['throughput', figure('throughput')],
  ['real-world task time', figure('task_time', 'real-world')],
  ['subscription price', () => one('subscription_price', '200.00', { scope: 'plan=chatgpt-pro' })],
  ['SWE-Bench Pro', figure('benchmark', 'swe-bench-pro')],
  ['Terminal-Bench 2.0', figure('benchmark', 'terminal-bench;version=2.0')],
  ['SWE-Lancer IC Diamond', figure('benchmark', 'swe-lancer-ic-diamond')],
  ['OSWorld-Verified', figure('benchmark', 'osworld-verified')],
  ...[
    'vision',
    'multimodal',
    'reasoning',
    'function calling',
    'tool use',
    'structured outputs',
    'code execution',
    'IDE integration',
    'computer use',
    'parallel agents',
  ].map((name) => [name, capability(name.toLowerCase().replace(' ', '_'))] as const),
]);

/** Lines of the table that no attribute of DESIGN 5 can hold, so that nobody forgets one silently. */
export const BEYOND: ReadonlySet<string> = new Set([
  'provider routes', // a count of what is listed elsewhere
  'shared benchmarks',
  'monthly cost at traffic', // computed by the page
  'cheapest tracked route',
  'last reviewed',
  'vendor', // part of the subject
  'speed ratio versus GPT-5.3 Codex',
  'speed ratio on a task',
  'hardware',
  'per-token overhead change',
  'time to first token change',
  'round-trip overhead change',
  'transistors',
  'on-chip SRAM',
  'speed versus H100 clusters',
  'date', // of a deal
  'value', // of a deal
  'SWE-Bench Pro gap', // derived
  'availability as of',
  'price effective date',
  'structured output reliability', // an opinion, no state
  'wins at tasks',
]);

/** The table's lines about one document. */
export function rowsOf(doc: string): Row[] {
  const [, ...lines] = readFileSync(TABLE, 'utf8').trim().split('\n');
  const rows = lines.map((line) => {
    const [id = '', section = '', entity = '', attribute = '', asWritten = '', normalized = ''] =
      line.split('\t');
    return { doc: id, section, entity, attribute, asWritten, normalized };
  });
  return rows.filter((row) => row.doc === doc);
}
