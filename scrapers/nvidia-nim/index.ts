import type { Source } from '../../schema/source.ts';
import { listing } from '../../src/read/listing.ts';

const URL_OF_LIST = 'https://integrate.api.nvidia.com/v1/models';

/** NVIDIA's list of the models that its hosted endpoints serve: ids, nothing else. */
export const source: Source = {
  id: 'nvidia-nim',
  owner: 'nvidia-nim',
  kind: 'host',
  upstreams: {},
  recordings: [],
  schedule: '9 7 * * *',
  seeds: [{ url: URL_OF_LIST }],
  media: ['json'],
  locale: 'en',
  absent: 'unknown',
  note: 'Ids of the models that are served; no price and no limit is stated.',
  terms: 'A public list without a key; facts with their link.',
  floor: 5,
  ...listing({
    list: 'data',
    id: 'id',
    provider: 'nvidia-nim',
    fields: {},
    checks: [{ path: 'object', is: ['model'], guards: '' }],
    accepts: ({ entry, id, node }) => {
      const isId = /^[a-z\d][\w.-]*\/[\w.-]+$/iu.test(id);
      if (!isId) entry.refuse('bad-id', '', node);
      return isId;
    },
    alsoStates: ['available'],
    more: ({ entry, id, node }) => {
      const at = node.entries.get('id') ?? node;
      const said = {
        means: ['available'] as const,
        scope: 'via=nvidia-nim',
        asWritten: id,
        unitWritten: 'yes',
      };
      entry.say({ kind: 'model', id }, { ...said, at, column: 'id' });
    },
    envelope: { object: 'always "list"' },
    ignored: {
      created: 'the same day for every entry',
      owned_by: 'the maker, who stands in the id as well',
      parent: 'always null',
      permission: 'belongs to the account',
      root: 'the id again',
    },
  }),
};
