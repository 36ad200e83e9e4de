import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One document that the replica serves as if it were the canonical origin. */
export interface ReplicaEntry {
  /** The document's canonical URL. */
  url: string;
  /** The body, decoded. */
  body: Uint8Array;
  /** Recorded response headers. */
  headers: Readonly<Record<string, string>>;
}

/** A running replica; `close` ends every connection at once. */
export interface Replica {
  port: number;
  close(): Promise<void>;
}

/** Headers that belong to the recorded connection, not to the document. */
const NOT_OF_THE_DOCUMENT: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'set-cookie',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What a request asks for: the host of its Host header, with path and query. */
const keyOf = (url: URL): string => url.host + url.pathname + url.search;

function headersOf(entry: ReplicaEntry): Map<string, string> {
  const named = Object.entries(entry.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return new Map(named.filter(([name]) => !NOT_OF_THE_DOCUMENT.has(name)));
}

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/** RFC 9110, 13.2.2: an entity tag is compared weakly and goes before the date. */
function isFresh(request: IncomingMessage, headers: ReadonlyMap<string, string>): boolean {
  const tags = request.headers['if-none-match'];
  const etag = headers.get('etag');
  if (tags !== undefined) {
    return etag !== undefined && tags.split(',').some((tag) => opaque(tag) === opaque(etag));
  }
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  const modified = Date.parse(headers.get('last-modified') ?? '');
  return modified <= since;
}

function answer(request: IncomingMessage, response: ServerResponse, entry: ReplicaEntry): void {
  const headers = headersOf(entry);
  response.setHeaders(headers);
  if (isFresh(request, headers)) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { 'content-length': entry.body.length });
  response.end(request.method === 'HEAD' ? undefined : entry.body);
}

function missing(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/** Plays the entries' origins on a free port of 127.0.0.1; everything else is a 404, robots.txt too. */
export async function startReplica(entries: readonly ReplicaEntry[]): Promise<Replica> {
  const byKey = new Map(entries.map((entry) => [keyOf(new URL(entry.url)), entry]));
  const server = createServer((request, response) => {
    const address = `http://${request.headers.host}${request.url}`;
    if (request.method !== 'GET' && request.method !== 'HEAD') return missing(response, 405, 'only GET');
    const entry = URL.canParse(address) ? byKey.get(keyOf(new URL(address))) : undefined;
    if (entry === undefined) return missing(response, 404, 'the replica has no such document');
    answer(request, response, entry);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, close };
}

/** The map that sends the entries' canonical origins to the replica. */
export function originMapOf(entries: readonly ReplicaEntry[], port: number): Map<string, number> {
  return new Map(entries.map((entry) => [new URL(entry.url).origin, port]));
}
