import { verifyReportSchema } from '../../schema/outputs.ts';
import { command, withContext } from './command.ts';
import { EXIT } from './exit.ts';
import { counted, plain, printJson, printLines, styleOf } from './print.ts';

/** `verify` */
export const verify = command({
  usage: 'verify',
  summary: 'Follow every fact to its claim, its stored page, the hash of that page and the quote in it.',
  examples: ['modelfacts verify', 'modelfacts verify --json'],
  action: async (call, { options }) => {
    const report = await withContext(call, options, (context) => call.services.verify(context));
    const { claims, bodies, findings } = report;
    if (options.json) printJson(call.io, verifyReportSchema, report);
    else {
      const style = styleOf(call.io);
      const lines = findings.map(
        ({ subject, attribute, scope, part, source, problem, detail }) =>
          `${style.bad(problem)}  ${plain([subject, attribute, scope, part, source ?? ''].join(' '))}: ${plain(detail)}`,
      );
      const sum = `${counted(claims, 'claim')} on ${counted(bodies, 'stored page')}: ${counted(findings.length, 'finding')}.`;
      printLines(call.io, [...lines, findings.length === 0 ? style.good(sum) : sum]);
    }
    return findings.length === 0 ? EXIT.done : EXIT.partly;
  },
});
