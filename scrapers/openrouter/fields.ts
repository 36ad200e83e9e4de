/** Keys of an entry: those that are read, and those that are left alone with the reason. */
export const ENTRY_KEYS = {
  taken: new Set([
    'id',
    'alias_target',
    'architecture',
    'context_length',
    'expiration_date',
    'knowledge_cutoff',
    'pricing',
    'supported_parameters',
    'top_provider',
  ]),
  ignored: new Map([
    ['benchmarks', 'scores that others measured'],
    ['canonical_slug', 'names a snapshot; some name another model than the entry sells'],
    ['created', 'the time of the listing, not of the release'],
    ['default_parameters', 'settings of the interface'],
    ['description', 'prose of the maker'],
    ['hugging_face_id', 'a name for the weights, kept for the identification of models'],
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

/** Prices in USD per token, and the part of the price card that each one is. */
export const PRICE_PARTS: ReadonlyMap<string, string> = new Map([
  ['prompt', 'input'],
  ['completion', 'output'],
  ['input_cache_read', 'cache_read'],
  ['input_cache_write', 'cache_write'],
  ['input_cache_write_1h', 'cache_write;ttl=1h'],
  ['internal_reasoning', 'reasoning'],
  ['audio', 'input;modality=audio'],
  ['input_audio_cache', 'cache_read;modality=audio'],
  ['audio_output', 'output;modality=audio'],
]);

/** Keys inside `pricing` and inside one of its `overrides`. */
export const PRICING_KEYS = {
  taken: new Set([...PRICE_PARTS.keys(), 'overrides', 'min_prompt_tokens']),
  ignored: new Map([
    ['discount', 'a share; the prices beside it are reduced already'],
    ['image', 'per token of an image or per image: the body does not say'],
    ['image_output', 'per token of an image or per image: the body does not say'],
    ['request', 'per call: no price of tokens'],
    ['web_search', 'per call: no price of tokens'],
  ]),
};

/**
 * Parameters that say that a capability exists, under the interface's own name for it. One that is not listed says
 * nothing: many hosts accept more than they list.
 */
export const CAPABILITIES: ReadonlySet<string> = new Set(['tools', 'structured_outputs', 'reasoning']);
