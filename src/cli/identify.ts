import type { Command } from 'commander';
import { type Identified, identifiedSchema } from '../../schema/identified.ts';
import { identifyName, placeOf } from '../pipeline/naming.ts';
import { type Call, type CommandFile, command } from './command.ts';
import { EXIT, UsageError } from './exit.ts';
import type { Io } from './io.ts';
import { withTextsLast } from './normalize.ts';
import { paragraph, plain, printJson, printLines, styleOf } from './print.ts';

interface IdentifyOptions {
  source?: string;
}

/** "vendor openai, version 5.3, words codex spark": only the parts that the name states. */
function partsLine(parts: NonNullable<Identified['parts']>): string {
  return Object.entries(parts)
    .map(([part, value]) => [part, Array.isArray(value) ? value.join(' ') : (value ?? '')])
    .filter(([, value]) => value !== '')
    .map(([part, value]) => `${part} ${value}`)
    .join(', ');
}

function printAnswer(io: Io, found: Identified): void {
  const style = styleOf(io);
  const subject = found.key ?? `unmatched: ${plain(found.unmatched ?? '')}`;
  const lines = found.applied.map(({ table, line, is, reason }) => `${table}: ${line} is ${is}, ${reason}`);
  printLines(io, [
    found.key === null ? style.warn(subject) : style.bold(subject),
    ...(found.parts ? paragraph(partsLine(found.parts), io.columns, 2) : []),
    ...(found.parsed === 'generic' ? ['  the family is not known; read by the grammar of all names'] : []),
    ...(found.candidates.length > 0 ? [`  may be ${plain(found.candidates.join(' or '))}`] : []),
    ...lines.flatMap((line) => paragraph(line, io.columns, 2)),
  ]);
}

/** A source's id or a provider's key, or a usage error. */
function knownPlace(call: Call, written: string): string {
  const sources = call.services.sourceIds();
  const place = placeOf(written, sources);
  if (place !== undefined) return place;
  throw new UsageError(
    `There is no source and no provider "${written}"`,
    `the sources are ${sources.join(', ')}; the providers are those that sources name, such as nano-gpt`,
    'See: modelfacts source list',
  );
}

const leaf = command<IdentifyOptions>({
  usage: 'identify <name>',
  summary:
    'Take one model name apart and say which model it means, or what it may mean; no database is needed.',
  examples: [
    'modelfacts identify "OpenAI: GPT-5.3-Codex-Spark"',
    'modelfacts identify us.anthropic.claude-opus-4-1-20250805-v1:0 --json',
    'modelfacts identify deepseek/deepseek-chat --source openrouter',
    'modelfacts identify dolphin-72b --source nano-gpt',
  ],
  options: (line: Command) =>
    line
      .option(
        '--source <id>',
        "read the name as this source's or this provider's, with the lines that are about it",
      )
      .addHelpText('after', '\nThe exit code is 3 where the name stays unmatched.'),
  action: async (call, { args, options }) => {
    const source = options.source === undefined ? undefined : knownPlace(call, options.source);
    const found = identifyName(args[0] ?? '', source);
    if (options.json) printJson(call.io, identifiedSchema, found);
    else printAnswer(call.io, found);
    return found.key === null ? EXIT.partly : EXIT.done;
  },
});

const TAKES_VALUE: ReadonlySet<string> = new Set(['--source', '--database', '--wait']);

/** `identify <name>` */
export const identify: CommandFile = {
  ...leaf,
  create: (services) => {
    const run = leaf.create(services);
    return (argv, io, env) => run(withTextsLast(argv, TAKES_VALUE), io, env);
  },
};
