import type { ClaimValue } from '../../schema/claim.ts';
import type { Statement } from '../../schema/statement.ts';
import { type Refused, refused, shown } from './cell.ts';
import { readDate } from './date.ts';

type Dates = Pick<ClaimValue, 'statedFrom' | 'statedUntil'>;

/** A day as written -> the instant at which it begins in UTC; an instant stays; anything less exact is no bound. */
function instantOf(text: string): string | undefined {
  const result = readDate({
    attribute: 'released',
    means: ['released'],
    text,
    unit: '',
    scope: '',
    part: '',
    context: { locale: 'en', currency: '', per: '' },
  });
  const value = result.ok ? result.readings[0]?.value : undefined;
  if (value?.kind !== 'date' || value.marks !== undefined) return undefined;
  if (value.precision === 'instant') return value.text;
  return value.precision === 'day' ? `${value.text}T00:00:00Z` : undefined;
}

/** From when to when a statement says that it holds; refused where a bound is no day, or the end is not behind. */
export function readValidity(
  statement: Pick<Statement, 'validFrom' | 'validUntil'>,
): { ok: true; dates?: Dates } | Refused {
  const { validFrom, validUntil } = statement;
  if (validFrom === undefined && validUntil === undefined) return { ok: true };
  const from = validFrom === undefined ? undefined : instantOf(validFrom);
  const until = validUntil === undefined ? undefined : instantOf(validUntil);
  const unread = (written: string | undefined, read: string | undefined): boolean =>
    written !== undefined && read === undefined;
  if (unread(validFrom, from) || unread(validUntil, until)) {
    return refused('bad-validity', `${shown(`${validFrom} to ${validUntil}`)} is bounded by no day.`);
  }
  if (from !== undefined && until !== undefined && from >= until) {
    return refused('bad-validity', `${shown(`${validFrom} to ${validUntil}`)} ends before it begins.`);
  }
  return {
    ok: true,
    dates: { ...(from && { statedFrom: from }), ...(until && { statedUntil: until }) },
  };
}
