import type { Kysely } from 'kysely';
import type { PageReading } from '../../schema/source.ts';
import { closeClaims, liveClaimsOf, type NewClaim, openClaims, type StoredClaim } from '../store/claims.ts';
import { markExtractionDirty } from '../store/keys.ts';
import { markSharersOf } from '../store/mappings.ts';
import { type AliasRow, openAliases } from '../store/names.ts';
import { renewStatistics } from '../store/statistics.ts';
import type { DB } from '../store/types.ts';
import { noteSightings } from './absent.ts';
import { type AliasName, aliasKey, type ClaimDraft, claimKey, draftClaims } from './draft.ts';
import { breathe } from './memory.ts';
import { mapByName, unknownProvider } from './names.ts';
import { sameData } from './same.ts';
import { type RefusedReason, Tally } from './tally.ts';

/** Where the claims of a document belong. */
export interface WriterHome {
  source: string;
  document: string;
  extraction: string;
  at: Date;
  cause: 'source' | 'reading';
  /** The document is of a complete list: what it no longer names waits for its withdrawal. */
  complete?: boolean;
}

/** What a document gave, when all of it was taken. */
export interface Written {
  statements: number;
  claims: number;
  entries: { listed: number; taken: number };
  opened: number;
  closed: number;
  refused: RefusedReason[];
  /** Providers as the page writes them that no line of providers.tsv names, sorted. */
  unknownProviders: string[];
}

const sameInstant = (held: Date | null, stated: string | undefined): boolean =>
  (held?.getTime() ?? null) === (stated === undefined ? null : Date.parse(stated));

/** Whether a live claim says what the draft says, and for the same days. */
const sameClaim = (held: StoredClaim, draft: ClaimDraft): boolean =>
  sameData(held.value, draft.value) &&
  sameData(held.means, draft.means) &&
  sameInstant(held.statedFrom, draft.statedFrom) &&
  sameInstant(held.statedUntil, draft.statedUntil);

/** What this page says of the name now: its label and the repository that it gives. */
const said = (alias: AliasName | undefined) => ({
  name: alias?.name ?? null,
  huggingFace: alias?.huggingFace,
});

/** Claims that are gathered before they are written together. */
const GATHER = 2000;

/**
 * Writes the claims of one document while it is read: claims keep their identity, a changed value closes and opens,
 * what is no longer stated is closed at the end. Holds the keys of what was live before, never the statements.
 */
export class ClaimWriter {
  private readonly db: Kysely<DB>;
  private readonly home: WriterHome;
  private readonly before: Map<string, StoredClaim>;
  private readonly aliases = new Map<string, AliasRow>();
  private readonly tally = new Tally();
  private readonly unknown = new Set<string>();
  private gathered: ClaimDraft[] = [];
  private changed: string[] = [];
  /** What was refused by name is no absence. */
  private readonly refusedTexts: string[] = [];
  private readonly sums = { statements: 0, claims: 0, opened: 0, closed: 0, listed: 0, taken: 0 };

  private constructor(db: Kysely<DB>, home: WriterHome, before: Map<string, StoredClaim>) {
    this.db = db;
    this.home = home;
    this.before = before;
  }

  static async open(db: Kysely<DB>, home: WriterHome): Promise<ClaimWriter> {
    const live = await liveClaimsOf(db, home.document);
    return new ClaimWriter(db, home, new Map(live.map((claim) => [claimKey(claim), claim])));
  }

  /** Takes one entry of the page. */
  async take(entry: PageReading): Promise<void> {
    const { drafts, refused } = draftClaims(this.home.source, entry.statements);
    this.tally.add(entry.refused);
    this.tally.add(refused);
    if (this.home.complete)
      for (const { what, quote } of [...entry.refused, ...refused]) this.refusedTexts.push(what, quote);
    this.sums.statements += entry.statements.length;
    this.sums.claims += drafts.length;
    this.sums.listed += 1;
    if (drafts.length > 0) this.sums.taken += 1;
    for (const draft of drafts) this.gathered.push(draft);
    if (this.gathered.length >= GATHER) await this.write();
  }

  /** Writes what is left, closes what is no longer stated and marks the keys that changed. */
  async close(): Promise<Written> {
    await this.write();
    await this.shut(await this.unstated());
    await renewStatistics(this.db, this.sums.opened + this.sums.closed);
    await markExtractionDirty(this.db, this.home.extraction, this.home.cause);
    await markSharersOf(this.db, this.home.extraction, this.home.cause);
    const { listed, taken, ...sums } = this.sums;
    const unknownProviders = [...this.unknown].sort();
    return { ...sums, entries: { listed, taken }, refused: this.tally.all, unknownProviders };
  }

  private async write(): Promise<void> {
    const drafts = this.gathered;
    this.gathered = [];
    await this.openNames(drafts);
    const open = drafts.flatMap((draft) => this.news(draft));
    await this.shut(this.changed);
    this.changed = [];
    const { source, document, extraction, at } = this.home;
    this.sums.opened += await openClaims(this.db, { source, document, extraction, seenFrom: at }, open);
    breathe();
  }

  private async shut(ids: readonly string[]): Promise<void> {
    const { extraction, at, cause } = this.home;
    await closeClaims(this.db, ids, { extraction, at, cause });
    this.sums.closed += ids.length;
  }

  /** Claims that the page no longer states, without those of subjects that a complete list no longer names. */
  private async unstated(): Promise<string[]> {
    const left = [...this.before.values()];
    const { complete, cause, document, at } = this.home;
    if (!complete || cause === 'reading') return left.map(({ id }) => id);
    const seen = new Set([...this.aliases.values()].map(({ id }) => id));
    const missing = [...new Set(left.map(({ alias }) => alias))].filter((alias) => !seen.has(alias));
    await noteSightings(this.db, { document, at }, { seen: [...seen], missing, refused: this.refusedTexts });
    return left.filter(({ alias }) => seen.has(alias)).map(({ id }) => id);
  }

  private async openNames(drafts: readonly ClaimDraft[]): Promise<void> {
    const names = new Map(drafts.map((draft) => [aliasKey(draft.alias), draft.alias]));
    for (const { alias } of drafts) if (alias.hasId) names.set(aliasKey(alias), alias);
    for (const { alias } of drafts) {
      const one = names.get(aliasKey(alias));
      if (one && alias.hasId && alias.name !== null) names.set(aliasKey(alias), { ...one, name: alias.name });
    }
    const unknown = [...names]
      .filter(([key, { hasId }]) => !this.aliases.has(key) || (hasId && !this.aliases.get(key)?.hasId))
      .map(([, alias]) => alias);
    for (const alias of unknown) {
      const provider = unknownProvider(this.home.source, alias);
      if (provider !== null) this.unknown.add(provider);
    }
    const rows = await openAliases(this.db, this.home.source, unknown);
    const named = rows.map((row) => ({ ...row, ...said(names.get(aliasKey(row))) }));
    for (const row of await mapByName(this.db, named, this.home.at)) this.aliases.set(aliasKey(row), row);
  }

  /** The draft as a claim to open, or nothing where it is live already with the same value and days. */
  private news(draft: ClaimDraft): NewClaim[] {
    const alias = this.aliases.get(aliasKey(draft.alias));
    if (!alias) return [];
    const key = claimKey({ ...draft, alias: alias.id });
    const held = this.before.get(key);
    this.before.delete(key);
    if (held && sameClaim(held, draft)) return [];
    if (held) this.changed.push(held.id);
    return [{ ...draft, aliasId: alias.id }];
  }
}
