import { createHash } from 'node:crypto';
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { MIGRATIONS, type MigrationText } from '../../migrations/index.ts';
import { SchemaMissing, SchemaTooNew, SchemaTooOld } from '../report/errors.ts';
import type { Database } from './connect.ts';
import type { DB } from './types.ts';

/** How the tables stand to this program. `older` needs `migrate`, or `reset` where a migration was rewritten. */
export type SchemaState = 'missing' | 'current' | 'older' | 'newer';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function migrationOf(text: MigrationText): Migration {
  return {
    async up(db: Kysely<DB>) {
      await sql.raw(text.sql).execute(db);
      await db
        .insertInto('registry.migration')
        .values({ name: text.name, sha256: sha256(text.sql) })
        .execute();
    },
  };
}

/** Brings the tables to the newest version. Any number of processes may call it at once; each migration runs once. */
export async function migrate(database: Database): Promise<{ applied: string[] }> {
  const recorded = await recordedMigrations(database.db);
  if (isNewer(recorded)) throw new SchemaTooNew(database.where);
  if (isRewritten(recorded)) throw new SchemaTooOld(database.where);
  const migrator = new Migrator({
    db: database.db,
    provider: {
      getMigrations: async () => Object.fromEntries(MIGRATIONS.map((m) => [m.name, migrationOf(m)])),
    },
    migrationTableSchema: 'registry',
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return { applied: (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName) };
}

/** How the tables in the database stand to this program; reads only. */
export async function schemaState(database: Database): Promise<SchemaState> {
  const recorded = await recordedMigrations(database.db);
  if (recorded.size === 0) return 'missing';
  if (isNewer(recorded)) return 'newer';
  return isRewritten(recorded) || recorded.size < MIGRATIONS.length ? 'older' : 'current';
}

/** Throws the error that says what to do, unless the tables are of this program's version. */
export async function requireCurrentSchema(database: Database): Promise<void> {
  const state = await schemaState(database);
  if (state === 'missing') throw new SchemaMissing(database.where);
  if (state === 'newer') throw new SchemaTooNew(database.where);
  if (state === 'older') throw new SchemaTooOld(database.where);
}

/** Drops our two schemas with everything in them, and nothing else. */
export async function reset(database: Database): Promise<void> {
  await database.db.transaction().execute(async (trx) => {
    await sql`drop schema if exists catalog_v1 cascade`.execute(trx);
    await sql`drop schema if exists registry cascade`.execute(trx);
  });
}

/** The migrations that made the tables, with the hash of their texts; empty before the first. */
async function recordedMigrations(db: Kysely<DB>): Promise<Map<string, string>> {
  const found = await sql<{ there: boolean }>`
    select to_regclass('registry.migration') is not null as there`.execute(db);
  if (found.rows[0]?.there !== true) return new Map();
  const rows = await db.selectFrom('registry.migration').select(['name', 'sha256']).execute();
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

const isNewer = (recorded: ReadonlyMap<string, string>): boolean =>
  [...recorded.keys()].some((name) => !MIGRATIONS.some((migration) => migration.name === name));

const isRewritten = (recorded: ReadonlyMap<string, string>): boolean =>
  MIGRATIONS.some(({ name, sql: text }) => recorded.has(name) && recorded.get(name) !== sha256(text));
