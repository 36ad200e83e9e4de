import { type Kysely, sql } from 'kysely';
import type { SubjectKind } from '../../schema/attributes.ts';
import type { Locator } from '../../schema/statement.ts';
import type { Value } from '../../schema/value.ts';
import type { DB } from './types.ts';

/** A live claim with everything that proves it. */
export interface EvidenceRow {
  claim: string;
  subject: string;
  kind: string;
  attribute: string;
  scope: string;
  part: string;
  source: string;
  /** What the source calls the subject, as `review map` wants it. */
  aliasKind: SubjectKind;
  aliasProvider: string;
  aliasWritten: string;
  value: Value;
  asWritten: string;
  quote: string;
  locator: Locator;
  standing: 'supports' | 'against' | 'silent' | null;
  chosen: boolean | null;
  url: string;
  fetchedAt: Date;
  sha256: string | null;
  mediaType: string;
}

const evidence = sql`
  c.id as claim, s.key as subject, s.kind, meant as attribute, c.scope, c.part, c.source, a.kind as "aliasKind",
  a.provider as "aliasProvider", a.native_id as "aliasWritten", c.value,
  c.as_written as "asWritten", c.quote, c.locator, t.standing, t.chosen, d.url, p.fetched_at as "fetchedAt",
  p.sha256, coalesce(p.media_type, '') as "mediaType"
  from registry.claim c
  join registry.alias a on a.id = c.alias
  join registry.mapping m on m.alias = c.alias and m.closed is null
  join registry.subject s on s.id = m.subject
  cross join lateral unnest(c.means) as meant
  join registry.document d on d.id = c.document
  join registry.extraction e on e.id = c.opened_by
  join registry.capture p on p.id = e.capture
  left join registry.standing t
    on t.claim = c.id and t.subject = s.id and t.attribute = meant and t.scope = c.scope`;

/** The live claims about these subjects, of one attribute or of all. */
export async function evidenceOf(
  db: Kysely<DB>,
  subjects: readonly string[],
  attribute?: string,
): Promise<EvidenceRow[]> {
  const found = await sql<EvidenceRow>`select ${evidence}
    where c.closed_by is null and s.id = any(${[...subjects]}::bigint[])
      and (${attribute ?? null}::text is null or meant = ${attribute ?? null})
    order by s.kind, s.key, meant, c.scope, c.part, c.source, d.url, c.as_written`.execute(db);
  return found.rows;
}

/** Every live claim by the body that proves it, so that a check opens each body once. */
export async function allEvidence(db: Kysely<DB>): Promise<EvidenceRow[]> {
  const found =
    await sql<EvidenceRow>`select ${evidence} where c.closed_by is null order by p.sha256, c.id`.execute(db);
  return found.rows;
}

export interface UnsupportedFact {
  subject: string;
  attribute: string;
  scope: string;
  part: string;
}

/**
 * Live facts that no live claim supports and no decision made. What stays while the sources disagree, or jumped, rests
 * on a claim that was live when it settled, or on the decision that settled it.
 */
export async function unsupportedFacts(db: Kysely<DB>): Promise<UnsupportedFact[]> {
  const found = await sql<UnsupportedFact>`
    select s.key as subject, f.attribute, f.scope, f.part
    from registry.fact f join registry.subject s on s.id = f.subject
    where f.valid_until is null and f.known_until is null and f.decision is null
      and not exists (
        select 1 from registry.standing t join registry.claim c on c.id = t.claim and c.closed_by is null
        where t.subject = f.subject and t.attribute = f.attribute and t.scope = f.scope
          and t.standing = 'supports' and c.part = f.part)
      and not (f.basis in ('last settled', 'last published') and (
        exists (
          select 1 from registry.mapping m join registry.claim c on c.alias = m.alias
          where m.subject = f.subject and m.closed is null and f.attribute = any(c.means)
            and c.scope = f.scope and c.part = f.part and c.value = f.value)
        or exists (
          select 1 from registry.fact ruled
          where ruled.subject = f.subject and ruled.attribute = f.attribute and ruled.scope = f.scope
            and ruled.part = f.part and ruled.value = f.value and ruled.decision is not null)))
    order by 1, 2, 3, 4`.execute(db);
  return found.rows;
}

/** A live fact with the texts of its key. */
export interface PublishedFact {
  subject: string;
  kind: string;
  attribute: string;
  scope: string;
  part: string;
  value: Value;
  status: string;
  basis: string;
  validFrom: Date;
  knownFrom: Date;
}

/** The live facts of these subjects, of one attribute or of all. */
export async function publishedFacts(
  db: Kysely<DB>,
  subjects: readonly string[],
  attribute?: string,
): Promise<PublishedFact[]> {
  const found = await sql<PublishedFact>`
    select s.key as subject, s.kind, f.attribute, f.scope, f.part, f.value, f.status, f.basis,
      f.valid_from as "validFrom", f.known_from as "knownFrom"
    from registry.fact f join registry.subject s on s.id = f.subject
    where f.valid_until is null and f.known_until is null and f.subject = any(${[...subjects]}::bigint[])
      and (${attribute ?? null}::text is null or f.attribute = ${attribute ?? null})
    order by s.kind, s.key, f.attribute, f.scope, f.part`.execute(db);
  return found.rows;
}
