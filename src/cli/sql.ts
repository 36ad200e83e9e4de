import { sqlAnswerSchema } from '../../schema/outputs.ts';
import { command, withContext } from './command.ts';
import { EXIT, UsageError } from './exit.ts';
import { counted, printJson, printLines, styleOf, table } from './print.ts';

const cellText = (value: unknown): string =>
  value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** `sql "<select>"` */
export const sql = command({
  usage: 'sql <select>',
  summary: 'Run one reading statement; the stable views are in the schema catalog_v1.',
  examples: [
    'modelfacts sql "select subject, attribute, value, status from catalog_v1.fact limit 10"',
    'modelfacts sql "select * from catalog_v1.conflict where state = \'open\'" --json',
  ],
  action: async (call, { args, options }) => {
    const [query = ''] = args;
    if (query.trim() === '')
      throw new UsageError('The statement is empty', 'nothing was written', 'See: modelfacts sql --help');
    const answer = await withContext(call, options, (context) => call.services.sql(context, query));
    if (options.json) printJson(call.io, sqlAnswerSchema, answer);
    else {
      const rows = answer.rows.map((row) => row.map(cellText));
      printLines(call.io, [
        ...table(answer.columns, rows, styleOf(call.io)),
        `(${counted(rows.length, 'row')})`,
      ]);
    }
    return EXIT.done;
  },
});
