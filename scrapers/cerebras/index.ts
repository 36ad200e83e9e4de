import type { Page, PageReading, Source } from '../../schema/source.ts';
import { listing, prices } from '../../src/read/listing.ts';
import { readHome } from './home.ts';

const LIST = 'https://api.cerebras.ai/public/v1/models';
const HOME = 'https://www.cerebras.ai/';

const MODELS = listing({
  list: 'data',
  id: 'id',
  provider: 'cerebras',
  sells: 'hugging_face_id',
  fields: {
    'limits.max_context_length': { as: 'number', means: 'context_window' },
    'limits.max_completion_tokens': { as: 'number', means: 'max_output' },
    ...prices(
      {
        'pricing.prompt': 'input',
        'pricing.completion': 'output',
        'pricing.input_cache_read': 'cache_read',
        'pricing.input_cache_write': 'cache_write',
      },
      { as: 'decimal', per: 'token' },
    ),
    'capabilities.*': { as: 'state', means: 'capability', scope: '*' },
  },
  ignored: {
    object: 'always "model"',
    created: 'when the entry was made, or 0',
    owned_by: 'the maker as a label',
    name: 'a label without the size',
    architecture: 'a label of what goes in, and the tokenizer',
    'limits.requests_per_minute': 'belongs to the account',
    'limits.tokens_per_minute': 'belongs to the account',
    datacenter_locations: 'where it runs; no attribute',
    deprecated: 'says whether, not when',
    preview: 'a state of the offering; no attribute',
    quantization: 'the bits of the weights; no attribute',
  },
  envelope: { object: 'always "list"' },
  alsoStates: ['throughput', 'deprecated'],
});

const read = (page: Page): PageReading => (/^\s*[{[]/u.test(page.text) ? MODELS.read(page) : readHome(page));

/** Cerebras' public list of models, and the prices and speeds of its home page. */
export const source: Source = {
  id: 'cerebras',
  owner: 'cerebras',
  kind: 'host',
  upstreams: {},
  recordings: [
    { glob: 'excerpts/cerebras_public_*.json', url: () => LIST },
    { glob: 'cerebras/home_*.html', url: () => HOME },
  ],
  schedule: '51 */6 * * *',
  seeds: [{ url: LIST }, { url: HOME }],
  locale: 'en',
  currency: 'USD',
  absent: 'unknown',
  note: 'Ids, limits, prices and capabilities of its list; prices, speeds and announced ends of the home page, by name.',
  terms: 'A public list without a key, and a public page; facts with their link, no text.',
  floor: 5,
  attributes: MODELS.attributes,
  ignores: [
    ...MODELS.ignores,
    { what: 'plans on the home page', reason: 'subscriptions, of no model' },
    { what: 'the footnote on previews', reason: 'prose' },
  ],
  read,
};
