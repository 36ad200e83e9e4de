import type { z } from 'zod';
import type { Io } from './io.ts';

/** Marks of text; without color they change nothing. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
}

const ESC = '\u001b[';

/** The marks that this terminal understands. */
export function styleOf(io: Pick<Io, 'color'>): Style {
  const mark = (code: number) => (text: string) => (io.color ? `${ESC}${code}m${text}${ESC}0m` : text);
  return { bold: mark(1), dim: mark(2), good: mark(32), bad: mark(31), warn: mark(33) };
}

/**
 * Characters that show nothing or change how others are shown: controls, marks of direction, zero widths, tags. Joiners
 * and variation selectors stay, because letters and emoji are made with them.
 */
const HIDDEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const named = (char: string): string =>
  char.length > 1 ? `\\u{${char.codePointAt(0)?.toString(16)}}` : escaped(char);
const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A name or cell as it is, on one line: what would command a terminal or hide in it is written as an escape. */
export const visible = (text: string): string =>
  text.replace(HIDDEN, (char) => SHORT.get(char) ?? named(char));

/** A passage of a page for a terminal: white space is folded, other hidden characters are written as escapes. */
export const plain = (text: string): string =>
  visible(text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')).trim();

/** One JSON document, checked against its schema before it is printed; control characters are written as escapes. */
export function printJson<T>(io: Io, schema: z.ZodType<T>, answer: T): void {
  const text = JSON.stringify(schema.parse(answer), null, 2);
  io.out(`${text.replace(HIDDEN, (char) => (char === '\n' ? char : char.replace(/[\s\S]/g, escaped)))}\n`);
}

/** Prints lines; nothing else ends them. */
export function printLines(io: Io, lines: readonly string[]): void {
  if (lines.length > 0) io.out(`${lines.join('\n')}\n`);
}

const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(1, width - 1)).replace(/[\ud800-\udbff]$/, '')}…`;

const WIDEST_CELL = 60;

/** A table as lines: columns as wide as their cells, two spaces between, right-aligned where a column holds numbers only. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], style: Style): string[] {
  const cells = rows.map((row) => head.map((_, at) => shortened(visible(row[at] ?? ''), WIDEST_CELL)));
  const widths = head.map((title, at) =>
    cells.reduce((widest, row) => Math.max(widest, row[at]?.length ?? 0), title.length),
  );
  const numeric = head.map(
    (_, at) => rows.length > 0 && cells.every((row) => /^[\d,.]*$/.test(row[at] ?? '')),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((text, at) => (numeric[at] ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return [style.bold(line(head)), ...cells.map(line)];
}

/** Breaks a text into lines of at most `width` characters, each after `indent` spaces. */
export function paragraph(text: string, width: number, indent = 0): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of plain(text).split(/ +/)) {
    if (line !== '' && indent + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => `${' '.repeat(indent)}${each}`);
}

/** `1 source`, `3 sources`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
