import type { Attribute, SubjectKind } from '../../schema/attributes.ts';
import type { FactStatus } from '../../schema/judgement.ts';
import type { ClaimOutput, ExplainedKey, FactOutput, ReviewShow, WhyReport } from '../../schema/outputs.ts';
import { partsText, shownConflict } from '../review/list.ts';
import type { Database } from '../store/connect.ts';
import { type DecisionRow, decisionOn } from '../store/decisions.ts';
import { type EvidenceRow, evidenceOf, type PublishedFact, publishedFacts } from '../store/evidence.ts';
import { findSubjects, offeringsOf, type SubjectRow } from '../store/names.ts';
import { episodesAbout, type ReviewRow, reviewRow } from '../store/review.ts';
import { unlistedIn } from '../store/withdrawn.ts';
import { NotFound } from './errors.ts';

const claimOutput = (row: EvidenceRow): ClaimOutput => ({
  source: row.source,
  alias: { kind: row.aliasKind, provider: row.aliasProvider, written: row.aliasWritten },
  subject: row.subject,
  attribute: row.attribute,
  scope: row.scope,
  part: row.part,
  asWritten: row.asWritten,
  value: row.value.text,
  unit: row.value.unit ?? null,
  marks: row.value.marks ?? [],
  low: row.value.low ?? null,
  high: row.value.high ?? null,
  readings: row.value.readings ?? [],
  quote: row.quote,
  locator: row.locator,
  capture: { url: row.url, fetchedAt: row.fetchedAt.toISOString(), sha256: row.sha256 ?? '' },
  standing: row.standing,
});

const factOutput = (fact: PublishedFact): FactOutput => ({
  subject: fact.subject,
  attribute: fact.attribute,
  scope: fact.scope,
  part: fact.part,
  value: fact.value.text,
  number: fact.value.num ?? null,
  low: fact.value.low ?? null,
  high: fact.value.high ?? null,
  readings: fact.value.readings ?? [],
  unit: fact.value.unit ?? null,
  precision: fact.value.precision ?? null,
  status: fact.status as FactStatus,
  basis: fact.basis,
  validFrom: fact.validFrom.toISOString(),
  knownFrom: fact.knownFrom.toISOString(),
});

function verdictText(decision: DecisionRow): string {
  const verdict = decision.verdict as { kind: string; until?: string };
  if (verdict.kind === 'snooze') return `snoozed until ${verdict.until}`;
  return decision.considered === null ? verdict.kind : `chose ${partsText(decision.considered.chosen.parts)}`;
}

const decisionOutput = (decision: DecisionRow): ExplainedKey['decision'] => ({
  id: decision.id,
  verdict: verdictText(decision),
  reason: decision.reason,
  by: decision.by,
  at: decision.at.toISOString(),
  reviewAfter: decision.reviewAfter?.toISOString() ?? null,
  considered: decision.considered,
});

/** Why a step of the policy could settle without asking anybody. */
function policySentence({ policy, authority, subject, published, arithmetic }: ReviewRow): string {
  if (policy === 'meaning') return `Settled by meaning: the others speak of the input alone. ${arithmetic}.`;
  return `Settled by ${policy}: ${authority ?? 'the source'} speaks for ${subject} and says ${partsText(published)}.`;
}

function policyOutput(row: ReviewRow): ExplainedKey['policy'] {
  if (row.policy === null || row.settledAt === null) return null;
  return {
    step: row.policy,
    authority: row.authority,
    sentence: policySentence(row),
    at: row.settledAt.toISOString(),
    considered: row.considered,
  };
}

async function judgementOn(database: Database, row: ReviewRow | undefined) {
  if (!row) return { conflict: null, decision: null, policy: null };
  const decision = await decisionOn(database.db, row.id);
  return {
    conflict: shownConflict(row),
    decision: decision ? decisionOutput(decision) : null,
    policy: policyOutput(row),
  };
}

interface About {
  facts: PublishedFact[];
  claims: EvidenceRow[];
  episodes: ReviewRow[];
}

type KeyName = { subject: string; kind: string; attribute: string; scope: string };
const nameOf = (key: KeyName): string => JSON.stringify([key.kind, key.subject, key.attribute, key.scope]);

async function explainKey(database: Database, key: KeyName, about: About): Promise<ExplainedKey> {
  const name = nameOf(key);
  const episode = about.episodes.find((row) => nameOf({ ...row, kind: row.subjectKind }) === name);
  return {
    subject: key.subject,
    attribute: key.attribute,
    scope: key.scope,
    facts: about.facts.filter((fact) => nameOf(fact) === name).map(factOutput),
    ...(await judgementOn(database, episode)),
    claims: about.claims.filter((claim) => nameOf(claim) === name).map(claimOutput),
  };
}

/** The subject that a text names: its key, or the last part of its key. */
async function subjectNamed(database: Database, text: string): Promise<SubjectRow> {
  const wanted = text.trim();
  const [first, ...others] = await findSubjects(database.db, wanted);
  const next =
    'List what is known with: modelfacts sql "select distinct subject from catalog_v1.fact order by 1"';
  if (!first) throw new NotFound(`There is no subject "${wanted}"`, database.where, next);
  const rivals = others.filter((other) => other.kind === first.kind);
  if (rivals.length === 0) return first;
  const keys = [first, ...rivals].map(({ key }) => key).join(', ');
  throw new NotFound(
    `"${wanted}" can be ${rivals.length + 1} subjects: ${keys}`,
    database.where,
    'Give the whole key.',
  );
}

/**
 * Why a subject's facts are what they are: every claim with its quote and capture, what was judged, and who decided.
 * A model is explained together with the offerings that sell it. Throws NotFound.
 */
export async function why(database: Database, text: string, attribute?: Attribute): Promise<WhyReport> {
  const subject = await subjectNamed(database, text);
  const offerings = subject.kind === 'model' ? await offeringsOf(database.db, subject.key) : [];
  const ids = [subject, ...offerings].map(({ id }) => id);
  const about: About = {
    facts: await publishedFacts(database.db, ids, attribute),
    claims: await evidenceOf(database.db, ids, attribute),
    episodes: await episodesAbout(database.db, ids, attribute),
  };
  const named = [
    ...about.facts,
    ...about.claims,
    ...about.episodes.map((row) => ({ ...row, kind: row.subjectKind })),
  ];
  const own = (key: KeyName): number => (key.kind === subject.kind && key.subject === subject.key ? 0 : 1);
  const names = new Map(named.sort((a, b) => own(a) - own(b)).map((key) => [nameOf(key), key]));
  const keys: ExplainedKey[] = [];
  for (const key of names.values()) keys.push(await explainKey(database, key, about));
  const first = keys[0];
  return {
    subject: subject.key,
    kind: subject.kind as SubjectKind,
    fact: first?.facts[0] ?? null,
    decision: first?.decision ?? null,
    policy: first?.policy ?? null,
    claims: keys.flatMap((key) => key.claims),
    keys,
    unlisted: (await unlistedIn(database.db, [subject.id])).map(({ since, ended, ...list }) => ({
      ...list,
      since: since.toISOString(),
      ended: ended.toISOString(),
    })),
  };
}

/** What is stated of the window of the model that an offering sells: the other side of an invariant. */
async function windowsBehind(database: Database, row: ReviewRow): Promise<EvidenceRow[]> {
  const sold = await publishedFacts(database.db, [row.subjectId], 'model');
  const models: SubjectRow[] = [];
  for (const { value } of sold) models.push(...(await findSubjects(database.db, value.text)));
  const ids = models.filter(({ kind }) => kind === 'model').map(({ id }) => id);
  return await evidenceOf(database.db, ids, 'context_window');
}

/** One conflict with what was decided on it and its evidence. Throws NotFound. */
export async function reviewShow(database: Database, id: string): Promise<ReviewShow> {
  const row = await reviewRow(database.db, id);
  if (!row)
    throw new NotFound(
      'There is no such conflict',
      `conflict ${id}`,
      'List them with: modelfacts review list',
    );
  const evidence = [
    ...(await evidenceOf(database.db, [row.subjectId], row.attribute)),
    ...(row.kind === 'invariant' ? await windowsBehind(database, row) : []),
  ];
  const claims = evidence.filter((claim) => claim.scope === row.scope).map(claimOutput);
  const judged = await judgementOn(database, row);
  return { conflict: shownConflict(row), decision: judged.decision, policy: judged.policy, claims };
}
