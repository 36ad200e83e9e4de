import type { Kysely } from 'kysely';
import type { KeyState } from '../judge/index.ts';
import { modelsSold, type PriceElsewhere, pricesOf } from '../store/neighbours.ts';
import type { DB } from '../store/types.ts';
import { grouped } from './grouped.ts';

type Neighbours = KeyState['neighbours'];

/**
 * What models cost elsewhere. Claims do not change while a publication judges, so the prices of a model are read once
 * for all its batches.
 */
export class Neighbourhood {
  private readonly prices = new Map<string, Map<string, PriceElsewhere[]>>();
  private readonly sold = new Map<string, string>();

  /** Makes the prices of these offerings' models known. An offering whose sources name several models has no neighbours. */
  async load(db: Kysely<DB>, offerings: readonly string[]): Promise<void> {
    const bySubject = grouped(await modelsSold(db, [...new Set(offerings)]), ({ subject }) => subject);
    for (const [subject, rows] of bySubject) {
      const [only, ...others] = rows;
      if (only && others.length === 0) this.sold.set(subject, only.model);
    }
    const models = [...new Set(this.sold.values())].filter((model) => !this.prices.has(model));
    const byModel = grouped(await pricesOf(db, models), ({ model }) => model);
    for (const model of models) {
      const rows = byModel.get(model) ?? [];
      this.prices.set(
        model,
        grouped(rows, ({ scope }) => scope),
      );
    }
  }

  /** The prices of the offering's model in this scope, its own among them. */
  of(subject: string, scope: string): Neighbours {
    const model = this.sold.get(subject);
    return (model === undefined ? undefined : this.prices.get(model)?.get(scope)) ?? [];
  }
}
