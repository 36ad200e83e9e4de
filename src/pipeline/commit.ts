import type { Kysely } from 'kysely';
import type { Refusal } from '../../schema/statement.ts';
import { closeClaims, liveClaimsOf, type NewClaim, openClaims, type StoredClaim } from '../store/claims.ts';
import { acceptExtraction, confirmDocument, recordExtraction } from '../store/extractions.ts';
import { type DirtyKey, markDirty } from '../store/keys.ts';
import { type AliasRow, aliasesById, openAliases } from '../store/names.ts';
import type { DB } from '../store/types.ts';
import type { DocumentResult } from './document.ts';
import { aliasKey, type ClaimDraft, claimKey } from './draft.ts';
import { mapByName } from './names.ts';
import { sameData } from './same.ts';

/** What committing one document opened and closed. */
export interface Committed {
  opened: number;
  closed: number;
}

interface Home {
  source: string;
  reading: string;
  at: Date;
}

type ReadResult = Extract<DocumentResult, { kind: 'read' }>;

/** How many of each reason. */
export function countReasons(refused: readonly Refusal[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { reason } of refused) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

async function aliasesOf(
  db: Kysely<DB>,
  home: Home,
  drafts: readonly ClaimDraft[],
): Promise<Map<string, AliasRow>> {
  const names = new Map(drafts.map((draft) => [aliasKey(draft.alias), draft.alias]));
  const rows = await openAliases(db, home.source, [...names.values()]);
  const mapped = await mapByName(db, rows, home.at);
  return new Map(mapped.map((row) => [aliasKey(row), row]));
}

interface Difference {
  open: NewClaim[];
  close: StoredClaim[];
}

/** What a reading states against what is live: claims keep their identity, a changed value closes and opens. */
function compare(live: readonly StoredClaim[], drafts: readonly NewClaim[]): Difference {
  const before = new Map(live.map((claim) => [claimKey(claim), claim]));
  const open: NewClaim[] = [];
  for (const draft of drafts) {
    const key = claimKey({ ...draft, alias: draft.aliasId });
    const held = before.get(key);
    if (held && sameData(held.value, draft.value) && sameData(held.means, draft.means)) before.delete(key);
    else open.push(draft);
  }
  return { open, close: [...before.values()] };
}

function dirtied(difference: Difference, aliases: ReadonlyMap<string, AliasRow>, cause: string): DirtyKey[] {
  const subjects = new Map([...aliases.values()].map((alias) => [alias.id, alias.subject]));
  const keyed = [...difference.open.map((c) => ({ ...c, alias: c.aliasId })), ...difference.close];
  return keyed.flatMap(({ alias, means, scope }) => {
    const subject = subjects.get(alias);
    return subject ? means.map((attribute) => ({ subject, attribute, scope, cause })) : [];
  });
}

async function closedAliases(
  db: Kysely<DB>,
  ids: readonly string[],
  known: Map<string, AliasRow>,
): Promise<void> {
  const seen = new Set([...known.values()].map((alias) => alias.id));
  const missing = [...new Set(ids)].filter((id) => !seen.has(id));
  for (const row of await aliasesById(db, missing)) known.set(aliasKey(row), row);
}

/** Stores what a document was read as: extraction, names, claims and the keys that they make dirty. */
async function commitRead(db: Kysely<DB>, home: Home, result: ReadResult): Promise<Committed> {
  const { document, drafts, refused, statements } = result;
  const counts = { statements, claims: drafts.length, refused: refused.length };
  const extraction = await recordExtraction(db, {
    document: document.id,
    capture: result.capture,
    reading: home.reading,
    verdict: 'accepted',
    reasons: refused.slice(0, 1000),
    counts,
    at: home.at,
  });
  const aliases = await aliasesOf(db, home, drafts);
  const claims = drafts.flatMap((draft) => {
    const alias = aliases.get(aliasKey(draft.alias));
    return alias ? [{ ...draft, aliasId: alias.id }] : [];
  });
  const difference = compare(await liveClaimsOf(db, document.id), claims);
  const closing = difference.close.map((claim) => claim.id);
  await closeClaims(db, closing, { extraction, at: home.at, cause: result.cause });
  await openClaims(
    db,
    { source: home.source, document: document.id, extraction, seenFrom: home.at },
    difference.open,
  );
  await closedAliases(
    db,
    difference.close.map((claim) => claim.alias),
    aliases,
  );
  await markDirty(db, dirtied(difference, aliases, result.cause));
  await acceptExtraction(db, { document: document.id, extraction, at: home.at });
  return { opened: difference.open.length, closed: closing.length };
}

/** Commits one document's result inside the round's transaction. */
export async function commitDocument(db: Kysely<DB>, home: Home, result: DocumentResult): Promise<Committed> {
  if (result.kind === 'read') return await commitRead(db, home, result);
  if (result.kind === 'unchanged') await confirmDocument(db, result.document.id, home.at);
  if (result.kind === 'refused' && !result.known) {
    await recordExtraction(db, {
      document: result.document.id,
      capture: result.capture,
      reading: home.reading,
      verdict: 'refused',
      reasons: [result.reason],
      counts: {},
      at: home.at,
    });
  }
  return { opened: 0, closed: 0 };
}
