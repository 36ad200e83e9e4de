import type { Candidate } from '../../schema/judgement.ts';
import type { ReviewCandidate, ReviewConflict, ReviewList } from '../../schema/outputs.ts';
import type { Database } from '../store/connect.ts';
import { type ReviewRow, reviewRows } from '../store/review.ts';

/** Prints the parts of a price card, or the one value: `input 0.20, output 1.15 USD per 1M tokens`. */
export function partsText(
  parts: readonly { part: string; value: { text: string; unit?: string | undefined } }[],
): string {
  const units = new Set(parts.map(({ value }) => value.unit ?? ''));
  const shared = units.size === 1 ? [...units][0] : undefined;
  const texts = parts.map(({ part, value }) => {
    const unit = shared === undefined && value.unit ? ` ${value.unit}` : '';
    return `${part === '' ? '' : `${part} `}${value.text}${unit}`;
  });
  return `${texts.join(', ')}${shared ? ` ${shared}` : ''}`;
}

/** A candidate as the queue shows it. */
export function shownCandidate(candidate: Candidate): ReviewCandidate {
  return {
    key: candidate.key,
    value: partsText(candidate.parts),
    asWritten: [...new Set(candidate.parts.map((part) => part.asWritten))].join(', '),
    witnesses: candidate.witnesses,
  };
}

/** An episode as the queue shows it. */
export function shownConflict(row: ReviewRow): ReviewConflict {
  const { id, version, kind, state, subject, attribute, scope, diagnosis, arithmetic } = row;
  return {
    id,
    version,
    kind,
    state,
    subject,
    subjectKind: row.subjectKind,
    attribute,
    scope,
    diagnosis,
    arithmetic,
    candidates: row.candidates.map(shownCandidate),
    published: row.published.length === 0 ? null : partsText(row.published),
    proposal: row.proposal === null ? null : shownCandidate(row.proposal),
    openedAt: row.openedAt.toISOString(),
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  };
}

function groupsOf(conflicts: readonly ReviewConflict[]): ReviewList['groups'] {
  const counts = new Map<string, ReviewList['groups'][number]>();
  for (const { attribute, diagnosis } of conflicts) {
    const key = `${attribute} ${diagnosis}`;
    const group = counts.get(key) ?? { attribute, diagnosis, count: 0 };
    counts.set(key, { ...group, count: group.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

export interface ListOptions {
  kind?: string | undefined;
  attribute?: string | undefined;
  /** Snoozed and settled episodes as well. */
  all?: boolean | undefined;
}

/** The queue: open episodes, or every live one. */
export async function reviewList(database: Database, options: ListOptions): Promise<ReviewList> {
  const states = options.all ? (['open', 'snoozed', 'settled'] as const) : (['open'] as const);
  const rows = await reviewRows(database.db, { states, kind: options.kind, attribute: options.attribute });
  const conflicts = rows.map(shownConflict);
  return {
    open: conflicts.filter(({ state }) => state === 'open').length,
    groups: groupsOf(conflicts),
    conflicts,
  };
}
