import { qualifiersOf } from '../../../schema/scope.ts';
import { type Cell, type Reading, UNKNOWN } from '../cell.ts';
import { nest } from './clauses.ts';
import { type Facets, facetsOf } from './facets.ts';
import type { Lexeme } from './lexer.ts';
import { componentOf, partsOf, scopeOf } from './place.ts';
import { printShare } from './ratios.ts';
import { COMPONENTS, isFailure, type Outcome, placeKey, qualifiersIn } from './readings.ts';

const isShare = (lexeme: Lexeme): lexeme is Extract<Lexeme, { kind: 'share' }> => lexeme.kind === 'share';

/** The pieces of a text with several shares, each with one: "cache write 1.25x, cache read 0.1x". */
function segments(lexemes: readonly Lexeme[]): Lexeme[][] {
  const found: Lexeme[][] = [[]];
  for (const lexeme of lexemes) {
    if (lexeme.kind === 'mark' && /[,;/·|]/.test(lexeme.text)) found.push([]);
    else found.at(-1)?.push(lexeme);
  }
  return found;
}

/** Words that only stand beside prices: a share among names alone may be a share of anything. */
const isOfPrices = (lexeme: Lexeme): boolean =>
  lexeme.kind === 'share'
    ? lexeme.share.isDiscount || /[a-z]{4}/i.test(lexeme.share.says)
    : lexeme.kind === 'word' &&
      (PRICE_WORD.test(lexeme.text) ||
        [lexeme.means.flag, lexeme.means.tier, lexeme.means.window].some((said) => said !== undefined) ||
        lexeme.means.role === 'base' ||
        lexeme.means.role === 'list');
const PRICE_WORD = /^(?:prices?|pricing|rates?|costs?|单价|价格|费用|价|token|tokens)$/i;

/** What is named before a share is what it prices; behind it stands what it is a share of. */
function shareReadings(cell: Cell, lexemes: readonly Lexeme[]): Outcome {
  const at = lexemes.findIndex(isShare);
  const share = lexemes.find(isShare)?.share;
  const loose = lexemes.some(isOfPrices) ? facetsOf(nest(lexemes), { isLoose: true }) : undefined;
  const facets = facetsOf(nest(lexemes)) ?? loose;
  const target = facetsOf(nest(lexemes.slice(0, at)), { isLoose: true });
  if (!share || !facets) return { reason: 'unreadable-price' };
  const num = printShare(share.pay);
  const named = { ...facets, flags: target?.flags ?? [] };
  return conditionReadings(cell, named, { kind: 'ratio', text: num, num });
}

function conditionReadings(cell: Cell, facets: Facets, value: Reading['value']): Reading[] {
  const { head } = qualifiersOf(cell.part);
  const component = COMPONENTS.test(head) ? componentOf(facets.flags, head) : head;
  const qualifiers = qualifiersIn(facets, condition(facets));
  return partsOf(facets, cell.part, component).map((part) => ({
    value,
    scope: scopeOf(cell.scope, qualifiersOf(cell.scope).head, facets),
    part,
    ...(qualifiers && { qualifiers }),
  }));
}

/** A cell without an amount: shares of another price, or a condition (tier, hours, band) without a figure. */
export function readWithoutAmount(cell: Cell, lexemes: readonly Lexeme[]): Outcome {
  const shares = lexemes.filter(isShare).length;
  if (shares === 1) return shareReadings(cell, lexemes);
  if (shares > 1) {
    const pieces = segments(lexemes);
    if (pieces.some((piece) => piece.filter(isShare).length !== 1)) return { reason: 'several-prices' };
    const found = pieces.map((piece) => shareReadings(cell, piece));
    const failed = found.find(isFailure);
    const all = found.flatMap((outcome) => (isFailure(outcome) ? [] : outcome));
    const apart = new Set(all.map(placeKey)).size === all.length;
    return failed ?? (apart ? all : { reason: 'several-prices' });
  }
  const facets = facetsOf(nest(lexemes));
  if (!facets || facets.rate) return { reason: 'unreadable-price' };
  const { bands, roles, tier, window, qualifiers } = facets;
  const isCondition =
    roles.includes('base') ||
    bands.length > 0 ||
    tier !== undefined ||
    window !== undefined ||
    'hours' in qualifiers;
  return isCondition ? conditionReadings(cell, facets, UNKNOWN) : { reason: 'unreadable-price' };
}

const condition = ({ tier, roles, window }: Facets): Record<string, string> => ({
  ...(roles.includes('base') && { tier: 'standard' }),
  ...(tier !== undefined && { tier }),
  ...(window !== undefined && { window }),
});
