import type { Source } from '../../schema/source.ts';
import { listing, prices } from '../../src/read/listing.ts';

const URL_OF_LIST = 'https://api.perplexity.ai/v1/models';

/** Perplexity's list of what its API serves: other makers' models at its own prices, and its Sonar line. */
export const source: Source = {
  id: 'perplexity',
  owner: 'perplexity',
  kind: 'host',
  upstreams: {},
  recordings: [{ glob: 'perplexity/v1_models_*.json', url: () => URL_OF_LIST }],
  schedule: '46 */6 * * *',
  seeds: [{ url: URL_OF_LIST }],
  locale: 'en',
  currency: 'USD',
  absent: 'unknown',
  note: 'Ids and prices per 1M tokens, in the unit that each entry names.',
  terms: 'A public list without a key; facts with their link.',
  floor: 10,
  complete: true,
  ...listing({
    list: 'data',
    id: 'id',
    provider: 'perplexity',
    fields: prices(
      {
        'pricing.input': 'input',
        'pricing.output': 'output',
        'pricing.cache_read': 'cache_read',
        'pricing.cache_write': 'cache_write',
      },
      { as: 'number', per: '1M tokens' },
    ),
    checks: [{ path: 'pricing.unit', is: ['usd_per_1m_tokens'], guards: 'pricing' }],
    ignored: {
      created: 'always 0',
      object: 'always "model"',
      owned_by: 'the maker, who stands in the id as well; perplexity for open weights that it serves itself',
    },
    envelope: { object: 'always "list"' },
  }),
};
