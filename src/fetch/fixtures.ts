import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReplicaEntry } from './replica.ts';

/** Where a fixture comes from, and what it was written after. */
export const originSchema = z.strictObject({
  url: z.url(),
  owner: z.string(),
  fetchedAt: z.iso.datetime(),
  writtenAfter: z.enum(['bytes', 'excerpt', 'rendering', 'nothing']),
  note: z.string(),
  test: z.literal(true).optional(),
});
const headersSchema = z.record(z.string(), z.string());

/** One recorded answer of a source, as fixtures keep it. */
export interface Fixture {
  source: string;
  date: string;
  slug: string;
  origin: z.infer<typeof originSchema>;
  headers: Record<string, string>;
  body: Uint8Array;
}

const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function readFixture(root: string, source: string, date: string, slug: string): Fixture {
  const folder = join(root, source, date, slug);
  const page = readdirSync(folder).find((name) => name.startsWith('page.'));
  if (page === undefined) throw new Error(`${folder} holds no page.*`);
  return {
    source,
    date,
    slug,
    origin: originSchema.parse(json(join(folder, 'origin.json'))),
    headers: headersSchema.parse(json(join(folder, 'headers.json'))),
    body: readFileSync(join(folder, page)),
  };
}

/** Every fixture below the folder: <source>/<date>/<slug>/, oldest date first. */
export function readFixtures(root: string): Fixture[] {
  return folders(root).flatMap((source) =>
    folders(join(root, source)).flatMap((date) =>
      folders(join(root, source, date)).map((slug) => readFixture(root, source, date, slug)),
    ),
  );
}

/** Where the fixtures of each source come from, without their bodies. */
export function readOrigins(root: string): { source: string; origin: Fixture['origin'] }[] {
  return folders(root).flatMap((source) =>
    folders(join(root, source)).flatMap((date) =>
      folders(join(root, source, date)).map((slug) => {
        const origin = originSchema.parse(json(join(root, source, date, slug, 'origin.json')));
        return { source, origin };
      }),
    ),
  );
}

/** What a replica of the sources answers: the newest fixture of each URL, without those that only tests read. */
export function replicaEntries(fixtures: readonly Fixture[]): ReplicaEntry[] {
  const newest = new Map<string, ReplicaEntry>();
  for (const { origin, headers, body } of fixtures) {
    if (!origin.test) newest.set(origin.url, { url: origin.url, headers, body });
  }
  return [...newest.values()];
}
