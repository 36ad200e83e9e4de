import type { Command } from 'commander';
import { type NormalizedText, normalizedTextSchema } from '../../schema/normalized.ts';
import { notationKinds, readNotation } from '../pipeline/notation.ts';
import { type CommandFile, command } from './command.ts';
import { EXIT, UsageError } from './exit.ts';
import type { Io } from './io.ts';
import { paragraph, plain, printJson, printLines, styleOf } from './print.ts';

interface NormalizeOptions {
  unit?: string;
  locale?: string;
}

type ReadValue = NormalizedText['values'][number];

/** "context_window  131000 tokens, from 130500 to 131999, may also be read as 131072". */
function lineOf(found: ReadValue): string {
  const { unit, low, high, readings, marks, precision, from, until, qualifiers } = found;
  const isShare = found.attribute === 'price' && unit === null && found.number !== null;
  const named = found.value === found.number || unit === null ? found.value : (found.number ?? found.value);
  const said = isShare ? `${found.value} as a share of another price` : named;
  const parts = [
    `${said}${unit === null ? '' : ` ${unit}`}`,
    ...(low === null ? [] : [`from ${low} to ${high}`]),
    ...(readings.length === 0 ? [] : [`may also be read as ${readings.join(' or ')}`]),
    ...(precision === null ? [] : [precision]),
    ...marks.map((mark) => mark.replaceAll('_', ' ')),
    ...(from === null ? [] : [`holds from ${from}`]),
    ...(until === null ? [] : [`holds until ${until}`]),
    ...Object.entries(qualifiers).map(([name, text]) => `${name}: ${text}`),
  ];
  const place = [found.attribute, found.scope, found.part].filter((text) => text !== '').join('  ');
  return plain(`${place}  ${parts.join(', ')}`);
}

/** A language is known where the platform knows its decimal sign; any other would be read as English in silence. */
function knownLocale(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf([locale]).length > 0;
  } catch {
    return false;
  }
}

function printAnswer(io: Io, { values, refused }: NormalizedText): void {
  const style = styleOf(io);
  printLines(io, values.map(lineOf));
  if (refused)
    printLines(io, [style.warn(`refused: ${refused.reason}`), ...paragraph(refused.detail, io.columns, 2)]);
}

const leaf = command<NormalizeOptions>({
  usage: 'normalize <kind> <text>',
  summary: 'Read one text as a value of a kind, as a source would be read; no database is needed.',
  examples: [
    'modelfacts normalize context "262k"',
    "modelfacts normalize price_input 0.00000175 --unit 'USD per token' --json",
    'modelfacts normalize context "1,05 M" --locale fr',
    'modelfacts normalize date -2507',
  ],
  options: (line: Command) =>
    line
      .option('--unit <unit>', 'the unit that the source declares outside of the text: a heading, a field')
      .option('--locale <locale>', "the source's language, for its decimal sign", 'en')
      .addHelpText(
        'after',
        ['', ...paragraph(`Kinds: ${notationKinds().join(', ')}.`, 100)].join('\n') +
          '\nThe exit code is 0 where the text was read, 3 where it was refused, 2 for a kind that does not exist.',
      ),
  action: async (call, { args, options }) => {
    const [kind = '', text = ''] = args;
    if (options.locale !== undefined && !knownLocale(options.locale))
      throw new UsageError(
        `There is no language "${options.locale}"`,
        'a language is named as in en, de, fr, es, pt-BR, zh-CN, ja',
        'See: modelfacts normalize --help',
      );
    const answer = readNotation({ kind, text, ...options, today: call.io.now().toISOString().slice(0, 10) });
    if (!answer)
      throw new UsageError(
        `There is no kind "${kind}"`,
        `the kinds are ${notationKinds().join(', ')}`,
        'See: modelfacts normalize --help',
      );
    if (options.json) printJson(call.io, normalizedTextSchema, answer);
    else printAnswer(call.io, answer);
    return answer.refused ? EXIT.partly : EXIT.done;
  },
});

const TAKES_VALUE: ReadonlySet<string> = new Set(['--unit', '--locale', '--database', '--wait']);
const isOption = (word: string): boolean => /^(?:--[a-z][a-z-]*(?:=.*)?|-h)$/s.test(word);

/**
 * Puts options first and the texts behind `--`: a text may begin with a dash ("-2507", "-"). A `--` in front of
 * another text separates; any other is a text itself, a dash that stands for no value.
 */
export function withTextsLast(argv: readonly string[], takesValue = TAKES_VALUE): string[] {
  const [options, texts]: [string[], string[]] = [[], []];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    const next = argv[at + 1];
    const separates = word === '--' && next !== undefined && !isOption(next);
    if (separates) continue;
    if (!isOption(word)) texts.push(word);
    else {
      options.push(word);
      if (takesValue.has(word) && next !== undefined) options.push(argv[++at] ?? '');
    }
  }
  return [...options, '--', ...texts];
}

/** `normalize <kind> <text>` */
export const normalize: CommandFile = {
  ...leaf,
  create: (services) => {
    const run = leaf.create(services);
    return (argv, io, env) => run(withTextsLast(argv), io, env);
  },
};
