import { listing, prices } from '../../src/read/listing.ts';

/** A price of an offering that costs more for long prompts says nothing by itself. */
const tiered = (guards: string) => ({
  path: 'is_tiered_billing',
  is: ['false'],
  guards,
  leaves: { true: 'the price depends on the length of the prompt' },
  optional: true as const,
});

/** Novita's list of models. Prices count in ten-thousandths of a dollar per 1M tokens. */
export const LIST = listing({
  list: 'data',
  id: 'id',
  provider: 'novita',
  fields: {
    context_size: { as: 'number', means: 'context_window' },
    max_output_tokens: { as: 'number', means: 'max_output' },
    ...prices(
      {
        input_token_price_per_m: 'input',
        output_token_price_per_m: 'output',
        'pricing.prompt.price_per_m': 'input',
        'pricing.completion.price_per_m': 'output',
        'pricing.input_cache_read.price_per_m': 'cache_read',
      },
      { as: 'number', per: '1e-4 USD per 1M tokens', unknown: ['-1'] },
    ),
    features: {
      as: 'list',
      means: 'capability',
      items: new Map([
        ['function-calling', ['function_calling', 'tool_use']],
        ['structured-outputs', ['structured_outputs']],
        ['reasoning', ['reasoning']],
      ]),
      others: 'ways in which it is served',
    },
    input_modalities: { as: 'list', means: 'modality', scope: 'input=*' },
    output_modalities: { as: 'list', means: 'modality', scope: 'output=*' },
  },
  checks: [
    tiered('input_token'),
    tiered('output_token'),
    tiered('pricing'),
    {
      path: 'model_type',
      is: ['chat', 'completion', 'embedding', 'reranker'],
      guards: '',
      leaves: {
        image: 'sold by the picture',
        video: 'sold by the film',
        audio: 'sold by the character or minute',
      },
      optional: true,
    },
  ],
  ignored: {
    created: 'time of the entry',
    description: 'prose',
    display_name: 'a label; the id is the name',
    endpoints: 'settings of the interface',
    object: 'always "model"',
    owned_by: 'a label',
    permission: 'belongs to the account',
    root: 'says the id again',
    parent: 'says nothing',
    status: 'a number that the body does not explain',
    tags: 'labels of the catalogue',
    tiered_billing_configs: 'prices by the length of the prompt, in a form that nobody has seen',
    title: 'says the id again',
  },
  envelope: { object: 'always "list"' },
});
