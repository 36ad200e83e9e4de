import { qualified } from '../../schema/scope.ts';
import { take } from '../../src/read/json.ts';
import { routerPrices, textsOf } from '../../src/read/router-prices.ts';
import type { Entry } from './entry.ts';

const isFree = (entry: Entry): boolean => entry.id.endsWith(':free') || entry.id === 'openrouter/free';

/** Everything that an entry says about its prices: decimal texts in USD. */
export function readPrices(entry: Entry): void {
  const pricing = take(entry.node, 'pricing');
  const outputs = textsOf(take(entry.node, 'architecture', 'output_modalities'));
  if (pricing?.type !== 'object') entry.refuse('no-pricing', 'pricing', pricing ?? entry.node);
  const said = routerPrices({ entry, pricing, outputs, free: isFree(entry), router: entry.isRouter });
  for (const { per, window, ...price } of said) {
    const context = { locale: 'en', currency: 'USD', per };
    entry.say(entry.offering, { ...price, means: ['price'], scope: qualified('USD', { window }), context });
  }
}
