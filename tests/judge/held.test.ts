import { describe, expect, test } from 'vitest';
import { judge } from '../../src/judge/index.ts';
import type { KeyState, LiveClaim, Neighbour } from '../../src/judge/state.ts';
import { apply, claim, decide, NOW, price, shown, stateOf, step, withClaims } from './build.ts';

const UNIT = 'USD per 1M tokens';
const catalogue = { kind: 'catalogue' as const };

const card = (source: string, parts: Record<string, string>, more: Partial<LiveClaim> = {}) =>
  Object.entries(parts).map(([part, num]) =>
    claim(source, price(num), { part, means: ['price'], ...catalogue, ...more }),
  );

const elsewhere = (part: string, ...nums: string[]): Neighbour[] =>
  nums.map((num, at) => ({ part, num, unit: UNIT, offering: `seller-${at}/thing`, source: 'sheet' }));

const keyOf = (claims: LiveClaim[], neighbours: Neighbour[] = []): KeyState => ({
  ...stateOf(claims, 'price'),
  neighbours,
});
const verdictOf = (...key: Parameters<typeof keyOf>) => judge(keyOf(...key), NOW);

/** An offering of acme's at 0.15 that one catalogue writes 100,000 times too high, as litellm does with wandb's prices. */
const usual = elsewhere('input', '0.15', '0.1', '0.15', '0.2', '0.15');

describe('a first price', () => {
  test.each([
    ['gpt-oss-120b', '15000', ['0.15', '0.1', '0.15', '0.2', '0.15'], '100,000 times the median 0.15 of 5'],
    ['gpt-oss-20b', '5000', ['0.05', '0.07', '0.04'], '100,000 times the median 0.05 of 3'],
    [
      'Llama-4-Scout',
      '17000',
      ['0.11', '0.17', '0.18', '0.08'],
      'more than 121,428 times the median 0.14 of 4',
    ],
    ['Phi-4-mini', '8000', ['0.08', '0.07', '0.075'], 'more than 106,666 times the median 0.075 of 3'],
  ])('of %s is held against what the model costs elsewhere', (_name, num, others, arithmetic) => {
    const verdict = verdictOf(card('list', { input: num }), elsewhere('input', ...others));
    expect(verdict.facts).toMatchObject([{ part: 'input', status: 'held', basis: 'outside the band' }]);
    expect(verdict.conflict?.arithmetic).toContain(`is ${arithmetic} neighbours`);
    expect(verdict).toMatchObject({
      move: 'open',
      conflict: { kind: 'invariant', diagnosis: 'none-known', proposal: null, candidates: [{}] },
      settlement: null,
      standings: [{ standing: 'supports', chosen: false }],
    });
  });

  test.each([
    ['20 times is inside', '3', ['0.15', '0.15', '0.15'], 'single'],
    ['a hair more is outside', '3.000001', ['0.15', '0.15', '0.15'], 'held'],
    ['a twentieth is inside', '0.0075', ['0.15', '0.15', '0.15'], 'single'],
    ['a hair less is outside', '0.0074999', ['0.15', '0.15', '0.15'], 'held'],
    ['two neighbours say nothing', '15000', ['0.15', '0.15'], 'single'],
    ['the half between the middle two', '3.01', ['0.1', '0.15', '0.2', '0.151'], 'single'],
  ])('%s', (_name, num, others, status) => {
    const verdict = verdictOf(card('list', { input: num }), elsewhere('input', ...others));
    expect(verdict.facts.map((fact) => fact.status)).toEqual([status]);
  });

  test('ten listings of one provider, other parts, other units and its own provider are no neighbours', () => {
    const [one] = elsewhere('input', '0.15');
    if (!one) throw new Error('one neighbour');
    const many = Array.from({ length: 10 }, (_, at) => ({ ...one, offering: `seller-0/thing-${at}` }));
    const held = (neighbours: Neighbour[]) =>
      verdictOf(card('list', { input: '15000' }), neighbours).facts[0]?.status;
    expect(held(many)).toBe('single');
    expect(held(usual.map((other) => ({ ...other, part: 'output' })))).toBe('single');
    expect(held(usual.map((other) => ({ ...other, unit: 'USD per image' })))).toBe('single');
    const [first, second, third] = usual;
    if (!first || !second || !third) throw new Error('three neighbours');
    expect(held([first, second, { ...third, offering: 'acme/thing' }])).toBe('single');
    expect(held([first, second, third])).toBe('held');
  });

  test('other sources on this very offering are neighbours too', () => {
    const two = elsewhere('input', '0.15', '0.15');
    const claims = [...card('sheet', { input: '0.15' }), ...card('list', { input: '15000' })];
    expect(verdictOf(claims, two).conflict?.arithmetic).toBe(
      'input: 15,000 USD per 1M tokens is 100,000 times the median 0.15 of 3 neighbours',
    );
  });

  test('a card with one part outside the band is held as a whole', () => {
    const verdict = verdictOf(card('list', { input: '15000', output: '0.6' }), usual);
    expect(verdict.facts.map((fact) => fact.status)).toEqual(['held', 'held']);
  });

  test('free is not measured', () => {
    const free = [claim('list', { kind: 'price', text: 'free' }, { part: 'input', means: ['price'] })];
    expect(shown(verdictOf(free, usual))).toEqual(['input: free single only list']);
  });

  test('is held for the seller itself as well: a person is asked', () => {
    const own = card('acme-page', { input: '15000' }, { authority: true, owner: 'acme', kind: 'vendor' });
    expect(verdictOf(own, usual).facts[0]?.status).toBe('held');
    const both = verdictOf([...own, ...card('sheet', { input: '0.15' })], usual);
    expect(both).toMatchObject({ move: 'open', settlement: null });
    expect(shown(both)).toEqual(['input: 0.15 USD per 1M tokens contested order']);
  });
});

describe('a held candidate beside another one', () => {
  const claims = [...card('list', { input: '15000', output: '60000' }), ...card('sheet', { input: '0.15' })];

  test('is shown, and the other one is published and proposed', () => {
    const verdict = verdictOf(claims, usual);
    expect(shown(verdict)).toEqual(['input: 0.15 USD per 1M tokens contested order']);
    expect(verdict).toMatchObject({
      move: 'open',
      conflict: {
        kind: 'between-sources',
        candidates: [{ key: 'input=0.15 USD per 1M tokens' }, { parts: [{}, {}] }],
        proposal: { key: 'input=0.15 USD per 1M tokens' },
      },
    });
    expect(verdict.conflict?.arithmetic).toMatch(
      /^input: 15,000 .* 100,000 times the median 0.15 of 6 neighbours$/,
    );
  });

  test('that agrees on all shared parts is held all the same where it would be the one to publish', () => {
    const more = [...card('a', { input: '0.15', cache_read: '9000' }), ...card('b', { input: '0.15' })];
    const verdict = verdictOf(more, [...usual, ...elsewhere('cache_read', '0.02', '0.03', '0.02')]);
    expect(shown(verdict)).toEqual(['input: 0.15 USD per 1M tokens contested order']);
    expect(verdict.conflict).toMatchObject({
      kind: 'invariant',
      candidates: [{}, { parts: [{}, {}] }],
    });
  });

  test('loses to the seller, who settles it', () => {
    const own = card('acme-page', { input: '0.15' }, { authority: true, owner: 'acme', kind: 'vendor' });
    const verdict = verdictOf([...card('list', { input: '15000' }), ...own], usual);
    expect(verdict).toMatchObject({ move: 'settle', settlement: { policy: 'authority' } });
  });
});

describe('a jump', () => {
  const before = step(keyOf(card('list', { input: '0.15', output: '0.6' })));
  const jumped = card('list', { input: '15000', output: '60000' });
  const open = step(withClaims(before, jumped));

  test('from what was settled is held, and what stood stays', () => {
    expect(shown(open)).toEqual([
      'input: 0.15 USD per 1M tokens contested last settled',
      'output: 0.6 USD per 1M tokens contested last settled',
    ]);
    expect(open.episode).toMatchObject({ kind: 'history', state: 'open', proposal: null });
    expect(open.episode?.arithmetic).toBe(
      'input: 15,000 USD per 1M tokens is 100,000 times the 0.15 that stands · ' +
        'output: 60,000 USD per 1M tokens is 100,000 times the 0.6 that stands',
    );
    expect(open.episode?.candidates.map((one) => one.witnesses.length)).toEqual([0, 1]);
    expect(judge(open, NOW).move).toBe('none');
  });

  test('inside the band is published at once', () => {
    const moved = judge(withClaims(before, card('list', { input: '3', output: '0.6' })), NOW);
    expect(shown(moved)[0]).toBe('input: 3 USD per 1M tokens single only list');
  });

  test('downwards is one too', () => {
    const down = judge(withClaims(before, card('list', { input: '0.0000015' })), NOW);
    expect(down.conflict?.arithmetic).toBe(
      'input: 0.0000015 USD per 1M tokens is 1/100,000 of the 0.15 that stands',
    );
  });

  test('that is taken back heals without a trace', () => {
    const back = judge(withClaims(open, card('list', { input: '0.15', output: '0.6' })), NOW);
    expect(back.move).toBe('heal');
    expect(shown(back)).toEqual(shown(before));
  });

  test('is published when a person says so, and then it is the history', () => {
    const [, jump] = open.episode?.candidates ?? [];
    const ruled = decide(open, jump?.key ?? '');
    expect(shown(ruled)).toEqual([
      'input: 15000 USD per 1M tokens ruled decision',
      'output: 60000 USD per 1M tokens ruled decision',
    ]);
    expect(judge(ruled, NOW).move).toBe('none');
    const undone = { ...ruled, episode: open.episode, ruling: null, lastSettled: open.lastSettled };
    expect(judge(undone, NOW)).toEqual(judge(open, NOW));
  });

  test('can be refused by a person: what stood is a candidate without a witness', () => {
    const [kept] = open.episode?.candidates ?? [];
    const ruled = decide(open, kept?.key ?? '');
    expect(shown(ruled)).toEqual([
      'input: 0.15 USD per 1M tokens ruled decision',
      'output: 0.6 USD per 1M tokens ruled decision',
    ]);
    expect(judge(ruled, NOW).move).toBe('none');
  });

  test('brings nothing back that was no longer published', () => {
    const gone = { ...before, facts: [] };
    expect(judge(withClaims(gone, jumped), NOW).facts.map((fact) => fact.status)).toEqual(['held', 'held']);
  });
});

test('a held price is published when the neighbours no longer speak against it', () => {
  const held = step(keyOf(card('list', { input: '15000' }), usual));
  const dear = { ...held, neighbours: elsewhere('input', '12000', '15000', '16000') };
  const verdict = judge(dear, NOW);
  expect(verdict.move).toBe('heal');
  expect(shown(apply(dear, verdict))).toEqual(['input: 15000 USD per 1M tokens single only list']);
});

test('a contested price that was never settled stays when everything that is stated is held', () => {
  const two = [...card('a', { input: '0.2' }), ...card('b', { input: '0.3' })];
  const contested = step(keyOf(two));
  expect(shown(contested)).toEqual(['input: 0.2 USD per 1M tokens contested order']);
  const wild = { ...contested, claims: card('a', { input: '15000' }), neighbours: usual };
  expect(shown(judge(wild, NOW))).toEqual(['input: 0.2 USD per 1M tokens contested last published']);
  expect(judge(step(wild), NOW).move).toBe('none');
});
