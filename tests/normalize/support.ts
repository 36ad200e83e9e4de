import { existsSync, readFileSync } from 'node:fs';
import type { Attribute } from '../../schema/attributes.ts';
import type { ClaimValue, Normalized } from '../../schema/claim.ts';
import { type Around, normalizeText } from '../../src/normalize/index.ts';

/** Reads a text in English with US dollars per 1M tokens around it, or with what is given. */
export const readText = (attribute: Attribute, text: string, around: Partial<Around> = {}): Normalized =>
  normalizeText(attribute, text, { context: { locale: 'en' }, ...around });

/** The claims of a text that must be readable. */
export function claimsOf(attribute: Attribute, text: string, around: Partial<Around> = {}): ClaimValue[] {
  const result = readText(attribute, text, around);
  if (!result.ok) throw new Error(`${text}: ${result.reason}: ${result.detail}`);
  return result.claims;
}

/** The one claim of a text. */
export function claimOf(attribute: Attribute, text: string, around: Partial<Around> = {}): ClaimValue {
  const [claim, ...more] = claimsOf(attribute, text, around);
  if (!claim || more.length > 0) throw new Error(`${text}: ${more.length + 1} claims`);
  return claim;
}

/** The reason for which a text must be refused. */
export function reasonOf(attribute: Attribute, text: string, around: Partial<Around> = {}): string {
  const result = readText(attribute, text, around);
  if (result.ok)
    throw new Error(`${text} was read as ${result.claims.map(({ value }) => value.text).join(', ')}`);
  return result.reason;
}

/** Rows of a table of known answers beside the project, keyed by its header; undefined where it is absent. */
export function vectorRows(name: string): Map<string, string>[] | undefined {
  const file = new URL(`../../../shared/vectors/${name}`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const names = header.split('\t');
  return lines.map((line) => new Map(line.split('\t').map((cell, at) => [names[at] ?? '', cell])));
}
