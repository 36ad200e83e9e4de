import type { Kysely } from 'kysely';
import { type IdentifiedModel, providerKey } from '../identify/index.ts';
import { ruledNames } from '../store/mappings.ts';
import {
  type AliasRow,
  identifiedOfferings,
  mapAliases,
  namedOfferings,
  type Spelling,
  spellingsOfOfferings,
  type WantedMapping,
} from '../store/names.ts';
import type { DB } from '../store/types.ts';
import { grouped } from './grouped.ts';
import { modelNamed } from './identified.ts';

type Named = Pick<AliasRow, 'kind' | 'provider' | 'nativeId' | 'hasId'> & {
  name?: string | null;
  huggingFace?: string | undefined;
};

/** The key of what one source calls a model: its subject where that can be several models. */
export const nameKey = (source: string, written: string): string => `${source}/${written}`;

/** The model that the alias's own words name. */
function modelOfAlias(source: string, { nativeId, name, hasId, huggingFace }: Named): IdentifiedModel {
  const naming = hasId ? { id: nativeId, ...(name && { name }) } : { name: nativeId };
  return modelNamed(source, { ...naming, huggingFace });
}

/** The subject that an alias names by itself, or null where only other offerings can tell or nobody knows. */
export function ownSubject(source: string, alias: Named): string | null {
  if (alias.kind === 'provider') return providerKey(source, alias.nativeId).key;
  if (alias.kind === 'offering') {
    return alias.hasId ? `${providerKey(source, alias.provider).key}/${alias.nativeId}` : null;
  }
  if (alias.kind === 'name') return nameKey(source, alias.nativeId);
  const model = modelOfAlias(source, alias);
  return 'key' in model ? model.key : null;
}

/** The provider of an alias as its source writes it, where no line of providers.tsv names it; else null. */
export function unknownProvider(source: string, alias: Omit<Named, 'hasId'>): string | null {
  const written = alias.kind === 'provider' ? alias.nativeId : alias.provider;
  if (alias.kind === 'model' || alias.kind === 'name' || written === '@maker') return null;
  return providerKey(source, written).known ? null : written;
}

/** Ids that differ only in the case of ASCII letters are one id: no provider is known to sell two things under such a pair. */
const foldCase = (key: string): string => key.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** Whether an alias stands for this key already; which spelling of an offering's key is used, all its aliases decide. */
const sameOffering = (key: string, { kind, subjectKey }: AliasRow): boolean =>
  key === subjectKey ||
  (kind === 'offering' && subjectKey !== null && foldCase(key) === foldCase(subjectKey));

/** Maps the aliases whose own words say which subject they are: new ones, and those that we understood otherwise. */
export async function mapByName(
  db: Kysely<DB>,
  aliases: readonly (AliasRow & Named)[],
  at: Date,
): Promise<AliasRow[]> {
  const wanted: WantedMapping[] = [];
  const unclear: AliasRow[] = [];
  for (const alias of aliases) {
    const key = alias.decided ? null : ownSubject(alias.source, alias);
    if (key !== null && !sameOffering(key, alias)) wanted.push({ alias: alias.id, kind: alias.kind, key });
    if (key === null && !alias.decided && alias.kind === 'model') unclear.push(alias);
  }
  wanted.push(...(await asRuled(db, unclear)));
  const mapped = await mapAliases(db, wanted, { cause: 'name parsed', at });
  return aliases.map((alias) => ({ ...alias, subject: mapped.get(alias.id) ?? alias.subject }));
}

/** What a person ruled of these names before: an ambiguous name that comes again is not asked about again. */
async function asRuled(db: Kysely<DB>, aliases: readonly AliasRow[]): Promise<WantedMapping[]> {
  const keyOf = (alias: AliasRow): string => nameKey(alias.source, alias.nativeId);
  const ruled = await ruledNames(db, aliases.map(keyOf));
  return aliases.flatMap((alias) => {
    const { model = null, decision = null } = ruled.get(keyOf(alias)) ?? {};
    return model === null ? [] : [{ alias: alias.id, kind: alias.kind, key: model, decision }];
  });
}

/** The model part of a key: `stepfun/step-3.7-flash` -> `step-3.7-flash`. */
const bareName = (modelKey: string): string => modelKey.slice(modelKey.indexOf('/') + 1);

/** The offerings that are known by an id, by the model that they sell. */
export type Listings = ReadonlyMap<string, readonly { key: string }[]>;

/**
 * The key of the offering that a source names only by provider and model: the provider's one plain listing of
 * that model if there is exactly one, else a key of its own; null where the model's name is not understood or
 * several plain listings compete.
 */
export function offeringKeyOf(
  alias: { source: string; provider: string; nativeId: string },
  listings: Listings,
  ruled: string | null = null,
): string | null {
  const named = modelNamed(alias.source, { name: alias.nativeId, provider: alias.provider });
  const model = ruled !== null && !('key' in named) ? { key: ruled } : named;
  if (!('key' in model)) return null;
  const maker = model.key.slice(0, model.key.indexOf('/'));
  const provider = alias.provider === '@maker' ? maker : providerKey(alias.source, alias.provider).key;
  const sold = listings.get(model.key) ?? [];
  const plain = sold.filter(({ key }) => key.startsWith(`${provider}/`) && !key.includes(':'));
  if (new Set(plain.map(({ key }) => foldCase(key))).size > 1) return null;
  return plain[0]?.key ?? `${provider}/${bareName(model.key)}`;
}

/** Finds the offerings for those aliases that were named without the provider's own id; repeats are idempotent. */
export async function matchOfferings(db: Kysely<DB>, at: Date): Promise<void> {
  const aliases = await namedOfferings(db);
  if (aliases.length === 0) return;
  const listings = grouped(await identifiedOfferings(db), ({ model }) => model);
  const ruled = await ruledNames(
    db,
    aliases.map(({ source, nativeId }) => nameKey(source, nativeId)),
  );
  const wanted: WantedMapping[] = [];
  for (const alias of aliases) {
    const model = ruled.get(nameKey(alias.source, alias.nativeId))?.model ?? null;
    const key = alias.decided ? null : offeringKeyOf(alias, listings, model);
    if (key !== null && !sameOffering(key, alias)) wanted.push({ alias: alias.id, kind: 'offering', key });
  }
  await mapAliases(db, wanted, { cause: 'provider and model', at });
}

/** What a person chose comes first, then what the provider itself writes, then an id before a name. */
const rankOf = ({ decided, own, hasId }: Spelling): number => {
  if (decided) return 0;
  if (!hasId) return 3;
  return own ? 1 : 2;
};

/** The better spelling of two: by rank, then the first in the order of bytes, which puts capitals first. */
const betterOf = (one: Spelling, other: Spelling): Spelling => {
  const ranks = rankOf(one) - rankOf(other);
  if (ranks !== 0) return ranks < 0 ? one : other;
  return one.spelled <= other.spelled ? one : other;
};

/** Ids of one provider that differ only in case become one offering; repeats and other orders give the same. */
export async function foldSpellings(db: Kysely<DB>, at: Date): Promise<void> {
  const wanted: WantedMapping[] = [];
  for (const spellings of grouped(await spellingsOfOfferings(db), ({ spelled }) =>
    foldCase(spelled),
  ).values()) {
    const { spelled: key } = spellings.reduce(betterOf);
    for (const { id, decided, subjectKey } of spellings) {
      if (!decided && subjectKey !== key) wanted.push({ alias: id, kind: 'offering', key });
    }
  }
  await mapAliases(db, wanted, { cause: 'same id but for its case', at });
}
