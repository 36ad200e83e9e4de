import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueKey } from '../../schema/value.ts';
import { agrees, judge } from '../../src/judge/index.ts';
import type { LiveClaim } from '../../src/judge/state.ts';
import { decide, NOW, stateOf, step, unknown } from './build.ts';
import { claimsOf, drawn, histories, keys, prices, profiles, soldWindows } from './draw.ts';

const pricesWithPast = histories.filter((state) => state.key.attribute === 'price');

const RUNS = { numRuns: 300 };

describe('for any key', () => {
  test('the answer does not depend on the order of the claims, and judging changes nothing it was given', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat()), (state, keysOfShuffle) => {
        const order = new Map(state.claims.map((one) => [one.id, keysOfShuffle.next().value ?? 0]));
        const claims = [...state.claims].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
        const before = JSON.stringify(state);
        const shuffled = { ...state, claims, related: [...state.related].reverse() };
        const beside = {
          neighbours: [...state.neighbours].reverse(),
          modelWindows: [...state.modelWindows].reverse(),
        };
        const [one, other] = [judge(state, NOW), judge({ ...shuffled, ...beside }, NOW)];
        const byClaim = (verdict: typeof one) => ({
          ...verdict,
          standings: [...verdict.standings].sort((a, b) => (a.claim < b.claim ? -1 : 1)),
        });
        expect(byClaim(other)).toEqual(byClaim(one));
        expect(JSON.stringify(state)).toBe(before);
      }),
      RUNS,
    );
  });

  test('a verdict that was applied stands still', () => {
    fc.assert(
      fc.property(histories, (state) => {
        const next = step(state);
        const again = judge(next, NOW);
        expect(again.move).toBe('none');
        expect(again.facts).toEqual(next.facts);
      }),
      RUNS,
    );
  });

  test('a later sighting of a document moves nothing', () => {
    fc.assert(
      fc.property(histories, fc.nat(8), (state, at) => {
        const next = step(state);
        const seen = (one: LiveClaim, index: number) => (index === at ? { ...one, confirmedAt: NOW } : one);
        const [claims, modelWindows] = [next.claims.map(seen), next.modelWindows.map(seen)];
        const again = judge({ ...next, claims, modelWindows }, NOW);
        expect(again.move).toBe('none');
        expect(again.facts.map((fact) => valueKey(fact.value))).toEqual(
          next.facts.map((fact) => valueKey(fact.value)),
        );
      }),
      RUNS,
    );
  });

  test('a decision that was just made is not asked again', () => {
    fc.assert(
      fc.property(keys, fc.nat(4), (state, pick) => {
        const open = step(state);
        const chosen = open.episode?.candidates[pick];
        if (!chosen) return;
        const ruled = decide(open, chosen.key);
        expect(ruled.episode?.state).toBe('settled');
        expect(ruled.facts.every((fact) => fact.status === 'ruled')).toBe(true);
        expect(judge(ruled, NOW).move).toBe('none');
      }),
      RUNS,
    );
  });

  test('an undone decision leaves the facts and the queue that were before', () => {
    fc.assert(
      fc.property(keys, fc.nat(4), (state, pick) => {
        const open = step(state);
        const chosen = open.episode?.candidates[pick];
        if (!chosen || open.episode?.state !== 'open') return;
        const ruled = decide(open, chosen.key);
        const undone = { ...ruled, episode: open.episode, ruling: null, lastSettled: open.lastSettled };
        expect(judge(undone, NOW)).toEqual(judge(open, NOW));
      }),
      RUNS,
    );
  });

  test('unknown claims change no fact and no conflict', () => {
    fc.assert(
      fc.property(histories, drawn(fc.constant(unknown), ['', 'input']), (state, extra) => {
        const claims = [...state.claims, ...claimsOf([{ ...extra, source: 'silent' }], new Map())];
        const [one, other] = [judge(state, NOW), judge({ ...state, claims }, NOW)];
        expect(other.facts).toEqual(one.facts);
        expect([other.move, other.conflict]).toEqual([one.move, one.conflict]);
        expect(other.standings.at(-1)).toMatchObject({ standing: 'silent', chosen: false });
      }),
      RUNS,
    );
  });

  test('a published value rests on a claim, on what stood before or the ruling', () => {
    fc.assert(
      fc.property(histories, (state) => {
        const ruled = state.ruling?.considered.chosen.parts ?? [];
        const grounds = [...state.claims, ...state.facts, ...state.lastSettled, ...ruled];
        const verdict = judge(state, NOW);
        for (const fact of verdict.facts) {
          expect(fact.value.kind).not.toBe('unknown');
          expect(grounds.some((one) => one.part === fact.part && agrees(one.value, fact.value))).toBe(true);
        }
        const known = state.claims.some(
          (one) =>
            one.value.kind !== 'unknown' &&
            (one.means.length === 1 || ['released', 'price'].includes(state.key.attribute)),
        );
        if (known) expect(verdict.facts.length).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  test('a price card never mixes sources, and what is chosen is what is published', () => {
    fc.assert(
      fc.property(
        fc.array(drawn(prices, ['input', 'output', 'cache_read']), { minLength: 1, maxLength: 9 }),
        profiles,
        (list, known) => {
          const state = stateOf(claimsOf(list, known), 'price');
          const { facts, standings } = judge(state, NOW);
          const chosen = state.claims.filter((one) => standings.some((s) => s.claim === one.id && s.chosen));
          const published = facts.filter((fact) => fact.status !== 'held');
          expect(new Set(chosen.map((one) => one.source)).size).toBe(published.length > 0 ? 1 : 0);
          expect(chosen.map((one) => one.part).sort()).toEqual(published.map((fact) => fact.part));
          for (const fact of published) {
            const own = chosen.find((one) => one.part === fact.part);
            expect(own && valueKey(own.value)).toBe(valueKey(fact.value));
          }
        },
      ),
      RUNS,
    );
  });

  test('a held value takes nothing away: what was published stays, and a held fact stands alone', () => {
    let held = 0;
    fc.assert(
      fc.property(pricesWithPast, (state) => {
        const verdict = judge(state, NOW);
        const isHeld = verdict.facts.some((fact) => fact.status === 'held');
        if (isHeld) {
          held += 1;
          expect(verdict.facts.every((fact) => fact.status === 'held')).toBe(true);
          expect(state.facts.every((fact) => fact.status === 'held')).toBe(true);
          expect(verdict.standings.some((one) => one.chosen)).toBe(false);
          expect(verdict.move === 'none' ? state.episode : verdict.conflict).not.toBe(null);
        }
        const wasShown = state.facts.some((fact) => fact.status !== 'held');
        const priced = state.claims.some((one) => one.value.kind === 'price');
        if (wasShown && priced) expect(verdict.facts.some((fact) => fact.status !== 'held')).toBe(true);
      }),
      { numRuns: 600 },
    );
    expect(held).toBeGreaterThan(5);
  });

  test('what is published is inside the band of what was settled', () => {
    fc.assert(
      fc.property(pricesWithPast, (state) => {
        if (state.ruling) return;
        for (const fact of judge(state, NOW).facts) {
          const before = state.lastSettled.find((one) => one.part === fact.part)?.value;
          if (fact.status === 'held' || !before?.num || !fact.value.num) continue;
          const times = Number(fact.value.num) / Number(before.num);
          expect(times).toBeLessThan(20.000001);
          expect(times).toBeGreaterThan(0.0499999);
        }
      }),
      RUNS,
    );
  });

  test("the window of the model is only ever a question: published where a person chose it, and never the seller's word", () => {
    let asked = 0;
    fc.assert(
      fc.property(soldWindows, soldWindows, fc.nat(1), (state, later, pick) => {
        const open = step(state);
        expect(open.facts.map((fact) => valueKey(fact.value))).toEqual(
          state.claims.map((one) => valueKey(one.value)),
        );
        const chosen = open.episode?.candidates[pick];
        if (!chosen) return;
        asked += 1;
        expect(open.episode).toMatchObject({ kind: 'invariant', diagnosis: 'digit-slip', state: 'open' });
        const ruled = decide(open, chosen.key);
        expect(judge(ruled, NOW).move).toBe('none');
        const next = step({ ...ruled, claims: later.claims, modelWindows: later.modelWindows });
        expect(judge(next, NOW).move).toBe('none');
        expect(next.facts).toHaveLength(1);
      }),
      RUNS,
    );
    expect(asked).toBeGreaterThan(20);
  });

  test('related limits and neighbours are evidence only: they are never published under the key', () => {
    fc.assert(
      fc.property(histories, (state) => {
        const own = new Set(
          [
            ...state.claims,
            ...state.facts,
            ...state.lastSettled,
            ...(state.ruling?.considered.chosen.parts ?? []),
          ].map((one) => valueKey(one.value)),
        );
        for (const fact of judge(state, NOW).facts) expect(own.has(valueKey(fact.value))).toBe(true);
      }),
      RUNS,
    );
  });
});
