import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { identifyModel } from '../../src/identify/index.ts';

const PAIRS = new URL('../../../shared/vectors/names_dev.tsv', import.meta.url);
const LEAST_RECALL = 0.85;

const keyOf = (name: string): string | undefined => {
  const model = identifyModel({ name });
  return 'key' in model ? model.key : undefined;
};

if (!existsSync(PAIRS)) console.warn(`skipped: ${PAIRS.pathname} is absent`);

test.skipIf(!existsSync(PAIRS))('no two models get one key, and most writings of one model do', () => {
  const rows = readFileSync(PAIRS, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
  const merged = rows.filter(([a = '', , b = '']) => keyOf(a) !== undefined && keyOf(a) === keyOf(b));
  const same = rows.filter((row) => row[4] === 'yes');
  const right = merged.filter((row) => row[4] === 'yes');
  console.info(
    `names: ${merged.length} merged, ${right.length} rightly; recall ${right.length}/${same.length}`,
  );
  expect(rows.length).toBeGreaterThan(200);
  expect(merged.filter((row) => row[4] !== 'yes')).toEqual([]);
  expect(right.length / same.length).toBeGreaterThanOrEqual(LEAST_RECALL);
});
