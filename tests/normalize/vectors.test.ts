import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../schema/attributes.ts';
import type { ClaimValue } from '../../schema/claim.ts';
import type { Around } from '../../src/normalize/index.ts';
import { readText, vectorRows } from './support.ts';

interface Kind {
  attribute: Attribute;
  scope?: string;
  part?: string;
  /** The least share of the rows that must be read; the rest must be refused, never read wrongly. */
  least: number;
}

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['context', { attribute: 'context_window', least: 0.65 }],
  ['max_output', { attribute: 'max_output', least: 0.8 }],
  ['params', { attribute: 'parameters', least: 0.6 }],
  ['date', { attribute: 'released', least: 0.5 }],
  ['cutoff', { attribute: 'knowledge_cutoff', least: 0.4 }],
  ['licence', { attribute: 'licence', least: 0.8 }],
  ['architecture', { attribute: 'architecture', least: 0.6 }],
  ['benchmark', { attribute: 'benchmark', scope: 'Some-Bench', least: 1 }],
  ['speed', { attribute: 'throughput', least: 0.7 }],
  ['duration', { attribute: 'task_time', least: 1 }],
] satisfies [string, Kind][]);

const cell = (row: Map<string, string>, name: string): string => row.get(name) ?? '';

function aroundOf(row: Map<string, string>, kind: Kind): Partial<Around> {
  const currency = /CNY/.test(cell(row, 'unit')) ? 'CNY' : 'USD';
  const per = /^0\.0{5}/.test(cell(row, 'as_written')) ? 'token' : '1M tokens';
  const unit = /source unit (1e-4 USD per 1M)\)/.exec(cell(row, 'unit'))?.[1];
  return {
    context: { locale: 'en', currency, per },
    scope: kind.attribute === 'price' ? currency : (kind.scope ?? ''),
    part: kind.part ?? '',
    ...(unit && { unit }),
  };
}

const numbersIn = (text: string): string[] =>
  (text.match(/\d+(?:\.\d+)?(?:e\d+)?/g) ?? []).map((found) => String(Number(found)));

const NOTHING =
  /^(?:missing|unknown|undisclosed|exists but|price on request|no real expiry|open weights, licence)/;

/** Whether a value is the one that the table of known answers shows, in its own words. */
function agrees(claim: ClaimValue, normalized: string): boolean {
  const { value } = claim;
  if (value.kind === 'unknown') return NOTHING.test(normalized);
  if (value.text === 'not_offered') return /^not offered/.test(normalized);
  if (value.text === 'free') return /^0 /.test(normalized);
  if (value.kind === 'date') return normalized.includes(value.text.replace(/Z$/, ''));
  if (value.kind === 'licence' || value.kind === 'term') {
    const [answer = '', shown = ''] = [normalized, value.text].map((text) =>
      text.toLowerCase().replace(/[-_ ]/g, ''),
    );
    return answer.startsWith(shown.replace('licenseref', '')) || answer.startsWith(shown);
  }
  return value.num !== undefined && numbersIn(normalized).includes(String(Number(value.num)));
}

describe('the table of known answers', () => {
  const rows = vectorRows('notations_dev.tsv');
  if (!rows) console.warn('skipped: ../shared/vectors/notations_dev.tsv is absent');

  it.skipIf(!rows).each([...KINDS])('%s: what is read is right', (name, kind) => {
    const own = (rows ?? []).filter((row) => cell(row, 'kind') === name);
    const results = own.map((row) => ({
      row,
      result: readText(kind.attribute, cell(row, 'as_written'), aroundOf(row, kind)),
    }));
    const wrong = results.flatMap(({ row, result }) =>
      result.ok && !result.claims.every((claim) => agrees(claim, cell(row, 'normalized')))
        ? [
            `${cell(row, 'as_written')}: ${cell(row, 'normalized')}, read as ${result.claims.map(({ value }) => value.text)}`,
          ]
        : [],
    );
    const right = results.filter(({ result }) => result.ok).length - wrong.length;
    console.info(
      `${name}: ${right} of ${own.length} read, ${own.length - right - wrong.length} refused, ${wrong.length} wrong`,
    );
    expect(wrong).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
    expect(right / own.length).toBeGreaterThanOrEqual(kind.least);
  });
});

const SEEDS: ReadonlyMap<string, { attribute: Attribute; scope?: string; part?: string }> = new Map<
  string,
  { attribute: Attribute; scope?: string; part?: string }
>([
  ['release year', { attribute: 'released' }],
  ['released', { attribute: 'released' }],
  ['release date', { attribute: 'released' }],
  ['product type', { attribute: 'product_type' }],
  ['best for', { attribute: 'best_for' }],
  ['decision fit', { attribute: 'decision_fit' }],
  ['context window', { attribute: 'context_window' }],
  ['cheapest output price', { attribute: 'price', scope: 'USD', part: 'output' }],
  ['input price', { attribute: 'price', scope: 'USD', part: 'input' }],
  ['output price', { attribute: 'price', scope: 'USD', part: 'output' }],
  ['API price', { attribute: 'price', scope: 'USD', part: 'input' }],
  ['parameters', { attribute: 'parameters' }],
  ['architecture', { attribute: 'architecture' }],
  ['license', { attribute: 'licence' }],
  ['openness', { attribute: 'openness' }],
  ['commercial use', { attribute: 'commercial_use' }],
  ['knowledge cutoff', { attribute: 'knowledge_cutoff' }],
  ['status', { attribute: 'status' }],
  ['throughput', { attribute: 'throughput' }],
  ['real-world task time', { attribute: 'task_time' }],
  ['subscription price', { attribute: 'subscription_price' }],
  ['SWE-Bench Pro', { attribute: 'benchmark', scope: 'SWE-Bench Pro' }],
  ['Terminal-Bench 2.0', { attribute: 'benchmark', scope: 'Terminal-Bench 2.0' }],
  ['SWE-Lancer IC Diamond', { attribute: 'benchmark', scope: 'SWE-Lancer IC Diamond' }],
  ['OSWorld-Verified', { attribute: 'benchmark', scope: 'OSWorld-Verified' }],
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
  ].map((scope): [string, { attribute: Attribute; scope: string }] => [
    scope,
    { attribute: 'capability', scope },
  ]),
]);

function seedAgrees({ value, scope }: ClaimValue, normalized: string): boolean {
  if (value.kind === 'unknown') return normalized === 'null';
  if (value.kind === 'state') return normalized === String(value.text === 'yes');
  if (value.kind === 'phrases')
    return normalized.replace(/[[\]]/g, '').split(/; ?/).join('; ').replaceAll('_', ' ') === value.text;
  if (value.kind === 'licence')
    return normalized.startsWith(value.text.replace('LicenseRef-', '').toLowerCase());
  if (value.kind === 'date' || value.kind === 'term') return normalized === value.text;
  if (value.unit === 'parameters') return normalized.includes(`${scope} ${Number(value.num) / 1e9}e9`);
  const numbers = numbersIn(normalized);
  const marks = value.marks ?? [];
  if (
    marks.includes('at_least') !== normalized.startsWith('>=') ||
    marks.includes('approximate') !== /approx/.test(normalized)
  )
    return false;
  const readings = (value.readings ?? []).every((reading) => numbers.includes(String(reading)));
  return readings && numbers[0] === String(Number(value.num));
}

describe('the facts of the three documents', () => {
  const rows = vectorRows('seeds_facts.tsv');
  if (!rows) console.warn('skipped: ../shared/vectors/seeds_facts.tsv is absent');

  it.skipIf(!rows)('are all read, with their values, marks and readings', () => {
    const own = (rows ?? []).filter(
      (row) => SEEDS.has(cell(row, 'attribute')) && !cell(row, 'value_as_written').startsWith('(cell lost'),
    );
    const wrong = own.flatMap((row) => {
      const { attribute, ...around } = SEEDS.get(cell(row, 'attribute')) ?? { attribute: 'model' as const };
      const context = { locale: 'en', currency: 'USD', per: '1M tokens' };
      const result = readText(attribute, cell(row, 'value_as_written'), { ...around, context });
      const right = result.ok && result.claims.every((claim) => seedAgrees(claim, cell(row, 'normalized')));
      return right
        ? []
        : [`${cell(row, 'value_as_written')}: ${cell(row, 'normalized')}, ${JSON.stringify(result)}`];
    });
    console.info(`seeds: ${own.length - wrong.length} of ${own.length} facts read`);
    expect(wrong).toEqual([]);
    expect(own.length).toBeGreaterThan(100);
  });
});
