import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { source as anthropic } from '../../scrapers/anthropic-api/index.ts';
import { source as openai } from '../../scrapers/openai-api/index.ts';
import { source as openrouter } from '../../scrapers/openrouter/index.ts';
import { databaseTarget, durationMs, keyHeaders, logLevel } from '../../src/cli/config.ts';
import { mayColor } from '../../src/cli/io.ts';
import { redactUrls } from '../../src/cli/secrets.ts';

describe('which database', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'modelfacts-config-'));
    mkdirSync(join(root, 'clone/src/deep'), { recursive: true });
    mkdirSync(join(root, 'other/inner'), { recursive: true });
    writeFileSync(join(root, 'clone/package.json'), '{"name":"modelfacts"}');
    writeFileSync(join(root, 'clone/src/package.json'), '{ broken');
    writeFileSync(join(root, 'other/package.json'), '{"name":"someone-else"}');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const URL = 'postgresql://ada@db.example/facts';
  const waitMs = 5;

  test('--database, then DATABASE_URL, then MODELFACTS_DATA', () => {
    const cwd = join(root, 'clone');
    const env = { DATABASE_URL: URL, MODELFACTS_DATA: 'data', HOME: '/home/ada' };
    expect(databaseTarget({ database: 'postgres://x@y/z', waitMs }, { env, cwd })).toEqual({
      url: 'postgres://x@y/z',
    });
    expect(databaseTarget({ waitMs }, { env, cwd })).toEqual({ url: URL });
    expect(databaseTarget({ waitMs, shared: false }, { env, cwd })).toEqual({
      folder: join(cwd, 'data'),
      waitMs,
    });
    expect(databaseTarget({ waitMs }, { env: { ...env, DATABASE_URL: '' }, cwd })).toEqual({
      folder: join(cwd, 'data'),
      waitMs,
    });
  });

  test('then the clone around the current folder', () => {
    const target = databaseTarget(
      { waitMs },
      { env: { HOME: '/home/ada' }, cwd: join(root, 'clone/src/deep') },
    );
    expect(target).toEqual({ folder: join(root, 'clone/.modelfacts'), waitMs });
  });

  test('then the XDG folder, which must be absolute, and never the current folder', () => {
    const cwd = join(root, 'other/inner');
    const at = (env: Record<string, string>) => databaseTarget({ waitMs }, { env, cwd });
    expect(at({ XDG_DATA_HOME: '/data', HOME: '/home/ada' })).toEqual({ folder: '/data/modelfacts', waitMs });
    expect(at({ XDG_DATA_HOME: 'data', HOME: '/home/ada' })).toEqual({
      folder: '/home/ada/.local/share/modelfacts',
      waitMs,
    });
    expect(() => at({})).toThrow(/no place for the database/);
  });
});

test.each([
  ['0', 0],
  ['10', 10_000],
  ['10s', 10_000],
  ['500ms', 500],
  ['2m', 120_000],
])('%s is %i ms', (text, ms) => expect(durationMs(text)).toBe(ms));

test.each(['', '-1s', '1.5s', '10 s', 'soon', '1d'])('"%s" is no duration', (text) =>
  expect(() => durationMs(text)).toThrow(/no duration/),
);

test('levels and colors', () => {
  expect([logLevel({}), logLevel({ LOG_LEVEL: 'INFO' })]).toEqual(['warn', 'info']);
  expect(() => logLevel({ LOG_LEVEL: 'loud' })).toThrow(/does not know "loud"/);
  expect(mayColor({}, true)).toBe(true);
  expect(mayColor({}, false)).toBe(false);
  expect(mayColor({ NO_COLOR: '1' }, true)).toBe(false);
  expect(mayColor({ NO_COLOR: '' }, true)).toBe(true);
  expect(mayColor({ TERM: 'dumb' }, true)).toBe(false);
});

test.each([
  ['postgresql://ada:secret@db/x', 'postgresql://ada:***@db/x'],
  [
    'see postgres://u:p@h:1/d and https://a.example/b@c',
    'see postgres://u:***@h:1/d and https://a.example/b@c',
  ],
  ['https://token@api.example/', 'https://***@api.example/'],
  ['postgres://u:a@b@host/d', 'postgres://u:***@host/d'],
  ['https://api.example/?api_key=abc&x=1', 'https://api.example/?api_key=***&x=1'],
  ['write to ada@example.org', 'write to ada@example.org'],
])('%s', (text, hidden) => expect(redactUrls(text)).toBe(hidden));

test('hiding passwords takes time in proportion to the text', () => {
  const text = 'a-'.repeat(200_000);
  const started = performance.now();
  expect(redactUrls(text)).toBe(text);
  expect(performance.now() - started).toBeLessThan(2000);
});

test('a key goes into the header that its source names, with what is asked for beside it', () => {
  expect(keyHeaders({}, anthropic)).toBeNull();
  expect(keyHeaders({ ANTHROPIC_API_KEY: '' }, anthropic)).toBeNull();
  expect(keyHeaders({ ANTHROPIC_API_KEY: 'k' }, anthropic)).toEqual({
    'x-api-key': 'k',
    'anthropic-version': '2023-06-01',
  });
  expect(keyHeaders({ OPENAI_API_KEY: 'k' }, openai)).toEqual({ authorization: 'Bearer k' });
  expect(keyHeaders({}, openrouter)).toEqual({});
});
