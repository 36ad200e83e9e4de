import type { Command } from 'commander';
import { type SamenessAnswer, samenessSchema } from '../../schema/identified.ts';
import { compareNames } from '../pipeline/naming.ts';
import { type CommandFile, command } from './command.ts';
import { EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { withTextsLast } from './normalize.ts';
import { plain, printJson, printLines, styleOf } from './print.ts';

const sideLine = ({ name, key, unmatched }: SamenessAnswer['a']): string =>
  plain(`  ${name}: ${key ?? unmatched ?? 'no key'}`);

const differenceLine = ({ part, a, b }: SamenessAnswer['decides']): string =>
  plain(a === b ? `${part} ${a ?? ''}` : `${part}: ${a ?? 'none'} against ${b ?? 'none'}`);

function printAnswer(io: Io, { verdict, decides, understood, a, b, variant }: SamenessAnswer): void {
  const style = styleOf(io);
  printLines(io, [
    understood
      ? style.bold(verdict)
      : style.warn(`${verdict}, as far as is known: a name was not understood`),
    `  decided by ${differenceLine(decides)}`,
    `  ${sideLine(a)}`,
    `  ${sideLine(b)}`,
    ...variant.map((each) => `  makes no difference: ${differenceLine(each)}`),
  ]);
}

const leaf = command({
  usage: 'same <a> <b>',
  summary: 'Say whether two names mean one model, and which part decides; no database is needed.',
  examples: [
    'modelfacts same "Claude Sonnet 4.5 (EU)" anthropic/claude-4.5-sonnet-20250929',
    'modelfacts same glm-4.6 glm-4.6v --json',
  ],
  options: (line: Command) =>
    line.addHelpText(
      'after',
      '\nThe exit code is 3 where a name was not understood, so that "no" says only that nothing is known.',
    ),
  action: async (call, { args, options }) => {
    const [a = '', b = ''] = args;
    const answer = compareNames(a, b);
    if (options.json) printJson(call.io, samenessSchema, answer);
    else printAnswer(call.io, answer);
    return answer.understood ? EXIT.done : EXIT.partly;
  },
});

/** `same <a> <b>` */
export const same: CommandFile = {
  ...leaf,
  create: (services) => {
    const run = leaf.create(services);
    return (argv, io, env) => run(withTextsLast(argv), io, env);
  },
};
