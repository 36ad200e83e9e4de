import { z } from 'zod';
import type { Refusal, Statement } from './statement.ts';

export const SOURCE_KINDS = ['vendor', 'host', 'router', 'catalogue', 'comparison', 'press'] as const;
export const sourceKindSchema = z.enum(SOURCE_KINDS);
export type SourceKind = z.infer<typeof sourceKindSchema>;

/** One accepted capture as a scraper sees it. `text` is the body decoded by its charset; offsets count in it. */
export interface Page {
  url: string;
  bytes: Uint8Array;
  text: string;
  mediaType: string;
}

/** What a scraper makes of a page: everything it took, and every row that it refused by name. */
export interface PageReading {
  statements: Statement[];
  refused: Refusal[];
}

/** A first URL of a source. `owner` overrides the source's where one source holds documents of several owners. */
export interface Seed {
  url: string;
  owner?: string;
}

/** A place that states facts, and the pure function that reads its documents. */
export interface Source {
  id: string;
  /** Provider key of who speaks: makes the source an authority about its own models and offerings. */
  owner: string;
  kind: SourceKind;
  /** Ids of the sources that it copies; a copy is no independent witness. */
  upstreams: readonly string[];
  /** Cron expression in UTC. */
  schedule: string;
  seeds: readonly Seed[];
  /** What a missing value says: almost always nothing. */
  absent: 'unknown' | 'no';
  /** One sentence for `source list`: what is read and what is deliberately ignored. */
  note: string;
  /** The least number of statements that a whole page gives; fewer refuses it. */
  floor: number;
  /** Pure: no clock, no network, no database. Throws PageRefused where the page is not what it should be. */
  read(page: Page): PageReading;
}
