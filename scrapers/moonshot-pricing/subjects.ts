import type { NamedSubject } from '../../schema/statement.ts';
import type { Block } from '../../src/read/blocks.ts';

/** Ids as the platform writes them: "kimi-k2.6", "moonshot-v1-8k-vision-preview". */
const ID = /^(?:kimi|moonshot)-[a-z\d]+(?:[.-][a-z\d]+)*$/u;

/** What is sold under an id; undefined where the text is none. */
export const offering = (id: string): NamedSubject | undefined =>
  ID.test(id) ? { kind: 'offering', provider: 'moonshotai', id } : undefined;

/** One page of a text, which may hold several, with the ids in its tables. */
export interface OnePage {
  ids: readonly string[];
  blocks: readonly Block[];
}

const idsIn = (block: Block): string[] =>
  block.kind === 'table'
    ? block.rows.flatMap(([cell]) => (ID.test(cell?.plain ?? '') ? [cell?.plain ?? ''] : []))
    : [];

/** The pages of a text: each begins with a title of the first level. */
export function pagesOf(blocks: readonly Block[]): OnePage[] {
  const starts = blocks.flatMap((block, at) => (block.kind === 'heading' && block.level === 1 ? [at] : []));
  return starts.map((start, at) => {
    const own = blocks.slice(start, starts[at + 1]);
    return { ids: [...new Set(own.flatMap(idsIn))], blocks: own };
  });
}

const bare = (text: string): string => text.toLowerCase().replace(/[\s-]+/gu, '-');

/** Whom a name or a title means: an id of the page, or the page's only one where the title names it. */
export function subjectOf(name: string, ids: readonly string[]): NamedSubject | undefined {
  const [only, ...others] = ids;
  if (ids.includes(name)) return offering(name);
  const titled = only !== undefined && others.length === 0 && bare(name).includes(only);
  return titled ? offering(only) : undefined;
}
