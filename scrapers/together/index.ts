import type { Source } from '../../schema/source.ts';
import { listing, prices } from '../../src/read/listing.ts';

const URL_OF_LIST = 'https://api.together.xyz/v1/models';

/** Together's list. It names no unit: its documents say USD per 1M tokens, and a 0 is as often "not priced" as "free". */
export const source: Source = {
  id: 'together',
  owner: 'together',
  kind: 'host',
  upstreams: {},
  recordings: [{ glob: 'excerpts/together_v1_models_*.json', url: () => URL_OF_LIST }],
  key: { env: 'TOGETHER_API_KEY', header: 'authorization', prefix: 'Bearer ' },
  schedule: '47 */6 * * *',
  seeds: [{ url: URL_OF_LIST }],
  locale: 'en',
  currency: 'USD',
  absent: 'unknown',
  note: 'Ids, context lengths and prices per 1M tokens of what it serves by the token.',
  terms: 'An API for customers with a key of their own; its answers are used as facts.',
  floor: 1,
  ...listing({
    list: '',
    id: 'id',
    provider: 'together',
    fields: {
      context_length: { as: 'number', means: 'context_window' },
      ...prices(
        { 'pricing.input': 'input', 'pricing.output': 'output', 'pricing.cached_input': 'cache_read' },
        { as: 'number', per: '1M tokens', zero: /-Free$/u },
      ),
    },
    checks: [
      {
        path: 'type',
        is: ['chat', 'language', 'code', 'embedding', 'rerank', 'moderation'],
        guards: 'pricing',
        leaves: {
          image: 'sold by the picture',
          audio: 'sold by the character or minute',
          transcribe: 'sold by the minute',
          video: 'sold by the film',
        },
      },
    ],
    ignored: {
      'pricing.base': 'a fee of another product; always 0 where it was seen',
      'pricing.finetune': 'of training, in a unit that the list does not name',
      'pricing.hourly': 'of machines by the hour',
      config: 'templates of prompts',
      created: 'time of the entry',
      display_name: 'a label; the id is the name',
      license: 'a label of the list, not the licence of the weights',
      link: 'an address',
      object: 'always "model"',
      organization: 'the maker as a label',
      running: 'whether a machine runs now',
    },
  }),
};
