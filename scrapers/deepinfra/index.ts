import type { Source } from '../../schema/source.ts';
import { listing, prices } from '../../src/read/listing.ts';

const URL_OF_LIST = 'https://api.deepinfra.com/models/list';

/** DeepInfra's list. Prices count in US cents per token, as binary floats. */
export const source: Source = {
  id: 'deepinfra',
  owner: 'deepinfra',
  kind: 'host',
  upstreams: {},
  recordings: [{ glob: 'excerpts/deepinfra_models_list_*.json', url: () => URL_OF_LIST }],
  schedule: '48 */6 * * *',
  seeds: [{ url: URL_OF_LIST }],
  locale: 'en',
  currency: 'USD',
  absent: 'unknown',
  note: 'Model names, prices per token, and tags that name a capability.',
  terms: 'A public list without a key; facts with their link.',
  floor: 1,
  ...listing({
    list: '',
    id: 'model_name',
    provider: 'deepinfra',
    fields: {
      ...prices(
        { 'pricing.cents_per_input_token': 'input', 'pricing.cents_per_output_token': 'output' },
        { as: 'number', per: 'cents per token (float)' },
      ),
      tags: {
        as: 'list',
        means: 'capability',
        items: new Map([
          ['tools', ['function_calling', 'tool_use']],
          ['json', ['json_output']],
          ['reasoning', ['reasoning']],
          ['vision', ['vision']],
        ]),
        others: 'labels of the catalogue',
      },
    },
    checks: [
      {
        path: 'pricing.type',
        is: ['tokens'],
        guards: 'pricing',
        leaves: {
          time: 'sold by the second of a machine',
          image_units: 'sold by the picture',
          input_character_length: 'sold by the character',
          input_tokens: 'sold by the token of the input only; the field names differ',
          video_units: 'sold by the film',
        },
      },
    ],
    ignored: {
      'pricing.rate_per_input_token_cached': 'a share of the price of the input, no price',
      'pricing.rate_per_input_token_cache_write': 'a share of the price of the input, no price',
      deprecated: 'a moment in a unit that no recording shows; null where it was seen',
      max_tokens: 'no recording shows it, and its name does not say which limit it is',
      replaced_by: 'a redirect to another model, no identity',
      type: 'the task as a label',
      reported_type: 'the task as a label',
      cover_img_url: 'a picture',
      description: 'prose',
      quantization: 'the bits of the weights; no attribute',
      expected: 'settings of the interface',
      featured: 'a badge',
      mmlu: 'a score without a version',
      private: 'belongs to the account',
      short_doc: 'prose',
    },
  }),
};
