import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { source } from '../../scrapers/nvidia-nim/index.ts';
import { pageOf } from '../support/fixtures.ts';

const WHOLE = readFileSync(
  new URL('../../fixtures/nvidia-nim/2026-08-01/models/page.json', import.meta.url),
  'utf8',
);

it.each([
  ['"id": "openai/gpt-oss-120b"', '"id": "GPT OSS"', 'bad-id'],
  ['"id": "openai/gpt-oss-120b", "object": "model"', '"id": "openai/gpt-oss-120b"', 'unexpected-value'],
  ['"owned_by": "openai"', '"price": 0', 'unknown-field'],
])('refuses %s -> %s, and nothing else', (from, to, reason) => {
  expect(WHOLE).toContain(from);
  const bytes = new TextEncoder().encode(WHOLE.replace(from, to));
  const { statements, refused } = source.read(pageOf(source.seeds[0]?.url ?? '', 'application/json', bytes));
  expect(refused.map((refusal) => refusal.reason)).toEqual([reason]);
  expect(statements).toHaveLength(reason === 'unknown-field' ? 22 : 20);
});
