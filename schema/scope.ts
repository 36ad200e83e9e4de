/**
 * Scopes and parts are canonical texts: tokens joined by `;`, a leading bare word, then `name=value` sorted by name.
 * `USD;basis=list`, `via=openrouter`, `input;above=200000`. Equal qualifiers give equal text.
 */
export type Qualifiers = Readonly<Record<string, string | undefined>>;

/** Builds a scope or part from its leading word and its qualifiers; undefined qualifiers are left out. */
export function qualified(head: string, qualifiers: Qualifiers = {}): string {
  const tail = Object.entries(qualifiers)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return [...(head === '' ? [] : [head]), ...tail].join(';');
}

/** Takes a scope or part apart again. */
export function qualifiersOf(text: string): { head: string; qualifiers: Map<string, string> } {
  const qualifiers = new Map<string, string>();
  let head = '';
  for (const token of text.split(';')) {
    const at = token.indexOf('=');
    if (at < 0) head = token;
    else qualifiers.set(token.slice(0, at), token.slice(at + 1));
  }
  return { head, qualifiers };
}
