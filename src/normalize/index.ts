import type { Attribute } from '../../schema/attributes.ts';
import type { ClaimValue, Normalized } from '../../schema/claim.ts';
import type { Context, Statement } from '../../schema/statement.ts';
import type { Value } from '../../schema/value.ts';
import { readArchitecture } from './architecture.ts';
import { type Cell, type Read, type Reader, type Refused, refused, shown } from './cell.ts';
import { readDate } from './date.ts';
import { readLicence } from './licence.ts';
import { readBenchmark, readSubscriptionPrice, readTaskTime, readThroughput } from './measure.ts';
import { readParameters } from './parameters.ts';
import { readKey, readPhrases } from './phrases.ts';
import { readPrice } from './price.ts';
import { readAvailable, readCapability, readModality } from './state.ts';
import { readStatus } from './status.ts';
import { readProductType, readTerm } from './terms.ts';
import { fold, hasBadCharacter, LONGEST } from './text.ts';
import { readTokens } from './tokens.ts';
import { readValidity } from './validity.ts';

const READERS: ReadonlyMap<Attribute, Reader> = new Map([
  ['context_window', readTokens],
  ['max_input', readTokens],
  ['max_output', readTokens],
  ['price', readPrice],
  ['available', readAvailable],
  ['model', readKey],
  ['capability', readCapability],
  ['modality', readModality],
  ['parameters', readParameters],
  ['architecture', readArchitecture],
  ['licence', readLicence],
  ['openness', readTerm],
  ['commercial_use', readTerm],
  ['product_type', readProductType],
  ['status', readStatus],
  ['released', readDate],
  ['knowledge_cutoff', readDate],
  ['training_cutoff', readDate],
  ['deprecated', readDate],
  ['retired', readDate],
  ['benchmark', readBenchmark],
  ['throughput', readThroughput],
  ['task_time', readTaskTime],
  ['subscription_price', readSubscriptionPrice],
  ['best_for', readPhrases],
  ['decision_fit', readPhrases],
]);

function readSafely(cell: Cell): Read {
  const all = [
    cell.text,
    cell.unit,
    cell.scope,
    cell.part,
    cell.context.per ?? '',
    cell.context.currency ?? '',
  ];
  if (all.some(hasBadCharacter)) {
    return refused('bad-character', `${shown(cell.text)} holds a control character or half of a character.`);
  }
  const folded = all.map(fold);
  const [text = '', unit = '', scope = '', part = '', per = '', currency = ''] = folded;
  if (folded.some((one) => one.length > LONGEST)) {
    return refused('too-long', `${shown(text)} goes on for ${text.length} characters; no value does.`);
  }
  const reader = READERS.get(cell.attribute);
  if (!reader) return refused('unknown-attribute', `No reader for ${shown(cell.attribute)}.`);
  const context = { locale: cell.context.locale, currency, per };
  return reader({ ...cell, text, unit, scope, part, context });
}

/** What stands around a text that is read without a statement. */
export interface Around {
  context: Context;
  scope?: string;
  part?: string;
  unit?: string;
  means?: readonly Attribute[];
  today?: string;
}

/** Reads one text of one attribute with all that it says, also what no claim carries: shares of prices, qualifiers. */
export function readingsOf(attribute: Attribute, text: string, around: Around): Read {
  const { context, scope = '', part = '', unit = '', means = [attribute], today } = around;
  return readSafely({ attribute, means, text, context, scope, part, unit, ...(today && { today }) });
}

/** Reads one text of one attribute into claims: what `normalize` does, without a page around it. */
export function normalizeText(attribute: Attribute, text: string, around: Around): Normalized {
  const { scope = '', part = '', means = [attribute] } = around;
  const result = readingsOf(attribute, text, around);
  if (!result.ok) return result;
  const claims = result.readings
    .filter(({ value }) => value.kind !== 'ratio')
    .map(
      (reading): ClaimValue => ({
        attribute: reading.attribute ?? attribute,
        means: reading.attribute ? [reading.attribute] : [...means],
        scope: reading.scope ?? scope,
        part: reading.part ?? part,
        asWritten: reading.asWritten ?? text,
        value: reading.value,
        ...(reading.statedFrom && { statedFrom: reading.statedFrom }),
        ...(reading.statedUntil && { statedUntil: reading.statedUntil }),
      }),
    );
  if (claims.length > 0) return { ok: true, claims };
  return refused('relative-price', `${shown(text)} is a share of another price and no price.`);
}

/**
 * Reads a statement as written into claims: its value, bounds, unit, canonical scope and part; several where the cell
 * holds several. Refuses what it does not read, with a short code and a sentence; never guesses, never makes 0 of a
 * blank. The days between which it holds go with each claim.
 */
export function normalize(statement: Statement): Normalized {
  const [attribute] = statement.means;
  if (!attribute) return refused('unknown-attribute', `${shown(statement.asWritten)} means nothing.`);
  const validity = readValidity(statement);
  if (!validity.ok) return validity;
  const result = normalizeText(attribute, statement.asWritten, {
    context: statement.context,
    scope: statement.scope,
    part: statement.part,
    means: statement.means,
    ...(statement.unitWritten !== undefined && { unit: statement.unitWritten }),
  });
  if (!result.ok || validity.dates === undefined) return result;
  return { ok: true, claims: result.claims.map((claim) => ({ ...claim, ...validity.dates })) };
}

/** Reads a value that a person gives ("131072", "0.20" with unit "USD per 1M tokens"): exactly one, or a refusal. */
function givenValue(attribute: Attribute, text: string, context: Context, unit = ''): Value | Refused {
  const scope = attribute === 'capability' ? 'value' : attribute === 'modality' ? 'input=value' : '';
  const named = attribute === 'benchmark' ? 'value' : scope;
  const result = normalizeText(attribute, text, { context, unit, scope: named });
  if (!result.ok) return result;
  const [claim, ...more] = result.claims;
  if (claim && more.length === 0) return claim.value;
  return refused('several-values', `${shown(text)} holds ${result.claims.length} values; give one.`);
}

export { givenValue as valueOf };
