import { refusePage } from './refuse.ts';

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
