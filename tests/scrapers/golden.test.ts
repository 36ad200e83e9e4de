import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cron } from 'croner';
import { describe, expect, it } from 'vitest';
import type { Page, PageReading, Source } from '../../schema/source.ts';
import { refusalSchema, type Statement, statementSchema } from '../../schema/statement.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { PageRefused } from '../../src/read/refuse.ts';
import { type Fixture, fixtures, originSchema, pageIn, pageOf } from '../support/fixtures.ts';

/**
 * One suite for every source: what each fixture says stands in its claims.json. `UPDATE_GOLDENS=1` writes them anew;
 * the difference is then for a person to read.
 */
const RENEW = process.env.UPDATE_GOLDENS === '1';
if (RENEW && process.env.CI !== undefined) throw new Error('goldens are not renewed where nobody reads them');

/** A reading, or the code with which the whole page was refused (only for fixtures marked as tests). */
type Golden = PageReading | { pageRefused: string };

/** More documents than this are files of one form: some of them stand for all. */
const ALIKE = 20;

/** Attributes that a source declares and no fixture of ours shows yet, each with the reason; one too many fails. */
const CARDS = 'any card may state it; none of the cards that were recorded does';
const EMBEDDED = 'stands in the lists that the page embeds; its own suite shows it';
const UNSHOWN: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  ['github-readme', { max_output: CARDS }],
  [
    'huggingface-card',
    {
      available: CARDS,
      knowledge_cutoff: CARDS,
      max_output: CARDS,
      price: CARDS,
      released: CARDS,
      throughput: CARDS,
    },
  ],
  ['xai-docs', { available: EMBEDDED, capability: EMBEDDED, max_input: EMBEDDED, modality: EMBEDDED }],
]);

const ALL = fixtures();
const byId = new Map(SOURCES.map((source) => [source.id, source]));

function sourceOf(fixture: Fixture): Source {
  const source = byId.get(fixture.source);
  if (!source) throw new Error(`no source is called ${fixture.source}`);
  return source;
}

function readPage(source: Source, page: Page): Golden {
  try {
    return source.read(page);
  } catch (error) {
    if (error instanceof PageRefused) return { pageRefused: error.code };
    throw error;
  }
}

const lines = (items: readonly unknown[]): string =>
  items.length === 0 ? '[]' : `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;

/** One statement a line, so that a difference shows which statements changed. */
const print = (golden: Golden): string =>
  'pageRefused' in golden
    ? `${JSON.stringify(golden)}\n`
    : `{"statements":${lines(golden.statements)},\n"refused":${lines(golden.refused)}}\n`;

const statementsOf = (golden: Golden): Statement[] => ('pageRefused' in golden ? [] : golden.statements);

/** What a statement says, without where it stands. */
const truth = ({ subject, means, scope, part, asWritten, unitWritten, context }: Statement): string =>
  JSON.stringify([subject, means, scope, part, asWritten, unitWritten, context]);

const cut = (bytes: Uint8Array, share: number): Uint8Array =>
  bytes.subarray(0, Math.floor(bytes.length * share));

/** Cut where a line ends: inside a line nothing tells a figure that was cut from one that was written short. */
function cutAtLine(bytes: Uint8Array, share: number): Uint8Array {
  const end = bytes.lastIndexOf(10, Math.floor(bytes.length * share));
  return bytes.subarray(0, Math.max(end, 0));
}

/** Up to 20 ends of the body inside a number, spread over the page. */
function cutsInFigures(text: string): string[] {
  const ends = [...text.matchAll(/\d(?=[\d.,]\d?)/gu)].map((found) => found.index + 1);
  const step = Math.max(1, Math.floor(ends.length / 20));
  return ends.filter((_, at) => at % step === 0).map((end) => text.slice(0, end));
}

const CONSENT = `<!doctype html><html lang="en"><head><title>Before you continue</title></head><body><h1>Cookies</h1>
<p>We and 812 partners store cookies for 13 months. Model context window 128k, $5 per 1M tokens.</p>
<table><tr><th>Cookie</th><th>Ends</th></tr><tr><td>id</td><td>400 days</td></tr></table>
<form><button>Accept all</button></form></body></html>`;
const ERROR = '{"error":{"code":429,"message":"Rate limit: 128k tokens per minute, model gpt-5"}}';
const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json';

type Mutation = { what: string; type: string; bytes: Uint8Array };

/** Bodies that a source may get instead of its page. */
function mutations(page: Page): Mutation[] {
  const prose = !/html|json/iu.test(page.mediaType);
  const shares = [0.25, 0.5, 0.75, 0.97];
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  return [
    ...shares.map((share) => ({
      what: `cut at ${share}`,
      type: `${page.mediaType}; charset=utf-8`,
      bytes: prose ? cutAtLine(page.bytes, share) : cut(page.bytes, share),
    })),
    { what: 'an empty body', type: page.mediaType, bytes: encode('') },
    { what: 'an error in JSON', type: JSON_TYPE, bytes: encode(ERROR) },
    { what: 'an error in JSON under the own type', type: page.mediaType, bytes: encode(ERROR) },
    { what: 'a consent page', type: HTML, bytes: encode(CONSENT) },
    { what: 'a consent page under the own type', type: page.mediaType, bytes: encode(CONSENT) },
  ];
}

describe('sources and fixtures', () => {
  it.each(SOURCES.map((source) => source.id))('%s has a fixture that is no test', (id) => {
    const own = ALL.filter((fixture) => fixture.source === id);
    expect(own.filter((fixture) => originSchema.parse(fixture.origin).test !== true)).not.toEqual([]);
  });

  it.each(SOURCES)('$id states each attribute that it declares in some fixture, and no other', (source) => {
    const own = ALL.filter((fixture) => fixture.source === source.id);
    const stated = own.flatMap((fixture) => statementsOf(readPage(source, pageIn(fixture))));
    const said = new Set(stated.flatMap(({ means }) => means));
    const unshown = Object.keys(UNSHOWN.get(source.id) ?? {});
    expect([...said, ...unshown].sort()).toEqual([...source.attributes].sort());
  });

  it('knows every folder of fixtures, and every source once', () => {
    expect([...new Set(ALL.map((fixture) => fixture.source))].filter((id) => !byId.has(id))).toEqual([]);
    expect(byId.size).toBe(SOURCES.length);
  });

  it('asks no two sources at the same time', () => {
    const [from, until] = [new Date('2026-11-01T00:00:00Z'), new Date('2026-11-08T00:00:00Z')];
    const asked = new Map<number, string[]>();
    for (const { id, schedule } of SOURCES) {
      const slots = new Cron(schedule, { timezone: 'UTC', paused: true }).enumerate(from);
      for (const slot of slots) {
        if (slot >= until) break;
        asked.set(slot.getTime(), [...(asked.get(slot.getTime()) ?? []), id]);
      }
    }
    expect(asked.size).toBeGreaterThan(SOURCES.length);
    const shared = [...asked.values()].filter((ids) => ids.length > 1).map((ids) => ids.join(' and '));
    expect([...new Set(shared)]).toEqual([]);
  });

  it('has fixtures of seeds, under their URLs and owners', () => {
    const seeds = SOURCES.flatMap((source) =>
      source.seeds.map((seed) => `${source.id} ${seed.url} of ${seed.owner ?? source.owner}`),
    );
    const documents = ALL.flatMap((fixture) => {
      const { url, owner, test } = originSchema.parse(fixture.origin);
      return test ? [] : [`${fixture.source} ${url} of ${owner}`];
    });
    expect(documents.filter((document) => !seeds.includes(document))).toEqual([]);
    const alike = SOURCES.filter((source) => source.seeds.length > ALIKE).map(({ id }) => `${id} `);
    const missing = seeds.filter((seed) => !documents.includes(seed));
    expect(missing.filter((seed) => !alike.some((id) => seed.startsWith(id)))).toEqual([]);
  });
});

describe.each(ALL.map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
  const source = sourceOf(fixture);
  const origin = originSchema.parse(fixture.origin);
  const page = pageIn(fixture);
  const file = join(fixture.folder, 'claims.json');

  it('says what its claims.json says', () => {
    const said = print(readPage(source, page));
    if (RENEW) writeFileSync(file, said);
    expect(existsSync(file), `${file} is missing: run with UPDATE_GOLDENS=1 and read what it says`).toBe(
      true,
    );
    expect(said).toBe(readFileSync(file, 'utf8'));
  });

  it('says enough to be a whole page', () => {
    const golden = readPage(source, page);
    if (origin.test === true) expect('pageRefused' in golden || golden.refused.length > 0).toBe(true);
    else expect(statementsOf(golden).length).toBeGreaterThanOrEqual(Math.max(source.floor, 1));
  });

  it('says the same when read again', () => {
    const again: Page = { ...page, bytes: new Uint8Array(page.bytes) };
    expect(print(readPage(source, again))).toBe(print(readPage(source, page)));
  });

  it('says each thing in the form of a statement, with a quote that stands at its place', () => {
    const golden = readPage(source, page);
    const find = locator(page.text);
    for (const statement of statementsOf(golden)) {
      expect(() => statementSchema.parse(statement)).not.toThrow();
      expect(findsQuote(find, statement.quote, statement.locator), statement.quote).toBe(true);
    }
    for (const refusal of 'pageRefused' in golden ? [] : golden.refused) {
      expect(() => refusalSchema.parse(refusal)).not.toThrow();
    }
  });

  it.each(mutations(page).map((mutation) => [mutation.what, mutation] as const))(
    'says nothing untrue of %s',
    (__, { type, bytes }) => {
      const said = new Set(statementsOf(readPage(source, page)).map(truth));
      const mutated = readPage(source, pageOf(page.url, type, bytes));
      expect(
        statementsOf(mutated)
          .map(truth)
          .filter((key) => !said.has(key)),
      ).toEqual([]);
    },
  );

  it.runIf(/html|json/iu.test(page.mediaType))(
    'says nothing untrue of a body that ends inside a figure',
    () => {
      const said = new Set(statementsOf(readPage(source, page)).map(truth));
      const cuts = cutsInFigures(page.text);
      expect(cuts.length).toBeGreaterThan(3);
      for (const text of cuts) {
        const mutated = readPage(source, { ...page, text, bytes: new TextEncoder().encode(text) });
        expect(
          statementsOf(mutated)
            .map(truth)
            .filter((key) => !said.has(key)),
        ).toEqual([]);
      }
    },
  );
});
