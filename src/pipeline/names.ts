import type { Kysely } from 'kysely';
import { identifyModel, providerKey } from '../identify/index.ts';
import { type AliasRow, identifiedOfferings, mapAlias, namedOfferings, openSubject } from '../store/names.ts';
import type { DB } from '../store/types.ts';

/** The subject that an alias names by itself, or null where only other offerings can tell or nobody knows. */
export function ownSubject(source: string, alias: Omit<AliasRow, 'id' | 'subject'>): string | null {
  if (alias.kind === 'provider') return providerKey(source, alias.nativeId).key;
  if (alias.kind === 'offering') {
    return alias.hasId ? `${providerKey(source, alias.provider).key}/${alias.nativeId}` : null;
  }
  const model = identifyModel(alias.hasId ? { id: alias.nativeId } : { name: alias.nativeId });
  return 'key' in model ? model.key : null;
}

/** Maps the aliases that have no subject yet and whose own words say which it is. */
export async function mapNewAliases(
  db: Kysely<DB>,
  aliases: readonly AliasRow[],
  mapped: { source: string; at: Date },
): Promise<AliasRow[]> {
  const result: AliasRow[] = [];
  for (const alias of aliases) {
    const key = alias.subject === null ? ownSubject(mapped.source, alias) : null;
    if (key === null) {
      result.push(alias);
      continue;
    }
    const subject = await openSubject(db, alias.kind, key);
    await mapAlias(db, { alias: alias.id, subject, cause: 'name parsed', at: mapped.at });
    result.push({ ...alias, subject });
  }
  return result;
}

/** The model part of a key: `stepfun/step-3.7-flash` -> `step-3.7-flash`. */
const bareName = (modelKey: string): string => modelKey.slice(modelKey.indexOf('/') + 1);

/**
 * The key of the offering that a source names only by provider and model: the provider's one plain listing of
 * that model if there is exactly one, else a key of its own; null where the model's name is not understood or
 * several plain listings compete.
 */
export function offeringKeyOf(
  alias: { source: string; provider: string; nativeId: string },
  listings: readonly { key: string; model: string }[],
): string | null {
  const model = identifyModel({ name: alias.nativeId });
  if (!('key' in model)) return null;
  const provider = providerKey(alias.source, alias.provider).key;
  const sold = listings.filter(
    (listing) => listing.model === model.key && listing.key.startsWith(`${provider}/`),
  );
  const plain = sold.filter((listing) => !listing.key.includes(':'));
  if (plain.length > 1) return null;
  return plain[0]?.key ?? `${provider}/${bareName(model.key)}`;
}

/** Finds the offerings for those aliases that were named without the provider's own id; repeats are idempotent. */
export async function matchOfferings(db: Kysely<DB>, at: Date): Promise<void> {
  const aliases = await namedOfferings(db);
  if (aliases.length === 0) return;
  const listings = await identifiedOfferings(db);
  for (const alias of aliases) {
    const key = offeringKeyOf(alias, listings);
    if (key === null || key === alias.subjectKey) continue;
    const subject = await openSubject(db, 'offering', key);
    await mapAlias(db, { alias: alias.id, subject, cause: 'provider and model', at });
  }
}
