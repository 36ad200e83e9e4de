import type { SubjectKind } from '../../schema/attributes.ts';
import type {
  AliasMap,
  AuditReport,
  ChecksumReport,
  DecisionReport,
  DemoReport,
  MigrateReport,
  RefreshReport,
  ReviewList,
  ReviewShow,
  ScheduleList,
  ScheduleRun,
  SqlAnswer,
  VerifyReport,
  WhyReport,
} from '../../schema/outputs.ts';
import type { Deps, Log, Progress } from '../pipeline/deps.ts';
import type { DatabaseTarget } from '../store/connect.ts';
import type { SourceServices } from './source-services.ts';

/** What every piece of work gets from the command that asks for it. */
export interface Context {
  target: DatabaseTarget;
  now(): Date;
  signal: AbortSignal;
  log: Log;
  progress: Progress;
  /** Headers that carry a source's key; null where the source needs one and it is not set. */
  keyHeaders: Deps['keyHeaders'];
  /** Instead of the real network. */
  fetcher?: Deps['fetcher'];
  /** The command as it was called, for the run's row. */
  command: string;
}

/** What is to be refreshed, and out of what. */
export interface RefreshRequest {
  sources: readonly string[];
  /** Only sources whose slot has begun. */
  due: boolean;
  /** Somebody looked at what the named sources lose, and found it right. */
  acceptLoss?: boolean;
  /** A folder of recorded bodies instead of the network, and the moment at which they were recorded. */
  from?: { folder: string; at: Date };
  /** A file for the refusals by reason, with examples. */
  report?: string;
}

/** A decision as the command line states it; exactly one kind of choice. */
export interface DecideRequest {
  id: string;
  choice:
    | { candidate: number }
    | { value: string }
    | { subject: string }
    | { proposal: true }
    | { snooze: Date };
  reason: string;
  by: string;
  version?: number;
  reviewAfter?: Date;
}

/** The alias that is asked about, and what a person changes: without a subject the last linking is taken back. */
export interface MapRequest {
  address: { source: string; kind: SubjectKind; written: string; provider?: string };
  change?: { reason: string; by: string; to?: string; fresh?: boolean };
}

/** What the commands need from below them. Every function opens and closes its database itself. */
export interface Services extends SourceServices {
  demo(context: Context): Promise<DemoReport>;
  /** Works these sources, or all; `due` only those whose slot has begun. */
  refresh(context: Context, request: RefreshRequest): Promise<RefreshReport>;
  reviewList(
    context: Context,
    filter: { kind?: string; attribute?: string; all: boolean },
  ): Promise<ReviewList>;
  reviewShow(context: Context, id: string): Promise<ReviewShow>;
  decide(context: Context, request: DecideRequest): Promise<DecisionReport>;
  undo(context: Context, request: { id: string; reason: string; by: string }): Promise<DecisionReport>;
  /** Shows, makes or takes back the mapping of an alias. */
  reviewMap(context: Context, request: MapRequest): Promise<AliasMap>;
  why(context: Context, request: { subject: string; attribute?: string }): Promise<WhyReport>;
  verify(context: Context): Promise<VerifyReport>;
  audit(context: Context): Promise<AuditReport>;
  checksum(context: Context): Promise<ChecksumReport>;
  /** One reading statement; the database refuses everything that writes. */
  sql(context: Context, query: string): Promise<SqlAnswer>;
  migrate(context: Context): Promise<MigrateReport>;
  /** Drops everything and makes the tables anew. */
  reset(context: Context): Promise<MigrateReport>;
  scheduleList(context: Context): Promise<ScheduleList>;
  /** Works what is due at every slot until the signal comes; `onRefresh` is told after each. */
  scheduleRun(context: Context, onRefresh: (report: RefreshReport) => void): Promise<ScheduleRun>;
}
