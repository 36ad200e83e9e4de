import { describe, expect, test } from 'vitest';
import { judge } from '../../src/judge/index.ts';
import type { KeyState, LiveClaim } from '../../src/judge/state.ts';
import { claim, decide, NOW, price, shown, stateOf, step, tokens, withClaims } from './build.ts';

const guide = claim('guide', tokens('131k'), { kind: 'comparison' });
const paper = claim('paper', tokens('128k'));
const maker = (written: string) =>
  claim('card', tokens(written), { kind: 'vendor', owner: 'acme', authority: true });

const open = step(stateOf([guide, paper]));
const ruled = decide(open, '128k');
const snoozed: KeyState = { ...open, episode: open.episode && { ...open.episode, state: 'snoozed' } };
const policy = step(stateOf([maker('131072'), paper]));

const answer = (state: KeyState, claims: LiveClaim[]) => {
  const verdict = judge(withClaims(state, claims), NOW);
  return { move: verdict.move, facts: shown(verdict), kind: verdict.conflict?.kind, verdict };
};

/** What the verdict leads to must stand still: judged again with the same claims, nothing moves. */
function standsStill(state: KeyState, claims: LiveClaim[]) {
  const next = step(withClaims(state, claims));
  const again = judge(next, NOW);
  expect(again.move).toBe('none');
  expect(again.facts).toEqual(next.facts);
}

const ASIS = ['128k ruled decision'];
const BACK = ['128k contested last settled'];

test('the states from which the table starts', () => {
  expect(open.episode).toMatchObject({ state: 'open', settledBy: null });
  expect(shown(ruled)).toEqual(ASIS);
  expect(policy.episode).toMatchObject({ state: 'settled', settledBy: 'policy' });
  expect(shown(policy)).toEqual(['131072 preferred authority acme']);
});

describe('a decision of a person', () => {
  test.each<[string, LiveClaim[], string, string[], string | undefined]>([
    ['1 other wording', [{ ...guide, asWritten: '131K tokens' }, paper], 'none', ASIS, undefined],
    [
      '1 other place',
      [{ ...guide, document: 'https://guide.example/moved' }, paper],
      'none',
      ASIS,
      undefined,
    ],
    ['2 document confirmed', [{ ...guide, confirmedAt: NOW }, paper], 'none', ASIS, undefined],
    [
      '3 new witness of the chosen value',
      [guide, paper, claim('n', tokens('128000'))],
      'none',
      ASIS,
      undefined,
    ],
    [
      '4 new witness of a rejected value',
      [guide, paper, claim('n', tokens('131072'))],
      'none',
      ASIS,
      undefined,
    ],
    ['5 authority newly against', [guide, paper, maker('131072')], 'reopen', BACK, 'between-sources'],
    [
      '6 a value not considered',
      [guide, paper, claim('n', tokens('64000'))],
      'reopen',
      BACK,
      'between-sources',
    ],
    ['7 rejected source withdrawn', [paper], 'none', ASIS, undefined],
    [
      '8 last support over to the other',
      [guide, { ...paper, value: tokens('131k') }],
      'reopen',
      BACK,
      'lost-support',
    ],
    ['8 last support silent', [guide], 'none', ASIS, undefined],
    ['9 all agree on it', [{ ...guide, value: tokens('128k') }, paper], 'none', ASIS, undefined],
    [
      '10 all agree on a new value',
      [
        { ...guide, value: tokens('64000') },
        { ...paper, value: tokens('64000') },
      ],
      'reopen',
      BACK,
      'lost-support',
    ],
    ['no claim left', [], 'none', ASIS, undefined],
  ])('%s', (_name, claims, move, facts, kind) => {
    expect(answer(ruled, claims)).toMatchObject({ move, facts });
    expect(answer(ruled, claims).kind).toBe(kind);
    standsStill(ruled, claims);
  });

  test('for the authority, and the authority says another new thing', () => {
    const state = decide(step(stateOf([maker('131072'), { ...maker('128000'), source: 'site' }])), '128000');
    const [first, second] = state.claims;
    if (!first || !second) throw new Error('two claims');
    expect(answer(state, [first, second]).move).toBe('none');
    expect(answer(state, [{ ...first, value: tokens('64000') }, second]).move).toBe('reopen');
  });

  test('knowingly against the authority holds', () => {
    const settled = decide(policy, '128k');
    expect(answer(settled, [maker('131072'), paper])).toMatchObject({ move: 'none', facts: ASIS });
  });

  test('that was reopened is not settled over by the authority that is against it', () => {
    const claims = [guide, paper, maker('131072')];
    const again = step(withClaims(ruled, claims));
    expect(again.episode).toMatchObject({ state: 'open', proposal: { key: '131072' } });
    expect(judge(again, NOW)).toMatchObject({ move: 'none', settlement: null });
    const relented = claims.map((one) => (one.authority ? maker('128000') : one));
    expect(judge(withClaims(again, relented), NOW)).toMatchObject({ move: 'settle' });
  });

  test('that the authority shares is settled at once when another value turns up', () => {
    const state = decide(step(stateOf([maker('131072'), { ...maker('128000'), source: 'site' }])), '128000');
    const claims = [maker('128000'), claim('n', tokens('64000'))];
    expect(answer(state, claims)).toMatchObject({
      move: 'reopen',
      facts: ['128000 preferred authority acme'],
      verdict: { conflict: { state: 'settled' }, settlement: { authority: 'acme' } },
    });
    standsStill(state, claims);
  });

  test('that lost its support waits for a person, and heals when all come back to it', () => {
    const away = [guide, { ...paper, value: tokens('131k') }];
    const lost = step(withClaims(ruled, away));
    expect(lost.episode).toMatchObject({
      kind: 'lost-support',
      arithmetic: '128k against 131k, 3,000 apart',
    });
    expect(answer(lost, [{ ...guide, value: tokens('128k') }, paper])).toMatchObject({
      move: 'heal',
      facts: ['128k agreed witnesses'],
    });
  });

  test('for a value that a claim only allows is not reopened at once', () => {
    const chosen = {
      key: '131072',
      parts: [{ part: '', value: tokens('131072'), asWritten: '131072' }],
      witnesses: [{ source: 'paper', document: paper.document, authority: false }],
    };
    const state = step(stateOf([paper, claim('x', tokens('120000'))]));
    if (!state.episode) throw new Error('no episode');
    const considered = { candidates: [...state.episode.candidates], chosen };
    const episode = { ...state.episode, state: 'settled' as const, settledBy: 'decision' as const };
    const verdict = judge({ ...state, episode, ruling: { considered, decisionId: 'd1' } }, NOW);
    expect(verdict.move).toBe('none');
    expect(shown(verdict)).toEqual(['131072 ruled decision']);
  });

  test('for a price card is reopened by a part that no considered card had', () => {
    const card = (source: string, parts: Record<string, string>) =>
      Object.entries(parts).map(([part, num]) => claim(source, price(num), { part }));
    const seen = [...card('a', { input: '1', output: '2', cache_read: '4' }), ...card('b', { output: '3' })];
    const opened = step(stateOf(seen, 'price'));
    const state = decide(opened, opened.episode?.candidates[0]?.key ?? '');
    expect(answer(state, [...seen, ...card('c', { cache_read: '4' })]).move).toBe('none');
    expect(answer(state, [...seen, ...card('c', { output: '3' })]).move).toBe('none');
    expect(answer(state, [...seen, ...card('c', { cache_read: '5' })]).move).toBe('reopen');
  });

  test('undone, it leaves exactly what was before', () => {
    const before = judge(open, NOW);
    const undone: KeyState = { ...ruled, episode: open.episode, ruling: null, lastSettled: open.lastSettled };
    expect(judge(undone, NOW)).toEqual(before);
    const later = { ...paper, confirmedAt: '2026-07-09T00:00:00Z' };
    expect(judge(withClaims(undone, [guide, later]), NOW).facts).toEqual(before.facts);
  });
});

describe('an open episode', () => {
  test.each<[string, LiveClaim[], string, string[]]>([
    ['1 other wording', [{ ...guide, asWritten: '131K tokens' }, paper], 'none', ['131k contested order']],
    ['2 document confirmed', [guide, { ...paper, confirmedAt: NOW }], 'none', ['131k contested order']],
    ['3 new witness', [guide, paper, claim('n', tokens('131072'))], 'update', ['131072 contested order']],
    ['6 new value', [guide, paper, claim('n', tokens('64000'))], 'update', ['131k contested order']],
    ['7 one side withdrawn', [paper], 'heal', ['128k single only paper']],
    ['7 both sides withdrawn', [], 'heal', []],
    ['9 all agree on it', [guide, { ...paper, value: tokens('131k') }], 'heal', ['131k agreed witnesses']],
    ['10 on another', [{ ...guide, value: tokens('128k') }, paper], 'heal', ['128k agreed witnesses']],
  ])('%s', (_name, claims, move, facts) => {
    expect(answer(open, claims)).toMatchObject({ move, facts });
    standsStill(open, claims);
  });
});

describe('a snoozed episode', () => {
  test.each<[string, LiveClaim[], string]>([
    ['2 document confirmed', [guide, { ...paper, confirmedAt: NOW }], 'none'],
    ['5 authority newly against', [guide, paper, maker('128000')], 'settle'],
    ['6 new value', [guide, paper, claim('n', tokens('64000'))], 'wake'],
    ['9 all agree', [guide, { ...paper, value: tokens('131k') }], 'heal'],
  ])('%s', (_name, claims, move) => {
    expect(answer(snoozed, claims).move).toBe(move);
    standsStill(snoozed, claims);
  });

  test('4 a new witness is noted, and it sleeps on', () => {
    const { verdict } = answer(snoozed, [guide, paper, claim('n', tokens('128000'))]);
    expect(verdict).toMatchObject({ move: 'update', conflict: { state: 'snoozed' } });
  });

  test('11 wakes at its date and not before', () => {
    const until = (wakesAt: string) => ({
      ...snoozed,
      episode: snoozed.episode && { ...snoozed.episode, wakesAt },
    });
    expect(judge(until(NOW), NOW)).toMatchObject({ move: 'wake', conflict: { state: 'open' } });
    expect(judge(until('2026-07-10T00:00:01Z'), NOW).move).toBe('none');
  });
});

describe('an episode that the authority settled is judged afresh', () => {
  test.each<[string, LiveClaim[], string, string[]]>([
    ['nothing new', [maker('131072'), paper], 'none', ['131072 preferred authority acme']],
    [
      '4 new witness',
      [maker('131072'), paper, claim('n', tokens('128000'))],
      'update',
      ['131072 preferred authority acme'],
    ],
    [
      '6 the authority has a new value',
      [maker('64000'), paper],
      'update',
      ['64000 preferred authority acme'],
    ],
    ['7 rejected source withdrawn', [maker('131072')], 'heal', ['131072 single only card']],
    [
      '8 the authority is silent, others disagree',
      [paper, guide],
      'reopen',
      ['131072 contested last settled'],
    ],
    ['9 all agree', [maker('131072'), guide], 'heal', ['131072 agreed witnesses']],
    ['10 all agree on another', [maker('128000'), paper], 'heal', ['128000 agreed witnesses']],
    ['no claim left', [], 'heal', []],
  ])('%s', (_name, claims, move, facts) => {
    expect(answer(policy, claims)).toMatchObject({ move, facts });
    standsStill(policy, claims);
  });

  test('an update names the new settlement', () => {
    expect(answer(policy, [maker('64000'), paper]).verdict.settlement).toMatchObject({
      authority: 'acme',
      considered: { chosen: { key: '64000' } },
    });
  });
});
