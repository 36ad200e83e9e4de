import type { Attribute } from '../../schema/attributes.ts';
import type { Keys } from '../../src/read/json-entries.ts';

/** Keys of a provider. */
export const PROVIDER_KEYS: Keys = {
  taken: new Set(['id', 'models']),
  ignored: new Map([
    ['api', 'an address'],
    ['doc', 'an address'],
    ['env', 'names of variables'],
    ['name', 'a label; the id decides'],
    ['npm', 'a package'],
  ]),
};

/** Flags, and the capabilities that each one states: to call a tool is to call a function that the request names. */
export const FLAGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['attachment', ['attachment']],
  ['reasoning', ['reasoning']],
  ['tool_call', ['function_calling', 'tool_use']],
  ['structured_output', ['structured_outputs']],
]);

/** Texts that are stated as they stand. */
export const TEXTS: ReadonlyMap<string, Attribute> = new Map<string, Attribute>([
  ['knowledge', 'knowledge_cutoff'],
  ['release_date', 'released'],
  ['status', 'status'],
]);

/** Keys of a model. */
export const MODEL_KEYS: Keys = {
  taken: new Set([
    'id',
    'name',
    'limit',
    'cost',
    'modalities',
    'experimental',
    ...FLAGS.keys(),
    ...TEXTS.keys(),
  ]),
  ignored: new Map([
    ['family', 'a group of models, no fact about one'],
    ['interleaved', 'a detail of the interface'],
    ['last_updated', 'the day on which the row was changed'],
    ['open_weights', 'about the weights of the model; the row speaks of what a provider sells'],
    ['provider', 'package and address of the interface'],
    ['reasoning_options', 'efforts that the interface accepts'],
    ['temperature', 'a setting of the interface'],
  ]),
};

/** Counts of tokens in `limit`; each key means one thing. */
export const LIMITS: ReadonlyMap<string, Attribute> = new Map<string, Attribute>([
  ['context', 'context_window'],
  ['input', 'max_input'],
  ['output', 'max_output'],
]);
export const LIMIT_KEYS: Keys = { taken: new Set(LIMITS.keys()), ignored: new Map() };

/** The media that the catalogue knows: one that a row does not list is stated as missing. */
export const MEDIA = ['text', 'audio', 'image', 'video', 'pdf'] as const;
export const DIRECTIONS = ['input', 'output'] as const;
export const MODALITY_KEYS: Keys = { taken: new Set(DIRECTIONS), ignored: new Map() };

/** Prices in USD per 1M tokens, and the part of the price card that each one is. */
export const PARTS: ReadonlyMap<string, string> = new Map([
  ['input', 'input'],
  ['output', 'output'],
  ['reasoning', 'reasoning'],
  ['cache_read', 'cache_read'],
  ['cache_write', 'cache_write'],
  ['input_audio', 'input;modality=audio'],
  ['output_audio', 'output;modality=audio'],
]);

const NOT_IN_SCHEMA = 'no key of the catalogue: nobody says what it is a price of';

/** Keys of `cost`, of one of its tiers and of the cost of a mode. */
export const COST_KEYS: Keys = {
  taken: new Set([...PARTS.keys(), 'tiers', 'tier', 'context_over_200k']),
  ignored: new Map([
    ['cache_input', NOT_IN_SCHEMA],
    ['cached_input', NOT_IN_SCHEMA],
    ['cached_write', NOT_IN_SCHEMA],
    ['citation', NOT_IN_SCHEMA],
    ['image', 'per image or per token of one: nobody says'],
    ['request', 'per one call or per thousand: nobody says'],
  ]),
};

export const TIER_KEYS: Keys = { taken: new Set(['type', 'size']), ignored: new Map() };
export const EXPERIMENTAL_KEYS: Keys = { taken: new Set(['modes']), ignored: new Map() };
export const MODE_KEYS: Keys = { taken: new Set(['cost', 'provider']), ignored: new Map() };
