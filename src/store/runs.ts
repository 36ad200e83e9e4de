import { type Kysely, sql } from 'kysely';
import type { Source } from '../../schema/source.ts';
import { WrongWorld } from '../report/errors.ts';
import type { DB } from './types.ts';

export type World = 'demo' | 'live' | 'recorded';

/** The world that the database holds, or undefined before its first run. */
export async function worldOf(db: Kysely<DB>): Promise<World | undefined> {
  const row = await db.selectFrom('registry.world').select('world').executeTakeFirst();
  return row?.world;
}

/** Makes the database one of this world, or refuses: worlds never mix. */
export async function enterWorld(db: Kysely<DB>, world: World, now: Date): Promise<void> {
  await db
    .insertInto('registry.world')
    .values({ only: true, world, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const held = await worldOf(db);
  if (held !== undefined && held !== world) throw new WrongWorld(held, world);
}

/** Opens a run and gives its id. */
export async function startRun(
  db: Kysely<DB>,
  run: { command: string; world: World; at: Date },
): Promise<string> {
  const row = await db
    .insertInto('registry.run')
    .values({ command: run.command, world: run.world, started_at: run.at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Closes a run with its outcome. */
export async function finishRun(
  db: Kysely<DB>,
  run: string,
  end: { at: Date; outcome: string },
): Promise<void> {
  await db
    .updateTable('registry.run')
    .set({ finished_at: end.at, outcome: end.outcome })
    .where('id', '=', run)
    .execute();
}

/** Keeps what a source declares about itself, as of this run. */
export async function declareSources(db: Kysely<DB>, sources: readonly Source[]): Promise<void> {
  for (const source of sources) {
    const declared = JSON.stringify({
      upstreams: source.upstreams,
      absent: source.absent,
      floor: source.floor,
    });
    const row = {
      owner: source.owner,
      kind: source.kind,
      schedule: source.schedule,
      note: source.note,
      declared,
    };
    await db
      .insertInto('registry.source')
      .values({ id: source.id, ...row })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(row)
          .where(
            sql<boolean>`(source.owner, source.kind, source.schedule, source.note, source.declared) is distinct from (excluded.owner, excluded.kind, excluded.schedule, excluded.note, excluded.declared)`,
          ),
      )
      .execute();
  }
}

export type RoundOutcome = 'changed' | 'unchanged' | 'refused' | 'failed' | 'interrupted' | 'partial';

/** Opens the round of one slot of one source. */
export async function startRound(
  db: Kysely<DB>,
  round: { source: string; run: string; slot: Date; at: Date },
): Promise<string> {
  const row = await db
    .insertInto('registry.round')
    .values({ source: round.source, run: round.run, slot: round.slot, started_at: round.at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Ends a round; a refused one has changed no claim. */
export async function finishRound(
  db: Kysely<DB>,
  round: string,
  end: { at: Date; outcome: RoundOutcome; reasons: unknown; counts: unknown },
): Promise<void> {
  await db
    .updateTable('registry.round')
    .set({
      finished_at: end.at,
      outcome: end.outcome,
      reasons: JSON.stringify(end.reasons),
      counts: JSON.stringify(end.counts),
    })
    .where('id', '=', round)
    .execute();
}

/** The slot of the last round of each source that came to its end, whatever its outcome. */
export async function lastSlots(db: Kysely<DB>): Promise<Map<string, { slot: Date; outcome: RoundOutcome }>> {
  const rows = await db
    .selectFrom('registry.round')
    .distinctOn('source')
    .select(['source', 'slot', 'outcome'])
    .where('finished_at', 'is not', null)
    .where('outcome', '!=', 'interrupted')
    .orderBy('source')
    .orderBy('slot', 'desc')
    .execute();
  return new Map(
    rows.flatMap((row) => (row.outcome ? [[row.source, { slot: row.slot, outcome: row.outcome }]] : [])),
  );
}
