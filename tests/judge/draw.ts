import fc from 'fast-check';
import type { SourceKind } from '../../schema/source.ts';
import { SOURCE_KINDS } from '../../schema/source.ts';
import type { Value } from '../../schema/value.ts';
import type { KeyState, LiveClaim, Neighbour } from '../../src/judge/state.ts';
import { claim, date, decide, price, stateOf, step, tokens, unknown } from './build.ts';

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
export const profiles: fc.Arbitrary<Profiles> = fc
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
export const prices = fc.constantFrom(
  ...figures.map((num) => price(num)),
  { kind: 'price', text: 'free' } as const,
  unknown,
);

export const drawn = (values: fc.Arbitrary<Value>, parts: string[]): fc.Arbitrary<Drawn> =>
  fc.record({
    source: fc.constantFrom(...SOURCES),
    page: fc.integer({ min: 1, max: 2 }),
    value: values,
    part: fc.constantFrom(...parts),
    day: fc.integer({ min: 1, max: 9 }),
  });

export const claimsOf = (list: readonly Drawn[], known: Profiles): LiveClaim[] =>
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

export const keys: fc.Arbitrary<KeyState> = fc.oneof(
  ...KINDS.map(([attribute, values, parts]) =>
    fc
      .tuple(fc.array(drawn(values, parts), { maxLength: 9 }), profiles, besideOf(attribute))
      .map(
        ([list, known, beside]): KeyState => ({ ...stateOf(claimsOf(list, known), attribute), ...beside }),
      ),
  ),
);

/** A key with a past: judged once with some claims, perhaps decided, and then given others. */
export const histories: fc.Arbitrary<KeyState> = fc.oneof(
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
export const soldWindows: fc.Arbitrary<KeyState> = fc
  .tuple(fc.constantFrom(tokens('1048756'), tokens('1048576')), fc.array(modelWindow, { maxLength: 3 }))
  .map(([value, modelWindows]) => ({ ...stateOf([claim('c', value)]), modelWindows }));
