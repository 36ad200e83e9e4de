import { providerOfSlug } from './provider.ts';
import { type Family, familyOf, isMaker, wordKind } from './vocabulary.ts';

/** A place where a model's own name can begin, and what the known prefixes in front of it say. */
export interface Start {
  at: number;
  providers: readonly string[];
  region?: string;
}

const LONGEST_PREFIX = 4;
const LONGEST_FAMILY = 5;
const CLOUD_REGION =
  /^(us|eu|europe|asia|ap|ca|sa|me|af|il|mx|cn|uk)-(gov-)?(north|south|east|west|central|northeast|southeast|northwest|southwest|east\d?|australia)-?\d{1,2}$/;

/** Whether these joined tokens name a region: `us`, `eu-west-1`, `us-central1`. */
export const isRegion = (text: string): boolean =>
  wordKind('*', text) === 'region' || CLOUD_REGION.test(text);

/** What one known prefix says; undefined where the tokens are no prefix. */
function prefixOf(text: string): { provider?: string; region?: string } | undefined {
  if (isRegion(text)) return { region: text };
  const provider = providerOfSlug(text) ?? (isMaker(text) ? text : undefined);
  if (provider !== undefined) return { provider };
  return wordKind('*', text) === 'prefix' ? {} : undefined;
}

/** Every place that known prefixes lead to, the deepest first; place 0 is always among them. */
export function starts(tokens: readonly string[]): Start[] {
  const found = new Map<number, Start>([[0, { at: 0, providers: [] }]]);
  for (let at = 0; at < tokens.length - 1; at++) {
    const here = found.get(at);
    if (!here) continue;
    const longest = Math.min(LONGEST_PREFIX, tokens.length - 1 - at);
    for (let length = longest; length > 0; length--) {
      if (found.has(at + length)) continue;
      const prefix = prefixOf(tokens.slice(at, at + length).join('-'));
      if (!prefix) continue;
      const { provider, region = here.region } = prefix;
      const providers = provider === undefined ? here.providers : [...here.providers, provider];
      found.set(at + length, { at: at + length, providers, ...(region === undefined ? {} : { region }) });
    }
  }
  return [...found.values()].sort((one, other) => other.at - one.at);
}

/** The family at the start of the tokens, the longest first; a version may be glued to it: qwen3, llama3.3. */
export function familyAtStart(
  tokens: readonly string[],
  maker?: string,
): { family: Family; rest: string[] } | undefined {
  for (let length = Math.min(LONGEST_FAMILY, tokens.length); length > 0; length--) {
    const family = familyOf(tokens.slice(0, length).join('-'), maker);
    if (family) return { family, rest: tokens.slice(length) };
  }
  const glued = /^([a-z]+)(\d.*)$/.exec(tokens[0] ?? '');
  const family = glued ? familyOf(glued[1] ?? '', maker) : undefined;
  return family && { family, rest: [glued?.[2] ?? '', ...tokens.slice(1)] };
}

/** Whether a maker also sells the models of others under its own name, by a line of words.tsv. */
const sellsOthers = (provider: string): boolean => wordKind('*', provider) === 'prefix';

/**
 * The maker under whose name a model of another maker stands: such a model may be derived, and is not the original.
 * The nearest maker counts; those further in front sell it (`nvidia/deepseek-ai/deepseek-v3.1`).
 */
export function otherMaker(start: Start, family: Family): string | undefined {
  const nearest = start.providers.findLast((provider) => isMaker(provider) && !sellsOthers(provider));
  return nearest === family.vendor ? undefined : nearest;
}
