import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type RefreshReport, refusalReportSchema } from '../../schema/outputs.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { createFolderFetcher } from '../fetch/folder.ts';
import { planKnown, planRecorded, type RecordedPlan } from '../pipeline/recorded.ts';
import { refresh, type SourceRefusals } from '../pipeline/refresh.ts';
import { FileUnreadable } from '../report/errors.ts';
import type { Database } from '../store/connect.ts';
import { UsageError } from './exit.ts';
import { originOf } from './page.ts';
import { outsideOf } from './refreshing.ts';
import type { Context } from './services.ts';

/** A folder of recordings, and the day that they stand for. */
export interface FromFolder {
  folder: string;
  at: Date;
}

/** The day of a folder that is named like one: its midnight in UTC. */
export function dayOfFolder(folder: string): Date | undefined {
  const name = basename(resolve(folder));
  const day = new Date(/^\d{4}-\d{2}-\d{2}$/.test(name) ? `${name}T00:00:00Z` : Number.NaN);
  return Number.isNaN(day.getTime()) || !day.toISOString().startsWith(name) ? undefined : day;
}

/** When the recordings were made: `--at`, else the folder's own name. Throws where neither tells. */
export function instantOf(folder: string, at: string | undefined): Date {
  if (!existsSync(folder)) throw new FileUnreadable(folder, 'there is no such folder');
  const named = at === undefined ? dayOfFolder(folder) : new Date(at);
  if (named && !Number.isNaN(named.getTime())) return named;
  const why =
    at === undefined
      ? `the folder ${basename(resolve(folder))} is not named like a day`
      : `"${at}" is no instant`;
  throw new UsageError('The moment of the recordings is not known', why, 'Say it: --at 2026-07-01T00:00:00Z');
}

async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  } catch (error) {
    throw new FileUnreadable(
      folder,
      error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be opened',
    );
  }
}

/** The plan of a day of fixtures, `fixtures/<source>/<day>`: what each page is stands beside it. Undefined for other folders. */
async function planOfFixtures(folder: string, files: readonly string[]): Promise<RecordedPlan | undefined> {
  const source = SOURCES.find(({ id }) => id === basename(dirname(folder)));
  const pages = files.filter((file) => /^[^/\\]+[/\\]page\.[a-z]+$/u.test(file));
  const documents = new Map<string, string>();
  for (const page of pages) {
    const url = (await originOf(join(folder, page)))?.url;
    if (url !== undefined) documents.set(url, page);
  }
  return source && documents.size > 0 ? planKnown(source, documents) : undefined;
}

/** Writes refusals by source and reason, with examples, for whoever mends a reader. */
export async function writeRefusals(file: string, refusals: readonly SourceRefusals[]): Promise<void> {
  const found = refusalReportSchema.parse(refusals.filter(({ refused }) => refused.length > 0));
  await writeFile(file, `${JSON.stringify(found, null, 2)}\n`);
}

/** Refreshes from recorded bodies through the same code that works live ones; the clock stands at their moment. */
export async function refreshFrom(
  context: Context,
  database: Database,
  request: FromFolder & {
    sources: readonly string[];
    acceptLoss: boolean;
    onRefusals(refusals: SourceRefusals[]): void;
  },
): Promise<RefreshReport> {
  const folder = resolve(request.folder);
  const found = await filesBelow(folder);
  const plan = (await planOfFixtures(folder, found)) ?? planRecorded(SOURCES, found);
  const files = new Map([...plan.files].map(([url, file]) => [url, join(folder, file)]));
  const chosen = plan.sources.filter(
    ({ id }) => request.sources.length === 0 || request.sources.includes(id),
  );
  const outside = { ...outsideOf(context), now: () => request.at, keyHeaders: () => ({}) };
  const deps = { ...outside, database, fetcher: createFolderFetcher(files) };
  const { acceptLoss, onRefusals } = request;
  const notes = plan.older.map(
    (file) => `${file} was not read: the folder has a later recording of its document`,
  );
  const { command } = context;
  const options = { world: 'recorded', command, acceptLoss, notes, onRefusals } as const;
  return { ...(await refresh(deps, chosen, options)), noReader: plan.noReader };
}
