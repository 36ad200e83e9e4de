import type { Keys } from '../../src/read/json-entries.ts';

/** Rates in cents per token, and the part of the price card that each one is. */
export const TOKEN_PARTS: ReadonlyMap<string, string> = new Map([
  ['request_token', 'input'],
  ['response_token', 'output'],
  ['cache_write_input_token', 'cache_write'],
  ['cache_read_input_token', 'cache_read'],
  ['reasoning_token', 'reasoning'],
  ['request_text_token', 'input;modality=text'],
  ['request_audio_token', 'input;modality=audio'],
  ['request_image_token', 'input;modality=image'],
  ['response_text_token', 'output;modality=text'],
  ['response_audio_token', 'output;modality=audio'],
  ['response_image_token', 'output;modality=image'],
  ['cache_read_text_input_token', 'cache_read;modality=text'],
  ['cached_text_input_token', 'cache_read;modality=text'],
  ['cache_read_audio_input_token', 'cache_read;modality=audio'],
  ['cache_read_image_input_token', 'cache_read;modality=image'],
  ['cached_image_input_token', 'cache_read;modality=image'],
]);

/** A unit beside tokens: its part, and what its cents are per. */
interface Unit {
  part: string;
  per: string;
}

/** Units whose meaning is certain. */
export const UNITS: ReadonlyMap<string, Unit> = new Map([
  ['cache_write_1h', { part: 'cache_write;ttl=1h', per: 'cents per token (float)' }],
  ['file_search', { part: 'file_search', per: 'cents per call (float)' }],
  ['web_search', { part: 'web_search', per: 'cents per call (float)' }],
]);

const MEDIA = 'counts of pictures, frames, pixels or steps: which of them multiply is not said';

/** Units that are left alone; those of films carry their size: `video_duration_seconds_720_1280`. */
export const UNIT_KEYS: Keys = {
  taken: new Set(UNITS.keys()),
  ignored: new Map([
    ['default_duration_seconds', MEDIA],
    ['default_sample_count', MEDIA],
    ['default_steps', MEDIA],
    ['embedding_image_token', 'says the rate of a token again in another unit'],
    ['embedding_text_token', 'says the rate of a token again in another unit'],
    ['enterprise_web_search', 'a service beside the model'],
    ['generated_images', MEDIA],
    ['image_1k', MEDIA],
    ['image_token', 'per token of a picture that goes in or comes out: the name does not say'],
    ['input_image', 'per picture or per token of one: the name does not say'],
    ['input_video_essential', MEDIA],
    ['input_video_plus', MEDIA],
    ['input_video_standard', MEDIA],
    ['maps', 'a service beside the model'],
    ['megapixels', MEDIA],
    ['request_audio_token', 'per token or per minute: the figures are a thousand times those of tokens'],
    ['response_audio_token', 'per token or per minute: the figures are a thousand times those of tokens'],
    ['routing_units', 'a rule of the seller'],
    ['search', 'a search in the web or elsewhere: the name does not say'],
    ['video_seconds', MEDIA],
    ['web_search_high_context', 'a search by its depth, for which a price has no part'],
    ['web_search_low_context', 'a search by its depth, for which a price has no part'],
    ['web_search_medium_context', 'a search by its depth, for which a price has no part'],
  ]),
};
export const FILM = /^video_duration_seconds_\d+_\d+$/u;

export const MODEL_KEYS: Keys = {
  taken: new Set(['pricing_config', 'custom_pricing']),
  ignored: new Map(),
};

export const PRICING_KEYS: Keys = {
  taken: new Set(['pay_as_you_go', 'batch_config', 'currency']),
  ignored: new Map([
    ['calculate', 'how the rates are put together'],
    ['finetune_config', 'training, not use'],
    ['fixed_cost', 'per request, mostly 0'],
  ]),
};

export const CARD_KEYS: Keys = {
  taken: new Set([...TOKEN_PARTS.keys(), 'additional_units']),
  ignored: new Map([['image', 'per picture, by quality and size, for which a price has no part']]),
};

export const CUSTOM_KEYS: Keys = {
  taken: new Set(['regions']),
  ignored: new Map([['context_tier_map', 'says the bands again that stand in the names of the tiers']]),
};

export const PRICE_KEYS: Keys = { taken: new Set(['price']), ignored: new Map() };
