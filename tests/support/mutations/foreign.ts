import type { Page } from '../../../schema/source.ts';
import { isHtml, type Mutation, type MutationKind, mutated } from './mutation.ts';

const html = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`;

const RATES = '<p>gpt-5 has a context window of 400k tokens and costs $5 per 1M input tokens.</p>';

/** Bodies that a host sends with status 200 instead of its page; each holds figures that are nobody's. */
const BODIES: readonly [MutationKind, string][] = [
  [
    'consent or challenge page',
    html(
      'Before you continue',
      `<h1>Cookies</h1>${RATES}<p>We and 812 partners store cookies for 13 months.</p>
<table><tr><th>Cookie</th><th>Ends</th></tr><tr><td>id</td><td>400 days</td></tr></table><form><button>Accept all</button></form>`,
    ),
  ],
  [
    'consent or challenge page',
    html(
      'Just a moment...',
      '<noscript>Enable JavaScript and cookies to continue</noscript><div id="challenge-running">Checking your browser, 5 seconds</div>',
    ),
  ],
  [
    'consent or challenge page',
    html(
      'Pricing | Docs',
      '<p>Just a moment...</p><p>Checking your browser, 5 seconds</p><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
    ),
  ],
  [
    'soft 404',
    html(
      'Page not found',
      `<h1>404</h1><p>This page moved.</p><h2>Popular models</h2>${RATES}<ul><li>GPT-5.3-Codex 128k $1.75</li></ul>`,
    ),
  ],
  ['soft 404', html('Docs', '<div id="root"></div><script>window.app={}</script>')],
  [
    'login wall',
    html(
      'Sign in',
      `<h1>Sign in to continue</h1><form><input name="email"><input name="password" type="password"></form>${RATES}`,
    ),
  ],
];

const MARKDOWN: readonly [MutationKind, string][] = [
  [
    'consent or challenge page',
    '# Before you continue\n\nWe use 812 cookies for 13 months. gpt-5 costs $5 per 1M input tokens.\n',
  ],
  [
    'soft 404',
    '# Page not found\n\nSee also: gpt-5, context window 400k, $5 / MTok.\n\n| Cookie | Ends |\n|---|---|\n| id | 400 days |\n',
  ],
  ['login wall', '# Sign in\n\nSign in to see prices. Plans from $20 per month.\n'],
];

const ERROR = '{"error":{"code":429,"message":"Rate limit: 128k tokens per minute, model gpt-5"}}';

/** Whatever the source's form, the host answers with something else. */
export function foreignBodies(page: Page): Mutation[] {
  const type = (kind: MutationKind): string =>
    kind === 'JSON instead of the page' ? 'application/json' : 'text/html';
  const bodies: readonly [MutationKind, string][] = [['JSON instead of the page', ERROR], ...BODIES];
  return [
    mutated(page, 'empty body', ''),
    mutated(page, 'empty body', ' \n\n'),
    ...bodies.flatMap(([kind, text]) => [mutated(page, kind, text, type(kind)), mutated(page, kind, text)]),
    ...(isHtml(page) ? [] : MARKDOWN.map(([kind, text]) => mutated(page, kind, text))),
  ];
}

/** Cut at several places; prose only where a line ends, because inside a line nothing tells a figure that was cut. */
export function truncations(page: Page): Mutation[] {
  return [0.2, 0.4, 0.6, 0.8, 0.97].map((share) => {
    const end = Math.floor(page.text.length * share);
    const at = isHtml(page) ? end : Math.max(page.text.lastIndexOf('\n', end), 0);
    return mutated(page, 'page truncated', page.text.slice(0, at));
  });
}
