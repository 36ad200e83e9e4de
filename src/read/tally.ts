import type { PageReading } from '../../schema/source.ts';
import type { JsonNode } from './json.ts';
import type { JsonListing } from './json-entries.ts';

/** Refusals of a long list, counted: each reason is named once, at the first place where it was met. */
export class Tally {
  private readonly met = new Map<string, { reason: string; what: string; at: JsonNode; count: number }>();

  /** Counts a refusal; those with the same reason and kind are one. */
  add(reason: string, kind: string, at: JsonNode): void {
    const known = this.met.get(`${reason} ${kind}`);
    if (known) known.count += 1;
    else this.met.set(`${reason} ${kind}`, { reason, what: kind, at, count: 1 });
  }

  /** The refusals in the order in which they were met. */
  *readings(listing: JsonListing): Generator<PageReading> {
    for (const { reason, what, at, count } of this.met.values()) {
      yield listing.refused(reason, count > 1 ? `${what} and ${count - 1} more` : what, at);
    }
  }
}
