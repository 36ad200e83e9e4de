import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the code: the clone, or `dist/` in the packed package. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What reads every source: names of providers are part of it, because claims carry them in their scopes. */
const SHARED = ['src/read', 'src/normalize', 'src/identify', 'schema'];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|js|tsv)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function hashFolders(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of folders.flatMap((folder) => filesBelow(join(ROOT, folder)))) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

let shared: string | undefined;

/** The reading of a source: sha256 over the code that reads it. Another reading reads stored bodies again. */
export function readingOf(source: string): string {
  shared ??= hashFolders(SHARED);
  return createHash('sha256')
    .update(shared)
    .update(hashFolders([`scrapers/${source}`]))
    .digest('hex');
}
