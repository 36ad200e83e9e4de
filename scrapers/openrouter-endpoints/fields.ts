import type { Attribute } from '../../schema/attributes.ts';
import type { Keys } from '../../src/read/json-entries.ts';

/** A route of another tier of service: `openai/flex`, `xai/zdr/priority`, `fireworks/fast-us`. */
export const TIER = /\/(?:flex|priority|fast|turbo|batch|slow|highspeed|high-?throughput)(?:[-/]|$)/u;

/** Limits of a route in tokens. */
export const LIMITS: ReadonlyMap<string, Attribute> = new Map([
  ['context_length', 'context_window'],
  ['max_prompt_tokens', 'max_input'],
  ['max_completion_tokens', 'max_output'],
]);

/** Keys of a route. */
export const ROUTE_KEYS: Keys = {
  taken: new Set([
    ...LIMITS.keys(),
    'model_id',
    'pricing',
    'pricing_source',
    'provider_name',
    'status',
    'tag',
  ]),
  ignored: new Map([
    ['deprecation_date', 'of the route; no attribute'],
    ['latency_last_30m', 'measured in the last minutes'],
    ['max_completion_images', 'a rule of the interface'],
    ['max_prompt_images', 'a rule of the interface'],
    ['model_id', 'the id again; in copies the id that the provider has for it'],
    ['model_name', 'a label; the id is the name under which it is sold'],
    ['model_variant_slug', 'says the id again'],
    ['name', 'a label'],
    ['quantization', 'the bits of the weights; no attribute'],
    ['supported_parameters', 'settings of the interface; the list of models says which are capabilities'],
    ['supports_implicit_caching', 'a rule of the interface'],
    ['throughput_last_30m', 'measured in the last minutes'],
    ['tr_provider_slug', 'a name that a copy of the answer adds'],
    ['uptime_last_1d', 'measured in the last minutes'],
    ['uptime_last_30m', 'measured in the last minutes'],
    ['uptime_last_5m', 'measured in the last minutes'],
  ]),
};

/** Keys of a model beside its routes: what the list of models says of it. */
export const MODEL_KEYS: Keys = {
  taken: new Set(['architecture', 'endpoints', 'id']),
  ignored: new Map(
    [
      ...['alias_target', 'benchmarks', 'canonical_slug', 'context_length', 'created', 'default_parameters'],
      ...['description', 'expiration_date', 'hugging_face_id', 'knowledge_cutoff', 'links', 'name'],
      ...['per_request_limits', 'pricing', 'pricing_source', 'reasoning', 'supported_parameters'],
      ...['supported_voices', 'top_provider'],
    ].map((key) => [key, 'of the model; the list of models says it']),
  ),
};

/** Models whose routes are asked for: open weights that many sell, and those of makers whose own prices are read. */
export const MODELS: readonly string[] = [
  'anthropic/claude-haiku-4.5',
  'anthropic/claude-opus-4.8',
  'anthropic/claude-opus-5',
  'anthropic/claude-sonnet-4.5',
  'anthropic/claude-sonnet-5',
  'arcee-ai/trinity-large-thinking',
  'baidu/ernie-4.5-vl-424b-a47b',
  'deepseek/deepseek-r1-0528',
  'deepseek/deepseek-v3.1-terminus',
  'deepseek/deepseek-v3.2',
  'deepseek/deepseek-v4-flash',
  'deepseek/deepseek-v4-pro',
  'google/gemini-3.5-flash',
  'google/gemma-4-31b-it',
  'inclusionai/ling-2.6-flash',
  'meta-llama/llama-3.3-70b-instruct',
  'meta-llama/llama-4-maverick',
  'minimax/minimax-m2.7',
  'minimax/minimax-m3',
  'mistralai/mistral-small-3.2-24b-instruct',
  'moonshotai/kimi-k2.5',
  'moonshotai/kimi-k2.6',
  'openai/gpt-5.3-codex',
  'openai/gpt-5.5',
  'openai/gpt-oss-120b',
  'openai/gpt-oss-20b',
  'qwen/qwen3-235b-a22b-2507',
  'qwen/qwen3-32b',
  'stepfun/step-3.7-flash',
  'x-ai/grok-4.3',
  'z-ai/glm-4.6',
  'z-ai/glm-4.7',
  'z-ai/glm-5.1',
  'z-ai/glm-5.2',
];
