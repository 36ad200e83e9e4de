import { readFile, writeFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { SUBJECT_KINDS } from '../../schema/attributes.ts';
import { CONFLICT_KINDS, conflictStateSchema, FACT_STATUSES } from '../../schema/judgement.ts';
import { SOURCE_KINDS } from '../../schema/source.ts';
import { onBothDatabases, postgresDatabase, type TestDatabase } from '../support/databases.ts';
import { declaredColumns } from '../support/declared-columns.ts';
import { schemaText } from '../support/schema-text.ts';

const GOLDEN = new URL('../schema.golden.sql', import.meta.url);
const HEAD =
  '-- What the server says of our schema. Renew: UPDATE_GOLDEN=1 npx vitest run tests/store/schema\n\n';

onBothDatabases('the schema', (open) => {
  test('is the golden one', async () => {
    const database = await open();
    const text = HEAD + (await schemaText(database.db));
    await database.close();
    if (process.env.UPDATE_GOLDEN === '1') await writeFile(GOLDEN, text);
    expect(text).toBe(await readFile(GOLDEN, 'utf8'));
  });
});

test('another column makes another text', async () => {
  const database = await postgresDatabase();
  const before = await schemaText(database.db);
  await sql`alter table registry.claim add column surplus text`.execute(database.db);
  expect(await schemaText(database.db)).not.toBe(before);
  await database.close();
});

const columnsOf = async (database: TestDatabase): Promise<Map<string, string[]>> => {
  const found = await sql<{ relation: string; columns: string[] }>`
    select table_schema || '.' || table_name as relation, array_agg(column_name::text order by column_name) as columns
    from information_schema.columns
    where table_schema in ('registry', 'catalog_v1') and table_name not like 'kysely%'
    group by 1`.execute(database.db);
  return new Map(found.rows.map((row) => [row.relation, [...row.columns].sort()]));
};

const uncommented = async (database: TestDatabase): Promise<string[]> => {
  const found = await sql<{ name: string }>`
    select c.relname || coalesce('.' || a.attname, '') as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'catalog_v1'
    join lateral (
      select 0 as attnum, null::name as attname
      union all
      select attnum, attname from pg_attribute where attrelid = c.oid and attnum > 0
    ) a on true
    where c.relkind = 'v' and coalesce(col_description(c.oid, a.attnum),
      case when a.attnum = 0 then obj_description(c.oid, 'pg_class') end, '') = ''`.execute(database.db);
  return found.rows.map((row) => row.name);
};

const DESIGNED = new Map([
  [
    'fact',
    'subject, kind, attribute, scope, part, value, number, low, high, precision, unit, currency, status, basis, ' +
      'sources, valid_from, valid_until, known_from, confirmed_at, publication',
  ],
  [
    'evidence',
    'subject, kind, attribute, scope, part, source, standing, as_written, quote, locator, url, fetched_at, sha256, chosen',
  ],
  [
    'conflict',
    'id, subject, attribute, scope, kind, diagnosis, arithmetic, state, settled_by, opened_at, decided_at, subject_kind',
  ],
  ['change', 'seq, publication, at, subject, attribute, scope, part, op, before, after, cause, subject_kind'],
  [
    'model',
    'subject, attribute, scope, part, value, number, low, high, precision, unit, currency, status, basis, via',
  ],
]);

onBothDatabases('the schema', (open) => {
  test('has the columns that the types declare', async () => {
    const database = await open();
    expect(await columnsOf(database)).toEqual(await declaredColumns());
    await database.close();
  });

  test('says of every view and column of the contract what it is', async () => {
    const database = await open();
    expect(await uncommented(database)).toEqual([]);
    await sql`comment on column catalog_v1.fact.value is null`.execute(database.db);
    await sql`comment on view catalog_v1.change is null`.execute(database.db);
    expect((await uncommented(database)).sort()).toEqual(['change', 'fact.value']);
    await database.close();
  });

  test('has exactly the designed columns in the contract, in order', async () => {
    const database = await open();
    const found = await sql<{ view: string; columns: string }>`
      select table_name::text as view, string_agg(column_name, ', ' order by ordinal_position) as columns
      from information_schema.columns where table_schema = 'catalog_v1' group by 1`.execute(database.db);
    expect(new Map(found.rows.map((row) => [row.view, row.columns]))).toEqual(DESIGNED);
    await database.close();
  });
});

test('closed lists are those of the vocabulary', async () => {
  const database = await postgresDatabase();
  const listed = async (table: string, column: string): Promise<string[]> => {
    const found = await sql<{ text: string }>`
      select pg_get_constraintdef(k.oid) as text from pg_constraint k
      where k.conrelid = ${table}::regclass and k.conname = ${`${table.split('.')[1]}_${column}_check`}`.execute(
      database.db,
    );
    return [...(found.rows[0]?.text ?? '').matchAll(/'([^']+)'::text/g)].map((match) => match[1] ?? '');
  };
  expect(await listed('registry.source', 'kind')).toEqual([...SOURCE_KINDS]);
  expect(await listed('registry.subject', 'kind')).toEqual([...SUBJECT_KINDS]);
  expect(await listed('registry.fact', 'status')).toEqual([...FACT_STATUSES]);
  expect(await listed('registry.conflict', 'kind')).toEqual([...CONFLICT_KINDS]);
  expect(await listed('registry.conflict', 'state')).toEqual([...conflictStateSchema.options]);
  await database.close();
});

test('every foreign key has an index that begins with its column', async () => {
  const database = await postgresDatabase();
  const found = await sql<{ bare: string }>`
    select k.conrelid::regclass || '.' || a.attname as bare
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.connamespace = 'registry'::regnamespace
      and not exists (select from pg_index i
        where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1] and i.indpred is null)
    order by 1`.execute(database.db);
  expect(found.rows.map((row) => row.bare)).toEqual([]);
  await database.close();
});
