import type { Figure } from './reading.ts';

interface Column {
  is: RegExp;
  figure: Omit<Figure, 'asWritten'>;
}

const COLUMNS: readonly Column[] = [
  { is: /^#? ?total param(?:eter)?s$/iu, figure: { means: 'parameters', scope: 'total' } },
  { is: /^#? ?(?:activated|active) param(?:eter)?s$/iu, figure: { means: 'parameters', scope: 'active' } },
  { is: /^context (?:length|window)$/iu, figure: { means: 'context_window' } },
  { is: /^architecture$/iu, figure: { means: 'architecture' } },
];

/** What a column or row of a card's table says, or undefined for one without an attribute. */
export const columnOf = (label: string): Column['figure'] | undefined =>
  COLUMNS.find(({ is }) => is.test(label))?.figure;

/** Columns that say where to get a model or how it is stored: known, and no fact of ours. */
export const isIgnoredColumn = (label: string): boolean =>
  /^(?:download(?:s| links?)?|links?|hugging ?face|modelscope|precision|data type|size|note|stage)$/iu.test(
    label,
  );

const EXTENDED = /^(\S+(?: tokens)?)\s*(?:->|→|⟶)\s*(.+)$/u;

/** "256K -> 1M (YaRN)": the model's own window and what it can be stretched to. */
export function nativeWindow(written: string): { native: string; extended: string | undefined } {
  const found = EXTENDED.exec(written);
  return { native: found?.[1] ?? written, extended: found?.[2] };
}
