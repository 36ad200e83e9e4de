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
    'name',
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
