import type { Qualifiers } from '../../schema/scope.ts';
import { dayAfter, ENGLISH_DAY } from '../../src/read/days.ts';

/** Whom a cell or a sentence names, and what it says of all prices beside it. */
export interface Named {
  names: readonly string[];
  /** "deprecated", "retired, except on Bedrock": the state of the models. */
  status?: string;
  /** The band of the prompt's length; the first band has no mark. */
  part?: Qualifiers;
  /** First day on which the prices hold, and the first on which they no longer do. */
  from?: string;
  until?: string;
}

/** "Opus 4.5", "Mythos Preview", "3.5 Haiku": a version of more digits has a footnote's glued to it. */
const MODEL =
  /^Claude (?:[A-Z][a-z]+ \d(?:\.\d)?|\d(?:\.\d)?(?: [A-Z][a-z]+)?|[A-Z][a-z]+ (?:\d(?:\.\d)? )?Preview)$/u;
const PARENTHESES = /^(.*\S)\s*\(([^()]*)\)$/u;
const DATED = new RegExp(`^(.*\\d)\\s*((?:through|starting|from) ${ENGLISH_DAY})$`, 'u');

const thousands = (written: string): string => written.replace(/,/gu, '').replace(/K$/iu, '000');

const MARKS: readonly [RegExp, (said: string) => Omit<Named, 'names'> | undefined][] = [
  [/^(deprecated|retired(?:, except on [^()]+)?|limited availability)$/iu, (status) => ({ status })],
  [new RegExp(`^(?:starting|from) (${ENGLISH_DAY})$`, 'u'), (from) => ({ from })],
  [
    new RegExp(`^through (${ENGLISH_DAY})$`, 'u'),
    (last) => {
      const until = dayAfter(last);
      return until === undefined ? undefined : { until };
    },
  ],
  [/^(?:for )?prompts (?:of )?(?:up to|≤) ?([\d,]+K?) (?:input )?tokens$/iu, () => ({})],
  [
    /^(?:for )?prompts (?:over|above|>) ?([\d,]+K?) (?:input )?tokens$/iu,
    (above) => ({ part: { above: thousands(above) } }),
  ],
];

/** The last mark behind a name, and what stands before it. */
const lastMark = (text: string): [string, string] | undefined => {
  const found = PARENTHESES.exec(text) ?? DATED.exec(text);
  return found ? [found[1] ?? '', found[2] ?? ''] : undefined;
};

function markOf(text: string): Omit<Named, 'names'> | undefined {
  for (const [is, says] of MARKS) {
    const found = is.exec(text.trim());
    if (found) return says(found[1] ?? '');
  }
  return undefined;
}

/** "Claude Sonnet 4.6", "4.5" and "Sonnet 4" of one list, each with what the one before it says of it. */
function listed(parts: readonly string[]): string[] | undefined {
  const names: string[] = [];
  for (const part of parts) {
    const family = /^Claude [A-Z][a-z]+ /u.exec(names.at(-1) ?? '')?.[0] ?? '';
    const name = /^\d/u.test(part) ? `${family}${part}` : part.replace(/^(?:Claude )?/u, 'Claude ');
    if (!MODEL.test(name)) return undefined;
    names.push(name);
  }
  return names;
}

/** The models that a cell names: "Claude Opus 5 / Claude Opus 4.8", "Claude Sonnet 5 through August 31, 2026". */
export function namesOf(text: string): Named | undefined {
  let marks: Omit<Named, 'names'> = {};
  let rest = text;
  for (let last = lastMark(rest); last !== undefined; last = lastMark(rest)) {
    const mark = markOf(last[1]);
    if (mark === undefined) return undefined;
    marks = { ...mark, ...marks };
    rest = last[0];
  }
  const names = listed(rest.trim().split(/\s*\/\s*/u));
  return names === undefined ? undefined : { names, ...marks };
}

const ONE = String.raw`(?:Claude )?[A-Z][a-z]+ \d(?:\.\d)?`;
/** "When using Claude Sonnet 4 or Sonnet 4.5 with …", "Fast mode (beta) for Claude Opus 4.6 provides …". */
const APPLIES = new RegExp(
  String.raw`(?:^When using|\bFast mode(?: \([^()]*\))? for) (Claude ${ONE.slice('(?:Claude )?'.length)}(?:(?:, |,? (?:or|and) )${ONE})*)(?= with | \(| provides )`,
  'u',
);

/** The models to which a sentence says that a table without names applies. */
export function namesSaid(text: string): Named | undefined {
  const found = APPLIES.exec(text)?.[1];
  const names = found === undefined ? undefined : listed(found.split(/, (?:or |and )?| or | and /u));
  return names === undefined ? undefined : { names };
}

/** The threshold of a column "> 200K input tokens". */
export const thresholdOf = (label: string): string | undefined => {
  const found = />\s?([\d,]+K?) input tokens$/u.exec(label)?.[1];
  return found === undefined ? undefined : thousands(found);
};
