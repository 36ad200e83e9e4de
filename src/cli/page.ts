import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { SourceTry } from '../../schema/outputs.ts';
import type { Source } from '../../schema/source.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { createFetcher } from '../fetch/fetcher.ts';
import type { Deps } from '../pipeline/deps.ts';
import { tryPage } from '../pipeline/try.ts';
import { decodeBody } from '../read/decode.ts';
import { FileUnreadable, NotFound, PageUnreachable } from '../report/errors.ts';
import type { Context } from './services.ts';

const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html'],
  ['.htm', 'text/html'],
  ['.md', 'text/markdown'],
  ['.mdx', 'text/markdown'],
  ['.json', 'application/json'],
]);

/** The source with this id. Throws NotFound. */
export function sourceNamed(id: string): Source {
  const source = SOURCES.find((candidate) => candidate.id === id);
  if (source) return source;
  throw new NotFound(
    `There is no source "${id}"`,
    'scrapers/index.ts',
    'List them with: modelfacts source list',
  );
}

/** A fetcher for the length of one piece of work. */
export async function withFetcher<T>(
  context: Context,
  work: (fetcher: Deps['fetcher']) => Promise<T>,
): Promise<T> {
  if (context.fetcher) return await work(context.fetcher);
  const fetcher = createFetcher({ now: context.now });
  try {
    return await work(fetcher);
  } finally {
    await fetcher.close();
  }
}

async function fetchedPage(context: Context, url: string): Promise<{ bytes: Uint8Array; mediaType: string }> {
  const outcome = await withFetcher(context, (fetcher) => fetcher.fetch({ url, signal: context.signal }));
  if (outcome.outcome === 'ok')
    return { bytes: outcome.bytes, mediaType: outcome.headers['content-type'] ?? '' };
  if (outcome.outcome === 'blocked') throw new PageUnreachable(url, outcome.why);
  throw new PageUnreachable(
    url,
    'message' in outcome ? outcome.message : `it answered with status ${outcome.status}`,
  );
}

async function savedPage(file: string): Promise<{ bytes: Uint8Array; mediaType: string }> {
  try {
    const mediaType = MEDIA_TYPES.get(extname(file).toLowerCase()) ?? 'text/plain';
    return { bytes: await readFile(resolve(file)), mediaType };
  } catch (error) {
    throw new FileUnreadable(
      file,
      error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be opened',
    );
  }
}

/** What a source makes of one page, out of a file or live; nothing is stored. */
export async function sourceTry(
  context: Context,
  request: { source: string; file?: string; url?: string },
): Promise<SourceTry> {
  const source = sourceNamed(request.source);
  const url = request.url ?? source.seeds[0]?.url ?? '';
  const page = request.file === undefined ? await fetchedPage(context, url) : await savedPage(request.file);
  const { text } = decodeBody(page.bytes, page.mediaType);
  return { ...tryPage(source, { url, text, ...page }), document: request.file ?? url };
}
