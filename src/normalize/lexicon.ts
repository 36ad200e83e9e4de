/** What a text says in words that a table knows, and what is left of it. */
export interface Words<Tag extends string> {
  tags: ReadonlySet<Tag>;
  /** Letters and digits that no entry of the table covers; '' where everything is known. */
  rest: string;
}

const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const quoted = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Words of scripts that write no spaces are found anywhere, all others only as whole words. */
function patternOf(words: readonly string[]): RegExp {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const spaced = longestFirst.filter((word) => !UNSPACED.test(word)).map(quoted);
  const unspaced = longestFirst.filter((word) => UNSPACED.test(word)).map(quoted);
  const whole = `(?<![\\p{L}\\p{N}])(?:${spaced.join('|')})(?![\\p{L}\\p{N}])`;
  return new RegExp([...unspaced, whole].join('|'), 'giu');
}

/** Reads texts by a table of phrases: each line is a tag and its phrases, with `|` between them. */
export class Lexicon<Tag extends string> {
  private readonly tagOf = new Map<string, Tag>();
  private readonly pattern: RegExp;

  constructor(table: readonly (readonly [Tag, string])[]) {
    for (const [tag, phrases] of table) {
      for (const phrase of phrases.split('|')) this.tagOf.set(phrase, tag);
    }
    this.pattern = patternOf([...this.tagOf.keys()]);
  }

  read(text: string): Words<Tag> {
    const tags = new Set<Tag>();
    const left = text.toLowerCase().replace(this.pattern, (phrase) => {
      const tag = this.tagOf.get(phrase);
      if (tag !== undefined) tags.add(tag);
      return ' ';
    });
    const rest = (left.match(/[\p{L}\p{N}\p{Sc}]+/gu) ?? []).join(' ');
    return { tags, rest };
  }
}
