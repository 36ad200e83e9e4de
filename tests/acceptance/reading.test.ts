import { expect, test } from 'vitest';
import type { Source } from '../../schema/source.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { checksum } from '../../src/store/checksum.ts';
import { onBothDatabases } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const live = { world: 'live', command: 'test' } as const;
const PRICE = 'offering|OpenAI|gpt-5.3-codex|price|USD|input|0.5';

/** The source as another version of its code reads it: the page's figures are per 100,000 tokens. */
const perHundredThousand = (source: Source): Source => ({
  ...source,
  read: (page) => {
    const read = source.read(page);
    const context = { locale: 'en', currency: 'USD', per: '100K tokens' };
    return { ...read, statements: read.statements.map((statement) => ({ ...statement, context })) };
  },
});

onBothDatabases('another reading', (open) => {
  test('reads stored bodies again; where it reads the same, no claim, fact or change moves', async () => {
    const database = await open();
    const source = lineSource('first');
    const network = new MemoryNetwork();
    network.show('https://first.test/page', lines(PRICE));
    const { deps } = rig(database, [source], network);
    await refresh(deps, [source], live);
    const before = await checksum(database.db);
    let read = 0;
    const counted: Source = {
      ...source,
      read: (page) => {
        read += 1;
        return source.read(page);
      },
    };
    const report = await refresh({ ...deps, reading: () => 'newer' }, [counted], live);
    expect(read).toBe(1);
    expect(report.sources[0]).toMatchObject({
      outcome: 'unchanged',
      statements: 1,
      claims: { opened: 0, closed: 0 },
    });
    expect([report.facts.inserted, report.facts.closed, report.changes]).toEqual([0, 0, 0]);
    expect(await checksum(database.db)).toEqual(before);
    const readings = await database.db
      .selectFrom('registry.extraction')
      .select(['reading', 'verdict'])
      .orderBy('id')
      .execute();
    expect(readings).toEqual([
      { reading: 'test', verdict: 'accepted' },
      { reading: 'newer', verdict: 'accepted' },
    ]);
    await refresh({ ...deps, reading: () => 'newer' }, [counted], live);
    expect(read, 'the newer reading is not repeated').toBe(1);
    await database.close();
  });

  test('which makes another value of the same words closes and opens, with the cause "reading"', async () => {
    const database = await open();
    const source = lineSource('first');
    const network = new MemoryNetwork();
    network.show('https://first.test/page', lines(PRICE));
    const { deps, clock } = rig(database, [source], network);
    await refresh(deps, [source], live);
    const since = clock.now;
    clock.now = new Date('2026-06-16T08:00:00Z');
    const newer = perHundredThousand(source);
    const report = await refresh({ ...deps, sources: [newer], reading: () => 'newer' }, [newer], live);
    expect(report.sources[0]?.claims).toEqual({ opened: 1, closed: 1, live: 1 });
    const changes = await database.db
      .selectFrom('catalog_v1.change')
      .select(['op', 'cause'])
      .orderBy('seq')
      .execute();
    expect(changes).toEqual([
      { op: 'insert', cause: 'source' },
      { op: 'update', cause: 'reading' },
    ]);
    const facts = await database.db
      .selectFrom('registry.fact')
      .select(['value', 'valid_from', 'valid_until', 'known_until'])
      .orderBy('id')
      .execute();
    expect(facts.map(({ value }) => (value as { num?: string }).num)).toEqual(['0.5', '5']);
    expect(facts[0]).toMatchObject({ valid_until: null, known_until: clock.now });
    expect(facts[1]).toMatchObject({ valid_from: since, valid_until: null, known_until: null });
    await database.close();
  });
});
