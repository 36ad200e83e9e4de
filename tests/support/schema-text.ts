import { type Kysely, sql } from 'kysely';
import type { DB } from '../../src/store/types.ts';

const OURS = sql`n.nspname in ('registry', 'catalog_v1') and c.relname not like 'kysely%'`;

const QUERIES = {
  columns: sql<{ line: string }>`
    select format('%s.%s %s%s%s%s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end,
      case when a.attidentity <> '' then ' generated always as identity' else '' end,
      coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${OURS} and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped
    order by c.relkind, n.nspname, c.relname, a.attnum`,
  constraints: sql<{ line: string }>`
    select format('%s %s %s', c.oid::regclass, k.conname, pg_get_constraintdef(k.oid)) as line
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and k.contype in ('p', 'u', 'f', 'c') order by n.nspname, c.relname, k.conname`,
  indexes: sql<{ line: string }>`
    select pg_get_indexdef(i.indexrelid) as line
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} order by 1`,
  triggers: sql<{ line: string }>`
    select pg_get_triggerdef(t.oid) as line
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and not t.tgisinternal order by 1`,
  functions: sql<{ line: string }>`
    select pg_get_functiondef(p.oid) as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('registry', 'catalog_v1') order by 1`,
  views: sql<{ line: string }>`
    select format('%s as%s%s', c.oid::regclass, chr(10), pg_get_viewdef(c.oid, true)) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and c.relkind = 'v' order by n.nspname, c.relname`,
  comments: sql<{ line: string }>`
    select format('%s%s: %s', c.oid::regclass, coalesce('.' || a.attname, ''), d.description) as line
    from pg_description d join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0
    where ${OURS} and c.relkind in ('r', 'v') order by n.nspname, c.relname, d.objsubid`,
} as const;

/** The schema as text, from what the server says about itself: the same whatever made it. */
export async function schemaText(db: Kysely<DB>): Promise<string> {
  const sections: string[] = [];
  for (const [name, query] of Object.entries(QUERIES)) {
    const found = await query.execute(db);
    sections.push(`-- ${name}`, ...found.rows.map((row) => row.line), '');
  }
  return sections.join('\n');
}
