import { type Attribute, attributeSchema } from '../../schema/attributes.ts';
import type { Page, PageReading, Source } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import type { Fetcher, FetchOutcome } from '../../src/fetch/types.ts';
import type { Deps } from '../../src/pipeline/deps.ts';
import { refusePage } from '../../src/read/refuse.ts';
import type { Database } from '../../src/store/connect.ts';

/**
 * `offering` is named by the provider's own id, `named` is an offering without one. `id = label` gives both, and
 * `id @ owner/repository` the weights.
 */
function subjectOf(kind: string, provider: string, text: string): NamedSubject {
  const [front = '', huggingFace] = text.split(' @ ');
  const [name = '', label] = front.split(' = ');
  const seller = { ...(provider !== '' && { provider }), ...(huggingFace && { huggingFace }) };
  if (label !== undefined) return { kind: kind as 'model', ...seller, id: name, name: label };
  if (kind === 'offering') return { kind, ...seller, id: name };
  return { kind: kind === 'named' ? 'offering' : (kind as 'model'), ...seller, name };
}

/**
 * A source for tests of everything behind reading: each line of a page is one statement,
 * `kind | provider | id or name | attribute | scope | part | as written`.
 */
function readLines(page: Page): PageReading {
  if (!page.text.startsWith('lines\n')) refusePage('landmark', 'the first line is not "lines"');
  const statements: PageReading['statements'] = [];
  let start = 0;
  for (const line of page.text.split('\n')) {
    const end = start + line.length;
    const [kind, provider, name, attribute, scope, part, asWritten] = line
      .split('|')
      .map((cell) => cell.trim());
    if (asWritten !== undefined) {
      statements.push({
        subject: subjectOf(kind ?? '', provider ?? '', name ?? ''),
        means: [attribute as Attribute],
        scope: scope ?? '',
        part: part ?? '',
        asWritten,
        context: { locale: 'en', currency: 'USD', per: '1M tokens' },
        quote: line,
        locator: { places: [{ kind: 'text', start, end }] },
      });
    }
    start = end + 1;
  }
  return { statements, refused: [] };
}

/** A source of such pages. */
export function lineSource(id: string, declared: Partial<Source> = {}): Source {
  return {
    id,
    owner: id,
    kind: 'catalogue',
    upstreams: {},
    recordings: [],
    schedule: '0 */6 * * *',
    seeds: [{ url: `https://${id}.test/page` }],
    locale: 'en',
    attributes: attributeSchema.options,
    absent: 'unknown',
    note: 'lines for tests',
    ignores: [],
    terms: 'ours',
    floor: 1,
    read: readLines,
    ...declared,
  };
}

/** The page of lines that a source shows. */
export const lines = (...statements: string[]): string => `lines\n${statements.join('\n')}\n`;

/** A network in memory: what each URL answers now; each change of a text changes its ETag. */
export class MemoryNetwork implements Fetcher {
  readonly pages = new Map<string, string | FetchOutcome>();
  readonly asked: string[] = [];

  show(url: string, page: string | FetchOutcome): void {
    this.pages.set(url, page);
  }

  async fetch(request: { url: string; etag?: string | undefined }): Promise<FetchOutcome> {
    this.asked.push(request.url);
    const page = this.pages.get(request.url);
    const trail = { finalUrl: request.url, hops: [] };
    if (page === undefined)
      return { ...trail, outcome: 'network-error', code: 'ENOTFOUND', message: 'no such host' };
    if (typeof page !== 'string') return page;
    const etag = `"${page.length}-${[...page].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) | 0, 7)}"`;
    if (request.etag === etag) return { ...trail, outcome: 'not-modified', status: 304, headers: { etag } };
    const headers = { etag, 'content-type': 'text/plain; charset=utf-8' };
    return { ...trail, outcome: 'ok', status: 200, headers, bytes: new TextEncoder().encode(page) };
  }

  async close(): Promise<void> {}
}

export const silent = { begin: () => {}, step: () => {}, end: () => {} };
export const quiet = { info: () => {}, warn: () => {} };

/** Everything a refresh needs, with a clock that moves only when told. */
export function rig(database: Database, sources: readonly Source[], network: Fetcher = new MemoryNetwork()) {
  const clock = { now: new Date('2026-06-15T08:00:00Z') };
  const abort = new AbortController();
  const deps: Deps = {
    database,
    fetcher: network,
    sources,
    reading: () => 'test',
    keyHeaders: () => ({}),
    now: () => clock.now,
    signal: abort.signal,
    log: quiet,
    progress: silent,
  };
  return { deps, clock, abort };
}
