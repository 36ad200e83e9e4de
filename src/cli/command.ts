import { randomUUID } from 'node:crypto';
import { Command, CommanderError } from 'commander';
import type { Source } from '../../schema/source.ts';
import { createLog } from '../report/log.ts';
import { databaseTarget, durationMs, keyHeaders, logLevel } from './config.ts';
import { codeOfError, EXIT, errorText, UsageError } from './exit.ts';
import type { CommandFunction, Env, Io } from './io.ts';
import { createProgress } from './progress.ts';
import type { Context, Services } from './services.ts';

/** One call of one command. */
export interface Call {
  io: Io;
  env: Env;
  services: Services;
  /** The command with its arguments, for the run's row. */
  line: string;
}

/** The options that every command has. */
export interface CommonOptions {
  json?: true;
  debug?: true;
  database?: string;
  wait: string;
}

/** What a command does with its arguments and options; resolves to the exit code. */
type Action<Options> = (
  call: Call,
  given: { args: string[]; options: Options & CommonOptions },
) => Promise<number>;

/** A leaf of the command line: how it is called, what it says of itself, what it does. */
export interface Leaf<Options> {
  /** Name and arguments as commander reads them: `why <subject> [attribute]`. */
  usage: string;
  summary: string;
  examples: readonly string[];
  options?: (command: Command) => void;
  action: Action<Options>;
}

/** A command as the program's list holds it. */
export interface CommandFile {
  name: string;
  summary: string;
  create(services: Services): CommandFunction;
}

interface Outcome {
  code: number;
  debug: boolean;
}

const WAIT = '10s';

/** Makes commander write through `io` and throw instead of ending the process. */
export function harness(command: Command, io: Io): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', 'show this help')
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHelpWidth: () => io.columns,
      getErrHelpWidth: () => io.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

/** The examples under a help text. */
export const exampleText = (examples: readonly string[]): string =>
  `\nExamples:\n${examples.map((example) => `  $ ${example}`).join('\n')}`;

function addCommonOptions(command: Command): void {
  command
    .option('--json', 'answer with one JSON document')
    .option('--database <url>', 'work on this PostgreSQL instead of DATABASE_URL or the embedded database')
    .option('--wait <duration>', 'how long to wait for an embedded database in use', WAIT)
    .option('--debug', 'show stacks of unexpected failures');
}

function leafCommand<Options>(leaf: Leaf<Options>, call: Call, outcome: Outcome): Command {
  const [name = '', ...args] = leaf.usage.split(' ');
  const command = harness(new Command(name), call.io).description(leaf.summary);
  for (const arg of args) command.argument(arg);
  leaf.options?.(command);
  addCommonOptions(command);
  command.addHelpText('after', exampleText(leaf.examples));
  command.action(async () => {
    const options = command.opts<Options & CommonOptions>();
    outcome.debug = options.debug === true;
    outcome.code = await leaf.action(call, { args: command.args, options });
  });
  return command;
}

async function execute(
  command: Command,
  argv: readonly string[],
  call: Call,
  outcome: Outcome,
): Promise<number> {
  try {
    await command.parseAsync([...argv], { from: 'user' });
    return call.io.signal.aborted ? EXIT.interrupted : outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return codeOfCommander(error, call, command);
    if (call.io.signal.aborted) {
      call.io.err('interrupted\n');
      return EXIT.interrupted;
    }
    call.io.err(errorText(error, outcome.debug));
    return codeOfError(error);
  }
}

/** Help and version end well; everything else that commander refuses is a mistake in the call. */
function codeOfCommander(error: CommanderError, call: Call, command: Command): number {
  if (error.exitCode === 0) return EXIT.done;
  call.io.err(`See: ${fullName(command)} --help\n`);
  return EXIT.usage;
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}

const called = (name: string, argv: readonly string[]): string => [name, ...argv].join(' ');

/** A command without sub-commands. */
export function command<Options = object>(leaf: Leaf<Options>): CommandFile {
  const name = leaf.usage.split(' ')[0] ?? '';
  return {
    name,
    summary: leaf.summary,
    create: (services) => async (argv, io, env) => {
      const call = { io, env, services, line: called(name, argv) };
      const outcome: Outcome = { code: EXIT.done, debug: false };
      const parsed = leafCommand(leaf, call, outcome).name(`modelfacts ${name}`);
      return await execute(parsed, argv, call, outcome);
    },
  };
}

/** A leaf with its options' type closed over, so that leaves of different options stand in one list. */
export interface Member {
  create(call: Call, outcome: Outcome): Command;
  example: string | undefined;
}

/** A sub-command of a group. */
export const member = <Options = object>(leaf: Leaf<Options>): Member => ({
  create: (call, outcome) => leafCommand(leaf, call, outcome),
  example: leaf.examples[0],
});

/** A command that only holds sub-commands: `review list`, `review decide`. */
export function group(name: string, summary: string, members: readonly Member[]): CommandFile {
  return {
    name,
    summary,
    create: (services) => async (argv, io, env) => {
      const call = { io, env, services, line: called(name, argv) };
      const outcome: Outcome = { code: EXIT.done, debug: false };
      const parent = harness(new Command(`modelfacts ${name}`), io).description(summary);
      for (const each of members) parent.addCommand(each.create(call, outcome));
      parent.addHelpText('after', exampleText(members.flatMap(({ example }) => example ?? [])));
      parent.helpCommand(false);
      return await execute(parent, argv, call, outcome);
    },
  };
}

/** Runs a piece of work with its target, log and progress, and ends the progress whatever happens. */
export async function withContext<T>(
  call: Call,
  options: CommonOptions & { shared?: boolean },
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const { io, env, line } = call;
  const { database, shared = true } = options;
  const target = databaseTarget({ database, shared, waitMs: durationMs(options.wait) }, { env, cwd: io.cwd });
  const progress = createProgress(io, options.json === true);
  const log = createLog({ level: logLevel(env), run: randomUUID(), command: line, write: io.err });
  try {
    const fetcher = io.fetcher === undefined ? {} : { fetcher: io.fetcher };
    const { now, signal } = io;
    const keys = (source: Source) => keyHeaders(env, source);
    return await work({ target, now, signal, log, progress, keyHeaders: keys, command: line, ...fetcher });
  } finally {
    progress.close();
  }
}

/** A source's id as it was given, or a usage error that names the nearest ones. */
export function knownSource(call: Call, id: string): string {
  const ids = call.services.sourceIds();
  if (ids.includes(id)) return id;
  throw new UsageError(
    `There is no source "${id}"`,
    `the sources are ${ids.join(', ')}`,
    'See: modelfacts source list',
  );
}
