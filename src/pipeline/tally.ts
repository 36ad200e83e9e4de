import type { Refusal } from '../../schema/statement.ts';

/** Examples of one reason that are kept and shown; the count is always whole. */
const EXAMPLES = 5;

/** Refusals by reason, with a few examples each. */
export interface RefusedReason {
  reason: string;
  count: number;
  examples: Refusal[];
}

/** Counts refusals without holding them: a page of thousands of rows may refuse as many. */
export class Tally {
  private readonly reasons = new Map<string, RefusedReason>();

  add(refused: readonly Refusal[]): void {
    for (const refusal of refused) {
      const seen = this.reasons.get(refusal.reason) ?? { reason: refusal.reason, count: 0, examples: [] };
      seen.count += 1;
      if (seen.examples.length < EXAMPLES) seen.examples.push(refusal);
      this.reasons.set(refusal.reason, seen);
    }
  }

  /** Most frequent first. */
  get all(): RefusedReason[] {
    return [...this.reasons.values()].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}

/** Several tallies as one. */
export function mergedReasons(tallies: readonly (readonly RefusedReason[])[]): RefusedReason[] {
  const merged = new Map<string, RefusedReason>();
  for (const { reason, count, examples } of tallies.flat()) {
    const seen = merged.get(reason) ?? { reason, count: 0, examples: [] };
    const kept = [...seen.examples, ...examples].slice(0, EXAMPLES);
    merged.set(reason, { reason, count: seen.count + count, examples: kept });
  }
  return [...merged.values()].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
