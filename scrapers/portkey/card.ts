import { qualified, qualifiersOf } from '../../schema/scope.ts';
import type { NamedSubject } from '../../schema/statement.ts';
import { type JsonNode, take } from '../../src/read/json.ts';
import type { JsonEntry, Keys } from '../../src/read/json-entries.ts';
import { isZero, sayPrice } from '../../src/read/json-figures.ts';
import { CARD_KEYS, FILM, PRICE_KEYS, TOKEN_PARTS, UNIT_KEYS, UNITS } from './fields.ts';

/** What a model object is about. */
export interface Sold {
  entry: JsonEntry;
  subject: NamedSubject;
  currency: string;
  /** Lower bound of the band that the catalogue wrote into the id; itself not in the band. */
  above: string | undefined;
}

/** Where a card of rates stands, and what qualifies it. */
export interface Where {
  column: string;
  beside: readonly JsonNode[];
  tier?: string | undefined;
  market?: string | undefined;
  above?: string | undefined;
}

/** An offering that is called free. Elsewhere 0 is the neutral member of a sum of rates. */
const FREE = /:free$/u;

interface Rate {
  wrapper: JsonNode;
  part: string;
  per: string;
}

/** One rate: `{"price": 0.00025}`. */
function readRate(sold: Sold, where: Where, { wrapper, part, per }: Rate): void {
  const { entry, subject, currency } = sold;
  const column = `${where.column}.${wrapper.key}`;
  const at = take(wrapper, 'price');
  if (at === undefined) {
    if (wrapper.type !== 'null') entry.refuse('no-price', column, wrapper);
    return;
  }
  entry.checkKeys(wrapper, PRICE_KEYS, 'rate.');
  const { head, qualifiers } = qualifiersOf(part);
  const said = {
    scope: qualified(currency, { tier: where.tier, market: where.market }),
    part: qualified(head, { ...Object.fromEntries(qualifiers), above: where.above ?? sold.above }),
    context: { locale: 'en', currency, per },
    at,
    beside: [...where.beside, wrapper],
    column,
  };
  const isGift = FREE.test(subject.id ?? '') && (part === 'input' || part === 'output');
  if (isGift && at.type === 'number' && isZero(at.text)) {
    entry.say(subject, { ...said, means: ['price'], asWritten: at.text });
  } else sayPrice(entry, subject, { ...said, figure: at });
}

/** Units by the call are read from the plain card only: the others repeat them. */
function readUnits(sold: Sold, where: Where, units: JsonNode): void {
  if (units.type !== 'object') return;
  const films = [...units.entries.keys()].filter((key) => FILM.test(key));
  const keys: Keys = { taken: new Set([...UNIT_KEYS.taken, ...films]), ignored: UNIT_KEYS.ignored };
  sold.entry.checkKeys(units, keys, 'additional_units.');
  const isPlain = where.beside.length === 1;
  for (const [key, wrapper] of units.entries) {
    const unit = UNITS.get(key);
    if (unit && (isPlain || unit.per.startsWith('cents per token')))
      readRate(sold, where, { wrapper, ...unit });
  }
}

/** A card of rates. `pay_as_you_go`, `batch_config` and the cards of regions and modes have the same keys. */
export function readCard(sold: Sold, where: Where, card: JsonNode): void {
  if (card.type === 'null') return;
  if (card.type !== 'object') sold.entry.refuse('no-card', where.column, card);
  sold.entry.checkKeys(card, CARD_KEYS, 'card.');
  for (const [key, wrapper] of card.type === 'object' ? card.entries : []) {
    const part = TOKEN_PARTS.get(key);
    if (part !== undefined) readRate(sold, where, { wrapper, part, per: 'cents per token (float)' });
    else if (key === 'additional_units') readUnits(sold, where, wrapper);
  }
}
