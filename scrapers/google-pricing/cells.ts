import { dayAfter, ENGLISH_DAY } from '../../src/read/days.ts';

/** One price of a cell, with what it is for. */
export interface Amount {
  /** As it stands, with its own unit where it has one: "$4.00", "$0.039 per image". */
  text: string;
  /** Media that it is for; without any it is for all, and for text. */
  media: readonly string[];
  above?: string;
  storage?: true;
  from?: string;
  until?: string;
}

/** Prices that say again in another unit what a price of tokens says, and words without a price. */
const SAID_AGAIN: readonly RegExp[] = [
  /,?\s*equivalent to \$.*$/iu,
  /\s\(\$[\d.]+ per (?:image|second|frame|minute)\)/giu,
  /\s*or \$[\d.]+\s?\/\s?min(?:ute)?\b/giu,
  /^Same as Standard\s*/iu,
];

const MEDIA = new Map<string, string>([
  ['text', 'text'],
  ['text and thinking', 'text'],
  ['image', 'image'],
  ['images', 'image'],
  ['video', 'video'],
  ['audio', 'audio'],
]);

/** "text / image / video" and "text, image" as media; undefined where one is not known. */
export function mediaIn(list: string): string[] | undefined {
  const media = list.split(/\s*[/,]\s*/u).map((word) => MEDIA.get(word.trim().toLowerCase()));
  return media.every((medium) => medium !== undefined) ? media : undefined;
}

type Change = Partial<Amount> | undefined;

/** What may stand behind an amount, each once. A medium with a footnote's mark is priced in another unit. */
const BEHIND: readonly [RegExp, (said: string) => Change][] = [
  [/^\s*\/ 1,000,000 tokens per hour(?: \(storage price\))?/u, () => ({ storage: true })],
  [/^\s*\/ 1,000,000 tokens(?! per)/u, () => ({})],
  [/^,? prompts (?:<=|≤) ?[\d,]+k?(?: tokens?)?/iu, () => ({})],
  [
    /^,? prompts > ?([\d,]+k?)(?: tokens?)?/iu,
    (above) => ({ above: above.replace(/,/gu, '').replace(/k$/iu, '000') }),
  ],
  [
    /^ ?\(([a-z][a-z /,]*)\)(?! ?\*)/iu,
    (list) => {
      const media = mediaIn(list);
      return media && { media };
    },
  ],
  [/^ per image ?\**/iu, () => ({ media: ['image'] })],
  [
    new RegExp(`^ through (${ENGLISH_DAY})\\.?`, 'u'),
    (last) => {
      const until = dayAfter(last);
      return until === undefined ? undefined : { until };
    },
  ],
  [new RegExp(`^ starting (${ENGLISH_DAY})\\.?`, 'u'), (from) => ({ from })],
];

/** The unit that an amount has of its own. */
const OWN_UNIT = /^\s*(?:\/ 1,000,000 tokens(?: per hour)?|per image)/u;

/** One price with all that stands behind it; undefined where a word of it is not understood. */
function amountOf(segment: string): Amount | undefined {
  const [figure = ''] = /^\$\d+(?:\.\d+)?/u.exec(segment) ?? [];
  let rest = segment.slice(figure.length);
  const unit = OWN_UNIT.exec(rest)?.[0] ?? '';
  let amount: Amount = { text: `${figure}${unit}`, media: [] };
  const open = new Set(BEHIND);
  while (rest.trim().replace(/^[,*.]$/u, '') !== '') {
    const next = [...open].find(([is]) => is.test(rest));
    const found = next?.[0].exec(rest);
    const change = next?.[1](found?.[1] ?? '');
    if (next === undefined || found === null || found === undefined || change === undefined) return undefined;
    open.delete(next);
    amount = { ...amount, ...change };
    rest = rest.slice(found[0].length);
  }
  return amount;
}

/** Less than this per million tokens is the price of something else: no model's costs so little. */
const LEAST = 0.001;

/** The prices of a cell; undefined where something in it is not understood with certainty. */
export function amountsIn(cell: string): Amount[] | undefined {
  const text = SAID_AGAIN.reduce((left, again) => left.replace(again, ''), cell.trim());
  const segments = text.split(/(?=\$)/u).map((segment) => segment.trim());
  const amounts = segments.map((segment) => (segment.startsWith('$') ? amountOf(segment) : undefined));
  const tiny = segments.some((segment) => Number(/^\$([\d.]+)/u.exec(segment)?.[1] ?? 1) < LEAST);
  return tiny || amounts.includes(undefined) ? undefined : amounts.filter((amount) => amount !== undefined);
}
