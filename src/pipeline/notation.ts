import type { NormalizedText } from '../../schema/normalized.ts';
import type { Reading } from '../normalize/cell.ts';
import { readingsOf } from '../normalize/index.ts';
import { KINDS, type Kind } from '../normalize/kinds.ts';

/** A text of one kind, and what its source declares outside of it. */
export interface Notation {
  kind: string;
  text: string;
  unit?: string;
  locale?: string;
  /** The caller's day (YYYY-MM-DD): a snapshot without a year is of the last year in which its day was. */
  today?: string;
}

/** The names of all kinds that `readNotation` knows. */
export const notationKinds = (): string[] => [...KINDS.keys()];

function shown(
  reading: Reading,
  { attribute, scope, part }: Kind,
  text: string,
): NormalizedText['values'][0] {
  const { value } = reading;
  return {
    attribute: reading.attribute ?? attribute,
    value: value.text,
    number: value.num ?? null,
    unit: value.unit ?? (value.kind === 'tokens' ? 'tokens' : null),
    scope: reading.scope ?? scope,
    part: reading.part ?? part,
    low: value.low ?? null,
    high: value.high ?? null,
    precision: value.precision ?? null,
    readings: value.readings ?? [],
    marks: value.marks ?? [],
    asWritten: reading.asWritten ?? text,
    from: reading.statedFrom ?? null,
    until: reading.statedUntil ?? null,
    qualifiers: { ...reading.qualifiers, ...(value.plan !== undefined && { plan: value.plan }) },
  };
}

/** Columns of units that say nothing about the text. */
const NO_UNIT: ReadonlySet<string> = new Set(['', '-', '—', 'none', 'n/a', 'null']);

/** What one text says, with everything that no claim carries; undefined where the kind is not known. */
export function readNotation({
  kind,
  text,
  unit = '',
  locale = 'en',
  today,
}: Notation): NormalizedText | undefined {
  const found = KINDS.get(kind);
  if (!found) return undefined;
  const { attribute, scope, part } = found;
  const result = readingsOf(attribute, text, {
    context: { locale },
    scope,
    part,
    unit: NO_UNIT.has(unit.trim().toLowerCase()) ? found.unit : unit,
    ...(today && { today }),
  });
  return {
    kind,
    attribute,
    text,
    values: result.ok ? result.readings.map((reading) => shown(reading, found, text)) : [],
    refused: result.ok ? null : { reason: result.reason, detail: result.detail },
  };
}
