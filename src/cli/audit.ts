import { auditReportSchema } from '../../schema/outputs.ts';
import { command, withContext } from './command.ts';
import { EXIT } from './exit.ts';
import { counted, plain, printJson, printLines, styleOf } from './print.ts';

/** `audit` */
export const audit = command({
  usage: 'audit',
  summary: 'Judge everything again and report each difference from what is published.',
  examples: ['modelfacts audit', 'modelfacts audit --json'],
  action: async (call, { options }) => {
    const report = await withContext(call, options, (context) => call.services.audit(context));
    const { keys, pending, findings } = report;
    if (options.json) printJson(call.io, auditReportSchema, report);
    else {
      const style = styleOf(call.io);
      const lines = findings.map(
        ({ subject, attribute, scope, problem, detail }) =>
          `${style.bad(problem)}  ${plain([subject, attribute, scope].join(' '))}: ${plain(detail)}`,
      );
      const wait = pending === 0 ? '' : `, ${pending} wait for the next publication`;
      const sum = `${counted(keys, 'key')} judged again${wait}: ${counted(findings.length, 'finding')}.`;
      printLines(call.io, [...lines, findings.length === 0 ? style.good(sum) : sum]);
    }
    return findings.length === 0 ? EXIT.done : EXIT.partly;
  },
});
