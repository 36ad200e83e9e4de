import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import type { SourceTry } from '../../schema/outputs.ts';
import type { Source } from '../../schema/source.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { createFetcher } from '../fetch/fetcher.ts';
import { originSchema } from '../fetch/fixtures.ts';
import { mediaTypeOfFile } from '../fetch/media.ts';
import type { Deps } from '../pipeline/deps.ts';
import { recordedUrl } from '../pipeline/recorded.ts';
import { tryPage } from '../pipeline/try.ts';
import { decodeBody } from '../read/decode.ts';
import { FileUnreadable, NotFound, PageUnreachable } from '../report/errors.ts';
import type { Context } from './services.ts';

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

/** One live page as a source would get it, with its key. Throws PageUnreachable. */
export async function fetchedPage(
  context: Context,
  url: string,
  source: Source,
): Promise<{ bytes: Uint8Array; mediaType: string; headers: Readonly<Record<string, string>> }> {
  const headers = context.keyHeaders(source) ?? {};
  const request = { url, signal: context.signal, headers };
  const outcome = await withFetcher(context, (fetcher) => fetcher.fetch(request));
  if (outcome.outcome === 'ok') {
    const { bytes, headers: answered } = outcome;
    return { bytes, mediaType: answered['content-type'] ?? '', headers: answered };
  }
  if (outcome.outcome === 'blocked') throw new PageUnreachable(url, outcome.why);
  throw new PageUnreachable(
    url,
    'message' in outcome ? outcome.message : `it answered with status ${outcome.status}`,
  );
}

/** A saved page. Throws FileUnreadable. */
export async function savedPage(file: string): Promise<{ bytes: Uint8Array; mediaType: string }> {
  try {
    return { bytes: await readFile(resolve(file)), mediaType: mediaTypeOfFile(file) };
  } catch (error) {
    throw new FileUnreadable(
      file,
      error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be opened',
    );
  }
}

/** The origin.json beside a file, where it is the page of a fixture. */
export async function originOf(file: string): Promise<z.infer<typeof originSchema> | undefined> {
  try {
    const origin: unknown = JSON.parse(await readFile(join(dirname(file), 'origin.json'), 'utf8'));
    return originSchema.safeParse(origin).data;
  } catch {
    return undefined;
  }
}

/** Which of the source's documents a saved page is: as a fixture says, as its name says, else the first seed. */
export async function documentOf(source: Source, file: string): Promise<string> {
  return (await originOf(file))?.url ?? recordedUrl(source, file) ?? source.seeds[0]?.url ?? '';
}

/** A page to try: a file or a live URL, and the document as which it is read. */
export interface TryRequest {
  source: string;
  file?: string;
  url?: string;
  as?: string;
}

/** What a source makes of one page, out of a file or live; nothing is stored. */
export async function sourceTry(context: Context, request: TryRequest): Promise<SourceTry> {
  const { file } = request;
  const source = sourceNamed(request.source);
  const asked = request.url ?? source.seeds[0]?.url ?? '';
  const page = file === undefined ? await fetchedPage(context, asked, source) : await savedPage(file);
  const url = request.as ?? (file === undefined ? asked : await documentOf(source, resolve(file)));
  const { text } = decodeBody(page.bytes, page.mediaType);
  return { ...tryPage(source, { url, text, ...page }), document: file ?? asked };
}
