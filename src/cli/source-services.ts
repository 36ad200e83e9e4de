import type {
  Reread,
  SourceDiff,
  SourceList,
  SourceNew,
  SourceRecord,
  SourceTry,
  SourceUnmatched,
} from '../../schema/outputs.ts';
import type { BodyKind } from '../../schema/source.ts';
import type { TryRequest } from './page.ts';
import type { Context } from './services.ts';

/** What is to be kept as a fixture: a live page, a stored capture or a saved file; the first seed where none is named. */
export interface RecordRequest {
  source: string;
  url?: string;
  /** The beginning of the sha256 of a stored body. */
  capture?: string;
  file?: string;
  /** The day of the fixture: YYYY-MM-DD. */
  date?: string;
  /** The folder of fixtures; that of the clone where it is left out. */
  to?: string;
}

/** A source that is to be begun. */
export interface NewRequest {
  source: string;
  /** A provider's key; that of the id's first words where it is left out. */
  owner?: string;
  url: string;
  kind: BodyKind;
}

/** What the commands about sources need from below them. */
export interface SourceServices {
  /** Ids of all sources, to suggest the nearest for a wrong one. */
  sourceIds(): readonly string[];
  /** Every source, with its rounds and claims where there is a database that answers at once. */
  sourceList(context: Context): Promise<SourceList>;
  /** Reads one document without storing anything: a file, or the live URL. */
  sourceTry(context: Context, request: TryRequest): Promise<SourceTry>;
  /** Aliases that stand for no subject yet. */
  sourceUnmatched(context: Context): Promise<SourceUnmatched>;
  /** Writes a dated fixture from a page. */
  sourceRecord(context: Context, request: RecordRequest): Promise<SourceRecord>;
  /** Writes the scaffold of a source into the clone. */
  sourceNew(context: Context, request: NewRequest): Promise<SourceNew>;
  /** What changed between the last two accepted rounds. */
  sourceDiff(context: Context, source: string): Promise<SourceDiff>;
  /** Stored bodies through today's code; all sources where none is named. */
  reread(context: Context, sources: readonly string[]): Promise<Reread>;
}
