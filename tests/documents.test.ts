import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Source } from '../schema/source.ts';
import { SOURCES } from '../scrapers/index.ts';
import { EXIT } from '../src/cli/exit.ts';
import type { Env } from '../src/cli/io.ts';
import { createProgram } from '../src/cli/program.ts';
import { proofs } from '../src/cli/proven.ts';
import { services } from '../src/cli/wiring.ts';
import { databaseFolder } from '../src/store/create.ts';
import { recordedIo } from './cli/support.ts';

/**
 * The documents say what is true of the program. The captures in the README are made by the commands that stand above
 * them: `UPDATE_README=1 npx vitest run tests/documents` makes them anew; the difference is then for a person to read.
 */
const RENEW = process.env.UPDATE_README === '1';
const ROOT = join(import.meta.dirname, '..');
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
/** Where the captures say that the embedded database is. */
const SHOWN_FOLDER = '/home/ada/modelfacts/.modelfacts';
const SHOWN_CONFLICT = 'openai/gpt-5.3-codex-spark  context_window';

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const program = createProgram(services);

async function answerOf(argv: readonly string[], env: Env = {}): Promise<{ code: number; out: string }> {
  const { io, out, err } = recordedIo({ cwd: '/' });
  const code = await program(argv, io, env);
  if (code !== EXIT.done) throw new Error(`modelfacts ${argv.join(' ')} ended with ${code}: ${err.join('')}`);
  return { code, out: out.join('') };
}

/** Names and summaries behind "Commands:" in a help text; a summary may go on in the next lines. */
function listed(help: string): { name: string; summary: string }[] {
  const [, list = ''] = /\nCommands:\n([\s\S]*?)(?:\n\n|$)/.exec(help) ?? [];
  return list
    .replace(/\n {8,}/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, name = '', summary = ''] = /^ {2}(\S+)(?: [<[]\S+)* +(\S.*)$/.exec(line) ?? [];
      return name === '' || name === 'help' ? [] : [{ name, summary }];
    });
}

/** `modelfacts review show [options] <id>` in the usage line -> `review show <id>`. */
const usageOf = (help: string): string =>
  (/^Usage: modelfacts (.+)$/m.exec(help)?.[1] ?? '').replace('[options] ', '').replace(' [options]', '');

/** Every command of the program that does something, with how it is called and what it says of itself. */
async function commands(): Promise<{ usage: string; summary: string }[]> {
  const found: { usage: string; summary: string }[] = [];
  for (const { name, summary } of listed((await answerOf(['--help'])).out)) {
    const help = (await answerOf([name, '--help'])).out;
    const members = listed(help);
    if (members.length === 0) found.push({ usage: usageOf(help), summary });
    for (const member of members) {
      const usage = usageOf((await answerOf([name, member.name, '--help'])).out);
      found.push({ usage, summary: member.summary });
    }
  }
  return found;
}

/** The rows of the table under this head, each as its cells. */
function tableUnder(text: string, head: string): string[][] {
  const [, rows = ''] = text.split(`| ${head} |`)[1]?.split(/^\|[-|]+\|$/m, 2) ?? [];
  const [table = ''] = rows.trimStart().split('\n\n');
  return table.split('\n').map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
}

const firstCells = (text: string, head: string): string[] =>
  tableUnder(text, head).map(([cell = '']) => cell.replaceAll('`', ''));

/** Relative links, and paths of this project between backticks, that do not exist. */
function deadPaths(text: string, exists: (path: string) => boolean): string[] {
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map((found) => found[1] ?? '');
  const named = [
    ...text.matchAll(
      /`((?:src|schema|scrapers|migrations|fixtures|tests|bin|\.ci)(?:\/[^`\s]*)?)`|`([A-Za-z.]+\.(?:md|json|ts))`/g,
    ),
  ].map((found) => found[1] ?? found[2] ?? '');
  return [...links, ...named].filter((path) => !/[<>*…{]/.test(path) && !exists(path));
}

/** Files that every fixture or source has in a folder of its own. */
const EVERYWHERE = /^(?:origin|headers|claims|page)\.json$|^page\.md$|^index\.ts$/;
const existsHere = (path: string): boolean => EVERYWHERE.test(path) || existsSync(join(ROOT, path));

/** Scripts that are named as `npm run x` and are not in package.json. */
function unknownScripts(text: string, scripts: ReadonlySet<string>): string[] {
  const named = [...text.matchAll(/\bnpm (?:run ([a-z:-]+)|(start|test)\b)/g)];
  return named.map((found) => found[1] ?? found[2] ?? '').filter((name) => !scripts.has(name));
}

/** Test files that a command names and that vitest would not find. */
const unknownTests = (text: string): string[] =>
  [...text.matchAll(/npx vitest run (\S+?)[`\s]/g)]
    .map((found) => found[1] ?? '')
    .filter((path) => ![path, `${path}.test.ts`].some(existsHere));

describe('README', () => {
  const readme = textOf('README.md');

  test('its table of commands is the list of the program', async () => {
    const rows = tableUnder(readme, 'command | what it does').map(([usage = '', summary = '']) => ({
      usage: usage.replaceAll('`', ''),
      summary,
    }));
    expect(rows.length).toBeGreaterThan(10);
    expect(rows).toEqual(await commands());
  });

  test('its table of exit codes is the list of the program', () => {
    expect(firstCells(readme, 'exit code | meaning').map(Number)).toEqual(Object.values(EXIT));
  });

  test('its table of variables names what the command line reads', () => {
    const files = readdirSync(join(ROOT, 'src/cli')).map((file) => textOf(join('src/cli', file)));
    const read = files.flatMap((text) => [...text.matchAll(/\benv\.([A-Z_]+)/g)].map((found) => found[1]));
    expect(firstCells(readme, 'variable | meaning').sort()).toEqual([...new Set(read)].sort());
  });

  test('its table of sources is the list of sources', () => {
    const head = '| source | of | kind | what is read |\n|---|---|---|---|\n';
    const rows = SOURCES.map(
      ({ id, owner, kind, note }) => `| \`${id}\` | ${owner} | ${kind} | ${note} |\n`,
    ).join('');
    const table = /\| source \| of \| kind \| what is read \|\n(?:\|.*\n)*/u;
    if (RENEW) {
      writeFileSync(
        join(ROOT, 'README.md'),
        textOf('README.md').replace(table, () => head + rows),
      );
    }
    expect(table.exec(textOf('README.md'))?.[0]).toBe(head + rows);
  });

  test('it says how many sources are in which state, which follow pages and which are complete', () => {
    const proven = proofs();
    const states = SOURCES.map(({ id }) => proven.get(id)?.state);
    const prose = readme.replaceAll(/\s+/gu, ' ');
    const counted = (state: string) => `(\`${state}\`, ${states.filter((one) => one === state).length})`;
    const named = (found: readonly Source[]) => found.map(({ id }) => `\`${id}\``).join(', ');
    for (const text of [
      `Of the ${SOURCES.length} sources`,
      ...['recorded', 'transcribed', 'unproven'].map(counted),
      `where a source declares it (${named(SOURCES.filter(({ follow }) => follow))})`,
      `declared complete (${named(SOURCES.filter(({ complete }) => complete))})`,
    ])
      expect(prose).toContain(text);
  });

  test('its two commands are what .ci/run runs', () => {
    const [install = '', check = ''] = textOf('.ci/run').trim().split('\n').slice(-2);
    expect(readme).toContain(`${install} && ${check}`);
    expect(readme).toContain(`${install} && npm start`);
  });
});

describe('every document', () => {
  const scripts = new Set(Object.keys(JSON.parse(textOf('package.json')).scripts));

  test.each(DOCUMENTS)('%s names only paths, scripts and tests that exist', (file) => {
    const text = textOf(file);
    expect(text.length).toBeGreaterThan(500);
    expect(deadPaths(text, existsHere)).toEqual([]);
    expect(unknownScripts(text, scripts)).toEqual([]);
    expect(unknownTests(text)).toEqual([]);
  });

  test('a dead path, an unknown script and an unknown test are seen', () => {
    const text = 'See [a](docs/a.md), `src/no.ts`, `NO.md`; `npm run nothing`, `npx vitest run tests/none`';
    expect(deadPaths(text, existsHere)).toEqual(['docs/a.md', 'src/no.ts', 'NO.md']);
    expect(unknownScripts(text, scripts)).toEqual(['nothing']);
    expect(unknownTests(text)).toEqual(['tests/none']);
  });
});

/** A command of the README with the answer that stands below it. */
interface Capture {
  line: string;
  answer: string;
}

const CONSOLE = /```console\n\$ (.+)\n([\s\S]*?)```/g;

const capturesOf = (text: string): Capture[] =>
  [...text.matchAll(CONSOLE)].map(([, line = '', answer = '']) => ({ line, answer }));

/** The words of a command line; only double quotes are known. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((found) => found[1] ?? found[2] ?? '');

/**
 * Lines of an answer in a fixed order and without the numbers of conflicts: sources are worked side by side, so a
 * conflict has another number, and another place in a list, in another run.
 */
const comparable = (answer: string): string[] =>
  answer
    .trimEnd()
    .replace(/#\d+/g, '#n')
    .replace(/review (show|decide) \d+/g, 'review $1 n')
    .split('\n')
    .sort();

/** `review decide 4` with the number that the conflict of the captures has in this database. */
function renumbered(line: string, shown: string): string {
  const id = shown.match(new RegExp(`#(\\d+) {2}${SHOWN_CONFLICT} `))?.[1];
  return id === undefined ? line : line.replace(/(review (?:decide|undo|show)) \d+/, `$1 ${id}`);
}

describe('the captures in the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'modelfacts-readme-'));
  const env: Env = { MODELFACTS_DATA: folder };
  const captures = capturesOf(textOf('README.md'));

  beforeAll(async () => {
    const dump = new Blob([readFileSync(inject('embeddedTemplate'))]);
    const lite = await PGlite.create({ dataDir: databaseFolder(folder), loadDataDir: dump });
    await lite.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('show the demo, a value, a decision, its undoing, and statements in SQL', () => {
    const shown = captures.map(({ line }) => wordsOf(line).slice(0, 4).join(' '));
    for (const start of ['demo', 'why', 'review decide', 'review undo', 'sql']) {
      expect(shown.filter((line) => line.startsWith(`npx modelfacts ${start}`))).not.toEqual([]);
    }
    expect(shown.filter((line) => line.startsWith('npx modelfacts sql')).length).toBeGreaterThanOrEqual(3);
    expect(textOf('README.md').replace(CONSOLE, '')).not.toContain('modelfacts sql "');
  });

  test('are what the commands say', { timeout: 120_000 }, async () => {
    const said: Capture[] = [];
    for (const { line } of captures) {
      const called = renumbered(line, said[0]?.answer ?? '');
      const { out } = await answerOf(wordsOf(called).slice(2), env);
      expect(out, line).not.toContain('(0 rows)');
      said.push({ line: called, answer: out.replaceAll(folder, SHOWN_FOLDER) });
    }
    if (RENEW) renew(said);
    for (const [at, { line, answer }] of said.entries()) {
      const now = RENEW ? answer : (captures[at]?.answer ?? '');
      expect(comparable(now), `${line}: renew it with UPDATE_README=1`).toEqual(comparable(answer));
    }
  });
});

/** Writes the commands as they were called, with their answers below. */
function renew(said: readonly Capture[]): void {
  const captures = [...said];
  const text = textOf('README.md').replace(CONSOLE, (all: string) => {
    const { line, answer } = captures.shift() ?? {};
    return line === undefined ? all : `\`\`\`console\n$ ${line}\n${answer?.trimEnd()}\n\`\`\``;
  });
  writeFileSync(join(ROOT, 'README.md'), text);
}
