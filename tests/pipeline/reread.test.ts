import { expect, test } from 'vitest';
import type { Page } from '../../schema/source.ts';
import { audit } from '../../src/pipeline/audit.ts';
import { sourceDiff } from '../../src/pipeline/diff.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { reread } from '../../src/pipeline/reread.ts';
import { verify } from '../../src/pipeline/verify.ts';
import { onBothDatabases } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const live = { world: 'live', command: 'test' } as const;
const URL_OF = 'https://many.test/page';
const window = (name: string, value: string) => `model||${name}|context_window|||${value}`;
const NAMES = [
  'GPT-5',
  'GPT-4.1',
  'GPT-4o',
  'GPT-4',
  'GPT-5.1',
  'GPT-5.2',
  'GPT-3.5',
  'GPT-4.5',
  'GPT-5 mini',
  'GPT-5 nano',
];

const base = lineSource('many');
/** Yesterday's code, which left out what stands behind a mark. */
const cut = { ...base, read: (page: Page) => base.read({ ...page, text: page.text.replace(/#.*/su, '') }) };

onBothDatabases('reading stored pages again', (open) => {
  test('fetches nothing, reads what another code had read, and publishes it with the cause "reading"', async () => {
    const database = await open();
    const network = new MemoryNetwork();
    network.show(URL_OF, `${lines(window('GPT-5', '128k'))}#\n${window('GPT-4.1', '1M')}\n`);
    const { deps } = rig(database, [cut], network);
    await refresh(deps, [cut], live);
    const asked = network.asked.length;
    expect((await reread(deps, [base])).sources[0]).toMatchObject({ documents: 1, read: 0 });
    const today = { ...deps, reading: () => 'today' };
    const done = await reread(today, [base]);
    expect(done.sources[0]).toMatchObject({
      documents: 1,
      read: 1,
      claims: { opened: 1, closed: 0 },
      alarms: [],
    });
    expect(done).toMatchObject({ facts: { inserted: 1, closed: 0 }, changes: 1 });
    expect(network.asked).toHaveLength(asked);
    const change = await database.db
      .selectFrom('catalog_v1.change')
      .select('cause')
      .orderBy('seq', 'desc')
      .execute();
    expect(change[0]?.cause).toBe('reading');
    expect((await reread(today, [base])).sources[0]).toMatchObject({ read: 0, claims: { opened: 0 } });
    expect((await verify(database)).findings).toEqual([]);
    expect((await audit(database, deps.now())).findings).toEqual([]);
    await database.close();
  });

  test('a code that loses most of a page trips the gate and changes nothing', async () => {
    const database = await open();
    const network = new MemoryNetwork();
    network.show(
      URL_OF,
      `${lines(window('GPT-5', '128k'))}#\n${NAMES.map((name) => window(name, '64k')).join('\n')}\n`,
    );
    const { deps } = rig(database, [base], network);
    await refresh(deps, [base], live);
    const done = await reread({ ...deps, reading: () => 'today' }, [cut]);
    expect(done.sources[0]).toMatchObject({ claims: { opened: 0, closed: 0 }, alarms: [{ reason: 'loss' }] });
    expect(done.changes).toBe(0);
    await database.close();
  });

  test('where the newest body is not the page, the accepted one is read', async () => {
    const database = await open();
    const network = new MemoryNetwork();
    network.show(URL_OF, `${lines(window('GPT-5', '128k'))}#\n${window('GPT-4.1', '1M')}\n`);
    const { deps } = rig(database, [cut], network);
    await refresh(deps, [cut], live);
    network.show(
      URL_OF,
      '<!doctype html><html><head><title>Just a moment...</title></head><body></body></html>',
    );
    await refresh(deps, [cut], live);
    const done = await reread({ ...deps, reading: () => 'today' }, [base]);
    expect(done.sources[0]).toMatchObject({ read: 1, claims: { opened: 1 }, alarms: [] });
    await database.close();
  });
});

onBothDatabases('the difference between two rounds', (open) => {
  test('says what was stated before and after, and nothing where there were not two', async () => {
    const database = await open();
    const network = new MemoryNetwork();
    const { deps, clock } = rig(database, [base], network);
    const round = async (...page: string[]) => {
      clock.now = new Date(clock.now.getTime() + 3_600_000);
      network.show(URL_OF, lines(...page));
      await refresh(deps, [base], live);
    };
    expect(await sourceDiff(database, 'many')).toMatchObject({ from: null, to: null, changes: [] });
    await round(window('GPT-5', '128k'), window('GPT-4', '8k'));
    expect(await sourceDiff(database, 'many')).toMatchObject({ from: null, changes: [] });
    await round(window('GPT-5', '256k'), window('GPT-4.1', '1M'));
    network.show(URL_OF, 'something else');
    await refresh(deps, [base], live);
    const { changes, ...found } = await sourceDiff(database, 'many');
    expect(found).toMatchObject({
      opened: 2,
      closed: 2,
      to: { outcome: 'changed', at: clock.now.toISOString() },
    });
    expect(changes.map(({ subject, before, after }) => [subject, before, after])).toEqual([
      ['openai/gpt-4', '8k = 8000', null],
      ['openai/gpt-4.1', null, '1M = 1000000'],
      ['openai/gpt-5', '128k = 128000', '256k = 256000'],
    ]);
    await round(window('GPT-5', '256k'), window('GPT-4.1', '1M'));
    expect(await sourceDiff(database, 'many')).toMatchObject({ opened: 0, closed: 0, changes: [] });
    await database.close();
  });
});
