import type { Candidate } from '../../schema/judgement.ts';
import { type Value, valueKey } from '../../schema/value.ts';
import { agrees } from '../judge/index.ts';
import { valueOf as readText } from '../normalize/index.ts';
import { DecisionRefused } from '../report/errors.ts';
import type { ReviewRow } from '../store/review.ts';

/** How a person names what he chooses: a candidate by its number from 1, the proposal, a value as text, or a subject's key. */
export type Choice = { candidate: number } | { proposal: true } | { value: string } | { subject: string };

/** The candidate that the choice means. Throws DecisionRefused with the sentence that helps. */
export function chosenCandidate(row: ReviewRow, choice: Choice): Candidate {
  if ('subject' in choice) return candidateOfKey(row, choice.subject);
  if ('value' in choice) return candidateOfValue(row, choice.value);
  const found = 'proposal' in choice ? row.proposal : row.candidates[choice.candidate - 1];
  if (found) return found;
  const why = 'proposal' in choice ? 'it has no proposal' : `it has ${row.candidates.length} candidates`;
  throw new DecisionRefused(row.id, why, `Look at them with: modelfacts review show ${row.id}`);
}

/** The currency of a price scope, so that a value typed without a sign is read as the sources wrote it. */
const contextOf = (row: ReviewRow) => ({
  locale: 'en',
  ...(row.attribute === 'price' ? { currency: row.scope.split(';')[0] ?? '', per: '1M tokens' } : {}),
});

function readValue(row: ReviewRow, text: string): Value {
  const read = readText(row.attribute, text, contextOf(row));
  if ('kind' in read && read.kind !== 'unknown') return read;
  const why = `"${text}" is no value of ${row.attribute}`;
  throw new DecisionRefused(
    row.id,
    why,
    'Write it as a source would, or name a candidate with --candidate <n>.',
  );
}

/** One of the models between which an identity conflict stands. */
function candidateOfKey(row: ReviewRow, key: string): Candidate {
  const found = row.candidates.find(({ parts }) =>
    parts.some(({ value }) => value.kind === 'key' && value.text === key),
  );
  if (found) return found;
  const next =
    row.subjectKind === 'name'
      ? 'Name a candidate, or link the name to another model with: modelfacts review map'
      : `Name one of: ${row.candidates.map((candidate) => candidate.key).join(', ')}`;
  throw new DecisionRefused(row.id, `"${key}" is none of its candidates`, next);
}

/** Nothing without evidence: a typed value must be one that at least one source's statement allows. */
function candidateOfValue(row: ReviewRow, text: string): Candidate {
  const exact = row.candidates.find(({ key }) => key === text);
  if (exact) return exact;
  const [same, ...others] = row.candidates.filter((candidate) =>
    candidate.parts.some((part) => part.asWritten === text),
  );
  if (others.length > 0) {
    const why = `${others.length + 1} of its candidates are written "${text}"`;
    throw new DecisionRefused(row.id, why, 'Name one with --candidate <n>.');
  }
  if (same) return same;
  if (row.candidates.some((candidate) => candidate.parts.length > 1)) {
    throw new DecisionRefused(row.id, 'its candidates are price cards', 'Name one with --candidate <n>.');
  }
  const value = readValue(row, text);
  const witnesses = row.candidates.filter((candidate) =>
    candidate.parts.some((part) => allows(part.value, value)),
  );
  if (witnesses.length === 0) {
    throw new DecisionRefused(
      row.id,
      `no source states or allows ${value.text}`,
      'Add a source that states it first.',
    );
  }
  const part = row.candidates[0]?.parts[0]?.part ?? '';
  return {
    key: valueKey(value),
    parts: [{ part, value, asWritten: text }],
    witnesses: witnesses.flatMap((candidate) => candidate.witnesses),
  };
}

const allows = (stated: Value, typed: Value): boolean =>
  agrees(stated, typed) || (stated.readings ?? []).some((reading) => String(reading) === typed.num);
