import { SOURCES } from '../../scrapers/index.ts';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { readFixtures, replicaEntries } from '../../src/fetch/fixtures.ts';
import { originMapOf, startReplica } from '../../src/fetch/replica.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import type { Database } from '../../src/store/connect.ts';
import { quiet, silent } from './lines.ts';

/** One refresh of every source from a replica of the fixtures, through the real fetch layer. */
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
    return await refresh(deps, SOURCES, { world: 'demo', command: 'test' });
  } finally {
    await fetcher.close();
    await replica.close();
  }
}
