import type { Page } from '../../schema/source.ts';
import type { Block } from '../../src/read/blocks.ts';
import { openPage } from '../../src/read/html.ts';
import { refusePage } from '../../src/read/refuse.ts';
import { textBlocks } from '../../src/read/text.ts';

const HTML_START = /^\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/iu;
const ANY_TAG = /<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?>/iu;
const CHALLENGE = [
  /just a moment/iu,
  /enable javascript and cookies/iu,
  /verify(?:ing)? (?:that )?you are (?:a )?human/iu,
  /captcha/iu,
  /before you continue/iu,
  /we (?:value|respect) your privacy/iu,
  /accept all cookies/iu,
  /(?:log|sign) in to continue/iu,
];

function isHtml(page: Page): boolean {
  if (HTML_START.test(page.text)) return true;
  return /html/iu.test(page.mediaType) && ANY_TAG.test(page.text);
}

/** The page as blocks, whichever of its three forms it has; refuses what is no page of words. */
export function blocksOf(page: Page): Block[] {
  if (page.text.trim() === '')
    refusePage('empty-body', 'the body is empty: no comparison can be read from it');
  if (/json/iu.test(page.mediaType) || /^\s*[[{]\s*["[{\]}]/u.test(page.text)) {
    refusePage('not-a-page', 'landmark missing: the body is JSON, a comparison page was expected');
  }
  const html = isHtml(page);
  if (html && !page.text.trimEnd().endsWith('>')) {
    refusePage('cut-off', 'the body ends in the middle of a text or tag: its last figure may be cut');
  }
  const blocks = html ? openPage(page, { locale: 'en' }) : textBlocks(page);
  if (blocks.length === 0) refusePage('empty-body', 'the page holds no readable text');
  return blocks;
}

/** Refuses a page that lacks a landmark, as a challenge where it reads like one. */
export function refuseLandmark(page: Page, landmark: string): never {
  const found = CHALLENGE.find((pattern) => pattern.test(page.text));
  if (found)
    refusePage(
      'challenge',
      `landmark missing: ${landmark}; the body reads like a challenge, consent or login page`,
    );
  refusePage('landmark-missing', `landmark missing: ${landmark}; is this a comparison of two models?`);
}
