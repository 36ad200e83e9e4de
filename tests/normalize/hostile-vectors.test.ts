import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { notationKinds, readNotation } from '../../src/pipeline/notation.ts';

const SHARED = new URL('../../../shared/vectors/', import.meta.url);
const ALLOWED = new URL('./hostile-allowed.tsv', import.meta.url);
const LIMITS: ReadonlySet<string> = new Set(['context_window', 'max_input', 'max_output']);

/** The texts of a table of payloads: a list of texts, of objects that hold one, or a list under a name. */
function textsIn(json: unknown): string[] {
  if (typeof json === 'string') return [json];
  if (Array.isArray(json)) return json.flatMap(textsIn);
  if (typeof json !== 'object' || json === null) return [];
  const { payload, payloads } = json as { payload?: unknown; payloads?: unknown };
  return textsIn(payload ?? payloads);
}

const read = (name: string): string[] => textsIn(JSON.parse(readFileSync(new URL(name, SHARED), 'utf8')));

/** The texts that state a number of their kind, reviewed one by one; the texts are written as JSON. */
const allowed = new Map<string, { means: string; why: string }>(
  readFileSync(ALLOWED, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([kind = '', text = '', means = '', why = '']) => [`${kind}\t${text}`, { means, why }] as const),
);

const FILES = ['blns/blns.json', 'prototype-pollution/payloads.json'];
const present = existsSync(new URL('blns/blns.json', SHARED));
const hostile = present
  ? [...FILES, 'xss/payloads.json', 'csv-formula/payloads.json'].flatMap((file) => read(file))
  : [];

/** Which prices and limits come out of a text, under every kind and the units in which sources declare them. */
function numbersOf(text: string): string[] {
  return notationKinds().flatMap((kind) =>
    (/^price/.test(kind) ? ['', 'USD per 1M tokens', 'USD per token'] : ['']).flatMap((unit) =>
      (readNotation({ kind, text, unit, today: '2026-11-20' })?.values ?? [])
        .filter(
          ({ attribute, value, number }) =>
            (attribute === 'price' || attribute === 'subscription_price' || LIMITS.has(attribute)) &&
            (number !== null || value === 'free' || value === 'included'),
        )
        .map(({ attribute, value, unit: found }) =>
          [LIMITS.has(attribute) ? 'limit' : attribute, unit, text, `${value} ${found ?? ''}`.trim()].join(
            '\u0001',
          ),
        ),
    ),
  );
}

describe('hostile strings of public collections', () => {
  if (!present) console.warn('skipped: ../shared/vectors/blns is absent');

  it.skipIf(!present)('give no price and no limit that they do not state', () => {
    expect(hostile.length).toBeGreaterThan(600);
    const found = new Map<string, string>();
    for (const text of new Set(hostile))
      for (const one of numbersOf(text)) {
        const [what = '', unit = '', said = '', value = ''] = one.split('\u0001');
        found.set(`${what}${unit === '' ? '' : ` ${unit}`}\t${JSON.stringify(said)}`, value);
      }
    const invented = [...found].filter(([key, value]) => allowed.get(key)?.means !== value);
    expect(invented.map((one) => one.join('\t'))).toEqual([]);
    expect([...allowed.keys()].filter((key) => !found.has(key))).toEqual([]);
  });
});
