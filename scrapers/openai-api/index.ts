import type { Source } from '../../schema/source.ts';
import { take } from '../../src/read/json.ts';
import { type ListedEntry, listing } from '../../src/read/listing.ts';

const URL_OF_LIST = 'https://api.openai.com/v1/models';
/** Who owns the models that everybody can use; everything else belongs to the account that asks. */
const OPENAI: ReadonlySet<string> = new Set(['openai', 'openai-internal', 'system']);

/** A model of another owner is a private one. */
function isPublic({ entry, node }: ListedEntry): boolean {
  const owner = take(node, 'owned_by');
  if (owner === undefined || (owner.type === 'string' && OPENAI.has(owner.value))) return true;
  entry.refuse('unknown-owner', 'owned_by', owner);
  return false;
}

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
  absent: 'unknown',
  note: 'Ids that the API serves; the time of an entry is ignored.',
  terms: 'An API for customers with a key of their own; its answers are used as facts.',
  floor: 20,
  ...listing({
    list: 'data',
    id: 'id',
    provider: 'openai',
    maker: true,
    fields: {},
    taken: ['owned_by'],
    ignored: {
      created: 'when the entry was made, which is not said to be a release',
      object: 'always "model"',
    },
    envelope: { object: 'always "list"' },
    accepts: isPublic,
  }),
};
