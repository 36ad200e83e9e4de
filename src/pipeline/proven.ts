import type { SourceState } from '../../schema/outputs.ts';
import type { Source } from '../../schema/source.ts';

/** Where a fixture comes from, as far as it proves something. `test` marks one that only shows a refusal. */
export interface Origin {
  url: string;
  writtenAfter: 'bytes' | 'excerpt' | 'rendering' | 'nothing';
  test?: boolean | undefined;
}

const PROOF: ReadonlyMap<Origin['writtenAfter'], SourceState> = new Map([
  ['bytes', 'recorded'],
  ['excerpt', 'transcribed'],
  ['rendering', 'transcribed'],
  ['nothing', 'unproven'],
]);
const BEST_FIRST: readonly SourceState[] = ['recorded', 'transcribed', 'unproven'];

const best = (origins: readonly Origin[]): SourceState => {
  const states = new Set(origins.map(({ writtenAfter }) => PROOF.get(writtenAfter)));
  return BEST_FIRST.find((state) => states.has(state)) ?? 'unproven';
};

/** What a source is worth, and which of its seeds nobody has ever seen. */
export interface Proof {
  state: SourceState;
  off: string[];
}

/** A seed without a fixture stands with the others of its source; one whose only fixtures were written after nothing is off. */
export function proofOf(source: Source, origins: readonly Origin[]): Proof {
  const real = origins.filter(({ test }) => test !== true);
  const state = best(real);
  const off = source.seeds
    .map(({ url }) => url)
    .filter((url) => {
      const own = real.filter((origin) => origin.url === url);
      return state === 'unproven' || (own.length > 0 && best(own) === 'unproven');
    });
  return { state, off };
}

/** The source with the seeds that are read without being named; undefined where there are none. */
export function provenPart(source: Source, { state, off }: Proof): Source | undefined {
  const seeds = source.seeds.filter(({ url }) => !off.includes(url));
  return state === 'unproven' || seeds.length === 0 ? undefined : { ...source, seeds };
}
