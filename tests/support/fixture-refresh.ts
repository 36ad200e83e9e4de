import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { SOURCES } from '../../scrapers/index.ts';
import { playedSources } from '../../src/cli/demo-world.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { readFixtures, replicaEntries } from '../../src/fetch/fixtures.ts';
import { createFolderFetcher } from '../../src/fetch/folder.ts';
import { originMapOf, startReplica } from '../../src/fetch/replica.ts';
import { planRecorded } from '../../src/pipeline/recorded.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import type { Database } from '../../src/store/connect.ts';
import { quiet, silent } from './lines.ts';

/** Enough to agree, to conflict and to be settled, of one and of several documents; read in a second or two. */
const FEW: ReadonlySet<string> = new Set([
  'llm-reference',
  'press-review',
  'github-readme',
  'deepseek-pricing',
  'openrouter',
]);

/** One refresh of a few sources of the demo from a replica of the fixtures, through the real fetch layer. */
export async function refreshFromFixtures(database: Database) {
  const entries = replicaEntries(readFixtures('fixtures'));
  const replica = await startReplica(entries);
  const fetcher = createFetcher({ originMap: originMapOf(entries, replica.port), minGapMs: 0 });
  const signal = new AbortController().signal;
  const outside = {
    sources: SOURCES,
    reading: () => 'test',
    keyHeaders: () => ({}),
    now: () => new Date(),
    signal,
  };
  try {
    const deps = { ...outside, database, fetcher, log: quiet, progress: silent };
    const few = playedSources(new Set(entries.map(({ url }) => url))).filter(({ id }) => FEW.has(id));
    return await refresh(deps, few, { world: 'demo', command: 'test' });
  } finally {
    await fetcher.close();
    await replica.close();
  }
}

/** One refresh of every source that finds its recorded bodies in a folder. */
export async function refreshFromFolder(database: Database, folder: string) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  const plan = planRecorded(
    SOURCES,
    entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))),
  );
  const files = new Map([...plan.files].map(([url, file]) => [url, join(folder, file)]));
  const at = new Date('2026-07-01T00:00:00Z');
  const signal = new AbortController().signal;
  const outside = { sources: SOURCES, reading: () => 'test', keyHeaders: () => ({}), now: () => at, signal };
  const deps = { ...outside, database, fetcher: createFolderFetcher(files), log: quiet, progress: silent };
  return await refresh(deps, plan.sources, { world: 'recorded', command: 'test' });
}
