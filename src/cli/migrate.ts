import { type MigrateReport, migrateReportSchema } from '../../schema/outputs.ts';
import { command, withContext } from './command.ts';
import { EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { plain, printJson, printLines } from './print.ts';

/** Says which migrations were applied; `reset` says the same. */
export function printMigrations(io: Io, { where, applied }: MigrateReport): void {
  const what = applied.length === 0 ? 'The tables are up to date' : `Applied ${applied.join(', ')}`;
  printLines(io, [plain(`${what} (${where}).`)]);
}

/** `migrate` */
export const migrate = command({
  usage: 'migrate',
  summary: 'Make the tables, or bring them to this version.',
  examples: ['modelfacts migrate', 'modelfacts migrate --database postgresql://db.example/facts'],
  action: async (call, { options }) => {
    const report = await withContext(call, options, (context) => call.services.migrate(context));
    if (options.json) printJson(call.io, migrateReportSchema, report);
    else printMigrations(call.io, report);
    return EXIT.done;
  },
});
