import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type Alarm, type RefreshReport, refreshReportSchema } from '../../schema/outputs.ts';
import { type Call, command, knownSource, withContext } from './command.ts';
import { codeOfRefresh, FAIL_ON, UsageError } from './exit.ts';
import type { Io } from './io.ts';
import { counted, plain, printJson, printLines, styleOf, table } from './print.ts';
import { instantOf } from './recorded.ts';
import type { RefreshRequest } from './services.ts';

interface Options {
  due?: true;
  failOn?: string;
  from?: string;
  at?: string;
  report?: string;
  acceptLoss?: true;
}

const SUMMARY = 'Fetch the sources, read what changed, judge it and publish the facts.';

/** What came in, source by source; `demo` prints it as well. */
export function sourceTable(io: Io, report: RefreshReport): string[] {
  const rows = report.sources.map(({ id, outcome, documents, statements, claims, refused }) => [
    id,
    outcome,
    String(documents),
    String(statements),
    String(claims.opened),
    String(claims.closed),
    String(claims.live),
    String(refused.reduce((sum, { count }) => sum + count, 0)),
  ]);
  const head = [
    'source',
    'outcome',
    'documents',
    'statements',
    'opened',
    'closed',
    'live claims',
    'rows refused',
  ];
  return table(head, rows, styleOf(io));
}

const alarmLine = (id: string, { gate, reason, where, why, next }: Alarm): string => {
  const place = where === id || next.includes(where) ? '' : ` (${plain(where)})`;
  return `  ${id === '' ? '' : `${id}: `}${gate} gate, ${reason}: ${plain(why)}${place}. ${plain(next)}`;
};

/** Gates that tripped and documents that could not be fetched, one a line; `demo` prints them as well. */
export function problemLines(report: RefreshReport): string[] {
  return report.sources.flatMap(({ id, problems, alarms }) => {
    const told = new Set(alarms.map(({ reason, where }) => `${reason} ${where}`));
    const quiet = problems.filter(
      ({ url, reason }) => reason !== 'unproven' && !told.has(`${reason} ${url === '' ? id : url}`),
    );
    return [
      ...alarms.map((alarm) => alarmLine(id, alarm)),
      ...quiet.map(
        ({ url, reason, detail }) =>
          `  ${id}: ${reason}: ${plain(detail)}${url === '' ? '' : ` (${plain(url)})`}`,
      ),
    ];
  });
}

function refusedLines(report: RefreshReport): string[] {
  return report.sources.flatMap(({ id, refused }) =>
    refused.map(({ reason, count }) => `  ${id}: ${counted(count, 'row')} refused: ${plain(reason)}`),
  );
}

/** Providers that nobody has named yet: their offerings came in under keys of their own. */
function unknownLines({ sources }: RefreshReport): string[] {
  return sources
    .filter(({ unknownProviders }) => unknownProviders.length > 0)
    .map(({ id, unknownProviders }) => `  ${id}: ${unknownProviders.map(plain).join(', ')}`);
}

/** The figures of a publication as sentences. */
export function totals({ subjects, facts, conflicts, changes }: RefreshReport): string[] {
  return [
    `${counted(facts.live, 'fact')} about ${counted(subjects, 'subject')}: ${facts.inserted} new, ${facts.closed} closed, ${counted(changes, 'change')}.`,
    `${counted(conflicts.open, 'open conflict')}: ${conflicts.opened} opened, ${conflicts.settled} settled, ${conflicts.healed} healed.`,
  ];
}

function printReport(io: Io, report: RefreshReport): void {
  const style = styleOf(io);
  const notes = [...problemLines(report), ...refusedLines(report)];
  const unknown = unknownLines(report);
  printLines(io, [
    ...sourceTable(io, report),
    ...(notes.length > 0 ? ['', style.bold('Not used'), ...notes] : []),
    ...(unknown.length > 0 ? ['', style.bold('Providers without a line'), ...unknown] : []),
    ...(report.noReader.length > 0
      ? ['', style.bold('No reader'), ...report.noReader.map((file) => `  ${file}`)]
      : []),
    ...(report.alarms.length > 0
      ? ['', style.bold('Held back'), ...report.alarms.map((alarm) => alarmLine('', alarm))]
      : []),
    ...(report.notes.length > 0 ? ['', style.bold('Notes'), ...report.notes.map((note) => `  ${note}`)] : []),
    '',
    ...totals(report),
    ...report.conflicts.by.map(({ attribute, diagnosis, count }) => `  ${count} ${attribute} (${diagnosis})`),
    style.dim(`world ${report.world}, run ${report.run}, ${report.seconds} s`),
  ]);
}

function failOnOf(text: string | undefined): string[] {
  const names = (text ?? '').split(',').filter((name) => name !== '');
  const wrong = names.find((name) => !FAIL_ON.has(name));
  if (wrong === undefined) return names;
  const known = [...FAIL_ON.keys()].join(', ');
  throw new UsageError(
    `--fail-on does not know "${wrong}"`,
    `it knows ${known}`,
    `Write one or several: --fail-on ${known.replaceAll(', ', ',')}`,
  );
}

/** What the options say about recorded bodies and the report; paths count from the current folder. */
function recordedOf(
  { io }: Call,
  { due, from, at, report }: Options,
): Pick<RefreshRequest, 'from' | 'report'> {
  if (from === undefined && at !== undefined) {
    throw new UsageError(
      '--at has nothing to date',
      'live pages are read now',
      'Use it together with --from.',
    );
  }
  if (from !== undefined && due) {
    throw new UsageError(
      '--due and --from exclude each other',
      'a recording has no schedule',
      'Leave one out.',
    );
  }
  return {
    ...(from === undefined ? {} : { from: { folder: resolve(io.cwd, from), at: instantOf(from, at) } }),
    ...(report === undefined ? {} : { report: resolve(io.cwd, report) }),
  };
}

/** A loss is accepted by whoever looked at it: source by source. */
function acceptedLoss({ acceptLoss }: Options, sources: readonly string[]): boolean {
  if (acceptLoss !== true || sources.length > 0) return acceptLoss === true;
  throw new UsageError(
    '--accept-loss names no source',
    'a loss is accepted after somebody looked at it',
    'Name the sources: modelfacts refresh openrouter --accept-loss',
  );
}

/** `refresh [source…]` */
export const refresh = command<Options>({
  usage: 'refresh [source...]',
  summary: SUMMARY,
  examples: [
    'modelfacts refresh',
    'modelfacts refresh openrouter deepseek-pricing',
    'modelfacts refresh --due          # what cron calls: only what is due by its schedule',
    'modelfacts refresh --from recordings/2026-07-01 --report refusals.json',
    'modelfacts refresh --fail-on new-conflict,unreachable --json',
  ],
  options: (line: Command) =>
    line
      .option('--due', 'only sources whose slot has begun')
      .option('--from <folder>', 'read recorded bodies out of a folder instead of the network')
      .option('--at <instant>', 'when they were recorded (default: the day that the folder is named after)')
      .option('--accept-loss', 'take rounds of the named sources that lose more than the gates allow')
      .option('--report <file>', 'write what was refused, by reason and with examples, as JSON')
      .option('--fail-on <what>', `exit with 4 on any of: ${[...FAIL_ON.keys()].join(', ')}`),
  action: async (call, { args, options }) => {
    const failOn = failOnOf(options.failOn);
    const sources = args.map((id) => knownSource(call, id));
    const request = {
      sources,
      due: options.due === true,
      acceptLoss: acceptedLoss(options, sources),
      ...recordedOf(call, options),
    };
    const report = await withContext(call, options, (context) => call.services.refresh(context, request));
    if (options.json) printJson(call.io, refreshReportSchema, report);
    else printReport(call.io, report);
    return codeOfRefresh(report, failOn);
  },
});
