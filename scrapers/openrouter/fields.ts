/** Keys of an entry: those that are read, and those that are left alone with the reason. */
export const ENTRY_KEYS = {
  taken: new Set([
    'id',
    'alias_target',
    'architecture',
    'context_length',
    'expiration_date',
    'hugging_face_id',
    'knowledge_cutoff',
    'pricing',
    'supported_parameters',
    'top_provider',
  ]),
  ignored: new Map([
    ['benchmarks', 'indices that others measured, without the name or version of a test'],
    ['canonical_slug', 'names a snapshot; some name another model than the entry sells'],
    ['created', 'the time of the listing, not of the release'],
    ['default_parameters', 'settings of the interface'],
    ['description', 'prose of the maker'],
    ['links', 'addresses of the same interface'],
    ['name', 'a label; the id is the name under which it is sold'],
    ['per_request_limits', 'of the asking account'],
    ['reasoning', 'efforts that the interface accepts'],
    ['supported_voices', 'settings of the interface'],
  ]),
};

/** Keys inside `architecture`. */
export const ARCHITECTURE_KEYS = {
  taken: new Set(['input_modalities', 'output_modalities']),
  ignored: new Map([
    ['instruct_type', 'a template of prompts'],
    ['modality', 'says the two lists again'],
    ['tokenizer', 'a family of tokenizers, no architecture'],
  ]),
};

/** Keys inside `top_provider`. */
export const TOP_PROVIDER_KEYS = {
  taken: new Set(['context_length', 'max_completion_tokens']),
  ignored: new Map([['is_moderated', 'a rule of the seller']]),
};

/** A price: its part of the price card, and what it is per. */
export interface Rate {
  part: string;
  per: string;
}

const token = (part: string): Rate => ({ part, per: 'token' });

/** Prices in USD. */
export const RATES: ReadonlyMap<string, Rate> = new Map([
  ['prompt', token('input')],
  ['completion', token('output')],
  ['input_cache_read', token('cache_read')],
  ['input_cache_write', token('cache_write')],
  ['input_cache_write_1h', token('cache_write;ttl=1h')],
  ['internal_reasoning', token('reasoning')],
  ['audio', token('input;modality=audio')],
  ['input_audio_cache', token('cache_read;modality=audio')],
  ['audio_output', token('output;modality=audio')],
  ['image', token('input;modality=image')],
  ['image_output', token('output;modality=image')],
  ['request', { part: 'request', per: 'request' }],
  ['web_search', { part: 'web_search', per: 'call' }],
]);

/**
 * Prices of pictures were once per picture and are per token of one: by the picture they cost hundreds of times what a
 * token of text costs, by the token a few times as much. Each is compared with the price of the same direction.
 */
export const PICTURES: ReadonlyMap<string, string> = new Map([
  ['image', 'prompt'],
  ['image_output', 'completion'],
]);

/** Keys inside `pricing`. */
export const PRICING_KEYS = {
  taken: new Set([...RATES.keys(), 'overrides']),
  ignored: new Map([['discount', 'a share; the prices beside it are reduced already']]),
};

/** Keys inside one of its `overrides`. */
export const OVERRIDE_KEYS = {
  taken: new Set([...RATES.keys(), 'min_prompt_tokens', 'utc_end', 'utc_start']),
  ignored: PRICING_KEYS.ignored,
};

/**
 * Parameters that say that a capability exists, and which: a tool of this interface is a function, in the form that
 * OpenAI gave it. A parameter that is not listed says nothing: many hosts accept more than they list.
 */
export const CAPABILITIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['parallel_tool_calls', ['parallel_tool_calls']],
  ['reasoning', ['reasoning']],
  ['response_format', ['json_output']],
  ['structured_outputs', ['structured_outputs']],
  ['tools', ['function_calling', 'tool_use']],
]);
