import { describe, expect, test } from 'vitest';
import type { Value } from '../../schema/value.ts';
import { judge } from '../../src/judge/index.ts';
import type { LiveClaim } from '../../src/judge/state.ts';
import { claim, date, licence, NOW, number, price, shown, stateOf, step, tokens, unknown } from './build.ts';

const verdictOf = (claims: LiveClaim[], attribute: Parameters<typeof stateOf>[1] = 'context_window') =>
  judge(stateOf(claims, attribute), NOW);

const standings = (claims: LiveClaim[], attribute?: Parameters<typeof stateOf>[1]) =>
  verdictOf(claims, attribute).standings.map(({ standing, chosen }) => (chosen ? 'chosen' : standing));

describe('claims that agree', () => {
  test('one witness is single, and says whose word it is', () => {
    expect(verdictOf([claim('a', tokens('131k'))])).toMatchObject({ move: 'none', conflict: null });
    expect(shown(verdictOf([claim('a', tokens('131k'))]))).toEqual(['131k single only a']);
  });

  test('two owners are agreed; an exact value is published over a rounded one, whoever states it', () => {
    const claims = [
      claim('maker', tokens('131k'), { kind: 'vendor', authority: true }),
      claim('paper', tokens('131072')),
    ];
    expect(shown(verdictOf(claims))).toEqual(['131072 agreed witnesses']);
    expect(standings(claims)).toEqual(['supports', 'chosen']);
  });

  test('documents and sources of one owner are one witness, and a copy adds none', () => {
    const value = tokens('131072');
    const twoPages = [claim('a', value), claim('a', value, { document: 'https://a.example/other' })];
    expect(shown(verdictOf(twoPages))).toEqual(['131072 single only a']);
    const oneHouse = [claim('a', value, { owner: 'house' }), claim('b', value, { owner: 'house' })];
    expect(shown(verdictOf(oneHouse))).toEqual(['131072 single only a']);
    const copy = [claim('a', value, { upstreams: ['b'] }), claim('b', value)];
    expect(shown(verdictOf(copy))).toEqual(['131072 single only b']);
    const copiesOfAbsent = [claim('a', value, { upstreams: ['z'] }), claim('b', value, { upstreams: ['z'] })];
    expect(shown(verdictOf(copiesOfAbsent))).toEqual(['131072 agreed witnesses']);
    const circle = [claim('a', value, { upstreams: ['b'] }), claim('b', value, { upstreams: ['a'] })];
    expect(shown(verdictOf(circle))).toEqual(['131072 single only a']);
  });

  test('the most precise date and the writing without doubt are published', () => {
    expect(
      shown(verdictOf([claim('a', date('2026-02')), claim('b', date('2026-02-12'))], 'released')),
    ).toEqual(['2026-02-12 agreed witnesses']);
    const figures = [claim('a', number('198', 'B', ['approximate'])), claim('b', number('198', 'B'))];
    expect(verdictOf(figures, 'parameters').facts[0]?.value.marks).toEqual([]);
  });

  test('unknown is silent: never published, never against', () => {
    expect(verdictOf([claim('a', unknown)])).toMatchObject({ facts: [], move: 'none' });
    const claims = [claim('a', unknown), claim('b', tokens('131072'))];
    expect(shown(verdictOf(claims))).toEqual(['131072 single only b']);
    expect(standings(claims)).toEqual(['silent', 'chosen']);
  });

  test('phrases differ without a conflict; the most witnessed stand', () => {
    const phrase = (text: string): Value => ({ kind: 'phrases', text });
    const claims = [claim('a', phrase('speed')), claim('b', phrase('code')), claim('c', phrase('code'))];
    const verdict = verdictOf(claims, 'best_for');
    expect(verdict).toMatchObject({ move: 'none', conflict: null });
    expect(shown(verdict)).toEqual(['code agreed witnesses']);
    expect(standings(claims, 'best_for')).toEqual(['silent', 'chosen', 'supports']);
    expect(step(step(stateOf(claims, 'best_for')))).toEqual(step(stateOf(claims, 'best_for')));
  });
});

describe('claims that do not agree', () => {
  const spark = [
    claim('guide', tokens('131k'), { kind: 'comparison' }),
    claim('paper', tokens('128k'), { kind: 'press' }),
  ];

  test('the first candidate is published as contested and the conflict is open', () => {
    const verdict = verdictOf(spark);
    expect(shown(verdict)).toEqual(['131k contested order']);
    expect(verdict).toMatchObject({
      move: 'open',
      settlement: null,
      conflict: {
        kind: 'between-sources',
        diagnosis: 'notation',
        state: 'open',
        candidates: [
          {
            key: '131k',
            parts: [{ part: '', asWritten: '131k' }],
            witnesses: [{ source: 'guide', authority: false }],
          },
          { key: '128k' },
        ],
        proposal: { key: '131k' },
      },
    });
    expect(standings(spark)).toEqual(['chosen', 'against']);
  });

  test('the last settled fact stays, contested, even where nobody states it any more', () => {
    const settled = step(stateOf([claim('old', tokens('64000'))]));
    const verdict = judge({ ...settled, claims: spark }, NOW);
    expect(shown(verdict)).toEqual(['64000 contested last settled']);
    expect(verdict.standings.map((one) => one.standing)).toEqual(['against', 'against']);
  });

  test.each([
    ['exact over rounded', claim('z', tokens('120000')), claim('a', tokens('131k')), '120000'],
    [
      'catalogue over press',
      claim('z', tokens('64000'), { kind: 'catalogue' }),
      claim('a', tokens('32000')),
      '64000',
    ],
    [
      'vendor over catalogue',
      claim('z', tokens('64000'), { kind: 'vendor' }),
      claim('a', tokens('32000')),
      '64000',
    ],
    [
      'the more recent',
      claim('z', tokens('64000'), { confirmedAt: '2026-07-02T00:00:00Z' }),
      claim('a', tokens('32000')),
      '64000',
    ],
    [
      'the name, where hours alone differ',
      claim('z', tokens('64000'), { confirmedAt: '2026-07-01T09:00:00Z' }),
      claim('a', tokens('32000')),
      '32000',
    ],
  ])('order: %s', (_name, one, other, first) => {
    expect(verdictOf([one, other]).conflict?.candidates[0]?.key).toBe(first);
    expect(verdictOf([other, one]).conflict?.candidates[0]?.key).toBe(first);
  });

  test('order: two independent witnesses over a better kind, a copy counts for nothing', () => {
    const two = [claim('x', tokens('64000')), claim('y', tokens('64000'))];
    const catalogue = claim('c', tokens('32000'), { kind: 'catalogue' });
    expect(verdictOf([...two, catalogue]).conflict?.candidates[0]?.key).toBe('64000');
    const copy = [claim('x', tokens('64000'), { upstreams: ['y'] }), claim('y', tokens('64000'))];
    expect(verdictOf([...copy, catalogue]).conflict?.candidates[0]?.key).toBe('32000');
  });

  test('what is shown first stays first, whoever is confirmed later', () => {
    const [a, z] = [claim('a', tokens('32000')), claim('z', tokens('64000'))];
    const first = step(stateOf([a, z]));
    const later = { ...z, confirmedAt: '2026-07-09T00:00:00Z' };
    const again = judge({ ...first, claims: [a, later] }, NOW);
    expect(shown(again)).toEqual(['32000 contested order']);
    expect(again.move).toBe('none');
    const more = judge({ ...first, claims: [a, z, claim('y', tokens('64000'))] }, NOW);
    expect(shown(more)).toEqual(['32000 contested order']);
    expect(more).toMatchObject({ move: 'update', conflict: { proposal: { key: '64000' } } });
  });

  test('two writings for one part in one source are inside-source', () => {
    const twice = [
      claim('a', tokens('128000'), { asWritten: '128,000' }),
      claim('a', tokens('131072'), { asWritten: '131,072' }),
    ];
    const verdict = verdictOf(twice);
    expect(verdict.conflict).toMatchObject({ kind: 'inside-source', diagnosis: 'notation' });
    expect(verdict.conflict?.candidates.map((one) => one.key)).toEqual(['128000', '131072']);
    const third = [...twice, claim('b', tokens('128000'))];
    expect(verdictOf(third).conflict?.kind).toBe('between-sources');
  });

  test('a rounded claim joins one of two integers that it allows', () => {
    const claims = [claim('a', tokens('262k')), claim('b', tokens('262144')), claim('c', tokens('262500'))];
    expect(verdictOf(claims).conflict?.candidates.map((one) => one.witnesses.map((w) => w.source))).toEqual([
      ['a', 'b'],
      ['c'],
    ]);
  });

  test('a claim with several meanings disputes only the context window', () => {
    const several = { means: ['context_window', 'max_input'] as const };
    const claims = [claim('a', tokens('272000'), several), claim('b', tokens('400000'))];
    expect(verdictOf(claims)).toMatchObject({ move: 'open', conflict: { proposal: { key: '400000' } } });
    const verdict = verdictOf(claims, 'max_input');
    expect(verdict).toMatchObject({ move: 'none', standings: [{ standing: 'silent' }, { chosen: true }] });
    const alone = [claim('a', tokens('272000'), several)];
    expect(shown(verdictOf(alone))).toEqual(['272000 single only a']);
    expect(verdictOf(alone, 'max_input')).toMatchObject({ facts: [], standings: [{ standing: 'silent' }] });
    const same = [claim('a', tokens('400000'), several), claim('b', tokens('400000'))];
    expect(shown(verdictOf(same, 'max_input'))).toEqual(['400000 agreed witnesses']);
  });
});

describe('authority', () => {
  const maker = (text: string) =>
    claim('card', licence(text), { kind: 'vendor', owner: 'acme', authority: true });
  const guide = claim('guide', licence('LicenseRef-Proprietary'), { kind: 'comparison' });

  test('its word settles a difference with others, and the settlement names it', () => {
    const verdict = verdictOf([guide, maker('Apache-2.0')], 'licence');
    expect(shown(verdict)).toEqual(['Apache-2.0 preferred authority acme']);
    expect(verdict).toMatchObject({
      move: 'settle',
      conflict: { state: 'settled', diagnosis: 'none-known' },
      settlement: {
        policy: 'authority',
        authority: 'acme',
        considered: {
          chosen: { key: 'Apache-2.0' },
          candidates: [{ key: 'Apache-2.0' }, { key: 'LicenseRef-Proprietary' }],
        },
      },
    });
    expect(verdict.standings.map((one) => one.standing)).toEqual(['against', 'supports']);
  });

  test('it outweighs any number of others', () => {
    const many = ['a', 'b', 'c'].map((id) => claim(id, licence('MIT'), { kind: 'catalogue' }));
    expect(shown(verdictOf([...many, maker('Apache-2.0')], 'licence'))).toEqual([
      'Apache-2.0 preferred authority acme',
    ]);
  });

  test('two authorities that disagree leave the conflict open', () => {
    const site = claim('site', licence('MIT'), { kind: 'vendor', owner: 'acme', authority: true });
    expect(verdictOf([maker('Apache-2.0'), site, guide], 'licence')).toMatchObject({
      move: 'open',
      conflict: { kind: 'between-sources', state: 'open' },
      settlement: null,
    });
  });

  test('authorities that agree stand together, whichever integer their rounded word would join', () => {
    const own = { authority: true, owner: 'acme' };
    const claims = [
      claim('card', tokens('262k'), own),
      claim('site', tokens('262500'), own),
      claim('b', tokens('262144')),
    ];
    expect(verdictOf(claims)).toMatchObject({
      move: 'settle',
      settlement: { considered: { chosen: { key: '262500' } } },
    });
  });

  test('it does not settle what it does not contradict', () => {
    const claims = [
      claim('card', tokens('262k'), { authority: true, owner: 'acme' }),
      claim('b', tokens('262144')),
      claim('c', tokens('262500')),
    ];
    expect(verdictOf(claims)).toMatchObject({ move: 'open', settlement: null });
  });

  test('an open conflict is settled when the authority speaks', () => {
    const open = step(stateOf([guide, claim('x', licence('MIT'))], 'licence'));
    expect(open.episode?.state).toBe('open');
    const verdict = judge({ ...open, claims: [...open.claims, maker('Apache-2.0')] }, NOW);
    expect(verdict).toMatchObject({ move: 'settle', settlement: { authority: 'acme' } });
  });
});

describe('price cards', () => {
  const kind = 'host' as const;
  const card = (source: string, parts: Record<string, string>, more: Partial<LiveClaim> = {}) =>
    Object.entries(parts).map(([part, num]) => claim(source, price(num), { part, kind, ...more }));

  test('one source is chosen, and exactly its parts are published', () => {
    const claims = [...card('a', { input: '0.2' }), ...card('b', { input: '0.2', output: '1.15' })];
    expect(shown(verdictOf(claims, 'price'))).toEqual([
      'input: 0.2 USD per 1M tokens agreed witnesses',
      'output: 1.15 USD per 1M tokens single only b',
    ]);
    expect(standings(claims, 'price')).toEqual(['supports', 'chosen', 'chosen']);
  });

  test("the authority's card is published, also where another has more parts", () => {
    const claims = [
      ...card('seller', { input: '0.2' }, { authority: true }),
      ...card('b', { input: '0.2', output: '1.15' }),
    ];
    expect(shown(verdictOf(claims, 'price'))).toEqual(['input: 0.2 USD per 1M tokens agreed witnesses']);
  });

  test('a missing part is no disagreement, a different one is', () => {
    expect(verdictOf([...card('a', { input: '1' }), ...card('b', { output: '2' })], 'price').conflict).toBe(
      null,
    );
    const claims = [...card('a', { input: '1', output: '2' }), ...card('b', { input: '1', output: '3' })];
    const verdict = verdictOf(claims, 'price');
    expect(verdict.conflict).toMatchObject({
      arithmetic: 'output: 2 USD per 1M tokens against 3 USD per 1M tokens, 1 apart',
      candidates: [{ key: 'input=1 USD per 1M tokens|output=2 USD per 1M tokens' }, {}],
    });
    expect(verdict.facts.map((fact) => fact.status)).toEqual(['contested', 'contested']);
  });

  test('pages of one source join where they agree and stand apart where they do not', () => {
    const other = { document: 'https://a.example/other' };
    const joined = [...card('a', { input: '1' }), ...card('a', { output: '2' }, other)];
    expect(shown(verdictOf(joined, 'price'))).toHaveLength(2);
    const apart = [
      ...card('a', { input: '1', output: '2' }),
      ...card('a', { input: '3', cache_read: '4' }, other),
    ];
    expect(verdictOf(apart, 'price').conflict).toMatchObject({
      kind: 'inside-source',
      candidates: [
        { key: 'cache_read=4 USD per 1M tokens|input=3 USD per 1M tokens' },
        { key: 'input=1 USD per 1M tokens|output=2 USD per 1M tokens' },
      ],
    });
  });

  test('a dispute between cards that are not first in their groups is shown all the same', () => {
    const claims = [
      ...card('a', { input: '1', output: '2' }),
      ...card('b', { input: '1', cache_read: '4' }),
      ...card('c', { cache_read: '5' }),
    ];
    expect(verdictOf(claims, 'price').conflict?.arithmetic).toBe(
      'cache_read: 4 USD per 1M tokens against 5 USD per 1M tokens, 1 apart',
    );
  });

  test('names that plain objects answer to are parts like any other', () => {
    const claims = [...card('__proto__', { constructor: '1' }), ...card('b', { constructor: '2' })];
    expect(verdictOf(claims, 'price').conflict?.candidates).toHaveLength(2);
  });
});
