import type { Command } from 'commander';
import { type RefreshReport, refreshReportSchema } from '../../schema/outputs.ts';
import { command, knownSource, withContext } from './command.ts';
import { codeOfRefresh, FAIL_ON, UsageError } from './exit.ts';
import type { Io } from './io.ts';
import { counted, plain, printJson, printLines, styleOf, table } from './print.ts';

interface Options {
  due?: true;
  failOn?: string;
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

function refusedLines(report: RefreshReport): string[] {
  return report.sources.flatMap(({ id, refused, problems }) => [
    ...problems.map(
      ({ url, reason, detail }) =>
        `  ${id}: ${reason}: ${plain(detail)}${url === '' ? '' : ` (${plain(url)})`}`,
    ),
    ...refused.map(({ reason, count }) => `  ${id}: ${counted(count, 'row')} refused: ${plain(reason)}`),
  ]);
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
  const notes = refusedLines(report);
  printLines(io, [
    ...sourceTable(io, report),
    ...(notes.length > 0 ? ['', style.bold('Not used'), ...notes] : []),
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

/** `refresh [source…]` */
export const refresh = command<Options>({
  usage: 'refresh [source...]',
  summary: SUMMARY,
  examples: [
    'modelfacts refresh',
    'modelfacts refresh openrouter deepseek-pricing',
    'modelfacts refresh --due          # what cron calls: only what is due by its schedule',
    'modelfacts refresh --fail-on new-conflict,unreachable --json',
  ],
  options: (line: Command) =>
    line
      .option('--due', 'only sources whose slot has begun')
      .option('--fail-on <what>', `exit with 4 on any of: ${[...FAIL_ON.keys()].join(', ')}`),
  action: async (call, { args, options }) => {
    const failOn = failOnOf(options.failOn);
    const sources = args.map((id) => knownSource(call, id));
    const request = { sources, due: options.due === true };
    const report = await withContext(call, options, (context) => call.services.refresh(context, request));
    if (options.json) printJson(call.io, refreshReportSchema, report);
    else printReport(call.io, report);
    return codeOfRefresh(report, failOn);
  },
});
