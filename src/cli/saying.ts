import type { Command } from 'commander';
import type { Call } from './command.ts';
import { userName } from './config.ts';
import { UsageError } from './exit.ts';

/** Who decides, and why. */
export interface SayOptions {
  reason: string;
  by?: string;
}

/** The reason and the person of a decision, or a usage error where one is missing. */
export function saidBy(call: Call, options: SayOptions): { reason: string; by: string } {
  const by = options.by ?? userName(call.env);
  if (options.reason.trim() === '') {
    throw new UsageError(
      'The reason is empty',
      'whoever meets this decision later needs it',
      'Write --reason "…"',
    );
  }
  if (by !== undefined && by.trim() !== '') return { reason: options.reason.trim(), by: by.trim() };
  throw new UsageError('It is not known who decides', 'neither USER nor LOGNAME is set', 'Write --by <name>');
}

/** The options `--reason` and `--by`; the reason may be left out where nothing need be decided. */
export function addSaying(line: Command, { required }: { required: boolean }): Command {
  const why = 'why; it is kept with the decision';
  const reasoned = required
    ? line.requiredOption('--reason <text>', why)
    : line.option('--reason <text>', why);
  return reasoned.option('--by <name>', 'who decides (default: the user who calls)');
}
