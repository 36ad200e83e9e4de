import { existsSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { SourceRecord } from '../../schema/outputs.ts';
import type { Page, PageReading, Source } from '../../schema/source.ts';
import { bodyKind, pageGate } from '../pipeline/page-gate.ts';
import type { Origin } from '../pipeline/proven.ts';
import { decodeBody } from '../read/decode.ts';
import { PageRefused } from '../read/refuse.ts';
import { AlreadyThere, NoClone, NotFound, PageUnreachable } from '../report/errors.ts';
import { capturesBySha, storedBody } from '../store/captures.ts';
import { reading } from './opened.ts';
import { documentOf, fetchedPage, originOf, savedPage, sourceNamed } from './page.ts';
import { STUB_NOTE } from './scaffold.ts';
import type { Context } from './services.ts';
import type { RecordRequest } from './source-services.ts';

/** What a file was written after, where it is the page of a fixture; a saved page is bytes. */
async function writtenAfter(file: string): Promise<Origin['writtenAfter']> {
  return (await originOf(file))?.writtenAfter ?? 'bytes';
}

/** A page with what its fixture says of it. */
interface Recorded {
  url: string;
  bytes: Uint8Array;
  mediaType: string;
  headers: Readonly<Record<string, string>>;
  fetchedAt: Date;
  how: string;
  writtenAfter?: Origin['writtenAfter'];
}

async function captured(context: Context, source: Source, sha: string): Promise<Recorded> {
  return await reading(context, async ({ db }) => {
    const [capture, other] = await capturesBySha(db, source.id, sha);
    const next = 'Find the hashes with: modelfacts sql "select sha256, url from catalog_v1.evidence"';
    if (!capture || other) {
      const what = other ? `Several bodies begin with ${sha}` : `No body of ${source.id} begins with ${sha}`;
      throw new NotFound(what, 'registry.capture', other ? 'Give more of the hash.' : next);
    }
    const bytes = await storedBody(db, capture.sha256);
    if (!bytes) throw new NotFound(`The body ${capture.sha256} is gone`, 'registry.body', next);
    const mediaType = capture.headers['content-type'] ?? '';
    return { ...capture, bytes, mediaType, how: `the stored capture ${capture.sha256.slice(0, 12)}` };
  });
}

async function recordedPage(context: Context, source: Source, request: RecordRequest): Promise<Recorded> {
  const { capture, file } = request;
  if (capture !== undefined) return await captured(context, source, capture);
  if (file !== undefined) {
    const page = await savedPage(file);
    const url = request.url ?? (await documentOf(source, resolve(file)));
    const headers = { 'content-type': `${page.mediaType}; charset=utf-8` };
    const fetchedAt = (await stat(file)).mtime;
    return { ...page, url, headers, fetchedAt, how: 'a saved page', writtenAfter: await writtenAfter(file) };
  }
  const url = request.url ?? source.seeds[0]?.url ?? '';
  return {
    ...(await fetchedPage(context, url, source)),
    url,
    fetchedAt: context.now(),
    how: 'the live page',
  };
}

/** Response headers that decide how a page is read or asked for again. */
const KEPT = ['content-type', 'content-language', 'etag', 'last-modified'];

const ENDINGS = { html: 'html', json: 'json', text: 'md' } as const;
const isPlain = (mediaType: string, url: string): boolean =>
  /^text\/plain/iu.test(mediaType) && !/\.mdx?$/iu.test(new URL(url).pathname);

/** A folder name for a document: the last words of its path and query, else its host. */
export function slugOf(url: string): string {
  const { pathname, search, hostname } = new URL(url);
  const words = (text: string): string =>
    text
      .toLowerCase()
      .replace(/\.(?:html?|mdx?|json|txt)$/u, '')
      .replace(/[^a-z0-9]+/gu, '-')
      .replace(/^-|-$/gu, '');
  const path = pathname
    .split('/')
    .filter((part) => part !== '')
    .slice(-2);
  return (
    [words(path.at(-1) ?? ''), words(search)]
      .filter((part) => part !== '')
      .join('-')
      .slice(0, 60) || words(hostname)
  );
}

const isStub = async (folder: string): Promise<boolean> =>
  (await originOf(join(folder, 'page')))?.note === STUB_NOTE;

const line = (items: readonly unknown[]): string =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;

/** claims.json as the suite writes it: one statement a line. */
const goldenText = ({ statements, refused }: PageReading): string =>
  `{"statements":${line(statements)},\n"refused":${line(refused)}}\n`;

function readAll(source: Source, page: Page): { golden: string; read: PageReading; reasons: string[] } {
  try {
    const read = source.read(page);
    return { golden: goldenText(read), read, reasons: [] };
  } catch (error) {
    if (!(error instanceof PageRefused)) throw error;
    const golden = `${JSON.stringify({ pageRefused: error.code })}\n`;
    return { golden, read: { statements: [], refused: [] }, reasons: [`${error.code}: ${error.message}`] };
  }
}

const nextSteps = (source: string, folder: string, page: string): string[] => [
  `Rewrite ${folder}/${page}: keep the structure and the figures, write the prose anew. The recorded text belongs to others and must not be committed as it stands.`,
  `Complete "note" in ${folder}/origin.json: what the page is, what was cut.`,
  `Renew claims.json (UPDATE_GOLDENS=1 npx vitest run tests/scrapers/golden -t ${source}) and read it line by line against the page.`,
];

/** Writes page, headers, origin and claims of one page into a new dated folder. Throws NoClone and AlreadyThere. */
export async function recordFixture(
  context: Context,
  request: RecordRequest,
  clone: string | undefined,
): Promise<SourceRecord> {
  const root = request.to ?? (clone === undefined ? undefined : join(clone, 'fixtures'));
  if (root === undefined) throw new NoClone(`modelfacts source record ${request.source}`);
  const source = sourceNamed(request.source);
  const recorded = await recordedPage(context, source, request);
  const { url, bytes, mediaType, headers, fetchedAt } = recorded;
  const page = { url, bytes, mediaType, text: decodeBody(bytes, mediaType).text };
  const tripped = pageGate(source, page);
  if (tripped) throw new PageUnreachable(url, `${tripped.reason}: ${tripped.detail}`);
  const date = request.date ?? fetchedAt.toISOString().slice(0, 10);
  const folder = join(root, source.id, date, slugOf(url));
  if (existsSync(folder) && !(await isStub(folder)))
    throw new AlreadyThere(folder, 'Name another day with --date, or remove the folder.');
  const { golden, read, reasons } = readAll(source, page);
  const body = `page.${isPlain(mediaType, url) && bodyKind(page) === 'text' ? 'txt' : ENDINGS[bodyKind(page)]}`;
  const owner = source.seeds.find((seed) => seed.url === url)?.owner ?? source.owner;
  const origin = {
    ...{ url, owner, fetchedAt: fetchedAt.toISOString(), writtenAfter: recorded.writtenAfter ?? 'bytes' },
    note: `Recorded from ${recorded.how}; not rewritten yet.`,
  };
  const kept = Object.fromEntries(KEPT.flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
  const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const files = new Map<string, string | Uint8Array>([
    [body, bytes],
    ['headers.json', text(kept)],
    ['origin.json', text(origin)],
    ['claims.json', golden],
  ]);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  return {
    source: source.id,
    url,
    folder,
    files: [...files.keys()],
    verdict: reasons.length === 0 ? 'accepted' : 'refused',
    reasons,
    statements: read.statements.length,
    refused: read.refused.length,
    next: nextSteps(source.id, folder, body),
  };
}
