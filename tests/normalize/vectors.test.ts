import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../schema/attributes.ts';
import type { ClaimValue } from '../../schema/claim.ts';
import { readNotation } from '../../src/pipeline/notation.ts';
import { accountedFor } from './accounting.ts';
import { readText, vectorRows } from './support.ts';

const cell = (row: Map<string, string>, name: string): string => row.get(name) ?? '';
const numbersIn = (text: string): string[] =>
  (text.match(/\d+(?:\.\d+)?(?:e\d+)?/g) ?? []).map((found) => String(Number(found)));

/** Rows whose own answer is disputed, each with its reason; the table is shared with the prices. */
const DISPUTED = new URL('./disputed.tsv', import.meta.url);
const disputed = new Set(
  (existsSync(DISPUTED) ? readFileSync(DISPUTED, 'utf8').trimEnd().split('\n').slice(1) : []).map((line) =>
    line.split('\t').slice(0, 2).join('\t'),
  ),
);

const KINDS = [
  ...['context', 'max_output', 'capability', 'params', 'date', 'cutoff', 'licence', 'architecture'],
  ...['status', 'benchmark', 'speed', 'duration'],
];
/** The day on which the table was made: a snapshot without a year is of the year before it. */
const TODAY = '2026-11-20';

describe('the table of known answers', () => {
  const rows = vectorRows('notations_dev.tsv');
  if (!rows) console.warn('skipped: ../shared/vectors/notations_dev.tsv is absent');

  it.skipIf(!rows).each(KINDS)('%s: every row is right, with its unit beside it or without', (kind) => {
    const own = (rows ?? []).filter(
      (row) => cell(row, 'kind') === kind && !disputed.has(`${kind}\t${cell(row, 'as_written')}`),
    );
    const wrong = own.flatMap((row) => {
      const [text, normalized] = [cell(row, 'as_written'), cell(row, 'normalized')];
      return [cell(row, 'unit'), ''].flatMap((unit) => {
        const found = readNotation({ kind, text, unit, today: TODAY });
        const why = found ? accountedFor(kind, found, normalized) : 'no such kind';
        return why === '' ? [] : [`${text} [${unit}] = ${normalized}: ${why}`];
      });
    });
    expect(wrong).toEqual([]);
    expect(own.length).toBeGreaterThan(0);
  });

  it.skipIf(!rows)('is disputed in at most 2 % of its rows, each of them a row of the table', () => {
    const known = new Set((rows ?? []).map((row) => `${cell(row, 'kind')}\t${cell(row, 'as_written')}`));
    expect([...disputed].filter((row) => !known.has(row))).toEqual([]);
    expect(disputed.size / (rows ?? []).length).toBeLessThanOrEqual(0.02);
  });

  it('is compared by a comparison that sees a wrong number, a missing one and an invented one', () => {
    const read = (kind: string, text: string) => readNotation({ kind, text, today: TODAY });
    const compared = (kind: string, text: string, normalized: string): string => {
      const found = read(kind, text);
      return found ? accountedFor(kind, found, normalized) : 'no such kind';
    };
    expect(compared('context', '128k', '128000 (or 131072)')).toBe('');
    expect(compared('context', '128k', '256000')).not.toBe('');
    expect(compared('context', '128k', '128000; 1000000 with beta flag')).not.toBe('');
    expect(compared('context', '200K tokens / 1M tokens (beta)', '200000')).not.toBe('');
    expect(compared('params', '198B (11B active)', 'total 198e9; active 12e9')).not.toBe('');
    expect(compared('params', '198B (11B active)', 'total 198e9')).not.toBe('');
    expect(compared('date', '-2507', '2025-08')).not.toBe('');
    expect(compared('licence', 'gemma', 'Apache-2.0')).not.toBe('');
    expect(compared('capability', 'Vision: Yes', 'vision=false')).not.toBe('');
    expect(compared('context', 'rather large', '128000')).not.toBe('');
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
