import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { checksum } from '../../src/store/checksum.ts';
import { type DatabaseTarget, openDatabase } from '../../src/store/connect.ts';
import { databaseFolder } from '../../src/store/create.ts';
import { postgresDatabase } from '../support/databases.ts';
import { refreshFromFixtures } from '../support/fixture-refresh.ts';

const TRIALS = 20;
const WORKER = join(import.meta.dirname, '../support/refresh-worker.ts');

interface Ended {
  signal: string | null;
  queries: number;
  checksum: string;
  facts: number;
}

/** One refresh in a process of its own, which kills itself at the given query; 0 lets it end. */
async function refreshOnce(target: DatabaseTarget, dieAt: number): Promise<Ended> {
  const args = ['--import', 'tsx', WORKER, JSON.stringify({ target, dieAt })];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (text.out += chunk));
  child.stderr.on('data', (chunk) => (text.err += chunk));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.on('close', (...ended) => resolve(ended));
  });
  if (code !== 0 && signal === null) throw new Error(`the worker failed: ${text.err}`);
  return { signal, ...(JSON.parse(text.out === '' ? '{}' : text.out) as Omit<Ended, 'signal'>) };
}

/** The rerun, in this process: what is left behind is opened by somebody else than the one who died. */
async function rerunHere(target: DatabaseTarget): Promise<string> {
  const database = await openDatabase(target);
  try {
    await refreshFromFixtures(database);
    return (await checksum(database.db)).checksum;
  } finally {
    await database.close();
  }
}

interface Fresh {
  target: DatabaseTarget;
  remove(): Promise<void>;
}

/** Kills refreshes at random queries and compares each rerun with a run that nobody killed. */
async function killTrials(fresh: () => Promise<Fresh>): Promise<void> {
  const whole = await fresh();
  const unkilled = await refreshOnce(whole.target, 0);
  await whole.remove();
  expect(unkilled.facts).toBeGreaterThan(100);
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const dieAt = randomInt(1, unkilled.queries);
    const place = await fresh();
    const killed = await refreshOnce(place.target, dieAt);
    expect(killed.signal, `killed at query ${dieAt} of ${unkilled.queries}`).toBe('SIGKILL');
    const rerun = await rerunHere(place.target);
    await place.remove();
    expect(rerun, `killed at query ${dieAt} of ${unkilled.queries}`).toBe(unkilled.checksum);
  }
}

describe('kill -9 at twenty random points of a refresh: the rerun ends where an unkilled run ends', () => {
  const base = mkdtempSync(join(tmpdir(), 'modelfacts-kill-'));
  const template = join(base, 'template');

  beforeAll(async () => {
    const dump = new Blob([readFileSync(inject('embeddedTemplate'))]);
    mkdirSync(template);
    const lite = await PGlite.create({ dataDir: databaseFolder(template), loadDataDir: dump });
    await lite.close();
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  test('on PostgreSQL', { timeout: 480_000 }, async () => {
    await killTrials(async () => {
      const database = await postgresDatabase();
      return { target: { url: database.url }, remove: () => database.close() };
    });
  });

  test('on the embedded database', { timeout: 480_000 }, async () => {
    await killTrials(async () => {
      const folder = mkdtempSync(join(base, 'trial-'));
      cpSync(template, folder, { recursive: true });
      return {
        target: { folder, waitMs: 10_000 },
        remove: async () => rmSync(folder, { recursive: true, force: true }),
      };
    });
  });
});
