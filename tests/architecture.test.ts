import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** Room -> rooms that it may import. A room that is missing here may import nothing; nothing may import cli. */
const ARROWS: ReadonlyMap<string, readonly string[]> = new Map([
  ['schema', []],
  ['src/read', ['schema']],
  ['scrapers', ['schema', 'src/read']],
  ['src/normalize', ['schema']],
  ['src/identify', ['schema']],
  ['src/judge', ['schema']],
  ['src/report/errors.ts', []],
  ['src/report/log.ts', []],
  ['src/fetch', ['schema', 'src/report/errors.ts']],
  ['migrations', []],
  ['src/store', ['schema', 'migrations', 'src/report/errors.ts']],
  [
    'src/pipeline',
    [
      'schema',
      'src/read',
      'src/fetch',
      'src/normalize',
      'src/identify',
      'src/judge',
      'src/store',
      'src/report/errors.ts',
    ],
  ],
  [
    'src/review',
    ['schema', 'src/store', 'src/judge', 'src/normalize', 'src/pipeline', 'src/report/errors.ts'],
  ],
  ['src/report', ['schema', 'src/store', 'src/review', 'src/report/errors.ts']],
  [
    'src/cli',
    [
      'schema',
      'scrapers',
      'src/read',
      'src/fetch',
      'src/pipeline',
      'src/review',
      'src/report',
      'src/store',
      'src/report/errors.ts',
      'src/report/log.ts',
    ],
  ],
]);

/** Packages that only these rooms may use: each outside world has one door. */
const DOORS: ReadonlyMap<string, readonly string[]> = new Map([
  ['kysely', ['src/store', 'src/pipeline', 'src/review']],
  ['pg', ['src/store']],
  ['@electric-sql/pglite', ['src/store']],
  ['undici', ['src/fetch']],
  ['cheerio', ['src/read']],
  ['node-cron', ['src/pipeline']],
  ['commander', ['src/cli']],
  ['pino', ['src/report/log.ts']],
  ['zod', ['schema', 'src/fetch', 'src/cli']],
]);

/** Rooms that may touch clock, environment or terminal. */
const OUTSIDE: ReadonlyMap<string, RegExp> = new Map([
  ['schema', /\bnew Date\(\)|\bDate\.now\(|\bprocess\.|\bfetch\(/],
  ['src/read', /\bnew Date\(\)|\bDate\.now\(|\bprocess\.|\bfetch\(|node:fs|node:net/],
  ['scrapers', /\bnew Date\(\)|\bDate\.now\(|\bprocess\.|\bfetch\(|node:fs|node:net/],
  ['src/normalize', /\bnew Date\(\)|\bDate\.now\(|\bprocess\./],
  ['src/identify', /\bnew Date\(\)|\bDate\.now\(|\bprocess\./],
  ['src/judge', /\bnew Date\(\)|\bDate\.now\(|\bprocess\.|node:/],
  ['src/pipeline', /\bnew Date\(\)|\bDate\.now\(|process\.(env|argv|stdout|stderr)/],
  ['src/review', /\bnew Date\(\)|\bDate\.now\(|process\./],
]);

const SQL = /\bsql`|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/;

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const FILES = ['schema', 'scrapers', 'src', 'migrations'].flatMap(filesBelow);

/** The most specific room that a file is in. */
function roomOf(file: string): string | undefined {
  return [...ARROWS.keys()]
    .filter((room) => file === room || file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

const importsOf = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)[^'";]*?from '([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');

const inRoom = (file: string, room: string): boolean => file === room || file.startsWith(`${room}/`);

/** What is wrong with one file's imports. */
function brokenArrows(file: string, text: string): string[] {
  const room = roomOf(file);
  if (room === undefined) return [`${file} is in no room`];
  return importsOf(text).flatMap((target) => {
    if (!target.startsWith('.')) return brokenDoor(file, target);
    const imported = normalize(join(dirname(file), target));
    const own = roomOf(imported) === room;
    const allowed = own || (ARROWS.get(room) ?? []).some((other) => inRoom(imported, other));
    return allowed ? [] : [`${file} imports ${imported}`];
  });
}

function brokenDoor(file: string, target: string): string[] {
  const name = [...DOORS.keys()].find((door) => target === door || target.startsWith(`${door}/`));
  const rooms = name === undefined ? undefined : DOORS.get(name);
  return rooms === undefined || rooms.some((room) => inRoom(file, room))
    ? []
    : [`${file} imports the package ${target}`];
}

describe('the arrows', () => {
  test('every file imports only what its room may import', () => {
    expect(FILES.length).toBeGreaterThan(50);
    expect(FILES.flatMap((file) => brokenArrows(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });

  test('a broken arrow is seen', () => {
    expect(brokenArrows('src/judge/judge.ts', "import { x } from '../store/facts.ts';")).toEqual([
      'src/judge/judge.ts imports src/store/facts.ts',
    ]);
    expect(
      brokenArrows('scrapers/openrouter/index.ts', "import { x } from '../../src/fetch/types.ts';"),
    ).toHaveLength(1);
    expect(brokenArrows('src/store/facts.ts', "import { x } from '../cli/io.ts';")).toHaveLength(1);
    expect(brokenArrows('src/judge/judge.ts', "import { sql } from 'kysely';")).toHaveLength(1);
    expect(brokenArrows('src/new/room.ts', '')).toEqual(['src/new/room.ts is in no room']);
  });

  test('SQL lives in src/store and migrations only', () => {
    const outside = FILES.filter((file) => !inRoom(file, 'src/store') && !inRoom(file, 'migrations'));
    expect(outside.filter((file) => SQL.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
    expect(SQL.test('await db.selectFrom(')).toBe(true);
  });

  test('clock, environment and network stay outside of the pure rooms', () => {
    const touching = FILES.filter((file) => {
      const room = roomOf(file);
      const forbidden = room === undefined ? undefined : OUTSIDE.get(room);
      return forbidden?.test(readFileSync(join(ROOT, file), 'utf8')) ?? false;
    });
    expect(touching).toEqual([]);
  });

  test('only the reading kit parses JSON of a body', () => {
    const parsing = FILES.filter(
      (file) =>
        (inRoom(file, 'scrapers') || inRoom(file, 'src/read')) &&
        /JSON\.parse\(/.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(parsing.filter((file) => file !== 'src/read/json.ts')).toEqual([]);
  });

  test('every scraper folder is in the list', () => {
    const listed = readFileSync(join(ROOT, 'scrapers/list.ts'), 'utf8');
    const folders = readdirSync(join(ROOT, 'scrapers'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.length).toBeGreaterThan(0);
    expect(folders.map(({ name }) => name).filter((name) => !listed.includes(`./${name}/index.ts`))).toEqual(
      [],
    );
  });
});
