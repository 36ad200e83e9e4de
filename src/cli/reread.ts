import { rereadSchema } from '../../schema/outputs.ts';
import { command, knownSource, withContext } from './command.ts';
import { EXIT } from './exit.ts';
import { counted, plain, printJson, printLines, styleOf, table } from './print.ts';

/** `reread [source…]` */
export const reread = command({
  usage: 'reread [source...]',
  summary: "Read the stored pages with today's code, without fetching, and publish what that changes.",
  examples: ['modelfacts reread', 'modelfacts reread deepseek-pricing --json'],
  action: async (call, { args, options }) => {
    const ids = args.map((id) => knownSource(call, id));
    const found = await withContext(call, options, (context) => call.services.reread(context, ids));
    const alarms = found.sources.flatMap((source) =>
      source.alarms.map((alarm) => ({ id: source.id, ...alarm })),
    );
    if (options.json) printJson(call.io, rereadSchema, found);
    else {
      const head = ['source', 'documents', 'read anew', 'statements', 'opened', 'closed'];
      const held = found.sources.filter(({ documents }) => documents > 0);
      const none = found.sources.length - held.length;
      const rows = held.map(({ id, documents, read, statements, claims }) => [
        id,
        ...[documents, read, statements, claims.opened, claims.closed].map(String),
      ]);
      printLines(call.io, [
        ...(rows.length > 0 ? table(head, rows, styleOf(call.io)) : []),
        ...(none > 0 ? [`${counted(none, 'source')} without a stored page.`] : []),
        ...alarms.map(
          ({ id, reason, why, where, next }) =>
            `  ${id}: ${reason}: ${plain(why)} (${plain(where)}). ${plain(next)}`,
        ),
        '',
        `${counted(found.facts.inserted, 'fact')} new, ${found.facts.closed} closed, ${counted(found.changes, 'change')}.`,
      ]);
    }
    return alarms.length > 0 ? EXIT.partly : EXIT.done;
  },
});
