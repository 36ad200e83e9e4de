import type { Page, PageReading } from '../../schema/source.ts';
import { isHtml } from '../../src/read/facts.ts';
import { flightPayloads, onePayload } from '../../src/read/flight.ts';
import { type JsonNode, readJson, take } from '../../src/read/json.ts';
import { JsonListing } from '../../src/read/json-entries.ts';
import { listing, prices } from '../../src/read/listing.ts';
import { refusePage } from '../../src/read/refuse.ts';

/** The page carries its figures as JSON besides: a list of clusters, each with lists of models by kind. */
const KEY = 'clusterConfigs';

/** xAI counts in ticks: 12500 is 1.25 USD per 1M tokens. */
const TICKS = { as: 'decimal', per: '1e-4 USD per 1M tokens' } as const;
const LONG = { ...TICKS, above: 'longContextThreshold' };

const isBody = (page: Page): boolean => /^\s*[[{]/u.test(page.text.slice(0, 200));

/** Whether a page carries the lists: as its body, or in what it streams. */
export const hasBlob = (page: Page): boolean =>
  isBody(page) || (isHtml(page) && flightPayloads(page, KEY).length > 0);

/** The language models of all clusters. */
function open(page: Page): { page: Page; root: JsonNode; items: readonly JsonNode[] } {
  const payload = isBody(page) ? { page, root: readJson(page) } : onePayload(flightPayloads(page, KEY), KEY);
  const root = isBody(page) ? take(payload.root, KEY) : payload.root;
  if (root?.type !== 'array') return refusePage('landmark-missing', `the body has no list "${KEY}"`);
  const lists = root.items.map((cluster) => take(cluster, 'languageModels'));
  return { ...payload, root, items: lists.flatMap((list) => (list?.type === 'array' ? list.items : [])) };
}

const media = new Map(
  ['TEXT', 'IMAGE', 'AUDIO', 'VIDEO', 'FILE'].map((item) => [item, [item.toLowerCase()]]),
);

/** How the lists are read; lists of models for pictures and films count in ticks of another size. */
const LISTS = listing({
  list: `${KEY}.languageModels`,
  open,
  id: 'name',
  provider: 'xai',
  maker: true,
  fields: {
    maxPromptLength: { as: 'number', means: ['context_window', 'max_input'], of: 'both' },
    ...prices(
      {
        promptTextTokenPrice: 'input',
        promptImageTokenPrice: 'input;modality=image',
        cachedPromptTokenPrice: 'cache_read',
        completionTextTokenPrice: 'output',
      },
      TICKS,
    ),
    ...prices(
      {
        promptTextTokenPriceLongContext: 'input',
        promptImageTokenPriceLongContext: 'input;modality=image',
        cachedPromptTokenPriceLongContext: 'cache_read',
        completionTokenPriceLongContext: 'output',
        completionTextTokenPriceLongContext: 'output',
      },
      LONG,
    ),
    inputModalities: { as: 'list', means: 'modality', scope: 'input=*', items: media },
    outputModalities: { as: 'list', means: 'modality', scope: 'output=*', items: media },
    'features.functionCalling': { as: 'state', means: 'capability', scope: 'function_calling' },
    'features.structuredOutputs': { as: 'state', means: 'capability', scope: 'structured_outputs' },
    'features.reasoning': { as: 'state', means: 'capability', scope: 'reasoning' },
  },
  taken: ['longContextThreshold'],
  ignored: {
    'features.reasoningEffortOptions': 'settings of the interface',
    aliases: 'other names of the entry, also of models that it replaced: redirects, no identity',
    batchDiscountPercent: 'a share of the prices, no price',
    batchEnabled: 'a rule of the interface',
    cluster: 'the region of the machines; prices of two that differ are two claims',
    rpm: 'belongs to the account',
    rps: 'belongs to the account',
    tpm: 'belongs to the account',
    version: 'a label',
  },
});

/** Lists beside that of language models, with the reason why they are left alone. */
const OTHER_LISTS: ReadonlyMap<string, string> = new Map([
  ['imageGenerationModels', 'ticks per picture, of a size that the body does not name'],
  ['videoGenerationModels', 'ticks per film, of a size that the body does not name'],
  ['cluster', 'a region'],
  ['clusterName', 'a region'],
]);

/** What the embedded lists say; a list of another kind is refused by name. */
function read(page: Page): PageReading {
  const said = LISTS.read(page);
  const { page: inner, root } = open(page);
  const json = new JsonListing(inner);
  const clusters = root.type === 'array' ? root.items : [];
  const lists = clusters.flatMap((one) => (one.type === 'object' ? [...one.entries] : []));
  const strange = lists.flatMap(([key, node]) =>
    key === 'languageModels' || OTHER_LISTS.has(key) || !json.isNew(key)
      ? []
      : json.refused('unknown-field', key, node).refused,
  );
  return { ...said, refused: [...said.refused, ...strange] };
}

export const BLOB = {
  read,
  ignores: [...LISTS.ignores, ...[...OTHER_LISTS].map(([what, reason]) => ({ what, reason }))],
};
