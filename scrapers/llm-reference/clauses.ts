import type { Attribute } from '../../schema/attributes.ts';
import type { Piece } from '../../src/read/text.ts';
import type { Draft } from './draft.ts';
import { CAPABILITIES } from './labels.ts';
import { breaksScope, isRest, listOf } from './lists.ts';
import { MARK, type Side } from './names.ts';
import { statePrice } from './prices.ts';

/** What became of a clause: read, left alone with a reason, or undefined where nobody knows it. */
export type Outcome = 'read' | { ignored: string } | { refused: string } | undefined;

/** A clause about one model: "X supports 256k tokens" without the X. */
export interface Clause {
  side: Side;
  words: string;
  sentence: Piece;
}

/** A count of tokens as written. */
export const FIGURE = '\\d[\\d.,]*\\s?[kKmM]?';

/** States one thing of a model as a sentence says it. */
export function stateOf(
  draft: Draft,
  clause: { side: Side; sentence: Piece },
  said: { means: Attribute; scope?: string; asWritten: string },
): void {
  const { means, scope = '', asWritten } = said;
  const subject = draft.pair.subject(clause.side);
  draft.statements.add({ subject, means: [means], scope, asWritten, pieces: [clause.sentence] });
}

/** States that a model has capabilities; refuses a list with a member that is none of the ten. */
export function stateCapabilities(
  draft: Draft,
  clause: { sides: readonly Side[]; sentence: Piece },
  list: { text: string; verb: string },
): Outcome {
  const members = listOf(list.text) ?? [];
  const names = members.map((member) => CAPABILITIES.get(member.toLowerCase()));
  if (members.length === 0 || names.includes(undefined)) return { refused: 'unknown-capability' };
  for (const side of clause.sides) {
    for (const scope of names) {
      if (scope === undefined) continue;
      stateOf(
        draft,
        { side, sentence: clause.sentence },
        { means: 'capability', scope, asWritten: list.verb },
      );
    }
  }
  return 'read';
}

type Reader = (draft: Draft, clause: Clause, found: RegExpExecArray) => Outcome;

const context: Reader = (draft, clause, found) => {
  stateOf(draft, clause, { means: 'context_window', asWritten: (found[1] ?? '').trim() });
  return 'read';
};

const productType: Reader = (draft, clause, found) => {
  stateOf(draft, clause, { means: 'product_type', asWritten: found[1] ?? '' });
  return 'read';
};

const licence: Reader = (draft, clause, found) => {
  stateOf(draft, clause, { means: 'licence', asWritten: found[1] ?? '' });
  return 'read';
};

const available: Reader = (draft, clause, found) => {
  const names = listOf(found[1] ?? '')?.filter((member) => !isRest(member)) ?? [];
  const count = draft.known.counts.get(clause.side) ?? names.length;
  if (names.length === 0 || names.length > count || names.some(breaksScope))
    return { refused: 'provider-list' };
  for (const name of names)
    stateOf(draft, clause, { means: 'available', scope: `via=${name}`, asWritten: name });
  return 'read';
};

const noPrice: Reader = (draft, clause, found) => {
  for (const part of ['input', 'output']) {
    const subject = draft.pair.subject(clause.side);
    const asWritten = found[1] ?? '';
    draft.statements.add({
      subject,
      means: ['price'],
      scope: 'USD',
      part,
      asWritten,
      pieces: [clause.sentence],
    });
  }
  return 'read';
};

const prices: Reader = (draft, clause, found) => {
  const said = [...(found[1] ?? '').matchAll(/\$[\d.,]+(?:\/|\sper\s)1M (input|output)(?: tokens?)?/gu)];
  for (const { 0: asWritten, 1: part } of said) {
    if (part !== 'input' && part !== 'output') continue;
    const what = draft.pair.unmask(clause.sentence.text);
    const refusal = statePrice(draft, {
      side: clause.side,
      part,
      asWritten,
      what,
      pieces: [clause.sentence],
    });
    if (refusal) return { refused: refusal.reason };
  }
  return 'read';
};

const uniquely: Reader = (draft, clause, found) =>
  stateCapabilities(
    draft,
    { ...clause, sides: [clause.side] },
    { text: found[2] ?? '', verb: found[1] ?? '' },
  );

const PRICE = '\\$[\\d.,]+(?:\\/|\\sper\\s)1M (?:input|output)(?: tokens?)?';
const clausePattern = (words: string): RegExp => new RegExp(`^${words}$`, 'u');

/** The clauses that the site writes about one model. Each is matched as a whole. */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [clausePattern(`ships (?:an? )?(${FIGURE})[- ]tokens? context window`), context],
  [
    clausePattern(
      `(?:supports|offers|provides) (?:an? )?(${FIGURE})[- ]tokens?(?: context windows?| of context)?`,
    ),
    context,
  ],
  [clausePattern('is listed under (?:the )?([^,;]+?)(?: licen[sc]e)?'), licence],
  [clausePattern('is available (?:on|through|via) ([^;:]+)'), available],
  [clausePattern('has (no token price sourced)(?: yet)?'), noPrice],
  [
    clausePattern(`(?:has|costs|lists|starts at|is listed at|is priced at) (${PRICE}(?:,? and ${PRICE})?)`),
    prices,
  ],
  [clausePattern('(uniquely exposes) (.+) in local model data'), uniquely],
  [
    clausePattern(
      'is (?:an? )?((?!the |not |more |less |better |larger |smaller |newer |older |cheaper |stronger |faster )[A-Za-z][\\w-]*(?: [\\w/-]+){0,4} (?:model|product|service|assistant|agent|system))',
    ),
    productType,
  ],
];

const COMPARISON = new RegExp(
  `^(?:has (?:the |a )?(?:larger|smaller|broader|wider|lower|higher|clearer|cheaper|newer|more|better|longer|stronger)|is (?:the )?(?:better|cheaper|stronger|larger|newer))\\b[^\\d$${MARK.slice(1, -1)}]*$`,
  'u',
);

/** Reads what a sentence says of one model. */
export function readClause(draft: Draft, clause: Clause): Outcome {
  for (const [pattern, reader] of READERS) {
    const found = pattern.exec(clause.words);
    if (found) return new RegExp(MARK, 'u').test(clause.words) ? undefined : reader(draft, clause, found);
  }
  return COMPARISON.test(clause.words) ? { ignored: 'a comparison without a figure' } : undefined;
}
