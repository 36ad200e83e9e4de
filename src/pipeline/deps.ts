import type { Source } from '../../schema/source.ts';
import type { Fetcher } from '../fetch/types.ts';
import type { Database } from '../store/connect.ts';

/** What a long piece of work tells while it goes on. */
export interface Progress {
  /** A source begins with so many documents. */
  begin(source: string, documents: number): void;
  /** One document of the source is done. */
  step(source: string, url: string, outcome: string): void;
  end(source: string, outcome: string): void;
}

/** Where a pipeline says what an operator's log should hold. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Everything from outside that a refresh needs; nothing below it reads a clock, a network or an environment. */
export interface Deps {
  database: Database;
  fetcher: Fetcher;
  sources: readonly Source[];
  /** Request headers that carry a source's key; null where the source needs one and there is none. */
  keyHeaders(source: Source): Readonly<Record<string, string>> | null;
  /** The reading of a source: the hash of the code that reads it. */
  reading(source: string): string;
  now(): Date;
  signal: AbortSignal;
  log: Log;
  progress: Progress;
}
