import type { Source } from '../../schema/source.ts';
import { listing, prices } from '../../src/read/listing.ts';

/** Hugging Face's router: open models and, as markets of its offerings, who serves each. Prices are USD per 1M tokens. */
export const source: Source = {
  id: 'huggingface-router',
  owner: 'huggingface',
  kind: 'router',
  upstreams: {},
  recordings: [],
  schedule: '10 */6 * * *',
  seeds: [{ url: 'https://router.huggingface.co/v1/models' }],
  media: ['json'],
  locale: 'en',
  currency: 'USD',
  absent: 'unknown',
  note: 'Routes in service of open models: the price, window, tools and structured output of each.',
  terms: 'A public list without a key; facts with their link.',
  floor: 2,
  ...listing({
    list: 'data',
    id: 'id',
    provider: 'huggingface',
    fields: {},
    routes: {
      list: 'providers',
      name: 'provider',
      fields: {
        context_length: { as: 'number', means: 'context_window' },
        ...prices(
          { 'pricing.input': 'input', 'pricing.output': 'output' },
          { as: 'number', per: '1M tokens' },
        ),
        supports_tools: { as: 'state', means: 'capability', scopes: ['function_calling', 'tool_use'] },
        supports_structured_output: { as: 'state', means: 'capability', scope: 'structured_outputs' },
      },
      checks: [
        {
          path: 'status',
          is: ['live'],
          guards: '',
          leaves: { staging: 'not in service yet', offline: 'not in service', error: 'not in service now' },
        },
      ],
      ignored: { is_model_author: 'who made the model, which its id says' },
    },
    ignored: {
      architecture: 'of the model; its card says it',
      created: 'time of the entry',
      object: 'always "model"',
      owned_by: 'the maker as a label',
    },
    envelope: { object: 'always "list"' },
  }),
};
