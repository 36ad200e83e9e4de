import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import { type JsonNode, take, writtenOf } from '../../src/read/json.ts';
import { sayLimit } from '../../src/read/json-figures.ts';
import { type VendorModel, vendorEntries } from '../../src/read/vendor-list.ts';

const URL_OF_LIST = 'https://api.anthropic.com/v1/models?limit=1000';
/** `image_input`: whether a medium is accepted. Every other name under `capabilities` is a capability. */
const MEDIUM = /^([a-z]+)_input$/u;
const DAY = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?Z$/u;
/** How Anthropic writes that a date is not known. */
const NO_DAY = '1970-01-01';

/** `{"supported": true}` says yes or no; what stands beside it are modes of the interface. */
function readCapability({ entry, offering }: VendorModel, name: string, node: JsonNode): void {
  const at = take(node, 'supported');
  const column = `capabilities.${name}`;
  const medium = MEDIUM.exec(name)?.[1];
  const means = medium === undefined ? (['capability'] as const) : (['modality'] as const);
  const scope = medium === undefined ? name : `input=${medium}`;
  if (node.type === 'null') return;
  if (at?.type !== 'boolean') entry.refuse('unreadable-state', column, node);
  else entry.say(offering, { means, scope, asWritten: String(at.value), at, beside: [node], column });
}

/**
 * By its documentation `created_at` is when the model was released: always a midnight, so that only the day counts. It
 * is said of the id in the interface alone: of ten recorded days four lie one or two before the public announcement.
 */
function readReleased({ entry, node, offering }: VendorModel): void {
  const at = take(node, 'created_at');
  if (at === undefined || at.type === 'null') return;
  const asWritten = DAY.exec(writtenOf(at) ?? '')?.[1];
  if (asWritten === undefined) entry.refuse('unreadable-date', 'created_at', at);
  else if (asWritten !== NO_DAY) {
    entry.say(offering, { means: ['released'], asWritten, at, column: 'created_at' });
  }
}

function readModel(model: VendorModel): void {
  const { entry, node, both } = model;
  sayLimit(entry, both, { node, key: 'max_input_tokens', means: ['context_window', 'max_input'] });
  sayLimit(entry, both, { node, key: 'max_tokens', means: ['max_output'] });
  readReleased(model);
  const capabilities = take(node, 'capabilities');
  if (capabilities?.type === 'object') {
    for (const [name, state] of capabilities.entries) readCapability(model, name, state);
  } else if (capabilities !== undefined && capabilities.type !== 'null') {
    entry.refuse('unreadable-state', 'capabilities', capabilities);
  }
}

const entries = (page: Page): Generator<PageReading> =>
  vendorEntries(
    {
      vendor: 'anthropic',
      list: 'data',
      id: 'id',
      label: 'display_name',
      keys: {
        taken: new Set([
          'id',
          'display_name',
          'capabilities',
          'created_at',
          'max_input_tokens',
          'max_tokens',
        ]),
        ignored: new Map([['type', 'always "model"']]),
      },
      envelope: new Set(['first_id', 'has_more', 'last_id']),
      hasMore: (root) => writtenOf(take(root, 'has_more')) === 'true',
      read: readModel,
    },
    page,
  );

/** Anthropic's own list of models. */
export const source: Source = {
  id: 'anthropic-api',
  owner: 'anthropic',
  kind: 'vendor',
  upstreams: {},
  recordings: [{ glob: 'anthropic-models.json', url: () => URL_OF_LIST }],
  key: {
    env: 'ANTHROPIC_API_KEY',
    header: 'x-api-key',
    beside: { 'anthropic-version': '2023-06-01' },
  },
  schedule: '42 */6 * * *',
  seeds: [{ url: URL_OF_LIST }],
  locale: 'en',
  attributes: [
    'context_window',
    'max_input',
    'max_output',
    'available',
    'model',
    'capability',
    'modality',
    'released',
  ],
  absent: 'unknown',
  note: 'Ids, limits, days of release, capabilities and media; modes inside a capability are ignored.',
  ignores: [{ what: 'modes inside a capability', reason: 'they are settings of one request' }],
  terms: 'An API for customers with a key of their own; its answers are used as facts.',
  floor: 20,
  read: (page) => collected(entries(page)),
  entries,
};
