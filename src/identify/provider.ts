import { cell, readTable } from './table.ts';
import { foldName } from './text.ts';

/** A provider as far as its writing tells: `known` is false where no line of providers.tsv names it. */
interface ProviderName {
  key: string;
  known: boolean;
}

const slug = (text: string): string =>
  foldName(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

const providers = new Map(
  readTable('./providers.tsv').map((row) => [
    `${cell(row, 'source')}/${slug(cell(row, 'native id'))}`,
    cell(row, 'provider'),
  ]),
);

/**
 * The key of a provider as a source writes it: `OpenAI API` is `openai`. A source's own line wins over the line for all.
 * An unknown provider keeps a slug of its own; letters of other scripts stay, so that a look-alike never merges.
 */
export function providerKey(source: string, written: string): ProviderName {
  const name = slug(written);
  const key = providers.get(`${source}/${name}`) ?? providers.get(`*/${name}`);
  if (key !== undefined) return { key, known: true };
  return { key: name === '' ? 'unnamed' : name, known: false };
}

const keys = new Set(providers.values());

/** The key of a provider that is written as its key or as any source may write it; undefined of others. */
export function knownProvider(written: string): string | undefined {
  if (keys.has(written)) return written;
  return providers.get(`*/${slug(written)}`);
}

/** The provider whose writing these tokens are, for any source. */
export const providerOfSlug = (slugged: string): string | undefined => providers.get(`*/${slugged}`);
