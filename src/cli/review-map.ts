import type { Command } from 'commander';
import { SUBJECT_KINDS, type SubjectKind } from '../../schema/attributes.ts';
import { type AliasMap, aliasMapSchema } from '../../schema/outputs.ts';
import { member, withContext } from './command.ts';
import { EXIT, UsageError } from './exit.ts';
import type { Io } from './io.ts';
import { paragraph, printJson, printLines, styleOf, visible } from './print.ts';
import { addSaying, type SayOptions, saidBy } from './saying.ts';

interface MapOptions extends Partial<SayOptions> {
  to?: string;
  new?: true;
  undo?: true;
  provider?: string;
}

/** A name is asked about in the queue; it stands for nothing but itself. */
const KINDS: readonly string[] = SUBJECT_KINDS.filter((kind) => kind !== 'name');

function kindOf(text: string): SubjectKind {
  const kind = SUBJECT_KINDS.find((one) => one === text && KINDS.includes(one));
  if (kind) return kind;
  throw new UsageError(
    `"${text}" is no kind of alias`,
    `the kinds are ${KINDS.join(', ')}`,
    'Write one of them.',
  );
}

function checkChoice({ to, undo, new: fresh, reason }: MapOptions): void {
  const [what, why, next] =
    to !== undefined && undo
      ? ['--to and --undo exclude each other', 'one thing is decided at a time', 'Leave one out.']
      : fresh && to === undefined
        ? ['--new says nothing by itself', 'it belongs to --to', 'Add --to <key>.']
        : (to !== undefined || undo) && reason === undefined
          ? ['The reason is missing', 'whoever meets this decision later needs it', 'Write --reason "…"']
          : [];
  if (what !== undefined && why !== undefined && next !== undefined) throw new UsageError(what, why, next);
}

function printMap(io: Io, found: AliasMap): void {
  const style = styleOf(io);
  const lines = found.history.flatMap(({ subject, cause, by, reason, opened, closed }) => [
    `  ${visible(subject)}  ${closed === null ? style.good('now') : style.dim('before')}`,
    ...paragraph(
      `${cause}, from ${opened.slice(0, 10)}${closed === null ? '' : ` to ${closed.slice(0, 10)}`}${by === null ? '' : `, by ${by}: ${reason ?? ''}`}`,
      io.columns,
      4,
    ),
  ]);
  const published = found.publication === null ? [] : [style.dim(`Publication ${found.publication}.`)];
  const head = `${found.source} ${found.kind} "${visible(found.alias)}"${found.mapping === null ? ' stands for nothing' : ''}`;
  printLines(io, [style.bold(head), ...lines, ...published]);
}

/** `review map <source> <kind> <alias>` */
export const map = member<MapOptions>({
  usage: 'map <source> <kind> <alias>',
  summary:
    'Show which subject a name of a source stands for; link it to another, which merges or splits; undo that.',
  examples: [
    'modelfacts review map press-review model "GPT-5.3 Codex"',
    'modelfacts review map press-review model "Spark" --to openai/gpt-5.3-codex-spark --reason "the article says so"',
    'modelfacts review map press-review model "Spark" --undo --reason "another product of that name"',
  ],
  options: (line: Command) =>
    addSaying(
      line
        .option('--to <key>', 'link it to this subject')
        .option('--new', 'the subject of --to may be one that is not known yet')
        .option('--undo', 'take the last linking by a person back')
        .option('--provider <text>', 'the provider as the source writes it, where several sell something so'),
      { required: false },
    ),
  action: async (call, { args, options }) => {
    checkChoice(options);
    const [source = '', kind = '', written = ''] = args;
    const { to, undo, provider, reason = '' } = options;
    const address = { source, kind: kindOf(kind), written, ...(provider !== undefined && { provider }) };
    const said = to === undefined && !undo ? null : saidBy(call, { ...options, reason });
    const change = said && { ...said, ...(to === undefined ? {} : { to, fresh: options.new === true }) };
    const found = await withContext(call, options, (context) =>
      call.services.reviewMap(context, { address, ...(change && { change }) }),
    );
    if (options.json) printJson(call.io, aliasMapSchema, found);
    else printMap(call.io, found);
    return EXIT.done;
  },
});
