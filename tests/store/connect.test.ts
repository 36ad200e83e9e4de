import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { onBothDatabases } from '../support/databases.ts';

onBothDatabases('values come back the same', (open) => {
  test('exact and without a time zone', async () => {
    const database = await open();
    const found = await sql`select 9007199254740993::bigint as big, 0.10::numeric as money,
      '{0.10,0.2}'::numeric[] as several, date '2026-11-20' as day, timestamptz '2026-11-20T05:00:00Z' as at,
      '{"a": "1.10"}'::jsonb as json, '{a,b}'::text[] as words`.execute(database.db);
    expect(found.rows).toEqual([
      {
        big: '9007199254740993',
        money: '0.10',
        several: ['0.10', '0.2'],
        day: '2026-11-20',
        at: new Date('2026-11-20T05:00:00Z'),
        json: { a: '1.10' },
        words: ['a', 'b'],
      },
    ]);
    await database.close();
  });
});
