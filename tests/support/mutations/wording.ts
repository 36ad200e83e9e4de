import type { Page } from '../../../schema/source.ts';
import { isHtml, type Mutation, mutated } from './mutation.ts';

/** A price's unit at the end of a cell: "/ MTok", "/ M tokens", "per 1M tokens". */
const UNIT =
  /\s*(?:\/|per)\s*(?:1?\s*M(?:illion)?\s*tok(?:en)?s?|MTok|Mt|1K tokens|image|minute|hour|second)\s*$/iu;

/** The column without its unit, and the unit; undefined where the cells do not share one. */
export function withoutUnit(texts: readonly string[]): { texts: string[]; unit: string } | undefined {
  const units = new Set(texts.flatMap((text) => UNIT.exec(text)?.[0].trim() ?? []));
  const [unit] = units;
  if (unit === undefined || units.size !== 1) return undefined;
  return { unit, texts: texts.map((text) => text.replace(UNIT, '')) };
}

const EUROS: readonly [RegExp, string][] = [
  [/\{"\$"\}/gu, '{"€"}'],
  [/(?:US)?(?:\\?\$){1,2}(?=\s?(?:<[^>]+>)?\.?\d)/gu, '€'],
  [/\bUSD\b/gu, 'EUR'],
  [/\bUS dollars?\b/giu, 'euros'],
  [/[¥￥](?=\s?\d)/gu, '€'],
  [/(?<=\d\s?)元/gu, '€'],
];

/** Every sign and code of the currency becomes another one. */
export function currencyChanged(page: Page): Mutation[] {
  const text = EUROS.reduce((whole, [pattern, sign]) => whole.replace(pattern, sign), page.text);
  return text === page.text ? [] : [mutated(page, 'currency changed', text)];
}

const GERMAN: readonly [RegExp, string][] = [
  [/\bcached input\b/giu, 'zwischengespeicherte Eingabe'],
  [/\binput\b/giu, 'Eingabe'],
  [/\boutput\b/giu, 'Ausgabe'],
  [/\bcontext window\b/giu, 'Kontextfenster'],
  [/\bcontext\b/giu, 'Kontext'],
  [/\bprices?\b/giu, 'Preis'],
  [/\bpricing\b/giu, 'Preise'],
  [/\bmodels?\b(?![-/"'=])/giu, 'Modell'],
  [/\bper\b/giu, 'pro'],
];

/** A figure, and no number of a name or version: grouped, with a sign before it, a unit behind it, or alone in its cell. */
const FIGURES: readonly RegExp[] = [
  /(?<![\w.,#&-])\d{1,3}(?:,\d{3})+(?![\w,-])/gu,
  /(?<=[$€¥￥~≈]\s?|[$€¥￥]<[^>]*>)\d+\.\d+/gu,
  /(?<![\w.,#&-])\d+\.\d+(?=\s?(?:%|tokens?\b|\/|[BKMT]\b|元|billion|million))/gu,
  /(?<=(?:^|[>|])\s*)\d+\.\d+(?=\s*(?:$|[<|]))/gmu,
];

/** Decimal comma and points between thousands, as a German copy writes them. */
const germanNumbers = (text: string): string =>
  FIGURES.reduce(
    (whole, figure) =>
      whole.replace(figure, (number) => number.replace(/[.,]/gu, (sign) => (sign === ',' ? '.' : ','))),
    text,
  );

const german = (text: string): string =>
  GERMAN.reduce((whole, [pattern, word]) => whole.replace(pattern, word), germanNumbers(text));

/** Only what a reader sees is translated: tags, attributes and scripts stay. */
const germanHtml = (text: string): string =>
  text
    .replace(/(<html\b[^>]*?\blang=)(["']?)[\w-]+\2/iu, '$1"de"')
    .split(/(<script\b[\s\S]*?<\/script>|<[^>]+>)/iu)
    .map((piece, at) => (at % 2 === 1 ? piece : german(piece)))
    .join('');

const germanMarkdown = (text: string): string =>
  text
    .split(/(`[^`\n]*`|\]\([^)]*\))/u)
    .map((piece, at) => (at % 2 === 1 ? piece : german(piece)))
    .join('');

/** The page in another language: words and numbers, and numbers alone. */
export function localized(page: Page): Mutation[] {
  const whole = isHtml(page) ? germanHtml(page.text) : germanMarkdown(page.text);
  const numbers = isHtml(page)
    ? page.text
        .split(/(<script\b[\s\S]*?<\/script>|<[^>]+>)/iu)
        .map((piece, at) => (at % 2 === 1 ? piece : germanNumbers(piece)))
        .join('')
    : germanNumbers(page.text);
  return [...new Set([whole, numbers])]
    .filter((text) => text !== page.text)
    .map((text) => mutated(page, 'localized copy', text));
}
