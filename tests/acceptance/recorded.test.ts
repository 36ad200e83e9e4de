import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refreshReportSchema, reviewListSchema } from '../../schema/outputs.ts';
import { answerOf, call, type Place, postgresPlace, rowsOf } from './support.ts';

const RECORDED = join(import.meta.dirname, '../../../shared/samples/2026-07-01');
const present = existsSync(RECORDED);
if (!present) console.log(`skipped: ${RECORDED} is not there, the recorded catalogues are not read`);

/** What one field of one raw entry must have become: computed here, without the readers. */
interface Expected {
  source: string;
  /** Where the figure stands in the raw file. */
  pointer: string;
  attribute: string;
  /** Exact decimal text of the normalized number. */
  num: string;
}

const raw = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(RECORDED, file), 'utf8')) as Record<string, unknown>;
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const pointerOf = (...keys: (string | number)[]): string =>
  keys.map((key) => `/${escaped(String(key))}`).join('');

/** A figure times a power of ten as plain decimal text, at twelve significant digits: what a float can carry. */
function scaled(figure: number, power: number): string {
  const [digits = '', exponent = '0'] = figure.toExponential(11).split('e');
  const whole = digits.replace('.', '').replace(/0+$/, '');
  const point = Number(exponent) + power + 1;
  if (point <= 0) return `0.${'0'.repeat(-point)}${whole}`;
  if (point >= whole.length) return whole + '0'.repeat(point - whole.length);
  return `${whole.slice(0, point)}.${whole.slice(point)}`;
}

type Entry = Record<string, unknown>;
const numberIn = (entry: unknown, ...path: string[]): number | undefined => {
  const found = path.reduce<unknown>((node, key) => (node as Entry | undefined)?.[key], entry);
  return typeof found === 'number' && found > 0 ? found : undefined;
};

function litellm(): Expected[] {
  const fields = [
    ['input_cost_per_token', 'price', 6],
    ['output_cost_per_token', 'price', 6],
    ['cache_read_input_token_cost', 'price', 6],
    ['max_output_tokens', 'max_output', 0],
    ['max_input_tokens', 'context_window', 0],
  ] as const;
  return Object.entries(raw('litellm.json')).flatMap(([key, entry]) =>
    key === 'sample_spec' || key.endsWith('/')
      ? []
      : fields.flatMap(([field, attribute, power]) => {
          const figure = numberIn(entry, field);
          return figure === undefined
            ? []
            : [{ source: 'litellm', pointer: pointerOf(key, field), attribute, num: scaled(figure, power) }];
        }),
  );
}

function modelsDev(): Expected[] {
  const fields = [
    [['limit', 'context'], 'context_window'],
    [['limit', 'output'], 'max_output'],
    [['cost', 'input'], 'price'],
    [['cost', 'output'], 'price'],
    [['cost', 'cache_read'], 'price'],
  ] as const;
  return Object.entries(raw('models-dev.json') as Record<string, Entry>).flatMap(([provider, { models }]) =>
    Object.entries(models as Entry).flatMap(([id, entry]) =>
      fields.flatMap(([path, attribute]) => {
        const figure = numberIn(entry, ...path);
        const pointer = pointerOf(provider, 'models', id, ...path);
        return figure === undefined
          ? []
          : [{ source: 'models-dev', pointer, attribute, num: scaled(figure, 0) }];
      }),
    ),
  );
}

function openrouter(): Expected[] {
  return (raw('openrouter.json').data as Entry[]).flatMap((entry, at) => {
    const text =
      Object.keys(entry.architecture as Entry).length > 0 &&
      JSON.stringify((entry.architecture as Entry).output_modalities) === '["text"]';
    return (['prompt', 'completion'] as const).flatMap((field) => {
      const written = Number((entry.pricing as Entry)[field]);
      const pointer = pointerOf('data', at, 'pricing', field);
      return text && written > 0
        ? [{ source: 'openrouter', pointer, attribute: 'price', num: scaled(written, 6) }]
        : [];
    });
  });
}

/** A fixed sequence of numbers below one, so that a red run can be repeated. */
function* randoms(seed: number): Generator<number> {
  for (let state = seed; ; state = (state * 48_271) % 2_147_483_647) yield state / 2_147_483_647;
}

function picked(all: readonly Expected[], count: number, seed: number): Expected[] {
  const random = randoms(seed);
  return Array.from(
    { length: count },
    () => all[Math.floor((random.next().value as number) * all.length)],
  ).flatMap((one) => one ?? []);
}

/**
 * What the database holds for a figure's place, as plain decimals. Entries that only differ in a region or a prefix speak
 * of one offering, and what they say alike is one claim with the first place: then the offering's own figures count.
 */
async function storedAt(place: Place, expected: Expected): Promise<string[]> {
  const quoted = (text: string): string => text.replaceAll("'", "''");
  const of = `c.source = '${expected.source}' and c.closed_by is null and '${expected.attribute}' = any(c.means)`;
  const here = await rowsOf(
    place,
    `select distinct trim_scale(c.num)::text from registry.claim c where ${of}
     and c.locator @> '{"places": [{"pointer": ${quoted(JSON.stringify(expected.pointer))}}]}'`,
  );
  if (here.length > 0) return here.map(([num]) => String(num));
  const key = quoted((expected.pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~'));
  const same = await rowsOf(
    place,
    `select distinct trim_scale(c.num)::text from registry.claim c join registry.alias a on a.id = c.alias
     where ${of} and right('${key}', length(a.native_id)) = a.native_id`,
  );
  return same.map(([num]) => String(num));
}

const SOURCE_OF = new Map([
  ['LiteLLM', 'litellm'],
  ['models.dev', 'models-dev'],
  ['genai-prices', 'genai-prices'],
  ['catwalk', 'catwalk'],
  ['OpenRouter-API', 'openrouter'],
]);
/** The classes of the count that are ours as well; what it calls rounding includes differences within 1.5 %. */
const EXPLAINED = new Map([
  ['notation', 'notation'],
  ['off-by-one', 'off-by-one'],
  ['input-vs-total', 'input-versus-total'],
]);

/** What became of a pair of the count: a conflict, or two statements about a model and about an offering of it. */
interface Pair {
  named: string;
  found: 'conflict' | 'model-and-offering' | 'missing';
  diagnosis: string;
  candidates: number;
}

const states = (
  source: string | undefined,
  written: string,
): string => `exists (select 1 from catalog_v1.evidence e
  where e.subject = s.key and e.kind = 'offering' and e.attribute = c.attribute and e.scope = c.scope
  and e.source = '${source}' and replace(e.as_written, '.0', '') = '${written}')`;

async function pairOf(place: Place, row: string): Promise<Pair> {
  const [pair = '', , id = '', field, named = '', a = '', b = ''] = row.split('\t');
  const [first, second] = pair.split('|').map((name) => SOURCE_OF.get(name));
  const attribute = field === 'context' ? 'context_window' : 'max_output';
  const [conflict] = await rowsOf(
    place,
    `select c.diagnosis, jsonb_array_length(c.candidates) from registry.conflict c join registry.subject s on s.id = c.subject
     where c.attribute = '${attribute}' and s.kind = 'offering' and lower(s.key) like '%${id.toLowerCase()}'
     and ${states(first, a)} and ${states(second, b)} limit 1`,
  );
  const [diagnosis = '', candidates = '0'] = conflict ?? [];
  if (conflict) return { named, found: 'conflict', diagnosis, candidates: Number(candidates) };
  const about = await rowsOf(
    place,
    `select 1 from catalog_v1.evidence where kind = 'model' and source = '${second}' and attribute = '${attribute}'
     and as_written = '${b}' and quote ilike '%${id}%' limit 1`,
  );
  return { named, found: about.length > 0 ? 'model-and-offering' : 'missing', diagnosis, candidates: 0 };
}

/** Every pair of the count. */
async function pairsOf(place: Place): Promise<Pair[]> {
  const [, ...rows] = readFileSync(join(RECORDED, '../../vectors/limit_pairs_dev.tsv'), 'utf8')
    .trim()
    .split('\n');
  const pairs: Pair[] = [];
  for (const row of rows) pairs.push(await pairOf(place, row));
  return pairs;
}

describe.skipIf(!present)('the recorded catalogues of one day', () => {
  let place: Place;
  const refreshed = () =>
    answerOf(refreshReportSchema, place, { argv: ['refresh', '--from', RECORDED], code: 0 });
  let first: Awaited<ReturnType<typeof refreshed>>;

  beforeAll(async () => {
    place = await postgresPlace();
    first = await refreshed();
  }, 300_000);
  afterAll(() => place.remove());

  test('every entry is in, or refused with a counted reason; under 0.5 % are refused', () => {
    const entries = Object.fromEntries(first.sources.map(({ id, entries: { listed } }) => [id, listed]));
    expect(entries).toMatchObject({
      litellm: 2927,
      'models-dev': 5276,
      openrouter: 428,
      'genai-prices': 1424,
      'anthropic-api': 10,
      'google-api': 54,
      'openai-api': 126,
      'xai-api': 9,
    });
    const documents = Object.fromEntries(first.sources.map(({ id, documents: count }) => [id, count]));
    expect(documents).toMatchObject({ catwalk: 37, portkey: 44 });
    const listed = first.sources.reduce((sum, { entries: { listed: some } }) => sum + some, 0);
    const taken = first.sources.reduce((sum, { entries: { taken: some } }) => sum + some, 0);
    const refused = first.sources
      .flatMap(({ refused: reasons }) => reasons)
      .reduce((sum, { count }) => sum + count, 0);
    expect(listed - taken).toBeLessThanOrEqual(refused);
    expect(refused / listed).toBeLessThan(0.005);
    expect(first.noReader).toEqual([]);
  });

  test('a second run opens no claim, inserts no fact, tells no change', async () => {
    const again = await refreshed();
    expect(again.sources.map(({ claims }) => claims.opened + claims.closed)).toEqual(
      again.sources.map(() => 0),
    );
    expect([again.facts.inserted, again.changes]).toEqual([0, 0]);
  });

  test('an id and a label that state two models are asked about, once; what only words it otherwise is not', async () => {
    const listed = ['review', 'list', '--kind', 'identity'];
    const queue = async () =>
      (await answerOf(reviewListSchema, place, { argv: listed })).conflicts.map(
        ({ id, subject, arithmetic, candidates }) => ({
          id,
          subject,
          why: arithmetic,
          keys: candidates.map(({ key }) => key),
          by: candidates.map(({ witnesses }) => witnesses.map(({ source }) => source)),
        }),
      );
    const asked = await queue();
    const torn = asked.filter(({ why }) => why.includes('state different models'));
    console.log(`labels: ${torn.map(({ subject }) => subject).join(', ')}`);
    expect(torn.length).toBeLessThanOrEqual(20);
    const slip = asked.find(({ subject }) => subject === 'databricks/databricks-claude-sonnet-4');
    expect(slip?.keys).toEqual(['anthropic/claude-sonnet-4', 'anthropic/claude-sonnet-4.5']);
    expect(slip?.by.map((sources) => sources.includes('models-dev'))).toEqual([true, true]);
    expect(asked).toContainEqual(
      expect.objectContaining({
        subject: 'vercel/openai/gpt-5.2-pro',
        keys: ['openai/gpt-5.2', 'openai/gpt-5.2-pro'],
      }),
    );
    const { id = '' } = slip ?? {};
    const chosen = ['--subject', 'anthropic/claude-sonnet-4', '--reason', 'the id is what is sold'];
    expect((await call(place, ['review', 'decide', id, ...chosen])).code).toBe(0);
    expect((await refreshed()).conflicts.opened).toBe(0);
    expect((await queue()).length).toBe(asked.length - 1);
    expect((await call(place, ['review', 'undo', id, '--reason', 'to see it again'])).code).toBe(0);
    expect(await queue()).toEqual(asked);
  });

  test('200 random figures of the raw files stand in the database, to the digit', async () => {
    const seed = 20_260_701;
    const chosen = [
      ...picked(litellm(), 80, seed),
      ...picked(modelsDev(), 80, seed + 1),
      ...picked(openrouter(), 40, seed + 2),
    ];
    expect(chosen).toHaveLength(200);
    const wrong: unknown[] = [];
    for (const expected of chosen) {
      const stored = await storedAt(place, expected);
      if (!stored.includes(expected.num)) wrong.push({ ...expected, stored });
    }
    console.log(
      `recorded catalogues: ${chosen.length - wrong.length} of ${chosen.length} figures right (seed ${seed})`,
    );
    expect(wrong).toEqual([]);
  });

  test('prices that are 100,000 times too high are held, not published', async () => {
    const rows = await rowsOf(
      place,
      `select f.subject, f.value from catalog_v1.fact f where f.subject like 'wandb/%' and f.attribute = 'price'
       and f.part = 'input' and f.number > 200`,
    );
    expect(rows).toEqual([]);
    const held = await rowsOf(
      place,
      `select count(*) from catalog_v1.evidence where subject like 'wandb/%' and source = 'litellm' and attribute = 'price'
       and part = 'input' and chosen and as_written::numeric > 0.0002`,
    );
    const stated = await rowsOf(
      place,
      `select count(*) from registry.claim where source = 'litellm' and attribute = 'price' and part = 'input' and num > 200`,
    );
    expect(Number(stated[0]?.[0])).toBeGreaterThanOrEqual(13);
    expect(Number(held[0]?.[0])).toBeLessThanOrEqual(3);
  });

  test('a slip of digits is diagnosed; 65336 is in conflict wherever another source states a different figure', async () => {
    const slips = await rowsOf(
      place,
      `select subject, arithmetic from catalog_v1.conflict where diagnosis = 'digit-slip'`,
    );
    expect(slips.some(([, arithmetic]) => String(arithmetic).includes('1,048,756'))).toBe(true);
    const typo = await rowsOf(
      place,
      `select e.subject from catalog_v1.evidence e where e.as_written = '65336' and e.attribute = 'context_window'
       and exists (select 1 from catalog_v1.evidence o where o.subject = e.subject and o.kind = e.kind and o.attribute = e.attribute
         and o.scope = e.scope and o.as_written <> '65336' and o.standing <> 'silent')
       and not exists (select 1 from catalog_v1.conflict c where c.subject = e.subject and c.attribute = e.attribute and c.scope = e.scope)`,
    );
    expect(typo).toEqual([]);
  });

  test('the disagreements on limits that an independent count found are conflicts, and explained alike', async () => {
    const pairs = await pairsOf(place);
    const count = (found: Pair['found']) => pairs.filter((pair) => pair.found === found).length;
    const two = pairs.filter(({ named, candidates }) => EXPLAINED.has(named) && candidates === 2);
    const alike = two.filter(({ named, diagnosis }) => EXPLAINED.get(named) === diagnosis);
    const more = pairs.filter(({ named, candidates }) => EXPLAINED.has(named) && candidates > 2).length;
    console.log(
      `limits: ${pairs.length} pairs, ${count('conflict')} in conflict, ${count('model-and-offering')} about a model and an offering of it, ` +
        `${count('missing')} missing; ${alike.length} of ${two.length} with two candidates explained alike, ${more} have more candidates`,
    );
    expect(count('missing') / pairs.length).toBeLessThanOrEqual(0.01);
    expect(alike.length / two.length).toBeGreaterThanOrEqual(0.97);
  });
});
