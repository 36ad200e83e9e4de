import type { ClaimValue } from '../../schema/claim.ts';
import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { NamedSubject, Refusal, Statement } from '../../schema/statement.ts';
import { providerKey } from '../identify/index.ts';
import { normalize } from '../normalize/index.ts';
import { candidatesOf, makerOf, modelNamed, modelValue } from './identified.ts';
import { unkeepable } from './keepable.ts';

/** What a source calls a subject: the part of a claim's identity that stays when our knowledge of names grows. */
export interface AliasName {
  kind: NamedSubject['kind'];
  provider: string;
  nativeId: string;
  name: string | null;
  /** The source gave an id of the provider's own, not only a display name. */
  hasId: boolean;
  /** The repository that the source gives for the model; not stored with the alias. */
  huggingFace?: string | undefined;
}

/** A claim before it has a place in the database. */
export interface ClaimDraft extends ClaimValue {
  alias: AliasName;
  quote: string;
  locator: Statement['locator'];
}

/** Everything that one page gave: claims to store and what was refused, by name. */
export interface Drafted {
  drafts: ClaimDraft[];
  refused: Refusal[];
}

/** The alias under which a statement's subject is kept. */
export function aliasOf(subject: NamedSubject): AliasName {
  return {
    kind: subject.kind,
    provider: subject.provider ?? '',
    nativeId: subject.id ?? subject.name ?? '',
    name: subject.name ?? null,
    hasId: subject.id !== undefined,
    huggingFace: subject.huggingFace,
  };
}

/** The text that keys an alias inside one source. */
export const aliasKey = (alias: { kind: string; provider: string; nativeId: string }): string =>
  JSON.stringify([alias.kind, alias.provider, alias.nativeId]);

/** The text that keys a live claim inside one document, without time, order, quote or place. */
export const claimKey = (claim: {
  alias: string;
  attribute: string;
  scope: string;
  part: string;
  asWritten: string;
}): string => JSON.stringify([claim.alias, claim.attribute, claim.scope, claim.part, claim.asWritten]);

/** `via=OpenAI API` -> `via=openai`; `via=@maker` -> the maker of the model; undefined where no maker is known. */
function resolvedVia(sourceId: string, subject: NamedSubject, scope: string): string | undefined {
  const { head, qualifiers } = qualifiersOf(scope);
  const via = qualifiers.get('via');
  if (via === undefined) return scope;
  const key = via === '@maker' ? makerOf(modelNamed(sourceId, subject)) : providerKey(sourceId, via).key;
  return key === undefined ? undefined : qualified(head, { ...Object.fromEntries(qualifiers), via: key });
}

function resolve(sourceId: string, statement: Statement, claim: ClaimValue): ClaimValue | string {
  if (claim.attribute === 'available') {
    const scope = resolvedVia(sourceId, statement.subject, claim.scope);
    return scope === undefined
      ? `the maker of ${statement.subject.name ?? statement.subject.id} is not known`
      : { ...claim, scope };
  }
  if (claim.attribute !== 'model') return claim;
  const { subject } = statement;
  const naming = subject.kind === 'name' ? subject : { ...subject, id: claim.asWritten };
  return { ...claim, value: modelValue(modelNamed(sourceId, naming)) };
}

function refusal(statement: Statement, reason: string, what: string): Refusal {
  return { reason, what, quote: statement.quote, locator: statement.locator };
}

/**
 * Which model an offering sells is a claim like any other, also where it is named only by its model; it does not end
 * with the price that stands beside the name.
 */
function impliedModel({ validFrom: _from, validUntil: _until, ...statement }: Statement): Statement[] {
  const { subject } = statement;
  if (subject.kind !== 'offering' || subject.id !== undefined || subject.name === undefined) return [];
  return [{ ...statement, means: ['model'], scope: '', part: '', asWritten: subject.name }];
}

/**
 * That a name can mean several models is said of the name itself: what is stated under it waits, and a person is asked
 * once for the source, not once for each of its claims.
 */
function impliedName(sourceId: string, statement: Statement): Statement[] {
  const { kind, provider: _seller, ...naming } = statement.subject;
  const written = naming.id ?? naming.name;
  if (written === undefined || (kind !== 'model' && (kind !== 'offering' || naming.id !== undefined)))
    return [];
  const subject = { kind: 'name' as const, ...naming };
  if (candidatesOf(modelNamed(sourceId, subject)).length === 0) return [];
  return [{ ...statement, subject, means: ['model'], scope: '', part: '', asWritten: written }];
}

/** One statement as written -> claims to store, or why not. */
export function draftStatement(sourceId: string, statement: Statement): Drafted {
  const unkept = unkeepable(statement);
  if (unkept) return { drafts: [], refused: [{ ...unkept, quote: '' }] };
  const normalized = normalize(statement);
  if (!normalized.ok)
    return { drafts: [], refused: [refusal(statement, normalized.reason, normalized.detail)] };
  const { quote, locator, subject } = statement;
  const drafts: ClaimDraft[] = [];
  const refused: Refusal[] = [];
  for (const claim of normalized.claims) {
    const resolved = resolve(sourceId, statement, claim);
    if (typeof resolved === 'string') refused.push(refusal(statement, 'unknown-maker', resolved));
    else drafts.push({ ...resolved, alias: aliasOf(subject), quote, locator });
  }
  return { drafts, refused };
}

/** Statements as written -> claims to store. Two statements with one identity are one claim: the first place wins. */
export function draftClaims(sourceId: string, statements: readonly Statement[]): Drafted {
  const drafts = new Map<string, ClaimDraft>();
  const refused: Refusal[] = [];
  for (const statement of statements.flatMap((stated) => [
    stated,
    ...impliedModel(stated),
    ...impliedName(sourceId, stated),
  ])) {
    const drafted = draftStatement(sourceId, statement);
    refused.push(...drafted.refused);
    for (const draft of drafted.drafts) {
      const key = claimKey({ ...draft, alias: aliasKey(draft.alias) });
      if (!drafts.has(key)) drafts.set(key, draft);
    }
  }
  return { drafts: [...drafts.values()], refused };
}
