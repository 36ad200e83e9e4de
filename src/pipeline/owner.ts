import { providerKey } from '../identify/index.ts';

/** True where a line of providers.tsv names this writing of a provider for every source. */
export const isProvider = (written: string): boolean => providerKey('*', written).known;

/** The provider whose name begins a source's id: `huggingface` of `huggingface-router`; the id itself where none is known. */
export function ownerOf(id: string): string {
  const words = id.split('-');
  const beginnings = words.map((_, at) => words.slice(0, words.length - at).join('-'));
  const known = beginnings.find(isProvider);
  return known === undefined ? id : providerKey('*', known).key;
}
