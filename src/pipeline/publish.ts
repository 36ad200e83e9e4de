import type { Kysely } from 'kysely';
import { judge } from '../judge/index.ts';
import {
  appendChanges,
  type Cause,
  closeFacts,
  countPublication,
  hasPublished,
  openFacts,
  openPublication,
  writeStandings,
} from '../store/facts.ts';
import { clearDirty, countDirty, type DirtyKey, dirtyKeys, markDue } from '../store/keys.ts';
import { withPublishLock } from '../store/lock.ts';
import { markNeighbours } from '../store/neighbours.ts';
import { renewStatistics } from '../store/statistics.ts';
import type { DB } from '../store/types.ts';
import { markSoldWindows } from '../store/windows.ts';
import { type ConflictMoves, emptyLedger, type Ledger, moveConflict, planFacts } from './apply.ts';
import { breathe } from './memory.ts';
import { foldSpellings, matchOfferings } from './names.ts';
import { Neighbourhood } from './neighbours.ts';
import { loadKeys } from './states.ts';

/** What one publication did. */
export interface Published {
  publication: string | null;
  facts: { inserted: number; closed: number };
  conflicts: ConflictMoves;
  changes: number;
}

export interface PublishOptions {
  at: Date;
  cause: string;
  run: string | null;
}

/** Keys that are judged together: bounds the memory of a large publication. */
const KEYS_AT_ONCE = 1000;

/** The report of a publication that had nothing to do. */
export const nothingPublished = (): Published => ({
  publication: null,
  facts: { inserted: 0, closed: 0 },
  conflicts: { opened: 0, settled: 0, healed: 0 },
  changes: 0,
});

async function judgeKeys(
  db: Kysely<DB>,
  keys: readonly DirtyKey[],
  publication: { id: string; at: Date; counts: ConflictMoves; neighbourhood: Neighbourhood; first: boolean },
): Promise<Ledger> {
  const ledger = emptyLedger();
  const loaded = await loadKeys(db, keys, publication);
  for (const [index, key] of loaded.entries()) {
    const verdict = judge(key.state, publication.at.toISOString());
    planFacts(ledger, key, { verdict, cause: (keys[index]?.cause ?? 'source') as Cause, at: publication.at });
    await moveConflict(db, key, { verdict, publication, counts: publication.counts });
  }
  return ledger;
}

async function writeLedger(
  db: Kysely<DB>,
  ledger: Ledger,
  publication: { id: string; at: Date },
): Promise<void> {
  await closeFacts(db, publication, { ids: ledger.closeValid, time: 'valid' });
  await closeFacts(db, publication, { ids: ledger.closeKnown, time: 'known' });
  await openFacts(db, publication, ledger.open);
  await appendChanges(db, publication, ledger.changes);
}

/** Judges every dirty key inside the given transaction, which must hold the publication lock. */
async function publishKeys(
  db: Kysely<DB>,
  keys: readonly DirtyKey[],
  options: PublishOptions,
): Promise<Published> {
  const done = nothingPublished();
  const first = !(await hasPublished(db));
  const id = await openPublication(db, options);
  const neighbourhood = new Neighbourhood();
  const publication = { id, at: options.at, counts: done.conflicts, neighbourhood, first };
  for (let start = 0; start < keys.length; start += KEYS_AT_ONCE) {
    const batch = keys.slice(start, start + KEYS_AT_ONCE);
    const ledger = await judgeKeys(db, batch, publication);
    await writeLedger(db, ledger, publication);
    await writeStandings(db, id, { keys: first ? [] : batch, rows: ledger.standings });
    done.facts.inserted += ledger.open.length;
    done.facts.closed += ledger.closeValid.length + ledger.closeKnown.length;
    done.changes += ledger.changes.length;
    breathe();
  }
  await clearDirty(db);
  await countPublication(db, id, { facts: done.facts, conflicts: done.conflicts, changes: done.changes });
  return { ...done, publication: id };
}

/**
 * The publication: one transaction under one lock that reads all dirty keys, judges them and writes facts,
 * conflicts and changes with one id. Readers see the state before it or after it, never between.
 * Extra work of the same transaction (a decision) goes in `first`.
 */
export async function publish<T>(
  db: Kysely<DB>,
  options: PublishOptions,
  first?: (trx: Kysely<DB>) => Promise<T>,
): Promise<Published & { first: T | undefined }> {
  return await db.transaction().execute(async (trx) => {
    await withPublishLock(trx);
    const prepared = first === undefined ? undefined : await first(trx);
    await renewStatistics(trx, await countDirty(trx));
    await matchOfferings(trx, options.at);
    await foldSpellings(trx, options.at);
    await markDue(trx, options.at);
    await markNeighbours(trx);
    await markSoldWindows(trx);
    const keys = await dirtyKeys(trx);
    const done = keys.length === 0 ? nothingPublished() : await publishKeys(trx, keys, options);
    return { ...done, first: prepared };
  });
}
