import type { DemoReport } from '../../schema/outputs.ts';
import type { Source } from '../../schema/source.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { createFetcher } from '../fetch/fetcher.ts';
import { readFixtures, replicaEntries } from '../fetch/fixtures.ts';
import { originMapOf, startReplica } from '../fetch/replica.ts';
import type { Deps } from '../pipeline/deps.ts';
import { refresh } from '../pipeline/refresh.ts';
import { partsText, reviewList, shownCandidate } from '../review/list.ts';
import type { Database } from '../store/connect.ts';
import { reviewRows } from '../store/review.ts';
import { fixturesFolder } from './proven.ts';

/** What an authority settled without asking anybody. */
async function settledByPolicy(database: Database): Promise<DemoReport['settled']> {
  const rows = await reviewRows(database.db, { states: ['settled'] });
  return rows
    .filter((row) => row.policy === 'authority')
    .map((row) => {
      const published = partsText(row.published);
      const against = row.candidates
        .map((candidate) => shownCandidate(candidate).value)
        .filter((value) => value !== published);
      const sentence = `${row.authority ?? 'the source'} speaks for ${row.subject}`;
      return {
        subject: row.subject,
        attribute: row.attribute,
        scope: row.scope,
        published,
        against,
        sentence,
      };
    });
}

/** Who plays in the demo: enough for each kind of source and each kind of conflict, and over in seconds. */
const CAST: ReadonlySet<string> = new Set([
  ...[
    'llm-reference',
    'press-review',
    'github-readme',
    'deepseek-pricing',
    'openrouter',
    'litellm',
    'models-dev',
  ],
  ...['genai-prices', 'catwalk', 'portkey', 'anthropic-api', 'google-api', 'openai-api', 'xai-api'],
]);

/** The sources of the demo with those of their documents that lie among the fixtures: a catalogue of dozens of files is played in part. */
export function playedSources(urls: ReadonlySet<string>): Source[] {
  const cast = SOURCES.filter(({ id }) => CAST.has(id));
  return cast.map((source) => ({ ...source, seeds: source.seeds.filter(({ url }) => urls.has(url)) }));
}

/**
 * Plays the sources on a loopback port out of the fixtures and refreshes from there through the real fetch layer.
 * Documents keep their canonical URLs.
 */
export async function demo(
  database: Database,
  outside: Omit<Deps, 'database' | 'fetcher'>,
  command: string,
): Promise<DemoReport> {
  const entries = replicaEntries(readFixtures(fixturesFolder()));
  const replica = await startReplica(entries);
  const fetcher = createFetcher({ originMap: originMapOf(entries, replica.port), minGapMs: 0 });
  try {
    const sources = playedSources(new Set(entries.map(({ url }) => url)));
    const deps = { ...outside, keyHeaders: () => ({}), database, fetcher };
    const report = await refresh(deps, sources, { world: 'demo', command });
    const review = await reviewList(database, {});
    return { where: database.where, refresh: report, review, settled: await settledByPolicy(database) };
  } finally {
    await fetcher.close();
    await replica.close();
  }
}
