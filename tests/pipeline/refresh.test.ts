import { expect, test } from 'vitest';
import { audit } from '../../src/pipeline/audit.ts';
import { refresh } from '../../src/pipeline/refresh.ts';
import { verify } from '../../src/pipeline/verify.ts';
import { reviewList } from '../../src/review/list.ts';
import { checksum } from '../../src/store/checksum.ts';
import { onBothDatabases } from '../support/databases.ts';
import { lineSource, lines, MemoryNetwork, rig } from '../support/lines.ts';

const SPARK = 'model||GPT-5.3-Codex-Spark|context_window|||';
const live = { world: 'live', command: 'test' } as const;

function two(first: string, second: string) {
  const sources = [lineSource('first'), lineSource('second')];
  const network = new MemoryNetwork();
  network.show('https://first.test/page', first);
  network.show('https://second.test/page', second);
  return { sources, network };
}

onBothDatabases('refresh', (open) => {
  test('two sources that disagree: one contested fact, one open conflict with its arithmetic', async () => {
    const database = await open();
    const { sources, network } = two(lines(`${SPARK}131k`), lines(`${SPARK}128k`));
    const { deps } = rig(database, sources, network);
    const report = await refresh(deps, sources, live);
    expect(report.sources.map(({ id, outcome, claims }) => [id, outcome, claims.opened])).toEqual([
      ['first', 'changed', 1],
      ['second', 'changed', 1],
    ]);
    expect(report.facts).toEqual({ inserted: 1, closed: 0, live: 1 });
    expect(report.conflicts.by).toEqual([{ attribute: 'context_window', diagnosis: 'notation', count: 1 }]);
    const queue = await reviewList(database, {});
    expect(queue.conflicts[0]?.arithmetic).toContain('131,072 = 128 × 1,024');
    await database.close();
  });

  test('nothing changed: no claim, no fact, no change, one capture a document, nothing parsed', async () => {
    const database = await open();
    const { sources, network } = two(lines(`${SPARK}131k`), lines(`${SPARK}128k`));
    const { deps } = rig(database, sources, network);
    await refresh(deps, sources, live);
    const before = await checksum(database.db);
    const unread = sources.map((source) => ({
      ...source,
      read: () => expect.unreachable('the page was parsed again'),
    }));
    const report = await refresh({ ...deps, sources: unread }, unread, live);
    expect(
      report.sources.every(
        ({ outcome, claims }) => outcome === 'unchanged' && claims.opened + claims.closed === 0,
      ),
    ).toBe(true);
    expect([report.facts.inserted, report.facts.closed, report.changes]).toEqual([0, 0, 0]);
    const captures = await database.db.selectFrom('registry.capture').select(['outcome']).execute();
    expect(captures.map(({ outcome }) => outcome).sort()).toEqual([
      'not-modified',
      'not-modified',
      'ok',
      'ok',
    ]);
    expect(await checksum(database.db)).toEqual(before);
    await database.close();
  });

  test('a changed value closes one claim and one fact and opens one of each', async () => {
    const database = await open();
    const { sources, network } = two(
      lines(`${SPARK}131k`),
      lines('model||Step 3.7 Flash|released|||2026-05-29'),
    );
    const { deps } = rig(database, sources, network);
    await refresh(deps, sources, live);
    network.show('https://first.test/page', lines(`${SPARK}256k`));
    const report = await refresh(deps, sources, live);
    expect(report.sources[0]?.claims).toMatchObject({ opened: 1, closed: 1 });
    expect(report.facts).toEqual({ inserted: 1, closed: 1, live: 2 });
    const change = await database.db
      .selectFrom('catalog_v1.change')
      .selectAll()
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect([change.op, change.cause]).toEqual(['update', 'source']);
    await database.close();
  });

  test('a refused page alters no claim and is not read again', async () => {
    const database = await open();
    const { sources, network } = two(lines(`${SPARK}131k`), lines(`${SPARK}131k`));
    const { deps } = rig(database, sources, network);
    await refresh(deps, sources, live);
    const before = await checksum(database.db);
    network.show('https://first.test/page', '<html>please log in</html>');
    const refused = await refresh(deps, sources, live);
    expect(refused.sources[0]).toMatchObject({
      outcome: 'refused',
      claims: { opened: 0, closed: 0, live: 1 },
    });
    expect(refused.sources[0]?.problems[0]?.reason).toBe('landmark');
    const again = await refresh(deps, sources, live);
    expect(again.sources[0]?.outcome).toBe('refused');
    const extractions = await database.db.selectFrom('registry.extraction').select('verdict').execute();
    expect(extractions.filter(({ verdict }) => verdict === 'refused')).toHaveLength(1);
    expect(await checksum(database.db)).toEqual(before);
    await database.close();
  });

  test('an unreachable source is reported and the others go on', async () => {
    const database = await open();
    const sources = [lineSource('first'), lineSource('second')];
    const network = new MemoryNetwork();
    network.show('https://second.test/page', lines(`${SPARK}128k`));
    const report = await refresh(rig(database, sources, network).deps, sources, live);
    expect(report.sources.map(({ outcome }) => outcome)).toEqual(['failed', 'changed']);
    expect(report.facts.live).toBe(1);
    const capture = await database.db.selectFrom('registry.capture').select(['outcome', 'note']).execute();
    expect(capture).toContainEqual({ outcome: 'network-error', note: 'no such host' });
    await database.close();
  });

  test('a 304 after a crash between capture and commit is read from the stored body', async () => {
    const database = await open();
    const { sources, network } = two(lines(`${SPARK}131k`), lines(`${SPARK}128k`));
    const { deps, abort } = rig(database, sources, network);
    const dying = sources.map((source) => ({
      ...source,
      read: (page: Parameters<typeof source.read>[0]) => {
        abort.abort();
        return source.read(page);
      },
    }));
    await refresh({ ...deps, sources: dying }, dying, live);
    expect((await checksum(database.db)).facts).toBe(0);
    const report = await refresh(rig(database, sources, network).deps, sources, live);
    expect(report.facts.live).toBe(1);
    expect(report.conflicts.open).toBe(1);
    await database.close();
  });

  test('names that are no ordinary names: kept as they are, nothing else in the batch is lost', async () => {
    const database = await open();
    const { sources, network } = two(
      lines(
        'model||__proto__|context_window|||128k',
        'model||constructor|context_window|||64k',
        `${SPARK}131k`,
      ),
      lines(`model||bad\0name|context_window|||128k`, `${SPARK}131k`),
    );
    const report = await refresh(rig(database, sources, network).deps, sources, live);
    expect(report.sources[0]?.claims.opened).toBe(3);
    expect(report.sources[1]).toMatchObject({
      claims: { opened: 1 },
      refused: [{ reason: 'bad-character', count: 1 }],
    });
    expect(report.facts.live).toBe(1);
    await database.close();
  });

  test('a blank, a dash and "Contact sales" publish nothing and are kept as said', async () => {
    const database = await open();
    const offering = 'offering|OpenAI|gpt-5.3-codex|price|USD|input|';
    const { sources, network } = two(lines(`${offering}-`, `${SPARK}Contact sales`), lines(`${SPARK}—`));
    const report = await refresh(rig(database, sources, network).deps, sources, live);
    expect(report.facts.live).toBe(0);
    expect(report.conflicts.open).toBe(0);
    const claims = await database.db.selectFrom('registry.claim').select(['as_written', 'num']).execute();
    expect(claims.filter(({ num }) => num !== null)).toEqual([]);
    expect(claims.map(({ as_written }) => as_written)).toContain('-');
    await database.close();
  });

  test('verify and audit find nothing; a damaged body and a lost fact are found', async () => {
    const database = await open();
    const { sources, network } = two(lines(`${SPARK}131k`), lines(`${SPARK}128k`));
    await refresh(rig(database, sources, network).deps, sources, live);
    expect((await verify(database)).findings).toEqual([]);
    expect((await audit(database, new Date())).findings).toEqual([]);
    await database.db.updateTable('registry.claim').set({ quote: 'somebody made this up' }).execute();
    await database.db.updateTable('registry.fact').set({ status: 'agreed' }).execute();
    expect((await verify(database)).findings.map(({ problem }) => problem)).toContain('quote');
    expect((await audit(database, new Date())).findings.map(({ problem }) => problem)).toContain('fact');
    await database.close();
  });

  test('another world is refused', async () => {
    const database = await open();
    const { sources, network } = two(lines(`${SPARK}131k`), lines(`${SPARK}128k`));
    const { deps } = rig(database, sources, network);
    await refresh(deps, sources, { world: 'demo', command: 'test' });
    await expect(refresh(deps, sources, live)).rejects.toThrow(/holds the world "demo".*modelfacts reset/);
    await database.close();
  });
});
