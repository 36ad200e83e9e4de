import { type Logger, pino } from 'pino';

/** How a log is made. `write` gets whole lines of JSON; `run` tells the lines of one call from another's. */
export interface LogOptions {
  level: string;
  run: string;
  command: string;
  write(line: string): void;
}

const CREDENTIALS = ['password', 'authorization', 'cookie', 'token', 'apiKey', 'connectionString'];

/** A log of JSON lines, one per event, each with the id of its run; values under the names of credentials are hidden. */
export function createLog({ level, run, command, write }: LogOptions): Logger {
  const paths = CREDENTIALS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    {
      level,
      base: { run, command },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: '***' },
    },
    { write },
  );
}
