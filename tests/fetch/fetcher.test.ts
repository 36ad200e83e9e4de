import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userAgent } from '../../src/fetch/fetcher.ts';
import type { Fetcher, FetcherOptions } from '../../src/fetch/types.ts';
import { fakeClock, fetcherFor, type Handler, serve, type TestServer } from './hostile.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of closing.splice(0).reverse()) await thing.close();
});

async function world(
  routes: Record<string, Handler>,
  options: FetcherOptions = {},
  origins = ['https://a.example'],
): Promise<{ server: TestServer; fetcher: Fetcher }> {
  const server = await serve(routes);
  const fetcher = fetcherFor(server, origins, options);
  closing.push(server, fetcher);
  return { server, fetcher };
}

const page: Handler = (_, response) => {
  response.writeHead(200, {
    'content-type': 'text/html',
    etag: '"v1"',
    'last-modified': 'Sun, 01 Mar 2026 00:00:00 GMT',
    'set-cookie': 'session=secret',
  });
  response.end('<p>hello</p>');
};

const redirect =
  (location: string, status = 302): Handler =>
  (_, response) => {
    response.writeHead(status, { location }).end('moved');
  };

describe('a fetch', () => {
  it('keeps bytes, final URL and a small set of headers', async () => {
    const { fetcher, server } = await world({ '/page?q=1': page });
    const got = await fetcher.fetch({ url: 'https://a.example/page?q=1#part' });
    expect(got).toMatchObject({
      outcome: 'ok',
      status: 200,
      finalUrl: 'https://a.example/page?q=1',
      hops: [],
    });
    if (got.outcome !== 'ok') throw new Error(got.outcome);
    expect(Buffer.from(got.bytes).toString()).toBe('<p>hello</p>');
    expect(got.headers).toMatchObject({ etag: '"v1"', 'content-type': 'text/html' });
    expect(JSON.stringify(got.headers)).not.toContain('secret');
    expect(server.seen).toEqual(['a.example /page?q=1']);
  });

  it('introduces itself with a contact', async () => {
    let agent: string | undefined;
    const { fetcher } = await world(
      {
        '/': (request, response) => {
          agent = request.headers['user-agent'];
          response.end('x');
        },
      },
      { contact: 'ops@b.example\r\nx-evil: 1' },
    );
    await fetcher.fetch({ url: 'https://a.example/' });
    expect(agent).toMatch(
      /^modelfacts\/\d+\.\d+\.\d+ \(\+https:\/\/\S+; contact ops@b\.example x-evil: 1\)$/,
    );
    expect(userAgent()).toContain('contact https://');
  });

  it('sends validators and reports 304', async () => {
    const asked: unknown[] = [];
    const { fetcher } = await world({
      '/page': (request, response) => {
        asked.push([request.headers['if-none-match'], request.headers['if-modified-since']]);
        response.writeHead(304, { etag: '"v1"' }).end();
      },
    });
    const lastModified = 'Sun, 01 Mar 2026 00:00:00 GMT';
    const url = 'https://a.example/page';
    const got = await fetcher.fetch({ url, etag: '"v1"', lastModified });
    expect(got).toMatchObject({ outcome: 'not-modified', status: 304, headers: { etag: '"v1"' } });
    expect(asked).toEqual([['"v1"', lastModified]]);
    expect(await fetcher.fetch({ url })).toMatchObject({ outcome: 'http-error', status: 304 });
  });

  it('keeps the body of an error, up to its cap', async () => {
    const { fetcher } = await world({
      '/gone': (_, response) => void response.writeHead(410).end('gone'),
      '/long': (_, response) => void response.writeHead(500).end('x'.repeat(300_000)),
    });
    const gone = await fetcher.fetch({ url: 'https://a.example/gone' });
    expect(gone).toMatchObject({ outcome: 'http-error', status: 410, bytes: Buffer.from('gone') });
    const long = await fetcher.fetch({ url: 'https://a.example/long' });
    expect(long.outcome === 'http-error' && long.bytes.length).toBe(64 * 1024);
  });

  it('never throws for what is no address, and repeats no password', async () => {
    const { fetcher } = await world({});
    for (const url of ['', 'nonsense', 'http://u:hunter2@', 'https://u:hunter2@a.example/']) {
      const got = await fetcher.fetch({ url });
      expect(got.outcome).toBe('blocked');
      expect(JSON.stringify(got)).not.toContain('hunter2');
    }
  });

  it('takes one signal for many fetches and ends them all', async () => {
    const warned = vi.fn();
    process.on('warning', warned);
    const { fetcher, server } = await world({ '*': () => {} });
    const stop = new AbortController();
    const urls = Array.from({ length: 30 }, (_, i) => `https://a.example/${i}`);
    const all = Promise.all(urls.map((url) => fetcher.fetch({ url, signal: stop.signal })));
    await vi.waitUntil(() => server.seen.length > 0);
    stop.abort();
    for (const got of await all) expect(got).toMatchObject({ outcome: 'network-error', code: 'interrupted' });
    expect(server.seen).toHaveLength(1);
    process.off('warning', warned);
    expect(warned).not.toHaveBeenCalled();
  });

  it('stops waiting for its turn when its own signal says so', async () => {
    const { fetcher, server } = await world({ '/hang': () => {} });
    const hanging = fetcher.fetch({ url: 'https://a.example/hang' });
    await vi.waitUntil(() => server.seen.length > 0);
    const stop = new AbortController();
    const waiting = fetcher.fetch({ url: 'https://a.example/next', signal: stop.signal });
    await new Promise((queued) => setImmediate(queued));
    stop.abort();
    const first = await Promise.race([hanging, waiting]);
    expect(first).toMatchObject({ code: 'interrupted', finalUrl: 'https://a.example/next' });
    expect(server.seen).toEqual(['a.example /hang']);
  });

  it('ends at once when the fetcher closes, and stays closed', async () => {
    const { fetcher, server } = await world({ '/hang': () => {} });
    const hanging = fetcher.fetch({ url: 'https://a.example/hang' });
    await vi.waitUntil(() => server.seen.length > 0);
    await fetcher.close();
    const interrupted = { outcome: 'network-error', code: 'interrupted' };
    expect(await hanging).toMatchObject(interrupted);
    expect(await fetcher.fetch({ url: 'https://a.example/' })).toMatchObject(interrupted);
  });
});

describe('redirects', () => {
  it('are followed and recorded, across mapped origins', async () => {
    const { fetcher } = await world(
      { '/old': redirect('/new#part', 301), '/new': redirect('https://b.example/last'), '/last': page },
      {},
      ['https://a.example', 'https://b.example'],
    );
    expect(await fetcher.fetch({ url: 'https://a.example/old' })).toMatchObject({
      outcome: 'ok',
      finalUrl: 'https://b.example/last',
      hops: [
        { url: 'https://a.example/old', status: 301 },
        { url: 'https://a.example/new', status: 302 },
      ],
    });
  });

  it('drop the date behind the first hop, where it speaks of another document', async () => {
    let since: string | undefined = 'none';
    const { fetcher } = await world({
      '/old': redirect('/new'),
      '/new': (request, response) => {
        since = request.headers['if-modified-since'];
        response.end('x');
      },
    });
    await fetcher.fetch({ url: 'https://a.example/old', lastModified: 'Sun, 01 Mar 2026 00:00:00 GMT' });
    expect(since).toBeUndefined();
  });

  it('stop after five', async () => {
    const { fetcher, server } = await world({ '/loop': redirect('/loop') });
    const got = await fetcher.fetch({ url: 'https://a.example/loop' });
    expect(got).toMatchObject({ outcome: 'network-error', code: 'too-many-redirects' });
    expect(server.seen).toHaveLength(6);
  });

  it.each([
    ['http://10.0.0.1/', 'address'],
    ['http://169.254.169.254/latest/meta-data/', 'address'],
    ['http://[::1]/', 'address'],
    ['file:///etc/passwd', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['ftp://a.example/', 'scheme'],
    ['https://u:hunter2@a.example/page', 'userinfo'],
  ])('to %s are refused (%s)', async (target, by) => {
    const { fetcher, server } = await world({ '/go': redirect(target) });
    const got = await fetcher.fetch({ url: 'https://a.example/go' });
    expect(got).toMatchObject({
      outcome: 'blocked',
      by,
      hops: [{ url: 'https://a.example/go', status: 302 }],
    });
    expect(JSON.stringify(got)).not.toContain('hunter2');
    expect(server.seen).toHaveLength(1);
  });

  it('to the loopback port of a mapped origin are refused by its bare address', async () => {
    const { fetcher, server } = await world({
      '/go': (_, response) =>
        void response.writeHead(302, { location: `http://127.0.0.1:${server.port}/secret` }).end(),
      '/secret': page,
    });
    const got = await fetcher.fetch({ url: 'https://a.example/go' });
    expect(got).toMatchObject({ outcome: 'blocked', by: 'address' });
    expect(server.seen).toEqual(['a.example /go']);
  });
});

describe('turns', () => {
  it('let one request per host and several hosts run at a time', async () => {
    const flying = new Map<string, number>();
    let most = 0;
    let perHost = 0;
    const waiting: (() => void)[] = [];
    const { fetcher } = await world(
      {
        '*': (request, response) => {
          const host = request.headers.host ?? '';
          flying.set(host, (flying.get(host) ?? 0) + 1);
          perHost = Math.max(perHost, ...flying.values());
          most = Math.max(
            most,
            [...flying.values()].reduce((a, b) => a + b, 0),
          );
          const done = (): void => {
            flying.set(host, (flying.get(host) ?? 0) - 1);
            response.end('x');
          };
          waiting.push(done);
          // Both hosts must be in flight before the first pair is let go.
          if (most === 2) for (const go of waiting.splice(0)) go();
        },
      },
      {},
      ['https://a.example', 'https://b.example'],
    );
    const urls = ['a', 'b'].flatMap((host) => [1, 2, 3, 4].map((n) => `https://${host}.example/${n}`));
    const got = await Promise.all(urls.map((url) => fetcher.fetch({ url })));
    expect(got.map(({ outcome }) => outcome)).toEqual(urls.map(() => 'ok'));
    expect([most, perHost]).toEqual([2, 1]);
  });

  it('keep the gap between two requests of one host', async () => {
    const clock = fakeClock();
    const { fetcher } = await world({ '*': page }, { ...clock, minGapMs: 1000 });
    for (const n of [1, 2]) await fetcher.fetch({ url: `https://a.example/${n}` });
    expect(clock.slept).toEqual([1000, 1000]);
  });

  it.each([
    [429, '3600', 3600_000],
    [503, 'Sun, 01 Mar 2026 02:00:00 GMT', 7200_000],
  ])('wait for Retry-After: %i %s', async (status, value, pause) => {
    const clock = fakeClock();
    let busy = true;
    const { fetcher, server } = await world(
      {
        '*': (_, response) => {
          if (busy) response.writeHead(status, { 'retry-after': value }).end();
          else response.end('x');
        },
      },
      clock,
    );
    const urls = ['https://a.example/1', 'https://a.example/2', 'https://a.example/3'];
    const got = await Promise.all(urls.map((url) => fetcher.fetch({ url })));
    busy = false;
    expect(got.map((one) => one.outcome)).toEqual(['http-error', 'blocked', 'blocked']);
    expect(got[1]).toMatchObject({ by: 'retry-after', why: expect.stringContaining(`${status}`) });
    clock.advance(pause - 11_000);
    expect(await fetcher.fetch({ url: 'https://a.example/4' })).toMatchObject({ outcome: 'blocked' });
    expect(server.seen).toHaveLength(1);
    clock.advance(11_000);
    expect(await fetcher.fetch({ url: 'https://a.example/5' })).toMatchObject({ outcome: 'ok' });
  });

  it('wait out a pause of seconds', async () => {
    const clock = fakeClock();
    let busy = true;
    const { fetcher } = await world(
      {
        '*': (_, response) => {
          if (busy) response.writeHead(429, { 'retry-after': '4' }).end();
          else response.end('x');
          busy = false;
        },
      },
      clock,
    );
    await fetcher.fetch({ url: 'https://a.example/1' });
    expect(await fetcher.fetch({ url: 'https://a.example/2' })).toMatchObject({ outcome: 'ok' });
    expect(clock.slept).toEqual([4000]);
  });
});

describe('robots.txt', () => {
  const robots =
    (text: string): Handler =>
    (_, response) =>
      void response.end(text);

  it('is fetched once per origin and obeyed', async () => {
    let asked = 0;
    const { fetcher, server } = await world({
      '/robots.txt': (_, response) => {
        asked += 1;
        response.end('User-agent: *\nDisallow: /\n\nUser-agent: modelfacts\nDisallow: /private\n');
      },
      '*': page,
    });
    const urls = ['https://a.example/private/x', 'https://a.example/open', 'https://a.example/private'];
    const got = await Promise.all(urls.map((url) => fetcher.fetch({ url })));
    expect(got.map((one) => one.outcome)).toEqual(['blocked', 'ok', 'blocked']);
    expect(got[0]).toMatchObject({ by: 'robots', why: expect.stringContaining('a.example does not allow') });
    expect(asked).toBe(1);
    expect(server.seen).toEqual(['a.example /open']);
  });

  it.each([
    [401, 'ok'],
    [404, 'ok'],
    [429, 'blocked'],
    [500, 'blocked'],
    [503, 'blocked'],
  ])('that answers %i makes a fetch %s', async (status, outcome) => {
    const { fetcher, server } = await world({
      '/robots.txt': (_, response) => void response.writeHead(status).end(),
      '*': page,
    });
    const got = await fetcher.fetch({ url: 'https://a.example/x' });
    expect(got.outcome).toBe(outcome);
    if (got.outcome === 'blocked') expect(got.why).toContain(`HTTP ${status}`);
    expect(server.seen).toHaveLength(outcome === 'ok' ? 1 : 0);
  });

  it('that breaks off bars the host, and is asked for again later', async () => {
    const clock = fakeClock();
    let broken = true;
    const { fetcher } = await world(
      {
        '/robots.txt': (request, response) => {
          if (broken) request.socket.destroy();
          else response.writeHead(404).end();
        },
        '*': page,
      },
      clock,
    );
    const url = 'https://a.example/x';
    expect(await fetcher.fetch({ url })).toMatchObject({ outcome: 'blocked', by: 'robots' });
    broken = false;
    expect(await fetcher.fetch({ url })).toMatchObject({ outcome: 'blocked' });
    clock.advance(601_000);
    expect(await fetcher.fetch({ url })).toMatchObject({ outcome: 'ok' });
  });

  it('is followed through redirects, guarded', async () => {
    const { fetcher } = await world(
      {
        '/robots.txt': (request, response) => {
          if (request.headers.host === 'b.example')
            response.writeHead(302, { location: 'http://10.0.0.1/r' }).end();
          else redirect('/rules')(request, response);
        },
        '/rules': robots('User-agent: *\nDisallow: /no'),
        '*': page,
      },
      {},
      ['https://a.example', 'https://b.example'],
    );
    expect(await fetcher.fetch({ url: 'https://a.example/no' })).toMatchObject({ by: 'robots' });
    expect(await fetcher.fetch({ url: 'https://a.example/yes' })).toMatchObject({ outcome: 'ok' });
    expect(await fetcher.fetch({ url: 'https://b.example/yes' })).toMatchObject({
      by: 'robots',
      why: expect.stringContaining('10.0.0.1'),
    });
  });

  it('counts up to 500 KiB, and its crawl delay widens the gap', async () => {
    const clock = fakeClock();
    const text = `User-agent: *\nCrawl-delay: 7\nDisallow: /early\n${'#\n'.repeat(260_000)}Disallow: /late\n`;
    const { fetcher } = await world({ '/robots.txt': robots(text), '*': page }, { ...clock, minGapMs: 1000 });
    expect(await fetcher.fetch({ url: 'https://a.example/early' })).toMatchObject({ by: 'robots' });
    expect(await fetcher.fetch({ url: 'https://a.example/late' })).toMatchObject({ outcome: 'ok' });
    expect(clock.slept).toEqual([7000]);
  });

  it('bars a redirect too', async () => {
    const { fetcher, server } = await world({
      '/robots.txt': robots('User-agent: *\nDisallow: /no'),
      '/go': redirect('/no'),
    });
    expect(await fetcher.fetch({ url: 'https://a.example/go' })).toMatchObject({
      outcome: 'blocked',
      by: 'robots',
    });
    expect(server.seen).toEqual(['a.example /go']);
  });
});

it('a process ends by itself once the fetcher is closed', async () => {
  const { spawn } = await import('node:child_process');
  const script = `
    import { createFetcher } from './src/fetch/fetcher.ts';
    import { originMapOf, startReplica } from './src/fetch/replica.ts';
    const entries = [{ url: 'https://a.example/x', body: Buffer.from('hello'), headers: {} }];
    const replica = await startReplica(entries);
    const fetcher = createFetcher({ originMap: originMapOf(entries, replica.port), minGapMs: 0 });
    console.log((await fetcher.fetch({ url: 'https://a.example/x' })).outcome);
    await fetcher.close();
    await replica.close();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 9000,
  });
  let out = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  const [code] = await once(child, 'exit');
  expect([code, out.trim()]).toEqual([0, 'ok']);
});
