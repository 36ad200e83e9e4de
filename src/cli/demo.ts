import type { Command } from 'commander';
import { type DemoReport, demoReportSchema } from '../../schema/outputs.ts';
import { command, withContext } from './command.ts';
import { conflictLines, keyText } from './conflict.ts';
import { codeOfRefresh } from './exit.ts';
import type { Io } from './io.ts';
import { counted, paragraph, plain, printJson, printLines, styleOf } from './print.ts';
import { problemLines, sourceTable, totals } from './refresh.ts';

const SHOWN_CONFLICTS = 8;

function disagreements(io: Io, { review }: DemoReport): string[] {
  const open = review.conflicts.filter(({ state }) => state === 'open');
  const rest = open.length - SHOWN_CONFLICTS;
  return [
    ...open.slice(0, SHOWN_CONFLICTS).flatMap((conflict) => [...conflictLines(io, conflict), '']),
    ...(rest > 0
      ? [
          `… and ${counted(rest, 'more conflict').replace('more conflicts', 'more')}: modelfacts review list`,
          '',
        ]
      : []),
  ];
}

function settled(io: Io, report: DemoReport): string[] {
  return report.settled.flatMap(({ published, against, sentence, ...key }) => [
    `${keyText(key)}: ${plain(published)}${against.length > 0 ? `, not ${plain(against.join(' or '))}` : ''}`,
    ...paragraph(sentence, io.columns, 4),
  ]);
}

/** Commands that have something to show on this very database. */
function nextCommands({ review }: DemoReport): string[] {
  const open = review.conflicts.filter(({ state }) => state === 'open');
  const first = open.find(({ diagnosis }) => diagnosis === 'notation') ?? open[0];
  const about =
    first === undefined
      ? []
      : [
          `modelfacts why ${first.subject} ${first.attribute}`,
          `modelfacts review show ${first.id}`,
          `modelfacts review decide ${first.id} --candidate 1 --reason "…"`,
        ];
  const views = 'modelfacts sql "select subject, attribute, value, status from catalog_v1.fact limit 10"';
  return ['modelfacts review list', ...about, 'modelfacts verify', views].map((line) => `  npx ${line}`);
}

function printDemo(io: Io, report: DemoReport): void {
  const style = styleOf(io);
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', style.bold(title), '', ...lines];
  printLines(io, [
    style.bold('What came in'),
    '',
    ...sourceTable(io, report.refresh),
    '',
    ...totals(report.refresh),
    ...section('What could not be used', problemLines(report.refresh)),
    ...section('What disagrees', disagreements(io, report)),
    ...section('What an authority settled', settled(io, report)),
    ...section('What to try next', nextCommands(report)),
    '',
    style.dim(plain(`The database of the demo: ${report.where}`)),
  ]);
}

/** `demo` */
export const demo = command<{ once?: true }>({
  usage: 'demo',
  summary:
    'Play recorded sources on this machine, refresh from them, and show what came in and what disagrees.',
  examples: ['modelfacts demo', 'modelfacts demo --once --json'],
  options: (line: Command) => line.option('--once', 'refresh once, print and end'),
  action: async (call, { options }) => {
    const report = await withContext(call, { ...options, shared: false }, (context) =>
      call.services.demo(context),
    );
    if (options.json) printJson(call.io, demoReportSchema, report);
    else printDemo(call.io, report);
    return codeOfRefresh(report.refresh);
  },
});
