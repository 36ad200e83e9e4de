import type { Kysely } from 'kysely';
import type { Locator } from '../../schema/statement.ts';
import { decodeBody } from '../read/decode.ts';
import {
  acceptedBody,
  countRound,
  type Emptied,
  emptied,
  endClaims,
  keepStands,
  markClaimsDirty,
  movedClaims,
  nativeIdsOf,
  noteAbsent,
  noteSeen,
  noteUnlisted,
  type Withdrawal,
  withdrawAbsent,
} from '../store/absence.ts';
import { storedBody } from '../store/captures.ts';
import { openClaims } from '../store/claims.ts';
import { mapAliases, openAliases } from '../store/names.ts';
import type { DB } from '../store/types.ts';
import type { CommittedDocument, Home } from './commit.ts';

/** A subject is withdrawn when it was missing in so many accepted rounds, and for so long. */
const ROUNDS = 3;
const HOURS = 72;

interface Sighted {
  /** Names that the document states. */
  seen: readonly string[];
  /** Names that it stated before and states no more. */
  missing: readonly string[];
  /** Texts of what was refused by name: a name among them is not absent. */
  refused: readonly string[];
}

/** Notes which names a document of a complete list has and lacks. */
export async function noteSightings(
  db: Kysely<DB>,
  { document, at }: { document: string; at: Date },
  { seen, missing, refused }: Sighted,
): Promise<void> {
  await endClaims(db, await noteSeen(db, { document, aliases: seen }), { at, cause: 'source' });
  const names = await nativeIdsOf(db, missing);
  const absent = missing.filter((alias) => {
    const name = names.get(alias);
    return name === undefined || !refused.some((text) => text.includes(name));
  });
  await noteAbsent(db, { document, aliases: absent, at });
}

interface Passage {
  extraction: string;
  quote: string;
  locator: Locator;
}

const SHOWN = 120;

/** The beginning of the list that was read: the evidence that this is what no longer names the subject. */
async function passageOf(db: Kysely<DB>, document: string): Promise<Passage | undefined> {
  const body = await acceptedBody(db, document);
  const bytes = body && (await storedBody(db, body.sha256));
  if (!body || !bytes) return undefined;
  const { text } = decodeBody(bytes, body.mediaType);
  const found = /\S[^\r\n\0]*/u.exec(text.slice(0, 10_000));
  if (!found) return undefined;
  const quote = found[0].slice(0, SHOWN).trimEnd();
  const place = { kind: 'text' as const, start: found.index, end: found.index + quote.length };
  return { extraction: body.extraction, quote, locator: { places: [place] } };
}

interface Listed extends Home {
  /** The document that stands for the list where a followed one is gone from it. */
  list: string;
}

/** The seller's own complete list says no by silence: the model is not available from it any more. */
async function sayUnavailable(
  db: Kysely<DB>,
  home: Listed,
  gone: Emptied & { unlisted: boolean },
): Promise<void> {
  const { source, at, list } = home;
  const document = gone.unlisted ? list : gone.document;
  const passage = await passageOf(db, document);
  if (!passage) return;
  const name = { kind: 'model' as const, provider: '', nativeId: gone.model, name: gone.model, hasId: false };
  const [alias] = await openAliases(db, source.id, [name]);
  if (!alias) return;
  if (alias.subject === null)
    await mapAliases(db, [{ alias: alias.id, kind: 'model', key: gone.model }], { cause: 'withdrawn', at });
  const scope = `via=${source.owner}`;
  const { extraction, quote, locator } = passage;
  const value = { kind: 'state' as const, text: 'no' };
  const said = {
    attribute: 'available' as const,
    means: ['available' as const],
    scope,
    part: '',
    asWritten: 'not listed',
  };
  await openClaims(db, { source: source.id, document, extraction, seenFrom: at }, [
    { ...said, value, aliasId: alias.id, quote, locator },
  ]);
  const stated = { document, alias: alias.id, scope };
  const claim = await keepStands(db, { document: gone.document, alias: gone.alias, stated });
  if (claim !== undefined) await markClaimsDirty(db, [claim]);
}

async function withdraw(db: Kysely<DB>, home: Listed): Promise<number> {
  const { source, at } = home;
  const since = new Date(at.getTime() - HOURS * 3_600_000);
  const claims = await withdrawAbsent(db, { source: source.id, rounds: ROUNDS, since, at });
  await endClaims(
    db,
    claims.map(({ id }) => id),
    { at, cause: 'withdrawn' },
  );
  const names = new Map(claims.map((claim) => [`${claim.document} ${claim.alias}`, claim]));
  const known = [...names.values()].filter(
    (one): one is Withdrawal & { subject: string } => one.subject !== null,
  );
  if (known.length === 0) return claims.length;
  for (const gone of await emptied(db, { owner: source.owner, names: known })) {
    const unlisted = names.get(`${gone.document} ${gone.alias}`)?.unlisted ?? false;
    await sayUnavailable(db, home, { ...gone, unlisted });
  }
  return claims.length;
}

/** Notes which documents are gone from a complete list. Gives how many names are absent for the first time. */
export async function noteList(
  db: Kysely<DB>,
  { source, at }: Home,
  documents: readonly CommittedDocument[],
): Promise<number> {
  if (!source.complete) return 0;
  const list = { source: source.id, documents: documents.map(({ id }) => id), at };
  const { back, fresh } = await noteUnlisted(db, list);
  await endClaims(db, back, { at, cause: 'source' });
  return fresh;
}

/**
 * What an accepted round of a complete list says by silence: names that moved are closed, absences are counted, and
 * those that lasted are withdrawn. Gives the number of claims that ended.
 */
export async function workAbsences(
  db: Kysely<DB>,
  home: Home,
  documents: readonly CommittedDocument[],
): Promise<number> {
  const { source, at } = home;
  const [list] = documents;
  if (!source.complete || !list) return 0;
  const moved = await movedClaims(db, source.id);
  await endClaims(db, moved, { at, cause: 'source' });
  await countRound(db, source.id);
  return moved.length + (await withdraw(db, { ...home, list: list.id }));
}
