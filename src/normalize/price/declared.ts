import { nest } from './clauses.ts';
import { type Facets, facetsOf } from './facets.ts';
import { lex } from './lexer.ts';
import { emptyRate, type Rate } from './rate.ts';

/** What a source says once for many cells: a heading's unit, or the page's. */
export interface Declared {
  rate: Rate;
  /** Components in the order in which a cell names their prices: "input / cached / output". */
  order: string[][];
  isFloat: boolean;
  /** It names the unit that an answer is in, "USD per 1M", and not of what: it need not be the cell's. */
  isVague: boolean;
}

/** Words of a declared unit that say nothing of the amount. */
const NO_UNITS: ReadonlySet<string> = new Set(['-', 'none', 'ratio', 'tier', 'variant', 'n/a', 'utc']);
const ASIDE =
  /\b(?:by (?:modality|mode|tier|region)|with validity|with dates|two currencies|several currencies|in the cell)\b/gi;
const MIXED = /\bmixed\b/i;
const SOURCE_UNIT = /\bsource unit:? ([^=]+?)\)*(?:$|=)/i;
const TICKS = /\bticks?\b/gi;
const AUDIENCE = /\b(?:generated|input audio|output audio|audio|input video|output video)\b/gi;

const withoutBrackets = (text: string): string =>
  text
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\([^()]*\)/g, ' ')
    .replace(/[()]/g, ' ');

const readHeading = (text: string): Facets | undefined =>
  facetsOf(nest(lex(text, 'en')), { isHeading: true });

function rateOf(facets: Facets): Rate {
  const rate = facets.rate ?? emptyRate();
  return {
    ...rate,
    money: rate.money || facets.money,
    currencies: [...rate.currencies, ...facets.currencies],
    flags: [...rate.flags, ...facets.flags],
  };
}

const partsOf = (text: string): string[][] =>
  text.split(/[/,|、]/).flatMap((piece) => {
    const flags = readHeading(piece)?.flags ?? [];
    return flags.length > 0 ? [flags] : [];
  });

/**
 * Reads a unit that stands outside of the cell: "USD per 1M tokens", "1M INPUT TOKENS (CACHE MISS)", "cents per token",
 * "元/百万tokens", "USD per 1M (source unit 1e-4 USD per 1M)". Undefined where it is half understood: such a unit is off
 * by a power of ten.
 */
export function declaredUnit(text: string): Declared | undefined {
  if (!KEPT.has(text)) {
    if (KEPT.size >= 500) KEPT.clear();
    KEPT.set(text, parsed(text));
  }
  return KEPT.get(text);
}

/** The same few units stand over thousands of cells. */
const KEPT = new Map<string, Declared | undefined>();

function parsed(text: string): Declared | undefined {
  const own = SOURCE_UNIT.exec(text)?.[1] ?? text;
  const said = own
    .replace(TICKS, ' ')
    .replace(/\bus (?=cents?\b)/gi, 'USD ')
    .replace(ASIDE, ' ')
    .replace(MIXED, ' per 1M tokens ')
    .replace(/,\s*$/, '')
    .trim();
  if (said === '' || NO_UNITS.has(said.toLowerCase())) return nothing();
  const facets =
    readHeading(said) ?? readHeading(withoutBrackets(said)) ?? readHeading(said.replace(AUDIENCE, ' '));
  if (!facets || facets.roles.includes('for') || facets.bands.length > 0) return undefined;
  const rate = rateOf(facets);
  const isVague = rate.thing === '' && SOURCE_UNIT.exec(text) === null;
  return { rate, order: partsOf(own), isFloat: facets.isFloat, isVague };
}

const nothing = (): Declared => ({ rate: emptyRate(), order: [], isFloat: false, isVague: true });
