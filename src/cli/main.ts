import { homedir, userInfo } from 'node:os';
import { codeOfError, EXIT, errorText } from './exit.ts';
import { type Env, type Io, mayColor } from './io.ts';
import { createProgram } from './program.ts';
import { guarded, secretsOf } from './secrets.ts';
import { services } from './wiring.ts';

const DEFAULT_COLUMNS = 100;

/** The first interrupt asks for a clean stop, the second ends at once. */
function interruptible(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
    process.stderr.write('\nStopping; interrupt again to end at once.\n');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}

/** A reader that closes the pipe (`| head`) ends the program, not in an error; without a listener to its log it goes on. */
function quietPipes(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? EXIT.done);
  });
  process.stderr.on('error', () => undefined);
}

function ioOf(env: Env): Io {
  const isTTY = { out: process.stdout.isTTY === true, err: process.stderr.isTTY === true };
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTTY,
    color: mayColor(env, isTTY.out),
    columns: process.stdout.columns ?? DEFAULT_COLUMNS,
    cwd: process.cwd(),
    now: () => new Date(),
    signal: interruptible(),
  };
}

/** In a container USER and HOME may be unset; the system knows them all the same. */
function environment(): Env {
  const env = { ...process.env };
  try {
    return { HOME: homedir(), LOGNAME: userInfo().username, ...env };
  } catch {
    return env; // the user has no entry in the system's list
  }
}

async function main(): Promise<void> {
  const env = environment();
  const argv = process.argv.slice(2);
  const io = ioOf(env);
  quietPipes();
  const safe = guarded(io, secretsOf(argv, env));
  const fail = (error: unknown): void => {
    safe.err(errorText(error, argv.includes('--debug')));
    process.exit(codeOfError(error));
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  process.exitCode = await createProgram(services)(argv, io, env);
}

await main();
