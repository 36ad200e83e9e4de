import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Source } from '../../schema/source.ts';
import type { DatabaseTarget } from '../store/connect.ts';
import { UsageError } from './exit.ts';
import type { Env } from './io.ts';

/** Where the data folder of a clone or of an application is looked for. */
export interface Place {
  env: Env;
  cwd: string;
}

/** What the command line said about the database. `shared: false` leaves DATABASE_URL aside (the demo's own world). */
export interface DatabaseOptions {
  database?: string | undefined;
  waitMs: number;
  shared?: boolean;
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const MILLISECONDS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

const set = (text: string | undefined): text is string => text !== undefined && text !== '';

/**
 * Which database a command works on: `--database`, else DATABASE_URL, else the embedded one in MODELFACTS_DATA, else in
 * `.modelfacts/` of the clone around the current folder, else in the XDG data folder. Never silently the current folder.
 */
export function databaseTarget(options: DatabaseOptions, place: Place): DatabaseTarget {
  const { env, cwd } = place;
  if (options.database !== undefined) return { url: urlOf(options.database) };
  if (options.shared !== false && set(env.DATABASE_URL)) return { url: env.DATABASE_URL };
  const folder = set(env.MODELFACTS_DATA) ? resolve(cwd, env.MODELFACTS_DATA) : defaultFolder(place);
  return { folder, waitMs: options.waitMs };
}

function urlOf(text: string): string {
  if (/^postgres(ql)?:\/\//i.test(text)) return text;
  const why = 'the value of --database is no PostgreSQL URL';
  throw new UsageError(
    'The database is not named',
    why,
    'Write --database postgresql://user:password@host:5432/name',
  );
}

function defaultFolder({ env, cwd }: Place): string {
  const clone = cloneAround(cwd);
  if (clone !== undefined) return join(clone, '.modelfacts');
  if (set(env.XDG_DATA_HOME) && isAbsolute(env.XDG_DATA_HOME)) return join(env.XDG_DATA_HOME, 'modelfacts');
  if (set(env.HOME)) return join(env.HOME, '.local', 'share', 'modelfacts');
  throw new UsageError(
    'There is no place for the database',
    'neither DATABASE_URL, MODELFACTS_DATA, XDG_DATA_HOME nor HOME is set, and this is no clone of modelfacts',
    'Name a folder: MODELFACTS_DATA=/path/to/folder',
  );
}

/** The nearest folder upwards whose package is modelfacts itself. */
function cloneAround(folder: string): string | undefined {
  for (let here = resolve(folder); ; here = dirname(here)) {
    if (isClone(join(here, 'package.json'))) return here;
    if (dirname(here) === here) return undefined;
  }
}

function isClone(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof found === 'object' && found !== null && 'name' in found && found.name === 'modelfacts';
  } catch {
    return false; // somebody else's broken package.json is none of our business
  }
}

/** A duration like `10s`, `500ms`, `2m` or `0`, in milliseconds. */
export function durationMs(text: string): number {
  const match = /^(\d{1,6})(ms|s|m|h)?$/.exec(text);
  if (match?.[1] !== undefined) {
    const unit = MILLISECONDS.get(match[2] ?? 's');
    if (unit !== undefined) return Number(match[1]) * unit;
  }
  throw new UsageError(
    `"${text}" is no duration`,
    'a number and a unit were expected',
    'Write it as 500ms, 10s or 2m.',
  );
}

/** A day or an instant that lies ahead; a day begins at midnight UTC. */
export function dateAhead(text: string, now: Date): Date {
  const form = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;
  const date = new Date(form.test(text) ? text : Number.NaN);
  const sameDay = !Number.isNaN(date.getTime()) && (text.length > 10 || date.toISOString().startsWith(text));
  if (!sameDay)
    throw new UsageError(`"${text}" is no date`, 'it is not in a calendar', 'Write it as 2026-12-31.');
  if (date > now) return date;
  throw new UsageError(
    `"${text}" has passed`,
    'the date must lie ahead',
    `Write a day after ${now.toISOString().slice(0, 10)}.`,
  );
}

/** The level of the log: LOG_LEVEL, else `warn`. */
export function logLevel(env: Env): string {
  const level = env.LOG_LEVEL?.toLowerCase() ?? '';
  if (level === '') return 'warn';
  if (LEVELS.includes(level)) return level;
  throw new UsageError(
    `LOG_LEVEL does not know "${level}"`,
    `it knows ${LEVELS.join(', ')}`,
    'Write one of them.',
  );
}

/** The headers that carry a source's key out of the environment; null where it is not set. */
export function keyHeaders(env: Env, source: Source): Readonly<Record<string, string>> | null {
  if (source.key === undefined) return {};
  const { header, prefix = '', beside } = source.key;
  const secret = env[source.key.env];
  return set(secret) ? { ...beside, [header]: `${prefix}${secret}` } : null;
}

/** Who decides, where nobody was named. */
export const userName = (env: Env): string | undefined => [env.USER, env.LOGNAME].find(set);
