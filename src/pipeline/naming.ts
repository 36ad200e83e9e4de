import type { Identified, SamenessAnswer } from '../../schema/identified.ts';
import { knownProvider, type ModelReading, type NameParts, readModel, sameModel } from '../identify/index.ts';

function shownParts(parts: NameParts): NonNullable<Identified['parts']> {
  const { vendor, family, words, sizes, stages, route } = parts;
  const { version = null, snapshot = null, region = null, effort = null, quantization = null } = parts;
  return { vendor, family, version, words, sizes, stages, snapshot, route, region, effort, quantization };
}

function shown(name: string, reading: ModelReading): Omit<Identified, 'source'> {
  const { key = null, parts, unmatched = null, moves, candidates = [], applied } = reading;
  return {
    name,
    key,
    parsed: parts === undefined ? null : (parts.parsed ?? 'vocabulary'),
    parts: parts === undefined ? null : shownParts(parts),
    unmatched: key === null ? unmatched : null,
    moves: moves === true,
    candidates: [...candidates],
    applied: [...applied],
  };
}

/** Whose writing a name is said to be: a source's, or a provider's whom a catalogue lists; undefined of others. */
export const placeOf = (written: string, sources: readonly string[]): string | undefined =>
  sources.includes(written) ? written : knownProvider(written);

/** What one name says, as the source would be read that is named; no database is needed. */
export function identifyName(name: string, source?: string): Identified {
  return { ...shown(name, readModel({ name, source })), source: source ?? null };
}

/** Whether two names mean one model, and the part that decides. */
export function compareNames(one: string, other: string): SamenessAnswer {
  const { verdict, decides, understood, a, b, variant } = sameModel({ name: one }, { name: other });
  return { verdict, decides, understood, a: shown(one, a), b: shown(other, b), variant };
}
