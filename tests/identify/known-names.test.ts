import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bareLines } from '../../src/identify/bare.ts';
import { readModel } from '../../src/identify/index.ts';
import { type Applied, everyLine as knownLines } from '../../src/identify/known.ts';

const everyLine = (): Applied[] => [...knownLines(), ...bareLines()];

/** A name, the source whose writing it is (`*` for any) and its key; `-` for none, `~` where it moves, `?` for several. */
const rows = readFileSync(new URL('known-names.tsv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '')
  .map((line) => line.split('\t') as [string, string, string]);

const read = (name: string, source: string) => readModel({ name, ...(source === '*' ? {} : { source }) });

function answerOf(name: string, source: string): string {
  const { key, moves, candidates } = read(name, source);
  return key ?? (moves ? '~' : candidates ? '?' : '-');
}

const idOf = ({ table, line }: Applied): string => `${table}: ${line}`;

/** Lines of the tables that none of these names needs. */
function unused(lines: readonly Applied[], names: readonly [string, string, string][]): string[] {
  const used = new Set(names.flatMap(([name, source]) => read(name, source).applied.map(idOf)));
  return lines.map(idOf).filter((line) => !used.has(line));
}

describe('known names', () => {
  test('every name has the key that its row states', () => {
    expect(rows.length).toBeGreaterThan(300);
    expect(rows.filter(([name, source, key]) => answerOf(name, source) !== key)).toEqual([]);
  });

  test('every line of names.tsv, equal.tsv, sizes.tsv, anchors.tsv, bare-lines.tsv and bare-hosts.tsv is used by a row', () => {
    expect(everyLine().length).toBeGreaterThan(300);
    expect(unused(everyLine(), rows)).toEqual([]);
  });

  test('a line that nothing uses is seen', () => {
    const line: Applied = { table: 'equal', line: 'a/b-1', is: 'a/b', reason: 'for this test' };
    expect(unused([...everyLine(), line], rows)).toEqual(['equal: a/b-1']);
    expect(unused(everyLine(), rows.slice(0, 100)).length).toBeGreaterThan(100);
  });

  test('every line has a reason, and no chain of equal keys goes in a circle', () => {
    for (const { line, is, reason } of everyLine()) {
      expect(reason.length, line).toBeGreaterThan(5);
      expect(is, line).not.toBe(line);
    }
  });
});
