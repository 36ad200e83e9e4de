import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import type { Fetcher, FetcherOptions } from '../../src/fetch/types.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface TestServer {
  port: number;
  /** "host path" of every request, in order, robots.txt left out. */
  seen: string[];
  connections: number;
  close(): Promise<void>;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** An http server on loopback that answers by path; robots.txt is a 404 unless a handler is given for it. */
export async function serve(routes: Record<string, Handler>): Promise<TestServer> {
  const byPath = new Map(Object.entries(routes));
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path !== '/robots.txt') seen.push(`${request.headers.host} ${path}`);
    const handler = byPath.get(path) ?? byPath.get('*');
    if (handler && (path !== '/robots.txt' || byPath.has(path))) return handler(request, response);
    response.writeHead(404).end('no');
  });
  const test: TestServer = {
    port: 0,
    seen,
    connections: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server.on('connection', () => {
    test.connections += 1;
  });
  test.port = await listen(server);
  return test;
}

/** A server that answers every connection with the given bytes, whatever they are; robots.txt gets a 404. */
export async function serveRaw(raw: string, then: 'end' | 'destroy' = 'end'): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const test: TestServer = { port: 0, seen: [], connections: 0, close: async () => {} };
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    test.connections += 1;
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const path = data.toString('latin1').split(' ')[1] ?? '';
      if (path === '/robots.txt') {
        socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
        return;
      }
      test.seen.push(path);
      socket.write(raw, 'latin1', () => (then === 'end' ? socket.end() : socket.destroy()));
    });
  });
  test.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  test.port = await listen(server);
  return test;
}

/** A fetcher for which the origins live on the server's port; no gaps unless asked for. */
export function fetcherFor(
  server: TestServer,
  origins: readonly string[] = ['https://a.example'],
  options: FetcherOptions = {},
): Fetcher {
  const originMap = new Map(origins.map((origin) => [origin, server.port]));
  return createFetcher({ minGapMs: 0, originMap, ...options });
}

/** A clock that moves only when somebody sleeps. */
export function fakeClock(start = '2026-03-01T00:00:00Z') {
  let at = Date.parse(start);
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(at),
    sleep: async (ms: number) => {
      slept.push(ms);
      at += ms;
    },
    advance: (ms: number) => {
      at += ms;
    },
  };
}

const SHARED = new URL('../../../shared/vectors/', import.meta.url);

/** The folder of a set of vectors, or undefined with a printed message where it is absent. */
export function vectors(name: string): URL | undefined {
  const folder = new URL(`${name}/`, SHARED);
  if (existsSync(folder)) return folder;
  console.log(`skipped: ${folder.pathname} is absent`);
  return undefined;
}
