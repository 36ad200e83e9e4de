import { qualified, qualifiersOf } from '../../schema/scope.ts';
import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import { take } from '../../src/read/json.ts';
import { figureOf, sayLimit, sayPrice } from '../../src/read/json-figures.ts';
import { type VendorModel, vendorEntries } from '../../src/read/vendor-list.ts';

const URL_OF_LIST = 'https://api.x.ai/v1/models';
/** xAI counts in ticks: 12500 is 1.25 USD per 1M tokens. */
const TICKS = { locale: 'en', currency: 'USD', per: '1e-4 USD per 1M tokens' };
const LONG = '_long_context';
const PARTS: ReadonlyMap<string, string> = new Map([
  ['prompt_text_token_price', 'input'],
  ['cached_prompt_text_token_price', 'cache_read'],
  ['completion_text_token_price', 'output'],
  ['prompt_image_token_price', 'input;modality=image'],
]);

function readPrice(model: VendorModel, key: string, part: string): void {
  const { entry, node, offering } = model;
  const at = take(node, key);
  if (at === undefined || at.type === 'null') return;
  sayPrice(entry, offering, { figure: at, at, scope: 'USD', part, context: TICKS, column: key });
}

/** The price of requests above the threshold, which is quoted with it; without a threshold nobody knows for what. */
function readLong(model: VendorModel, key: string, part: string): void {
  const { entry, node, offering } = model;
  const at = take(node, key);
  const threshold = take(node, 'long_context_threshold');
  if (at === undefined || at.type === 'null') return;
  const above = figureOf(entry, threshold, 'long_context_threshold');
  if (threshold === undefined || above === undefined) entry.refuse('no-threshold', key, at);
  else {
    const { head, qualifiers } = qualifiersOf(part);
    const banded = qualified(head, { ...Object.fromEntries(qualifiers), above });
    const said = { figure: at, at, beside: [threshold], column: key };
    sayPrice(entry, offering, { ...said, scope: 'USD', part: banded, context: TICKS });
  }
}

function readModel(model: VendorModel): void {
  const { entry, node, both } = model;
  sayLimit(entry, both, { node, key: 'context_length', means: ['context_window'] });
  for (const [key, part] of PARTS) {
    readPrice(model, key, part);
    readLong(model, `${key}${LONG}`, part);
  }
}

const entries = (page: Page): Generator<PageReading> =>
  vendorEntries(
    {
      vendor: 'xai',
      list: 'data',
      id: 'id',
      keys: {
        taken: new Set([
          'id',
          'context_length',
          'long_context_threshold',
          ...[...PARTS.keys()].flatMap((key) => [key, `${key}${LONG}`]),
        ]),
        ignored: new Map([
          ['aliases', 'other names of the entry, also of models that it replaced; none is listed by itself'],
          ['created', 'when the entry was made, which is not said to be a release'],
          ['image_price', 'counted in a unit that the body does not name'],
          ['object', 'always "model"'],
          ['owned_by', 'always xAI'],
        ]),
      },
      envelope: new Set(['object']),
      read: readModel,
    },
    page,
  );

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
  attributes: ['context_window', 'price', 'available', 'model'],
  absent: 'unknown',
  note: 'Ids, context windows, prices per token with their long-context band; aliases and prices of pictures are ignored.',
  ignores: [
    { what: 'aliases', reason: 'the list names retired ids that are redirected' },
    { what: 'prices of pictures', reason: 'in ticks without a stated unit' },
  ],
  terms: 'An API for customers with a key of their own; its answers are used as facts.',
  floor: 20,
  read: (page) => collected(entries(page)),
  entries,
};
