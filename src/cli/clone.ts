import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the clone that this program runs from; undefined in the packed package, which has no sources. */
export function clone(): string | undefined {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const whole = ['scrapers/list.ts', 'fixtures', 'schema/source.ts'].every((path) =>
    existsSync(join(root, path)),
  );
  return whole ? root : undefined;
}
