import { qualified } from '../../schema/scope.ts';
import { type JsonNode, take } from '../../src/read/json.ts';
import { isZero } from '../../src/read/json-figures.ts';
import type { RouterPrice } from '../../src/read/router-prices.ts';

/** Lists of prices by the length of the prompt, which copies of the answers add. */
export const TIER_LISTS = ['prompt_tiers', 'completion_tiers'] as const;

const PARTS: ReadonlyMap<string, string> = new Map([
  ['prompt', 'input'],
  ['completion', 'output'],
  ['input_cache_read', 'cache_read'],
]);
const END = 'max_prompt_tokens';

/** The prices of one step, which begins above `from`; undefined where something in it is not known. */
function stepPrices(step: JsonNode, from: JsonNode | undefined, column: string): RouterPrice[] | undefined {
  if (step.type !== 'object' || (from !== undefined && from.type !== 'number')) return undefined;
  const above = from === undefined ? {} : { above: from.text };
  const prices: RouterPrice[] = [];
  for (const [key, at] of step.entries) {
    const part = PARTS.get(key);
    if (key === END) continue;
    if (part === undefined || at.type !== 'string') return undefined;
    const beside = from === undefined ? [] : [from];
    const rate = { part: qualified(part, above), per: 'token', asWritten: at.value };
    if (!isZero(at.value)) prices.push({ ...rate, at, beside, column: `${column}.${key}` });
  }
  return prices;
}

/** Prices by the length of the prompt: each step has its end, the last none. Undefined where the form is another one. */
export function tierPrices(pricing: JsonNode): RouterPrice[] | undefined {
  const prices: RouterPrice[] = [];
  for (const key of TIER_LISTS) {
    const list = take(pricing, key);
    if (list === undefined || list.type === 'null') continue;
    if (list.type !== 'array') return undefined;
    for (const [at, step] of list.items.entries()) {
      const isOpen = take(step, END)?.type === 'null';
      const from = at === 0 ? undefined : take(list.items[at - 1], END);
      const found = stepPrices(step, from, `pricing.${key}.${at}`);
      if (found === undefined || isOpen !== (at === list.items.length - 1)) return undefined;
      prices.push(...found);
    }
  }
  return prices;
}
