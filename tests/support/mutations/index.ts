import type { Page } from '../../../schema/source.ts';
import { foreignBodies, truncations } from './foreign.ts';
import { htmlTableMutations } from './html-tables.ts';
import { markdownTableMutations } from './markdown-tables.ts';
import { isHtml, type Mutation } from './mutation.ts';
import { payloadMutations } from './payload.ts';
import { currencyChanged, localized } from './wording.ts';

export { MUTATION_KINDS, type Mutation } from './mutation.ts';

/** Everything that is done to one page of HTML or Markdown; what changes nothing is left out. */
export function mutationsOf(page: Page, headers: readonly string[]): Mutation[] {
  return [
    ...(isHtml(page) ? htmlTableMutations(page) : markdownTableMutations(page)),
    ...payloadMutations(page, headers),
    ...currencyChanged(page),
    ...localized(page),
    ...truncations(page),
    ...foreignBodies(page),
  ];
}
