import type { Command } from 'commander';
import { attributeSchema } from '../../schema/attributes.ts';
import { CONFLICT_KINDS } from '../../schema/judgement.ts';
import {
  type DecisionReport,
  decisionReportSchema,
  type ReviewList,
  reviewListSchema,
  reviewShowSchema,
} from '../../schema/outputs.ts';
import { type Call, type CommonOptions, group, member, withContext } from './command.ts';
import { dateAhead } from './config.ts';
import { aliasLines, claimLines, conflictLines, settledLines } from './conflict.ts';
import { EXIT, oneOf, UsageError } from './exit.ts';
import type { Io } from './io.ts';
import { counted, printJson, printLines, styleOf } from './print.ts';
import { map } from './review-map.ts';
import { addSaying, type SayOptions, saidBy } from './saying.ts';
import type { DecideRequest } from './services.ts';

interface ListOptions {
  kind?: string;
  attribute?: string;
  all?: true;
}

interface DecideOptions extends SayOptions {
  candidate?: string;
  value?: string;
  subject?: string;
  proposal?: true;
  snooze?: string;
  version?: string;
  reviewAfter?: string;
}

function printList(io: Io, { open, conflicts }: ReviewList, filtered: boolean): void {
  const blocks = conflicts.flatMap((conflict) => [...conflictLines(io, conflict), '']);
  const none = filtered
    ? 'None of those that were asked for; see all with: modelfacts review list'
    : 'Nothing waits for a person.';
  const next = conflicts[0] ? `Look at one with: modelfacts review show ${conflicts[0].id}` : none;
  printLines(io, [...blocks, `${counted(open, 'open conflict')}. ${next}`]);
}

function checkFilter({ kind, attribute }: ListOptions): void {
  if (kind !== undefined) oneOf(CONFLICT_KINDS, kind, 'kind of conflict');
  if (attribute !== undefined) oneOf(attributeSchema.options, attribute, 'attribute');
}

const list = member<ListOptions>({
  usage: 'list',
  summary: 'List the conflicts that wait for a person.',
  examples: [
    'modelfacts review list',
    'modelfacts review list --attribute context_window --json',
    'modelfacts review list --kind identity',
    'modelfacts review list --all',
  ],
  options: (line: Command) =>
    line
      .option('--kind <kind>', `only this kind: ${CONFLICT_KINDS.join(', ')}`)
      .option('--attribute <attribute>', 'only this attribute')
      .option('--all', 'settled and snoozed ones as well'),
  action: async (call, { options }) => {
    checkFilter(options);
    const { kind, attribute, all } = options;
    const filter = { all: all === true, ...(kind && { kind }), ...(attribute && { attribute }) };
    const found = await withContext(call, options, (context) => call.services.reviewList(context, filter));
    if (options.json) printJson(call.io, reviewListSchema, found);
    else printList(call.io, found, (kind ?? attribute) !== undefined);
    return EXIT.done;
  },
});

const show = member({
  usage: 'show <id>',
  summary: 'Show one conflict with its evidence.',
  examples: ['modelfacts review show 12', 'modelfacts review show 12 --json'],
  action: async (call, { args, options }) => {
    const [id = ''] = args;
    const found = await withContext(call, options, (context) => call.services.reviewShow(context, id));
    if (options.json) printJson(call.io, reviewShowSchema, found);
    else {
      printLines(call.io, [
        ...conflictLines(call.io, found.conflict),
        ...settledLines(call.io, found),
        '',
        ...found.claims.flatMap((claim) => claimLines(call.io, claim)),
        ...aliasLines(found.claims),
        '',
        `Decide it with: modelfacts review decide ${id} --candidate ${found.conflict.proposal ? '1' : '<n>'} --version ${found.conflict.version} --reason "…"`,
      ]);
    }
    return EXIT.done;
  },
});

/** A whole number from `least` on. */
function wholeNumber(text: string, option: string, least: number): number {
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number >= least) return number;
  throw new UsageError(
    `${option} ${text} is no number`,
    `a whole number from ${least} on was expected`,
    'See: modelfacts review show <id>',
  );
}

function choiceOf(options: DecideOptions, now: Date): DecideRequest['choice'] {
  const choices: DecideRequest['choice'][] = [
    ...(options.candidate === undefined
      ? []
      : [{ candidate: wholeNumber(options.candidate, '--candidate', 1) }]),
    ...(options.value === undefined ? [] : [{ value: options.value }]),
    ...(options.subject === undefined ? [] : [{ subject: options.subject }]),
    ...(options.proposal === undefined ? [] : [{ proposal: true as const }]),
    ...(options.snooze === undefined ? [] : [{ snooze: dateAhead(options.snooze, now) }]),
  ];
  const [choice, ...others] = choices;
  if (choice !== undefined && others.length === 0) return choice;
  const what = choice === undefined ? 'It is not said what to decide' : 'More than one decision is named';
  throw new UsageError(
    what,
    'exactly one choice is needed',
    'Give one of --candidate <n>, --value <text>, --subject <key>, --proposal, --snooze <date>.',
  );
}

function printDecision(call: Call, report: DecisionReport, options: CommonOptions): void {
  if (options.json) {
    printJson(call.io, decisionReportSchema, report);
    return;
  }
  const style = styleOf(call.io);
  const published =
    report.publication === null ? 'Nothing had to be published.' : `Publication ${report.publication}.`;
  printLines(call.io, [
    ...conflictLines(call.io, report.conflict),
    style.dim(`Decision ${report.decision}. ${published}`),
  ]);
}

const decide = member<DecideOptions>({
  usage: 'decide <id>',
  summary: 'Decide a conflict. The decision holds until the evidence it considered changes.',
  examples: [
    'modelfacts review decide 12 --candidate 2 --reason "the launch text says 128k"',
    'modelfacts review decide 12 --value 128000 --reason "first-party figure" --by ada',
    'modelfacts review decide 12 --proposal --reason "the arithmetic is right" --review-after 2027-01-01',
    'modelfacts review decide 12 --subject mistral/mistral-large-2407 --reason "its page says 24.07"',
    'modelfacts review decide 12 --snooze 2026-12-31 --reason "the vendor was asked"',
  ],
  options: (line: Command) =>
    addSaying(line, { required: true })
      .option('--candidate <n>', 'this candidate, counted from 1')
      .option('--value <text>', 'this value')
      .option('--subject <key>', 'this model, where a name can be several')
      .option('--proposal', 'what is proposed')
      .option('--snooze <date>', 'not now: ask again at this date')
      .option('--version <n>', 'refuse if the conflict has changed since this version')
      .option('--review-after <date>', 'ask again at this date'),
  action: async (call, { args, options }) => {
    const now = call.io.now();
    const { version, reviewAfter } = options;
    const request: DecideRequest = {
      id: args[0] ?? '',
      choice: choiceOf(options, now),
      ...saidBy(call, options),
      ...(version === undefined ? {} : { version: wholeNumber(version, '--version', 0) }),
      ...(reviewAfter === undefined ? {} : { reviewAfter: dateAhead(reviewAfter, now) }),
    };
    const report = await withContext(call, options, (context) => call.services.decide(context, request));
    printDecision(call, report, options);
    return EXIT.done;
  },
});

const undo = member<SayOptions>({
  usage: 'undo <id>',
  summary: 'Undo the decision on a conflict; value and queue are as they were before it.',
  examples: ['modelfacts review undo 12 --reason "the quote was of the sibling model"'],
  options: (line: Command) => addSaying(line, { required: true }),
  action: async (call, { args, options }) => {
    const request = { id: args[0] ?? '', ...saidBy(call, options) };
    const report = await withContext(call, options, (context) => call.services.undo(context, request));
    printDecision(call, report, options);
    return EXIT.done;
  },
});

/** `review list|show|decide|undo|map` */
export const review = group(
  'review',
  'List, show, decide and undo conflicts; link names to other subjects.',
  [list, show, decide, undo, map],
);
