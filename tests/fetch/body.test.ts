import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { readBody } from '../../src/fetch/inflate.ts';
import type { FetcherOptions, FetchOutcome } from '../../src/fetch/types.ts';
import { fetcherFor, type Handler, serve, serveRaw, type TestServer, vectors } from './hostile.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of closing.splice(0).reverse()) await thing.close();
});

async function fetchFrom(server: TestServer, options: FetcherOptions = {}): Promise<FetchOutcome> {
  const fetcher = fetcherFor(server, ['https://a.example'], options);
  closing.push(server, fetcher);
  return fetcher.fetch({ url: 'https://a.example/x' });
}

const fetchBy = async (handler: Handler, options: FetcherOptions = {}): Promise<FetchOutcome> =>
  fetchFrom(await serve({ '/x': handler }), options);

const coded =
  (coding: string, body: Uint8Array, status = 200): Handler =>
  (_, response) =>
    void response.writeHead(status, { 'content-encoding': coding }).end(body);

/** Writes until the other side hangs up; counts what was written. */
function flood(response: ServerResponse, chunk: Uint8Array, counter: { bytes: number }): void {
  const more = (): void => {
    while (!response.destroyed && counter.bytes < 400 * 1024 * 1024) {
      counter.bytes += chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    response.end();
  };
  more();
}

const text = 'The window holds 131,072 tokens. '.repeat(500);
const textOf = (got: FetchOutcome): string =>
  got.outcome === 'ok' || got.outcome === 'http-error'
    ? Buffer.from(got.bytes).toString()
    : JSON.stringify(got);

describe('content codings', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['GZIP , br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
  ])('%s is decoded', async (coding, body) => {
    expect(textOf(await fetchBy(coded(coding, body)))).toBe(text);
  });

  it('decodes the body of an error too', async () => {
    const got = await fetchBy(coded('gzip', gzipSync('down for repairs'), 503));
    expect([got.outcome, textOf(got)]).toEqual(['http-error', 'down for repairs']);
  });

  it.each([
    ['gzip', gzipSync('slow but whole')],
    ['br', brotliCompressSync('slow but whole')],
    ['deflate', deflateSync('slow but whole')],
    ['deflate', deflateRawSync('slow but whole')],
  ])('%s is decoded byte by byte', async (coding, body) => {
    async function* dripping(): AsyncGenerator<Uint8Array> {
      for (const byte of body) yield Uint8Array.of(byte);
    }
    const read = await readBody(dripping(), [coding], { most: 100, wireMost: 100 });
    expect([Buffer.from(read.bytes).toString(), read.cut]).toEqual(['slow but whole', false]);
  });

  it.each([
    ['an unknown coding', 'zstd', Buffer.from('x'), 'content-encoding'],
    ['too many codings', 'gzip, gzip, gzip, gzip', gzipSync('x'), 'content-encoding'],
    ['gzip labelled br', 'br', gzipSync(text), 'damaged'],
    ['br labelled gzip', 'gzip', brotliCompressSync(text), 'damaged'],
    ['text labelled gzip', 'gzip', Buffer.from(text), 'damaged'],
    ['cut gzip', 'gzip', gzipSync(text).subarray(0, 60), 'truncated'],
    ['gzip without its checksum', 'gzip', gzipSync(text).subarray(0, -8), 'truncated'],
    ['cut br', 'br', brotliCompressSync(text).subarray(0, -3), 'truncated'],
    ['cut deflate', 'deflate', deflateSync(text).subarray(0, -3), 'truncated'],
    ['cut raw deflate', 'deflate', deflateRawSync(text).subarray(0, -3), 'truncated'],
    ['nothing labelled gzip', 'gzip', Buffer.alloc(0), 'truncated'],
    ['nothing labelled br', 'br', Buffer.alloc(0), 'truncated'],
    ['nothing labelled deflate', 'deflate', Buffer.alloc(0), 'truncated'],
  ])('%s is a network error', async (_, coding, body, code) => {
    expect(await fetchBy(coded(coding, body))).toMatchObject({ outcome: 'network-error', code });
  });

  it('a wrong checksum is a network error', async () => {
    const body = Buffer.from(gzipSync(text));
    body.writeUInt32LE(0xdeadbeef, body.length - 8);
    expect(await fetchBy(coded('gzip', body))).toMatchObject({ outcome: 'network-error', code: 'damaged' });
  });
});

describe('the cap', () => {
  const maxBytes = 1024 * 1024;

  it('lets a body of exactly the cap through and one byte more not', async () => {
    const body = Buffer.alloc(maxBytes, 'a');
    expect(await fetchBy(coded('gzip', gzipSync(body)), { maxBytes })).toMatchObject({ outcome: 'ok' });
    const over = gzipSync(Buffer.alloc(maxBytes + 1, 'a'));
    expect(await fetchBy(coded('gzip', over), { maxBytes })).toMatchObject({ code: 'too-large' });
  });

  it('stops a gzip bomb and an endless body early, without memory', async () => {
    const before = process.memoryUsage().rss;
    const zeros = Buffer.alloc(1024 * 1024);
    const bomb = await fetchBy(
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        const gzip = createGzip();
        gzip.pipe(response);
        response.once('close', () => gzip.destroy());
        for (let i = 0; i < 64; i++) gzip.write(zeros);
        gzip.end();
      },
      { maxBytes },
    );
    expect(bomb).toMatchObject({ outcome: 'network-error', code: 'too-large' });
    const sent = { bytes: 0 };
    const endless = await fetchBy((_, response) => flood(response, zeros, sent), { maxBytes });
    expect(endless).toMatchObject({ outcome: 'network-error', code: 'too-large' });
    expect(sent.bytes).toBeLessThan(32 * maxBytes);
    expect(process.memoryUsage().rss - before).toBeLessThan(160 * 1024 * 1024);
  });

  it('stops a stream of empty gzip blocks, which never decodes to anything', async () => {
    const sent = { bytes: 0 };
    const header = Buffer.from('1f8b0800000000000003', 'hex');
    const empty = Buffer.alloc(64 * 1024 - 1, Buffer.from('000000ffff', 'hex'));
    const got = await fetchBy(
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.write(header);
        flood(response, empty, sent);
      },
      { maxBytes },
    );
    expect(got).toMatchObject({ outcome: 'network-error', code: 'too-large' });
    expect(sent.bytes).toBeLessThan(32 * maxBytes);
  });
});

describe('time', () => {
  const timed = async (handler: Handler): Promise<[FetchOutcome, number]> => {
    const start = performance.now();
    const got = await fetchBy(handler, { totalMs: 300 });
    return [got, performance.now() - start];
  };

  it.each<[string, Handler]>([
    ['a server that never answers', () => {}],
    [
      'a body that drips',
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('x'), 50);
        response.once('close', () => clearInterval(drip));
      },
    ],
    [
      'a compressed body that drips',
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        const gzip = createGzip();
        gzip.pipe(response);
        const drip = setInterval(() => gzip.write('x') && gzip.flush(), 50);
        response.once('close', () => clearInterval(drip));
      },
    ],
    [
      'a redirect whose body drips',
      (_, response) => {
        response.writeHead(302, { location: '/x' });
        const drip = setInterval(() => response.write('x'), 50);
        response.once('close', () => clearInterval(drip));
      },
    ],
    [
      'redirects that take their time',
      (_, response) => void setTimeout(() => response.writeHead(302, { location: '/x' }).end(), 120),
    ],
  ])('%s ends at the deadline', async (_, handler) => {
    const [got, ms] = await timed(handler);
    expect(got).toMatchObject({ outcome: 'network-error', code: 'deadline' });
    expect(ms).toBeGreaterThan(290);
    expect(ms).toBeLessThan(1300);
  });
});

describe('broken answers', () => {
  const raw = async (bytes: string, then: 'end' | 'destroy' = 'end'): Promise<FetchOutcome> =>
    fetchFrom(await serveRaw(bytes, then));

  it.each([
    [
      'a body shorter than its length',
      'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort',
      'UND_ERR_SOCKET',
    ],
    [
      'an unfinished chunked body',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n',
      'UND_ERR_SOCKET',
    ],
    ['a bad chunk size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n', 'not-http'],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello',
      'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
    ],
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n', 'not-http'],
    ['endless headers', `HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(9000)}\r\n`, 'UND_ERR_HEADERS_OVERFLOW'],
  ])('%s is a network error', async (_, bytes, code) => {
    expect(await raw(bytes)).toMatchObject({ outcome: 'network-error', code });
  });

  it('a length that is too short cuts the body: only the page itself can show that', async () => {
    expect(textOf(await raw('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello, world'))).toBe('hello');
  });

  it('an answer without any header is taken', async () => {
    const got = await raw('HTTP/1.1 200 OK\r\n\r\nbare');
    expect(got).toMatchObject({ outcome: 'ok', headers: {} });
    expect(textOf(got)).toBe('bare');
  });

  it('a connection that breaks before the answer is tried once more, and no more than once', async () => {
    let broken = 1;
    const server = await serve({
      '/x': (request, response) => (broken-- > 0 ? request.socket.destroy() : response.end('whole')),
    });
    expect(textOf(await fetchFrom(server))).toBe('whole');
    expect(server.seen).toHaveLength(2);
    broken = 9;
    const got = await fetchFrom(server);
    expect(got).toMatchObject({ outcome: 'network-error', message: expect.stringContaining('a.example') });
    expect(server.seen).toHaveLength(4);
  });

  it('a body that breaks off is neither resumed nor joined', async () => {
    const server = await serve({
      '/x': (request, response) => {
        expect(request.headers.range).toBeUndefined();
        response.writeHead(200, { 'content-length': 100 });
        response.write('first half', () => request.socket.destroy());
      },
    });
    expect(await fetchFrom(server)).toMatchObject({ outcome: 'network-error' });
    expect(server.seen).toHaveLength(1);
  });

  it('a closed port is a network error after one more try', async () => {
    const server = await serve({});
    await server.close();
    const fetcher = fetcherFor(server);
    closing.push(fetcher);
    const got = await fetcher.fetch({ url: 'https://a.example/x' });
    expect(got).toMatchObject({
      outcome: 'blocked',
      by: 'robots',
      why: expect.stringContaining('refused the connection'),
    });
  });
});

const scrapy = vectors('scrapy-compressed');
describe.skipIf(scrapy === undefined)('recorded compressed files', () => {
  const file = (name: string): Buffer => readFileSync(new URL(name, scrapy));

  it.each([
    ['bomb-gzip.bin', 'gzip'],
    ['bomb-deflate.bin', 'deflate'],
    ['bomb-br.bin', 'br'],
  ])('%s is stopped at the cap', async (name, coding) => {
    const got = await fetchBy(coded(coding, file(name)), { maxBytes: 1_000_000 });
    expect(got).toMatchObject({ outcome: 'network-error', code: 'too-large' });
    const whole = await fetchBy(coded(coding, file(name)));
    expect(whole.outcome === 'ok' && whole.bytes.length).toBeGreaterThan(11_000_000);
  });

  it.each([
    ['html-gzip.bin', 'gzip'],
    ['html-br.bin', 'br'],
    ['html-rawdeflate.bin', 'deflate'],
    ['html-zlibdeflate.bin', 'deflate'],
    ['html-gzip-deflate.bin', 'gzip, deflate'],
    ['html-gzip-deflate-gzip.bin', 'gzip, deflate, gzip'],
  ])('%s is decoded', async (name, coding) => {
    expect(textOf(await fetchBy(coded(coding, file(name))))).toMatch(/^<!DOCTYPE|^<html/i);
  });

  it.each(['truncated-crc-error.gz', 'truncated-crc-error-short.gz', 'unexpected-eof.gz'])(
    '%s is a network error',
    async (name) => {
      expect(await fetchBy(coded('gzip', file(name)))).toMatchObject({ outcome: 'network-error' });
    },
  );
});
