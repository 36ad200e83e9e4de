import type { Page } from '../../../schema/source.ts';
import { pageOf } from '../fixtures.ts';

/** What happens to a page over the years, each under the name that the report prints. */
export const MUTATION_KINDS = [
  'header renamed',
  'column added',
  'columns swapped',
  'rows halved',
  'table duplicated',
  'unit moved to the heading',
  'currency changed',
  'page truncated',
  'empty body',
  'JSON instead of the page',
  'consent or challenge page',
  'soft 404',
  'login wall',
  'localized copy',
] as const;
export type MutationKind = (typeof MUTATION_KINDS)[number];

/** One changed body. `noticed`: claims that it loses must be missed by somebody: a refused row, or the page. */
export interface Mutation {
  kind: MutationKind;
  page: Page;
  noticed: boolean;
}

/** Kinds after which the page still says everything: a reader that finds less has to say so. */
const NOTICED: ReadonlySet<MutationKind> = new Set([
  'header renamed',
  'column added',
  'columns swapped',
  'table duplicated',
  'unit moved to the heading',
  'currency changed',
]);

/** The page with another text, as the fetch layer would decode it. */
export function mutated(page: Page, kind: MutationKind, text: string, type = page.mediaType): Mutation {
  const bytes = new TextEncoder().encode(text);
  const contentType = `${type}; charset=utf-8`;
  return { kind, page: pageOf(page.url, contentType, bytes), noticed: NOTICED.has(kind) };
}

export const isHtml = (page: Page): boolean => /html/iu.test(page.mediaType);
