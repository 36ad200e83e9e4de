import { describe, expect, it } from 'vitest';
import type { Page, Source } from '../../schema/source.ts';
import { valueKey } from '../../schema/value.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { type ClaimDraft, draftClaims } from '../../src/pipeline/draft.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { fixtures, originSchema, pageIn } from '../support/fixtures.ts';
import { MUTATION_KINDS, type Mutation, mutationsOf } from '../support/mutations/index.ts';

/**
 * One suite for every source of HTML or Markdown: its pages change as pages do, and each change is refused or read
 * right. A wrong claim fails, and so does a loss that nobody names. What changes nothing in a fixture is not counted.
 */
const byId = new Map(SOURCES.map((source) => [source.id, source]));
const PAGES = fixtures().flatMap((fixture) => {
  const source = byId.get(fixture.source);
  const page = originSchema.parse(fixture.origin).test ? undefined : pageIn(fixture);
  const prose = page && !/json/iu.test(page.mediaType) && !/^\s*[[{]/u.test(page.text);
  return source && prose ? [{ fixture, source, page }] : [];
});

/** Kinds that apply to any page, whatever its form: the bodies of another page, a cut, and figures that a copy writes otherwise. */
const LEAST = 7;

/** What was read of a page: the claims, each as one text, and whether anything was refused by name. */
interface Outcome {
  claims: Map<string, ClaimDraft>;
  refused: boolean;
}

const truthOf = (claim: ClaimDraft, scope = claim.scope): string => {
  const { alias, attribute, part, value, statedFrom, statedUntil } = claim;
  return JSON.stringify([
    alias,
    attribute,
    scope,
    part,
    value.kind,
    valueKey(value),
    statedFrom,
    statedUntil,
  ]);
};

function outcomeOf(source: Source, page: Page): Outcome {
  try {
    const read = source.read(page);
    const { drafts, refused } = draftClaims(source.id, read.statements);
    const claims = new Map(drafts.map((claim) => [truthOf(claim), claim]));
    return { claims, refused: read.refused.length + refused.length > 0 };
  } catch (error) {
    if (error instanceof PageRefused) return { claims: new Map(), refused: true };
    throw error;
  }
}

/** What is true of the changed page: after a change of currency, prices are in euros. */
function truthsAfter({ kind }: Mutation, whole: Outcome): ReadonlySet<string> {
  if (kind !== 'currency changed') return new Set(whole.claims.keys());
  return new Set(
    [...whole.claims.values()].map((claim) =>
      /price$/u.test(claim.attribute) && claim.value.kind !== 'unknown'
        ? truthOf(claim, claim.scope.replace(/^(?:USD|CNY)/u, 'EUR'))
            .replaceAll('USD per', 'EUR per')
            .replaceAll('CNY per', 'EUR per')
        : truthOf(claim),
    ),
  );
}

const headersOf = (source: Source, page: Page): string[] => [
  ...new Set(source.read(page).statements.flatMap(({ locator }) => locator.column ?? [])),
];

/** What is wrong with how a changed page was read, in sentences. */
function faults(source: Source, mutation: Mutation, whole: Outcome): string[] {
  const found = outcomeOf(source, mutation.page);
  const truths = truthsAfter(mutation, whole);
  const wrong = [...found.claims.keys()].filter((claim) => !truths.has(claim));
  const silent = mutation.noticed && !found.refused && found.claims.size < truths.size;
  return [
    ...wrong.map((claim) => `says ${claim}`),
    ...(silent ? [`loses ${truths.size - found.claims.size} of ${truths.size} claims without a word`] : []),
  ];
}

/** The changes of each page, made once: building them takes longer than reading most. */
const made = new Map<Page, Mutation[]>();
function changesOf(source: Source, page: Page): Mutation[] {
  const known = made.get(page) ?? mutationsOf(page, headersOf(source, page));
  made.set(page, known);
  return known;
}

describe.each(PAGES.map((page) => [page.fixture.name, page] as const))('%s', (_, { source, page }) => {
  const whole = outcomeOf(source, page);
  const mutations = changesOf(source, page);

  it.each(MUTATION_KINDS)('%s: refused or read right', (kind) => {
    const own = mutations.filter((mutation) => mutation.kind === kind);
    const wrong = own.flatMap((mutation) => faults(source, mutation, whole));
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});

it('prints how many changes applied to each source', () => {
  const applied = new Map<string, number[]>();
  for (const { source, page } of PAGES) {
    const kinds = changesOf(source, page).map(({ kind }) => kind);
    const row = applied.get(source.id) ?? MUTATION_KINDS.map(() => 0);
    applied.set(
      source.id,
      row.map((count, at) => count + kinds.filter((kind) => kind === MUTATION_KINDS[at]).length),
    );
  }
  console.info(
    [...applied]
      .map(
        ([id, row]) => `${id}: ${row.join(' ')} (${row.filter((n) => n > 0).length} of ${row.length} kinds)`,
      )
      .join('\n'),
  );
  expect(applied.size).toBeGreaterThan(0);
  for (const [id, row] of applied)
    expect(row.filter((count) => count > 0).length, id).toBeGreaterThanOrEqual(LEAST);
});
