import type { BodyKind, Page, Source } from '../../schema/source.ts';
import { CHALLENGE_SCRIPT, isChallengeText } from '../read/shell.ts';
import type { Reason } from './document.ts';

/** What a page says of itself where it stands in for another one. Each is tried on the whole title and on its parts. */
const TITLES: readonly { reason: string; what: string; title: RegExp }[] = [
  {
    reason: 'challenge',
    what: 'a check for robots',
    title:
      /^(?:just a moment|attention required|access (?:to this page has been )?denied|are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are human|human verification|security check(?:point)?|checking your browser|ddos-guard|captcha|robot check|pardon our interruption|request unsuccessful|vercel security checkpoint|403 forbidden|forbidden|too many requests|429 too many requests)(?:[\s.!…]|$)/iu,
  },
  {
    reason: 'consent',
    what: 'a page that asks for consent',
    title:
      /^(?:before you continue|cookie (?:consent|settings|preferences)|consent|(?:your )?privacy (?:settings|choices)|we value your privacy|bevor sie fortfahren|avant d['’]accéder)(?:[\s.!…]|$)/iu,
  },
  {
    reason: 'login',
    what: 'a page that asks to log in',
    title:
      /^(?:(?:please )?(?:log ?in|sign ?in)(?: to .*| required)?|login required|anmelden|einloggen|登录|登入|ログイン|로그인|(?:se )?connexion|iniciar sesi[oó]n)[.!…]?$/iu,
  },
  {
    reason: 'soft-404',
    what: 'a page that says it was not found',
    title:
      /^(?:(?:error )?404(?:[\s:.-]|$)|(?:page|document|file) (?:was )?not found|not found[.!]?$|(?:this|the) page (?:could not be|can(?:'|’)?t be|does(?:n't| not)) |seite nicht gefunden|页面不存在|找不到页面|页面未找到|oops!? )/iu,
  },
];

/** Marks that whole pages carry too, so they count only where hardly any text stands beside them. */
const MARKS: readonly { reason: string; what: string; mark: RegExp }[] = [
  {
    reason: 'challenge',
    what: 'a check for robots',
    mark: /_cf_chl_opt|challenge-form|cf-turnstile|px-captcha|_Incapsula_Resource|g-recaptcha|h-captcha|captcha-delivery\.com|awsWafCookie/iu,
  },
  { reason: 'challenge', what: 'a check for robots', mark: CHALLENGE_SCRIPT },
  { reason: 'login', what: 'a page that asks to log in', mark: /<input[^>]{0,300}type=["']?password/iu },
];
const HARDLY_ANY_TEXT = 2000;
const HEAD = 64 * 1024;

/** Texts between the tags of a page, without scripts and styles; runs once over the page. */
const visible = (html: string): string[] =>
  html
    .replace(/<(script|style|template|noscript)\b[\s\S]*?<\/\1\s*>/giu, ' ')
    .split(/<[^>]*>/u)
    .map((text) => text.replace(/\s+/gu, ' ').trim())
    .filter((text) => text !== '');

/** What the body is, by its first character: a host may send JSON as plain text. */
export function bodyKind(page: Page): BodyKind {
  const start = page.text.slice(0, 2000).trimStart();
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype html|html|head|body)[\s>]/iu.test(start))
    return 'html';
  if (/^[[{]/u.test(start) && !/^\[[^\]]*\]\(/u.test(start)) return 'json';
  return /html/iu.test(page.mediaType) ? 'html' : 'text';
}

const ENDINGS: ReadonlyMap<string, BodyKind> = new Map([
  ['json', 'json'],
  ['md', 'text'],
  ['mdx', 'text'],
  ['html', 'html'],
]);

/** What the document has to be: as the source declares it, else by the ending of its URL, else unknown. */
function expectedKinds(source: Source, url: string): readonly BodyKind[] | undefined {
  if (source.media) return source.media;
  const ending = ENDINGS.get(/\.([a-z]+)$/iu.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? '');
  return ending === undefined ? undefined : [ending];
}

function wrongMedia(source: Source, page: Page): Reason | undefined {
  const kind = bodyKind(page);
  const declared = page.mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (/^(?:image|audio|video|font)\/|pdf|zip|msword/u.test(declared))
    return { reason: 'media-type', detail: `the body is ${declared}, which nobody reads here` };
  const expected = expectedKinds(source, page.url);
  if (expected && !expected.includes(kind))
    return { reason: 'media-type', detail: `the body is ${kind}, and ${expected.join(' or ')} is expected` };
  const says = /html/u.test(declared) ? 'html' : /json/u.test(declared) ? 'json' : undefined;
  if (says && says !== kind)
    return { reason: 'media-type', detail: `the host calls it ${declared}, but the body is ${kind}` };
  return undefined;
}

const unescaped = (text: string): string =>
  text
    .replace(/&(?:amp|#38);/gu, '&')
    .replace(/&(?:#39|#x27|apos|rsquo);/giu, "'")
    .replace(/&(?:mdash|ndash|middot|#8212|#8211|bull);/gu, '—');

/** The page's title: of HTML its `title`, of Markdown and text the first line that is one. */
function titleOf(page: Page, kind: BodyKind): string {
  const head = page.text.slice(0, HEAD);
  if (kind === 'html') return unescaped(/<title[^>]*>([^<]*)<\/title>/iu.exec(head)?.[1] ?? '').trim();
  const line = head.split('\n').find((one) => one.trim() !== '') ?? '';
  return /^(?:#+\s|title:)/iu.test(line) || head.length < 300
    ? line.replace(/^(?:#+|title:)\s*/iu, '').trim()
    : '';
}

/** A page with hardly any text beside the mark of another, or that says no more than a challenge does. */
function emptyButFor(page: Page): Reason | undefined {
  const texts = visible(page.text);
  const length = texts.join(' ').length;
  if (length > HARDLY_ANY_TEXT) return undefined;
  const marked = MARKS.find(({ mark }) => mark.test(page.text));
  if (marked)
    return { reason: marked.reason, detail: `it is ${marked.what}, with hardly any text beside it` };
  const asked = texts.find((text) => isChallengeText(text, length));
  return asked === undefined
    ? undefined
    : { reason: 'challenge', detail: `it is a check for robots: it says "${asked}" and hardly more` };
}

function standIn(page: Page, kind: BodyKind): Reason | undefined {
  const title = titleOf(page, kind);
  const parts = [title, ...title.split(/\s+[|·—–-]\s+/u)].filter((part) => part !== '');
  const named = TITLES.find((one) => parts.some((part) => one.title.test(part)));
  if (named)
    return { reason: named.reason, detail: `it is ${named.what}: its title is "${title.slice(0, 80)}"` };
  if (kind !== 'html') return undefined;
  return emptyButFor(page);
}

const primary = (tag: string): string => tag.toLowerCase().split(/[-_]/u, 1)[0] ?? '';

/** The languages that the URL itself asks for: `/zh-cn/`, `?hl=de`. */
function askedLanguages(url: string): string[] {
  const { pathname, searchParams } = new URL(url);
  const segments = pathname.split('/').filter((segment) => /^[a-z]{2}(?:[-_][a-z]{2,4})?$/iu.test(segment));
  return [...segments, searchParams.get('hl') ?? '', searchParams.get('lang') ?? ''].map(primary);
}

/** A copy in another language writes numbers, dates and labels in another way. */
function otherLanguage(source: Source, page: Page): Reason | undefined {
  const stated = /<html\b[^>]{0,1000}?\slang=["']?([a-z]{2,3}(?:[-_][a-z0-9]+)*)/iu.exec(
    page.text.slice(0, HEAD),
  )?.[1];
  const read = [source.locale, ...(source.locales ?? [])].map(primary);
  if (stated === undefined || read.includes(primary(stated))) return undefined;
  if (askedLanguages(page.url).includes(primary(stated))) return undefined;
  return {
    reason: 'language',
    detail: `the page is in "${stated}", and the source reads "${source.locale}"`,
  };
}

const SIGN_IN_PATH = /\/(?:log-?in|sign-?in|sso|oauth2?|auth|captcha|consent)(?:[/.?]|$)/iu;

/** A host may answer from another address than was asked: a login or consent page has one of its own. */
function sentAway(page: Page, finalUrl: string | undefined): Reason | undefined {
  if (finalUrl === undefined || !URL.canParse(finalUrl)) return undefined;
  const [asked, answered] = [new URL(page.url), new URL(finalUrl)];
  const away = SIGN_IN_PATH.test(answered.pathname) && !SIGN_IN_PATH.test(asked.pathname);
  const consent = /^consent\./iu.test(answered.hostname) && asked.hostname !== answered.hostname;
  if (!away && !consent) return undefined;
  return { reason: consent ? 'consent' : 'login', detail: `the request was sent on to ${finalUrl}` };
}

/**
 * The gate before reading: media type, checks for robots, consent and login pages, pages that say they were not found,
 * copies in another language. The landmarks behind it are the scraper's. Gives the reason of a trip.
 */
export function pageGate(source: Source, page: Page, finalUrl?: string): Reason | undefined {
  if (page.text.trim() === '') return { reason: 'empty-body', detail: 'the body is empty' };
  const media = wrongMedia(source, page);
  if (media) return media;
  const kind = bodyKind(page);
  return (
    standIn(page, kind) ??
    sentAway(page, finalUrl) ??
    (kind === 'html' ? otherLanguage(source, page) : undefined)
  );
}
