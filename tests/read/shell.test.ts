import { describe, expect, it } from 'vitest';
import { Facts } from '../../src/read/facts.ts';
import { flightPayloads } from '../../src/read/flight.ts';
import { htmlBlocks, openPage } from '../../src/read/html.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { pageOf } from '../support/fixtures.ts';

const pageIn = (
  title: string,
  body: string,
  more = { lang: 'en', head: '', url: 'https://a.example/docs/prices' },
) =>
  pageOf(
    more.url,
    'text/html; charset=utf-8',
    new TextEncoder().encode(
      `<!doctype html><html lang="${more.lang}"><head><title>${title}</title>${more.head}</head><body>${body}</body></html>`,
    ),
  );

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof PageRefused) return error.code;
    throw error;
  }
  return 'read';
}

const BODY = '<h1>Prices</h1><p>gpt-5 costs $5 per 1M tokens.</p>';
const US = { locale: 'en', currency: 'USD' };

describe('pages that stand where another was asked for', () => {
  it.each([
    ['Just a moment...', 'challenge'],
    ['Attention Required! | Cloudflare', 'challenge'],
    ['Vercel Security Checkpoint', 'challenge'],
    ['Security checks of models | Example', 'read'],
    ['Sign in', 'login'],
    ['Log in to continue - Example', 'login'],
    ['Example | Sign In', 'login'],
    ['Before you continue to Google Search', 'consent'],
    ['Page not found | Example Docs', 'not-found'],
    ['404: This page could not be found.', 'not-found'],
    ['页面不存在', 'not-found'],
    ['503 Service Unavailable', 'error'],
    ['Pricing | Example', 'read'],
    ['404 million parameters: a model - Example', 'read'],
    ['Signing in models - Example', 'read'],
    ['How to sign in with the API | Example', 'read'],
  ])('%s: %s', (title, code) => {
    expect(codeOf(() => htmlBlocks(pageIn(title, BODY)))).toBe(code);
  });

  it.each([
    ['<h2>Just a moment...</h2><p>docs.example has to look at your browser first.</p>', 'challenge'],
    ['<div class="main"><p>Checking your browser before you go on…</p></div>', 'challenge'],
    [
      '<p>Wait.</p><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
      'challenge',
    ],
    ["<script>a.src = '/cdn-cgi/challenge-platform/h/g/orchestrate/managed/v1';</script>", 'challenge'],
    [`${BODY}<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>`, 'read'],
    [`${BODY}<script>a.src='/cdn-cgi/challenge-platform/h/b/scripts/jsd/1a2b/main.js'</script>`, 'read'],
    [`${BODY}<p>${'A model answers in steps. '.repeat(30)}</p><p>Just a moment…</p>`, 'read'],
    ['<p>It takes just a moment to answer.</p>', 'read'],
  ])('a challenge under the title of the wanted page: %s', (body, code) => {
    expect(codeOf(() => openPage(pageIn('Prices', body), { locale: 'en', title: /^Prices$/u }))).toBe(code);
  });

  it('knows them by their heading, and a challenge by what it runs', () => {
    expect(codeOf(() => htmlBlocks(pageIn('Docs', '<h1>Sign in to continue</h1><p>$5</p>')))).toBe('login');
    const running = '<div id="challenge-running">5 seconds</div>';
    expect(codeOf(() => htmlBlocks(pageIn('Docs', running)))).toBe('challenge');
    const script = `${BODY}<script>window._cf_chl_opt = {}</script>`;
    expect(codeOf(() => htmlBlocks(pageIn('Docs', script)))).toBe('challenge');
    expect(codeOf(() => flightPayloads(pageIn('Page not found', BODY), 'apis'))).toBe('not-found');
  });

  it('refuses the shell of an application, not an empty page', () => {
    expect(codeOf(() => htmlBlocks(pageIn('Docs', '<div id="root"></div><script>app()</script>')))).toBe(
      'app-shell',
    );
    expect(codeOf(() => htmlBlocks(pageIn('Docs', '<div></div>')))).toBe('read');
  });
});

describe('pages in another language', () => {
  const more = (lang: string, head = '', url = 'https://a.example/docs/prices') => ({ lang, head, url });
  it.each([
    ['the same', more('en-GB'), 'read'],
    ['none', more(''), 'read'],
    ['the html', more('fr'), 'other-locale'],
    [
      'the canonical address',
      more('en', '<link rel="canonical" href="https://a.example/de/docs/prices">'),
      'other-locale',
    ],
    ['the own address', more('', '', 'https://a.example/zh-cn/prices'), 'other-locale'],
    ['the query', more('', '', 'https://a.example/prices?hl=ja'), 'other-locale'],
    ['a path that is no language', more('en', '', 'https://a.example/ai/prices'), 'read'],
  ])('%s', (_, where, code) => {
    const page = pageIn('Prices', BODY, where);
    expect(codeOf(() => openPage(page, { locale: 'en' }))).toBe(code);
    expect(codeOf(() => new Facts(page, US))).toBe(code);
  });

  it('reads a source in the language that it declares', () => {
    expect(codeOf(() => openPage(pageIn('价格', BODY, more('zh-Hans')), { locale: 'zh-CN' }))).toBe('read');
  });
});

describe('landmarks', () => {
  it('asks for the title and for what must stand on the page', () => {
    const page = pageIn('Prices | Example', `${BODY}<table><tr><th>Model<th>Input</tr></table>`);
    const open = (title: RegExp, ...landmarks: RegExp[]) =>
      codeOf(() => openPage(page, { locale: 'en', title, landmarks }));
    expect(open(/^Prices/u, /^Model$/u, /per 1M tokens/u)).toBe('read');
    expect(open(/^Models/u)).toBe('landmark-missing');
    expect(open(/^Prices/u, /^Output$/u)).toBe('landmark-missing');
  });
});
