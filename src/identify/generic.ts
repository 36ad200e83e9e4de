import { familyAtStart, isRegion } from './locate.ts';
import { bareTokens, fileWord, SIZE } from './parse.ts';
import type { NameParts } from './parts.ts';
import { providerOfSlug } from './provider.ts';
import { snapshotAt } from './snapshot.ts';
import { tokensOf } from './text.ts';
import { derivedMaker, isMaker, wordKind } from './vocabulary.ts';

/** A name taken apart by the grammar that all names share. */
export interface GenericName {
  /** `vendor` is empty where none is stated. */
  parts: NameParts;
  moves: boolean;
  /** The vendor is stated and known to make models, so that the parts make a key. */
  known: boolean;
}

const SEGMENT = /^~?([^/]+?)(?:\/|:\s+)(.+)$/;
const DOTTED = /^([a-z0-9-]+)\.(?=[a-z])(.+)$/i;
const GLUED = /^([a-z]{3,})(\d{1,2}(?:\.\d{1,2})?)$/;
const VERSION_TOKEN = /^[a-z]{0,2}\d{1,2}$/;
const POINT_AS_P = /^([a-z]{0,2}\d{1,2})p(\d)$/;
/** The characters of names; a text with others is something else. */
const NAME = /^[\w .\-/:()[\],+@'&~]+$/;
const LONGEST_WORD = 3;
const LONGEST_NAME = 24;

interface Stated {
  vendor: string;
  known: boolean;
  rest: string;
}

const hostOrFolder = (slug: string): boolean => isRegion(slug) || wordKind('*', slug) === 'prefix';

/** Takes `vendor/`, `Vendor: ` and `vendor.` off; hosts and folders are no vendors, the last vendor counts. */
export function statedVendor(folded: string): Stated {
  let stated: Stated = { vendor: '', known: false, rest: folded };
  for (let match = SEGMENT.exec(folded); match; match = SEGMENT.exec(stated.rest)) {
    const [, segment = '', rest = ''] = match;
    const slug = tokensOf(segment).join('-');
    const provider = providerOfSlug(slug);
    if (provider !== undefined && isMaker(provider)) stated = { vendor: provider, known: true, rest };
    else if (provider !== undefined || hostOrFolder(slug)) stated = { ...stated, rest };
    else stated = { vendor: slug, known: false, rest };
  }
  const [, segment = '', rest = ''] = DOTTED.exec(stated.rest) ?? [];
  const provider = providerOfSlug(tokensOf(segment).join('-'));
  return provider !== undefined && isMaker(provider) ? { vendor: provider, known: true, rest } : stated;
}

/** Reads a name without the vocabulary of a family: every token is a part, unknown words are words of the line. */
export function parseGeneric(folded: string): GenericName | undefined {
  if (!NAME.test(folded)) return undefined;
  const stated = statedVendor(folded.replace(/^~/, ''));
  const { tokens, mark } = bareTokens(stated.rest);
  if (tokens.length === 0 || tokens.length > LONGEST_NAME) return undefined;
  const vendor = makerOf(stated, tokens);
  if (vendor === undefined) return undefined;
  const parts: NameParts = {
    ...{ vendor: vendor.vendor, family: '', parsed: 'generic' },
    ...{ words: [], sizes: [], stages: [], route: mark === undefined ? [] : [mark] },
  };
  const taking = { parts, moves: folded.startsWith('~') };
  for (let at = 0; at < tokens.length; ) {
    const taken = takeGeneric(taking, tokens, at);
    if (taken === 0) return undefined;
    at += taken;
  }
  parts.stages.sort();
  parts.family = parts.words.shift() ?? '';
  const words = [parts.family, ...parts.words].join(' ');
  const numbered = /\d/.test(words) || parts.sizes.length > 0;
  if (!/[a-z]{2}/.test(words) || (vendor.vendor === '' && !numbered && !taking.moves)) return undefined;
  return { parts, moves: taking.moves, known: vendor.known };
}

/**
 * The vendor as stated, or the one who trains under a word of derived.tsv from another's family; undefined where they
 * differ. Where a family is known and a part of its name is not, a key would be invented: only the parts are kept.
 */
function makerOf(stated: Stated, tokens: readonly string[]): Omit<Stated, 'rest'> | undefined {
  const word = tokens.find((token) => derivedMaker(token) !== undefined);
  const trained = word === undefined ? undefined : derivedMaker(word);
  const families = new Set(tokens.flatMap((_, at) => familyAtStart(tokens.slice(at))?.family.vendor ?? []));
  if (trained !== undefined && families.size > 1) {
    return stated.vendor === '' || stated.vendor === trained ? { vendor: trained, known: true } : undefined;
  }
  return families.size > 0 ? { ...stated, known: false } : stated;
}

function takeGeneric(
  taking: { parts: NameParts; moves: boolean },
  tokens: readonly string[],
  at: number,
): number {
  const { parts } = taking;
  const token = tokens[at] ?? '';
  const dated = parts.words.length > 0 && parts.snapshot === undefined && snapshotAt(tokens, at, true);
  if (dated) {
    parts.snapshot = dated.text;
    return dated.taken;
  }
  if (SIZE.test(token) && parts.words.length > 0) {
    parts.sizes.push(token);
    return 1;
  }
  for (let length = Math.min(LONGEST_WORD, tokens.length - at); length > 0; length--) {
    const word = tokens.slice(at, at + length).join('-');
    const kind = wordKind('*', word) ?? (isRegion(word) ? 'region' : undefined);
    if (kind !== undefined && fileWord(taking, word, kind)) return length;
  }
  return takeUnknown(parts, tokens, at);
}

/** A version, glued to its word or not, or a word that nobody knows; 0 for a long number, which could be anything. */
function takeUnknown(parts: NameParts, tokens: readonly string[], at: number): number {
  const token = (tokens[at] ?? '').replace(POINT_AS_P, '$1.$2');
  const [, word, glued] = GLUED.exec(token) ?? [];
  const version = glued ?? token;
  if (word !== undefined) parts.words.push(word);
  const next = tokens[at + 1] ?? '';
  if (VERSION_TOKEN.test(version) && /^[1-9]?\d$/.test(next)) {
    parts.words.push(`${version}.${next}`);
    return 2;
  }
  if (!/^[a-z0-9.]+$/.test(token) || /^\d{3,}$/.test(token)) return 0;
  parts.words.push(version);
  return 1;
}
