import { attributeSchema } from '../../schema/attributes.ts';
import { type ExplainedKey, type FactOutput, type WhyReport, whyReportSchema } from '../../schema/outputs.ts';
import { command, withContext } from './command.ts';
import { claimLines, conflictLines, settledLines, valueText } from './conflict.ts';
import { EXIT, oneOf } from './exit.ts';
import type { Io } from './io.ts';
import { counted, paragraph, plain, printJson, printLines, styleOf, visible } from './print.ts';

function factLine(fact: FactOutput): string {
  const part = fact.part === '' ? '' : `${plain(fact.part)}: `;
  return `    ${part}${valueText(fact)}  ${fact.status}, ${plain(fact.basis)}`;
}

function keyLines(io: Io, key: ExplainedKey, subject: string): string[] {
  const style = styleOf(io);
  const owner = key.subject === subject ? '' : `${key.subject}  `;
  const scope = key.scope === '' ? '' : `  ${key.scope}`;
  return [
    style.bold(visible(`${owner}${key.attribute}${scope}`)),
    ...(key.facts.length === 0 ? ['    nothing is published'] : key.facts.map(factLine)),
    ...(key.conflict ? conflictLines(io, key.conflict).map((line) => `    ${line}`) : []),
    ...settledLines(io, key),
    ...key.claims.flatMap((claim) => claimLines(io, claim)),
    '',
  ];
}

const day = (instant: string): string => instant.slice(0, 10);

/** The lists that no longer name the subject, above what is known of it elsewhere. */
const unlistedLines = (io: Io, { unlisted }: WhyReport): string[] =>
  unlisted.flatMap(({ source, url, since, ended, claims }) => [
    ...paragraph(
      visible(
        `no longer listed by ${source} since ${day(since)}; its ${counted(claims, 'claim')} ended ${day(ended)}`,
      ),
      io.columns,
    ),
    `    ${plain(url)}`,
    '',
  ]);

/** `why <subject> [attribute]` */
export const why = command({
  usage: 'why <subject> [attribute]',
  summary: 'Explain what is published about a subject: every claim with its quote, and who settled what.',
  examples: [
    'modelfacts why gpt-5.3-codex-spark context_window',
    'modelfacts why stepfun/step-3.7-flash',
    'modelfacts why openrouter/inclusionai/ling-2.6-flash price --json',
  ],
  action: async (call, { args, options }) => {
    const [subject = '', attribute] = args;
    if (attribute !== undefined) oneOf(attributeSchema.options, attribute, 'attribute');
    const request = { subject, ...(attribute === undefined ? {} : { attribute }) };
    const report = await withContext(call, options, (context) => call.services.why(context, request));
    if (options.json) printJson(call.io, whyReportSchema, report);
    else {
      const head = paragraph(visible(`${report.subject} (${report.kind})`), call.io.columns);
      printLines(call.io, [
        ...head,
        '',
        ...unlistedLines(call.io, report),
        ...report.keys.flatMap((key) => keyLines(call.io, key, report.subject)),
      ]);
    }
    return EXIT.done;
  },
});
