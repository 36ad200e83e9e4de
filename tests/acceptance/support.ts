import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, inject } from 'vitest';
import type { z } from 'zod';
import { sqlAnswerSchema } from '../../schema/outputs.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { playedSources } from '../../src/cli/demo-world.ts';
import type { Env, Io } from '../../src/cli/io.ts';
import { createProgram } from '../../src/cli/program.ts';
import { services } from '../../src/cli/wiring.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { readFixtures, replicaEntries } from '../../src/fetch/fixtures.ts';
import { originMapOf, type ReplicaEntry, startReplica } from '../../src/fetch/replica.ts';
import type { Fetcher } from '../../src/fetch/types.ts';
import { databaseFolder } from '../../src/store/create.ts';
import { recordedIo } from '../cli/support.ts';
import { postgresDatabase } from '../support/databases.ts';

/** A database of a test's own, as a person at the command line would name it. */
export interface Place {
  name: string;
  /** Added behind each command's own arguments. */
  options: readonly string[];
  env: Env;
  remove(): Promise<void>;
}

const run = createProgram(services);

/** A fresh PostgreSQL database. */
export async function postgresPlace(): Promise<Place & { url: string }> {
  const database = await postgresDatabase();
  return {
    name: 'PostgreSQL',
    options: ['--database', database.url],
    env: { ...KEYS, USER: 'ada' },
    url: database.url,
    remove: () => database.close(),
  };
}

/** A fresh embedded folder, loaded from the dump so that no test pays for its creation. */
export async function embeddedPlace(): Promise<Place & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'modelfacts-acceptance-'));
  const dump = new Blob([readFileSync(inject('embeddedTemplate'))]);
  mkdirSync(folder, { recursive: true });
  const lite = await PGlite.create({ dataDir: databaseFolder(folder), loadDataDir: dump });
  await lite.close();
  return embeddedAt(folder);
}

const embeddedAt = (folder: string): Place & { folder: string } => ({
  name: 'the embedded database',
  options: [],
  env: { ...KEYS, USER: 'ada', MODELFACTS_DATA: folder },
  folder,
  remove: async () => rmSync(folder, { recursive: true, force: true }),
});

/** What a command came to. */
export interface Answer {
  code: number;
  out: string;
  err: string;
}

/** One command in this process, on this database. */
export async function call(place: Place, argv: readonly string[], over: Partial<Io> = {}): Promise<Answer> {
  const { io, out, err } = recordedIo(over);
  const code = await run([...argv, ...place.options], io, place.env);
  return { code, out: out.join(''), err: err.join('') };
}

/** The one JSON document that a command answers, checked against its schema; the exit code must be `code`. */
export async function answerOf<T>(
  schema: z.ZodType<T>,
  place: Place,
  asked: { argv: readonly string[]; over?: Partial<Io>; code?: number },
): Promise<T> {
  const answer = await call(place, [...asked.argv, '--json'], asked.over);
  expect(answer.code, answer.err).toBe(asked.code ?? 0);
  return schema.parse(JSON.parse(answer.out));
}

/** Rows of a reading statement, as texts. */
export async function rowsOf(place: Place, query: string): Promise<string[][]> {
  const { rows } = await answerOf(sqlAnswerSchema, place, { argv: ['sql', query] });
  return rows.map((row) => row.map(String));
}

/** What the sources answer in the fixtures. */
const written = (): ReplicaEntry[] => replicaEntries(readFixtures('fixtures'));

/** Sources that play in the demo. */
export const PLAYERS = playedSources(new Set(written().map(({ url }) => url)));

/** Documents that the demo plays. */
export const PLAYED = PLAYERS.reduce((sum, { seeds }) => sum + seeds.length, 0);

/** Ids of the sources that play in the demo: one of each kind, and their documents lie among the fixtures. */
export const CAST: readonly string[] = PLAYERS.map(({ id }) => id);

/** An answer for every document of those sources: one without a fixture answers with the shortest of its source. */
export function recorded(): ReplicaEntry[] {
  const entries = new Map(written().map((entry) => [entry.url, entry]));
  const all = SOURCES.filter(({ id }) => CAST.includes(id)).flatMap(({ id, seeds }) => {
    const own = seeds.flatMap(({ url }) => entries.get(url) ?? []);
    const [shortest] = own.sort((a, b) => a.body.length - b.body.length);
    if (shortest === undefined) throw new Error(`no fixture answers for ${id}`);
    return seeds.map(({ url }) => entries.get(url) ?? { ...shortest, url });
  });
  return [...new Map(all.map((entry) => [entry.url, entry])).values()];
}

/** A key for each source that asks for one; the replica takes any. */
const KEYS = Object.fromEntries(SOURCES.flatMap(({ key }) => (key ? [[key.env, 'any']] : [])));

/** The recorded answers with one body changed; its validators change with it, or the fetcher would be told "not modified". */
export function altered(url: string, change: (text: string) => string): ReplicaEntry[] {
  const entries = recorded();
  const index = entries.findIndex((entry) => entry.url === url);
  const entry = entries[index];
  if (!entry) throw new Error(`no fixture answers ${url}`);
  const before = Buffer.from(entry.body).toString('utf8');
  const after = change(before);
  expect(after, 'the change must take').not.toBe(before);
  const { etag: _etag, 'last-modified': _modified, ...headers } = lowered(entry.headers);
  entries[index] = { url, body: Buffer.from(after), headers };
  return entries;
}

const lowered = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Work with the real fetch layer on a replica of these answers. */
export async function withReplica<T>(
  entries: readonly ReplicaEntry[],
  work: (fetcher: Fetcher) => Promise<T>,
): Promise<T> {
  const replica = await startReplica(entries);
  const fetcher = createFetcher({ originMap: originMapOf(entries, replica.port), minGapMs: 0 });
  try {
    return await work(fetcher);
  } finally {
    await fetcher.close();
    await replica.close();
  }
}
