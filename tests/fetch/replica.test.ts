import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createFetcher } from '../../src/fetch/fetcher.ts';
import { originMapOf, type Replica, type ReplicaEntry, startReplica } from '../../src/fetch/replica.ts';
import type { Fetcher } from '../../src/fetch/types.ts';

const modified = 'Sun, 01 Mar 2026 00:00:00 GMT';
const entries: ReplicaEntry[] = [
  {
    url: 'https://a.example/models?limit=5',
    body: Buffer.from('{"data":[]}'),
    headers: {
      'Content-Type': 'application/json',
      ETag: 'W/"v1"',
      'Content-Encoding': 'gzip',
      'Content-Length': '7',
      'Set-Cookie': 's=1',
    },
  },
  {
    url: 'https://b.example/card.md',
    body: Buffer.from('# Card'),
    headers: { 'content-type': 'text/markdown', 'last-modified': modified },
  },
];

let replica: Replica;
let fetcher: Fetcher;
const start = async (all: ReplicaEntry[] = entries): Promise<void> => {
  replica = await startReplica(all);
  fetcher = createFetcher({ originMap: originMapOf(all, replica.port), minGapMs: 0 });
};
afterEach(async () => {
  await fetcher.close();
  await replica.close();
});

describe('the replica', () => {
  it('plays every origin under its canonical URL', async () => {
    await start();
    const got = await fetcher.fetch({ url: 'https://a.example/models?limit=5' });
    expect(got).toMatchObject({ outcome: 'ok', finalUrl: 'https://a.example/models?limit=5', hops: [] });
    expect(got).toMatchObject({ bytes: Buffer.from('{"data":[]}'), headers: { etag: 'W/"v1"' } });
    expect(await fetcher.fetch({ url: 'https://b.example/card.md' })).toMatchObject({
      bytes: Buffer.from('# Card'),
    });
  });

  it('answers validators with 304, weakly, and only where they match', async () => {
    await start();
    const outcome = async (url: string, validators: object): Promise<string> =>
      (await fetcher.fetch({ url, ...validators })).outcome;
    const [a, b] = ['https://a.example/models?limit=5', 'https://b.example/card.md'];
    expect(await outcome(a, { etag: '"v1"' })).toBe('not-modified');
    expect(await outcome(a, { etag: '"v0", W/"v1"' })).toBe('not-modified');
    expect(await outcome(a, { etag: '"v2"' })).toBe('ok');
    expect(await outcome(b, { lastModified: modified })).toBe('not-modified');
    expect(await outcome(b, { lastModified: 'Sat, 28 Feb 2026 00:00:00 GMT' })).toBe('ok');
    expect(await outcome(b, { etag: '"v1"', lastModified: modified })).toBe('ok');
  });

  it('has nothing else: other paths, queries and hosts are 404', async () => {
    await start();
    for (const path of ['/models', '/models?limit=6', '/card.md', '//b.example/card.md', '/__proto__']) {
      const got = await fetcher.fetch({ url: `https://a.example${path}` });
      expect(got).toMatchObject({ outcome: 'http-error', status: 404 });
    }
  });

  it('ends at once, even with a request half sent', async () => {
    await start();
    const socket = connect(replica.port, '127.0.0.1').on('error', () => {});
    await once(socket, 'connect');
    await new Promise((sent) => socket.write('GET / HTTP/1.1\r\nhost: a.ex', sent));
    const closed = new Promise((done) => socket.once('close', done));
    await Promise.all([replica.close(), closed]);
  });

  it('plays robots.txt where there is an entry for it', async () => {
    const rules = {
      url: 'https://a.example/robots.txt',
      body: Buffer.from('User-agent: *\nDisallow: /'),
      headers: {},
    };
    await start([...entries, rules]);
    expect(await fetcher.fetch({ url: 'https://a.example/models?limit=5' })).toMatchObject({ by: 'robots' });
    expect(await fetcher.fetch({ url: 'https://b.example/card.md' })).toMatchObject({ outcome: 'ok' });
  });
});
