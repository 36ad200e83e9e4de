import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from './types.ts';

/** Live facts and live episodes as sorted lines of text, without times and ids. */
export async function checksumLines(db: Kysely<DB>): Promise<{ facts: string[]; conflicts: string[] }> {
  const facts = await sql<{ line: string }>`
    select jsonb_build_array(s.kind, s.key, f.attribute, f.scope, f.part, f.value_text, f.unit, f.status, f.basis)::text as line
    from registry.fact f join registry.subject s on s.id = f.subject
    where f.valid_until is null and f.known_until is null`.execute(db);
  const conflicts = await sql<{ line: string }>`
    select jsonb_build_array(s.kind, s.key, c.attribute, c.scope, c.state, c.diagnosis)::text as line
    from registry.conflict c join registry.subject s on s.id = c.subject
    where c.closed_at is null`.execute(db);
  const sorted = (rows: readonly { line: string }[]): string[] => rows.map(({ line }) => line).sort();
  return { facts: sorted(facts.rows), conflicts: sorted(conflicts.rows) };
}

/** sha256 of those lines: equal for two databases that publish the same and ask the same. */
export async function checksum(
  db: Kysely<DB>,
): Promise<{ checksum: string; facts: number; conflicts: number }> {
  const { facts, conflicts } = await checksumLines(db);
  const hash = createHash('sha256').update(JSON.stringify({ facts, conflicts })).digest('hex');
  return { checksum: hash, facts: facts.length, conflicts: conflicts.length };
}
