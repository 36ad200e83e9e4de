import { z } from 'zod';
import type { Attribute } from './attributes.ts';
import type { Refusal, Statement } from './statement.ts';

export const SOURCE_KINDS = ['vendor', 'host', 'router', 'catalogue', 'comparison', 'press'] as const;
export const sourceKindSchema = z.enum(SOURCE_KINDS);
export type SourceKind = z.infer<typeof sourceKindSchema>;

/** What a body is, as far as the gate before reading tells: Markdown, CSV and plain text are `text`. */
export const BODY_KINDS = ['html', 'json', 'text'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

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

/**
 * Where recorded answers of a source lie in a folder: a glob of one folder (`catwalk/*.json`), and the canonical URL
 * of a file by what `*` stands for in its name.
 */
export interface Recording {
  glob: string;
  url(name: string): string;
}

/** The secret that a source asks for. Without the variable it is left out of a live refresh. */
export interface ApiKey {
  /** Environment variable that holds it. */
  env: string;
  /** Request header that carries it. */
  header: string;
  /** What stands before the key in the header: `Bearer `. */
  prefix?: string;
  /** Headers that are asked for beside the key, and are no secret. */
  beside?: Readonly<Record<string, string>>;
}

/** A first URL of a source. `owner` overrides the source's where one source holds documents of several owners. */
export interface Seed {
  url: string;
  owner?: string;
}

/** Something that a source leaves alone on purpose, and why. */
export interface Left {
  what: string;
  reason: string;
}

/** A place that states facts, and the pure function that reads its documents. */
export interface Source {
  id: string;
  /** Provider key of who speaks: makes the source an authority about its own models and offerings. */
  owner: string;
  kind: SourceKind;
  /** Ids of the sources that it copies, by provider key (`*`: for every provider); a copy is no independent witness. */
  upstreams: Readonly<Record<string, readonly string[]>>;
  /** Cron expression in UTC. */
  schedule: string;
  seeds: readonly Seed[];
  /** Where `refresh --from <folder>` finds its bodies. */
  recordings: readonly Recording[];
  key?: ApiKey;
  /** Language of its pages (BCP 47): decides how numbers and dates are read, and what a localized copy is. */
  locale: string;
  /** Further languages in which it has documents of their own; each page says which one it is in. */
  locales?: readonly string[];
  /** Currency of its prices, where it has one for all of them. */
  currency?: string;
  /** What it states: a statement of any other attribute is a fault of the scraper. */
  attributes: readonly Attribute[];
  /** What a missing value says: almost always nothing. */
  absent: 'unknown' | 'no';
  /** One sentence for `source list`: what is read. */
  note: string;
  /** What stands on its pages and is left alone on purpose, and why. */
  ignores: readonly Left[];
  /** Under which terms its pages may be read, as far as they are known. */
  terms: string;
  /** The least number of statements that a whole page gives; fewer refuses it. */
  floor: number;
  /** The least number of live claims of an attribute after a whole round, where that is known; fewer refuses the round. */
  floors?: Readonly<Partial<Record<Attribute, number>>>;
  /**
   * Its documents together list everything that the owner has: a subject that is missing in three accepted rounds and
   * 72 hours is withdrawn.
   */
  complete?: true;
  /** What its bodies are, where the URL's ending does not tell; anything else is refused before it is read. */
  media?: readonly BodyKind[];
  /** Pure: no clock, no network, no database. Throws PageRefused where the page is not what it should be. */
  read(page: Page): PageReading;
  /**
   * URLs of further documents that a page links to, where the source spans many; those of another host than the
   * page's are not followed, nor more than `most`.
   */
  follow?: { links(page: Page): readonly string[]; most: number };
  /**
   * Its followed documents are pages of one list: a page that is missing, or a sum of entries that is not the
   * announced total, refuses the round.
   */
  paged?: { entries(page: Page): number; total?(page: Page): number | undefined };
  /** The same entry by entry, for pages with thousands of them: nobody holds all statements at once. */
  entries?(page: Page): Iterable<PageReading>;
}

/** What `read` gives, put together from the entries. */
export function collected(entries: Iterable<PageReading>): PageReading {
  const whole: PageReading = { statements: [], refused: [] };
  for (const entry of entries) {
    for (const statement of entry.statements) whole.statements.push(statement);
    for (const refusal of entry.refused) whole.refused.push(refusal);
  }
  return whole;
}
