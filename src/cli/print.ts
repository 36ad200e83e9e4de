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

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** Text of a page for a terminal: control characters, which could command it, become spaces. */
export const plain = (text: string): string => text.replace(CONTROL, ' ').trim();

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** One JSON document, checked against its schema before it is printed; control characters are written as escapes. */
export function printJson<T>(io: Io, schema: z.ZodType<T>, answer: T): void {
  const text = JSON.stringify(schema.parse(answer), null, 2);
  io.out(`${text.replace(/[\u007f-\u009f\u2028\u2029]/g, escaped)}\n`);
}

/** Prints lines; nothing else ends them. */
export function printLines(io: Io, lines: readonly string[]): void {
  if (lines.length > 0) io.out(`${lines.join('\n')}\n`);
}

const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(1, width - 1))}…`;

const WIDEST_CELL = 60;

/** A table as lines: columns as wide as their cells, two spaces between, right-aligned where a column holds numbers only. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], style: Style): string[] {
  const cells = rows.map((row) => head.map((_, at) => shortened(plain(row[at] ?? ''), WIDEST_CELL)));
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
