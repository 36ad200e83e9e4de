import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourceKind } from '../../schema/source.ts';
import { SOURCE_KINDS } from '../../schema/source.ts';
import { type Value, valueKey } from '../../schema/value.ts';
import { agrees, judge } from '../../src/judge/index.ts';
import type { KeyState, LiveClaim, Neighbour } from '../../src/judge/state.ts';
import { claim, date, decide, NOW, price, stateOf, step, tokens, unknown } from './build.ts';

type Attribute = Parameters<typeof stateOf>[1];

interface Drawn {
  source: string;
  page: number;
  value: Value;
  part: string;
  day: number;
}

/** What belongs to a source and not to one of its claims. */
interface Profile {
  kind: SourceKind;
  authority: boolean;
  copies: boolean;
  ambiguous: boolean;
}

const SOURCES = ['a', 'b', 'c', 'd', '__proto__'];
const profile: fc.Arbitrary<Profile> = fc.record({
  kind: fc.constantFrom(...SOURCE_KINDS),
  authority: fc.oneof(fc.constant(false), fc.constant(false), fc.constant(true)),
  copies: fc.boolean(),
  ambiguous: fc.oneof(fc.constant(false), fc.constant(false), fc.constant(true)),
});
type Profiles = ReadonlyMap<string, Profile>;
const profiles: fc.Arbitrary<Profiles> = fc
  .array(profile, { minLength: SOURCES.length, maxLength: SOURCES.length })
  .map((list) => new Map(list.map((one, at) => [SOURCES[at] ?? '', one])));

const written = [
  '128k',
  '131k',
  '128000',
  '131000',
  '131072',
  '262k',
  '262144',
  '262500',
  '1M',
  '1048576',
  '1048756',
  '1.05M',
];
const counts = fc.constantFrom(...written.map(tokens), unknown);
const dates = fc.constantFrom(
  ...['2026', '2026-02', '2026-03', '2026-02-12', '2026-02-13'].map((text) => date(text)),
  date('2026-02-12', ['not_sooner_than']),
  unknown,
);
const figures = ['0.2', '0.20', '1', '2', '21', '15000', '0.004'];
const prices = fc.constantFrom(
  ...figures.map((num) => price(num)),
  { kind: 'price', text: 'free' } as const,
  unknown,
);

const drawn = (values: fc.Arbitrary<Value>, parts: string[]): fc.Arbitrary<Drawn> =>
  fc.record({
    source: fc.constantFrom(...SOURCES),
    page: fc.integer({ min: 1, max: 2 }),
    value: values,
    part: fc.constantFrom(...parts),
    day: fc.integer({ min: 1, max: 9 }),
  });

const claimsOf = (list: readonly Drawn[], known: Profiles): LiveClaim[] =>
  list.map((one) => {
    const its = known.get(one.source);
    return claim(one.source, one.value, {
      kind: its?.kind ?? 'press',
      authority: its?.authority ?? false,
      upstreams: its?.copies ? ['a'] : [],
      document: `https://${one.source}.example/${one.page}`,
      part: one.part,
      means: its?.ambiguous ? ['context_window', 'max_input'] : ['context_window'],
      confirmedAt: `2026-07-0${one.day}T00:00:00Z`,
    });
  });

/** What stands beside a key: prices elsewhere, other limits of the same subject, and the model's windows. */
type Beside = Pick<KeyState, 'related' | 'neighbours' | 'modelWindows'>;

const PARTS = ['input', 'output', 'cache_read'];
const neighbour: fc.Arbitrary<Neighbour> = fc.record({
  part: fc.constantFrom(...PARTS),
  num: fc.constantFrom(...figures, '0.3', '7'),
  unit: fc.constantFrom('USD per 1M tokens', 'USD per 1M tokens', 'USD per image'),
  offering: fc.constantFrom('acme/other', 'p/x', 'q/x', 'r/x', 's/x'),
  source: fc.constantFrom(...SOURCES),
});
const usual: Neighbour[] = PARTS.flatMap((part) =>
  ['p/x', 'q/x', 'r/x', 's/x'].map((offering) => ({
    part,
    num: '0.3',
    unit: 'USD per 1M tokens',
    offering,
    source: 'a',
  })),
);
const limit = fc
  .record({
    attribute: fc.constantFrom('context_window', 'max_input', 'max_output' as const),
    value: fc.constantFrom(...['3072', '1000', '128000', '131k', '131072'].map(tokens), unknown),
    ambiguous: fc.boolean(),
  })
  .map(({ attribute, value, ambiguous }): KeyState['related'][number] => ({
    ...claim('beside', value, { means: ambiguous ? ['context_window', 'max_input'] : [attribute] }),
    attribute,
  }));

/** Often the window of which one of the counts is a slip, with sources that speak of the offering too. */
const modelWindow = fc
  .record({
    source: fc.constantFrom('a', 'b', 'maker'),
    written: fc.constantFrom('1048576', '1048576', '1048576', '1048756', '131072', '1M', '2097152'),
    authority: fc.boolean(),
    ambiguous: fc.boolean(),
    day: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ source, written: text, authority, ambiguous, day }) =>
    claim(source, tokens(text), {
      authority,
      means: ambiguous ? ['context_window', 'max_input'] : ['context_window'],
      confirmedAt: `2026-07-0${day}T00:00:00Z`,
    }),
  );
const isLimit = (attribute: Attribute) => attribute === 'context_window' || attribute === 'max_input';
const windowsFor = (attribute: Attribute): fc.Arbitrary<LiveClaim[]> =>
  isLimit(attribute) ? fc.array(modelWindow, { maxLength: 3 }) : fc.constant([]);

/** Only what the pipeline would give: neighbours for prices, related claims for limits, other ones than the key's own. */
const besideOf = (attribute: Attribute): fc.Arbitrary<Beside> =>
  fc.record({
    related: isLimit(attribute)
      ? fc.array(limit, { maxLength: 4 }).map((list) => list.filter((one) => one.attribute !== attribute))
      : fc.constant([]),
    neighbours:
      attribute === 'price'
        ? fc.oneof(fc.array(neighbour, { maxLength: 8 }), fc.constant(usual))
        : fc.constant([]),
    modelWindows: windowsFor(attribute),
  });

const KINDS: readonly [Attribute, fc.Arbitrary<Value>, string[]][] = [
  ['context_window', counts, ['']],
  ['max_input', counts, ['']],
  ['released', dates, ['']],
  ['price', prices, PARTS],
];

const keys: fc.Arbitrary<KeyState> = fc.oneof(
  ...KINDS.map(([attribute, values, parts]) =>
    fc
      .tuple(fc.array(drawn(values, parts), { maxLength: 9 }), profiles, besideOf(attribute))
      .map(
        ([list, known, beside]): KeyState => ({ ...stateOf(claimsOf(list, known), attribute), ...beside }),
      ),
  ),
);

/** A key with a past: judged once with some claims, perhaps decided, and then given others. */
const histories: fc.Arbitrary<KeyState> = fc.oneof(
  keys,
  fc
    .tuple(fc.constantFrom(...KINDS), fc.boolean(), fc.nat(3), fc.boolean())
    .chain(([[attribute, values, parts], decided, pick, snooze]) =>
      fc
        .tuple(
          fc.array(drawn(values, parts), { minLength: 2, maxLength: 6 }),
          fc.array(drawn(values, parts), { maxLength: 6 }),
          fc.boolean(),
          profiles,
          besideOf(attribute),
          windowsFor(attribute),
        )
        .map(([before, after, keep, known, beside, modelWindows]) => {
          let state = step({ ...stateOf(claimsOf(before, known), attribute), ...beside });
          const chosen = state.episode?.candidates[pick]?.key;
          if (decided && chosen !== undefined) state = decide(state, chosen);
          else if (snooze && state.episode?.state === 'open')
            state = { ...state, episode: { ...state.episode, state: 'snoozed' } };
          const claims = [...(keep ? state.claims : []), ...claimsOf(after, known)];
          return { ...state, claims, ...(keep ? {} : { modelWindows }) };
        }),
    ),
);

/** Keys of which one source says a window, beside the windows of the model: a slip among them more often than not. */
const soldWindows: fc.Arbitrary<KeyState> = fc
  .tuple(fc.constantFrom(tokens('1048756'), tokens('1048576')), fc.array(modelWindow, { maxLength: 3 }))
  .map(([value, modelWindows]) => ({ ...stateOf([claim('c', value)]), modelWindows }));

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
    expect(held).toBeGreaterThan(20);
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
