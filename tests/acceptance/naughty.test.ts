import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Attribute } from '../../schema/attributes.ts';
import type { Page, PageReading } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { createProgram } from '../../src/cli/program.ts';
import { services } from '../../src/cli/wiring.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import type { Database } from '../../src/store/connect.ts';
import { recordedIo } from '../cli/support.ts';
import { onBothDatabases, postgresDatabase } from '../support/databases.ts';
import { lineSource, MemoryNetwork, rig } from '../support/lines.ts';

const LIST = new URL('../../../shared/vectors/blns/blns.json', import.meta.url);

/** Names of what every object answers to, and texts that are code somewhere. */
const PAYLOADS = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__', 'valueOf'],
  ...['__proto__/__proto__', 'constructor.prototype', '{"__proto__":{"polluted":true}}', '[object Object]'],
];

const NOISE = Array.from({ length: 20_000 }, (_, at) =>
  String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000)),
).join('');

/** What no list of others holds: characters that PostgreSQL does not take, and names that no index does. */
const OWN = [
  ...['', ' ', '\n', 'a\nb', 'a\tb', 'a\u0000b', '\ud800', 'a\udfffb', '\u001b[31mred\u001b[0m', '\u0007'],
  ...[
    '\u202egnp.exe',
    'zero\u200bwidth',
    '\ufeffbom',
    '👩‍👩‍👧‍👦',
    'e\u0301',
    '\u2028',
    '\u0085',
    '%s%n',
    "'; drop table x; --",
  ],
  ...['x'.repeat(3_000), NOISE.slice(0, 900), NOISE.slice(0, 400), NOISE],
];

interface Said {
  subject: NamedSubject;
  means: Attribute[];
  scope: string;
  asWritten: string;
}

/** One statement in each role that a text can have: id, name, provider, cell of several kinds, scope. */
const rolesOf = (text: string, at: number): Said[] => [
  {
    subject: { kind: 'offering', provider: 'acme', id: text },
    means: ['price'],
    scope: 'USD',
    asWritten: '$1.00',
  },
  {
    subject: { kind: 'offering', provider: 'acme', id: `m-${at}` },
    means: ['model'],
    scope: '',
    asWritten: text,
  },
  {
    subject: { kind: 'offering', provider: 'acme', name: text },
    means: ['max_output'],
    scope: '',
    asWritten: '8k',
  },
  { subject: { kind: 'model', name: text }, means: ['context_window'], scope: '', asWritten: '128k' },
  {
    subject: { kind: 'model', id: text, name: text },
    means: ['released'],
    scope: '',
    asWritten: '2026-01-01',
  },
  {
    subject: { kind: 'offering', provider: text, id: `p-${at}` },
    means: ['context_window'],
    scope: '',
    asWritten: '1,000',
  },
  {
    subject: { kind: 'provider', id: text },
    means: ['subscription_price'],
    scope: 'plan=pro',
    asWritten: '$20',
  },
  {
    subject: { kind: 'offering', provider: 'acme', id: `c-${at}` },
    means: ['context_window'],
    scope: '',
    asWritten: text,
  },
  {
    subject: { kind: 'offering', provider: 'acme', id: `c-${at}` },
    means: ['price'],
    scope: 'USD',
    asWritten: text,
  },
  {
    subject: { kind: 'offering', provider: 'acme', id: `c-${at}` },
    means: ['capability'],
    scope: text,
    asWritten: 'yes',
  },
  { subject: { kind: 'model', id: 'gpt-5' }, means: ['best_for'], scope: '', asWritten: text },
  { subject: { kind: 'model', id: 'gpt-5' }, means: ['licence'], scope: '', asWritten: text },
];

/** A page of statements as JSON, one a line; the line without its escapes cannot be a quote, so its number is. */
function read(page: Page): PageReading {
  const statements = page.text.split('\n').flatMap((line, at) => {
    if (line === '') return [];
    const { subject, means, scope, asWritten } = JSON.parse(line) as Said;
    const quote = `"line":${at}`;
    const start = page.text.indexOf(`${quote},`);
    const place = { kind: 'text' as const, start, end: start + quote.length };
    const context = { locale: 'en', currency: 'USD', per: '1M tokens' };
    const [named, label] = [Object.entries(subject).filter(([, text]) => text !== ''), { places: [place] }];
    return [
      {
        subject: Object.fromEntries(named) as NamedSubject,
        means,
        scope,
        part: means[0] === 'price' ? 'input' : '',
        asWritten,
        context,
        quote,
        locator: label,
      },
    ];
  });
  return { statements, refused: [] };
}

const bodyOf = (said: readonly Said[]): string =>
  said.map((one, at) => `{"line":${at},${JSON.stringify(one).slice(1)}\n`).join('');

const PLAIN: Said = {
  subject: { kind: 'offering', provider: 'acme', id: 'plain' },
  means: ['price'],
  scope: 'USD',
  asWritten: '$2.00',
};

async function brought(database: Database, texts: readonly string[]) {
  const source = lineSource('naughty', { read, floor: 1 });
  const network = new MemoryNetwork();
  const said = [...texts.flatMap(rolesOf), PLAIN];
  network.show('https://naughty.test/page', bodyOf(said));
  const { deps } = rig(database, [source], network);
  const report = await refresh(deps, [source], { world: 'live', command: 'test' });
  return { report, said };
}

/** What no database keeps as it is: it must be refused, and everything else must be there. */
const isKept = (id: string): boolean =>
  id !== '' &&
  id.isWellFormed() &&
  !id.includes('\0') &&
  !id.startsWith('\ufeff') &&
  Buffer.byteLength(id) <= 800;

/** Everything that was stored stands there as it was written, and what is not there was refused by name. */
async function check(database: Database, texts: readonly string[]): Promise<void> {
  const { report, said } = await brought(database, texts);
  const [round] = report.sources;
  expect(round?.problems).toEqual([]);
  expect(round?.statements).toBe(said.length);
  const stored = await sql<{ kind: string; provider: string; id: string; written: string; scope: string }>`
    select a.kind, a.provider, a.native_id as id, c.as_written as written, c.scope
    from registry.claim c join registry.alias a on a.id = c.alias where c.closed_by is null`.execute(
    database.db,
  );
  const kept = new Set(
    stored.rows.map(({ kind, provider, id, written }) => JSON.stringify([kind, provider, id, written])),
  );
  const keyOf = ({ subject, asWritten }: Said) =>
    JSON.stringify([subject.kind, subject.provider ?? '', subject.id ?? subject.name ?? '', asWritten]);
  const missing = said.filter((one) => !kept.has(keyOf(one)));
  const refused = (round?.refused ?? []).reduce((sum, { count }) => sum + count, 0);
  expect(kept.has(keyOf(PLAIN))).toBe(true);
  expect(missing.length).toBeLessThanOrEqual(refused);
  const ids = said.filter((one) => one.asWritten === '$1.00' && isKept(one.subject.id ?? ''));
  expect(ids.length).toBeGreaterThan(texts.length / 2);
  expect(ids.filter((one) => !kept.has(keyOf(one)))).toEqual([]);
  const extra = stored.rows
    .filter(({ kind }) => kind !== 'name')
    .map(({ kind, provider, id, written }) => JSON.stringify([kind, provider, id, written]));
  const known = new Set([
    ...said.map(keyOf),
    ...said.map((one) => keyOf({ ...one, asWritten: one.subject.name ?? '' })),
  ]);
  expect(extra.filter((key) => !known.has(key))).toEqual([]);
  expect(Object.prototype).not.toHaveProperty('polluted');
}

const COMMANDS_A_TERMINAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be printed
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

onBothDatabases('texts that break things', (open) => {
  test('our own are stored as they are or refused one by one', async () => {
    const database = await open();
    await check(database, [...PAYLOADS, ...OWN]);
    await database.close();
  });

  test('the big list of naughty strings comes in or is refused, string by string', async ({ skip }) => {
    if (!existsSync(LIST)) skip(`no list at ${LIST.pathname}`);
    const database = await open();
    const texts = JSON.parse(readFileSync(LIST, 'utf8')) as string[];
    expect(texts.length).toBeGreaterThan(500);
    await check(database, texts);
    await database.close();
  });
});

test('why, sql and source unmatched show such names on one line, with what is hidden made visible', async () => {
  const database = await postgresDatabase();
  await brought(database, [...PAYLOADS, ...OWN]);
  const run = createProgram(services);
  const shown = async (...argv: string[]) => {
    const { io, out, err } = recordedIo();
    const code = await run([...argv, '--database', database.url], io, {});
    expect(code, err.join('')).toBe(0);
    expect(out.join('')).not.toMatch(COMMANDS_A_TERMINAL);
    return out.join('');
  };
  const unmatched = await shown('source', 'unmatched');
  expect(unmatched).toContain('\\u001b[31mred\\u001b[0m');
  expect(unmatched).toContain('a\\nb');
  expect(await shown('sql', 'select native_id from registry.alias')).toContain('\\u202egnp.exe');
  expect(await shown('why', 'acme/\u001b[31mred\u001b[0m')).toContain('acme/\\u001b[31mred\\u001b[0m');
  expect(await shown('why', 'acme/__proto__', '--json')).toContain('"acme/__proto__"');
  expect(await shown('sql', 'select key from registry.subject', '--json')).toContain('\\u202egnp.exe');
  const { io, err } = recordedIo();
  expect(await run(['why', 'no\u001b[31mbody', '--database', database.url], io, {})).toBe(1);
  expect(err.join('')).toContain('"no\\u001b[31mbody"');
  await database.close();
});
