import { expect, it } from 'vitest';
import { fetcherFor, type Handler, serve } from './hostile.ts';

it("sends a source's key to its own origin only: not to robots.txt, not behind a redirect elsewhere, and keeps it nowhere", async () => {
  const sent: string[] = [];
  const note = (request: Parameters<Handler>[0]): void => {
    sent.push(`${request.headers.host}${request.url} ${request.headers['x-api-key'] ?? 'none'}`);
  };
  const server = await serve({
    '/robots.txt': (request, response) => {
      note(request);
      response.writeHead(404).end();
    },
    '/list': (request, response) => {
      note(request);
      response.writeHead(302, { location: '/here' }).end();
    },
    '/here': (request, response) => {
      note(request);
      response.writeHead(302, { location: 'https://b.example/there' }).end();
    },
    '/there': (request, response) => {
      note(request);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    },
  });
  const fetcher = fetcherFor(server, ['https://a.example', 'https://b.example']);
  const got = await fetcher.fetch({ url: 'https://a.example/list', headers: { 'x-api-key': 'secret-key' } });
  await fetcher.close();
  await server.close();
  expect(sent).toEqual([
    'a.example/robots.txt none',
    'a.example/list secret-key',
    'a.example/here secret-key',
    'b.example/robots.txt none',
    'b.example/there none',
  ]);
  expect(got.outcome).toBe('ok');
  expect(JSON.stringify(got)).not.toContain('secret-key');
});
