import { readFile } from 'node:fs/promises';

const TYPES = new URL('../../src/store/types.ts', import.meta.url);
const CATALOG = new URL('../../src/store/types-catalog.ts', import.meta.url);

/** The columns that src/store/types.ts declares for each relation of its `DB`, sorted; read from its text. */
export async function declaredColumns(): Promise<Map<string, string[]>> {
  const text = `${await readFile(CATALOG, 'utf8')}\n${await readFile(TYPES, 'utf8')}`;
  const members = new Map<string, string[]>();
  for (const [, name = '', base = '', body = ''] of text.matchAll(
    /interface (\w+)(?: extends (\w+))? \{\n([\s\S]*?)\n\}/g,
  )) {
    const own = [...body.matchAll(/^ {2}'?([\w.]+)'?: /gm)].map((match) => match[1] ?? '');
    members.set(name, [...(members.get(base) ?? []), ...own]);
  }
  const relations = text.slice(text.indexOf('export interface DB {')).matchAll(/^ {2}'([\w.]+)': (\w+);/gm);
  return new Map([...relations].map(([, name = '', type = '']) => [name, (members.get(type) ?? []).sort()]));
}
