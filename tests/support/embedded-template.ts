import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MIGRATIONS } from '../../migrations/index.ts';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/modelfacts', import.meta.url));
const MAKER = fileURLToPath(new URL('./make-embedded-template.ts', import.meta.url));

/**
 * A dump of a migrated embedded database, made in a child process (initdb takes 0.9 GiB) and kept for the next run
 * under the hash of what it is made from.
 */
export async function embeddedTemplate(): Promise<string> {
  const file = join(CACHE, `${fingerprint()}.tar.gz`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm')).href;
  const made = spawnSync(process.execPath, ['--import', loader, MAKER, draft], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (made.status !== 0) throw new Error(`The embedded template cannot be made: ${made.stderr}`);
  renameSync(draft, file);
  return file;
}

function fingerprint(): string {
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const version = readFileSync(join(dirname(pglite), '..', 'package.json'), 'utf8');
  const hash = createHash('sha256').update(version).update(readFileSync(MAKER));
  for (const migration of MIGRATIONS) hash.update(migration.name).update(migration.sql);
  return hash.digest('hex').slice(0, 32);
}
