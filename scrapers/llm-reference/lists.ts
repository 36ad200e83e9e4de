/** "A, B, and C", "A and B" or "A" as its members; undefined where one of them is blank. */
export function listOf(text: string): string[] | undefined {
  const members = text
    .trim()
    .replace(/,?\s+and\s+(?=[^,]*$)/u, ', ')
    .split(/,\s*/u)
    .map((member) => member.trim());
  return members.some((member) => member === '') ? undefined : members;
}

/** Whether a member of a list only counts what is not named: "3 more", "2 other providers". */
export const isRest = (member: string): boolean => /^\d+ (?:more|others?)\b/iu.test(member);

/** Whether a name cannot stand in a scope, whose tokens `;` parts and whose values `=` begins. */
export const breaksScope = (name: string): boolean => /[;=]/u.test(name);
