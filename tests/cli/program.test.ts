import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import * as outputs from '../../schema/outputs.ts';
import type { Env, Io } from '../../src/cli/io.ts';
import { createProgram } from '../../src/cli/program.ts';
import type { Services } from '../../src/cli/services.ts';
import { DatabaseUnreachable, EmbeddedHeld, NotFound } from '../../src/report/errors.ts';
import { fakeServices, recordedIo, refreshOf } from './support.ts';

const ENV: Env = { MODELFACTS_DATA: '/tmp/modelfacts-test', USER: 'ada' };

interface Setup {
  services?: Partial<Services>;
  io?: Partial<Io>;
  env?: Env;
}

async function run(argv: string[], setup: Setup = {}): Promise<{ code: number; out: string; err: string }> {
  const { io, out, err } = recordedIo(setup.io);
  const code = await createProgram(fakeServices(setup.services))(argv, io, setup.env ?? ENV);
  return { code, out: out.join(''), err: err.join('') };
}

const ANSWERS: [string[], z.ZodType][] = [
  [['demo', '--once'], outputs.demoReportSchema],
  [['refresh'], outputs.refreshReportSchema],
  [['refresh', 'openrouter', 'llm-reference', '--due'], outputs.refreshReportSchema],
  [['source', 'list'], outputs.sourceListSchema],
  [['source', 'try', 'openrouter', '--file', 'x.json'], outputs.sourceTrySchema],
  [['source', 'unmatched'], outputs.sourceUnmatchedSchema],
  [['source', 'record', 'openrouter', '--date', '2026-07-01', '--to', '/tmp/x'], outputs.sourceRecordSchema],
  [['source', 'new', 'example-pricing', '--kind', 'markdown'], outputs.sourceNewSchema],
  [['source', 'diff', 'openrouter'], outputs.sourceDiffSchema],
  [['reread'], outputs.rereadSchema],
  [['reread', 'openrouter'], outputs.rereadSchema],
  [['review', 'map', 'press-review', 'model', 'Spark'], outputs.aliasMapSchema],
  [
    ['review', 'list', '--all', '--kind', 'between-sources', '--attribute', 'context_window'],
    outputs.reviewListSchema,
  ],
  [['review', 'show', '12'], outputs.reviewShowSchema],
  [['review', 'decide', '12', '--candidate', '2', '--reason', 'because'], outputs.decisionReportSchema],
  [['review', 'undo', '12', '--reason', 'because'], outputs.decisionReportSchema],
  [['why', 'gpt-5.3-codex-spark', 'context_window'], outputs.whyReportSchema],
  [['verify'], outputs.verifyReportSchema],
  [['audit'], outputs.auditReportSchema],
  [['checksum'], outputs.checksumReportSchema],
  [['sql', 'select 1'], outputs.sqlAnswerSchema],
  [['migrate'], outputs.migrateReportSchema],
  [['reset', '--yes'], outputs.migrateReportSchema],
  [['schedule', 'list'], outputs.scheduleListSchema],
  [['schedule', 'run'], outputs.scheduleRunSchema],
];

describe.each(ANSWERS)('%j', (argv, schema) => {
  test('answers with one JSON document of its schema and nothing else', async () => {
    const { code, out, err } = await run([...argv, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(schema.parse(JSON.parse(out))).toEqual(JSON.parse(out));
    expect(out).not.toContain('\u001b');
  });

  test('prints text without one ESC byte where there is no color', async () => {
    const { code, out, err } = await run(argv);
    expect(code).toBe(0);
    expect(out.length).toBeGreaterThan(10);
    expect(out + err).not.toContain('\u001b');
  });

  test('prints the same text with color, and no control character of a page gets through', async () => {
    const without = await run(argv);
    const { out } = await run(argv, { io: { color: true } });
    expect(stripVTControlCharacters(out)).toBe(without.out);
    expect(out).not.toContain('\u001b[2J');
    expect(out).not.toContain('\u001b[31m128k');
  });

  test('has a help with examples', async () => {
    const words = argv.slice(0, ['source', 'review', 'schedule'].includes(argv[0] ?? '') ? 2 : 1);
    const { code, out } = await run([...words, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: modelfacts ${words.join(' ')}`);
    expect(out).toMatch(/Examples:\n {2}\$ modelfacts/);
    expect(out).toContain('--json');
    expect(out).toContain('--database <url>');
  });
});

test('review show names each alias as the command that links it', async () => {
  const { out } = await run(['review', 'show', '12']);
  expect(out).toContain("review map llm-reference offering 'gpt-5.3-codex-spark");
  expect(out).toContain(String.raw`--provider 'Joe'\''s Cloud'`);
});

test('an empty list under a filter does not say that nothing waits', async () => {
  const services = { reviewList: async () => ({ open: 0, groups: [], conflicts: [] }) };
  expect((await run(['review', 'list'], { services })).out).toContain('Nothing waits for a person.');
  const { out } = await run(['review', 'list', '--kind', 'identity'], { services });
  expect(out).toBe(
    '0 open conflicts. None of those that were asked for; see all with: modelfacts review list\n',
  );
});

test('why says first that a list no longer names the subject', async () => {
  const { out } = await run(['why', 'gpt-5.3-codex-spark']);
  expect(out).toMatch(
    /^.*\n\nno longer listed by openrouter since \d{4}-\d\d-\d\d; its 4 claims ended \d{4}-\d\d-\d\d\n {4}https/u,
  );
});

test('the help says what each exit code means', async () => {
  const { out } = await run(['--help']);
  for (const text of [
    '3 done but a document or round was refused',
    'Refused rows and new conflicts are counted',
  ])
    expect(out.replaceAll('\n', ' ')).toContain(text);
});

test('an answer that is not of its schema is never printed', async () => {
  const { code, out } = await run(['checksum', '--json'], {
    services: { checksum: async () => ({ checksum: 'short', facts: 1, conflicts: 0 }) },
  });
  expect({ code, out }).toEqual({ code: 1, out: '' });
});

const throwing = (error: Error): Partial<Services> => ({ refresh: () => Promise.reject(error) });
const holder = { pid: 7, host: 'here', since: '2026-11-20T00:00:00Z' };

const ALARM = {
  gate: 'held',
  reason: 'jump',
  what: 'A value is held back',
  where: 'openai/gpt-5',
  why: '20 times',
  next: 'Look at it.',
} as const;
const alarmed = () => refreshOf('changed').sources.map((source) => ({ ...source, alarms: [ALARM] }));

/** A refresh whose only source refused these rows. */
function refusing(refused: outputs.RefreshReport['sources'][number]['refused']): outputs.RefreshReport {
  const report = refreshOf('changed');
  return { ...report, sources: report.sources.map((source) => ({ ...source, refused })) };
}

test.each<[string, string[], Setup, number]>([
  ['all well', ['refresh'], {}, 0],
  [
    'one source refused',
    ['refresh'],
    { services: { refresh: async () => refreshOf('changed', 'refused') } },
    3,
  ],
  [
    'one source unreachable',
    ['refresh'],
    { services: { refresh: async () => refreshOf('unchanged', 'failed') } },
    3,
  ],
  [
    'rows refused by name, which are counted',
    ['refresh'],
    { services: { refresh: async () => refusing([{ reason: 'route-not-in-service', count: 6 }]) } },
    0,
  ],
  [
    'a gate that tripped at a document',
    ['refresh'],
    { services: { refresh: async () => ({ ...refreshOf('changed'), sources: alarmed() }) } },
    3,
  ],
  [
    'a value that was held back, which is a conflict',
    ['refresh'],
    { services: { refresh: async () => ({ ...refreshOf('changed'), alarms: [ALARM] }) } },
    0,
  ],
  [
    'fail-on rows refused',
    ['refresh', '--fail-on', 'refused'],
    { services: { refresh: async () => refusing([{ reason: 'route-not-in-service', count: 6 }]) } },
    4,
  ],
  [
    'fail-on refused where nothing was',
    ['refresh', '--fail-on', 'refused'],
    { services: { refresh: async () => refusing([]) } },
    0,
  ],
  ['some documents refused', ['refresh'], { services: { refresh: async () => refreshOf('partial') } }, 3],
  [
    'all sources unreachable',
    ['refresh'],
    { services: { refresh: async () => refreshOf('failed', 'failed') } },
    1,
  ],
  ['nothing due', ['refresh', '--due'], { services: { refresh: async () => refreshOf() } }, 0],
  ['fail-on conflict', ['refresh', '--fail-on', 'conflict'], {}, 4],
  ['fail-on that does not hold', ['refresh', '--fail-on', 'unreachable'], {}, 0],
  ['fail-on one of two', ['refresh', '--fail-on', 'unreachable,change'], {}, 4],
  ['fail-on unknown', ['refresh', '--fail-on', 'rain'], {}, 2],
  ['a source that does not exist', ['refresh', 'openruoter'], {}, 2],
  ['database held', ['refresh'], { services: throwing(new EmbeddedHeld('/tmp/x', holder)) }, 5],
  [
    'database down',
    ['refresh'],
    { services: throwing(new DatabaseUnreachable('db', 'down', 'start it')) },
    1,
  ],
  ['unexpected', ['refresh'], { services: throwing(new TypeError('x is not a function')) }, 1],
  ['interrupted', ['refresh'], { io: { signal: AbortSignal.abort() } }, 130],
  [
    'interrupted by an error',
    ['refresh'],
    { io: { signal: AbortSignal.abort() }, services: throwing(new Error('aborted')) },
    130,
  ],
  [
    'document refused',
    ['source', 'try', 'openrouter'],
    {
      services: {
        sourceTry: async () => ({
          source: 'openrouter',
          document: 'd',
          url: 'https://a.example/',
          verdict: 'refused',
          reasons: ['no table'],
          statements: [],
          refused: [],
        }),
      },
    },
    3,
  ],
  ['two documents', ['source', 'try', 'openrouter', '--file', 'a', '--url', 'https://a.example'], {}, 2],
  [
    'findings',
    ['audit'],
    {
      services: {
        audit: async () => ({
          keys: 1,
          pending: 0,
          findings: [{ subject: 's', attribute: 'a', scope: '', problem: 'fact', detail: 'd' }],
        }),
      },
    },
    3,
  ],
  [
    'verify findings',
    ['verify'],
    {
      services: {
        verify: async () => ({
          claims: 1,
          bodies: 1,
          findings: [
            {
              subject: 's',
              attribute: 'a',
              scope: '',
              part: '',
              source: null,
              url: null,
              problem: 'unsupported',
              detail: 'd',
            },
          ],
        }),
      },
    },
    3,
  ],
  [
    'nothing of that name',
    ['why', 'nobody'],
    { services: { why: () => Promise.reject(new NotFound('There is no subject', 'nobody', 'look')) } },
    1,
  ],
  ['no command', [], {}, 2],
  ['unknown command', ['refesh'], {}, 2],
  ['unknown option', ['refresh', '--jsn'], {}, 2],
  ['unknown sub-command', ['review', 'lst'], {}, 2],
  ['no sub-command', ['review'], {}, 2],
  ['missing argument', ['why'], {}, 2],
  ['too many arguments', ['verify', 'now'], {}, 2],
  ['no such kind of conflict', ['review', 'list', '--kind', 'bogus'], {}, 2],
  ['no such attribute', ['review', 'list', '--attribute', 'bogus'], {}, 2],
  ['why of no attribute', ['why', 'gpt-5', 'bogus'], {}, 2],
  ['no reason', ['review', 'decide', '12', '--candidate', '1'], {}, 2],
  ['empty reason', ['review', 'decide', '12', '--candidate', '1', '--reason', ' '], {}, 2],
  ['no choice', ['review', 'decide', '12', '--reason', 'r'], {}, 2],
  ['two choices', ['review', 'decide', '12', '--proposal', '--candidate', '1', '--reason', 'r'], {}, 2],
  ['candidate 0', ['review', 'decide', '12', '--candidate', '0', '--reason', 'r'], {}, 2],
  ['snooze into the past', ['review', 'decide', '12', '--snooze', '2026-01-01', '--reason', 'r'], {}, 2],
  ['no such day', ['review', 'decide', '12', '--snooze', '2027-02-30', '--reason', 'r'], {}, 2],
  [
    'nobody decides',
    ['review', 'decide', '12', '--proposal', '--reason', 'r'],
    { env: { MODELFACTS_DATA: '/tmp/x' } },
    2,
  ],
  ['reset without yes', ['reset'], {}, 2],
  ['no duration', ['verify', '--wait', 'soon'], {}, 2],
  ['no URL', ['verify', '--database', 'facts'], {}, 2],
  ['empty statement', ['sql', ' '], {}, 2],
  ['version', ['--version'], {}, 0],
  ['help', ['--help'], {}, 0],
  ['help of a command', ['help', 'refresh'], {}, 0],
])('%s', async (_name, argv, setup, code) => {
  const result = await run(argv, setup);
  expect(result.code, result.err).toBe(code);
  if ([1, 2, 5].includes(code) && argv.length > 0 && !result.out) expect(result.err).not.toBe('');
  expect(result.err).not.toMatch(/\n\s+at /);
});

test.each([
  [['refesh'], /did you mean refresh/i],
  [['review', 'lst'], /did you mean list/i],
  [['refresh', '--jsn'], /did you mean --json/i],
  [['refresh', 'openruoter'], /openrouter, llm-reference/],
])('%j is answered with what may have been meant', async (argv, expected) => {
  expect((await run(argv)).err).toMatch(expected);
});

test('an error says what, where, why and what next; a stack only with --debug', async () => {
  const services = throwing(
    new DatabaseUnreachable('db.example/facts', 'nothing listens there', 'Start it.'),
  );
  const { err } = await run(['refresh'], { services });
  expect(err).toBe(
    'error: The database cannot be reached\n  where: db.example/facts\n  why:   nothing listens there\n  next:  Start it.\n',
  );
  const debug = await run(['refresh', '--debug'], { services });
  expect(debug.err).toMatch(/\n\s+at /);
});

test('what is chosen reaches the review', async () => {
  const decide = vi.fn(fakeServices().decide);
  const argv = ['review', 'decide', '12', '--snooze', '2026-12-31', '--reason', 'asked', '--version', '3'];
  await run([...argv, '--review-after', '2027-01-01'], { services: { decide } });
  expect(decide.mock.calls[0]?.[1]).toEqual({
    id: '12',
    choice: { snooze: new Date('2026-12-31') },
    reason: 'asked',
    by: 'ada',
    version: 3,
    reviewAfter: new Date('2027-01-01'),
  });
});

test('the demo leaves DATABASE_URL aside, everything else uses it', async () => {
  const env = { ...ENV, DATABASE_URL: 'postgresql://ada@db.example/facts' };
  const demo = vi.fn(fakeServices().demo);
  const refresh = vi.fn(fakeServices().refresh);
  await run(['demo'], { env, services: { demo } });
  await run(['refresh', '--wait', '500ms'], { env, services: { refresh } });
  expect(demo.mock.calls[0]?.[0].target).toMatchObject({ folder: '/tmp/modelfacts-test', waitMs: 10_000 });
  expect(refresh.mock.calls[0]?.[0].target).toEqual({ url: env.DATABASE_URL });
});

const PASSWORD = 'pass-wörd/7';
const URL_WITH_SECRET = `postgresql://ada:${encodeURIComponent(PASSWORD)}@db.example/facts`;

test.each([
  ['DATABASE_URL', [], { ...ENV, DATABASE_URL: URL_WITH_SECRET }],
  ['--database', ['--database', URL_WITH_SECRET], ENV],
  ['--database=', [`--database=${URL_WITH_SECRET}`], ENV],
])('a password of %s is never printed', async (_name, more, env) => {
  const services: Partial<Services> = {
    refresh: (context) => {
      context.log.warn({ password: PASSWORD, url: URL_WITH_SECRET }, `cannot use ${URL_WITH_SECRET}`);
      return Promise.reject(new Error(`auth failed for ${URL_WITH_SECRET} with ${PASSWORD}`));
    },
    migrate: async () => ({ engine: 'postgres', where: URL_WITH_SECRET, applied: [] }),
  };
  for (const argv of [['refresh', '--debug'], ['refresh', '--json'], ['migrate'], ['migrate', '--json']]) {
    const { out, err } = await run([...argv, ...more], { services, env });
    expect(out + err).not.toContain(PASSWORD);
    expect(out + err).not.toContain(encodeURIComponent(PASSWORD));
    expect(out + err).toContain('***');
  }
});

test('the log is JSON lines with the id of the run, as loud as LOG_LEVEL says', async () => {
  const services: Partial<Services> = {
    refresh: async (context) => {
      context.log.info({ source: 'openrouter' }, 'document');
      context.log.warn({ source: 'openrouter' }, 'slow');
      return refreshOf('changed');
    },
  };
  const lines = async (level?: string): Promise<unknown[]> => {
    const env = level === undefined ? ENV : { ...ENV, LOG_LEVEL: level };
    const { err } = await run(['refresh', '--json'], { services, env });
    return err
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  };
  const entry = {
    run: expect.stringMatching(/^[0-9a-f-]{36}$/),
    command: 'refresh --json',
    source: 'openrouter',
  };
  expect(await lines()).toEqual([{ ...entry, level: 'warn', time: expect.any(String), msg: 'slow' }]);
  expect(await lines('info')).toHaveLength(2);
});

describe('progress', () => {
  const services: Partial<Services> = {
    refresh: async ({ progress }) => {
      progress.begin('openrouter', 2);
      progress.step('openrouter', 'https://a.example/', 'read');
      progress.step('openrouter', 'https://b.example/', 'read');
      progress.end('openrouter', 'changed');
      return refreshOf('changed');
    },
  };

  test('is one line per source off a terminal', async () => {
    expect((await run(['refresh'], { services })).err).toBe('openrouter: changed\n');
  });

  test('is nothing with --json', async () => {
    expect(
      (await run(['refresh', '--json'], { services, io: { isTTY: { out: true, err: true } } })).err,
    ).toBe('');
  });

  test('is a bar on a terminal with color, lines on one without', async () => {
    const isTTY = { out: true, err: true };
    expect((await run(['refresh'], { services, io: { isTTY, color: true } })).err).toContain('2/2 documents');
    expect((await run(['refresh'], { services, io: { isTTY } })).err).toBe('openrouter: changed\n');
  });
});

test('providers that no line names are printed, each beside its source', async () => {
  const report = refreshOf('changed', 'unchanged');
  const [named, other] = report.sources;
  const sources = [{ ...named, unknownProviders: ['Some New Host', 'another'] }, other];
  const services = { refresh: async () => ({ ...report, sources }) as typeof report };
  const { out } = await run(['refresh'], { services });
  expect(out).toContain('Providers without a line\n  openrouter: Some New Host, another\n');
  expect((await run(['refresh'])).out).not.toContain('Providers without');
});

test('a long answer is printed like a short one', async () => {
  const rows = Array.from({ length: 150_000 }, (_, at) => [at]);
  const { code, out } = await run(['sql', 'select 1'], {
    services: { sql: async () => ({ columns: ['n'], rows }) },
  });
  expect(code).toBe(0);
  expect(out).toContain('(150,000 rows)');
});
