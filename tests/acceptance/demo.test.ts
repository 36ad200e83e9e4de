import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  auditReportSchema,
  checksumReportSchema,
  type DemoReport,
  decisionReportSchema,
  demoReportSchema,
  type ReviewConflict,
  reviewListSchema,
  verifyReportSchema,
  type WhyReport,
  whyReportSchema,
} from '../../schema/outputs.ts';
import {
  answerOf,
  call,
  embeddedPlace,
  PLAYED,
  PLAYERS,
  type Place,
  postgresPlace,
  rowsOf,
} from './support.ts';

const SPARK = 'openai/gpt-5.3-codex-spark';
const STEP = 'stepfun/step-3.7-flash';
const LING = 'inclusionai/ling-2.6-flash';

const CHOICES = [
  { choice: ['--candidate', '2'], value: '128000' },
  { choice: ['--value', '131,072'], value: '131072' },
  { choice: ['--proposal'], value: '131000' },
];

const WRITING = [
  'delete from registry.fact',
  'select 1; drop schema registry cascade',
  'with gone as (delete from registry.fact returning 1) select count(*) from gone',
  'commit; delete from registry.fact',
  "select nextval('registry.run_id_seq')",
];

const checksums: string[] = [];

for (const open of [embeddedPlace, postgresPlace]) {
  const embedded = open === embeddedPlace;
  /** Each command opens the embedded database anew; equal checksums say that its facts are those of PostgreSQL. */
  const testOnce = embedded ? () => {} : test;

  describe(`the demo on ${embedded ? 'the embedded database' : 'PostgreSQL'}`, () => {
    let place: Place;
    let first: DemoReport;

    const demo = (now = '2026-11-20T12:00:00Z') =>
      answerOf(demoReportSchema, place, {
        argv: ['demo', '--once'],
        over: { now: () => new Date(now) },
      });
    const checksum = async () =>
      (await answerOf(checksumReportSchema, place, { argv: ['checksum'] })).checksum;
    const why = (...argv: string[]): Promise<WhyReport> =>
      answerOf(whyReportSchema, place, { argv: ['why', ...argv] });
    const queue = () => answerOf(reviewListSchema, place, { argv: ['review', 'list'] });
    const decide = (id: string, ...choice: string[]) =>
      answerOf(decisionReportSchema, place, {
        argv: ['review', 'decide', id, ...choice, '--reason', 'the launch text says so', '--by', 'grace'],
      });
    const undo = (id: string) =>
      answerOf(decisionReportSchema, place, { argv: ['review', 'undo', id, '--reason', 'a mistake'] });
    const windowConflict = async (): Promise<ReviewConflict> => {
      const { conflicts } = await queue();
      const found = conflicts.find((one) => one.subject === SPARK && one.attribute === 'context_window');
      return found ?? expect.unreachable('the conflict is not in the queue');
    };
    const factsOf = (subject: string, attribute: string) =>
      rowsOf(
        place,
        `select scope, part, value, status from catalog_v1.fact
         where subject = '${subject}' and attribute = '${attribute}' order by scope, part`,
      );

    beforeAll(async () => {
      place = await open();
      first = await demo();
    });
    afterAll(() => place.remove());

    test('works every source and publishes facts and conflicts', async () => {
      expect(first.refresh.world).toBe('demo');
      expect(first.refresh.sources.map(({ outcome }) => outcome)).toEqual(PLAYERS.map(() => 'changed'));
      expect(first.refresh.facts.live).toBeGreaterThan(200);
      expect(first.review.open).toBeGreaterThan(2);
      checksums.push(await checksum());
    });

    test('a second time: no claim, no fact, no change, one capture a document, nothing read', async () => {
      const again = (await demo()).refresh;
      const moved = again.sources.map(({ outcome, statements, claims }) => [
        outcome,
        statements,
        claims.opened,
        claims.closed,
      ]);
      expect(moved).toEqual(PLAYERS.map(() => ['unchanged', 0, 0, 0]));
      expect([again.facts.inserted, again.facts.closed, again.changes]).toEqual([0, 0, 0]);
      const captures = await rowsOf(
        place,
        `select count(*), count(distinct document) from registry.capture where run = ${again.run}`,
      );
      expect(captures).toEqual([[String(PLAYED), String(PLAYED)]]);
      const [read] = await rowsOf(place, 'select count(*) from registry.extraction');
      expect(read).toEqual([String(PLAYED)]);
      expect(await checksum()).toBe(checksums.at(-1));
    });

    test('verify and audit look at everything and find nothing', async () => {
      const verified = await answerOf(verifyReportSchema, place, { argv: ['verify'] });
      expect(verified).toMatchObject({ bodies: PLAYED, findings: [] });
      expect(verified.claims).toBeGreaterThan(200);
      const audited = await answerOf(auditReportSchema, place, { argv: ['audit'] });
      expect(audited).toMatchObject({ pending: 0, findings: [] });
      expect(audited.keys).toBeGreaterThan(200);
    });

    test('why: both claims as written, with source, quote and arithmetic', async () => {
      const report = await why('gpt-5.3-codex-spark', 'context_window');
      expect(report.fact).toMatchObject({ status: 'contested', value: '131000' });
      const written = new Map(report.claims.map((claim) => [claim.asWritten, claim]));
      expect([...written.keys()].sort()).toEqual(['128k', '131k']);
      expect(written.get('131k')).toMatchObject({ source: 'llm-reference', readings: [131_072] });
      expect(written.get('128k')).toMatchObject({ source: 'press-review', standing: 'against' });
      for (const { quote, asWritten, capture } of report.claims) {
        expect(quote).toContain(asWritten);
        expect(capture.sha256).toMatch(/^[0-9a-f]{64}$/);
      }
      const conflict = report.keys[0]?.conflict;
      expect(conflict).toMatchObject({ diagnosis: 'notation', state: 'open' });
      expect(conflict?.arithmetic).toContain('131,072 = 128 × 1,024');
      expect((await windowConflict()).arithmetic).toBe(conflict?.arithmetic);
      expect((await call(place, ['why', 'gpt-5.3-codex-spark', 'context_window'])).out).toContain(
        '131,072 = 128 × 1,024',
      );
    });

    test.each(embedded ? CHOICES.slice(0, 1) : CHOICES)(
      'a decision by $choice is kept, not asked again, and undone without a trace',
      async (made) => {
        const { id, version } = await windowConflict();
        const before = { sum: await checksum(), queue: await queue() };
        await decide(id, ...made.choice, '--version', String(version));
        const again = await demo();
        expect(again.review.conflicts.map((one) => one.id)).not.toContain(id);
        expect(again.refresh.changes).toBe(0);
        const report = await why('gpt-5.3-codex-spark', 'context_window');
        expect(report.fact).toMatchObject({ value: made.value, status: 'ruled' });
        expect(report.decision).toMatchObject({ by: 'grace', reason: 'the launch text says so' });
        const considered = report.decision?.considered?.candidates.flatMap(({ parts }) => parts);
        expect(considered?.map(({ asWritten }) => asWritten).sort()).toEqual(['128k', '131k']);
        await undo(id);
        expect(await checksum()).toBe(before.sum);
        const unversioned = (list: typeof before.queue) =>
          list.conflicts.map(({ version: _version, ...conflict }) => conflict);
        expect(unversioned(await queue())).toEqual(unversioned(before.queue));
      },
    );

    testOnce(
      'Step 3.7 Flash: prices, sizes, date, three routes, and a licence that the maker settled',
      async () => {
        expect(await factsOf(STEP, 'price')).toEqual([
          ['USD', 'cache_read', '0.04', 'single'],
          ['USD', 'input', '0.20', 'agreed'],
          ['USD', 'output', '1.15', 'agreed'],
        ]);
        const units = await rowsOf(
          place,
          `select distinct unit from catalog_v1.fact where subject = '${STEP}' and attribute = 'price'`,
        );
        expect(units).toEqual([['USD per 1M tokens']]);
        expect(await factsOf(STEP, 'parameters')).toEqual([
          ['active', '', '11000000000', 'agreed'],
          ['total', '', '198000000000', 'agreed'],
        ]);
        expect(await factsOf(STEP, 'released')).toEqual([['', '', '2026-05-29', 'single']]);
        expect((await factsOf(STEP, 'available')).map(([scope, , value]) => [scope, value])).toEqual([
          ['via=nvidia-nim', 'yes'],
          ['via=openrouter', 'yes'],
          ['via=stepfun', 'yes'],
        ]);
        const licence = await why('step-3.7-flash', 'licence');
        expect(licence.fact).toMatchObject({ value: 'Apache-2.0', status: 'preferred' });
        expect(licence.policy).toMatchObject({ step: 'authority', authority: 'stepfun' });
        expect(licence.policy?.sentence).toMatch(/authority.*stepfun.*Apache-2\.0/);
        expect(licence.claims.map(({ asWritten }) => asWritten)).toContain('Proprietary');
        expect(first.settled.map(({ subject, attribute }) => `${subject} ${attribute}`)).toContain(
          `${STEP} licence`,
        );
      },
    );

    testOnce(
      "the catalogue shows a model's price through its maker's own offering, and says so",
      async () => {
        const prices = await rowsOf(
          place,
          `select part, value, via from catalog_v1.model where subject = '${STEP}' and attribute = 'price' order by part`,
        );
        expect(prices).toEqual([
          ['cache_read', '0.04', STEP],
          ['input', '0.20', STEP],
          ['output', '1.15', STEP],
        ]);
      },
    );

    testOnce('Ling-2.6-Flash: 262k with its readings, prices, sizes', async () => {
      const { claims, fact } = await why(LING, 'context_window');
      expect(claims).toContainEqual(
        expect.objectContaining({
          asWritten: '262k',
          value: '262000',
          low: '261500',
          high: '262999',
          readings: [262_144],
        }),
      );
      expect(fact).toMatchObject({ value: '262144', status: 'agreed' });
      const prices = await factsOf(`openrouter/${LING}`, 'price');
      expect(
        prices.filter(([, part]) => part !== 'cache_read').map(([, part, value]) => [part, value]),
      ).toEqual([
        ['input', '0.01'],
        ['output', '0.03'],
      ]);
      expect((await factsOf(LING, 'parameters')).map(([scope, , value]) => [scope, value])).toEqual([
        ['active', '7400000000'],
        ['total', '104000000000'],
      ]);
    });

    testOnce(
      'GPT-5.3-Codex-Spark: no price, not even 0, and an open conflict about where it can be had',
      async () => {
        const priced = await rowsOf(
          place,
          `select subject, value from catalog_v1.fact where attribute = 'price' and subject like '%spark%'
         union all select subject, value from catalog_v1.model where attribute = 'price' and subject like '%spark%'`,
        );
        expect(priced).toEqual([]);
        const said = await rowsOf(
          place,
          "select distinct as_written from registry.claim where attribute = 'price' and value->>'kind' = 'unknown'",
        );
        expect(said.flat()).toContain('-');
        const { conflicts } = await queue();
        const open = conflicts.find((one) => one.attribute === 'available');
        expect(open).toMatchObject({ subject: SPARK, scope: 'via=openai', state: 'open' });
        expect(open?.candidates.map(({ asWritten, value }) => [asWritten, value])).toEqual([
          ['OpenAI API', 'yes'],
          ['ChatGPT Pro only (preview)', 'no'],
        ]);
      },
    );

    testOnce('snoozed: not in the queue until its date, back after it', async () => {
      const { id } = await windowConflict();
      const before = await checksum();
      await decide(id, '--snooze', '2026-12-31');
      const ids = async () => (await queue()).conflicts.map((one) => one.id);
      expect(await ids()).not.toContain(id);
      await demo('2026-12-30T12:00:00Z');
      expect(await ids()).not.toContain(id);
      const woken = await demo('2026-12-31T00:00:01Z');
      expect(woken.review.conflicts.map((one) => one.id)).toContain(id);
      expect(await ids()).toContain(id);
      expect(await checksum()).toBe(before);
    });

    test('sql refuses what writes and changes nothing', async () => {
      const before = await checksum();
      for (const query of WRITING) {
        const answer = await call(place, ['sql', query]);
        expect([answer.code, answer.out], query).toEqual([1, '']);
        expect(answer.err.match(/^error:/gm), query).toHaveLength(1);
        expect(answer.err, query).toContain('The query was refused');
      }
      expect(await checksum()).toBe(before);
    });
  });
}

test('both databases end with the same checksum', () => {
  expect(checksums).toHaveLength(2);
  expect(checksums[0]).toBe(checksums[1]);
});
