import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { identifyModel, sameModel } from '../../src/identify/index.ts';

const PAIRS = new URL('../../../shared/vectors/names_dev.tsv', import.meta.url);
const LEAST_RECALL = 0.95;
const LEAST_SNAPSHOTS = 0.9;
const SNAPSHOT = 'same-family-different-snapshot';

const present = existsSync(PAIRS);
const rows = !present
  ? []
  : readFileSync(PAIRS, 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => line.split('\t'))
      .map(([a = '', , b = '', , same = '']) => ({ a, b, same }));

if (!present) console.warn(`skipped: ${PAIRS.pathname} is absent`);

test.skipIf(!present)('no two models are called one, and nearly all writings of one model are', () => {
  const judged = rows.map(({ a, b, same }) => ({
    a,
    b,
    same,
    verdict: sameModel({ name: a }, { name: b }).verdict,
  }));
  const called = judged.filter(({ verdict }) => verdict === 'yes');
  const same = judged.filter((row) => row.same === 'yes');
  const snapshots = judged.filter((row) => row.same === SNAPSHOT);
  const right = called.filter((row) => row.same === 'yes');
  const rightSnapshots = snapshots.filter(({ verdict }) => verdict === SNAPSHOT);
  console.info(
    `names: ${called.length} called one, ${right.length} rightly, of ${same.length}; ` +
      `snapshots ${rightSnapshots.length}/${snapshots.length}`,
  );
  expect(rows.length).toBeGreaterThan(200);
  expect(called.filter((row) => row.same !== 'yes').map(({ a, b }) => [a, b])).toEqual([]);
  expect(right.length / same.length).toBeGreaterThanOrEqual(LEAST_RECALL);
  expect(rightSnapshots.length / snapshots.length).toBeGreaterThanOrEqual(LEAST_SNAPSHOTS);
});

test.skipIf(!present)(
  'the verdict is the same from either side, and two keys are equal where it is yes',
  () => {
    for (const { a, b } of rows) {
      const one = sameModel({ name: a }, { name: b });
      expect(sameModel({ name: b }, { name: a }).verdict, `${a} | ${b}`).toBe(one.verdict);
      const keys = [a, b]
        .map((name) => identifyModel({ name }))
        .flatMap((model) => ('key' in model ? model.key : []));
      if (keys.length === 2) expect(keys[0] === keys[1], `${a} | ${b}`).toBe(one.verdict === 'yes');
    }
  },
);
