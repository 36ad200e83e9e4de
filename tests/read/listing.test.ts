import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { draftClaims } from '../../src/pipeline/draft.ts';
import { type ListingSpec, listing, prices } from '../../src/read/listing.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { pageOf } from '../support/fixtures.ts';

const SPEC: ListingSpec = {
  list: 'data',
  id: 'id',
  provider: 'moonhost',
  sells: 'hub_id',
  fields: {
    'limits.context': { as: 'number', means: 'context_window' },
    ...prices(
      { 'pricing.in': 'input', 'pricing.out': 'output' },
      { as: 'decimal', per: 'token', zero: /:free$/u },
    ),
    ...prices({ 'pricing.in_long': 'input' }, { as: 'decimal', per: 'token', above: 'limits.long' }),
    'can.*': { as: 'state', means: 'capability', scope: '*' },
    media: { as: 'list', means: 'modality', scope: 'input=*', items: new Map([['img', ['image']]]) },
  },
  ignored: { created: 'the time of the entry', label: 'prose' },
  taken: ['limits.long'],
  checks: [
    { path: 'pricing.unit', is: ['usd'], guards: 'pricing', optional: true },
    { path: 'kind', is: ['chat'], guards: '', leaves: { speech: 'sold by the minute' }, optional: true },
  ],
  envelope: { object: 'always "list"' },
  total: 'count',
};

const pageFor = (text: string) =>
  pageOf('https://moonhost.test/models', 'application/json', new TextEncoder().encode(text));
const readText = (text: string, spec = SPEC): PageReading => listing(spec).read(pageFor(text));
const read = (body: unknown, spec = SPEC): PageReading => readText(JSON.stringify(body), spec);
const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) =>
    [s.subject.kind, s.subject.id, s.means.join('|'), s.scope, s.part, s.asWritten].join(' '),
  );
const refused = ({ refused: all }: PageReading): string[] =>
  all.map(({ reason, what }) => `${reason}: ${what}`);

const MODEL = {
  created: 5,
  pricing: { in_long: '0.000004', out: '0.000006', in: '0.000002' },
  limits: { context: 131072, long: 200000 },
  can: { see: true, sing: false },
  media: ['img'],
  id: 'moon-1',
  hub_id: 'lunar/moon-1',
};

describe('a declared listing', () => {
  it('says what its fields say, in their order, each with a quote that is found again', () => {
    const page = pageFor(JSON.stringify({ object: 'list', data: [MODEL], count: 1 }));
    const reading = listing(SPEC).read(page);
    expect(refused(reading)).toEqual([]);
    expect(brief(reading)).toEqual([
      'offering moon-1 model   lunar/moon-1',
      'offering moon-1 context_window   131072',
      'offering moon-1 price USD input 0.000002',
      'offering moon-1 price USD output 0.000006',
      'offering moon-1 price USD input;above=200000 0.000004',
      'offering moon-1 capability see  true',
      'offering moon-1 capability sing  false',
      'offering moon-1 modality input=image  img',
    ]);
    const find = locator(page.text);
    for (const { quote, locator: where } of reading.statements)
      expect(findsQuote(find, quote, where)).toBe(true);
    const { drafts, refused: bad } = draftClaims('moonhost', reading.statements);
    expect(bad).toEqual([]);
    expect(drafts.filter(({ attribute }) => attribute === 'price').map(({ value }) => value.num)).toEqual([
      '2',
      '6',
      '4',
    ]);
  });

  it('names each unknown key once, with the number of entries that have it', () => {
    const odd = { ...MODEL, mood: 1, limits: { context: 1000, burst: 3 } };
    const reading = read({ data: [odd, { ...odd, id: 'b' }] });
    expect(refused(reading)).toEqual([
      'no-threshold: moonhost/moon-1 pricing.in_long',
      'no-threshold: moonhost/b pricing.in_long',
      'unknown-field: moonhost/moon-1 limits.burst and 1 more',
      'unknown-field: moonhost/moon-1 mood and 1 more',
    ]);
  });

  it('reads no price beside an unknown key that may change its meaning', () => {
    const reading = read({ data: [{ ...MODEL, pricing: { in: '1', out: '2', perUnit: 'hour' } }] });
    expect(brief(reading).filter((line) => line.includes('price'))).toEqual([]);
    expect(refused(reading)).toContain('unknown-condition: moonhost/moon-1 pricing.perUnit');
    const harmless = read({ data: [{ ...MODEL, pricing: { in: '1', out: '2', audio: '3' } }] });
    expect(brief(harmless).filter((line) => line.includes('price'))).toHaveLength(2);
  });

  it('reads nothing that a failed check guards, and leaves known kinds alone', () => {
    const inCents = read({ data: [{ ...MODEL, pricing: { ...MODEL.pricing, unit: 'cents' } }] });
    expect(brief(inCents).filter((line) => line.includes('price'))).toEqual([]);
    expect(brief(inCents)).toContain('offering moon-1 context_window   131072');
    expect(refused(inCents)).toEqual(['unexpected-value: moonhost/moon-1 pricing.unit cents']);
    const speech = read({
      data: [
        { ...MODEL, kind: 'speech' },
        { ...MODEL, id: 'b', kind: 'film' },
      ],
    });
    expect(brief(speech)).toEqual([]);
    expect(refused(speech)).toEqual(['unexpected-value: moonhost/b kind film']);
  });

  it('takes 0 and null for no limit', () => {
    const none = [0, null].map((context, at) => ({ id: `m${at}`, limits: { context } }));
    expect(brief(read({ data: none }))).toEqual(['offering m0 model   m0', 'offering m1 model   m1']);
  });

  it('takes 0 for a price only where the id says that it is free', () => {
    const zero = { ...MODEL, hub_id: '', pricing: { in: '0', out: '0.0' } };
    expect(brief(read({ data: [zero] })).filter((line) => line.includes('price'))).toEqual([]);
    expect(brief(read({ data: [{ ...zero, id: 'moon-1:free' }] }))).toContain(
      'offering moon-1:free price USD input 0',
    );
  });

  it.each([
    [
      'a number where a text stood',
      { ...MODEL, pricing: { in: 2 } },
      'not-a-number: moonhost/moon-1 pricing.in',
    ],
    [
      'a text where a number stood',
      { ...MODEL, limits: { context: '128k' } },
      'not-a-number: moonhost/moon-1 limits.context',
    ],
    ['a list where an object stood', { ...MODEL, can: ['see'] }, 'not-an-object: moonhost/moon-1 can'],
    ['an object where a list stood', { ...MODEL, media: {} }, 'not-a-list: moonhost/moon-1 media'],
    [
      'an item that nobody knows',
      { ...MODEL, media: ['smell'] },
      'unknown-item: moonhost/moon-1 media smell',
    ],
    [
      'a word where a state stood',
      { ...MODEL, can: { see: 'yes' } },
      'unreadable-state: moonhost/moon-1 can.see',
    ],
    ['no id', { ...MODEL, id: ' ' }, 'no-id: /data/0'],
  ])('refuses by name: %s', (_, model, expected) => {
    expect(refused(read({ data: [model] }))).toContain(expected);
  });

  it('refuses a body without its list, one that is a part, and keys beside the list', () => {
    expect(() => read({ data: [] })).toThrow('no list');
    expect(() => read({ data: [MODEL], count: 2 })).toThrow('1 entries of 2');
    expect(refused(read({ data: [MODEL], next: 'x' }))).toEqual(['unknown-field: /next']);
    expect(refused(readText('{"data":[{"id":"a","id":"b"}]}'))).toEqual(['no-id: /data/0 id']);
  });

  it('reads a body that is the list itself, and one that is keyed by id', () => {
    const bare: ListingSpec = { list: '', id: 'id', provider: 'p', fields: {}, ignored: {} };
    expect(brief(read([{ id: 'a' }], bare))).toEqual(['offering a model   a']);
    const keyed = read({ __proto__x: {}, constructor: {} }, { ...bare, id: '@key' });
    expect(brief(keyed)).toEqual([
      'offering __proto__x model   __proto__x',
      'offering constructor model   constructor',
    ]);
  });

  it('tells what it leaves alone and which attributes it states', () => {
    expect(listing(SPEC).ignores).toContainEqual({ what: 'label', reason: 'prose' });
    expect(listing(SPEC).attributes).toEqual(['context_window', 'price', 'model', 'capability', 'modality']);
    expect(() => listing({ ...SPEC, ignored: { media: 'twice' } })).toThrow('declared twice');
  });
});
