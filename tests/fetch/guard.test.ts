import { readFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import {
  guardedConnector,
  guardedLookup,
  guardUrl,
  isPublicAddress,
  loopbackConnector,
} from '../../src/fetch/guard.ts';
import { fetcherFor, serve, vectors } from './hostile.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const never = async (): Promise<never> => {
  throw new Error('nothing may be resolved');
};

describe('public addresses', () => {
  it.each(['8.8.8.8', '1.1.1.1', '100.63.255.255', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s is one',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.0.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'localhost',
    '',
  ])('%s is none', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('URLs', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://localhost./',
    'http://router.lan/',
    'http://metadata.google.internal/',
    'http://intranet/',
    'ftp://a.example/',
    'https://user@a.example/',
  ])('%s is refused', (url) => expect(() => guardUrl(new URL(url), false)).toThrow());

  it('of a mapped origin skip the host check and nothing else', () => {
    expect(() => guardUrl(new URL('http://localhost/'), true)).not.toThrow();
    expect(() => guardUrl(new URL('http://u:p@localhost/'), true)).toThrow(/user name or password/);
    expect(() => guardUrl(new URL('file:///etc/passwd'), true)).toThrow(/file:/);
  });
});

describe('connected addresses', () => {
  it('one bad address among good ones refuses the name before a socket opens', async () => {
    const connect = vi.spyOn(net, 'connect');
    for (const bad of ['127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1']) {
      const resolve = async () => [
        { address: '93.184.215.14', family: 4 },
        { address: bad, family: bad.includes(':') ? 6 : 4 },
      ];
      const lookup = guardedLookup(resolve);
      const failed = await new Promise((done) => lookup('a.example', { all: true }, done));
      expect(failed).toMatchObject({ name: 'Refused', message: expect.stringContaining(bad) });
    }
    expect(connect).not.toHaveBeenCalled();
  });

  it('a rebound name is refused: the answer that was checked is the answer that is used', async () => {
    const answers = ['93.184.215.14', '127.0.0.1'];
    const lookup = guardedLookup(async () => [{ address: answers.shift() ?? '', family: 4 }]);
    const look = () =>
      new Promise((done) => lookup('a.example', { all: true }, (error, found) => done(error ?? found)));
    expect(await look()).toEqual([{ address: '93.184.215.14', family: 4 }]);
    expect(await look()).toMatchObject({ name: 'Refused' });
  });

  it('a name that turns to loopback never reaches the server there', async () => {
    const server = await serve({ '*': (_, response) => void response.end('secret') });
    const resolve = vi.fn(async () => [{ address: '127.0.0.1', family: 4 }]);
    const fetcher = createFetcher({ resolve, minGapMs: 0 });
    const got = await fetcher.fetch({ url: `http://rebound.example:${server.port}/` });
    expect(got).toMatchObject({ outcome: 'blocked', why: expect.stringContaining('127.0.0.1') });
    expect(resolve).toHaveBeenCalled();
    expect(server.connections).toBe(0);
    await fetcher.close();
    await server.close();
  });

  it('the peer of an open socket is checked as well', async () => {
    const destroy = vi.fn();
    const socket = { remoteAddress: '10.0.0.7', destroy } as unknown as net.Socket;
    const connect = guardedConnector((_, callback) => callback(null, socket));
    const options = { hostname: 'a.example', protocol: 'http:', port: '80' };
    const error = await new Promise((done) => connect(options, (...[failure]) => done(failure)));
    expect(error).toMatchObject({ name: 'Refused', message: expect.stringContaining('10.0.0.7') });
    expect(destroy).toHaveBeenCalledOnce();
  });

  it('the way inside leads to the mapped ports of 127.0.0.1 and nowhere else', async () => {
    const connect = loopbackConnector(new Set([4000]));
    for (const [hostname, port] of [
      ['127.0.0.1', '4001'],
      ['127.0.0.2', '4000'],
      ['localhost', '4000'],
    ] as const) {
      const error = await new Promise((done) =>
        connect({ hostname, port, protocol: 'http:' }, (...[failure]) => done(failure)),
      );
      expect(error).toMatchObject({ name: 'Refused' });
    }
  });
});

interface Vectors {
  block: { url: string; blocked_by_url_check_alone: boolean }[];
  allow: { url: string }[];
  parse_then_allowlist: { url: string; whatwg_host: string }[];
}

const ssrf = vectors('ssrf');
describe.skipIf(ssrf === undefined)('recorded forms of forbidden addresses', () => {
  const read = (): Vectors => JSON.parse(readFileSync(new URL('ssrf_vectors.json', ssrf), 'utf8')) as Vectors;

  it('none of them opens a socket, directly or behind a redirect', async () => {
    const { block } = read();
    expect(block.length).toBeGreaterThan(60);
    const open = vi.spyOn(net, 'connect');
    const secure = vi.spyOn(tls, 'connect');
    const fetcher = createFetcher({ minGapMs: 0, resolve: never });
    for (const { url } of block)
      expect([url, (await fetcher.fetch({ url })).outcome]).toEqual([url, 'blocked']);
    expect([open.mock.calls.length, secure.mock.calls.length]).toEqual([0, 0]);
    await fetcher.close();

    let target = '';
    const server = await serve({
      '/go': (_, response) => void response.writeHead(302, { location: encodeURI(target) }).end(),
    });
    const mapped = fetcherFor(server, ['https://a.example'], { resolve: never });
    await mapped.fetch({ url: 'https://a.example/go' });
    const connections = server.connections;
    for (const { url } of block.filter((vector) => URL.canParse(vector.url))) {
      target = url;
      const got = await mapped.fetch({ url: 'https://a.example/go' });
      expect([url, got.outcome === 'ok']).toEqual([url, false]);
    }
    expect(server.connections).toBe(connections);
    expect(server.seen.every((line) => line === 'a.example /go')).toBe(true);
    await mapped.close();
    await server.close();
  });

  it('the allowed ones go as far as the name service', async () => {
    const { allow, parse_then_allowlist } = read();
    for (const { url } of allow) {
      const asked: string[] = [];
      const resolve = async (host: string): Promise<never> => {
        asked.push(host);
        throw Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });
      };
      const fetcher = createFetcher({ minGapMs: 0, resolve });
      const got = await fetcher.fetch({ url });
      expect(got).toMatchObject({ by: 'robots', why: expect.stringContaining('has no address') });
      expect(asked).toEqual([new URL(url).hostname]);
      await fetcher.close();
    }
    for (const { url, whatwg_host } of parse_then_allowlist) expect(new URL(url).hostname).toBe(whatwg_host);
  });
});
