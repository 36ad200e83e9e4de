import type { RefreshReport } from '../../schema/outputs.ts';
import { EmbeddedHeld, type ErrorReport, ModelfactsError } from '../report/errors.ts';
import { visible } from './print.ts';

/** The exit codes of every command. */
export const EXIT = {
  done: 0,
  /** Nothing could be done. */
  nothing: 1,
  usage: 2,
  /** Done, but a document or round was refused or unreachable, a name was not understood, or a check found something. */
  partly: 3,
  /** `--fail-on` asked for it. */
  failOn: 4,
  /** Another process holds the embedded database. */
  held: 5,
  interrupted: 130,
} as const;

/** The command line was not understood. */
export class UsageError extends ModelfactsError {
  readonly recovery = 'stop';

  constructor(what: string, why: string, next: string) {
    super({ what, where: 'command line', why, next });
  }
}

/** The text as one of those that are known. Throws UsageError, which names them. */
export function oneOf<T extends string>(known: readonly T[], text: string, what: string): T {
  const found = known.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UsageError(`"${text}" is no ${what}`, `known are ${known.join(', ')}`, 'Write one of them.');
}

/** The exit code that an error asks for. */
export function codeOfError(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof EmbeddedHeld) return EXIT.held;
  return EXIT.nothing;
}

const isReport = (error: unknown): error is ErrorReport => error instanceof ModelfactsError;

/** An error as text: what, where, why and the next step; the stack only where it was asked for. */
export function errorText(error: unknown, debug: boolean): string {
  const stack = debug && error instanceof Error && error.stack ? `${error.stack}\n` : '';
  if (isReport(error)) {
    const [what, where] = [error.what, error.where].map(visible);
    const [why, next] = [error.why, error.next].map((text) => text.split('\n').map(visible).join('\n'));
    return `error: ${what}\n  where: ${where}\n  why:   ${why}\n  next:  ${next}\n${stack}`;
  }
  const why = error instanceof Error ? error.message : String(error);
  const next = debug
    ? 'Report it with the stack below.'
    : 'Call the command again with --debug and report the stack.';
  return `error: An unexpected failure\n  where: modelfacts\n  why:   ${why}\n  next:  ${next}\n${stack}`;
}

/** What `--fail-on` may name, and when it holds. */
export const FAIL_ON: ReadonlyMap<string, (report: RefreshReport) => boolean> = new Map([
  ['conflict', (report: RefreshReport) => report.conflicts.open > 0],
  ['new-conflict', (report: RefreshReport) => report.conflicts.opened > 0],
  ['change', (report: RefreshReport) => report.changes > 0],
  [
    'refused',
    (report: RefreshReport) =>
      report.sources.some(({ outcome, refused }) => outcome === 'refused' || refused.length > 0),
  ],
  [
    'unreachable',
    (report: RefreshReport) =>
      report.sources.some(({ outcome }) => outcome === 'failed' || outcome === 'partial'),
  ],
]);

/** A source that another process works, or that has no key here, is no failure of this call. */
const IN_ORDER: ReadonlySet<string> = new Set(['changed', 'unchanged', 'busy', 'skipped']);
const WORKED: ReadonlySet<string> = new Set(['changed', 'unchanged', 'partial', 'refused']);

/**
 * The exit code of a refresh. Rows that were refused by name are ordinary: they are counted and change nothing. Values
 * that were held back or cannot both be right are conflicts, which `--fail-on` asks for. A document that was refused or
 * could not be fetched and a round that tripped a gate are `partly`; where no source could be worked at all, nothing
 * was done.
 */
export function codeOfRefresh(report: RefreshReport, failOn: readonly string[] = []): number {
  const { sources } = report;
  if (failOn.some((name) => FAIL_ON.get(name)?.(report))) return EXIT.failOn;
  if (sources.every(({ outcome, alarms }) => IN_ORDER.has(outcome) && alarms.length === 0)) return EXIT.done;
  return sources.some(({ outcome }) => WORKED.has(outcome)) ? EXIT.partly : EXIT.nothing;
}
