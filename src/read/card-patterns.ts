import type { Figure } from './card-reading.ts';
import { AND_THEN, hiddenName, hiddenSubject } from './prose.ts';

/** A pattern of a sentence with its names hidden: the group `n` is the model, the others are figures. */
export interface Pattern {
  is: RegExp;
  say(groups: Readonly<Record<string, string | undefined>>): Figure[];
}

const THIS = hiddenName('n');
const SUBJECT = hiddenSubject('n');
const COUNT =
  '(?:(?:approximately|about|around|roughly) |~)?\\d[\\d.]*(?:[BMT]\\b|\\s(?:billion|million|trillion))';
const TOKENS = '(?:\\d[\\d,.]*\\s?[kKmM]\\b|\\d{1,3}(?:,\\d{3})+|\\d{4,})';
const SPEED = '(?:(?:up to|over|about|around) )?\\d[\\d,.]*\\+? tokens? per second';
const PARAMETERS = '(?:parameters|params)';

const pattern = (is: string, say: Pattern['say']): Pattern => ({ is: new RegExp(is, 'gu'), say });

const figure = (means: Figure['means'], asWritten: string | undefined, scope?: string): Figure[] =>
  asWritten === undefined ? [] : [{ means, asWritten, ...(scope === undefined ? {} : { scope }) }];

const counts: Pattern['say'] = ({ total, total2, active, active2 }) => [
  ...figure('parameters', total ?? total2, 'total'),
  ...figure('parameters', active ?? active2, 'active'),
];

/** What a card's sentences are searched for. */
export const PATTERNS: readonly Pattern[] = [
  pattern(`^${THIS} is an? (?<total>${COUNT})-parameter\\b`, counts),
  pattern(
    `${SUBJECT} (?:has|features|contains|comes with) (?<total>${COUNT}) (?:total )?${PARAMETERS}(?:,? \\(?(?:with|and|but only) (?<active>${COUNT}) (?:active|activated) ${PARAMETERS}|,? but only (?<active2>${COUNT}) are activated)?`,
    counts,
  ),
  pattern(
    `^(?:We (?:present|introduce|release) )?${THIS}(?:,| is) an? [^.;:\\uE000-\\uE0FF]*?\\bmodel with (?:(?<active>${COUNT}) (?:active|activated) ${PARAMETERS} and (?<total>${COUNT}) (?:total )?${PARAMETERS}|(?<total2>${COUNT}) (?:total )?${PARAMETERS} (?:with|and) (?<active2>${COUNT}) (?:active|activated))\\b`,
    counts,
  ),
  pattern(
    `^${THIS} — .*\\((?<total>${COUNT}) ${PARAMETERS} with (?<active>${COUNT}) active ${PARAMETERS}\\)$`,
    counts,
  ),
  pattern(`${SUBJECT}${AND_THEN} activates (?<active>${COUNT}) ${PARAMETERS}`, counts),
  pattern(
    `${SUBJECT}${AND_THEN} (?:supports|has|offers|provides) an? (?:native )?(?<f>${TOKENS})(?:[- ]tokens?)? context (?:window|length)`,
    ({ f }) => figure('context_window', f),
  ),
  pattern(
    `${SUBJECT}${AND_THEN} (?:supports|has|offers|provides) a (?:native )?context (?:window|length) of (?<f>${TOKENS})`,
    ({ f }) => figure('context_window', f),
  ),
  pattern(
    `${SUBJECT}${AND_THEN} (?:is able to handle|handles|supports|reaches) (?:an? )?(?<f>${TOKENS})(?:[- ]tokens?)? context (?:window|length) with YaRN\\b`,
    ({ f }) => figure('context_window', f, 'mode=yarn'),
  ),
  pattern(
    `^${THIS}(?: is|['’]s) an? [^.;:()\\uE000-\\uE0FF]*?\\bmodel \\((?<total>${COUNT}) (?:total )?${PARAMETERS} with (?<active>${COUNT}) (?:active|activated) ${PARAMETERS}\\)`,
    counts,
  ),
  pattern(
    `${SUBJECT} adopts an? [^.,;:()\\uE000-\\uE0FF]*?\\bdesign with (?<total>${COUNT}) total ${PARAMETERS} and (?<active>${COUNT}) (?:active|activated) ${PARAMETERS}`,
    counts,
  ),
  pattern(`${SUBJECT}${AND_THEN} delivers a throughput of (?<f>${SPEED})`, ({ f }) =>
    figure('throughput', f),
  ),
  pattern(
    `^(?:We (?:present|introduce|release) )?${THIS}(?:,| is|['’]s) an? (?:(?!\\b(?:which|that|like|than)\\b)[^.;:\\uE000-\\uE0FF]|\\.\\d)*?(?<f>(?:sparse )?[Mm]ixture-of-[Ee]xperts(?: \\(MoE\\))?|MoE(?= (?:[a-z]+ )?model\\b))`,
    ({ f }) => figure('architecture', f),
  ),
];

/** Windows that a method stretches are not the model's own. */
export const isStretched = (sentence: string): boolean =>
  /\b(?:YaRN|extend(?:ed|able|s)?|extrapolat\w+)\b/u.test(sentence);

/** "X is available on A, B, and C": the places are what stands behind. */
export const AVAILABLE = new RegExp(
  `(?:^|: )${THIS} is (?:now )?available (?:on|via|through) (?<list>.+?)\\.?$`,
  'u',
);
