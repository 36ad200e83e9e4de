import type { Page } from '../../schema/source.ts';
import type { Block } from './blocks.ts';
import { childrenOf, findAll, findVisible, type HtmlNode, isText, textOf } from './dom.ts';
import { refusePage } from './refuse.ts';

/** Titles of pages that a host sends with status 200 instead of its own: the whole title, or the part that is no name. */
const FOREIGN: readonly [code: string, title: RegExp][] = [
  [
    'challenge',
    /^(?:just a moment|attention required!?|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human|are you (?:a robot|human)\??|(?:vercel )?security (?:check|checkpoint|verification)|checking your browser.*|human verification|bot (?:check|verification)|captcha|please wait|access (?:to this page has been )?denied|ddos-guard|安全验证|人机验证|请稍候|访问验证)$/iu,
  ],
  [
    'login',
    /^(?:(?:sign|log)[ -]?in(?: (?:to|or|with|required)\b.*)?|login required|authentication required|create (?:an |your )?account|登录(?:\/注册)?|ログイン|anmelden|connexion)$/iu,
  ],
  [
    'consent',
    /^(?:before you continue(?: to .*)?|(?:cookie|privacy) (?:consent|preferences|settings|wall)|we value your privacy|your privacy choices|bevor sie .*fortfahren|avant de continuer.*)$/iu,
  ],
  [
    'not-found',
    /^(?:(?:error )?404(?:\s*[:,–-].*|\s+(?:page|not|error)\b.*)?|(?:page|site|document|resource) not found|not found|(?:this |the )?page (?:could not|can't|cannot) be found|this page (?:does not|doesn't) exist|页面(?:不存在|未找到)|找不到页面|seite nicht gefunden|page introuvable)[.!]?$/iu,
  ],
  [
    'error',
    /^(?:(?:error )?(?:403|429|500|502|503|504)(?:\s*[:,–-].*|\s+(?:service|bad|gateway|internal|forbidden|too|error)\b.*)?|forbidden|too many requests|internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|something went wrong|an error occurred|application error.*|(?:we'll be back soon|under maintenance|maintenance(?: mode)?))[.!]?$/iu,
  ],
];

const partsOf = (title: string): string[] =>
  [title, ...title.split(/\s+[|·•–—-]\s+|\s*:\s+/u)].map((part) => part.replace(/(?:\.{2,}|…)$/u, '').trim());

function refuseForeign(text: string): void {
  for (const part of partsOf(text)) {
    const found = FOREIGN.find(([, title]) => title.test(part));
    if (found)
      refusePage(
        found[0],
        `the page is called "${text.slice(0, 80)}", it is not the page that was asked for`,
      );
  }
}

/**
 * The script of a challenge, by its address. Those under `/scripts/` run beside the wanted page, to tell machines apart
 * without a question.
 */
export const CHALLENGE_SCRIPT = /\/cdn-cgi\/challenge-platform\/(?!(?:[\w-]+\/)*scripts\/)/iu;

const runsChallenge = (node: HtmlNode): boolean =>
  node.name === 'script' &&
  (CHALLENGE_SCRIPT.test(node.attribs?.src ?? '') ||
    childrenOf(node).some(({ data = '' }) => /_cf_chl_opt\s*=/u.test(data) || CHALLENGE_SCRIPT.test(data)));

const isChallenge = (node: HtmlNode): boolean =>
  /^(?:challenge-(?:form|running|stage|error-text)|cf-challenge.*|px-captcha)$/u.test(
    node.attribs?.id ?? '',
  ) || runsChallenge(node);

const CHALLENGE_TEXT =
  /^(?:just a moment|checking (?:your browser|if the site connection is secure).{0,80}|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human.{0,80}|enable javascript and cookies to continue|one more step|安全验证|人机验证)[.…!]*$/iu;
/** Characters: a challenge says no more, under whatever title. */
const CHALLENGE_LENGTH = 500;

/** Whether a text of a page that says hardly anything else asks for a proof that no machine reads it. */
export const isChallengeText = (text: string, around: number): boolean =>
  around <= CHALLENGE_LENGTH && CHALLENGE_TEXT.test(text.trim());

const asksForProof = (tree: HtmlNode): boolean => {
  const around = textOf(tree).length;
  return findVisible(tree, (node) => isText(node) && isChallengeText(node.data ?? '', around)).length > 0;
};

const titleIn = (tree: HtmlNode): string => {
  const title = findAll(tree, (node) => node.name === 'title' && node.parent?.name === 'head')[0];
  return title ? textOf(title) : '';
};

/** Refuses a page that stands where another was asked for: consent, challenge, login, error, not found. */
export function checkForeign(tree: HtmlNode): void {
  refuseForeign(titleIn(tree));
  const heading = findVisible(tree, (node) => node.name === 'h1')[0];
  if (heading) refuseForeign(textOf(heading));
  if (findAll(tree, isChallenge).length > 0 || asksForProof(tree)) {
    refusePage('challenge', 'the page asks for a proof that no machine reads it');
  }
}

/** Refuses a page that a script would have to fill first: there is a script, and no text. */
export function checkFilled(tree: HtmlNode, blocks: readonly Block[]): void {
  if (blocks.length > 0 || findAll(tree, (node) => node.name === 'script').length === 0) return;
  refusePage('app-shell', 'the page has scripts and no text: it is the shell of an application');
}

const LANGUAGE = /^[a-z]{2,3}(?=$|[-_])/iu;
const languageOf = (tag: string): string => LANGUAGE.exec(tag.trim())?.[0].toLowerCase() ?? '';

/** The language that an address names: `/fr/docs`, `/zh-cn/docs`, `?hl=ja`. */
function languageIn(url: string): string {
  const path = /^https?:\/\/[^/?#]+\/([a-z]{2}(?:[-_][a-z]{2,4})?)(?=\/|$|[?#])/iu.exec(url)?.[1];
  return languageOf(path ?? /[?&](?:hl|lang|locale)=([\w-]+)/iu.exec(url)?.[1] ?? '');
}

/** Languages that a path can begin with; `/ai/` and `/go/` are no languages of pages. */
const LANGUAGES = new Set(
  'ar bg cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv nl no pl pt ro ru sk sl sr sv th tr uk vi zh'.split(
    ' ',
  ),
);

/** Refuses a copy in another language than the source's: its numbers and words are read otherwise. */
export function checkLocale(page: Page, tree: HtmlNode, locale: string): void {
  const wanted = languageOf(locale);
  const html = findAll(tree, (node) => node.name === 'html')[0]?.attribs?.lang ?? '';
  const canonical = findAll(
    tree,
    (node) => node.name === 'link' && node.attribs?.rel?.toLowerCase() === 'canonical',
  ).map((node) => languageIn(node.attribs?.href ?? ''));
  for (const language of [languageOf(html), ...canonical, languageIn(page.url)]) {
    if (!LANGUAGES.has(language) || language === wanted) continue;
    refusePage('other-locale', `the page is in "${language}", the source is read in "${locale}"`);
  }
}
