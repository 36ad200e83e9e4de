import type { Refusal } from '../../schema/statement.ts';
import { refusePage } from './refuse.ts';

/** Something that was left alone on purpose, and why. */
export interface Ignored {
  what: string;
  reason: string;
}

/**
 * The account of a page: each item in scope (a block, a row, a sentence) is taken, ignored with a reason or refused by
 * name; what is left over refuses the page, because a page that changed its form is not read half.
 */
export class Account {
  readonly refused: Refusal[] = [];
  readonly ignored: Ignored[] = [];
  private readonly open = new Map<object, string>();
  private readonly seen = new Set<object>();

  /** Puts items in scope; `name` says how a person would find one. */
  expect<T extends object>(items: Iterable<T>, name: (item: T) => string): void {
    for (const item of items) {
      if (this.seen.has(item)) continue;
      this.seen.add(item);
      this.open.set(item, name(item));
    }
  }

  /** Notes that something was made of the item. An item may be taken and refused in part. */
  take(item: object): void {
    this.settle(item);
  }

  /** Leaves an item alone, by name. */
  ignore(item: object, reason: string): void {
    const what = this.open.get(item);
    this.settle(item);
    if (what !== undefined) this.ignored.push({ what, reason });
  }

  /** Refuses an item, or a part of it, by name. */
  refuse(item: object, refusal: Refusal): void {
    this.settle(item);
    this.refused.push(refusal);
  }

  private settle(item: object): void {
    if (!this.seen.has(item)) throw new Error('an item that was never in scope');
    this.open.delete(item);
  }

  /** Refuses the page where something in scope was neither taken nor ignored nor refused. */
  finish(): void {
    const left = [...this.open.values()];
    if (left.length === 0) return;
    const names = left.slice(0, 3).map((name) => `"${name.slice(0, 60)}"`);
    refusePage(
      'leftover',
      `${left.length} of ${this.seen.size} pieces were not accounted for: ${names.join(', ')}`,
    );
  }
}
