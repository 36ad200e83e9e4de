import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Page, Source } from '../../schema/source.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { type ClaimDraft, draftClaims } from '../../src/pipeline/draft.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { pageOf } from '../support/fixtures.ts';

/**
 * Recorded pages against figures that were taken from them by hand: `recorded-pages/<source>.tsv` has a line for each,
 * with the page, the subject in the page's words, attribute, scope, part and the value. `none` as the value says that
 * the page states no such figure. The pages themselves are no part of the project.
 */
const PAGES = fileURLToPath(new URL('../../../shared/samples/pages/', import.meta.url));
const TABLES = fileURLToPath(new URL('./recorded-pages/', import.meta.url));
const LEAST_PER_PAGE = 5;

interface Figure {
  page: string;
  subject: string;
  attribute: string;
  scope: string;
  part: string;
  value: string;
}

const TYPES = new Map([
  ['html', 'text/html'],
  ['json', 'application/json'],
  ['md', 'text/markdown'],
  ['mdx', 'text/markdown'],
  ['txt', 'text/plain'],
]);

function figuresIn(file: string): Figure[] {
  const lines = readFileSync(`${TABLES}${file}`, 'utf8').trim().split('\n');
  return lines.slice(1).map((line) => {
    const [page = '', subject = '', attribute = '', scope = '', part = '', value = ''] = line.split('\t');
    return { page, subject, attribute, scope, part, value };
  });
}

/** The source's document that a recorded file is: by the glob that fits it, else its first seed. */
function urlOf(source: Source, file: string): string {
  for (const { glob, url } of source.recordings) {
    const [before = '', behind = ''] = glob.split('*');
    const fits = file.startsWith(before) && file.endsWith(behind) && file.length >= glob.length - 1;
    if (fits) return url(file.slice(before.length, file.length - behind.length));
  }
  return source.seeds[0]?.url ?? '';
}

function pageIn(source: Source, file: string): Page {
  const type = TYPES.get(file.split('.').at(-1) ?? '') ?? 'text/plain';
  return pageOf(urlOf(source, file), `${type}; charset=utf-8`, readFileSync(`${PAGES}${file}`));
}

const fits = (figure: Figure, claim: ClaimDraft): boolean =>
  [claim.alias.nativeId, claim.alias.name].includes(figure.subject) &&
  claim.attribute === figure.attribute &&
  claim.scope === figure.scope &&
  claim.part === figure.part;

const says = (figure: Figure, { value }: ClaimDraft): boolean =>
  value.text === figure.value || (value.num !== undefined && Number(value.num) === Number(figure.value));

function faultOf(figure: Figure, claims: readonly ClaimDraft[]): string[] {
  const found = claims.filter((claim) => fits(figure, claim));
  const right = figure.value === 'none' ? found.length === 0 : found.some((claim) => says(figure, claim));
  const read = found.map(({ value }) => `${value.text} ${value.unit ?? ''}`).join(' and ') || 'nothing';
  return right ? [] : [`${Object.values(figure).join(' · ')}: read as ${read}`];
}

const present = existsSync(PAGES);
if (!present) console.warn(`skipped: ${PAGES} is absent`);

const byId = new Map(SOURCES.map((source) => [source.id, source]));
const TABLED = existsSync(TABLES) ? readdirSync(TABLES).filter((file) => file.endsWith('.tsv')) : [];
const READ = TABLED.flatMap((table) => {
  const figures = figuresIn(table);
  const pages = [...new Set(figures.map(({ page }) => page))];
  return pages.map((page) => ({
    id: table.replace(/\.tsv$/u, ''),
    page,
    figures: figures.filter((figure) => figure.page === page),
  }));
});

describe.skipIf(!present).each(READ)('$id reads $page', ({ id, page, figures }) => {
  const source = byId.get(id);
  const body = source && present ? pageIn(source, page) : undefined;

  it('says every figure that a person found on it, and no other in its place', () => {
    if (!source || !body) throw new Error(`no source is called ${id}`);
    const { drafts } = draftClaims(id, source.read(body).statements);
    expect(figures.flatMap((figure) => faultOf(figure, drafts))).toEqual([]);
    expect(figures.length).toBeGreaterThanOrEqual(LEAST_PER_PAGE);
  });

  it('quotes what stands there, and reads what it states', () => {
    if (!source || !body) throw new Error(`no source is called ${id}`);
    const { statements } = source.read(body);
    const find = locator(body.text);
    const lost = statements.filter((said) => !findsQuote(find, said.quote, said.locator));
    expect(lost.map(({ quote }) => quote).slice(0, 5)).toEqual([]);
    expect(statements.filter(({ means }) => means.some((one) => !source.attributes.includes(one)))).toEqual(
      [],
    );
    const { refused } = draftClaims(id, statements);
    expect(refused.map(({ reason, what }) => `${reason}: ${what}`).slice(0, 10)).toEqual([]);
  });
});

it.skipIf(!present)('knows every recorded page', () => {
  const files = readdirSync(PAGES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.\w+$/u.test(file),
  );
  const read = new Set(READ.map(({ page }) => page));
  const left = new Map(UNREAD);
  expect(files.filter((file) => !read.has(file) && !left.has(file))).toEqual([]);
  expect([...left.keys()].filter((file) => read.has(file) || !files.includes(file))).toEqual([]);
});

/** Recorded files that are no page of a source, each with the reason. */
const UNREAD: readonly [string, string][] = [
  [
    'minimax/flattened.txt',
    'amounts without headers: nothing says which is input, output or cache, or which is struck',
  ],
  [
    'excerpts/hf_api_models_excerpts.json',
    'answers about several models, cut to counts that are no facts of ours',
  ],
  ['excerpts/hf_card_frontmatter_samples.md', 'the front matter of four cards'],
  ['excerpts/hf_config_nested_text_config.json', 'a configuration that names no model'],
  ['model-cards/hf_license_ids.md', 'a list of licence ids, not of models'],
  ['model-cards/hf_modelcard_metadata_spec.md', 'describes the form of cards'],
  ['openrouter/docs_models.mdx', 'describes the fields of a list that is read'],
];
