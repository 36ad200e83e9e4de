import type { Kysely } from 'kysely';
import type { Candidate } from '../../schema/judgement.ts';
import { closeNamedOfferings, markSharers, namesakes, undoMappings } from '../store/mappings.ts';
import { mapAliases } from '../store/names.ts';
import type { DB } from '../store/types.ts';

/** `<source>/<as written>`: ids of sources hold no slash. */
function nameOf(key: string): { source: string; written: string } {
  const slash = key.indexOf('/');
  return { source: key.slice(0, slash), written: key.slice(slash + 1) };
}

/**
 * What a ruling on a name changes beyond its own fact: the aliases that the source writes so stand for the chosen model
 * from now on, and the offerings that it names only by this name are found anew. No claim is touched.
 */
export async function mapNamesakes(
  db: Kysely<DB>,
  key: string,
  ruling: { decision: string; at: Date; chosen: Candidate },
): Promise<void> {
  const name = nameOf(key);
  const model = ruling.chosen.parts[0]?.value.text ?? '';
  const { decision } = ruling;
  const wanted = (await namesakes(db, name)).map((alias) => ({
    alias,
    kind: 'model' as const,
    key: model,
    decision,
  }));
  await mapAliases(db, wanted, { cause: 'decision', at: ruling.at });
  await closeNamedOfferings(db, name, ruling.at);
  await markSharers(db, { ...name, cause: 'identity' });
}

/** Takes that back: what the aliases stood for before, they stand for again. */
export async function unmapNamesakes(
  db: Kysely<DB>,
  key: string,
  undone: { decision: string; at: Date },
): Promise<void> {
  const name = nameOf(key);
  await undoMappings(db, undone.decision, undone.at);
  await closeNamedOfferings(db, name, undone.at);
  await markSharers(db, { ...name, cause: 'identity' });
}
