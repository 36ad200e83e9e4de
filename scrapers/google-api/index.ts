import { collected, type Page, type PageReading, type Source } from '../../schema/source.ts';
import { take, writtenOf } from '../../src/read/json.ts';
import { sayLimit } from '../../src/read/json-figures.ts';
import { type VendorModel, vendorEntries } from '../../src/read/vendor-list.ts';

const URL_OF_LIST = 'https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000';
/** Methods that answer in tokens; for pictures, films and vectors the list fills the limits with standing figures. */
const ANSWERS: ReadonlySet<string> = new Set(['bidiGenerateContent', 'generateAnswer', 'generateContent']);
const CACHES = 'createCachedContent';

function readMethods({ entry, node, offering }: VendorModel): boolean {
  const methods = take(node, 'supportedGenerationMethods');
  const items = methods?.type === 'array' ? methods.items : [];
  const column = 'supportedGenerationMethods';
  for (const at of items) {
    if (at.type !== 'string') entry.refuse('bad-name', column, at);
    else if (at.value === CACHES) {
      const said = { asWritten: at.value, unitWritten: 'yes', at, column };
      entry.say(offering, { ...said, means: ['capability'], scope: 'prompt_caching' });
    }
  }
  return items.some((at) => at.type === 'string' && ANSWERS.has(at.value));
}

function readThinking({ entry, node, offering }: VendorModel): void {
  const at = take(node, 'thinking');
  if (at === undefined || at.type === 'null') return;
  if (at.type !== 'boolean') entry.refuse('unreadable-state', 'thinking', at);
  else {
    const asWritten = String(at.value);
    entry.say(offering, { means: ['capability'], scope: 'thinking', asWritten, at, column: 'thinking' });
  }
}

function readModel(model: VendorModel): void {
  const { entry, node, both } = model;
  if (readMethods(model)) {
    sayLimit(entry, both, { node, key: 'inputTokenLimit', means: ['context_window', 'max_input'] });
    sayLimit(entry, both, { node, key: 'outputTokenLimit', means: ['max_output'] });
  } else sayLimit(entry, both, { node, key: 'inputTokenLimit', means: ['max_input'] });
  readThinking(model);
}

const entries = (page: Page): Generator<PageReading> =>
  vendorEntries(
    {
      vendor: 'google',
      list: 'models',
      id: 'name',
      before: 'models/',
      label: 'displayName',
      keys: {
        taken: new Set([
          'name',
          'displayName',
          'inputTokenLimit',
          'outputTokenLimit',
          'supportedGenerationMethods',
          'thinking',
        ]),
        ignored: new Map([
          ['baseModelId', 'says the id again'],
          ['description', 'prose'],
          ['maxTemperature', 'settings of the interface'],
          ['temperature', 'settings of the interface'],
          ['topK', 'settings of the interface'],
          ['topP', 'settings of the interface'],
          ['version', 'a mark of the maker that names no model'],
        ]),
      },
      envelope: new Set(['nextPageToken']),
      hasMore: (root) => (writtenOf(take(root, 'nextPageToken')) ?? '') !== '',
      read: readModel,
    },
    page,
  );

/** Google's own list of models in the Gemini API. */
export const source: Source = {
  id: 'google-api',
  owner: 'google',
  kind: 'vendor',
  upstreams: {},
  recordings: [{ glob: 'google-models.json', url: () => URL_OF_LIST }],
  key: { env: 'GEMINI_API_KEY', header: 'x-goog-api-key' },
  schedule: '43 */6 * * *',
  seeds: [{ url: URL_OF_LIST }],
  locale: 'en',
  attributes: ['context_window', 'max_input', 'max_output', 'available', 'model', 'capability'],
  absent: 'unknown',
  note: 'Ids, limits, thinking and caching; prose and sampling settings are ignored.',
  ignores: [
    { what: 'prose', reason: 'it states nothing that the fields do not' },
    { what: 'sampling settings', reason: 'they are settings of one request' },
  ],
  terms: 'An API for customers with a key of their own; its answers are used as facts.',
  floor: 20,
  read: (page) => collected(entries(page)),
  entries,
};
