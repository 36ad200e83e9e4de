/** An id of Anthropic's own interface: the family, the version, perhaps the day of the snapshot. */
const ID = /^claude-[a-z\d]+(?:-[a-z\d]+)*$/u;
/** What stands behind the version: the day of a snapshot, or the "0" that an alias adds to a whole number. */
const BEHIND = /-(?:\d{8}|0)$/u;

const parts = (text: string, between: RegExp): string => text.split(between).sort().join(' ');

/** "Claude Haiku 3 (deprecated)" without what stands in parentheses. */
export const bare = (name: string): string => name.replace(/\s*\([^()]*\)/gu, '').trim();

/** Whether an id names what the column's head does; a footnote's digit that is glued to either makes it another. */
export function isIdOf(name: string, id: string): boolean {
  const words = /^Claude (.+)$/u.exec(bare(name))?.[1]?.toLowerCase();
  if (words === undefined || !ID.test(id)) return false;
  return parts(words, /[ .]/u) === parts(id.slice('claude-'.length).replace(BEHIND, ''), /-/u);
}

/** What an id on another platform is there without that platform's own marks. */
const PLAIN = new Map<string, (id: string) => string>([
  ['amazon-bedrock', (id) => id.replace(/^anthropic\./u, '').replace(/-v\d(?::\d)?$/u, '')],
  ['google-vertex', (id) => id.replace(/(?:-v\d)?@(?=\d{8}$)/u, '-').replace(/@default$/u, '')],
]);

/** Whether an id on a platform is that of a model with these ids of Anthropic's own. */
export const isTwin = (platform: string, id: string, own: readonly string[]): boolean =>
  own.includes((PLAIN.get(platform) ?? String)(id));
