import type { Attribute } from '../../schema/attributes.ts';
import type { Context, NamedSubject } from '../../schema/statement.ts';
import type { Draft } from '../../src/read/statements.ts';
import type { Piece } from '../../src/read/text.ts';

/** What was read about one model, before it has its quote. */
export interface Said {
  model: string;
  means: Attribute;
  scope?: string;
  part?: string;
  asWritten: string;
  /** For states: what the wording was recognised as, yes or no. */
  unitWritten?: 'yes' | 'no';
  /** Prices and subscriptions are about another subject than the model. */
  subject?: NamedSubject;
  /** What a price is per. */
  per?: string;
}

/** What the page says once for all figures: English, and dollars where it is about money. */
export const CONTEXT: Context = { locale: 'en' };

const contextOf = ({ means, per }: Said): Context => ({
  ...CONTEXT,
  ...(means === 'price' || means === 'subscription_price' ? { currency: 'USD' } : {}),
  ...(per === undefined ? {} : { per }),
});

/** The draft of a statement: what was said, with the pieces of the page that say it. */
export function draftOf(said: Said, pieces: readonly Piece[]): Draft {
  return {
    subject: said.subject ?? { kind: 'model', name: said.model },
    means: [said.means],
    scope: said.scope ?? '',
    part: said.part ?? '',
    asWritten: said.asWritten,
    ...(said.unitWritten === undefined ? {} : { unitWritten: said.unitWritten }),
    context: contextOf(said),
    pieces,
  };
}

/** The offering that a maker sells under a model's name through its own API; `@maker` where nobody names him. */
export const offeringOf = (maker: string | undefined, model: string): NamedSubject => ({
  kind: 'offering',
  provider: maker === undefined ? '@maker' : `${maker} API`,
  name: model,
});
