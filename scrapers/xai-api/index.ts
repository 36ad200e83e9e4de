import type { Source } from '../../schema/source.ts';
import { listing, prices } from '../../src/read/listing.ts';

const URL_OF_LIST = 'https://api.x.ai/v1/models';
/** xAI counts in ticks: 12500 is 1.25 USD per 1M tokens. */
const TICKS = { currency: 'USD', per: '1e-4 USD per 1M tokens' };
const PARTS = {
  prompt_text_token_price: 'input',
  cached_prompt_text_token_price: 'cache_read',
  completion_text_token_price: 'output',
  prompt_image_token_price: 'input;modality=image',
};
/** Each price has a second one for requests above the entry's threshold. */
const PRICES = Object.entries(PARTS).flatMap(([key, part]) => [
  ...Object.entries(prices({ [key]: part }, { as: 'number', ...TICKS })),
  ...Object.entries(
    prices({ [`${key}_long_context`]: part }, { as: 'number', ...TICKS, above: 'long_context_threshold' }),
  ),
]);

/** xAI's own list of models, with prices. */
export const source: Source = {
  id: 'xai-api',
  owner: 'xai',
  kind: 'vendor',
  upstreams: {},
  recordings: [{ glob: 'xai-models.json', url: () => URL_OF_LIST }],
  key: { env: 'XAI_API_KEY', header: 'authorization', prefix: 'Bearer ' },
  schedule: '44 */6 * * *',
  seeds: [{ url: URL_OF_LIST }],
  locale: 'en',
  absent: 'unknown',
  note: 'Ids, context windows, prices per token with their long-context band; aliases and prices of pictures are ignored.',
  terms: 'An API for customers with a key of their own; its answers are used as facts.',
  floor: 20,
  ...listing({
    list: 'data',
    id: 'id',
    provider: 'xai',
    maker: true,
    fields: {
      context_length: { as: 'number', means: 'context_window', of: 'both' },
      ...Object.fromEntries(PRICES),
    },
    taken: ['long_context_threshold'],
    ignored: {
      aliases: 'other names of the entry, also of models that it replaced; none is listed by itself',
      created: 'when the entry was made, which is not said to be a release',
      image_price: 'counted in a unit that the body does not name',
      object: 'always "model"',
      owned_by: 'always xAI',
    },
    envelope: { object: 'always "list"' },
  }),
};
