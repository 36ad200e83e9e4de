import type { PageReading } from '../../schema/source.ts';
import { type JsonNode, type JsonObject, take } from '../../src/read/json.ts';
import { badId, JsonEntry, type JsonListing } from '../../src/read/json-entries.ts';
import { isUnreadable } from '../../src/read/statements.ts';
import { DIRECTIONS, FLAGS, LIMIT_KEYS, LIMITS, MEDIA, MODALITY_KEYS, MODEL_KEYS, TEXTS } from './fields.ts';
import { type Row, readPrices } from './prices.ts';

const MEDIUM = /^[a-z][a-z0-9_-]*$/u;

/** Whole numbers of tokens; 0 stands where nobody knows. */
function readLimits({ entry, subject, node }: Row): void {
  const limit = take(node, 'limit');
  entry.checkKeys(limit, LIMIT_KEYS, 'limit.');
  for (const [key, attribute] of LIMITS) {
    const at = take(limit, key);
    const column = `limit.${key}`;
    if (at === undefined || (at.type === 'number' && at.text === '0')) continue;
    if (at.type !== 'number') entry.refuse('limit-not-number', column, at);
    else entry.say(subject, { means: [attribute], asWritten: at.text, at, column });
  }
}

/** The names in a list of media, or undefined where it is no list of names. */
function mediaOf(list: JsonNode): Map<string, JsonNode> | undefined {
  const media = new Map<string, JsonNode>();
  for (const item of list.type === 'array' ? list.items : []) {
    if (item.type !== 'string' || !MEDIUM.test(item.value)) return undefined;
    media.set(item.value, item);
  }
  return media.size > 0 ? media : undefined;
}

/** What is listed is there; of the media that the catalogue knows, what is not listed is not: the list says so. */
function readMedia({ entry, subject, node }: Row, direction: string): void {
  const at = take(node, 'modalities', direction);
  if (at === undefined) return;
  const column = `modalities.${direction}`;
  const listed = mediaOf(at);
  if (listed === undefined) entry.refuse('unknown-media', column, at);
  for (const [asWritten, item] of listed ?? []) {
    const scope = `${direction}=${asWritten}`;
    entry.say(subject, { means: ['modality'], scope, asWritten, at: item, column });
  }
  const missing = listed === undefined ? [] : MEDIA.filter((medium) => !listed.has(medium));
  const no = { means: ['modality'] as const, asWritten: entry.textOf(at), unitWritten: 'no', at, column };
  for (const medium of missing) entry.say(subject, { ...no, scope: `${direction}=${medium}` });
}

function readFlags({ entry, subject, node }: Row): void {
  for (const [key, capabilities] of FLAGS) {
    const at = take(node, key);
    if (at === undefined) continue;
    if (at.type !== 'boolean') entry.refuse('flag-not-boolean', key, at);
    else {
      for (const scope of capabilities) {
        entry.say(subject, { means: ['capability'], scope, asWritten: String(at.value), at, column: key });
      }
    }
  }
}

function readTexts({ entry, subject, node }: Row): void {
  for (const [key, attribute] of TEXTS) {
    const at = take(node, key);
    if (at === undefined) continue;
    if (at.type !== 'string' || isUnreadable(at.value)) entry.refuse('not-text', key, at);
    else if (at.value !== '') {
      entry.say(subject, { means: [attribute], asWritten: at.value, at, column: key });
    }
  }
}

function readModel({ entry, subject, node }: Row, id: JsonNode): void {
  entry.checkKeys(node, MODEL_KEYS, '');
  entry.checkKeys(take(node, 'modalities'), MODALITY_KEYS, 'modalities.');
  const label = take(node, 'name');
  entry.sayModel(subject, { asWritten: subject.id ?? '', at: id, label, column: 'id' });
}

/** One model of one provider: an offering under the provider's own id. */
export function readRow(listing: JsonListing, provider: string, node: JsonNode): PageReading {
  const where = `${provider}/${node.key}`;
  if (node.type !== 'object') return listing.refused('no-entry', where, node);
  const id = take(node, 'id');
  const bad = badId(id);
  if (bad !== undefined || id?.type !== 'string') return listing.refused(bad ?? 'no-id', where, node);
  if (id.value !== node.key) return listing.refused('two-ids', `${where} calls itself ${id.value}`, id);
  const entry = new JsonEntry(listing, where, [id]);
  const subject = { kind: 'offering', provider, id: id.value } as const;
  const row: Row = { entry, subject, node };
  readModel(row, id);
  readLimits(row);
  readPrices(row);
  for (const direction of DIRECTIONS) readMedia(row, direction);
  readFlags(row);
  readTexts(row);
  return entry.reading;
}

/** The models of a provider, or why there are none. */
export function modelsOf(provider: JsonNode): JsonObject | undefined {
  const models = take(provider, 'models');
  return models?.type === 'object' ? models : undefined;
}
