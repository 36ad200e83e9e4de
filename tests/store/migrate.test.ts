import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { SchemaMissing, SchemaTooNew, SchemaTooOld } from '../../src/report/errors.ts';
import { migrate, requireCurrentSchema, reset, schemaState } from '../../src/store/migrate.ts';
import { startChild } from '../support/child.ts';
import { emptyPostgresDatabase, onBothDatabases } from '../support/databases.ts';

const SCRIPT = new URL('../support/scripts/migrate.ts', import.meta.url);

const ALL = MIGRATIONS.map((migration) => migration.name);

onBothDatabases('migrating', (open) => {
  test('does nothing to current tables', async () => {
    const database = await open();
    expect(await schemaState(database)).toBe('current');
    expect(await migrate(database)).toEqual({ applied: [] });
    await requireCurrentSchema(database);
    await database.close();
  });

  test('begins anew after a reset, which drops our schemas and no other', async () => {
    const database = await open();
    await sql`create schema other`.execute(database.db);
    await sql`create table other.kept as select 1 as one`.execute(database.db);
    await reset(database);
    expect(await schemaState(database)).toBe('missing');
    await expect(requireCurrentSchema(database)).rejects.toThrow(SchemaMissing);
    expect(await migrate(database)).toEqual({ applied: ALL });
    expect(await schemaState(database)).toBe('current');
    expect((await sql`select * from other.kept`.execute(database.db)).rows).toEqual([{ one: 1 }]);
    await database.close();
  });

  test('refuses tables that another text of the migration made, and says how to go on', async () => {
    const database = await open();
    await sql`update registry.migration set sha256 = 'of another text'`.execute(database.db);
    expect(await schemaState(database)).toBe('older');
    await expect(migrate(database)).rejects.toThrow(SchemaTooOld);
    await expect(requireCurrentSchema(database)).rejects.toThrow(/modelfacts reset/);
    await reset(database);
    expect(await migrate(database)).toEqual({ applied: ALL });
    await database.close();
  });

  test('refuses tables of a newer version', async () => {
    const database = await open();
    await sql`insert into registry.migration values ('9999_later', 'x')`.execute(database.db);
    expect(await schemaState(database)).toBe('newer');
    await expect(migrate(database)).rejects.toThrow(SchemaTooNew);
    await database.close();
  });

  test('leaves the search path alone', async () => {
    const database = await open();
    const { rows } = await sql<{ search_path: string }>`show search_path`.execute(database.db);
    expect(rows[0]?.search_path).toMatch(/^("\$user", )?public$/);
    await database.close();
  });
});

describe('three processes that migrate at once', () => {
  test('apply each migration once', async () => {
    const database = await emptyPostgresDatabase();
    const racers = [1, 2, 3].map(() => startChild(SCRIPT, [database.url]));
    expect(await Promise.all(racers.map((racer) => racer.line()))).toEqual(['ready', 'ready', 'ready']);
    for (const racer of racers) racer.process.stdin?.write('go\n');
    const applied = await Promise.all(racers.map((racer) => racer.line()));
    expect(applied.sort()).toEqual([JSON.stringify(ALL), '[]', '[]']);
    expect(await Promise.all(racers.map((racer) => racer.ended))).toEqual([0, 0, 0]);
    expect(await schemaState(database)).toBe('current');
    await database.close();
  });
});
