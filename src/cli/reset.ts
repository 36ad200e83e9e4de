import type { Command } from 'commander';
import { migrateReportSchema } from '../../schema/outputs.ts';
import { command, withContext } from './command.ts';
import { EXIT, UsageError } from './exit.ts';
import { printMigrations } from './migrate.ts';
import { printJson } from './print.ts';

/** `reset --yes` */
export const reset = command<{ yes?: true }>({
  usage: 'reset',
  summary: 'Drop everything that modelfacts stored, decisions included, and make empty tables.',
  examples: ['modelfacts reset --yes', 'modelfacts reset --yes --database postgresql://db.example/facts'],
  options: (line: Command) => line.option('--yes', 'yes, drop it all'),
  action: async (call, { options }) => {
    if (!options.yes) {
      throw new UsageError(
        'Nothing was dropped',
        'reset takes every decision with it',
        'If that is meant: modelfacts reset --yes',
      );
    }
    const report = await withContext(call, options, (context) => call.services.reset(context));
    if (options.json) printJson(call.io, migrateReportSchema, report);
    else printMigrations(call.io, report);
    return EXIT.done;
  },
});
