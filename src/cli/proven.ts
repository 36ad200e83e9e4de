import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Source } from '../../schema/source.ts';
import { SOURCES } from '../../scrapers/index.ts';
import { readOrigins } from '../fetch/fixtures.ts';
import { type Origin, type Proof, proofOf, provenPart } from '../pipeline/proven.ts';
import { FileUnreadable } from '../report/errors.ts';

const placesOf = (path: string): string[] =>
  [`../../${path}`, `../../../${path}`].map((place) => fileURLToPath(new URL(place, import.meta.url)));

/** Where the recorded answers lie, in a clone and in the packed package alike. */
export function fixturesFolder(): string {
  const places = placesOf('fixtures');
  const found = places.find((place) => existsSync(place));
  if (found === undefined)
    throw new FileUnreadable(places.join(' or '), 'the package came without its fixtures');
  return found;
}

/** What each source was written after, by its fixtures. */
export function proofs(): Map<string, Proof> {
  const origins = new Map<string, Origin[]>();
  for (const { source, origin } of readOrigins(fixturesFolder()))
    origins.set(source, [...(origins.get(source) ?? []), origin]);
  return new Map(SOURCES.map((source) => [source.id, proofOf(source, origins.get(source.id) ?? [])]));
}

/** What is read without being named, and what is left out because no page of it was ever seen. */
export interface Chosen {
  on: Source[];
  off: Source[];
  /** One sentence for each that is off, or on although it is unproven. */
  notes: string[];
}

const leftOut = (id: string): string =>
  `${id} is off: no page of it was ever recorded. Record one with modelfacts source record ${id}, or name it to read it all the same.`;
const partly = (id: string, off: readonly string[]): string =>
  `${id} is read without ${off.join(', ')}: no page of it was ever recorded. Name ${id} to read it all the same.`;
const named = (id: string, off: readonly string[]): string =>
  `${id} is read although no page of ${off.join(', ')} was ever recorded: look at what it says before you trust it.`;

/** The sources that are named, or all that are proven. */
export function chosenSources(ids: readonly string[]): Chosen {
  const known = proofs();
  const proofFor = ({ id }: Source): Proof => known.get(id) ?? { state: 'unproven', off: [] };
  if (ids.length > 0) {
    const on = SOURCES.filter(({ id }) => ids.includes(id));
    const notes = on.flatMap((source) => {
      const { off } = proofFor(source);
      return off.length > 0 ? [named(source.id, off)] : [];
    });
    return { on, off: [], notes };
  }
  const parts = SOURCES.map((source) => ({
    source,
    proof: proofFor(source),
    part: provenPart(source, proofFor(source)),
  }));
  return {
    on: parts.flatMap(({ part }) => part ?? []),
    off: parts.flatMap(({ part, source }) => (part ? [] : [source])),
    notes: parts.flatMap(({ part, source, proof }) =>
      part ? (proof.off.length > 0 ? [partly(source.id, proof.off)] : []) : [leftOut(source.id)],
    ),
  };
}
