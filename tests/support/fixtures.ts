import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Page } from '../../schema/source.ts';
import { decodeBody, mediaTypeOf } from '../../src/read/decode.ts';

const ROOT = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/** Where a fixture comes from. `test` marks one that is no document of a live source: it is not served by the demo. */
export const originSchema = z.strictObject({
  url: z.url(),
  owner: z.string().min(1),
  fetchedAt: z.iso.datetime(),
  writtenAfter: z.enum(['bytes', 'excerpt', 'rendering', 'nothing']),
  note: z.string().min(1),
  test: z.literal(true).optional(),
});

const headersSchema = z.record(z.string().regex(/^[a-z-]+$/, 'header names in lower case'), z.string());

/** One document written by us after a real one. */
export interface Fixture {
  /** `<source>/<date>/<slug>` */
  name: string;
  source: string;
  date: string;
  folder: string;
  files: string[];
  origin: unknown;
  headers: unknown;
}

const foldersIn = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

const jsonIn = (folder: string, file: string): unknown =>
  JSON.parse(readFileSync(join(folder, file), 'utf8'));

function fixture(source: string, date: string, slug: string): Fixture {
  const folder = join(ROOT, source, date, slug);
  return {
    name: `${source}/${date}/${slug}`,
    source,
    date,
    folder,
    files: readdirSync(folder).sort(),
    origin: jsonIn(folder, 'origin.json'),
    headers: jsonIn(folder, 'headers.json'),
  };
}

/** Every fixture under `fixtures/<source>/<date>/<slug>`. */
export function fixtures(): Fixture[] {
  return foldersIn(ROOT).flatMap((source) =>
    foldersIn(join(ROOT, source)).flatMap((date) =>
      foldersIn(join(ROOT, source, date)).map((slug) => fixture(source, date, slug)),
    ),
  );
}

/** A body as a scraper gets it, decoded as the fetch layer's capture would be. */
export function pageOf(url: string, contentType: string, bytes: Uint8Array): Page {
  return { url, bytes, text: decodeBody(bytes, contentType).text, mediaType: mediaTypeOf(contentType) };
}

/** The page of a fixture; throws where it has none or several bodies, or origin or headers are not what they should be. */
export function pageIn({ folder, files, origin, headers, name }: Fixture): Page {
  const [body, second] = files.filter((file) => file.startsWith('page.'));
  if (body === undefined || second !== undefined) throw new Error(`${name}: exactly one page.* is expected`);
  const contentType = headersSchema.parse(headers)['content-type'];
  if (contentType === undefined) throw new Error(`${name}: headers.json has no content-type`);
  return pageOf(originSchema.parse(origin).url, contentType, readFileSync(join(folder, body)));
}
