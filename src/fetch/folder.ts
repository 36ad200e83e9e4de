import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { mediaTypeOfFile } from './media.ts';
import type { Fetcher, FetchOutcome, FetchRequest } from './types.ts';

/** Under what a source's own recording of a URL is found: two sources may read one URL, each from a file of its own. */
export const ownKey = (source: string, url: string): string => `${source} ${url}`;

/** A fetcher that answers out of files instead of the network: canonical URL, or source with URL, -> path. */
export function createFolderFetcher(files: ReadonlyMap<string, string>): Fetcher {
  return { fetch: (request) => answer(files, request), close: async () => undefined };
}

async function answer(
  files: ReadonlyMap<string, string>,
  { url, etag, source }: FetchRequest,
): Promise<FetchOutcome> {
  const trail = { finalUrl: url, hops: [] };
  const path = files.get(ownKey(source ?? '', url)) ?? files.get(url);
  if (path === undefined) {
    return {
      ...trail,
      outcome: 'network-error',
      code: 'ENOENT',
      message: 'the folder holds no recording of this document',
    };
  }
  try {
    const bytes = await readFile(path);
    const own = `"${createHash('sha256').update(bytes).digest('hex')}"`;
    if (etag === own) return { ...trail, outcome: 'not-modified', status: 304, headers: { etag: own } };
    const headers = { etag: own, 'content-type': mediaTypeOfFile(path) };
    return { ...trail, outcome: 'ok', status: 200, headers, bytes };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return { ...trail, outcome: 'network-error', code, message: `${path} cannot be read` };
  }
}
