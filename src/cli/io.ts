import type { Deps } from '../pipeline/deps.ts';

/** The environment as it was when the program started. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Everything of the outside world that a command may touch; tests give their own. */
export interface Io {
  /** Writes text as it is; the caller ends its lines. */
  out(text: string): void;
  err(text: string): void;
  isTTY: { out: boolean; err: boolean };
  /** False with NO_COLOR, on TERM=dumb and where standard output is no terminal: then no ESC byte is written. */
  color: boolean;
  /** Characters per line of the terminal. */
  columns: number;
  /** The folder in which the command was called. */
  cwd: string;
  now(): Date;
  /** Aborted by the first interrupt: finish what is begun, start nothing new. */
  signal: AbortSignal;
  /** Instead of the real network. */
  fetcher?: Deps['fetcher'];
}

/** One command: arguments behind its name, the outside world, the environment; resolves to the exit code. */
export type CommandFunction = (argv: readonly string[], io: Io, env: Env) => Promise<number>;

/** Whether colors may be written to a stream. NO_COLOR counts when it is not empty (no-color.org). */
export function mayColor(env: Env, isTTY: boolean): boolean {
  return isTTY && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}
