import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Source } from '../../schema/source.ts';
import { audit } from '../../src/pipeline/audit.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { verify } from '../../src/pipeline/verify.ts';
import { reviewList } from '../../src/review/list.ts';
import type { Database } from '../../src/store/connect.ts';
import { lineSource, lines, MemoryNetwork, rig } from './lines.ts';

const live = { world: 'live', command: 'test' } as const;

/** Refreshes, decisions and what readers see, on pages that a test changes; each step is a minute later. */
export function identityWorld(
  database: Database,
  ids: readonly string[],
  declared: Record<string, Partial<Source>> = {},
) {
  const sources = ids.map((id) => lineSource(id, declared[id]));
  const network = new MemoryNetwork();
  const { deps, clock } = rig(database, sources, network);
  const later = (): Date => {
    clock.now = new Date(clock.now.getTime() + 60_000);
    return clock.now;
  };
  const { db } = database;
  return {
    show: (id: string, ...said: string[]) => network.show(`https://${id}.test/page`, lines(...said)),
    refresh: () => {
      later();
      return refresh(deps, sources, live);
    },
    say: (reason = 'the label is newer') => ({ reason, by: 'ada', at: later() }),
    queue: async (kind?: string) => (await reviewList(database, { kind })).conflicts,
    facts: async (attribute: string) =>
      await db
        .selectFrom('catalog_v1.fact')
        .select(['subject', 'value', 'status'])
        .where('attribute', '=', attribute)
        .orderBy('subject')
        .execute(),
    /** Every row of claims as it stands in the table. */
    claims: async () =>
      (await sql<{ row: string }>`select c::text as row from registry.claim c order by id`.execute(db)).rows,
    subjects: async () =>
      (await db.selectFrom('registry.subject').select('key').orderBy('id').execute()).map(({ key }) => key),
    changes: async () =>
      await db
        .selectFrom('catalog_v1.change')
        .select(['subject', 'attribute', 'op', 'cause'])
        .orderBy('seq')
        .execute(),
    sound: async () => {
      expect((await audit(database, clock.now)).findings).toEqual([]);
      expect((await verify(database)).findings).toEqual([]);
    },
  };
}
