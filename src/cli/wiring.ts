import type { Attribute } from '../../schema/attributes.ts';
import type { RefreshReport } from '../../schema/outputs.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { audit } from '../pipeline/audit.ts';
import { sourceDiff } from '../pipeline/diff.ts';
import type { SourceRefusals } from '../pipeline/refresh.ts';
import { reread } from '../pipeline/reread.ts';
import { unmatchedNames } from '../pipeline/unmatched.ts';
import { verify } from '../pipeline/verify.ts';
import { reviewShow, why } from '../report/why.ts';
import { decide, undo } from '../review/decide.ts';
import { reviewList } from '../review/list.ts';
import { aliasMap, mapAlias, unmapAlias } from '../review/map.ts';
import { checksum } from '../store/checksum.ts';
import type { Database } from '../store/connect.ts';
import { migrate, reset } from '../store/migrate.ts';
import { select } from '../store/select.ts';
import { clone } from './clone.ts';
import { demo } from './demo-world.ts';
import { filling, maintaining, reading } from './opened.ts';
import { sourceNamed, sourceTry } from './page.ts';
import { refreshFrom, writeRefusals } from './recorded.ts';
import { outsideOf, refreshLive, scheduleList, scheduleRun } from './refreshing.ts';
import type { Context, RefreshRequest, Services } from './services.ts';
import { sourceList } from './source-list.ts';
import { newSource } from './source-new.ts';
import { recordFixture } from './source-record.ts';

const tablesOf = (database: Database, applied: string[]) => ({
  engine: database.engine,
  where: database.where,
  applied,
});

async function refreshAny(context: Context, request: RefreshRequest): Promise<RefreshReport> {
  let refusals: SourceRefusals[] = [];
  const onRefusals = (found: SourceRefusals[]): void => {
    refusals = found;
  };
  const { sources, due, from, report, acceptLoss = false } = request;
  const done = await filling(context, (database) =>
    from
      ? refreshFrom(context, database, { ...from, sources, acceptLoss, onRefusals })
      : refreshLive(context, database, { sources, due, acceptLoss, onRefusals }),
  );
  if (report !== undefined) await writeRefusals(report, refusals);
  return done;
}

/** The commands' services on the real database, network and sources. */
export const services: Services = {
  sourceIds: () => SOURCES.map((source) => source.id),
  sourceList,
  sourceTry,
  sourceRecord: (context, request) => recordFixture(context, request, clone()),
  sourceNew: (context, request) => newSource({ ...request, at: context.now() }, clone()),
  sourceDiff: (context, id) => reading(context, (database) => sourceDiff(database, sourceNamed(id).id)),
  reread: (context, ids) =>
    reading(context, (database) => {
      const sources = ids.length === 0 ? SOURCES : ids.map(sourceNamed);
      return reread({ ...outsideOf(context), database }, sources);
    }),
  sourceUnmatched: (context) => reading(context, (database) => unmatchedNames(database.db)),
  demo: (context) => filling(context, (database) => demo(database, outsideOf(context), context.command)),
  refresh: refreshAny,
  reviewList: (context, filter) => reading(context, (database) => reviewList(database, filter)),
  reviewShow: (context, id) => reading(context, (database) => reviewShow(database, id)),
  decide: (context, request) =>
    reading(context, (database) => decide(database, { ...request, at: context.now() })),
  undo: (context, request) =>
    reading(context, (database) => undo(database, { ...request, at: context.now() })),
  reviewMap: (context, { address, change }) =>
    reading(context, async (database) => {
      if (!change) return await aliasMap(database, address);
      const { to, fresh = false, ...said } = { ...change, at: context.now() };
      return to === undefined
        ? await unmapAlias(database, { ...said, address })
        : await mapAlias(database, { ...said, address, to, fresh });
    }),
  why: (context, { subject, attribute }) =>
    reading(context, (database) => why(database, subject, attribute as Attribute | undefined)),
  verify: (context) => reading(context, verify),
  audit: (context) => reading(context, (database) => audit(database, context.now())),
  checksum: (context) => reading(context, (database) => checksum(database.db)),
  sql: (context, query) => reading(context, async (database) => asJson(await select(database, query))),
  migrate: (context) =>
    maintaining(context, async (database) => tablesOf(database, (await migrate(database)).applied)),
  reset: (context) =>
    maintaining(context, async (database) => {
      await reset(database);
      return tablesOf(database, (await migrate(database)).applied);
    }),
  scheduleList: (context) => filling(context, (database) => scheduleList(context, database)),
  scheduleRun,
};

/** Rows as JSON carries them: instants in ISO 8601, bytes in hexadecimal. */
function asJson({ columns, rows }: { columns: string[]; rows: unknown[][] }) {
  const cell = (value: unknown) =>
    value instanceof Date
      ? value.toISOString()
      : Buffer.isBuffer(value)
        ? `\\x${value.toString('hex')}`
        : value;
  return { columns, rows: rows.map((row) => row.map(cell)) as never };
}
