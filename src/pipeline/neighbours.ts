import type { Kysely } from 'kysely';
import { type ClaimRow, claimsOf, type Topic } from '../store/keys.ts';
import { modelsSold, type PriceElsewhere, pricesOf } from '../store/neighbours.ts';
import type { DB } from '../store/types.ts';
import { modelsByKey } from '../store/windows.ts';
import { grouped } from './grouped.ts';

/** A model that is sold, and what the sources state of its window. */
export interface SoldModel {
  key: string;
  windows: readonly ClaimRow[];
}

/**
 * What models cost elsewhere, and their windows. Claims do not change while a publication judges, so what is said of a
 * model is read once for all its batches.
 */
export class Neighbourhood {
  private readonly prices = new Map<string, Map<string, PriceElsewhere[]>>();
  private readonly windows = new Map<string, ClaimRow[]>();
  private readonly sold = new Map<string, string>();

  /**
   * Makes known what these topics of offerings lean on: the model's prices, or its window. An offering whose sources
   * name several models has neither.
   */
  async load(db: Kysely<DB>, topics: readonly Topic[]): Promise<void> {
    const leaning = topics.filter(({ attribute }) => attribute === 'price' || isLimit(attribute));
    const offerings = [...new Set(leaning.map(({ subject }) => subject))];
    const bySubject = grouped(await modelsSold(db, offerings), ({ subject }) => subject);
    for (const [subject, rows] of bySubject) {
      const [only, ...others] = rows;
      if (only && others.length === 0) this.sold.set(subject, only.model);
    }
    const modelsOf = (some: readonly Topic[]) => [
      ...new Set(some.flatMap(({ subject }) => this.sold.get(subject) ?? [])),
    ];
    await this.loadPrices(db, modelsOf(leaning.filter(({ attribute }) => attribute === 'price')));
    await this.loadWindows(db, modelsOf(leaning.filter(({ attribute }) => isLimit(attribute))));
  }

  private async loadPrices(db: Kysely<DB>, models: readonly string[]): Promise<void> {
    const wanted = models.filter((model) => !this.prices.has(model));
    const byModel = grouped(await pricesOf(db, wanted), ({ model }) => model);
    for (const model of wanted) {
      const rows = byModel.get(model) ?? [];
      this.prices.set(
        model,
        grouped(rows, ({ scope }) => scope),
      );
    }
  }

  private async loadWindows(db: Kysely<DB>, models: readonly string[]): Promise<void> {
    const wanted = models.filter((model) => !this.windows.has(model));
    const subjects = await modelsByKey(db, wanted);
    const topics = [...subjects.values()].map((subject) => ({ subject, attribute: 'context_window' }));
    const claims = grouped(topics.length > 0 ? await claimsOf(db, topics) : [], ({ subject }) => subject);
    for (const model of wanted) this.windows.set(model, claims.get(subjects.get(model) ?? '') ?? []);
  }

  /** The prices of the offering's model in this scope, its own among them. */
  of(subject: string, scope: string): readonly PriceElsewhere[] {
    const model = this.sold.get(subject);
    return (model === undefined ? undefined : this.prices.get(model)?.get(scope)) ?? [];
  }

  /** The model that the offering sells, with the claims about its window in this scope. */
  modelOf(subject: string, scope: string): SoldModel | null {
    const key = this.sold.get(subject);
    if (key === undefined) return null;
    return { key, windows: (this.windows.get(key) ?? []).filter((row) => row.scope === scope) };
  }
}

/** The limits that are measured against the window of the model. */
const LIMITS: readonly string[] = ['context_window', 'max_input'];
const isLimit = (attribute: string): boolean => LIMITS.includes(attribute);
