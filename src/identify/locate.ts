import { providerOfSlug } from './provider.ts';
import { type Family, familyOf, isMaker, wordKind } from './vocabulary.ts';

/** Where the family stands in a name, and what stood before and behind it. */
export type Located =
  | { ok: true; family: Family; rest: string[]; region?: string; providers: string[] }
  | { ok: false; reason: string };

const LONGEST_PREFIX = 4;
const LONGEST_FAMILY = 3;

/** The family at the start of the tokens, the longest first; a version may be glued to it: qwen3, llama3.3. */
function familyAtStart(tokens: readonly string[]): { family: Family; rest: string[] } | undefined {
  for (let length = LONGEST_FAMILY; length > 0; length--) {
    const family = familyOf(tokens.slice(0, length).join('-'));
    if (family && tokens.length >= length) return { family, rest: tokens.slice(length) };
  }
  const glued = /^([a-z]+)(\d.*)$/.exec(tokens[0] ?? '');
  const family = familyOf(glued?.[1] ?? '');
  return family && { family, rest: [glued?.[2] ?? '', ...tokens.slice(1)] };
}

/** Every way to take one known prefix off: a provider, a region, a word like `models`; the longest first. */
export function withoutPrefix(
  tokens: readonly string[],
): { rest: string[]; provider?: string; region?: string }[] {
  const ways = [];
  for (let length = Math.min(LONGEST_PREFIX, tokens.length - 1); length > 0; length--) {
    const prefix = tokens.slice(0, length).join('-');
    const rest = tokens.slice(length);
    const kind = wordKind('*', prefix);
    const provider = providerOfSlug(prefix);
    if (kind === 'region') ways.push({ rest, region: prefix });
    else if (kind === 'prefix') ways.push({ rest });
    else if (provider !== undefined) ways.push({ rest, provider });
  }
  return ways;
}

/**
 * Finds the family behind known prefixes only. A model of one maker under another maker's name is a derived model
 * and is not taken for the original.
 */
export function locateFamily(tokens: readonly string[]): Located {
  for (const way of withoutPrefix(tokens)) {
    const found = locateFamily(way.rest);
    if (!found.ok) continue;
    const { provider } = way;
    if (provider !== undefined && isMaker(provider) && provider !== found.family.vendor) {
      return { ok: false, reason: `a model of ${found.family.vendor} under the name of ${provider}` };
    }
    const region = found.region ?? way.region;
    const providers = provider === undefined ? found.providers : [provider, ...found.providers];
    return { ...found, providers, ...(region === undefined ? {} : { region }) };
  }
  const here = familyAtStart(tokens);
  if (!here) return { ok: false, reason: `no known family in "${tokens.join(' ')}"` };
  return { ok: true, ...here, providers: [] };
}
