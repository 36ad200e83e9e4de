import type { ClaimOutput, ExplainedKey, ReviewConflict } from '../../schema/outputs.ts';
import type { Io } from './io.ts';
import { paragraph, plain, type Style, styleOf, visible } from './print.ts';

const MODEST_QUOTE = 160;
const shortQuote = (quote: string): string =>
  quote.length <= MODEST_QUOTE ? quote : `${quote.slice(0, MODEST_QUOTE)}…`;

/** `openai/gpt-5.3-codex-spark context_window`, with the scope where there is one. */
export const keyText = (key: { subject: string; attribute: string; scope: string }): string =>
  visible([key.subject, key.attribute, key.scope].filter((text) => text !== '').join('  '));

/** A conflict as a block: its key, every value with who says it, and why they differ. */
export function conflictLines(io: Io, conflict: ReviewConflict): string[] {
  const style = styleOf(io);
  const { candidates, proposal } = conflict;
  const width = Math.max(4, ...candidates.map(({ asWritten }) => visible(asWritten).length));
  const said = candidates.map(({ asWritten, value, witnesses }, at) => {
    const who = [
      ...new Set(witnesses.map(({ source, authority }) => (authority ? `${source} (authority)` : source))),
    ];
    const reading = value.toLowerCase() === asWritten.toLowerCase() ? '' : ` = ${plain(value)}`;
    return `    ${at + 1}. ${visible(asWritten).padEnd(width)}${reading}  ${style.dim(plain(who.join(', ')))}`;
  });
  const why =
    conflict.arithmetic === '' ? conflict.diagnosis : `${conflict.diagnosis}: ${conflict.arithmetic}`;
  return [
    `${style.bold(`#${conflict.id}`)}  ${keyText(conflict)}  ${stateText(conflict, style)}`,
    ...said,
    ...paragraph(why, io.columns, 4),
    `    published: ${plain(conflict.published ?? 'nothing')}${proposal ? `; proposed: ${plain(proposal.value)}` : ''}`,
  ];
}

function stateText({ state, snoozedUntil }: ReviewConflict, style: Style): string {
  if (state === 'open') return style.warn('open');
  if (state === 'snoozed') return style.dim(`snoozed until ${snoozedUntil?.slice(0, 10) ?? 'later'}`);
  return style.good(state);
}

/** A value with its unit, its range and how else it may be read. */
export function valueText(value: {
  value: string;
  unit: string | null;
  low: string | null;
  high: string | null;
  readings: readonly number[];
}): string {
  const unit = value.unit === null ? '' : ` ${value.unit}`;
  const range = value.low === null || value.high === null ? '' : `, from ${value.low} to ${value.high}`;
  const readings = value.readings.length === 0 ? '' : `, may also be read as ${value.readings.join(' or ')}`;
  return plain(`${value.value}${unit}${range}${readings}`);
}

/** A claim as a block: what stands where, as written, and how it is read. */
export function claimLines(io: Io, claim: ClaimOutput): string[] {
  const style = styleOf(io);
  const part = claim.part === '' ? '' : `${plain(claim.part)}: `;
  const marks = claim.marks.length === 0 ? '' : ` (${claim.marks.join(', ')})`;
  const against = claim.standing === 'against' ? style.bad('  against') : '';
  const { url, fetchedAt, sha256 } = claim.capture;
  const capture = plain(`${url}  fetched ${fetchedAt.slice(0, 10)}  sha256 ${sha256.slice(0, 12)}`);
  return [
    `    ${style.bold(plain(claim.source))}  ${part}"${visible(claim.asWritten)}" = ${valueText(claim)}${marks}${against}`,
    ...paragraph(`"${shortQuote(claim.quote)}"`, io.columns, 6),
    `      ${style.dim(capture)}`,
  ];
}

const quoted = (text: string): string => `'${visible(text).replaceAll("'", String.raw`'\''`)}'`;

/** The names by which the sources of a conflict call its subject, each as the command that links it to another. */
export function aliasLines(claims: readonly ClaimOutput[]): string[] {
  const lines = claims
    .filter(({ alias }) => alias.kind !== 'name')
    .map(({ source, alias: { kind, provider, written } }) => {
      const seller = provider === '' ? '' : ` --provider ${quoted(provider)}`;
      return `    modelfacts review map ${source} ${kind} ${quoted(written)}${seller}`;
    });
  const commands = [...new Set(lines)];
  return commands.length === 0
    ? []
    : ['    What the sources call it, to link a name elsewhere:', ...commands];
}

/** Who or what settled a key, and what was considered. */
export function settledLines(io: Io, key: Pick<ExplainedKey, 'decision' | 'policy'>): string[] {
  const { decision, policy } = key;
  const considered = (decision ?? policy)?.considered?.candidates.map((candidate) =>
    [...new Set(candidate.parts.map((part) => part.asWritten))].join(', '),
  );
  const seen = considered ? paragraph(`considered: ${considered.join('  |  ')}`, io.columns, 4) : [];
  if (decision) {
    const review = decision.reviewAfter ? `, to be reviewed after ${decision.reviewAfter.slice(0, 10)}` : '';
    const who = `decided by ${decision.by} on ${decision.at.slice(0, 10)}${review}: ${decision.verdict}`;
    return [
      ...paragraph(who, io.columns, 4),
      ...paragraph(`reason: ${decision.reason}`, io.columns, 4),
      ...seen,
    ];
  }
  return policy ? [...paragraph(policy.sentence, io.columns, 4), ...seen] : [];
}
