import { qualified } from '../../schema/scope.ts';
import type { Keys } from '../../src/read/json-entries.ts';

/** Keys of a provider. */
export const PROVIDER_KEYS: Keys = {
  taken: new Set(['id', 'models']),
  ignored: new Map([
    ['api_pattern', 'addresses of the interface'],
    ['description', 'prose'],
    ['extractors', 'where a response names its use of tokens'],
    ['fallback_model_providers', 'whose models are tried when a name is not found'],
    ['model_match', 'patterns that guess the provider from a name'],
    ['name', 'a label; the id decides'],
    ['price_comments', 'prose about prices'],
    ['pricing_urls', 'addresses of pages'],
    ['provider_match', 'patterns that guess the provider from a name'],
  ]),
};

/** Keys of a model. */
export const MODEL_KEYS: Keys = {
  taken: new Set(['id', 'name', 'match', 'context_window', 'prices', 'deprecated']),
  ignored: new Map([
    ['collapse', 'how the catalogue is built'],
    ['description', 'prose'],
    ['price_comments', 'prose about prices'],
    ['price_discrepancies', 'differences that the catalogue found itself'],
    ['prices_checked', 'the day on which a person looked'],
    ['removed', 'how the catalogue is built'],
  ]),
};

const PATTERN = 'a pattern over names; it names none';

/** Clauses of `match`: whole names are ids of the same price, patterns name nothing. */
export const MATCH_KEYS: Keys = {
  taken: new Set(['equals', 'or']),
  ignored: new Map([
    ['and', PATTERN],
    ['contains', PATTERN],
    ['ends_with', PATTERN],
    ['regex', PATTERN],
    ['starts_with', PATTERN],
  ]),
};

export const DATED_KEYS: Keys = { taken: new Set(['constraint', 'prices']), ignored: new Map() };
export const TIERED_KEYS: Keys = { taken: new Set(['base', 'tiers']), ignored: new Map() };
export const TIER_KEYS: Keys = { taken: new Set(['start', 'price']), ignored: new Map() };

/** The part of a price card that a key names, and what its price is per. */
export interface Priced {
  part: string;
  per: string;
}

const TOKENS = /^(input|output|cache)((?:_[a-z0-9]+)*)_mtok$/u;
const MEDIA: ReadonlySet<string> = new Set(['audio', 'image', 'video']);
const TTLS: ReadonlySet<string> = new Set(['5m', '1h']);

/** The words between the component and the unit; undefined where one is not understood or stands twice. */
function wordsOf(text: string): ReadonlyMap<string, string> | undefined {
  const words = new Map<string, string>();
  for (const word of text.split('_').slice(1)) {
    const plain = word === 'text' ? 'modality' : undefined;
    const kind = MEDIA.has(word) ? 'modality' : TTLS.has(word) ? 'ttl' : plain;
    const name = word === 'read' || word === 'write' ? 'cache' : kind;
    if (name === undefined || words.has(name)) return undefined;
    words.set(name, word);
  }
  return words;
}

/**
 * `input_mtok`, `cache_audio_read_mtok`, `cache_write_1h_mtok`: component, medium and lifetime in any order, per 1M
 * tokens; `requests_kcount`: per 1,000 requests. Undefined for a key of another grammar.
 */
export function pricedOf(key: string): Priced | undefined {
  if (key === 'requests_kcount') return { part: 'request', per: '1K requests (float)' };
  const [, component = '', rest = ''] = TOKENS.exec(key) ?? [];
  const words = wordsOf(rest);
  if (component === '' || words === undefined) return undefined;
  const [cache, ttl, medium] = [words.get('cache'), words.get('ttl'), words.get('modality')];
  if ((component === 'cache') !== (cache !== undefined) || (ttl !== undefined && cache !== 'write')) {
    return undefined;
  }
  const modality = medium === 'text' ? undefined : medium;
  const head = cache === undefined ? component : `cache_${cache}`;
  return { part: qualified(head, { modality, ttl }), per: '1M tokens (float)' };
}
