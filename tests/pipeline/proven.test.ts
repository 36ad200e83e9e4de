import { expect, test } from 'vitest';
import { SOURCES } from '../../scrapers/index.ts';
import { chosenSources, proofs } from '../../src/cli/proven.ts';
import { proofOf, provenPart } from '../../src/pipeline/proven.ts';
import { lineSource } from '../support/lines.ts';

const [A, B, C] = ['https://many.test/a', 'https://many.test/b', 'https://many.test/c'];
const many = lineSource('many', { seeds: [{ url: A }, { url: B }, { url: C }] });
const after = (url: string, writtenAfter: 'bytes' | 'excerpt' | 'rendering' | 'nothing', test = false) => ({
  url,
  writtenAfter,
  test,
});

test.each([
  ['recorded', [after(A, 'bytes'), after(B, 'nothing')], [B]],
  ['transcribed', [after(A, 'excerpt')], []],
  ['transcribed', [after(A, 'nothing'), after(A, 'rendering')], []],
  ['unproven', [after(A, 'nothing')], [A, B, C]],
  ['unproven', [after(A, 'bytes', true)], [A, B, C]],
  ['unproven', [], [A, B, C]],
])('a source is %s after %j; off is %j', (state, origins, off) => {
  expect(proofOf(many, origins)).toEqual({ state, off });
});

test('what is read without being named is what somebody has seen', () => {
  const recorded = proofOf(many, [after(A, 'bytes'), after(B, 'nothing')]);
  expect(provenPart(many, recorded)?.seeds.map(({ url }) => url)).toEqual([A, C]);
  expect(provenPart(many, proofOf(many, []))).toBeUndefined();
});

test('of the program: unproven sources and documents are off until they are named, and a sentence says so', () => {
  const { on, off, notes } = chosenSources([]);
  const known = proofs();
  const hidden = SOURCES.flatMap(({ id }) => known.get(id)?.off ?? []);
  expect(on.length).toBeGreaterThan(10);
  expect(
    on.flatMap(({ seeds }) => seeds.map(({ url }) => url)).filter((url) => hidden.includes(url)),
  ).toEqual([]);
  expect([...on, ...off].map(({ id }) => id).sort()).toEqual(SOURCES.map(({ id }) => id).sort());
  expect(notes.filter((note) => !/is off|is read without/.test(note))).toEqual([]);
  for (const { id } of off) expect(notes.join('\n')).toContain(`modelfacts source record ${id}`);
  const everything = chosenSources(SOURCES.map(({ id }) => id));
  expect(everything.on).toEqual([...SOURCES]);
  const partly = SOURCES.filter(({ id }) => (known.get(id)?.off.length ?? 0) > 0);
  expect(everything.notes).toHaveLength(partly.length);
});
