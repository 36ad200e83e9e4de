import { scheduleListSchema, scheduleRunSchema } from '../../schema/outputs.ts';
import { group, member, withContext } from './command.ts';
import { EXIT } from './exit.ts';
import { counted, printJson, printLines, styleOf, table } from './print.ts';
import { totals } from './refresh.ts';

const minute = (instant: string | null): string => instant?.slice(0, 16).replace('T', ' ') ?? '';

const list = member({
  usage: 'list',
  summary: 'List when each source was worked last and when it is due; times are UTC.',
  examples: ['modelfacts schedule list', 'modelfacts schedule list --json'],
  action: async (call, { options }) => {
    const found = await withContext(call, options, (context) => call.services.scheduleList(context));
    if (options.json) printJson(call.io, scheduleListSchema, found);
    else {
      const rows = found.sources.map(({ id, schedule, last, lastOutcome, next, due }) => [
        id,
        schedule,
        last === null ? 'never' : minute(last),
        lastOutcome ?? '',
        due ? 'now' : minute(next),
      ]);
      printLines(
        call.io,
        table(['source', 'schedule', 'last slot', 'outcome', 'due'], rows, styleOf(call.io)),
      );
    }
    return EXIT.done;
  },
});

const run = member({
  usage: 'run',
  summary: 'Work the sources by their schedules until interrupted.',
  examples: ['modelfacts schedule run', 'LOG_LEVEL=info modelfacts schedule run 2>> modelfacts.log'],
  action: async (call, { options }) => {
    const { io } = call;
    if (!options.json) io.err('Working by schedule; stop with Ctrl+C.\n');
    const report = await withContext(call, options, (context) =>
      call.services.scheduleRun(context, (done) => {
        if (!options.json)
          printLines(io, [io.now().toISOString(), ...totals(done).map((line) => `  ${line}`)]);
      }),
    );
    if (options.json) printJson(io, scheduleRunSchema, report);
    else
      printLines(io, [
        `Stopped after ${counted(report.refreshes, 'refresh').replace('refreshs', 'refreshes')}.`,
      ]);
    return EXIT.done;
  },
});

/** `schedule list|run` */
export const schedule = group('schedule', 'See when sources are due, or work them when they are.', [
  list,
  run,
]);
