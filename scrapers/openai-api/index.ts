import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import { take } from '../../src/read/json.ts';
import { type VendorModel, vendorEntries } from '../../src/read/vendor-list.ts';

const URL_OF_LIST = 'https://api.openai.com/v1/models';
/** Who owns the models that everybody can use; everything else belongs to the account that asks. */
const OPENAI: ReadonlySet<string> = new Set(['openai', 'openai-internal', 'system']);

/** A model of another owner is a private one. */
function isPublic({ entry, node }: VendorModel): boolean {
  const owner = take(node, 'owned_by');
  if (owner === undefined || (owner.type === 'string' && OPENAI.has(owner.value))) return true;
  entry.refuse('unknown-owner', 'owned_by', owner);
  return false;
}

const entries = (page: Page): Generator<PageReading> =>
  vendorEntries(
    {
      vendor: 'openai',
      list: 'data',
      id: 'id',
      keys: {
        taken: new Set(['id', 'owned_by']),
        ignored: new Map([
          ['created', 'when the entry was made, which is not said to be a release'],
          ['object', 'always "model"'],
        ]),
      },
      envelope: new Set(['object']),
      accepts: isPublic,
    },
    page,
  );

/** OpenAI's own list of models: ids and nothing else. */
export const source: Source = {
  id: 'openai-api',
  owner: 'openai',
  kind: 'vendor',
  upstreams: {},
  recordings: [{ glob: 'openai-models.json', url: () => URL_OF_LIST }],
  key: { env: 'OPENAI_API_KEY', header: 'authorization', prefix: 'Bearer ' },
  schedule: '41 */6 * * *',
  seeds: [{ url: URL_OF_LIST }],
  locale: 'en',
  attributes: ['available', 'model'],
  absent: 'unknown',
  note: 'Ids that the API serves; the time of an entry is ignored.',
  ignores: [{ what: 'created', reason: 'the time of the entry, not of the release' }],
  terms: 'An API for customers with a key of their own; its answers are used as facts.',
  floor: 20,
  read: (page) => collected(entries(page)),
  entries,
};
