import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  demoReportSchema,
  type RefreshReport,
  refreshReportSchema,
  scheduleListSchema,
} from '../../schema/outputs.ts';
import { chosenSources } from '../../src/cli/proven.ts';
import type { Fetcher } from '../../src/fetch/types.ts';
import { openDatabase } from '../../src/store/connect.ts';
import {
  type Answer,
  answerOf,
  CAST,
  embeddedPlace,
  type Place,
  postgresPlace,
  recorded,
  rowsOf,
  withReplica,
} from './support.ts';

const PROGRAM = join(import.meta.dirname, '../../bin/modelfacts.js');
/** The sources that the replica answers for; they are named beside --due, and the others stay as they are. */
const { on: SOURCES } = chosenSources(CAST);
const DOCUMENTS = SOURCES.reduce((sum, source) => sum + source.seeds.length, 0);

/** The program as it is called on a shell. */
async function shell(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Answer> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    env: { PATH, HOME, TMPDIR, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
  });
  const answer = { code: -1, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (answer.out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (answer.err += text));
  answer.code = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  return answer;
}

describe('the program as a process', () => {
  let place: Place & { folder: string };
  beforeAll(async () => {
    place = await embeddedPlace();
  });
  afterAll(() => place.remove());

  test('a folder in use: one clear error and exit 5; free again, the demo runs and ends by itself', async () => {
    const holder = await openDatabase({ folder: place.folder, waitMs: 0 });
    const refused = await shell(['demo', '--once', '--wait', '0'], place.env);
    await holder.close();
    expect([refused.code, refused.out]).toEqual([5, '']);
    expect(refused.err.match(/^error:/gm)).toHaveLength(1);
    expect(refused.err).toContain('The embedded database is in use');
    expect(refused.err).toContain(`process ${process.pid} `);
    const worked = await shell(['demo', '--once', '--json'], {
      ...place.env,
      DATABASE_URL: 'postgresql://127.0.0.1:9/x',
    });
    expect(worked.code, worked.err).toBe(0);
    expect(demoReportSchema.parse(JSON.parse(worked.out)).where).toBe(place.folder);
  });

  test('a mistake in the call: exit 2 and a way to the help; nothing is opened', async () => {
    const mistaken = await shell(['reviw'], place.env);
    expect([mistaken.code, mistaken.out]).toEqual([2, '']);
    expect(mistaken.err).toContain('review');
  });
});

/** Passes on to another fetcher, and counts. */
function counting(fetcher: Fetcher, before: (url: string) => Promise<void> = async () => {}) {
  const asked: string[] = [];
  const fetch: Fetcher['fetch'] = async (request) => {
    asked.push(request.url);
    await before(request.url);
    return await fetcher.fetch(request);
  };
  return { asked, fetcher: { fetch, close: async () => {} } satisfies Fetcher };
}

describe('refresh --due', () => {
  let place: Place & { url: string };
  beforeAll(async () => {
    place = await postgresPlace();
  });
  afterAll(() => place.remove());

  const due = (fetcher: Fetcher, now: string, code = 0): Promise<RefreshReport> =>
    answerOf(refreshReportSchema, place, {
      argv: ['refresh', '--due', ...CAST],
      over: { fetcher, now: () => new Date(now) },
      code,
    });

  test('works each due source once; at the same instant nothing is due; at the next slot only what it names', async () => {
    await withReplica(recorded(), async (real) => {
      const { asked, fetcher } = counting(real);
      const first = await due(fetcher, '2026-11-20T12:00:00Z');
      expect(first.sources.map(({ id, outcome }) => [id, outcome])).toEqual(
        SOURCES.map(({ id }) => [id, 'changed']),
      );
      expect(asked).toHaveLength(DOCUMENTS);
      const second = await due(fetcher, '2026-11-20T12:00:00Z');
      expect(second.sources).toEqual([]);
      expect(asked).toHaveLength(DOCUMENTS);
      const slots = await answerOf(scheduleListSchema, place, {
        argv: ['schedule', 'list'],
        over: { now: () => new Date('2026-11-20T12:00:00Z') },
      });
      const own = slots.sources.filter(({ id }) => CAST.includes(id));
      expect(own.map(({ due }) => due)).toEqual(CAST.map(() => false));
      expect(slots.sources.filter((source) => source.due).length).toBe(slots.sources.length - CAST.length);
      const next = own.map((source) => source.next ?? '').sort()[0] ?? '';
      const named = own.filter((source) => source.next === next).map(({ id }) => id);
      expect(named.length).toBeLessThan(SOURCES.length);
      const third = await due(fetcher, next);
      expect(third.sources.map(({ id, outcome }) => [id, outcome])).toEqual(
        named.map((id) => [id, 'unchanged']),
      );
    });
  });

  test('two processes at once work each slot once', async () => {
    await withReplica(recorded(), async (real) => {
      let release = (): void => {};
      let arrived = (): void => {};
      const released = new Promise<void>((resolve) => (release = resolve));
      const underWay = new Promise<void>((resolve) => (arrived = resolve));
      const slow = counting(real, async () => {
        arrived();
        await released;
      });
      const quick = counting(real);
      const now = '2027-01-10T12:00:00Z';
      const before = await rowsOf(place, 'select source, count(*) from registry.round group by 1 order by 1');
      const first = due(slow.fetcher, now);
      await Promise.race([underWay, first]);
      const second = await due(quick.fetcher, now);
      release();
      const both = [await first, second];
      expect(second.sources.map(({ outcome }) => outcome)).toContain('busy');
      const worked = both.flatMap(({ sources }) =>
        sources.filter(({ documents }) => documents > 0).map(({ id }) => id),
      );
      expect(worked.sort()).toEqual(SOURCES.map(({ id }) => id).sort());
      expect([...slow.asked, ...quick.asked]).toHaveLength(DOCUMENTS);
      const after = await rowsOf(place, 'select source, count(*) from registry.round group by 1 order by 1');
      expect(after).toEqual(before.map(([id = '', count]) => [id, String(Number(count) + 1)]));
    });
  });
});
