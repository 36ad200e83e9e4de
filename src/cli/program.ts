import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { audit } from './audit.ts';
import { checksum } from './checksum.ts';
import { type CommandFile, exampleText, harness } from './command.ts';
import { demo } from './demo.ts';
import { EXIT } from './exit.ts';
import { identify } from './identify.ts';
import type { CommandFunction, Io } from './io.ts';
import { migrate } from './migrate.ts';
import { normalize } from './normalize.ts';
import { refresh } from './refresh.ts';
import { reread } from './reread.ts';
import { reset } from './reset.ts';
import { review } from './review.ts';
import { same } from './same.ts';
import { schedule } from './schedule.ts';
import { guarded, secretsOf } from './secrets.ts';
import type { Services } from './services.ts';
import { source } from './source.ts';
import { sql } from './sql.ts';
import { verify } from './verify.ts';
import { why } from './why.ts';

const COMMANDS: readonly CommandFile[] = [
  demo,
  refresh,
  reread,
  source,
  review,
  why,
  normalize,
  identify,
  same,
  verify,
  audit,
  checksum,
  sql,
  migrate,
  reset,
  schedule,
];

const EXAMPLES = [
  'modelfacts demo                                       # see it work, without network or database',
  'modelfacts refresh                                    # fetch the live sources',
  'modelfacts review list                                # what waits for a person',
  'modelfacts why gpt-5.3-codex-spark context_window     # why a value is published',
];

const EXIT_CODES = `
Exit codes: 0 done, 1 nothing could be done, 2 usage, 3 done but a document or round was refused or unreachable, a
name or text was not understood or a check found something, 4 --fail-on asked for it, 5 the embedded database is in
use, 130 interrupted. Refused rows and new conflicts are counted; they change the code only where --fail-on asks.`;

/** The version of this package; its file stands one folder deeper in the compiled package. */
function version(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      const found: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
      if (typeof found === 'object' && found !== null && 'version' in found) return String(found.version);
    } catch {} // the other place is tried
  }
  return 'unknown';
}

/** The program above its commands: help, version, and a suggestion for a command that does not exist. */
function overview(argv: readonly string[], io: Io): number {
  const program = harness(new Command('modelfacts'), io)
    .description('Facts about language models from every public source, with the evidence for each value.')
    .usage('<command> [arguments] [options]')
    .version(version(), '-V, --version', 'show the version')
    .addHelpText('after', `${exampleText(EXAMPLES)}\n${EXIT_CODES}`);
  program.helpCommand('help [command]', 'show the help of a command');
  for (const { name, summary } of COMMANDS) {
    program.addCommand(new Command(name).description(summary).allowUnknownOption());
  }
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    if (argv.length > 0) io.err('See: modelfacts --help\n');
  }
  return EXIT.usage;
}

/** The whole command line over these services: arguments in, exit code out. No secret passes its io. */
export function createProgram(services: Services): CommandFunction {
  return async (argv, io, env) => {
    const safe = guarded(io, secretsOf(argv, env));
    const [first = '', second = '', ...rest] = argv;
    const asked = first === 'help' && second !== '' ? [second, ...rest, '--help'] : argv;
    const file = COMMANDS.find(({ name }) => name === asked[0]);
    if (file === undefined) return overview(argv, safe);
    return await file.create(services)(asked.slice(1), safe, env);
  };
}
