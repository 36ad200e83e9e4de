import type { Block } from './blocks.ts';
import { refusePage } from './refuse.ts';
import { sentencesOf } from './text.ts';

/** Signs and codes of currencies as pages write them; a yen sign is of the page's own currency where that is CNY. */
const SIGNS: readonly [RegExp, string][] = [
  [/(?:A|AU|C|CA|HK|NZ|S|SG|MX|R)\$|R\$/u, 'other'],
  [/(?<![A-Z])(?:US)?\$|\bUSD\b|\bcents?\b/u, 'USD'],
  [/€|\bEUR\b/u, 'EUR'],
  [/£|\bGBP\b/u, 'GBP'],
  [/元|\b(?:CNY|RMB)\b|CN¥/u, 'CNY'],
  [/\bJPY\b/u, 'JPY'],
  [/₹|\bINR\b/u, 'INR'],
  [/₩|\bKRW\b/u, 'KRW'],
];
const YEN = /[¥￥]/u;

/** The currencies that a text names by sign or code; `own` decides what a bare ¥ means. */
export function currenciesIn(text: string, own: string): Set<string> {
  const found = new Set(SIGNS.filter(([sign]) => sign.test(text)).map(([, currency]) => currency));
  if (YEN.test(text)) found.add(own === 'CNY' || own === 'JPY' ? own : 'CNY');
  return found;
}

/** Refuses a page whose figures name other currencies and never its own: a copy for another market. */
export function checkCurrency(texts: readonly string[], own: string): void {
  const named = new Set(texts.flatMap((text) => [...currenciesIn(text, own)]));
  if (named.size === 0 || named.has(own)) return;
  refusePage('other-currency', `the prices are in ${[...named].join(', ')}, the source is read in ${own}`);
}

/** Currencies as sentences name them, by word, code or sign. */
const WORDS: readonly [string, string][] = [
  ['USD', 'USD\\b|(?:US|U\\.S\\.|American) dollars?\\b|dollars?\\b|(?:US)?\\$|美元|美金'],
  ['CNY', '(?:CNY|RMB|CNH)\\b|(?:Chinese )?(?:yuan|renminbi)\\b|人民币|元'],
  ['EUR', 'EUR\\b|euros?\\b|€|欧元'],
  ['GBP', 'GBP\\b|(?:British )?pounds?\\b|£|英镑'],
  ['JPY', 'JPY\\b|(?:Japanese )?yen\\b|日元'],
  ['INR', 'INR\\b|(?:Indian )?rupees?\\b|₹'],
  ['KRW', 'KRW\\b|(?:South )?Korean won\\b|₩|韩元'],
  [
    'other',
    '(?:AUD|CAD|HKD|SGD|NZD|TWD|CHF|BRL|MXN|SEK|NOK|DKK|PLN|AED|SAR|ILS|TRY|RUB|IDR|VND|THB|MYR)\\b|(?:Australian|Canadian|Hong Kong|Singapore|New Zealand) dollars?\\b|Swiss francs?\\b|港币|港元',
  ],
];
const NAMED = `(?:${WORDS.toReversed()
  .map(([code, words]) => `(?<${code}>${words})`)
  .join('|')})(?!\\s?\\d)`;
const PRICES = '\\b(?:prices?|pricing|rates?|costs?|fees?|amounts?|charges)';
const PLACED =
  '(?: (?:(?:on|in) (?:this|the) (?:page|table|section|list)|below|above|here|listed|shown|quoted|stated|per [^.,;:()]{1,30}?))*';
const ADVERBS =
  '(?: (?:all|always|currently|generally|listed|quoted|shown|displayed|given|stated|expressed|denominated|specified|billed|charged|calculated|presented|provided))*';
/** "All prices are in CNY", "Currency: EUR", "价格以人民币计". */
const SAID = new RegExp(
  `(?:${PRICES}${PLACED},? (?:is|are)${ADVERBS} in (?:the )?|\\b(?:currency|货币|币种)(?: (?:is|used is) | ?[:：] ?)|(?:价格|定价|费用|单价|金额)[^，。；“”]{0,10}?(?:以|均为|单位[为是]?[:：]?|采用|按) ?)${NAMED}`,
  'iu',
);
/** "Prices per 1M tokens (CNY)": only of running text, for a table may have a column for each currency. */
const BRIEFLY = new RegExp(
  `${PRICES}${PLACED},? ?(?:in |\\(|\\(in )${NAMED}(?! (?:are|is|can|may|on|for|will|differ|and|or)\\b)`,
  'iu',
);
/** Whose prices these are is a question of who reads: nothing is said of the page's own. */
const OF_SOME =
  /^(?:if|when|where|unless|for (?:customers|users|accounts|organi[sz]ations|teams|developers)|customers|users)\b/iu;

/** Characters beyond which a text is no sentence. */
const LONGEST = 600;

/** The currency in which a sentence says that the prices are; undefined for one that does not say it of all. */
export function declaredCurrency(sentence: string, running = true): string | undefined {
  if (sentence.length > LONGEST || OF_SOME.test(sentence)) return undefined;
  const found = SAID.exec(sentence) ?? (running ? BRIEFLY.exec(sentence) : null);
  return Object.entries(found?.groups ?? {}).find(([, word]) => word !== undefined)?.[0];
}

/** Refuses a page of which a sentence or a note says that its prices are in another currency than they are read in. */
export function checkDeclared(blocks: readonly Block[], own: string): void {
  for (const block of blocks) {
    if (block.kind === 'text' && block.role === 'code') continue;
    const said =
      block.kind === 'table'
        ? block.rows.flat().map(({ plain }) => ({ text: plain, running: false }))
        : sentencesOf(block).map(({ text }) => ({ text, running: true }));
    const other = said.find(({ text, running }) => (declaredCurrency(text, running) ?? own) !== own);
    if (other === undefined) continue;
    refusePage('other-currency', `the page says "${other.text.slice(0, 120)}", the source is read in ${own}`);
  }
}
