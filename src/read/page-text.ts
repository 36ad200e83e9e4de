import { fold } from './blocks.ts';
import { cellRanges, type Line, linesOf } from './pipes.ts';
import type { Piece } from './text.ts';

const NAMED = /^(Title|URL Source|Published Time|Warning|Number of Pages): ?(.*)$/u;
const CONTENT = /^(?:Markdown|Text) Content:[ \t]*$/u;
/** Lines in which the names of a rendering service stand. */
const MOST_HEADER_LINES = 30;

/** What a rendering service wrote above a page, and where the page itself begins. A page without it begins at once. */
export function pageHeader(text: string): { header: ReadonlyMap<string, Piece>; from: number } {
  const header = new Map<string, Piece>();
  if (!/^\s*Title: /u.test(text.slice(0, 200))) return { header, from: 0 };
  for (const line of linesOf(text.slice(0, 20_000)).slice(0, MOST_HEADER_LINES)) {
    if (CONTENT.test(line.text)) return { header, from: line.end };
    const [, name, value] = NAMED.exec(line.text) ?? [];
    if (name === undefined || value === undefined) {
      if (line.text.trim() !== '') break;
      continue;
    }
    const start = line.end - value.length;
    header.set(name.toLowerCase(), { text: fold(value), place: { kind: 'text', start, end: line.end } });
  }
  return { header: new Map(), from: 0 };
}

/** A mark of a heading alone on its line, and its title on the next. */
const SPLIT_HEADING = /^(#{1,6})([ \t]*)(\r?\n)(?=[^\s#|<>`*+-].{0,150}$)/gmu;

/** Joins such headings; every offset stays what it is. */
const joined = (text: string): string =>
  text.replace(
    SPLIT_HEADING,
    (_, mark: string, space: string, end: string) => mark + space + ' '.repeat(end.length),
  );

const DELIMITER = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/u;
const FENCE = /^[ \t]*(`{3,}|~{3,})/u;

const isDelimiter = (line: Line | undefined): boolean =>
  line?.text.includes('|') === true && DELIMITER.test(line.text);

/** Whether a line parts cells. */
const hasCells = (line: Line): boolean => line.text.includes('|') && cellRanges(line).length > 1;

/** Offsets of lines behind a table's last row that hold no cell: Markdown would take them for rows of one cell. */
function tableEnds(lines: readonly Line[]): number[] {
  const ends: number[] = [];
  let fence = '';
  let inTable = false;
  lines.forEach((line, at) => {
    const mark = FENCE.exec(line.text)?.[1];
    if (mark !== undefined && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : '';
    const before = lines[at - 1];
    if (fence !== '' || line.text.trim() === '') inTable = false;
    else if (isDelimiter(line) && before !== undefined && hasCells(before)) inTable = true;
    else if (inTable && (!line.text.includes('|') || isDelimiter(lines[at + 1]))) {
      ends.push(line.start);
      inTable = false;
    }
  });
  return ends;
}

/** A text in parts that can be parsed each by itself: the lines right behind a table are parted from it. */
export function paragraphs(
  text: string,
  region: { start: number; end: number },
): { start: number; text: string }[] {
  const whole = joined(text.slice(region.start, region.end));
  const cuts = [0, ...tableEnds(linesOf(whole)), whole.length];
  return cuts.slice(0, -1).flatMap((from, at) => {
    const part = whole.slice(from, cuts[at + 1]);
    return part.trim() === '' ? [] : [{ start: region.start + from, text: part }];
  });
}
