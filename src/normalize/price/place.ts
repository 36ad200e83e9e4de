import { qualified, qualifiersOf } from '../../../schema/scope.ts';
import { bandMarker } from './bands.ts';
import type { Facets } from './facets.ts';

/** The component that words name together; '' where they name none. */
export function componentOf(flags: readonly string[], head: string): string {
  const named = new Set(flags);
  const cached = named.has('cache') || named.has('hit');
  if (named.has('storage')) return 'cache_storage';
  if (named.has('write')) return 'cache_write';
  if (named.has('miss')) return 'input';
  if (named.has('hit') || named.has('read')) return 'cache_read';
  if (cached) return head.startsWith('cache') ? head : 'cache_read';
  if (named.has('training')) return 'training';
  if (named.has('input') && named.has('output')) return '';
  return named.has('output') ? 'output' : named.has('input') ? 'input' : '';
}

/** The modalities that get a price each; text is the rule and has no marker. */
function modalitiesOf({ modalities }: Facets): (string | undefined)[] {
  const named = [...new Set(modalities)];
  return named.length === 0 ? [undefined] : named.map((name) => (name === 'text' ? undefined : name));
}

/** Thinking is a mode of its own where a cell prices it alone, not where it is included. */
const modeOf = ({ mode, roles, modalities }: Facets): string | undefined =>
  mode === undefined || modalities.length > 0 || roles.includes('noise') ? undefined : mode;

/** The parts that an amount with these words is the price of; what the words leave open comes from the cell's part. */
export function partsOf(facets: Facets, part: string, component: string): string[] {
  const { head, qualifiers } = qualifiersOf(part);
  const named = component === '' ? head : component;
  const sameHead = named === head ? Object.fromEntries(qualifiers) : {};
  const { cache } = facets.qualifiers;
  const own = {
    ...sameHead,
    ...Object.assign({}, ...facets.bands.map(bandMarker)),
    ...(named === 'cache_write' && facets.ttl !== undefined && facets.ttl !== '5m' && { ttl: facets.ttl }),
    ...(modeOf(facets) !== undefined && { mode: modeOf(facets) }),
    ...(cache !== undefined && { cache }),
  };
  const both = facets.flags.includes('input') && facets.flags.includes('output') && component === '';
  const heads = both && head === '' ? ['input', 'output'] : [named];
  return heads.flatMap((name) =>
    modalitiesOf(facets).map((modality) => qualified(name, { ...own, ...(modality && { modality }) })),
  );
}

/** The scope of an amount: the cell's, with its currency and what the words say of tier, hours and basis. */
export function scopeOf(scope: string, currency: string, facets: Facets, basis?: string): string {
  const { qualifiers } = qualifiersOf(scope);
  const window = facets.qualifiers.hours ?? facets.window;
  const { market } = facets.qualifiers;
  return qualified(currency, {
    ...Object.fromEntries(qualifiers),
    ...(facets.tier !== undefined && { tier: facets.tier }),
    ...(window !== undefined && { window }),
    ...(market !== undefined && { market }),
    ...(basis !== undefined && { basis }),
  });
}

/** A rate that names input must not price output, and one that names cache hits must not price plain input. */
export function fits(part: string, flags: readonly string[]): boolean {
  const { head } = qualifiersOf(part);
  const named = new Set(flags);
  const isHit = !named.has('miss') && (named.has('hit') || named.has('cache'));
  if (named.has('input') && named.has('output')) return true;
  if (head === 'output') return !named.has('input') && !isHit;
  if (head === 'input') return !named.has('output') && !isHit;
  return !(head.startsWith('cache') && named.has('output'));
}
