import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, findBinaries, serverAccount } from './postgres-binaries.ts';

/** A PostgreSQL of our own, on a socket in a folder that goes away with it. */
export interface PostgresServer {
  /** URL of one of its databases; `user:password` is postgres with the server's password. */
  url(database: string, password?: string): string;
  /** Stops it: fast lets clients know, immediate is a crash. */
  halt(mode: 'fast' | 'immediate'): void;
  /** Starts it again after `halt`. */
  resume(): void;
  /** Stops it and removes its folder. */
  stop(): void;
}

/** `-c` settings for speed; the data is thrown away. */
const SETTINGS = [
  'listen_addresses=',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=100',
  'log_min_messages=fatal',
];

/** Starts a server in about a second. With a password it asks for it, else it trusts the socket. */
export function startPostgres(options: { password?: string } = {}): PostgresServer {
  const account = serverAccount();
  const bin = findBinaries(account);
  const folder = mkdtempSync(join(existsSync('/tmp') ? '/tmp' : tmpdir(), 'mfpg-'));
  chmodSync(folder, 0o755);
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const home = { bin, folder, account };
  initialize(home, options.password);
  start(home);
  const guard = watchdog(home);
  return {
    url: (database, password = options.password) => {
      const user = password === undefined ? 'postgres' : `postgres:${password}`;
      return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(folder)}`;
    },
    halt: (mode) => control(home, ['stop', '-m', mode]),
    resume: () => start(home),
    stop: () => {
      control(home, ['stop', '-m', 'immediate'], { mayFail: true });
      guard.stdin?.end('stopped');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Home {
  bin: string;
  folder: string;
  account: Account;
}

function run(home: Home, program: string, parameters: string[]): { failed: boolean; said: string } {
  const ended = spawnSync(join(home.bin, program), parameters, {
    cwd: home.folder,
    ...home.account,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', HOME: home.folder },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { failed: ended.status !== 0, said: ended.stderr || String(ended.error ?? ended.signal) };
}

function initialize(home: Home, password: string | undefined): void {
  const common = [
    '-D',
    join(home.folder, 'data'),
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
  ];
  const file = join(home.folder, 'password');
  if (password !== undefined) writeFileSync(file, `${password}\n`);
  const entrance = password === undefined ? ['-A', 'trust'] : ['-A', 'scram-sha-256', '--pwfile', file];
  const made = run(home, 'initdb', [...common, ...entrance]);
  if (made.failed) throw new Error(`initdb failed: ${made.said}`);
}

function control(home: Home, command: string[], { mayFail = false } = {}): void {
  const done = run(home, 'pg_ctl', ['-D', join(home.folder, 'data'), '-w', '-t', '30', ...command]);
  if (done.failed && !mayFail) throw new Error(`pg_ctl ${command[0]} failed: ${done.said}${logOf(home)}`);
}

function start(home: Home): void {
  const settings = SETTINGS.map((setting) => `-c ${setting}`).join(' ');
  control(home, ['start', '-l', join(home.folder, 'log'), '-o', `-k ${home.folder} ${settings}`]);
}

const logOf = ({ folder }: Home): string =>
  existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8').slice(-1_000) : '';

/** Outlives us by a moment: when our end of its pipe closes without a word, it stops the server and tidies up. */
function watchdog({ folder }: Home): ChildProcess {
  const script = `
    const fs = require('node:fs');
    const folder = ${JSON.stringify(folder)};
    let told = '';
    process.stdin.on('data', (text) => { told += text; });
    process.stdin.on('end', () => {
      if (told !== '') return;
      try { process.kill(Number(fs.readFileSync(folder + '/data/postmaster.pid', 'utf8').split('\\n')[0]), 'SIGQUIT'); } catch {}
      setTimeout(() => fs.rmSync(folder, { recursive: true, force: true }), 1000);
    });`;
  const guard = spawn(process.execPath, ['-e', script], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  if (guard.stdin !== null && 'unref' in guard.stdin) (guard.stdin as { unref(): void }).unref();
  return guard;
}
