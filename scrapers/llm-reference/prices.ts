import type { NamedSubject, Refusal } from '../../schema/statement.ts';
import { refusalOf } from '../../src/read/statements.ts';
import type { Piece } from '../../src/read/text.ts';
import type { Draft } from './draft.ts';
import type { Side } from './names.ts';

/** A price as a row or a sentence states it. */
export interface PriceSaid {
  side: Side;
  part: 'input' | 'output';
  asWritten: string;
  pieces: Piece[];
  /** What the row or sentence is called where it is refused. */
  what: string;
  row?: string;
  column?: string;
  /** The lowest output price over all routes: its route is known only where it equals the priced route's. */
  cheapest?: boolean;
}

const NO_FIGURE = /^(?:[-–—]+|n\/?a|unavailable|unknown|not available)$/iu;
const TIERS: ReadonlyMap<string, string> = new Map([
  ['', 'USD'],
  ['standard', 'USD'],
  ['batch', 'USD;tier=batch'],
  ['flex', 'USD;tier=flex'],
  ['priority', 'USD;tier=priority'],
]);
/** The band that begins at nothing is the first and has no marker. */
const FIRST_BAND = /^0\s*[-–—]\s*\d+(?:\.\d+)?\s*[kKmM]?(?: (?:input )?tokens)?$/u;

/** "$2.5/1M": on these pages a million of nothing named is a million of tokens. */
const BARE_MILLION = /(?:\/|\sper\s)\s?1M(?: input| output)?$/u;

/** Whose price it is: the provider, the scope that its tier gives, and where the page says so. */
interface Owner {
  provider: string;
  scope: string;
  pieces: Piece[];
}

/** "OpenAI API 0-272K input tokens" is the provider "OpenAI API" and the first band; an unknown tail is no owner. */
function routeOwner(route: string, listed: readonly string[], pieces: Piece[]): Owner | undefined {
  const known = [...listed].sort((a, b) => b.length - a.length).find((name) => route.startsWith(name));
  const provider = known ?? route;
  const tail = route
    .slice(provider.length)
    .trim()
    .replace(/^[(·:-]\s*|\)$/gu, '');
  if (known === undefined && /\d|\b(?:batch|flex|priority|tier|tokens)\b/iu.test(route)) return undefined;
  const scope = FIRST_BAND.test(tail) ? 'USD' : TIERS.get(tail.toLowerCase());
  return scope === undefined ? undefined : { provider, scope, pieces };
}

function ownerOf(draft: Draft, side: Side): Owner | undefined {
  const route = draft.known.routes.get(side);
  const listed = draft.known.providers.get(side);
  if (route === null) return undefined;
  if (route) return routeOwner(route.value, listed?.value ?? [], route.pieces);
  const [only, ...others] = listed?.value ?? [];
  if (only === undefined || others.length > 0 || listed === undefined) return undefined;
  if ((draft.known.counts.get(side) ?? 1) !== 1) return undefined;
  return { provider: only, scope: 'USD', pieces: listed.pieces };
}

/** The lowest output price is the priced route's where the pricing table says the same, or where there is one route. */
function cheapestIsOwners(draft: Draft, said: PriceSaid): boolean {
  const listed = draft.known.providers.get(said.side)?.value.length;
  const only = listed === 1 && (draft.known.counts.get(said.side) ?? 1) === 1;
  return draft.known.outputs.get(said.side) === said.asWritten || only;
}

/** States a price of the offering that the page prices, or refuses it where the page does not say whose it is. */
export function statePrice(draft: Draft, said: PriceSaid): Refusal | undefined {
  const blank = NO_FIGURE.test(said.asWritten);
  const owner = ownerOf(draft, said.side);
  const named = draft.known.routes.get(said.side) !== undefined;
  if (blank && !named) {
    add(draft, said, { subject: draft.pair.subject(said.side), scope: 'USD', pieces: [] });
    return undefined;
  }
  if (owner === undefined) return refusalOf('price-owner', said.what, said.pieces);
  if (said.cheapest === true && !blank && !cheapestIsOwners(draft, said)) {
    return refusalOf('cheapest-route', said.what, said.pieces);
  }
  const name = draft.pair.name(said.side);
  const subject: NamedSubject = { kind: 'offering', provider: owner.provider, name };
  add(draft, said, { subject, scope: owner.scope, pieces: owner.pieces });
  return undefined;
}

function add(
  draft: Draft,
  said: PriceSaid,
  owner: { subject: NamedSubject; scope: string; pieces: readonly Piece[] },
): void {
  draft.statements.add({
    subject: owner.subject,
    means: ['price'],
    scope: owner.scope,
    part: said.part,
    asWritten: said.asWritten,
    ...(BARE_MILLION.test(said.asWritten) ? { unitWritten: '1M tokens' } : {}),
    pieces: [...owner.pieces, ...said.pieces],
    ...(said.row === undefined ? {} : { row: said.row }),
    ...(said.column === undefined ? {} : { column: said.column }),
  });
}
