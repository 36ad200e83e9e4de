import { AND_THEN, CLAUSE, hiddenName, hiddenSubject } from '../../src/read/prose.ts';
import { PLAN, planScope, sellerOfPlan } from './access.ts';
import { benchmarkNames, benchmarkScope } from './benchmarks.ts';
import type { Said } from './say.ts';

/** What one pattern found in a sentence: groups as written, and the models that hidden names stand for. */
export interface Hit {
  text(group: string): string | undefined;
  model(group: string): string | undefined;
}

/** Something said of a model, or a price that needs the model's maker as its seller. */
export type Found = Omit<Said, 'model'> & { model: string | undefined; sold?: true };

export interface Pattern {
  is: RegExp;
  say(hit: Hit): Found[];
}

const THIS = hiddenName('n');
const THAT = hiddenName('n2');
const OF = "[’']s";
const VS = '(?:compared (?:to|with)|versus|vs\\.?|against|up from|down from|ahead of|behind)';
const SUBJECT = hiddenSubject('n');

const PERCENT = '(?:[~≈]\\s?)?\\d{1,3}(?:\\.\\d+)?\\s?%(?: \\(est\\.?\\))?';
const ALONE = '(?!\\s+(?:on|in|higher|lower|more|less|faster|better|of)\\b)';
const TOKENS = '(?:\\d[\\d,.]*\\s?(?:[kKmM]\\b|million\\b)|\\d{1,3}(?:,\\d{3})+|\\d{4,})';
const WINDOW = '[- ]?(?:tokens? )?context window(?! \\(?(?:in |as an? )?(?:\\w+ )?(?:beta|preview)\\b)';
const SPEED =
  '(?:(?:over|more than|up to|about|around|roughly|approximately|at least) )?(?:[~≈]\\s?)?\\d[\\d,.]*\\+?\\s?(?:tokens? per second|tokens?\\/s(?:ec(?:ond)?)?|tok\\/s)\\b';
const TIME = '(?:[~≈]\\s?)?\\d[\\d.]*[ -](?:seconds?|sec|minutes?|min|hours?)\\b';
const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?';
const DATE = `(?:${MONTH} (?:\\d{1,2}(?:st|nd|rd|th)?, )?\\d{4}|\\d{1,2} ${MONTH} \\d{4}|\\d{4}-\\d{2}-\\d{2})`;
const PREVIEW = '(?:(?:limited|research|public|private) )?(?:preview|beta)';
const PER = '(?:\\s?\\/\\s?(?:1?M|million)| per (?:1M|1 million|million))';
const price = (part: string): string => `[$€£¥]\\d+(?:\\.\\d+)?${PER} ${part} tokens`;

const pattern = (is: string, say: Pattern['say']): Pattern => ({ is: new RegExp(is, 'gu'), say });

const benchmark = (hit: Hit, name: string, figure: string): Found[] => {
  const [scope, asWritten] = [hit.text('b'), hit.text(figure)];
  if (scope === undefined || asWritten === undefined) return [];
  return [{ model: hit.model(name), means: 'benchmark', scope: benchmarkScope(scope), asWritten }];
};

/** Sentences about scores; a benchmark must be named in full, a figure without its own model is nobody's. */
function scorePatterns(fromTables: readonly string[]): Pattern[] {
  const names = benchmarkNames(fromTables).map((name) => name.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&'));
  const B = `(?:the )?(?<b>${names.join('|')})(?![\\w-]| \\d| [A-Z])`;
  const SCORES = '(?:scores|scored|reaches|reached|achieves|achieved|gets|hits|posts|earns)';
  const both = (hit: Hit): Found[] => [...benchmark(hit, 'n', 'f'), ...benchmark(hit, 'n2', 'f2')];
  const rival = `(?:,? ${VS} ${THAT}${OF} (?<f2>${PERCENT})${ALONE})?`;
  return [
    pattern(`${SUBJECT}${AND_THEN} ${SCORES} (?<f>${PERCENT}) on ${B}${rival}`, both),
    pattern(`\\bOn ${B}, (?:the )?${THIS} ${SCORES} (?<f>${PERCENT})${ALONE}${rival}`, both),
    pattern(
      `(?<![\\w-])${B}(?: \\([^)]*\\))? (?:shows|scores|puts|places) ${THIS} at (?<f>${PERCENT})${ALONE}`,
      both,
    ),
    pattern(`${THIS}${OF} (?<f>${PERCENT}) on ${B}${rival}`, both),
  ];
}

const one =
  (means: Said['means'], more: Partial<Said> = {}) =>
  (hit: Hit): Found[] =>
    (['f', 'f2'] as const).flatMap((figure) => {
      const asWritten = hit.text(figure);
      if (asWritten === undefined) return [];
      return [{ ...more, model: hit.model(figure === 'f' ? 'n' : 'n2'), means, asWritten }];
    });

const SIZE = '(?:(?:smaller|larger|massive|full|native|default|maximum|standard|generous) )?';
const HAS = '(?:carries|has|offers|supports|provides|features|comes with|ships with)';
const SPEEDS = '(?:delivers|generates|runs at|streams|outputs|produces|reaches|averages)';
const SPEEDING = '(?:delivering|generating|running at|streaming|producing|reaching)';

const FIGURES: readonly Pattern[] = [
  pattern(
    `${SUBJECT}${AND_THEN} ${HAS} an? ${SIZE}(?<f>${TOKENS})${WINDOW}(?: \\(?${VS} ${THAT}${OF} (?<f2>${TOKENS})(?=[).,;]| context))?`,
    one('context_window'),
  ),
  pattern(
    `${THIS}${OF} (?<f>${TOKENS})${WINDOW}(?: ${VS} ${THAT}${OF} (?<f2>${TOKENS})(?![\\w-]))?`,
    one('context_window'),
  ),
  pattern(`${SUBJECT}${AND_THEN} ${SPEEDS} (?<f>${SPEED})`, one('throughput')),
  pattern(`^${THIS} is ${CLAUSE}, ${SPEEDING} (?<f>${SPEED})`, one('throughput')),
  pattern(`${THIS}${OF} (?<f>${SPEED})`, one('throughput')),
  pattern(
    `^${THIS} is [^;:]*?, with a real-world task time of (?<f>${TIME})(?: ${VS} ${THAT}${OF} (?<f2>${TIME}))`,
    one('task_time', { scope: 'real-world' }),
  ),
  pattern(
    `${SUBJECT} (?:has|averages|takes) a real-world task time of (?<f>${TIME})`,
    one('task_time', { scope: 'real-world' }),
  ),
  pattern(
    `${SUBJECT}(?: (?:was|is))? (?:launched|released)(?: publicly)? (?:on|in) (?<f>${DATE})`,
    one('released'),
  ),
  pattern(
    `^(?:Launched|Released) (?:on|in) (?<f>${DATE})[^;:—\\uE000-\\uE0FF]*, ${THIS} [a-z]`,
    one('released'),
  ),
];

const plan = (hit: Hit): Found[] => {
  const [name, asWritten] = [hit.text('plan'), hit.text('f')];
  if (name === undefined || asWritten === undefined) return [];
  return [
    { model: hit.model('n'), means: 'available', scope: planScope(name), asWritten, unitWritten: 'yes' },
  ];
};

const route = (hit: Hit): Found[] => {
  const [via, asWritten] = [hit.text('via'), hit.text('f')];
  if (via === undefined || asWritten === undefined) return [];
  const unitWritten = /^not\b/u.test(asWritten) ? 'no' : 'yes';
  return [{ model: hit.model('n'), means: 'available', scope: `via=${via}`, asWritten, unitWritten }];
};

const STATES: readonly Pattern[] = [
  pattern(`${SUBJECT} is (?:currently |now |still )?(?:in|a) (?<f>${PREVIEW})\\b`, one('status')),
  pattern(
    `^(?:Launched|Released) (?:on|in) ${DATE} as an? (?<f>${PREVIEW})\\b[^;:—\\uE000-\\uE0FF]*, ${THIS} [a-z]`,
    one('status'),
  ),
  pattern(
    `${SUBJECT} is [^;:—\\uE000-\\uE0FF]*?(?<f>(?:accessible|available) (?:exclusively|only) (?:to|for) (?<plan>${PLAN}) (?:subscribers|users|members))`,
    plan,
  ),
  pattern(
    `${SUBJECT} is (?:currently )?(?<f>(?:not (?:yet )?|now )?available (?:via|through|on) the (?<via>\\p{Lu}[\\p{L}\\d.]* API))`,
    route,
  ),
  pattern(
    `^${THIS} (?:\\([^)]*\\)|(?!\\b(?:which|that|who|than|while)\\b)[^;:()—])*?\\bsupports (?<f>text-only input)`,
    one('modality', { scope: 'input=text', unitWritten: 'yes' }),
  ),
  pattern(
    `^${THIS} (?:\\([^)]*\\)|(?!\\b(?:which|that|who|than|while)\\b)[^;:()—])*?\\bintegrates with [^;:()—]*?(?<f>(?:VS Code|JetBrains|Visual Studio Code) (?:extension|plugin))`,
    one('capability', { scope: 'ide_integration', unitWritten: 'yes' }),
  ),
];

const priced = (hit: Hit): Found[] =>
  (['input', 'output'] as const).flatMap((part) => {
    const asWritten = hit.text(part);
    if (asWritten === undefined) return [];
    return [{ model: hit.model('n'), means: 'price', scope: 'USD', part, asWritten, sold: true }];
  });

const PAIR = `(?<input>${price('input')})(?:,? and (?<output>${price('output')}))?`;

const PRICES: readonly Pattern[] = [
  pattern(`${THIS} API pricing [^;:\\uE000-\\uE0FF]*: ${PAIR}`, priced),
  pattern(`${SUBJECT} (?:API )?(?:costs|is priced at) ${PAIR}`, priced),
  pattern(`\\bat ${PAIR} for ${THIS}(?![’'-])`, priced),
  pattern(
    `${THIS}${OF} (?:API )?(?:pricing|price) (?<f>has not (?:yet )?been (?:announced|published|disclosed))`,
    one('price', { scope: 'USD' }),
  ),
];

/** Every pattern that an article is searched for; `fromTables` are the benchmarks that its own tables name. */
export const patternsFor = (fromTables: readonly string[]): Pattern[] => [
  ...scorePatterns(fromTables),
  ...FIGURES,
  ...STATES,
  ...PRICES,
];

const SUBSCRIPTION = new RegExp(
  `(?<plan>${PLAN}) (?:subscribers?|subscription|plan|users) \\((?<f>[$€£¥]\\d+(?:\\.\\d+)?\\s?(?:\\/|per )\\s?(?:month|mo))\\)`,
  'gu',
);

/** Prices of subscriptions, with who sells them by brand; the article must name that seller itself. */
export function subscriptionsIn(
  sentence: string,
  article: string,
): { seller: string; scope: string; asWritten: string }[] {
  return [...sentence.matchAll(SUBSCRIPTION)].flatMap(({ groups }) => {
    const seller = sellerOfPlan(groups?.plan ?? '');
    if (!seller || !new RegExp(`\\b${seller}\\b`, 'u').test(article)) return [];
    return [{ seller, scope: planScope(groups?.plan ?? ''), asWritten: groups?.f ?? '' }];
  });
}
