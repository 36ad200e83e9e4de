import { checksumReportSchema } from '../../schema/outputs.ts';
import { command, withContext } from './command.ts';
import { EXIT } from './exit.ts';
import { counted, printJson, printLines } from './print.ts';

/** `checksum` */
export const checksum = command({
  usage: 'checksum',
  summary: 'Print one sum over all live facts and conflicts, without times and ids.',
  examples: ['modelfacts checksum', 'modelfacts checksum --json'],
  action: async (call, { options }) => {
    const report = await withContext(call, options, (context) => call.services.checksum(context));
    if (options.json) printJson(call.io, checksumReportSchema, report);
    else {
      const { checksum: sum, facts, conflicts } = report;
      printLines(call.io, [`${sum}  ${counted(facts, 'fact')}, ${counted(conflicts, 'conflict')}`]);
    }
    return EXIT.done;
  },
});
