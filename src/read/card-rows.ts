import type { Attribute } from '../../schema/attributes.ts';
import type { Block, Cell, TableBlock } from './blocks.ts';

/** What a column of a table, a row of a summary or a label in the text says. */
export interface Label {
  means: Attribute;
  scope?: string;
}

const LABELS: readonly [RegExp, Label][] = [
  [/^(?:#|number of)? ?total param(?:eter)?s?(?: \(moe\))?$/iu, { means: 'parameters', scope: 'total' }],
  [/^(?:#|number of)? ?(?:activated|active) param(?:eter)?s?$/iu, { means: 'parameters', scope: 'active' }],
  [
    /^(?:params|parameters|model size|number of param(?:eter|ater)s(?: in total)?)$/iu,
    { means: 'parameters' },
  ],
  [/^context (?:length|window)$/iu, { means: 'context_window' }],
  [/^(?:max(?:imum)?\.? )?output (?:length|tokens|limit)$/iu, { means: 'max_output' }],
  [/^(?:model )?architecture$/iu, { means: 'architecture' }],
  [/^knowledge cut-?off(?: date)?$/iu, { means: 'knowledge_cutoff' }],
  [/^(?:model )?release date$/iu, { means: 'released' }],
  [/^(?:model )?licen[cs]e$/iu, { means: 'licence' }],
];

/** What a label says, or undefined for one without an attribute. */
export const labelOf = (text: string): Label | undefined => LABELS.find(([is]) => is.test(text))?.[1];

const IGNORED =
  /^(?:download(?:s| links?)?|links?|hugging ?face|modelscope|precision|data type|quantization|tensor type|note|stage|training data|token count|gqa|shared embeddings|(?:in|out)put modalities|base model)$/iu;

/** Columns that say where to get a model, how it is stored or was trained: known, and no fact of ours. */
export const isIgnoredColumn = (label: string): boolean => IGNORED.test(label);

/** One row of a table of models: whom it is about, and the cells that tell it. */
export interface ModelRow {
  name: string;
  by: readonly Cell[];
  cells: readonly Cell[];
}

const SIZE = /^(\d[\d.]*[BMT])\b/u;
const bare = (text: string): string => text.replace(/\s*\([^()]*\)$/u, '').trim();

/** The name without what brackets say behind it, where the page writes it so as well. */
function withoutRemark(written: string, page: string): string {
  const name = bare(written);
  if (name === written || !/\d/u.test(name)) return written;
  return page.indexOf(name, page.indexOf(name) + 1) < 0 ? written : name;
}

/** Whether a table has a row for each model: a first column of names, and another one that we know. */
export function isModelsTable({ rows: [head = [], ...body] }: TableBlock): boolean {
  const [corner, ...others] = head.map((cell) => cell.plain);
  const labels = others.flatMap((label) => labelOf(label) ?? []);
  if (corner === undefined || body.length === 0 || labels.length === 0) return false;
  return (
    /^models?(?: name)?$/iu.test(corner) ||
    (corner === '' && labels.some((one) => one.means === 'parameters'))
  );
}

/**
 * The rows of a table of models. A name that spans several sizes ("Llama 3.1" over 8B and 70B) names the models
 * "Llama 3.1 8B" and "Llama 3.1 70B" where the page calls them so elsewhere; a blank first cell continues the name
 * above it. What brackets say behind a name is no part of it where the page writes the name without them.
 */
export function modelRows(block: Block, page: string): ModelRow[] {
  if (block.kind !== 'table' || !isModelsTable(block)) return [];
  const [head = [], ...body] = block.rows;
  const sizes = head.findIndex((cell, at) => at > 0 && labelOf(cell.plain)?.means === 'parameters');
  const times = new Map<Cell | undefined, number>();
  for (const [own] of body) times.set(own, (times.get(own) ?? 0) + 1);
  let above: Cell | undefined;
  return body.map((cells) => {
    const own = cells[0];
    const first = own && own.text !== '' ? own : above;
    above = first;
    const size = cells[sizes];
    const written = first?.plain ?? '';
    const sized = `${bare(written)} ${SIZE.exec(size?.plain ?? '')?.[1] ?? ''}`;
    if (first && size && !sized.endsWith(' ') && page.includes(sized))
      return { name: sized, by: [first, size], cells };
    const shared = own === undefined || own.text === '' || times.get(own) !== 1;
    return { name: shared ? '' : withoutRemark(written, page), by: first ? [first] : [], cells };
  });
}
