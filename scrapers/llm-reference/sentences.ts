import { unmarked } from '../../src/read/pipes.ts';
import { isUnreadable, refusalOf } from '../../src/read/statements.ts';
import type { Piece } from '../../src/read/text.ts';
import { type Clause, FIGURE, type Outcome, readClause, stateCapabilities, stateOf } from './clauses.ts';
import type { Draft } from './draft.ts';
import { breaksScope } from './lists.ts';
import { MARK, SIDES, sideOfMark, sidesIn } from './names.ts';

type Whole = (draft: Draft, sentence: Piece, found: RegExpExecArray) => Outcome;

/** "X (2026) and Y (2026) compare a … against a …": the year behind a name is its model's, each kind is named in turn. */
const intro: Whole = (draft, sentence, found) => {
  const [first, second] = [sideOfMark(found[1]), sideOfMark(found[3])];
  if (first === undefined || second === undefined || first === second) return undefined;
  const types = /^compare an? (.+?) against an? ([^.]+)$/u.exec(found[5] ?? '');
  const years = [found[2], found[4]];
  [first, second].forEach((side, at) => {
    const [year, type] = [years[at], types?.[at + 1]];
    if (year !== undefined) stateOf(draft, { side, sentence }, { means: 'released', asWritten: year });
    if (type !== undefined) stateOf(draft, { side, sentence }, { means: 'product_type', asWritten: type });
  });
  return types ? 'read' : undefined;
};

const tags: Whole = (draft, sentence, found) => {
  const side = sideOfMark(found[1]);
  if (side === undefined) return undefined;
  stateOf(draft, { side, sentence }, { means: 'decision_fit', asWritten: found[2] ?? '' });
  return 'read';
};

/** "Both models" are the page's two; "both X and Y" must be these two. */
const both: Whole = (draft, sentence, found) => {
  if (found[1] !== undefined && found[1] === found[2]) return undefined;
  return stateCapabilities(draft, { sides: SIDES, sentence }, { verb: found[3] ?? '', text: found[4] ?? '' });
};

const bothContext: Whole = (draft, sentence, found) => {
  if (found[1] !== undefined && found[1] === found[2]) return undefined;
  for (const side of SIDES) {
    stateOf(draft, { side, sentence }, { means: 'context_window', asWritten: (found[3] ?? '').trim() });
  }
  return 'read';
};

/** "SWE-bench Verified has X at 80.9 and Y at 74.2": each score follows its model. */
const scores: Whole = (draft, sentence, found) => {
  const scope = found[1] ?? '';
  const said = [found.slice(2, 4), found.slice(4, 6)].map(([mark, score]) => ({
    side: sideOfMark(mark),
    score,
  }));
  if (said[0]?.side === said[1]?.side || breaksScope(scope)) return undefined;
  for (const { side, score } of said) {
    if (side === undefined || score === undefined) return undefined;
    stateOf(draft, { side, sentence }, { means: 'benchmark', scope, asWritten: score });
  }
  return 'read';
};

/** "… differs most on vision: X, and code execution: Y": the one named has it; nothing is said of the other. */
const footprint: Whole = (draft, sentence, found) => {
  const members = (found[1] ?? '').split(/,\s*(?:and\s+)?|\s+and\s+(?=[^,:]*:)/u);
  const said = members.map((member) => new RegExp(`^(.+): (${MARK})$`, 'u').exec(member.trim()));
  if (said.includes(null)) return { refused: 'unknown-sentence' };
  for (const pair of said) {
    const side = sideOfMark(pair?.[2]);
    if (side === undefined) return undefined;
    const list = { text: pair?.[1] ?? '', verb: 'has' };
    const outcome = stateCapabilities(draft, { sides: [side], sentence }, list);
    if (outcome !== 'read') return outcome;
  }
  return 'read';
};

const MODEL = `(${MARK})`;
const SCORE = '\\d+(?:\\.\\d+)?%?';
const YEAR = '(?: \\((\\d{4})\\))?';

/** Sentences that are read as a whole. */
const WHOLES: readonly (readonly [RegExp, Whole])[] = [
  [new RegExp(`^${MODEL}${YEAR} and ${MODEL}${YEAR} (.+)$`, 'u'), intro],
  [new RegExp(`^Local decision data tags ${MODEL} for ([^${MARK.slice(1)}+)$`, 'u'), tags],
  [
    new RegExp(
      `^Both (?:models|${MODEL} and ${MODEL}) (?:ship|support|offer) (?:an? |the same )?(${FIGURE})[- ]tokens?(?: context windows?)?(?:, so .*)?$`,
      'u',
    ),
    bothContext,
  ],
  [
    new RegExp(
      `^(?:On shared benchmarks?(?: coverage)?, )?([^${MARK.slice(1)}+?) has ${MODEL} at (${SCORE}) and ${MODEL} at (${SCORE})(?:, with .*)?$`,
      'u',
    ),
    scores,
  ],
  [new RegExp(`^Both (?:models|${MODEL} and ${MODEL}) (share|expose|support) (.+?)(?:, so .*)?$`, 'u'), both],
  [/^The capability footprint differs most on (.+)$/u, footprint],
];

/** Sentences that name a model and state nothing of it. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/\?$/u, 'a question'],
  [new RegExp(`^Choose ${MODEL} (?:when|if|for)\\b`, 'u'), 'advice'],
  [/^(?:No (?:overlapping|shared)|Check replacement)\b/u, 'advice on switching'],
  [new RegExp(`^${MODEL}:?$`, 'u'), 'a name alone'],
  [new RegExp(`^${MODEL}\\s*(?:->|→)\\s*${MODEL}$`, 'u'), 'a direction of switching'],
];

/** What may stand before the first model of a sentence. */
const LEAD = new RegExp(
  `^(?:Treat this as an? [\\w -]+ comparison: |Pricing [\\w -]+: |On (?:token |tracked )*pricing, )(?=${MARK})`,
  'u',
);
const JOINT = new RegExp(`(?:, while|, whereas|; while|,? and|, but| while) (?=${MARK})`, 'u');

/** The clauses of a sentence, each of which begins with its model; undefined where one does not. */
function clausesOf(masked: string, sentence: Piece): Clause[] | undefined {
  const parts = masked.replace(LEAD, '').split(JOINT);
  const clauses = parts.map((part): Clause | undefined => {
    const side = sideOfMark(part[0]);
    return side === undefined || part[1] !== ' '
      ? undefined
      : { side, words: part.slice(2).trim(), sentence };
  });
  return clauses.every((clause) => clause !== undefined) ? clauses : undefined;
}

function outcomesOf(draft: Draft, masked: string, sentence: Piece): Outcome[] {
  for (const [pattern, whole] of WHOLES) {
    const found = pattern.exec(masked);
    if (found) return [whole(draft, sentence, found)];
  }
  const advice = ADVICE.find(([pattern]) => pattern.test(masked));
  if (advice) return [{ ignored: advice[1] }];
  if (sidesIn(masked).length === 0) return [{ ignored: 'names no model' }];
  return clausesOf(masked, sentence)?.map((clause) => readClause(draft, clause)) ?? [undefined];
}

function settle(draft: Draft, sentence: Piece, outcome: Outcome): void {
  const { account } = draft;
  if (outcome === 'read') account.take(sentence);
  else if (outcome !== undefined && 'ignored' in outcome) account.ignore(sentence, outcome.ignored);
  else account.refuse(sentence, refusalOf(outcome?.refused ?? 'unknown-sentence', sentence.text, [sentence]));
}

/** Reads a sentence where it names its model; names it where it does and nobody knows what it says. */
export function readSentence(draft: Draft, sentence: Piece): void {
  draft.account.expect([sentence], (piece) => piece.text);
  if (isUnreadable(sentence.text)) {
    settle(draft, sentence, { refused: 'unreadable-characters' });
    return;
  }
  const masked = draft.pair.mask(unmarked(sentence.text)).replace(/[.!]$/u, '');
  const outcomes = masked === '' ? [undefined] : outcomesOf(draft, masked, sentence);
  for (const outcome of outcomes) settle(draft, sentence, outcome);
}
