import { resolve } from 'node:path';
import type { Command } from 'commander';
import { sourceDiffSchema, sourceNewSchema, sourceRecordSchema } from '../../schema/outputs.ts';
import type { BodyKind } from '../../schema/source.ts';
import { knownSource, member, withContext } from './command.ts';
import { EXIT, UsageError } from './exit.ts';
import { counted, plain, printJson, printLines, styleOf, table } from './print.ts';

interface RecordOptions {
  url?: string;
  capture?: string;
  file?: string;
  date?: string;
  to?: string;
}

const isUrl = (text: string): boolean => URL.canParse(text) && /^https?:/u.test(text);

function checkRecord({ url, capture, file, date }: RecordOptions): void {
  if (capture !== undefined && (url ?? file) !== undefined)
    throw new UsageError('Two pages are named', 'one is recorded at a time', 'Leave out --url and --file.');
  if (url !== undefined && !isUrl(url))
    throw new UsageError(
      '--url names no page',
      `"${url}" is no web address`,
      'Write it as https://host/path.',
    );
  if (capture !== undefined && !/^[0-9a-f]{6,64}$/u.test(capture))
    throw new UsageError(
      '--capture names no body',
      `"${capture}" is no sha256`,
      'Give at least its first six digits.',
    );
  if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/u.test(date))
    throw new UsageError('--date is no day', `"${date}" is not YYYY-MM-DD`, 'Write it like 2026-07-01.');
}

/** `source record` */
export const record = member<RecordOptions>({
  usage: 'record <source>',
  summary:
    'Write a dated fixture from a live page, a stored capture or a saved file, and say what to do with it.',
  examples: [
    'modelfacts source record deepseek-pricing',
    'modelfacts source record deepseek-pricing --capture 3fa9c1d2 --date 2026-07-01',
    'modelfacts source record deepseek-pricing --file page.html --to /tmp/recordings',
  ],
  options: (line: Command) =>
    line
      .option('--url <url>', 'the page, or what the file is (default: the first of the source)')
      .option('--capture <sha256>', 'a stored body, by the beginning of its hash')
      .option('--file <file>', 'a page that was kept')
      .option('--date <day>', 'the day of the fixture (default: when it was fetched)')
      .option('--to <folder>', 'a folder of fixtures (default: fixtures/ of the clone)'),
  action: async (call, { args, options }) => {
    checkRecord(options);
    const { url, capture, file, date, to } = options;
    const request = {
      source: knownSource(call, args[0] ?? ''),
      ...(url === undefined ? {} : { url }),
      ...(capture === undefined ? {} : { capture }),
      ...(file === undefined ? {} : { file: resolve(call.io.cwd, file) }),
      ...(date === undefined ? {} : { date }),
      ...(to === undefined ? {} : { to: resolve(call.io.cwd, to) }),
    };
    const found = await withContext(call, options, (context) => call.services.sourceRecord(context, request));
    if (options.json) printJson(call.io, sourceRecordSchema, found);
    else
      printLines(call.io, [
        `${found.folder}: ${found.files.join(', ')}`,
        found.verdict === 'accepted'
          ? `The reader takes ${counted(found.statements, 'statement')} of it and refuses ${counted(found.refused, 'row')}.`
          : `The reader refuses it: ${plain(found.reasons.join('; '))}`,
        '',
        styleOf(call.io).bold('Before it is committed'),
        ...found.next.map((step, at) => `  ${at + 1}. ${step}`),
      ]);
    return found.verdict === 'refused' ? EXIT.partly : EXIT.done;
  },
});

interface NewOptions {
  url?: string;
  owner?: string;
  kind: string;
}

const KINDS: ReadonlyMap<string, BodyKind> = new Map([
  ['html', 'html'],
  ['markdown', 'text'],
  ['json', 'json'],
]);

/** `source new` */
export const begin = member<NewOptions>({
  usage: 'new <source>',
  summary:
    'Begin a source in this clone: code that type-checks, the stub of a fixture, its line in the list.',
  examples: [
    'modelfacts source new example-pricing --url https://example.com/pricing --kind html',
    'modelfacts source new example-list --owner openai --url https://example.com/v1/models --kind json',
  ],
  options: (line: Command) =>
    line
      .option('--url <url>', 'its first page (default: one of example.com)')
      .option('--owner <provider>', 'who speaks there, as a key of providers.tsv (default: told by the id)')
      .option('--kind <kind>', `what the page is: ${[...KINDS.keys()].join(', ')}`, 'html'),
  action: async (call, { args, options }) => {
    const id = args[0] ?? '';
    const { url = `https://example.com/${id}` } = options;
    const kind = KINDS.get(options.kind);
    if (!kind || !isUrl(url)) {
      const why = kind
        ? `"${url}" is no web address`
        : `"${options.kind}" is none of ${[...KINDS.keys()].join(', ')}`;
      throw new UsageError('The page of the source is not known', why, 'See: modelfacts source new --help');
    }
    const { owner } = options;
    const request = { source: id, url, kind, ...(owner === undefined ? {} : { owner }) };
    const found = await withContext(call, options, (context) => call.services.sourceNew(context, request));
    if (options.json) printJson(call.io, sourceNewSchema, found);
    else
      printLines(call.io, [
        ...found.files.map((file) => `wrote ${file}`),
        `  + ${found.line}`,
        '',
        styleOf(call.io).bold('Next'),
        ...found.next.map((step, at) => `  ${at + 1}. ${step}`),
      ]);
    return EXIT.done;
  },
});

const day = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** `source diff` */
export const diff = member({
  usage: 'diff <source>',
  summary: 'Show what changed between the last two accepted rounds of a source.',
  examples: ['modelfacts source diff openrouter', 'modelfacts source diff openrouter --json'],
  action: async (call, { args, options }) => {
    const id = knownSource(call, args[0] ?? '');
    const found = await withContext(call, options, (context) => call.services.sourceDiff(context, id));
    if (options.json) {
      printJson(call.io, sourceDiffSchema, found);
      return EXIT.done;
    }
    const { from, to, changes, opened, closed } = found;
    if (!from || !to) {
      printLines(call.io, [
        `${id} has had ${to ? 'one accepted round' : 'no accepted round'}; a difference needs two. Read it ${to ? 'again' : 'twice'} with: modelfacts refresh ${id}`,
      ]);
      return EXIT.done;
    }
    const head = ['subject', 'attribute', 'scope', 'part', 'before', 'after', 'cause'];
    const rows = changes.map((change) => [
      ...[change.subject, change.attribute, change.scope, change.part],
      ...[change.before ?? '', change.after ?? '', change.cause],
    ]);
    printLines(call.io, [
      `${id} from ${day(from.at)} to ${day(to.at)} (UTC): ${counted(opened, 'claim')} opened, ${closed} closed.`,
      ...(rows.length > 0 ? ['', ...table(head, rows, styleOf(call.io))] : []),
    ]);
    return EXIT.done;
  },
});
