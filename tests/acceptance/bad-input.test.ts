import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checksumReportSchema,
  demoReportSchema,
  type RefreshReport,
  refreshReportSchema,
} from '../../schema/outputs.ts';
import type { ReplicaEntry } from '../../src/fetch/replica.ts';
import { startPostgres } from '../support/postgres-server.ts';
import {
  altered,
  answerOf,
  CAST,
  call,
  type Place,
  postgresPlace,
  recorded,
  rowsOf,
  withReplica,
} from './support.ts';

const OPENROUTER = 'https://openrouter.ai/api/v1/models';
const DEEPSEEK = 'https://api-docs.deepseek.com/quick_start/pricing';
const PRESS = 'https://press-review.example/gpt-5-3-codex-spark-review';

const checksumOf = async (place: Place) =>
  (await answerOf(checksumReportSchema, place, { argv: ['checksum'] })).checksum;

const refreshFrom = (place: Place, entries: readonly ReplicaEntry[], code = 0): Promise<RefreshReport> =>
  withReplica(entries, (fetcher) =>
    answerOf(refreshReportSchema, place, { argv: ['refresh', ...CAST], over: { fetcher }, code }),
  );

const FACTS = `select subject, attribute, scope, part, value, status from catalog_v1.fact order by 1, 2, 3, 4`;
const textsOf = (rows: readonly string[][]): string[] => rows.map((row) => row.join(' | '));
const without = (rows: readonly string[], others: readonly string[]): string[] =>
  rows.filter((row) => !others.includes(row));

describe('a page that is not what it should be', () => {
  let place: Place & { url: string };
  let before: { checksum: string; claims: string[][] };
  const claims = () => rowsOf(place, 'select count(*) from registry.claim where closed_by is null');

  beforeAll(async () => {
    place = await postgresPlace();
    await refreshFrom(place, recorded());
    before = { checksum: await checksumOf(place), claims: await claims() };
  });
  afterAll(() => place.remove());

  test.each([
    {
      what: 'a body that is not JSON',
      source: 'openrouter',
      url: OPENROUTER,
      make: () => '<html>come back later</html>',
    },
    {
      what: 'a body that ends too early',
      source: 'openrouter',
      url: OPENROUTER,
      make: (text: string) => text.slice(0, -300),
    },
    {
      what: 'a raw NUL byte in a JSON row',
      source: 'openrouter',
      url: OPENROUTER,
      make: (text: string) => text.replace('"z-ai/glm-5v-turbo"', '"z-ai/glm\0-5v-turbo"'),
    },
    {
      what: 'the table missing',
      source: 'deepseek-pricing',
      url: DEEPSEEK,
      make: (text: string) => text.replace(/<table[\s\S]*<\/table>/, ''),
    },
    { what: 'an empty file', source: 'press-review', url: PRESS, make: () => '' },
  ])(
    '$what: one clear error for $source, the others go on, nothing is lost',
    async ({ source, url, make }) => {
      const report = await refreshFrom(place, altered(url, make), 3);
      const problems = report.sources.flatMap((each) =>
        each.problems.map((problem) => [each.id, problem.url]),
      );
      expect(problems).toEqual([[source, url]]);
      const [problem] = report.sources.flatMap((each) => each.problems);
      expect(problem?.reason).toMatch(/^[a-z-]+$/);
      expect(problem?.detail.length).toBeGreaterThan(10);
      expect([report.facts.inserted, report.facts.closed, report.changes]).toEqual([0, 0, 0]);
      expect(await checksumOf(place)).toBe(before.checksum);
      expect(await claims()).toEqual(before.claims);
    },
  );

  test('on the terminal the refusal stands once, in words', async () => {
    const answer = await withReplica(
      altered(OPENROUTER, () => '<html>come back later</html>'),
      (fetcher) => call(place, ['refresh', 'openrouter'], { fetcher }),
    );
    expect(answer.code).toBe(3);
    const all = answer.out + answer.err;
    expect(all.split(OPENROUTER)).toHaveLength(2);
    expect(all).not.toMatch(/\bat .*\.ts:\d+/);
  });

  test('afterwards the whole pages bring back exactly what there was', async () => {
    const report = await refreshFrom(place, recorded());
    expect(report.changes).toBe(0);
    expect(await checksumOf(place)).toBe(before.checksum);
  });
});

describe('a cell or a row that says nothing', () => {
  let place: Place & { url: string };
  const facts = async () => textsOf(await rowsOf(place, FACTS)).sort();

  beforeAll(async () => {
    place = await postgresPlace();
    await refreshFrom(place, recorded());
  });
  afterAll(() => place.remove());

  /**
   * Refreshes from a page with this change, gives what came and went, and refreshes back. A name that only this page
   * has stays until it was missing from the complete list for 72 hours; nothing else may.
   */
  async function changed(url: string, make: (text: string) => string, name?: string) {
    const before = await facts();
    const report = await refreshFrom(place, altered(url, make));
    const after = await facts();
    await refreshFrom(place, recorded());
    const left = without(await facts(), before);
    expect(left.filter((row) => name === undefined || !row.includes(name))).toEqual([]);
    expect(without(before, await facts())).toEqual([]);
    return { report, gone: without(before, after), come: without(after, before) };
  }

  test('a price cell "-": that price is no longer published, not 0, and no other is touched', async () => {
    const { gone, come } = await changed(DEEPSEEK, (text) => text.replace('<td>$0.28</td>', '<td>-</td>'));
    expect(gone).toEqual(['deepseek/deepseek-v4-flash | price | USD | output | 0.28 | single']);
    expect(come).toEqual([]);
  });

  test('a context cell "Contact sales": refused by name, published as nothing, and its dispute is over', async () => {
    const { report, gone, come } = await changed(PRESS, (text) =>
      text.replace('<td>192k</td>', '<td>Contact sales</td>').replaceAll('192k', 'larger'),
    );
    expect(gone).toEqual(['openai/gpt-5.3-codex | context_window |  |  | 400000 | contested']);
    expect(come).toEqual(['openai/gpt-5.3-codex | context_window |  |  | 400000 | single']);
    const press = report.sources.find(({ id }) => id === 'press-review');
    expect(press?.refused).toEqual([{ reason: 'unreadable-cell', count: 1 }]);
    expect(press?.claims).toMatchObject({ opened: 0, closed: 1 });
  });

  test('a NUL in an id: the row is refused by name, the others are read, and what it said stays at first', async () => {
    const { report, gone, come } = await changed(OPENROUTER, (text) =>
      text.replaceAll('z-ai/glm-5v-turbo', 'z-ai/glm-5v\\u0000-turbo'),
    );
    const openrouter = report.sources.find((source) => source.id === 'openrouter');
    expect(openrouter?.refused.length).toBeGreaterThan(0);
    expect(openrouter?.problems).toEqual([]);
    expect(openrouter?.claims).toMatchObject({ opened: 0, closed: 0 });
    expect([gone, come]).toEqual([[], []]);
  });

  test('a NUL byte in a cell: that cell is refused, the rest of the page is read', async () => {
    const { gone, come } = await changed(DEEPSEEK, (text) =>
      text.replace('<td>$0.28</td>', '<td>$0\0.28</td>'),
    );
    expect(gone).toEqual(['deepseek/deepseek-v4-flash | price | USD | output | 0.28 | single']);
    expect(come).toEqual([]);
  });

  test.each(['__proto__', '__proto__/__proto__', 'constructor/toString'])(
    'a model that is called %s is an ordinary name',
    async (name) => {
      const { report, gone, come } = await changed(
        OPENROUTER,
        (text) => text.replaceAll('z-ai/glm-5v-turbo', name),
        name,
      );
      expect(report.sources.flatMap(({ problems }) => problems)).toEqual([]);
      expect(gone).toEqual([]);
      expect(come.length).toBeGreaterThan(0);
      expect(come.filter((row) => !row.includes(name))).toEqual([]);
      expect(Object.prototype).not.toHaveProperty('subject');
    },
  );
});

describe('a database that does not let us in', () => {
  const at = (url: string): Place => ({
    name: 'another',
    options: [],
    env: { USER: 'ada', DATABASE_URL: url },
    remove: async () => {},
  });

  test('down: one error, exit 1', async () => {
    const answer = await call(at('postgresql://ada:hunter-two@127.0.0.1:9/facts'), ['refresh']);
    expect([answer.code, answer.out]).toEqual([1, '']);
    expect(answer.err.match(/^error:/gm)).toHaveLength(1);
    expect(answer.err).toContain('The database cannot be reached');
    expect(answer.err).toContain('127.0.0.1:9/facts');
    expect(answer.err).not.toContain('hunter');
  });

  test('a wrong password: refused, and it appears nowhere, however it is given and whatever is asked', async () => {
    const server = startPostgres({ password: 'the right one' });
    try {
      const wrong = server.url('postgres', 'horse-battery%40staple');
      const asked = [
        ['refresh'],
        ['checksum', '--debug'],
        ['sql', 'select 1', '--json'],
        ['migrate', '--debug'],
        ['why', 'x'],
      ];
      for (const argv of asked) {
        for (const place of [at(wrong), { ...at(''), options: ['--database', wrong] }]) {
          const answer = await call(place, argv);
          expect([answer.code, answer.out], argv.join(' ')).toEqual([1, '']);
          expect(answer.err).toContain('the server refused the user or the password');
          expect(answer.err).not.toMatch(/horse|staple|the right one/);
        }
      }
    } finally {
      server.stop();
    }
  });

  test("another world's database: one error, nothing is written", async () => {
    const place = await postgresPlace();
    await answerOf(demoReportSchema, place, { argv: ['demo', '--once'] });
    const before = [await checksumOf(place), await rowsOf(place, 'select count(*) from registry.run')];
    const answer = await withReplica(recorded(), (fetcher) => call(place, ['refresh'], { fetcher }));
    expect([answer.code, answer.out]).toEqual([1, '']);
    expect(answer.err.match(/^error:/gm)).toHaveLength(1);
    expect(answer.err).toContain('The database holds the world "demo"');
    expect(answer.err).toContain('modelfacts reset');
    const after = [await checksumOf(place), await rowsOf(place, 'select count(*) from registry.run')];
    expect(after).toEqual(before);
    await place.remove();
  });
});
