import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  refreshReportSchema,
  sourceDiffSchema,
  sourceListSchema,
  sourceRecordSchema,
  sourceTrySchema,
  sqlAnswerSchema,
} from '../../schema/outputs.ts';
import type { Source } from '../../schema/source.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { STUB_NOTE } from '../../src/cli/scaffold.ts';
import { newSource } from '../../src/cli/source-new.ts';
import { recordFixture, slugOf } from '../../src/cli/source-record.ts';
import { freeSchedule } from '../../src/pipeline/schedule.ts';
import {
  altered,
  answerOf,
  call,
  embeddedPlace,
  postgresPlace,
  recorded,
  withReplica,
} from '../acceptance/support.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'modelfacts-tools-'));
afterAll(() => rmSync(folder, { recursive: true }));

const dates = readdirSync(join(ROOT, 'fixtures/openrouter')).sort();
const FIXTURE = join(ROOT, 'fixtures/openrouter', dates[0] ?? '', 'models');
const PAGE = join(FIXTURE, 'page.json');
const MODELS = 'https://openrouter.ai/api/v1/models';
const NOWHERE = {
  name: 'nowhere',
  options: [],
  env: { MODELFACTS_DATA: join(folder, 'none') },
  remove: async () => {},
};

describe('source try', () => {
  test('knows which document a saved page is: by --as, its fixture, its name, else the first', async () => {
    const tried = async (...argv: string[]) =>
      (await answerOf(sourceTrySchema, NOWHERE, { argv: ['source', 'try', ...argv] })).url;
    expect(await tried('openrouter', '--file', PAGE)).toBe(MODELS);
    const kept = join(folder, 'catwalk');
    mkdirSync(kept);
    const zai = join(ROOT, 'fixtures/catwalk/2026-07-01/zai');
    writeFileSync(join(kept, 'zai.json'), readFileSync(join(zai, 'page.json')));
    const url = JSON.parse(readFileSync(join(zai, 'origin.json'), 'utf8')).url;
    expect(await tried('catwalk', '--file', join(kept, 'zai.json'))).toBe(url);
    expect(await tried('catwalk', '--file', join(kept, 'zai.json'), '--as', `${url}?x`)).toBe(`${url}?x`);
  });

  test('refuses what the gates of a refresh refuse', async () => {
    const login = join(folder, 'login.html');
    writeFileSync(login, '<!doctype html><html><head><title>Sign in</title></head><body>128k</body></html>');
    const { out, code } = await call(NOWHERE, ['source', 'try', 'deepseek-pricing', '--file', login]);
    expect(code).toBe(3);
    expect(out).toContain('The document is refused: login');
  });
});

describe('source record', () => {
  const record = (...argv: string[]) => [
    'source',
    'record',
    'openrouter',
    '--to',
    join(folder, 'kept'),
    ...argv,
  ];

  test('keeps a saved page as a dated fixture, once', async () => {
    const argv = record('--file', PAGE, '--date', '2026-07-02');
    const done = await answerOf(sourceRecordSchema, NOWHERE, { argv });
    expect(done).toMatchObject({ url: MODELS, verdict: 'accepted' });
    expect(done.files).toEqual(['page.json', 'headers.json', 'origin.json', 'claims.json']);
    const kept = (name: string) => readFileSync(join(done.folder, name), 'utf8');
    expect(kept('page.json')).toBe(readFileSync(PAGE, 'utf8'));
    expect(kept('claims.json')).toBe(readFileSync(join(FIXTURE, 'claims.json'), 'utf8'));
    expect(JSON.parse(kept('origin.json'))).toMatchObject({
      url: MODELS,
      owner: 'openrouter',
      writtenAfter: 'bytes',
    });
    expect(done.next.join()).toContain('must not be committed as it stands');
    const again = await call(NOWHERE, argv);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('It is there already')]);
  });

  test('keeps a live page and a stored capture', async () => {
    const place = await postgresPlace();
    await withReplica(recorded(), async (fetcher) => {
      const live = await answerOf(sourceRecordSchema, place, {
        argv: record('--date', '2026-07-03'),
        over: { fetcher },
      });
      expect(live.statements).toBeGreaterThan(10);
      await call(place, ['refresh', 'openrouter'], { fetcher });
    });
    const query = 'select sha256 from registry.capture where sha256 is not null limit 1';
    const { rows } = await answerOf(sqlAnswerSchema, place, { argv: ['sql', query] });
    const sha = String(rows[0]?.[0]).slice(0, 12);
    const argv = record('--capture', sha, '--date', '2026-07-04');
    expect(await answerOf(sourceRecordSchema, place, { argv })).toMatchObject({
      url: MODELS,
      verdict: 'accepted',
    });
    const none = await call(place, record('--capture', '000000'));
    expect([none.code, none.err]).toEqual([
      1,
      expect.stringContaining('No body of openrouter begins with 000000'),
    ]);
    await place.remove();
  });

  test('refuses a page that stands in for another, and says what to do outside of a clone', async () => {
    const challenge = join(folder, 'challenge.html');
    writeFileSync(challenge, '<!doctype html><html><head><title>Just a moment...</title></head></html>');
    const { code, err } = await call(NOWHERE, record('--file', challenge));
    expect([code, err]).toEqual([1, expect.stringContaining('challenge')]);
    const request = { source: 'openrouter', file: PAGE };
    await expect(recordFixture({} as never, request, undefined)).rejects.toThrow(/no clone.*--to/);
    await expect(
      newSource({ source: 'x', url: 'https://x.test/', kind: 'html', at: new Date(0) }, undefined),
    ).rejects.toThrow(/no clone/);
  });

  test('takes the place of a stub, and says of the page of a fixture what that was written after', async () => {
    const stub = join(folder, 'kept/openrouter/2026-07-05/models');
    mkdirSync(stub, { recursive: true });
    const origin = { url: MODELS, owner: 'openrouter', fetchedAt: '2026-07-05T00:00:00Z' };
    const written = { ...origin, writtenAfter: 'nothing', note: STUB_NOTE };
    writeFileSync(join(stub, 'origin.json'), JSON.stringify(written));
    writeFileSync(join(stub, 'page.md'), '# Stub');
    const argv = record('--file', PAGE, '--date', '2026-07-05');
    await answerOf(sourceRecordSchema, NOWHERE, { argv });
    expect(readdirSync(stub).sort()).toEqual(['claims.json', 'headers.json', 'origin.json', 'page.json']);
    writeFileSync(join(stub, 'origin.json'), JSON.stringify({ ...written, note: 'By hand.' }));
    expect((await call(NOWHERE, argv)).err).toContain('It is there already');
    const copied = record('--file', join(stub, 'page.json'), '--date', '2026-07-06');
    const copy = await answerOf(sourceRecordSchema, NOWHERE, { argv: copied });
    expect(JSON.parse(readFileSync(join(copy.folder, 'origin.json'), 'utf8')).writtenAfter).toBe('nothing');
  });

  test('names a folder after the document', () => {
    expect(slugOf('https://x.test/docs/Pricing.html')).toBe('pricing');
    expect(slugOf('https://x.test/v1/models?limit=1000')).toBe('models-limit-1000');
    expect(slugOf('https://x.test/')).toBe('x-test');
  });
});

describe('source new', () => {
  const clone = join(folder, 'clone');
  mkdirSync(join(clone, 'scrapers'), { recursive: true });
  for (const name of ['schema', 'src', 'node_modules', 'package.json'])
    symlinkSync(join(ROOT, name), join(clone, name));
  const line = (id: string, name: string) => `export { source as ${name} } from './${id}/index.ts';\n`;
  writeFileSync(join(clone, 'scrapers/list.ts'), line('alpha', 'alpha') + line('omega', 'omega'));
  const at = new Date('2026-07-01T00:00:00Z');

  test('writes code that type-checks, a stub and one line, and never twice', {
    timeout: 60_000,
  }, async () => {
    const codes: string[] = [];
    for (const kind of ['html', 'text', 'json'] as const) {
      const request = { source: `new-${kind}`, url: 'https://x.test/prices', kind, at };
      const made = await newSource(request, clone);
      expect(made.files).toHaveLength(5);
      codes.push(join(clone, `scrapers/new-${kind}/index.ts`));
      await expect(newSource(request, clone)).rejects.toThrow('It is there already');
    }
    const list = readFileSync(join(clone, 'scrapers/list.ts'), 'utf8').split('\n');
    expect(list.map((row) => /'\.\/([^/]+)/.exec(row)?.[1])).toEqual([
      ...['alpha', 'new-html', 'new-json', 'new-text', 'omega'],
      undefined,
    ]);
    expect(existsSync(join(clone, 'fixtures/new-html/2026-07-01/prices/page.html'))).toBe(true);
    const compilerOptions = { noEmit: true, preserveSymlinks: true };
    const config = { extends: join(ROOT, 'tsconfig.json'), compilerOptions, include: [], files: codes };
    writeFileSync(join(clone, 'tsconfig.json'), JSON.stringify(config));
    const checked = (): string[] => {
      const tsc = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', clone], {
        cwd: clone,
        encoding: 'utf8',
      });
      return tsc.stdout.split('\n').filter((text) => text.startsWith('scrapers/new-'));
    };
    expect(checked()).toEqual([]);
    writeFileSync(
      codes[0] ?? '',
      `${readFileSync(codes[0] ?? '', 'utf8')}\nexport const wrong: number = 'text';\n`,
    );
    expect(checked()).toHaveLength(1);
  });

  test('takes the owner from the id, or as it is told, and says where nobody knows it', async () => {
    const made = async (source: string, owner?: string) => {
      const told = owner === undefined ? {} : { owner };
      const request = { source, url: 'https://x.test/v1/models', kind: 'json', at, ...told } as const;
      const { next } = await newSource(request, clone);
      const origin = readFileSync(join(clone, 'fixtures', source, '2026-07-01/models/origin.json'), 'utf8');
      const code = readFileSync(join(clone, 'scrapers', source, 'index.ts'), 'utf8');
      return { owner: JSON.parse(origin).owner, code, next: next.join('\n') };
    };
    const guessed = await made('huggingface-list');
    expect(guessed.owner).toBe('huggingface');
    expect(guessed.code).toContain("owner: 'huggingface',");
    expect(guessed.next).toContain('look whether it is who speaks');
    expect(guessed.next).toContain('--from fixtures/huggingface-list/2026-07-01\n');
    const told = await made('some-list', 'openai');
    expect([told.owner, told.next]).toEqual(['openai', expect.not.stringContaining('taken from the id')]);
    const unknown = await made('nobody-knows');
    expect([unknown.owner, unknown.next]).toEqual(['nobody-knows', expect.stringContaining('add its line')]);
  });

  test('takes a time at which no source is asked', () => {
    const asked = (...schedules: string[]) =>
      schedules.map((schedule) => ({ ...SOURCES[0], schedule })) as Source[];
    expect(freeSchedule(asked('3 9 * * *', '10 1-23/6 * * *'), ['3 1-23/6 * * *', '10 */6 * * *'])).toBe(
      '3 1-23/6 * * *',
    );
    expect(freeSchedule(asked('3 7 * * 2'), ['3 1-23/6 * * *', '10 */6 * * *'])).toBe('10 */6 * * *');
  });

  test('takes ids of lower case words only', async () => {
    for (const source of ['Some Thing', '../up', 'a--b', ''])
      await expect(newSource({ source, url: 'https://x.test/', kind: 'json', at }, clone)).rejects.toThrow(
        /is no id/,
      );
  });
});

describe.each([
  ['PostgreSQL', postgresPlace],
  ['the embedded database', embeddedPlace],
])('on %s', (_, open) => {
  test('source list says state, last good round, claims and why a source is stale; source diff what changed', async () => {
    const place = await open();
    const refresh = async (entries: Parameters<typeof withReplica>[0], hour: number, code = 0) =>
      await withReplica(entries, (fetcher) =>
        answerOf(refreshReportSchema, place, {
          argv: ['refresh', 'openrouter'],
          over: { fetcher, now: () => new Date(Date.UTC(2026, 10, 20, hour)) },
          code,
        }),
      );
    const listed = async () => {
      const { sources, noDatabase } = await answerOf(sourceListSchema, place, { argv: ['source', 'list'] });
      expect(noDatabase).toBeNull();
      return sources.find(({ id }) => id === 'openrouter');
    };
    expect(await listed()).toMatchObject({ state: 'recorded', lastGood: null, claims: 0, stale: null });
    await refresh(recorded(), 8);
    expect(await listed()).toMatchObject({
      lastGood: '2026-11-20T08:00:00.000Z',
      lastOutcome: 'changed',
      stale: null,
    });
    await refresh(
      altered(MODELS, (text) => text.replace(/"context_length": ?\d+/u, '"context_length": 77777')),
      9,
    );
    const { changes } = await answerOf(sourceDiffSchema, place, { argv: ['source', 'diff', 'openrouter'] });
    expect(changes.map(({ after }) => after)).toContain('77777');
    const refused = await refresh(
      altered(MODELS, () => '{"error": "no"}'),
      10,
      3,
    );
    expect(refused.sources[0]?.alarms).toHaveLength(1);
    const stale = await listed();
    expect(stale).toMatchObject({ lastGood: '2026-11-20T09:00:00.000Z', lastOutcome: 'refused' });
    expect(stale?.stale).toContain(refused.sources[0]?.alarms[0]?.reason);
    const { out } = await call(place, ['source', 'list'], {
      now: () => new Date(Date.UTC(2026, 10, 20, 12)),
    });
    expect(out).toMatch(
      /openrouter {2}recorded, router.*\n.*read whole 2026-11-20 09:00, 3 hours ago;.*\n {2}stale: refused/,
    );
    await place.remove();
  });
});

test('a day of fixtures runs through the whole program, and a reread names what it has no page of', async () => {
  const place = await embeddedPlace();
  const day = join(folder, 'ollama-library/2026-07-01');
  cpSync(join(ROOT, 'fixtures/ollama-library/2026-11-20'), day, { recursive: true });
  const report = await answerOf(refreshReportSchema, place, { argv: ['refresh', '--from', day] });
  expect(report.sources.map(({ id, documents }) => [id, documents])).toEqual([['ollama-library', 1]]);
  expect(report.facts.inserted).toBeGreaterThan(10);
  const { out } = await call(place, ['reread', 'ollama-library', 'openrouter']);
  expect(out).toMatch(/ollama-library +1 +0 .*\n1 source without a stored page/);
  expect((await call(place, ['source', 'diff', 'openrouter'])).out).toContain(
    'modelfacts refresh openrouter',
  );
  await place.remove();
});

test('source list answers without a database, and says that it does', async () => {
  const found = await answerOf(sourceListSchema, NOWHERE, { argv: ['source', 'list'] });
  expect(found.noDatabase).toBe('There is no database yet');
  expect(found.sources.length).toBeGreaterThan(10);
  expect(found.sources.every(({ claims, lastGood }) => claims === null && lastGood === null)).toBe(true);
});
