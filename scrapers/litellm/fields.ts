import type { Attribute } from '../../schema/attributes.ts';

/** Keys beside the entries that are none: documentation, a date and rules of the map's own program. */
export const NO_ENTRIES: ReadonlyMap<string, string> = new Map([
  ['sample_spec', 'documents the fields'],
  ['last_updated', 'the time at which the map was written'],
  ['fallback_generalizations', 'rules of its program for models that are not in the map'],
]);

/** Fields that are left alone, with the reason. */
export const IGNORED: ReadonlyMap<string, string> = new Map([
  ['litellm_provider', 'read with the key: it says who sells'],
  ['max_tokens', 'legacy: the output limit where there is one, else the input limit'],
  ['mode', 'the call that serves it, not a kind of product'],
  ['source', 'an address for people'],
  ['metadata', 'notes for people'],
  ['comment', 'notes for people'],
  ['supported_endpoints', 'paths of an interface'],
  ['supported_regions', 'where it runs; no attribute'],
  ['rpm', 'a rate limit of an account'],
  ['tpm', 'a rate limit of an account'],
  ['output_vector_size', 'the length of an embedding; no attribute'],
  ['search_context_cost_per_query', 'what a search tool costs, by the size of its context'],
  ['web_search_billing_unit', 'how a search tool is counted'],
  ['regional_processing_uplift_multiplier_eu', 'a factor, not a price'],
  ['regional_processing_uplift_multiplier_us', 'a factor, not a price'],
  ['provider_specific_entry', 'factors and settings, not prices'],
  ['bedrock_output_config_effort_ceiling', 'a setting of the interface'],
  ['audio_transcription_config', 'a setting of its program'],
  ['gemini_audio_only_live', 'a setting of its program'],
  ['gemini_native_audio', 'a setting of its program'],
  ['use_openai_responses_path', 'a setting of its program'],
  ['uses_embed_content', 'a setting of its program'],
]);

/** Limits in tokens. What `max_input_tokens` holds is the whole window in some entries and the input in others. */
export const LIMITS: ReadonlyMap<string, readonly Attribute[]> = new Map<string, readonly Attribute[]>([
  ['max_input_tokens', ['context_window', 'max_input']],
  ['max_output_tokens', ['max_output']],
]);

/** Lists of media, by direction. */
export const MEDIA_LISTS: ReadonlyMap<string, string> = new Map([
  ['supported_modalities', 'input'],
  ['supported_output_modalities', 'output'],
]);

/** Flags that speak of a medium. */
export const MEDIA_FLAGS: ReadonlyMap<string, string> = new Map([
  ['supports_audio_input', 'input=audio'],
  ['supports_audio_output', 'output=audio'],
  ['supports_embedding_image_input', 'input=image'],
  ['supports_image_input', 'input=image'],
  ['supports_pdf_input', 'input=pdf'],
  ['supports_video_input', 'input=video'],
]);

/** Every other `supports_<name>` is the capability of that name; these have another one. */
export const CAPABILITY_NAMES: ReadonlyMap<string, string> = new Map([
  ['response_schema', 'structured_outputs'],
  ['assistant_prefill', 'prefix_completion'],
  ['parallel_function_calling', 'parallel_tool_calls'],
]);
