import type { Page } from '../../../schema/source.ts';
import { type Mutation, mutated } from './mutation.ts';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

/**
 * Pages whose figures stand in scripts and attributes have no table to change: there the headers that the source
 * itself names as a figure's column are renamed, wherever they stand between quotation marks.
 */
export function payloadMutations(page: Page, headers: readonly string[]): Mutation[] {
  if (!/astro-island|self\.__next_f|<script[^>]*application\/json|<DocTable/u.test(page.text)) return [];
  return headers.slice(0, 8).flatMap((header) => {
    const quoted = new RegExp(`(?<=(?:"|&quot;))${escaped(header)}(?=(?:\\\\?"|\\\\?&quot;))`, 'gu');
    const text = page.text.replace(quoted, 'Gizmo rate');
    return text === page.text ? [] : [mutated(page, 'header renamed', text)];
  });
}
