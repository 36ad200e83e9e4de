import type { Kysely } from 'kysely';
import type { AliasMap } from '../../schema/outputs.ts';
import { publish } from '../pipeline/publish.ts';
import { MappingRefused, NotFound } from '../report/errors.ts';
import type { Database } from '../store/connect.ts';
import { recordDecision } from '../store/decisions.ts';
import {
  type AliasAddress,
  aliasesAt,
  type MappingRow,
  mappingsOf,
  undoMappings,
} from '../store/mappings.ts';
import { isSubject, mapAliases } from '../store/names.ts';
import type { DB } from '../store/types.ts';

/** Who says so, and why: kept with every decision. */
interface Said {
  reason: string;
  by: string;
  at: Date;
}

export interface MapOptions extends Said {
  address: AliasAddress;
  /** Key of the subject of the alias's kind. */
  to: string;
  /** The subject may be one that no source speaks of yet: a part that is split off. */
  fresh: boolean;
}

interface FoundAlias extends AliasAddress {
  id: string;
  provider: string;
}

const shownAlias = ({ source, kind, written }: AliasAddress): string => `${kind} "${written}" of ${source}`;

async function aliasAt(db: Kysely<DB>, address: AliasAddress): Promise<FoundAlias> {
  const [alias, ...others] = await aliasesAt(db, address);
  if (!alias) {
    const next = `List the names that ${address.source} uses with: modelfacts sql "select native_id from registry.alias where source = '${address.source}'"`;
    throw new NotFound('There is no such alias', shownAlias(address), next);
  }
  if (others.length > 0) {
    const providers = [alias, ...others].map(({ provider }) => `"${provider}"`).join(', ');
    throw new MappingRefused(
      shownAlias(address),
      `several providers sell it: ${providers}`,
      'Add --provider.',
    );
  }
  return { ...address, ...alias };
}

const shownMapping = ({ key, cause, decision, by, reason, opened, closed }: MappingRow) => ({
  subject: key,
  cause,
  decision,
  by,
  reason,
  opened: opened.toISOString(),
  closed: closed?.toISOString() ?? null,
});

async function mapOf(
  db: Kysely<DB>,
  alias: FoundAlias,
  done: { decision: string | null; publication: string | null },
): Promise<AliasMap> {
  const { source, kind, provider, written } = alias;
  const history = (await mappingsOf(db, alias.id)).map(shownMapping);
  const mapping = history.find(({ closed }) => closed === null) ?? null;
  return { source, kind, provider, alias: written, mapping, history, ...done };
}

/** For which subject an alias stands, why, and for which it stood before. Throws NotFound. */
export async function aliasMap(database: Database, address: AliasAddress): Promise<AliasMap> {
  const { db } = database;
  return await mapOf(db, await aliasAt(db, address), { decision: null, publication: null });
}

async function link(db: Kysely<DB>, options: MapOptions): Promise<{ alias: FoundAlias; decision: string }> {
  const { to, fresh, reason, by, at } = options;
  const alias = await aliasAt(db, options.address);
  const { id, source, kind, provider, written } = alias;
  if (!fresh && !(await isSubject(db, { kind, key: to })))
    throw new NotFound(`There is no ${kind} "${to}"`, shownAlias(alias), 'Add --new if it is to be one.');
  const decision = await recordDecision(db, {
    kind: 'mapping',
    conflict: null,
    target: { source, kind, provider, alias: written },
    verdict: { kind: 'map', subject: to },
    reason,
    by,
    at,
    reviewAfter: null,
    supersedes: null,
    seen: { mappings: (await mappingsOf(db, id)).map(shownMapping) },
  });
  await mapAliases(db, [{ alias: id, kind, key: to, decision }], { cause: 'decision', at });
  return { alias, decision };
}

/**
 * Links an alias to another subject, which merges or splits what it speaks of: its mapping closes and a new one opens,
 * no claim is rewritten, and the feed tells both sides with the cause `identity`. Throws NotFound, MappingRefused.
 */
export async function mapAlias(database: Database, options: MapOptions): Promise<AliasMap> {
  const publishing = { at: options.at, cause: 'identity', run: null };
  const { first, publication } = await publish(database.db, publishing, (trx) => link(trx, options));
  if (!first) throw new Error('the alias was not linked');
  return await mapOf(database.db, first.alias, { decision: first.decision, publication });
}

async function unlink(
  db: Kysely<DB>,
  options: Said & { address: AliasAddress },
): Promise<{ alias: FoundAlias; decision: string }> {
  const { reason, by, at } = options;
  const alias = await aliasAt(db, options.address);
  const { source, kind, provider, written } = alias;
  const mappings = await mappingsOf(db, alias.id);
  const live = mappings.find(({ closed }) => closed === null);
  if (!live?.decision)
    throw new MappingRefused(shownAlias(alias), 'no person made its mapping', 'There is nothing to undo.');
  if (live.conflict !== null) {
    const next = `Undo it there: modelfacts review undo ${live.conflict}`;
    throw new MappingRefused(shownAlias(alias), `it follows from conflict ${live.conflict}`, next);
  }
  const decision = await recordDecision(db, {
    kind: 'mapping',
    conflict: null,
    target: { source, kind, provider, alias: written },
    verdict: { kind: 'undo', of: live.decision },
    reason,
    by,
    at,
    reviewAfter: null,
    supersedes: live.decision,
    seen: { mappings: mappings.map(shownMapping) },
  });
  await undoMappings(db, live.decision, at);
  return { alias, decision };
}

/** Undoes the newest linking by a person: the alias stands for what it stood for before. Throws NotFound, MappingRefused. */
export async function unmapAlias(
  database: Database,
  options: Said & { address: AliasAddress },
): Promise<AliasMap> {
  const publishing = { at: options.at, cause: 'identity', run: null };
  const { first, publication } = await publish(database.db, publishing, (trx) => unlink(trx, options));
  if (!first) throw new Error('the alias was not linked back');
  return await mapOf(database.db, first.alias, { decision: first.decision, publication });
}
