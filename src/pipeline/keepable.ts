import type { Refusal, Statement } from '../../schema/statement.ts';

/**
 * PostgreSQL stores neither NUL nor half a surrogate pair, and the embedded database gives a text back without the byte
 * order mark at its start.
 */
const storable = (text: string): boolean =>
  text.isWellFormed() && !text.includes('\0') && !text.startsWith('\ufeff');

/** Bytes that an index of the database takes of a name, of a scope with its part, and of a value; no honest one is so long. */
const LONGEST = { name: 800, scope: 1200, value: 2000 };

const bytes = (text: string): number => Buffer.byteLength(text);

/**
 * Why a statement cannot be kept under its own words, or undefined; it is refused alone, because one row that the
 * database does not take would take all others of its page with it. What is refused is counted, not shown.
 */
export function unkeepable(statement: Statement): Pick<Refusal, 'reason' | 'what'> | undefined {
  const { subject, quote, scope, part, asWritten } = statement;
  const { kind, id, name, provider } = subject;
  const refused = (reason: string, what: string) => ({ reason, what });
  if (![id, name, provider, quote, scope, part, asWritten].every((text) => storable(text ?? '')))
    return refused('bad-character', 'a NUL, half a surrogate pair, or a byte order mark');
  if ((id ?? name ?? '') === '') return refused('no-name', 'nothing names the subject');
  const long = [id, name, provider].find((text) => text !== undefined && bytes(text) > LONGEST.name);
  if (long !== undefined) return refused('too-long', `a name of ${bytes(long)} bytes`);
  if (bytes(scope) + bytes(part) > LONGEST.scope) return refused('too-long', 'a scope that goes on');
  if (bytes(asWritten) > LONGEST.value) return refused('too-long', `a value of ${bytes(asWritten)} bytes`);
  const seller = kind === 'provider' ? (id ?? name) : provider;
  if (seller === undefined || /[\p{L}\p{N}]/u.test(seller)) return undefined;
  return refused('no-name', 'the provider has neither letter nor digit');
}
