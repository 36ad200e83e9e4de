import type { TextBlock } from '../../src/read/blocks.ts';
import { type Masked, maskedSentences, mentionOf, type Sentence, states } from '../../src/read/prose.ts';
import type { Statements } from '../../src/read/statements.ts';
import { type Article, namesFor, siblingName } from './names.ts';
import { type Found, type Hit, type Pattern, subscriptionsIn } from './patterns.ts';
import { CONTEXT, draftOf, offeringOf, type Said } from './say.ts';

/** What is known while one article is read. */
export interface Prose {
  article: Article;
  patterns: readonly Pattern[];
  /** All of the article's text. */
  text: string;
  statements: Statements;
}

/** Reads one paragraph; says how many statements it gave. */
export function readParagraph(block: TextBlock, prose: Prose): number {
  const names = namesFor(prose.article, block.text);
  const sentences = maskedSentences(block, names, (written) => siblingName(prose.article, written));
  let count = 0;
  for (const masked of sentences) if (states(masked.sentence.text)) count += readSentence(masked, prose);
  return count;
}

function readSentence({ sentence, hidden, mentions, antecedent }: Masked, prose: Prose): number {
  const pieces = antecedent ? [antecedent, sentence] : [sentence];
  let count = 0;
  for (const { is, say } of prose.patterns) {
    for (const match of hidden.matchAll(is)) {
      const hit: Hit = {
        text: (group) => match.groups?.[group],
        model: (group) => mentionOf(match.groups?.[group], mentions)?.name,
      };
      for (const said of say(hit).flatMap((found) => settled(found, prose.article))) {
        prose.statements.add(draftOf(said, pieces));
        count += 1;
      }
    }
  }
  return count + readSubscriptions(sentence, prose);
}

/** A figure without its model is nobody's; a price without a named seller is its maker's. */
function settled(found: Found, article: Article): Said[] {
  const { sold, model, ...rest } = found;
  if (model === undefined) return [];
  if (!sold) return [{ ...rest, model }];
  return [{ ...rest, model, subject: offeringOf(article.makers.get(model), model) }];
}

function readSubscriptions(sentence: Sentence, prose: Prose): number {
  const found = subscriptionsIn(sentence.text, prose.text);
  for (const { seller, scope, asWritten } of found) {
    prose.statements.add({
      ...{ subject: { kind: 'provider', name: seller }, means: ['subscription_price'], scope, asWritten },
      ...{ context: { ...CONTEXT, currency: 'USD' }, pieces: [sentence] },
    });
  }
  return found.length;
}
