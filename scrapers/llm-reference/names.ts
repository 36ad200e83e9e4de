import type { NamedSubject } from '../../schema/statement.ts';

/** Which of the page's two models: the first or the second of its title. */
export type Side = 0 | 1;
export const SIDES: readonly Side[] = [0, 1];

/** Two characters of the private use area that stand for the two names while a sentence is read. */
const MARKS = ['\ue000', '\ue001'] as const;
/** Pattern of either mark. */
export const MARK = '[\ue000\ue001]';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');

/** The two models of a page, by the names that its title gives them. */
export class Pair {
  readonly names: readonly [string, string];
  private readonly pattern: RegExp;

  constructor(names: readonly [string, string]) {
    this.names = names;
    const longestFirst = [...names].sort((a, b) => b.length - a.length).map(escaped);
    // A name ends where no letter, digit or joint follows: "GPT-5.3-Codex" is not in "GPT-5.3-Codex-Spark".
    this.pattern = new RegExp(
      `(?<![\\p{L}\\p{N}_./@-])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}_/@+-]|[.:][\\p{L}\\p{N}])`,
      'gu',
    );
  }

  name(side: Side): string {
    return this.names[side];
  }

  subject(side: Side): NamedSubject {
    return { kind: 'model', name: this.names[side] };
  }

  /** The model whose name a text is, letter by letter. */
  sideOf(text: string): Side | undefined {
    return SIDES.find((side) => this.names[side] === text);
  }

  /** The text with a mark for each name. A text that holds a mark already says nothing that can be read. */
  mask(text: string): string {
    if (new RegExp(MARK, 'u').test(text)) return '';
    return text.replace(this.pattern, (name) => MARKS[this.names[0] === name ? 0 : 1]);
  }

  /** The text with the names again. */
  unmask(masked: string): string {
    return masked.replaceAll(MARKS[0], this.names[0]).replaceAll(MARKS[1], this.names[1]);
  }
}

/** The model that a mark stands for. */
export const sideOfMark = (mark: string | undefined): Side | undefined =>
  SIDES.find((side) => MARKS[side] === mark);

/** The models that a masked text names. */
export const sidesIn = (masked: string): Side[] => SIDES.filter((side) => masked.includes(MARKS[side]));
