import { resolve } from 'node:path';
import type { Command } from 'commander';
import {
  type SourceList,
  type SourceTry,
  type SourceUnmatched,
  sourceListSchema,
  sourceTrySchema,
  sourceUnmatchedSchema,
} from '../../schema/outputs.ts';
import { group, knownSource, member, withContext } from './command.ts';
import { EXIT, UsageError } from './exit.ts';
import type { Io } from './io.ts';
import { counted, paragraph, plain, printJson, printLines, styleOf, table } from './print.ts';
import { begin, diff, record } from './source-tools.ts';

interface TryOptions {
  file?: string;
  url?: string;
  as?: string;
}

/** `3 hours ago`: how long something lies back, in the largest unit that it fills twice, else in the next. */
function ago(instant: string, now: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(now) - Date.parse(instant)) / 60_000));
  if (minutes < 120) return `${counted(minutes, 'minute')} ago`;
  return minutes < 48 * 60
    ? `${Math.round(minutes / 60)} hours ago`
    : `${Math.round(minutes / 1440)} days ago`;
}

const minuteOf = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

type Listed = SourceList['sources'][number];

function worked({ lastGood, claims }: Listed, at: string): string[] {
  const good =
    lastGood === null ? 'never read whole' : `read whole ${minuteOf(lastGood)}, ${ago(lastGood, at)}`;
  return [`  ${good}; ${counted(claims ?? 0, 'live claim')}`];
}

function sourceLines(io: Io, { at, noDatabase, sources }: SourceList): string[] {
  const style = styleOf(io);
  const lines = sources.flatMap((source) => {
    const { id, owner, kind, state, seeds, off, note, next, stale } = source;
    const slot = next === null ? 'off until a page of it is recorded' : `next slot ${minuteOf(next)}`;
    return [
      `${style.bold(id)}  ${state}, ${kind} of ${owner}, ${counted(seeds.length, 'document')}, ${slot}`,
      ...(noDatabase === null ? worked(source, at) : []),
      ...(stale === null ? [] : paragraph(`stale: ${stale}`, io.columns, 2).map(style.warn)),
      ...(next === null ? [] : off.map((url) => `  off: ${url}, which nobody has recorded`)),
      ...paragraph(note, io.columns, 2),
    ];
  });
  const why = noDatabase === null ? [] : ['', `Without rounds and claims: ${noDatabase}. Times are UTC.`];
  return [...lines, ...why];
}

const list = member({
  usage: 'list',
  summary: 'List the sources: their state, last good round, live claims and next slot, and what is read.',
  examples: ['modelfacts source list', 'modelfacts source list --json'],
  action: async (call, { options }) => {
    const found = await withContext(call, options, (context) => call.services.sourceList(context));
    if (options.json) printJson(call.io, sourceListSchema, found);
    else printLines(call.io, sourceLines(call.io, found));
    return EXIT.done;
  },
});

function printTry(io: Io, found: SourceTry): void {
  const style = styleOf(io);
  const rows = found.statements.map(({ key, subject, means, scope, part, asWritten, claims, quote }) => [
    key ?? `? ${subject.id ?? subject.name ?? ''}`,
    means.join(' or '),
    scope,
    part,
    asWritten,
    claims.map(({ value }) => value.text).join(' | '),
    quote,
  ]);
  const refused = found.refused.map(
    ({ reason, what, quote }) => `  ${reason}: ${plain(what)}  "${plain(quote).slice(0, 100)}"`,
  );
  printLines(io, [
    ...(rows.length > 0
      ? table(['subject', 'attribute', 'scope', 'part', 'as written', 'value', 'quote'], rows, style)
      : []),
    '',
    `${counted(rows.length, 'statement')}, ${counted(refused.length, 'row')} refused.`,
    ...refused,
    ...(found.verdict === 'refused'
      ? [style.bad(`The document is refused: ${plain(found.reasons.join('; '))}`)]
      : []),
  ]);
}

const tryOut = member<TryOptions>({
  usage: 'try <source>',
  summary: 'Read one document as a source would and show what it states; nothing is stored.',
  examples: [
    'modelfacts source try llm-reference --file page.txt',
    'modelfacts source try openrouter --url https://openrouter.ai/api/v1/models --json',
    'modelfacts source try deepseek-pricing --file page.html --as https://api-docs.deepseek.com/quick_start/pricing',
  ],
  options: (line: Command) =>
    line
      .option('--file <file>', 'a page that was kept')
      .option('--url <url>', 'a live page (default: the first of the source)')
      .option('--as <url>', 'which document of the source the file is (default: told by its name)'),
  action: async (call, { args, options }) => {
    const { file, url, as } = options;
    if (as !== undefined && !URL.canParse(as))
      throw new UsageError('--as names no document', `"${as}" is no URL`, 'Give the URL as the source does.');
    if (file !== undefined && url !== undefined) {
      throw new UsageError('Two documents are named', 'one can be tried at a time', 'Give --file or --url.');
    }
    const request = {
      source: knownSource(call, args[0] ?? ''),
      ...(file === undefined ? {} : { file: resolve(call.io.cwd, file) }),
      ...(url === undefined ? {} : { url }),
      ...(as === undefined ? {} : { as }),
    };
    const found = await withContext(call, options, (context) => call.services.sourceTry(context, request));
    if (options.json) printJson(call.io, sourceTrySchema, found);
    else printTry(call.io, found);
    return found.verdict === 'refused' ? EXIT.partly : EXIT.done;
  },
});

const UNMATCHED: ReadonlyMap<string, string> = new Map([
  ['ambiguous', 'Can be several models, asked in: modelfacts review list --kind identity'],
  ['moving', 'Moves from model to model'],
  ['several-offerings', 'The provider sells the model in several offerings'],
  ['unknown', 'Not known'],
]);

function unmatchedLines(io: Io, { groups, unmatched }: SourceUnmatched): string[] {
  const style = styleOf(io);
  const head = ['source', 'kind', 'provider', 'as the source calls it', 'why'];
  return groups.flatMap(({ group, count }) => {
    const rows = unmatched
      .filter((one) => one.group === group)
      .map(({ source, kind, provider, nativeId, reason }) => [source, kind, provider, nativeId, reason]);
    const title = `${UNMATCHED.get(group) ?? group}: ${counted(count, 'name')}`;
    return [style.bold(title), ...table(head, rows, style), ''];
  });
}

const REASONS_SHOWN = 20;
const OFFERINGS_SHOWN = 2;

/** The offerings whose model is not known: one line for each reason, with a few of them. */
function unnamedLines(io: Io, { count, groups }: SourceUnmatched['offerings']): string[] {
  if (count === 0) return [];
  const style = styleOf(io);
  const rows = groups.slice(0, REASONS_SHOWN).map((one) => {
    const few = one.offerings.slice(0, OFFERINGS_SHOWN).map(({ subject }) => subject);
    return [String(one.count), one.group, one.reason, few.join(', ')];
  });
  const rest = groups.slice(REASONS_SHOWN).reduce((sum, one) => sum + one.count, 0);
  return [
    style.bold(`Offerings whose model is not known: ${count}`),
    ...table(['', 'group', 'why', 'such as'], rows, style),
    ...(rest > 0 ? [`${counted(rest, 'offering')} for other reasons.`] : []),
    'Each of them: modelfacts source unmatched --json',
    '',
  ];
}

const unmatched = member({
  usage: 'unmatched',
  summary:
    'List the names that nobody could identify yet, whose claims wait, and the offerings whose model is not known, by reason.',
  examples: ['modelfacts source unmatched', 'modelfacts source unmatched --json'],
  action: async (call, { options }) => {
    const found = await withContext(call, options, (context) => call.services.sourceUnmatched(context));
    if (options.json) printJson(call.io, sourceUnmatchedSchema, found);
    else {
      const lines = [...unmatchedLines(call.io, found), ...unnamedLines(call.io, found.offerings)];
      printLines(call.io, lines.length === 0 ? ['Every name is identified.'] : lines.slice(0, -1));
    }
    return EXIT.done;
  },
});

/** `source list|try|record|new|diff|unmatched` */
export const source = group('source', 'List the sources, try, record or begin one, or list unknown names.', [
  list,
  tryOut,
  record,
  begin,
  diff,
  unmatched,
]);
