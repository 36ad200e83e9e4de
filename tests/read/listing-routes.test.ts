import { describe, expect, it } from 'vitest';
import type { PageReading } from '../../schema/source.ts';
import { draftClaims } from '../../src/pipeline/draft.ts';
import { type ListingSpec, listing, prices } from '../../src/read/listing.ts';
import { findsQuote, locator } from '../../src/read/locate.ts';
import { pageOf } from '../support/fixtures.ts';

const SPEC: ListingSpec = {
  list: 'data',
  id: 'id',
  provider: 'moonrouter',
  fields: {},
  routes: {
    list: 'sold_by',
    name: 'who',
    fields: {
      window: { as: 'number', means: 'context_window' },
      ...prices({ 'price.in': 'input' }, { as: 'number', per: '1M tokens' }),
      tools: { as: 'state', means: 'capability', scopes: ['function_calling', 'tool_use'] },
    },
    checks: [{ path: 'state', is: ['up'], guards: '', leaves: { down: 'not in service' } }],
    ignored: { speed: 'measured now' },
  },
  ignored: { label: 'prose' },
};

const ROUTE = { who: 'host-a', state: 'up', window: 131072, price: { in: 0.25 }, tools: true, speed: 5 };

const pageFor = (routes: unknown) =>
  pageOf(
    'https://moonrouter.test/models',
    'application/json',
    new TextEncoder().encode(JSON.stringify({ data: [{ id: 'moon-1', label: 'Moon', sold_by: routes }] })),
  );
const read = (routes: unknown): PageReading => listing(SPEC).read(pageFor(routes));
const brief = ({ statements }: PageReading): string[] =>
  statements.map((s) => [s.subject.id, s.means.join('|'), s.scope, s.part, s.asWritten].join(' '));
const refused = ({ refused: all }: PageReading): string[] =>
  all.map(({ reason, what }) => `${reason}: ${what}`);

describe('the routes of a declared listing', () => {
  it('are markets of the offering, each quoted with the name of the route', () => {
    const routes = [ROUTE, { ...ROUTE, who: 'host-b', state: 'down' }];
    const reading = read(routes);
    expect(refused(reading)).toEqual([]);
    expect(brief(reading)).toEqual([
      'moon-1 model   moon-1',
      'moon-1 context_window market=host-a  131072',
      'moon-1 price USD;market=host-a input 0.25',
      'moon-1 capability function_calling;market=host-a  true',
      'moon-1 capability tool_use;market=host-a  true',
    ]);
    const find = locator(pageFor(routes).text);
    for (const { quote, locator: where } of reading.statements)
      expect(findsQuote(find, quote, where)).toBe(true);
    expect(reading.statements[2]?.quote).toContain('"who":"host-a"');
    expect(draftClaims('moonrouter', reading.statements).refused).toEqual([]);
  });

  it.each([
    ['no list of them', undefined, 'no-routes: moonrouter/moon-1 sold_by'],
    ['one without a name', [{ ...ROUTE, who: ' ' }], 'no-id: moonrouter/moon-1 /data/0/sold_by/0'],
    ['a name that no scope holds', [{ ...ROUTE, who: 'a;b=c' }], 'bad-name: moonrouter/moon-1'],
    ['two of one name', [ROUTE, { ...ROUTE, window: 8192 }], 'two-routes-of-one-name: moonrouter/moon-1'],
    ['no object', ['host-a'], 'no-entry: moonrouter/moon-1 /data/0/sold_by/0'],
    ['a state that nobody knows', [{ ...ROUTE, state: 'odd' }], 'unexpected-value: moonrouter/moon-1 host-a'],
    [
      'an object where a number stood',
      [{ ...ROUTE, window: '8k' }],
      'not-a-number: moonrouter/moon-1 host-a',
    ],
    ['a number where an object stood', [{ ...ROUTE, price: 5 }], 'not-an-object: moonrouter/moon-1 host-a'],
  ])('are refused by name: %s', (_, routes, expected) => {
    expect(refused(read(routes)).some((line) => line.startsWith(expected))).toBe(true);
  });

  it('name a key that nobody decided about, and say no price beside one that may change it', () => {
    const odd = [ROUTE, { ...ROUTE, who: 'host-b' }].map((route) => ({ ...route, mood: 1 }));
    expect(refused(read(odd))).toEqual(['unknown-field: moonrouter/moon-1 sold_by.mood and 1 more']);
    const cents = read([{ ...ROUTE, price: { in: 25, unit: 'cents' } }]);
    expect(brief(cents).filter((line) => line.includes('price'))).toEqual([]);
    expect(refused(cents)).toContain('unknown-condition: moonrouter/moon-1 host-a price.unit');
  });

  it('belong to what the source says of itself', () => {
    const { attributes, ignores } = listing(SPEC);
    expect(attributes).toEqual(['context_window', 'price', 'model', 'capability']);
    expect(ignores).toContainEqual({ what: 'speed', reason: 'measured now' });
    const fields = { media: { as: 'list', means: 'modality' } } as const;
    const routes = { list: 'sold_by', name: 'who', fields, ignored: {} };
    expect(() => listing({ ...SPEC, routes })).toThrow('media have no market');
  });
});
