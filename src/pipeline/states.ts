import type { Kysely } from 'kysely';
import type { Attribute } from '../../schema/attributes.ts';
import type { FactKey } from '../../schema/judgement.ts';
import type { Value } from '../../schema/value.ts';
import type { AliasMove, Episode, KeyState, LiveClaim } from '../judge/index.ts';
import {
  type ClaimRow,
  claimsOf,
  type EpisodeRow,
  episodesOf,
  type FactRow,
  factsOf,
  lastSettledOf,
  subjectsOf,
  type Topic,
} from '../store/keys.ts';
import { type RuledName, ruledNames } from '../store/mappings.ts';
import { type MoveRow, movesOf } from '../store/moves.ts';
import type { DB } from '../store/types.ts';
import { type WithdrawnKey, withdrawnKeys } from '../store/withdrawn.ts';
import { grouped } from './grouped.ts';
import { modelNamed } from './identified.ts';
import { nameKey } from './names.ts';
import { Neighbourhood } from './neighbours.ts';

/** A key with everything that the judge may look at, and the rows that its verdict will close. */
export interface LoadedKey {
  subject: string;
  attribute: string;
  scope: string;
  state: KeyState;
  facts: FactRow[];
  episode: EpisodeRow | null;
}

interface KeyName {
  subject: string;
  attribute: string;
  scope: string;
}

const topicKey = (topic: Topic): string => `${topic.subject} ${topic.attribute}`;
const keyText = (name: KeyName): string => `${topicKey(name)} ${name.scope}`;

/** Who speaks for the subject: the maker about its model, the seller about its offering. */
const speaksFor = (owner: string, subjectKey: string): boolean =>
  owner === subjectKey || subjectKey.startsWith(`${owner}/`);

/** Whom the source copies where it speaks of this subject's provider. */
function upstreamsFor({ upstreams }: ClaimRow, subjectKey: string): readonly string[] {
  const byProvider = new Map(Object.entries(upstreams));
  return byProvider.get(subjectKey.split('/')[0] ?? '') ?? byProvider.get('*') ?? [];
}

function liveClaim(row: ClaimRow, subjectKey: string): LiveClaim {
  return {
    id: row.id,
    source: row.source,
    kind: row.kind,
    owner: row.owner,
    upstreams: upstreamsFor(row, subjectKey),
    document: row.document,
    authority: speaksFor(row.owner, subjectKey),
    part: row.part,
    means: row.means,
    value: row.value,
    asWritten: row.asWritten,
    confirmedAt: row.confirmedAt.toISOString(),
  };
}

function episodeOf(row: EpisodeRow): Episode {
  const { id, state, kind, diagnosis, arithmetic, candidates, proposal, version } = row;
  const settledBy = row.decision ? 'decision' : row.policy ? 'policy' : null;
  const wakesAt = row.snoozedUntil?.toISOString() ?? null;
  return {
    id,
    state,
    kind,
    diagnosis,
    arithmetic,
    candidates,
    proposal,
    version,
    settledBy,
    wakesAt,
  } as Episode;
}

const rulingOf = (row: EpisodeRow | null): KeyState['ruling'] =>
  row?.decision && row.considered
    ? {
        considered: row.considered,
        decisionId: row.decision,
        reviewAfter: row.reviewAfter?.toISOString() ?? null,
      }
    : null;

/** The limits of one subject and scope explain each other. */
const LIMITS: readonly Attribute[] = ['context_window', 'max_input', 'max_output'];
const isExplained = (attribute: string): boolean =>
  attribute === 'context_window' || attribute === 'max_input';

const withRelated = (topics: readonly Topic[]): Topic[] => {
  const all = topics.flatMap((topic) =>
    isExplained(topic.attribute) ? LIMITS.map((attribute) => ({ ...topic, attribute })) : [topic],
  );
  return [...new Map(all.map((topic) => [topicKey(topic), topic])).values()];
};

/** The ambiguous names that claims leave open, with what was ruled about them. */
async function namesIn(db: Kysely<DB>, claims: readonly ClaimRow[]): Promise<Map<string, RuledName>> {
  const torn = claims.filter(({ value }) => value.candidates !== undefined);
  return await ruledNames(db, [...new Set(torn.map((row) => nameKey(row.source, row.asWritten)))]);
}

/**
 * An ambiguous name that has a subject of its own is asked about there: what it is said to sell of an offering is
 * silent until somebody ruled what it means, and then says that.
 */
function asRuled(claim: ClaimRow, names: ReadonlyMap<string, RuledName>): ClaimRow {
  const name = claim.value.candidates && names.get(nameKey(claim.source, claim.asWritten));
  if (!name || (name.model === null && !name.live)) return claim;
  return { ...claim, value: name.model === null ? UNKNOWN : { kind: 'key', text: name.model } };
}

const UNKNOWN: Value = { kind: 'unknown', text: 'unknown' };

interface Loaded {
  claims: Map<string, ClaimRow[]>;
  facts: Map<string, FactRow[]>;
  settled: Map<string, FactRow[]>;
  episodes: Map<string, EpisodeRow>;
  subjects: Awaited<ReturnType<typeof subjectsOf>>;
  neighbourhood: Neighbourhood;
  names: Map<string, RuledName>;
  moves: Map<string, MoveRow>;
  withdrawn: Map<string, WithdrawnKey>;
}

/** How a caller that loads many batches of unchanging claims loads them. */
interface Loading {
  /** What was read of models, given to each batch. */
  neighbourhood?: Neighbourhood;
  /** Nothing was published before: there are no facts and no episodes, whatever this publication has written since. */
  first?: boolean;
}

async function load(
  db: Kysely<DB>,
  topics: readonly Topic[],
  { neighbourhood = new Neighbourhood(), first = false }: Loading,
): Promise<Loaded> {
  const claims = await claimsOf(db, withRelated(topics));
  const facts = first ? [] : await factsOf(db, topics);
  const settled = first ? [] : await lastSettledOf(db, topics);
  const episodes = first ? [] : await episodesOf(db, topics);
  const subjects = await subjectsOf(db, [...new Set(topics.map((topic) => topic.subject))]);
  await neighbourhood.load(db, topics);
  const moves = await movesOf(db, topics);
  return {
    neighbourhood,
    claims: grouped(claims, topicKey),
    facts: grouped(facts, keyText),
    settled: grouped(settled, keyText),
    episodes: new Map(episodes.map((row) => [keyText(row), row])),
    subjects,
    names: await namesIn(db, claims),
    withdrawn: new Map((await withdrawnKeys(db, topics)).map((row) => [keyText(row), row])),
    moves: new Map(moves.map((row) => [keyText({ ...row, attribute: 'model' }), row])),
  };
}

/** An id whose model the seller changes has moved, and so has a moving alias; elsewhere a source corrects itself. */
function moveOf(name: KeyName, subjectKey: string, { moves }: Loaded): AliasMove | null {
  const row = name.attribute === 'model' ? moves.get(keyText(name)) : undefined;
  if (!row) return null;
  const { source, document, owner, from, asWritten, until } = row;
  const own = modelNamed(source, { id: subjectKey.slice(subjectKey.indexOf('/') + 1) });
  const moving = 'moves' in own && own.moves === true;
  if (!moving && !speaksFor(owner, subjectKey)) return null;
  return { source, document, from, asWritten, until: until.toISOString() };
}

function relatedOf(name: KeyName, subjectKey: string, loaded: Loaded): KeyState['related'] {
  if (!isExplained(name.attribute)) return [];
  return LIMITS.filter((attribute) => attribute !== name.attribute).flatMap((attribute) =>
    (loaded.claims.get(topicKey({ subject: name.subject, attribute })) ?? [])
      .filter((row) => row.scope === name.scope)
      .map((row) => ({ ...liveClaim(row, subjectKey), attribute })),
  );
}

/** What is said of the window of the model that an offering sells. */
function windowsOf(name: KeyName, { neighbourhood }: Loaded): KeyState['modelWindows'] {
  const model = isExplained(name.attribute) ? neighbourhood.modelOf(name.subject, name.scope) : null;
  return model === null ? [] : model.windows.map((row) => liveClaim(row, model.key));
}

function stateOf(name: KeyName, loaded: Loaded): LoadedKey {
  const subject = loaded.subjects.get(name.subject);
  if (!subject) throw new Error(`the key ${keyText(name)} has no subject`);
  const said = loaded.claims.get(topicKey(name)) ?? [];
  const topic = subject.kind === 'offering' ? said.map((row) => asRuled(row, loaded.names)) : said;
  const here = topic.filter((row) => row.scope === name.scope);
  const elsewhere = topic.filter((row) => row.scope !== name.scope);
  const facts = loaded.facts.get(keyText(name)) ?? [];
  const episode = loaded.episodes.get(keyText(name)) ?? null;
  const key: FactKey = {
    subject: subject.key,
    kind: subject.kind,
    attribute: name.attribute as Attribute,
    scope: name.scope,
  };
  const state: KeyState = {
    key,
    claims: here.map((row) => liveClaim(row, subject.key)),
    facts,
    lastSettled: loaded.settled.get(keyText(name)) ?? [],
    episode: episode === null ? null : episodeOf(episode),
    ruling: rulingOf(episode),
    siblings: elsewhere.map((row) => ({ ...liveClaim(row, subject.key), scope: row.scope })),
    related: relatedOf(name, subject.key, loaded),
    neighbours: name.attribute === 'price' ? loaded.neighbourhood.of(name.subject, name.scope) : [],
    modelWindows: windowsOf(name, loaded),
    moved: moveOf(name, subject.key, loaded),
    withdrawn: loaded.withdrawn.get(keyText(name)) ?? null,
  };
  return { ...name, state, facts, episode };
}

/** Loads these keys; keys of one subject and attribute share their claims. */
export async function loadKeys(
  db: Kysely<DB>,
  names: readonly KeyName[],
  loading: Loading = {},
): Promise<LoadedKey[]> {
  const topics = new Map(
    names.map((name) => [topicKey(name), { subject: name.subject, attribute: name.attribute }]),
  );
  const loaded = await load(db, [...topics.values()], loading);
  return names.map((name) => stateOf(name, loaded));
}
