import type { Page, PageReading } from '../../schema/source.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, readJson, take, writtenOf } from '../../src/read/json.ts';
import { JsonEntry, JsonListing } from '../../src/read/json-entries.ts';
import { sayArchitectures, sayModelConfig } from '../../src/read/model-config.ts';
import { refusePage } from '../../src/read/refuse.ts';

const FILE =
  /^https:\/\/huggingface\.co\/(?<id>[\w-]+\/[\w.-]+)\/(?:raw|resolve)\/[\w.-]+\/(?<file>[\w.-]+)$/u;

/** The repository that the address of one of its files names. */
export function repositoryAt(url: string, file: string): string | undefined {
  const groups = FILE.exec(url)?.groups;
  return groups?.file === file ? groups.id : undefined;
}

/** The model whose weights a repository holds. */
export const modelOf = (id: string): NamedSubject => ({ kind: 'model', id, huggingFace: id });

/** What a task of the hub says for certain about media; of other tasks nothing is said. */
export const TASKS: ReadonlyMap<string, readonly string[]> = new Map([
  ['text-generation', ['input=text', 'output=text']],
  ['image-text-to-text', ['input=image', 'input=text', 'output=text']],
]);

const many = (reason: string, names: string): [string, string][] =>
  names.split(' ').map((name) => [name, reason]);
/** Fields of the hub's answer that are left alone, and why. */
export const LEFT: ReadonlyMap<string, string> = new Map([
  ['safetensors', 'counts stored numbers: packed weights distort it, so it is no number of parameters'],
  ['createdAt', 'the making of the repository is not the release'],
  ['gated', 'who may download the files'],
  ...many(
    'other models, or others who serve it',
    'baseModels childrenModelCount inference inferenceProviderMapping spaces',
  ),
  ...many(
    'use and state of the repository',
    'lastModified private disabled downloads downloadsAllTime likes trendingScore',
  ),
  ...many(
    'files and the programs that load them',
    'siblings sha usedStorage library_name transformersInfo mask_token',
  ),
  ...many(
    'the id again, words of the community, and benchmarks as typed',
    '_id modelId author tags widgetData model-index',
  ),
]);
const KEYS = { taken: new Set(['id', 'cardData', 'config', 'pipeline_tag']), ignored: LEFT };

function sayLicence(entry: JsonEntry, of: NamedSubject, card: JsonNode | undefined): void {
  const licence = take(card, 'license');
  const isOther = writtenOf(licence) === 'other';
  const at = isOther ? take(card, 'license_name') : licence;
  const only = at?.type === 'array' && at.items.length === 1 ? at.items[0] : at;
  const asWritten = writtenOf(only);
  const column = isOther ? 'license_name' : 'license';
  if (at && asWritten !== undefined) entry.say(of, { means: ['licence'], asWritten, at, column });
  else if (licence && licence.type !== 'null') entry.refuse('unreadable-licence', column, at ?? licence);
}

/** One answer of the hub about a model: its licence, its architecture, and the media of its task. */
function readAnswer(listing: JsonListing, node: JsonNode): PageReading {
  const named = take(node, 'id');
  const id = writtenOf(named) ?? '';
  if (named?.type !== 'string' || !/^[\w-]+\/[\w.-]+$/u.test(id)) return listing.refused('no-id', id, node);
  const entry = new JsonEntry(listing, id, [named]);
  const of = modelOf(id);
  entry.checkKeys(node, KEYS, '');
  sayLicence(entry, of, take(node, 'cardData'));
  sayArchitectures(entry, of, take(node, 'config'));
  const at = take(node, 'pipeline_tag');
  const asWritten = writtenOf(at) ?? '';
  for (const scope of TASKS.get(asWritten) ?? [])
    if (at)
      entry.say(of, {
        means: ['modality'],
        scope,
        asWritten,
        unitWritten: 'yes',
        at,
        column: 'pipeline_tag',
      });
  return entry.reading;
}

/** Reads a `config.json`, which names no model: its address has to. */
function readConfig(page: Page, config: JsonNode): PageReading {
  const id = repositoryAt(page.url, 'config.json');
  if (id === undefined)
    return refusePage('no-model-named', 'neither a config.json nor this address names a model');
  const entry = new JsonEntry(new JsonListing(page), id, []);
  sayModelConfig(entry, modelOf(id), config);
  return entry.reading;
}

/** Reads a `config.json`, what the hub answers about a model, or a list of such answers. */
export function readAnswers(page: Page): PageReading {
  const root = readJson(page);
  const isConfig =
    take(root, 'id') === undefined && (take(root, 'model_type') ?? take(root, 'architectures'));
  if (isConfig) return readConfig(page, root);
  const listing = new JsonListing(page);
  const readings = (root.type === 'array' ? root.items : [root]).map((node) => readAnswer(listing, node));
  const statements = readings.flatMap((one) => one.statements);
  if (statements.length === 0) refusePage('no-figures', 'expected what the hub answers about a model');
  return { statements, refused: readings.flatMap((one) => one.refused) };
}
