import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SOURCES } from '../../scrapers/index.ts';
import { instantOf } from '../../src/cli/recorded.ts';
import { createFolderFetcher } from '../../src/fetch/folder.ts';
import { planRecorded } from '../../src/pipeline/recorded.ts';
import { lineSource } from '../support/lines.ts';

const one = lineSource('one', { recordings: [{ glob: 'one.txt', url: () => 'https://one.test/page' }] });
const many = lineSource('many', {
  recordings: [{ glob: 'many/*.txt', url: (name) => `https://many.test/${name}` }],
});

describe('a folder of recordings', () => {
  test('shares its files out among the sources, and names those that nobody reads', () => {
    const plan = planRecorded(
      [one, many],
      ['many/b.txt', 'one.txt', 'many/a.txt', 'many/deep/c.txt', 'other.md', 'one_txt'],
    );
    expect(plan.sources.map(({ id, seeds }) => [id, seeds.map(({ url }) => url)])).toEqual([
      ['one', ['https://one.test/page']],
      ['many', ['https://many.test/a', 'https://many.test/b']],
    ]);
    expect(plan.files.get('https://many.test/a')).toBe('many/a.txt');
    expect(plan.noReader).toEqual(['many/deep/c.txt', 'one_txt', 'other.md']);
  });

  test('refuses a file that two sources would read', () => {
    const rival = { ...one, id: 'rival' };
    expect(() => planRecorded([one, rival], ['one.txt'])).toThrow(/two readers.*one and rival/);
  });

  test('no two sources of the program claim the same file', () => {
    const files = SOURCES.flatMap(({ recordings }) => recordings.map(({ glob }) => glob.replace('*', 'x')));
    expect(files.length).toBeGreaterThan(8);
    expect(planRecorded(SOURCES, files).noReader).toEqual([]);
  });

  test('is dated by its name or by --at, else it is refused', () => {
    const base = mkdtempSync(join(tmpdir(), 'modelfacts-dated-'));
    for (const name of ['2026-07-01', 'july', '2026-02-31']) mkdirSync(join(base, name));
    const dated = (name: string, at?: string) => instantOf(join(base, name), at);
    expect(dated('2026-07-01').toISOString()).toBe('2026-07-01T00:00:00.000Z');
    expect(dated('july', '2026-07-01T04:40:00Z').toISOString()).toBe('2026-07-01T04:40:00.000Z');
    for (const [name, at] of [['july'], ['2026-02-31'], ['july', 'soon']] as const) {
      expect(() => dated(name, at)).toThrow(/moment of the recordings is not known/);
    }
    expect(() => dated('2026-07-02')).toThrow(/there is no such folder/);
    rmSync(base, { recursive: true });
  });

  test('answers with bodies, with 304 for what is held, and says what it does not hold', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'modelfacts-folder-'));
    const path = join(folder, 'one.json');
    writeFileSync(path, '{"a": 1}');
    const fetcher = createFolderFetcher(
      new Map([
        ['https://one.test/', path],
        ['https://gone.test/', join(folder, 'gone.json')],
      ]),
    );
    const first = await fetcher.fetch({ url: 'https://one.test/' });
    expect(first).toMatchObject({ outcome: 'ok', headers: { 'content-type': 'application/json' } });
    const etag = 'headers' in first ? first.headers.etag : undefined;
    expect(await fetcher.fetch({ url: 'https://one.test/', etag })).toMatchObject({
      outcome: 'not-modified',
    });
    writeFileSync(path, '{"a": 2}');
    expect(await fetcher.fetch({ url: 'https://one.test/', etag })).toMatchObject({ outcome: 'ok' });
    expect(await fetcher.fetch({ url: 'https://gone.test/' })).toMatchObject({
      outcome: 'network-error',
      code: 'ENOENT',
    });
    expect(await fetcher.fetch({ url: 'https://none.test/' })).toMatchObject({ outcome: 'network-error' });
    rmSync(folder, { recursive: true });
  });
});
