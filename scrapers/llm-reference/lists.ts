/** Members of the longest list that a page of this site is believed to write out. */
const LONGEST = 60;

/** "A, B, and C", "A and B" or "A" as its members, each once; undefined where one is blank or there are too many. */
export function listOf(text: string): string[] | undefined {
  const members = text
    .trim()
    .replace(/,?\s+and\s+(?=[^,]*$)/u, ', ')
    .split(/,\s*/u)
    .map((member) => member.trim());
  if (members.length > LONGEST || members.includes('')) return undefined;
  return [...new Set(members)];
}

/** Whether a member of a list only counts what is not named: "3 more", "2 other providers". */
export const isRest = (member: string): boolean => /^\d+ (?:more|others?)\b/iu.test(member);

/** Whether a name cannot stand in a scope, whose tokens `;` parts and whose values `=` begins. */
export const breaksScope = (name: string): boolean => /[;=]/u.test(name);
