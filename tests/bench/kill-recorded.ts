import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../src/store/connect.ts';
import { migrate } from '../../src/store/migrate.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { onDatabase } from '../support/url.ts';

/**
 * Kills refreshes of a folder of recordings at random queries, on a PostgreSQL of its own, and compares each rerun with
 * a run that nobody killed: `npm run bench -- <folder> [trials]`.
 */
const [folder, trials = '10'] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: npm run bench -- <folder of recordings> [trials]');
const WORKER = join(import.meta.dirname, '../support/refresh-worker.ts');

interface Ended {
  signal: string | null;
  queries: number;
  checksum: string;
  facts: number;
}

async function refreshOnce(url: string, dieAt: number): Promise<Ended> {
  const order = JSON.stringify({ target: { url }, dieAt, from: folder });
  const child = spawn(process.execPath, ['--import', 'tsx', WORKER, order], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  const signal = await new Promise<string | null>((resolve) => child.on('close', (_code, by) => resolve(by)));
  return { signal, ...(JSON.parse(out === '' ? '{}' : out) as Omit<Ended, 'signal'>) };
}

const server = startPostgres();
let databases = 0;

async function freshUrl(): Promise<string> {
  databases += 1;
  const name = `bench_${databases}`;
  const admin = await openDatabase({ url: server.url('postgres') });
  await admin.pool.query(`create database ${name}`);
  await admin.close();
  const url = onDatabase(server.url('postgres'), name);
  const database = await openDatabase({ url });
  await migrate(database);
  await database.close();
  return url;
}

try {
  const start = performance.now();
  const whole = await refreshOnce(await freshUrl(), 0);
  console.log(
    `unkilled: ${whole.queries} queries, ${whole.facts} facts, ${whole.checksum.slice(0, 12)}, ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  let equal = 0;
  for (let trial = 1; trial <= Number(trials); trial += 1) {
    const url = await freshUrl();
    const dieAt = randomInt(1, whole.queries);
    const killed = await refreshOnce(url, dieAt);
    const rerun = await refreshOnce(url, 0);
    const same = killed.signal === 'SIGKILL' && rerun.checksum === whole.checksum;
    if (same) equal += 1;
    console.log(
      `trial ${trial}: killed at query ${dieAt} (${killed.signal}), rerun ${same ? 'equal' : `DIFFERENT ${rerun.checksum.slice(0, 12)}`}`,
    );
  }
  console.log(`${equal} of ${trials} equal`);
  process.exitCode = equal === Number(trials) ? 0 : 1;
} finally {
  server.stop();
}
